//! Commands: send, cancel.
//!
//! The parameters of a command and the output of its nodes can hold secrets: only ids and states
//! are taken out of what is read.

use std::collections::HashMap;

use super::Reader;
use super::sdk::operation::cancel_command::{CancelCommandInput, CancelCommandOutput};
use super::sdk::operation::list_command_invocations::{
    ListCommandInvocationsError, ListCommandInvocationsOutput,
};
use super::sdk::operation::list_commands::{ListCommandsError, ListCommandsOutput};
use super::sdk::operation::send_command::{SendCommandInput, SendCommandOutput};
use super::sdk::types::{Command, CommandInvocationStatus, CommandStatus};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, find_in_pages, pending, satisfied};

/// The command is listed; no node need have received it.
#[post_condition(service = "ssm", op = "SendCommand", reads = ["ListCommands"])]
pub(crate) async fn command_is_listed(
    ssm: &Reader,
    _: &SendCommandInput,
    output: &SendCommandOutput,
) -> Check {
    let id = id_of_sent(output)?;
    match read_command(ssm, id).await? {
        Some(_) => satisfied(format!("the command {id} is listed")),
        None => pending(format!("the command {id} is not listed")),
    }
}

/// Every node that the call named by its id has an invocation, which can then be looked up.
///
/// A command is listed before its invocations are: `GetCommandInvocation` may still say that one
/// does not exist.
#[post_condition(
    service = "ssm",
    op = "SendCommand",
    reads = ["ListCommandInvocations"],
    deadline = 300,
    on_request = true
)]
pub async fn every_node_has_an_invocation(
    ssm: &Reader,
    input: &SendCommandInput,
    output: &SendCommandOutput,
) -> Check {
    let nodes = input.instance_ids();
    if nodes.is_empty() {
        return satisfied("the nodes of targets are not known from the call");
    }
    let id = id_of_sent(output)?;
    let seen = read_invocations(ssm, id, nodes).await?;
    let missing = nodes.iter().filter(|&node| !seen.contains_key(node));
    let missing: Vec<&str> = missing.map(String::as_str).collect();
    if missing.is_empty() {
        satisfied(format!("the command {id} has an invocation on every node"))
    } else {
        pending(format!(
            "the command {id} has no invocation on {}",
            missing.join(", ")
        ))
    }
}

fn id_of_sent(output: &SendCommandOutput) -> Result<&str, ReadError> {
    let id = output.command().and_then(|command| command.command_id());
    named("CommandId", id)
}

/// The command, or each invocation on the nodes that the call named, is being cancelled or is over.
///
/// Cancelling it on some nodes leaves the command itself in progress. AWS does not promise that
/// what a command has begun is stopped: one that runs on is no failure of the call.
#[post_condition(
    service = "ssm",
    op = "CancelCommand",
    reads = ["ListCommands", "ListCommandInvocations"]
)]
pub(crate) async fn command_is_cancelled_or_over(
    ssm: &Reader,
    input: &CancelCommandInput,
    _: &CancelCommandOutput,
) -> Check {
    let id = input.command_id().unwrap_or_default();
    let nodes = input.instance_ids();
    if nodes.is_empty() {
        let seen = read_command(ssm, id).await?;
        let status = seen.as_ref().and_then(Command::status);
        return is_cancelled_or_over(id, status.map(CommandStatus::as_str));
    }
    let seen = read_invocations(ssm, id, nodes).await?;
    let mut verdict = satisfied(format!("{id} is being cancelled or over on every node"))?;
    for node in nodes {
        let status = seen.get(node).and_then(Option::as_ref);
        let status = status.map(CommandInvocationStatus::as_str);
        verdict = verdict.and(is_cancelled_or_over(&format!("{id} on {node}"), status)?);
    }
    Ok(verdict)
}

fn is_cancelled_or_over(what: &str, status: Option<&str>) -> Check {
    match status {
        Some(status @ ("Cancelling" | "Cancelled" | "Success" | "Failed" | "TimedOut")) => {
            satisfied(format!("{what} is {status}"))
        }
        Some(status) => pending(format!("{what} is {status}; {NO_PROMISE}")),
        None => pending(format!(
            "{what} is not listed, or has no status; {NO_PROMISE}"
        )),
    }
}

const NO_PROMISE: &str = "AWS does not promise that a command stops";

/// The command, if it is listed. Its parameters come along and are dropped here.
async fn read_command(ssm: &Reader, id: &str) -> Result<Option<Command>, ReadError> {
    let found = find_in_pages(
        |token| {
            ssm.list_commands()
                .command_id(id)
                .set_next_token(token)
                .send()
        },
        ListCommandsOutput::next_token,
        |page| {
            let mut commands = page.commands?.into_iter();
            commands.find(|command| command.command_id() == Some(id))
        },
    );
    // AWS answers an id that it does not know yet with an empty list, others with this error.
    let found = found
        .await
        .absent_if(ListCommandsError::is_invalid_command_id)?;
    let mut command = found.flatten();
    if let Some(command) = &mut command {
        command.parameters = None;
    }
    Ok(command)
}

/// The states of the command's invocations on these nodes, of those that are listed.
async fn read_invocations(
    ssm: &Reader,
    id: &str,
    nodes: &[String],
) -> Result<HashMap<String, Option<CommandInvocationStatus>>, ReadError> {
    let mut seen = HashMap::new();
    let found = find_in_pages(
        |token| {
            ssm.list_command_invocations()
                .command_id(id)
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        ListCommandInvocationsOutput::next_token,
        |page| {
            for invocation in page.command_invocations.unwrap_or_default() {
                if let Some(node) = invocation.instance_id {
                    seen.insert(node, invocation.status);
                }
            }
            let all_are_there = nodes.iter().all(|node| seen.contains_key(node));
            all_are_there.then_some(())
        },
    );
    let found = found.await;
    found.absent_if(ListCommandInvocationsError::is_invalid_command_id)?;
    Ok(seen)
}
