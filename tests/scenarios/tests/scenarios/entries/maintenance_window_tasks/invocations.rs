//! Updates of tasks: the parameters of the invocation, for each type of task.

use aws_sdk_ssm::primitives::Blob;
use aws_sdk_ssm::types::{
    MaintenanceWindowAutomationParameters, MaintenanceWindowLambdaParameters,
    MaintenanceWindowRunCommandParameters, MaintenanceWindowStepFunctionsParameters,
    MaintenanceWindowTaskInvocationParameters as Parameters,
};
use serde_json::{Value, json};

use super::{ID, WINDOW};
use crate::entries::with;
use crate::entries::{Entry, Read, read};
use crate::sentinel::sentinel;

pub(super) fn entries() -> Vec<Entry> {
    vec![run_command(), automation(), step_functions(), lambda()]
}

/// Parameters for each type of task, with everything in them that is a secret.
pub(super) fn secret() -> Parameters {
    let command = MaintenanceWindowRunCommandParameters::builder();
    let automation = MaintenanceWindowAutomationParameters::builder();
    let machine = MaintenanceWindowStepFunctionsParameters::builder();
    let function = MaintenanceWindowLambdaParameters::builder();
    let scan = || vec![sentinel("Scan")];
    Parameters::builder()
        .run_command(command.parameters("Operation", scan()).build())
        .automation(automation.parameters("Operation", scan()).build())
        .step_functions(machine.input(sentinel("a")).build())
        .lambda(function.payload(Blob::new(sentinel("a"))).build())
        .build()
}

/// A task with these parameters.
fn task(parameters: Value) -> Value {
    json!({
        "WindowId": WINDOW,
        "WindowTaskId": ID,
        "TaskInvocationParameters": parameters,
    })
}

fn seen(parameters: Value) -> [Read; 1] {
    [read("GetMaintenanceWindowTask", task(parameters))]
}

fn without_any() -> [Read; 1] {
    let task = json!({"WindowId": WINDOW, "WindowTaskId": ID});
    [read("GetMaintenanceWindowTask", task)]
}

/// The parameters in the answer to an update, and in that to a read.
fn command() -> Value {
    json!({
        "Comment": "first",
        "CloudWatchOutputConfig": {"CloudWatchOutputEnabled": true},
        "DocumentHash": "0123",
        "DocumentHashType": "Sha256",
        "DocumentVersion": "$LATEST",
        "NotificationConfig": {
            "NotificationArn": "arn:aws:sns:eu-west-1:123456789012:topic",
            "NotificationEvents": ["Success", "Failed"],
            "NotificationType": "Command",
        },
        "OutputS3BucketName": "logs",
        "OutputS3KeyPrefix": "a",
        "Parameters": {"Operation": ["Scan"]},
        "ServiceRoleArn": "arn:aws:iam::123456789012:role/maintenance",
        "TimeoutSeconds": 600,
    })
}

/// Each parameter with another value than in [`command`].
fn changes() -> [(&'static str, Value); 13] {
    [
        ("another comment", json!({"Comment": "other"})),
        (
            "another log group",
            json!({"CloudWatchOutputConfig": {"CloudWatchLogGroupName": "other"}}),
        ),
        ("another hash", json!({"DocumentHash": "4567"})),
        ("another type of hash", json!({"DocumentHashType": "Sha1"})),
        ("another version", json!({"DocumentVersion": "1"})),
        (
            "another topic",
            notified(json!({"NotificationArn": "arn:aws:sns:eu-west-1:123456789012:other"})),
        ),
        (
            "other events",
            notified(json!({"NotificationEvents": ["Success"]})),
        ),
        (
            "another notification",
            notified(json!({"NotificationType": "Invocation"})),
        ),
        ("another bucket", json!({"OutputS3BucketName": "other"})),
        ("another prefix", json!({"OutputS3KeyPrefix": "b"})),
        (
            "another parameter",
            json!({"Parameters": {"Operation": ["Install"]}}),
        ),
        (
            "another role",
            json!({"ServiceRoleArn": "arn:aws:iam::123456789012:role/other"}),
        ),
        ("another time-out", json!({"TimeoutSeconds": 900})),
    ]
}

/// The notification of [`command`] with these members.
fn notified(members: Value) -> Value {
    let config = with(command()["NotificationConfig"].clone(), members);
    json!({ "NotificationConfig": config })
}

fn run_command() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTask, a command", |stage| {
        let request = stage.ssm.update_maintenance_window_task();
        let request = request.window_id(WINDOW).window_task_id(ID);
        let command = MaintenanceWindowRunCommandParameters::builder().comment("asked");
        let command = command.parameters("Operation", vec![sentinel("Scan")]);
        let parameters = Parameters::builder().run_command(command.build());
        let request = request.task_invocation_parameters(parameters.build());
        act!(request)
    });
    let seen_with = |members| seen(json!({"RunCommand": with(command(), members)}));
    let update = update
        .answered(task(json!({ "RunCommand": command() })))
        .satisfied("the new parameters", seen_with(json!({})))
        .satisfied(
            "the new parameters, the events in another order",
            seen_with(notified(
                json!({"NotificationEvents": ["Failed", "Success"]}),
            )),
        )
        .satisfied(
            "some of the new parameters, one of them empty",
            seen(json!({"RunCommand": {"Comment": "first", "OutputS3KeyPrefix": ""}})),
        )
        .pending("none", without_any())
        .pending("none of any type", seen(json!({})));
    changes()
        .into_iter()
        .fold(update, |update, (what, change)| {
            update.pending(what, seen_with(change))
        })
}

fn automation() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTask, an automation", |stage| {
        let request = stage.ssm.update_maintenance_window_task();
        let request = request.window_id(WINDOW).window_task_id(ID);
        let automation = MaintenanceWindowAutomationParameters::builder().document_version("2");
        let automation = automation.parameters("InstanceId", vec![sentinel("i-1")]);
        let parameters = Parameters::builder().automation(automation.build());
        let request = request.task_invocation_parameters(parameters.build());
        act!(request)
    });
    let echo = json!({"DocumentVersion": "2", "Parameters": {"InstanceId": ["i-1"]}});
    let seen_with = |members| seen(json!({"Automation": with(echo.clone(), members)}));
    update
        .answered(task(json!({ "Automation": echo })))
        .satisfied("the new parameters", seen_with(json!({})))
        .satisfied("the version alone", seen_with(json!({"Parameters": null})))
        .pending(
            "another version",
            seen_with(json!({"DocumentVersion": "1"})),
        )
        .pending(
            "another parameter",
            seen_with(json!({"Parameters": {"InstanceId": ["i-2"]}})),
        )
        .pending("none", without_any())
}

fn step_functions() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTask, a state machine", |stage| {
        let request = stage.ssm.update_maintenance_window_task();
        let request = request.window_id(WINDOW).window_task_id(ID);
        let machine = MaintenanceWindowStepFunctionsParameters::builder().name("nightly");
        let machine = machine.input(sentinel("a"));
        let parameters = Parameters::builder().step_functions(machine.build());
        let request = request.task_invocation_parameters(parameters.build());
        act!(request)
    });
    let echo = json!({"Name": "nightly", "Input": "a"});
    let seen_with = |members| seen(json!({"StepFunctions": with(echo.clone(), members)}));
    update
        .answered(task(json!({ "StepFunctions": echo })))
        .satisfied("the new parameters", seen_with(json!({})))
        .pending("another name", seen_with(json!({"Name": "daily"})))
        .pending("another input", seen_with(json!({"Input": "b"})))
}

fn lambda() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTask, a function", |stage| {
        let request = stage.ssm.update_maintenance_window_task();
        let request = request.window_id(WINDOW).window_task_id(ID);
        let function = MaintenanceWindowLambdaParameters::builder().qualifier("live");
        let function = function.payload(Blob::new(sentinel("new"))).build();
        let parameters = Parameters::builder().lambda(function);
        let request = request.task_invocation_parameters(parameters.build());
        act!(request)
    });
    let echo = json!({"ClientContext": "e30=", "Qualifier": "live", "Payload": "bmV3"});
    let seen_with = |members| seen(json!({"Lambda": with(echo.clone(), members)}));
    update
        .answered(task(json!({ "Lambda": echo })))
        .satisfied("the new parameters", seen_with(json!({})))
        .satisfied("another payload", seen_with(json!({"Payload": "b2xk"})))
        .pending(
            "another context",
            seen_with(json!({"ClientContext": "W10="})),
        )
        .pending("another qualifier", seen_with(json!({"Qualifier": "next"})))
        .pending("none", without_any())
}
