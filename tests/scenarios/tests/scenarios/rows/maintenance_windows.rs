//! Maintenance windows, their targets and their tasks.

use aws_sdk_ssm::error::SdkError;
use aws_sdk_ssm::operation::get_maintenance_window::{
    GetMaintenanceWindowError, GetMaintenanceWindowOutput,
};
use aws_sdk_ssm::types::{
    MaintenanceWindowResourceType, MaintenanceWindowTarget, MaintenanceWindowTaskType, Target,
};

use super::Row;
use crate::stage::Stage;

/// The ids that the simulator gives to the first of each kind.
const WINDOW: &str = "mw-00000000000000001";
const TARGET: &str = "t-00000000000000001";
const TASK: &str = "task-00000000000000001";

async fn create(stage: &Stage) {
    let request = stage.plain_ssm.create_maintenance_window().name("old");
    let request = request.schedule("rate(7 days)").duration(4).cutoff(1);
    let request = request.allow_unassociated_targets(true);
    let output = request.send().await.unwrap();
    assert_eq!(output.window_id(), Some(WINDOW));
}

async fn window(stage: &Stage) -> Option<GetMaintenanceWindowOutput> {
    let request = stage.plain_ssm.get_maintenance_window().window_id(WINDOW);
    match request.send().await.map_err(SdkError::into_service_error) {
        Ok(output) => Some(output),
        Err(GetMaintenanceWindowError::DoesNotExistException(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

fn instance(id: &str) -> Target {
    Target::builder().key("InstanceIds").values(id).build()
}

async fn register_target(stage: &Stage) {
    create(stage).await;
    let request = stage.plain_ssm.register_target_with_maintenance_window();
    let request = request.window_id(WINDOW).targets(instance("i-old"));
    let request = request.resource_type(MaintenanceWindowResourceType::Instance);
    let output = request.send().await.unwrap();
    assert_eq!(output.window_target_id(), Some(TARGET));
}

/// The instances among the window's targets.
async fn instances(stage: &Stage) -> Vec<String> {
    let request = stage.plain_ssm.describe_maintenance_window_targets();
    let output = request.window_id(WINDOW).send().await.unwrap();
    let targets = output.targets().iter();
    let targets = targets.flat_map(MaintenanceWindowTarget::targets);
    targets.flat_map(Target::values).cloned().collect()
}

async fn register_task(stage: &Stage) {
    create(stage).await;
    let request = stage.plain_ssm.register_task_with_maintenance_window();
    let request = request.window_id(WINDOW).task_arn("AWS-Old");
    let request = request.task_type(MaintenanceWindowTaskType::RunCommand);
    let output = request.send().await.unwrap();
    assert_eq!(output.window_task_id(), Some(TASK));
}

/// What the window's tasks run.
async fn tasks(stage: &Stage) -> Vec<String> {
    let request = stage.plain_ssm.describe_maintenance_window_tasks();
    let output = request.window_id(WINDOW).send().await.unwrap();
    let tasks = output.tasks().iter();
    tasks.map(|it| it.task_arn().unwrap().to_owned()).collect()
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "CreateMaintenanceWindow",
        operation: "CreateMaintenanceWindow",
        service: "ssm",
        reads: &["GetMaintenanceWindow"],
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage.ssm.create_maintenance_window().name("new");
            let request = request.schedule("rate(7 days)").duration(4).cutoff(1);
            let request = request.allow_unassociated_targets(true);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { window(stage).await.is_some() }),
    },
    Row {
        name: "UpdateMaintenanceWindow",
        operation: "UpdateMaintenanceWindow",
        service: "ssm",
        reads: &["GetMaintenanceWindow"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.update_maintenance_window().window_id(WINDOW);
            let request = request.name("new").enabled(false);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async {
                let window = window(stage).await.unwrap();
                window.name() == Some("new") && !window.enabled()
            })
        },
    },
    Row {
        name: "DeleteMaintenanceWindow",
        operation: "DeleteMaintenanceWindow",
        service: "ssm",
        reads: &["GetMaintenanceWindow"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.delete_maintenance_window().window_id(WINDOW);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { window(stage).await.is_none() }),
    },
    Row {
        name: "RegisterTargetWithMaintenanceWindow",
        operation: "RegisterTargetWithMaintenanceWindow",
        service: "ssm",
        reads: &["DescribeMaintenanceWindowTargets"],
        may_change_rights: false,
        arrange: |stage| Box::pin(register_target(stage)),
        act: |stage| {
            let request = stage.ssm.register_target_with_maintenance_window();
            let request = request.window_id(WINDOW).targets(instance("i-new"));
            let request = request.resource_type(MaintenanceWindowResourceType::Instance);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { instances(stage).await == ["i-old", "i-new"] }),
    },
    Row {
        name: "UpdateMaintenanceWindowTarget",
        operation: "UpdateMaintenanceWindowTarget",
        service: "ssm",
        reads: &["DescribeMaintenanceWindowTargets"],
        may_change_rights: false,
        arrange: |stage| Box::pin(register_target(stage)),
        act: |stage| {
            let request = stage.ssm.update_maintenance_window_target();
            let request = request.window_id(WINDOW).window_target_id(TARGET);
            let request = request.targets(instance("i-new"));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { instances(stage).await == ["i-new"] }),
    },
    Row {
        name: "DeregisterTargetFromMaintenanceWindow",
        operation: "DeregisterTargetFromMaintenanceWindow",
        service: "ssm",
        reads: &["DescribeMaintenanceWindowTargets"],
        may_change_rights: false,
        arrange: |stage| Box::pin(register_target(stage)),
        act: |stage| {
            let request = stage.ssm.deregister_target_from_maintenance_window();
            let request = request.window_id(WINDOW).window_target_id(TARGET);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { instances(stage).await.is_empty() }),
    },
    Row {
        name: "RegisterTaskWithMaintenanceWindow",
        operation: "RegisterTaskWithMaintenanceWindow",
        service: "ssm",
        reads: &["DescribeMaintenanceWindowTasks"],
        may_change_rights: false,
        arrange: |stage| Box::pin(register_task(stage)),
        act: |stage| {
            let request = stage.ssm.register_task_with_maintenance_window();
            let request = request.window_id(WINDOW).task_arn("AWS-New");
            let request = request.task_type(MaintenanceWindowTaskType::RunCommand);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { tasks(stage).await == ["AWS-Old", "AWS-New"] }),
    },
    Row {
        name: "UpdateMaintenanceWindowTask",
        operation: "UpdateMaintenanceWindowTask",
        service: "ssm",
        reads: &["GetMaintenanceWindowTask"],
        may_change_rights: false,
        arrange: |stage| Box::pin(register_task(stage)),
        act: |stage| {
            let request = stage.ssm.update_maintenance_window_task();
            let request = request.window_id(WINDOW).window_task_id(TASK);
            let request = request.task_arn("AWS-New");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { tasks(stage).await == ["AWS-New"] }),
    },
    Row {
        name: "DeregisterTaskFromMaintenanceWindow",
        operation: "DeregisterTaskFromMaintenanceWindow",
        service: "ssm",
        reads: &["DescribeMaintenanceWindowTasks"],
        may_change_rights: false,
        arrange: |stage| Box::pin(register_task(stage)),
        act: |stage| {
            let request = stage.ssm.deregister_task_from_maintenance_window();
            let request = request.window_id(WINDOW).window_task_id(TASK);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { tasks(stage).await.is_empty() }),
    },
];
