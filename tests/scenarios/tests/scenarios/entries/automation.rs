//! Automation.

use aws_sdk_ssm::types::{
    AutomationExecutionInputs, ExecutionInputs, Runbook, StopType, Tag, Target,
};
use postcond::ssm::on_request::{automation_has_succeeded, automation_is_over};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;
use crate::stage::Stage;

const ID: &str = "4105a4fc-f944-11e6-9d32-0123456789ab";
const REQUEST: &str = "oi-0123456789ab";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        started(),
        started_with_tags(),
        started_until_it_has_succeeded(),
        stopped(),
        stopped_by_cancelling(),
        stopped_by_completing(),
        stopped_until_it_is_over(),
        change_requested(),
        change_requested_with_tags(),
        preview_started(),
        access_requested(),
    ]
}

fn tag() -> Tag {
    Tag::builder()
        .key("team")
        .value(sentinel("blue"))
        .build()
        .unwrap()
}

fn execution(execution: Value) -> Read {
    read(
        "GetAutomationExecution",
        json!({ "AutomationExecution": execution }),
    )
}

fn with_status(status: &str) -> [Read; 1] {
    [execution(
        json!({"AutomationExecutionId": ID, "AutomationExecutionStatus": status}),
    )]
}

fn not_found() -> Read {
    refused(
        "GetAutomationExecution",
        "AutomationExecutionNotFoundException",
    )
}

fn started() -> Entry {
    let start = Entry::ssm("StartAutomationExecution", |stage| {
        let request = stage.ssm.start_automation_execution().document_name("d");
        let request = request.parameters("Input", vec![sentinel("a")]);
        act!(request)
    });
    visible(start)
}

fn change_requested() -> Entry {
    let start = Entry::ssm("StartChangeRequestExecution", |stage| {
        let request = stage.ssm.start_change_request_execution();
        let runbook = Runbook::builder().document_name("r");
        let runbook = runbook.parameters("Input", vec![sentinel("a")]);
        let request = request
            .document_name("d")
            .runbooks(runbook.build().unwrap());
        let request = request.parameters("Input", vec![sentinel("a")]);
        act!(request)
    });
    visible(start)
}

/// The lines of both starts without tags.
fn visible(start: Entry) -> Entry {
    start
        .answered(json!({"AutomationExecutionId": ID}))
        .satisfied("in progress", with_status("InProgress"))
        .satisfied("failed, which is visible, too", with_status("Failed"))
        .satisfied("a newer status", with_status("Newer"))
        .satisfied(
            "without a status",
            [execution(json!({"AutomationExecutionId": ID}))],
        )
        .pending(
            "another execution",
            [execution(json!({"AutomationExecutionId": "other"}))],
        )
        .pending("no execution", [read("GetAutomationExecution", json!({}))])
        .pending("not found", [not_found()])
        .stopped(
            "the read is not valid",
            [refused("GetAutomationExecution", "ValidationException")],
        )
}

fn started_with_tags() -> Entry {
    let start = Entry::ssm("StartAutomationExecution, with tags", |stage| {
        let request = stage.ssm.start_automation_execution().document_name("d");
        let request = request.tags(tag());
        act!(request)
    });
    visible_with_tags(start)
}

fn change_requested_with_tags() -> Entry {
    let start = Entry::ssm("StartChangeRequestExecution, with tags", |stage| {
        let request = stage.ssm.start_change_request_execution();
        let runbook = Runbook::builder().document_name("r").build().unwrap();
        let request = request.document_name("d").runbooks(runbook).tags(tag());
        act!(request)
    });
    visible_with_tags(start)
}

/// The lines of both starts with tags.
fn visible_with_tags(start: Entry) -> Entry {
    start
        .answered(json!({"AutomationExecutionId": ID}))
        .tagged_at_creation(&execution(json!({"AutomationExecutionId": ID})))
        .pending("not found", [not_found()])
        .pending(
            "another execution",
            [execution(json!({"AutomationExecutionId": "other"}))],
        )
}

fn started_until_it_has_succeeded() -> Entry {
    let start = Entry::ssm(
        "StartAutomationExecution, with tags, until it has succeeded",
        |stage| {
            let request = stage.ssm.start_automation_execution().document_name("d");
            let request = request
                .tags(tag())
                .unconfirmed()
                .until(automation_has_succeeded);
            act!(request)
        },
    );
    start
        .answered(json!({"AutomationExecutionId": ID}))
        .satisfied("success", with_status("Success"))
        .satisfied(
            "completed with success",
            with_status("CompletedWithSuccess"),
        )
        .pending("pending", with_status("Pending"))
        .pending("in progress", with_status("InProgress"))
        .pending("waiting", with_status("Waiting"))
        .pending("being cancelled", with_status("Cancelling"))
        .pending("a newer status", with_status("Newer"))
        .pending("without a status", [execution(json!({}))])
        .pending("no execution", [read("GetAutomationExecution", json!({}))])
        .pending("not found", [not_found()])
        .failed("failed", with_status("Failed"))
        .failed("cancelled", with_status("Cancelled"))
        .failed("timed out", with_status("TimedOut"))
        .failed("rejected", with_status("Rejected"))
        .failed(
            "completed with a failure",
            with_status("CompletedWithFailure"),
        )
        .failed("exited", with_status("Exited"))
}

fn stopped() -> Entry {
    let stop = Entry::ssm("StopAutomationExecution", |stage| {
        let request = stage.ssm.stop_automation_execution();
        let request = request.automation_execution_id(ID);
        act!(request)
    });
    being_cancelled(stop)
}

fn stopped_by_cancelling() -> Entry {
    let stop = Entry::ssm("StopAutomationExecution, by cancelling", |stage| {
        let request = stage.ssm.stop_automation_execution();
        let request = request.automation_execution_id(ID).r#type(StopType::Cancel);
        act!(request)
    });
    being_cancelled(stop)
}

fn being_cancelled(stop: Entry) -> Entry {
    over_in_any_way(stop).satisfied("being cancelled", with_status("Cancelling"))
}

fn stopped_by_completing() -> Entry {
    let stop = Entry::ssm("StopAutomationExecution, by completing", |stage| {
        let request = stage.ssm.stop_automation_execution();
        let request = request
            .automation_execution_id(ID)
            .r#type(StopType::Complete);
        act!(request)
    });
    stop.unverifiable("the step may take as long as it likes")
}

fn stopped_until_it_is_over() -> Entry {
    let stop = Entry::ssm("StopAutomationExecution, until it is over", |stage| {
        let request = stage.ssm.stop_automation_execution();
        let request = request
            .automation_execution_id(ID)
            .r#type(StopType::Complete);
        let request = request.unconfirmed().until(automation_is_over);
        act!(request)
    });
    over_in_any_way(stop).pending("being cancelled", with_status("Cancelling"))
}

/// The lines that both waits for the end of an execution have in common.
fn over_in_any_way(stop: Entry) -> Entry {
    stop.satisfied("cancelled", with_status("Cancelled"))
        .satisfied("success", with_status("Success"))
        .satisfied("timed out", with_status("TimedOut"))
        .satisfied("failed", with_status("Failed"))
        .satisfied("rejected", with_status("Rejected"))
        .satisfied(
            "completed with success",
            with_status("CompletedWithSuccess"),
        )
        .satisfied(
            "completed with a failure",
            with_status("CompletedWithFailure"),
        )
        .satisfied("exited", with_status("Exited"))
        .pending("pending", with_status("Pending"))
        .pending("in progress", with_status("InProgress"))
        .pending("waiting", with_status("Waiting"))
        .pending("waiting for approval", with_status("PendingApproval"))
        .pending("approved", with_status("Approved"))
        .pending("scheduled", with_status("Scheduled"))
        .pending("running its runbook", with_status("RunbookInProgress"))
        .pending("a newer status", with_status("Newer"))
        .pending(
            "without a status",
            [execution(json!({"AutomationExecutionId": ID}))],
        )
        .pending("no execution", [read("GetAutomationExecution", json!({}))])
        .pending("not found", [not_found()])
        .stopped(
            "the read is not valid",
            [refused("GetAutomationExecution", "ValidationException")],
        )
}

fn preview_started() -> Entry {
    let start = Entry::ssm("StartExecutionPreview", |stage| {
        let inputs = AutomationExecutionInputs::builder();
        let inputs = inputs.parameters("Input", vec![sentinel("a")]).build();
        let request = stage.ssm.start_execution_preview().document_name("d");
        let request = request.execution_inputs(ExecutionInputs::Automation(inputs));
        act!(request)
    });
    let preview = |preview| [read("GetExecutionPreview", preview)];
    start
        .answered(json!({"ExecutionPreviewId": ID}))
        .satisfied(
            "not finished",
            preview(json!({"ExecutionPreviewId": ID, "Status": "InProgress"})),
        )
        .satisfied(
            "failed, which is visible, too",
            preview(json!({"ExecutionPreviewId": ID, "Status": "Failed"})),
        )
        .satisfied(
            "without a status",
            preview(json!({"ExecutionPreviewId": ID})),
        )
        .pending(
            "another preview",
            preview(json!({"ExecutionPreviewId": "other"})),
        )
        .pending("no id", preview(json!({"Status": "Success"})))
        .pending(
            "not found",
            [refused("GetExecutionPreview", "ResourceNotFoundException")],
        )
        .stopped(
            "the read is not valid",
            [refused("GetExecutionPreview", "ValidationException")],
        )
}

fn access_requested() -> Entry {
    let start = Entry::ssm("StartAccessRequest, with tags", |stage| {
        let nodes = Target::builder().key("InstanceIds").values("i-1").build();
        let request = stage.ssm.start_access_request().reason("repair");
        let request = request.targets(nodes).tags(tag());
        act!(request)
    });
    let item = |item| [read("GetOpsItem", json!({ "OpsItem": item }))];
    start
        .answered(json!({"AccessRequestId": REQUEST}))
        .satisfied(
            "not approved yet",
            item(json!({"OpsItemId": REQUEST, "Status": "Pending"})),
        )
        .satisfied(
            "approved",
            item(json!({"OpsItemId": REQUEST, "Status": "Approved"})),
        )
        .pending("another OpsItem", item(json!({"OpsItemId": "oi-other"})))
        .pending("no OpsItem", [read("GetOpsItem", json!({}))])
        .pending(
            "not found",
            [refused("GetOpsItem", "OpsItemNotFoundException")],
        )
        .stopped(
            "the read is not valid",
            [refused("GetOpsItem", "ValidationException")],
        )
}

#[tokio::test(start_paused = true)]
async fn what_an_execution_that_has_failed_was_given_is_not_quoted() {
    let stage = Stage::prompt();
    let failed = json!({
        "AutomationExecutionId": ID,
        "AutomationExecutionStatus": "Failed",
        "FailureMessage": "Step 2 fails on s3cret",
        "Parameters": {"Password": ["s3cret"]},
        "Outputs": {"Token": ["s3cret"]},
    });
    let entry = started_until_it_has_succeeded().failed("failed", [execution(failed)]);
    let acted = entry.played(&stage, &[entry.lines.last().unwrap()]).await;
    let cause = format!("{:?}", acted.cause);
    assert!(cause.contains(&format!("{ID} is Failed")), "{cause}");
    assert!(!cause.contains("s3cret"), "{cause}");
    assert!(!format!("{:?}", acted.evidence).contains("s3cret"));
}
