//! Executions of automation, until they are listed.

use aws_sdk_ssm::types::Runbook;
use postcond::ssm::on_request::{automation_is_listed, change_request_is_listed};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};

const ID: &str = "4105a4fc-f944-11e6-9d32-0123456789ab";

pub(super) fn entries() -> Vec<Entry> {
    vec![started(), change_requested()]
}

fn executions(ids: &[&str], next: &str) -> Read {
    let execution = |id: &&str| json!({ "AutomationExecutionId": id });
    let executions: Value = ids.iter().map(execution).collect();
    read(
        "DescribeAutomationExecutions",
        json!({"AutomationExecutionMetadataList": executions, "NextToken": next}),
    )
}

/// The lines on an execution that is to be listed.
fn listed(entry: Entry) -> Entry {
    entry
        .answered(json!({ "AutomationExecutionId": ID }))
        .satisfied("listed", [executions(&[ID], "")])
        .satisfied(
            "listed, on the second page",
            [executions(&["other"], "2"), executions(&[ID], "")],
        )
        .pending("nothing is listed", [executions(&[], "")])
        .pending("another only", [executions(&["other"], "")])
        .stopped(
            "the filter is refused",
            [refused("DescribeAutomationExecutions", "InvalidFilterKey")],
        )
}

fn started() -> Entry {
    let start = Entry::ssm("StartAutomationExecution, until it is listed", |stage| {
        let request = stage.ssm.start_automation_execution().document_name("d");
        let request = request.unconfirmed().until(automation_is_listed);
        act!(request)
    });
    listed(start)
}

fn change_requested() -> Entry {
    let start = Entry::ssm("StartChangeRequestExecution, until it is listed", |stage| {
        let runbook = Runbook::builder().document_name("d").build().unwrap();
        let request = stage.ssm.start_change_request_execution();
        let request = request.document_name("t").runbooks(runbook).unconfirmed();
        let request = request.until(change_request_is_listed);
        act!(request)
    });
    listed(start)
}
