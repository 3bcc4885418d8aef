//! Maintenance windows, their targets and their tasks.

use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk::types::{
    MaintenanceWindowResourceType, MaintenanceWindowTaskType, Tag, Target,
};

use super::Tested;
use crate::confirmations::Confirmations;
use crate::server::Server;

pub(super) const OPERATIONS: &[&str] = &[
    "CreateMaintenanceWindow",
    "DeleteMaintenanceWindow",
    "DeregisterTargetFromMaintenanceWindow",
    "DeregisterTaskFromMaintenanceWindow",
    "RegisterTargetWithMaintenanceWindow",
    "RegisterTaskWithMaintenanceWindow",
];

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn maintenance_windows() -> Tested {
    let moto = Server::shared_moto();
    let ssm = ConsistentSsmClient::new(&moto.sdk_config());
    let mut confirmations = Confirmations::of("ssm");
    let window = create(&ssm, &mut confirmations).await?;
    targets(&ssm, &window, &mut confirmations).await?;
    tasks(&ssm, &window, &mut confirmations).await?;
    let delete = ssm.delete_maintenance_window().window_id(window);
    let confirmed = delete.send_with_evidence().await?;
    let read = [("GetMaintenanceWindow", 400)];
    confirmations.one_poll("DeleteMaintenanceWindow", confirmed, &read);
    confirmations.are(OPERATIONS);
    Ok(())
}

async fn create(
    ssm: &ConsistentSsmClient,
    confirmations: &mut Confirmations,
) -> Result<String, Box<dyn std::error::Error>> {
    let create = ssm.create_maintenance_window().name("nightly");
    let create = create.schedule("cron(0 3 ? * * *)").duration(2).cutoff(1);
    let create = create.allow_unassociated_targets(false);
    let create = create.tags(Tag::builder().key("env").value("test").build()?);
    let confirmed = create.send_with_evidence().await?;
    let reads = [("GetMaintenanceWindow", 200), ("ListTagsForResource", 200)];
    let output = confirmations.one_poll("CreateMaintenanceWindow", confirmed, &reads);
    Ok(output.window_id.expect("an id"))
}

fn instances() -> Target {
    Target::builder().key("tag:env").values("test").build()
}

async fn targets(
    ssm: &ConsistentSsmClient,
    window: &str,
    confirmations: &mut Confirmations,
) -> Tested {
    let read = [("DescribeMaintenanceWindowTargets", 200)];
    let register = ssm.register_target_with_maintenance_window();
    let register = register.window_id(window).targets(instances());
    let register = register.resource_type(MaintenanceWindowResourceType::Instance);
    let confirmed = register.send_with_evidence().await?;
    let operation = "RegisterTargetWithMaintenanceWindow";
    let output = confirmations.one_poll(operation, confirmed, &read);

    let deregister = ssm.deregister_target_from_maintenance_window();
    let deregister = deregister.window_id(window);
    let deregister = deregister.set_window_target_id(output.window_target_id);
    let confirmed = deregister.send_with_evidence().await?;
    let operation = "DeregisterTargetFromMaintenanceWindow";
    confirmations.one_poll(operation, confirmed, &read);
    Ok(())
}

async fn tasks(
    ssm: &ConsistentSsmClient,
    window: &str,
    confirmations: &mut Confirmations,
) -> Tested {
    let read = [("DescribeMaintenanceWindowTasks", 200)];
    let register = ssm.register_task_with_maintenance_window();
    let register = register.window_id(window).targets(instances());
    let register = register.task_arn("AWS-RunShellScript");
    let register = register.task_type(MaintenanceWindowTaskType::RunCommand);
    let confirmed = register.send_with_evidence().await?;
    let operation = "RegisterTaskWithMaintenanceWindow";
    let output = confirmations.one_poll(operation, confirmed, &read);

    let deregister = ssm.deregister_task_from_maintenance_window();
    let deregister = deregister.window_id(window);
    let deregister = deregister.set_window_task_id(output.window_task_id);
    let confirmed = deregister.send_with_evidence().await?;
    confirmations.one_poll("DeregisterTaskFromMaintenanceWindow", confirmed, &read);
    Ok(())
}
