//! Commands.

use aws_sdk_ssm::types::{Command, CommandInvocation, CommandInvocationStatus, CommandStatus};

use super::Row;
use crate::stage::Stage;

/// The id of the first command.
const COMMAND: &str = "00000001-0000-0000-0000-000000000000";

async fn send(stage: &Stage) {
    let request = stage.plain_ssm.send_command().document_name("Document");
    let request = request.instance_ids("i-1").instance_ids("i-2");
    let output = request.send().await.unwrap();
    assert_eq!(output.command().unwrap().command_id(), Some(COMMAND));
}

async fn commands(stage: &Stage) -> Vec<Command> {
    let read = stage.plain_ssm.list_commands().send().await;
    read.unwrap().commands.unwrap_or_default()
}

async fn invocations(stage: &Stage) -> Vec<CommandInvocation> {
    let read = stage.plain_ssm.list_command_invocations().send().await;
    read.unwrap().command_invocations.unwrap_or_default()
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "SendCommand",
        operation: "SendCommand",
        service: "ssm",
        reads: &["ListCommands"],
        may_change_rights: false,
        arrange: |stage| Box::pin(send(stage)),
        act: |stage| {
            let request = stage.ssm.send_command().document_name("Document");
            let request = request.instance_ids("i-1");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { commands(stage).await.len() == 2 }),
    },
    Row {
        name: "CancelCommand",
        operation: "CancelCommand",
        service: "ssm",
        reads: &["ListCommands"],
        may_change_rights: false,
        arrange: |stage| Box::pin(send(stage)),
        act: |stage| {
            let request = stage.ssm.cancel_command().command_id(COMMAND);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async { commands(stage).await[0].status() == Some(&CommandStatus::Cancelled) })
        },
    },
    Row {
        name: "CancelCommand, on some nodes",
        operation: "CancelCommand",
        service: "ssm",
        reads: &["ListCommandInvocations"],
        may_change_rights: false,
        arrange: |stage| Box::pin(send(stage)),
        act: |stage| {
            let request = stage.ssm.cancel_command().command_id(COMMAND);
            let request = request.instance_ids("i-2");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async {
                let invocations = invocations(stage).await;
                invocations[1].status() == Some(&CommandInvocationStatus::Cancelled)
            })
        },
    },
];
