//! Updates of tasks: all members but the parameters of the invocation.

use aws_sdk_ssm::types::{
    Alarm, AlarmConfiguration, LoggingInfo, MaintenanceWindowTaskCutoffBehavior,
    MaintenanceWindowTaskParameterValueExpression, Target,
};
use serde_json::{Value, json};

use super::{ID, WINDOW};
use crate::entries::with;
use crate::entries::{Entry, Read, read, refused};
use crate::sentinel::sentinel;

pub(super) fn entries() -> Vec<Entry> {
    vec![updated(), updated_in_part(), replaced(), without_an_echo()]
}

/// The answer to an update, and nearly that to a read.
fn task() -> Value {
    json!({
        "WindowId": WINDOW,
        "WindowTaskId": ID,
        "Targets": [{"Key": "WindowTargetIds", "Values": ["a", "b"]}],
        "TaskArn": "AWS-RunPatchBaseline",
        "ServiceRoleArn": "arn:aws:iam::123456789012:role/maintenance",
        "TaskParameters": {"Operation": {"Values": ["Scan"]}},
        "Priority": 1,
        "MaxConcurrency": "2",
        "MaxErrors": "3",
        "LoggingInfo": {"S3BucketName": "logs", "S3Region": "eu-west-1"},
        "Name": "patch",
        "Description": "first",
        "CutoffBehavior": "CANCEL_TASK",
        "AlarmConfiguration": {"IgnorePollAlarmFailure": false, "Alarms": [{"Name": "alarm"}]},
    })
}

/// Each member with another value than in [`task`].
fn changes() -> [(&'static str, Value); 13] {
    [
        (
            "other targets",
            json!({"Targets": [{"Key": "WindowTargetIds", "Values": ["a"]}]}),
        ),
        ("another ARN", json!({"TaskArn": "AWS-UpdateSSMAgent"})),
        (
            "another role",
            json!({"ServiceRoleArn": "arn:aws:iam::1:role/o"}),
        ),
        (
            "another parameter",
            json!({"TaskParameters": {"Operation": {"Values": ["Install"]}}}),
        ),
        ("another priority", json!({"Priority": 2})),
        ("another concurrency", json!({"MaxConcurrency": "5"})),
        ("another number of errors", json!({"MaxErrors": "5"})),
        (
            "another bucket",
            json!({"LoggingInfo": {"S3BucketName": "other", "S3Region": "eu-west-1"}}),
        ),
        ("another name", json!({"Name": "other"})),
        ("another description", json!({"Description": "other"})),
        ("another cutoff", json!({"CutoffBehavior": "CONTINUE_TASK"})),
        (
            "a cutoff that is not known",
            json!({"CutoffBehavior": "Newer"}),
        ),
        (
            "another alarm",
            json!({"AlarmConfiguration": {"Alarms": [{"Name": "other"}]}}),
        ),
    ]
}

/// Each that may be left out, left out or empty.
fn removals() -> [(&'static str, Value); 2] {
    [
        ("no parameters", json!({"TaskParameters": {}})),
        ("no bucket", json!({"LoggingInfo": null})),
    ]
}

fn seen(task: Value) -> [Read; 1] {
    [read("GetMaintenanceWindowTask", task)]
}

/// [`task`] with these members.
fn seen_with(members: Value) -> [Read; 1] {
    seen(with(task(), members))
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTask, all members", |stage| {
        let request = stage.ssm.update_maintenance_window_task();
        let request = request.window_id(WINDOW).window_task_id(ID);
        let targets = Target::builder().key("WindowTargetIds");
        let request = request.targets(targets.values("a").values("b").build());
        let request = request.task_arn("AWS-RunPatchBaseline");
        let request = request.service_role_arn("arn:aws:iam::123456789012:role/maintenance");
        let operation = MaintenanceWindowTaskParameterValueExpression::builder();
        let request =
            request.task_parameters("Operation", operation.values(sentinel("Scan")).build());
        let request = request.priority(1).max_concurrency("2").max_errors("3");
        let logging = LoggingInfo::builder().s3_bucket_name("logs");
        let logging = logging.s3_region("eu-west-1").build().unwrap();
        let request = request.logging_info(logging);
        let request = request.name("patch").description(sentinel("first"));
        let request = request.cutoff_behavior(MaintenanceWindowTaskCutoffBehavior::CancelTask);
        let alarm = Alarm::builder().name("alarm").build().unwrap();
        let alarms = AlarmConfiguration::builder().alarms(alarm).build();
        let request = request.alarm_configuration(alarms.unwrap());
        act!(request)
    });
    let update = update
        .answered(task())
        .satisfied("the new settings", seen(task()))
        .satisfied(
            "the new settings, the targets in another order",
            seen_with(json!({"Targets": [{"Key": "WindowTargetIds", "Values": ["b", "a"]}]})),
        )
        .pending(
            "not found",
            [refused("GetMaintenanceWindowTask", "DoesNotExistException")],
        )
        .stopped(
            "the read is refused",
            [refused("GetMaintenanceWindowTask", "ValidationException")],
        );
    let lines = changes().into_iter().chain(removals());
    lines.fold(update, |update, (what, change)| {
        update.pending(what, seen_with(change))
    })
}

fn updated_in_part() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTask, only the name", |stage| {
        let request = stage.ssm.update_maintenance_window_task();
        let request = request.window_id(WINDOW).window_task_id(ID);
        let request = request.name("patch").replace(false);
        act!(request)
    });
    let others = changes().into_iter().chain(removals());
    let others = others.filter(|(_, it)| it["Name"].is_null());
    let update = update
        .answered(task())
        .pending("the old name", seen_with(json!({"Name": "old"})));
    let update = others.fold(update, |update, (what, change)| {
        update.satisfied(what, seen_with(change))
    });
    update.satisfied(
        "parameters of the invocation",
        seen_with(json!({"TaskInvocationParameters": {"Automation": {"DocumentVersion": "1"}}})),
    )
}

fn replaced() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTask, replacing", |stage| {
        let request = stage.ssm.update_maintenance_window_task();
        let request = request.window_id(WINDOW).window_task_id(ID);
        let request = request.task_arn("AWS-RunPatchBaseline").replace(true);
        act!(request)
    });
    let replaced = json!({
        "WindowId": WINDOW,
        "WindowTaskId": ID,
        "TaskArn": "AWS-RunPatchBaseline",
        "Priority": 1,
        // The service's own, for a task without targets.
        "MaxConcurrency": "1",
        "MaxErrors": "1",
    });
    let seen_with = |members| seen(with(replaced.clone(), members));
    let empty = json!({
        "Targets": [],
        "TaskParameters": {},
        "TaskInvocationParameters": {},
        "Description": "",
    });
    let update = update
        .answered(replaced.clone())
        .satisfied("the ARN alone", seen(replaced.clone()))
        .satisfied("the ARN, others empty", seen_with(empty))
        .pending(
            "parameters of the invocation",
            seen_with(
                json!({"TaskInvocationParameters": {"Automation": {"DocumentVersion": "1"}}}),
            ),
        );
    changes()
        .into_iter()
        .fold(update, |update, (what, change)| {
            update.pending(what, seen_with(change))
        })
}

fn without_an_echo() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTask, without an echo", |stage| {
        let request = stage.ssm.update_maintenance_window_task();
        let request = request.window_id(WINDOW).window_task_id(ID);
        let request = request.name("patch").description("").priority(2);
        act!(request)
    });
    update
        .answered(json!({"WindowId": WINDOW, "WindowTaskId": ID}))
        .satisfied(
            "the name and the priority",
            seen(json!({"Name": "patch", "Priority": 2})),
        )
        .pending("the old name", seen(json!({"Name": "old", "Priority": 2})))
        .pending(
            "the old priority",
            seen(json!({"Name": "patch", "Priority": 0})),
        )
        .pending(
            "the old description",
            seen(json!({"Name": "patch", "Priority": 2, "Description": "first"})),
        )
}
