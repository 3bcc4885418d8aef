//! Commands: send, cancel.
//!
//! The parameters of a command and the output of its nodes can hold secrets: only ids and states
//! are taken out of what is read.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::sdk::operation::cancel_command::{CancelCommandInput, CancelCommandOutput};
use super::sdk::operation::get_command_invocation::GetCommandInvocationError;
use super::sdk::operation::list_command_invocations::{
    ListCommandInvocationsError, ListCommandInvocationsOutput,
};
use super::sdk::operation::list_commands::{ListCommandsError, ListCommandsOutput};
use super::sdk::operation::send_command::{SendCommandInput, SendCommandOutput};
use super::sdk::types::{Command, CommandInvocationStatus, CommandStatus};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Verdict, failed, failing, find_in_pages, pending, satisfied,
};

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

/// Every node that the command is for has an invocation, which can then be looked up: those that the
/// call named by their ids, or as many as its targets have matched.
///
/// A command is listed before its invocations are: `GetCommandInvocation` may still say that one
/// does not exist. How many nodes the targets match is known once the command is no longer `Pending`.
/// That they match none is an error: no invocation will ever be there.
#[post_condition(
    service = "ssm",
    op = "SendCommand",
    // The first one only for targets.
    reads = ["ListCommands", "ListCommandInvocations"],
    deadline = 300,
    on_request = true
)]
pub async fn every_node_has_an_invocation(
    ssm: &Reader,
    input: &SendCommandInput,
    output: &SendCommandOutput,
) -> Check {
    let id = id_of_sent(output)?;
    match nodes_with_an_invocation(ssm, id, input).await? {
        Invocations::OnAll(_) => {
            satisfied(format!("the command {id} has an invocation on every node"))
        }
        Invocations::NotYet(verdict) => Ok(verdict),
    }
}

/// `GetCommandInvocation` returns the invocation of every node that the command is for: of those that
/// the call named by their ids, or of as many as its targets have matched.
///
/// That the targets match no node is an error. The output of the nodes comes along and is dropped
/// unseen.
#[post_condition(
    service = "ssm",
    op = "SendCommand",
    // The first one only for targets.
    reads = ["ListCommands", "ListCommandInvocations", "GetCommandInvocation"],
    deadline = 300,
    // One read for each node.
    poll_timeout = 30,
    on_request = true
)]
pub async fn every_invocation_can_be_fetched(
    ssm: &Reader,
    input: &SendCommandInput,
    output: &SendCommandOutput,
) -> Check {
    let id = id_of_sent(output)?;
    let nodes = match nodes_with_an_invocation(ssm, id, input).await? {
        Invocations::OnAll(nodes) => nodes,
        Invocations::NotYet(verdict) => return Ok(verdict),
    };
    for node in nodes {
        let found = ssm
            .get_command_invocation()
            .command_id(id)
            .instance_id(&node)
            .send()
            .await
            .absent_if(|error: &GetCommandInvocationError| {
                error.is_invocation_does_not_exist() || error.is_invalid_command_id()
            })?;
        if found.is_none() {
            return pending(format!("the invocation of {id} on {node} does not exist"));
        }
    }
    satisfied(format!(
        "the invocation of {id} on every node can be fetched"
    ))
}

/// Whether all nodes that a command is for have an invocation.
enum Invocations {
    /// These have one, and they are all.
    OnAll(BTreeSet<String>),
    /// What there is instead.
    NotYet(Verdict),
}

async fn nodes_with_an_invocation(
    ssm: &Reader,
    id: &str,
    input: &SendCommandInput,
) -> Result<Invocations, ReadError> {
    let named = input.instance_ids();
    if named.is_empty() {
        return matched_nodes_with_an_invocation(ssm, id).await;
    }
    let seen = read_invocations(ssm, id, |seen| {
        named.iter().all(|node| seen.contains_key(node))
    });
    let seen = seen.await?;
    let missing = named.iter().filter(|&node| !seen.contains_key(node));
    let missing: Vec<&str> = missing.map(String::as_str).collect();
    if missing.is_empty() {
        return Ok(Invocations::OnAll(named.iter().cloned().collect()));
    }
    let missing = missing.join(", ");
    let words = format!("the command {id} has no invocation on {missing}");
    Ok(Invocations::NotYet(pending(words)?))
}

async fn matched_nodes_with_an_invocation(
    ssm: &Reader,
    id: &str,
) -> Result<Invocations, ReadError> {
    let command = read_command(ssm, id).await?;
    let matched = match matched_nodes(id, command.as_ref()) {
        Ok(matched) => matched,
        Err(verdict) => return Ok(Invocations::NotYet(verdict?)),
    };
    let seen = read_invocations(ssm, id, |seen| seen.len() >= matched).await?;
    if seen.len() >= matched {
        return Ok(Invocations::OnAll(seen.into_keys().collect()));
    }
    let words = format!(
        "the command {id} has {} invocations, not yet {matched}",
        seen.len()
    );
    Ok(Invocations::NotYet(pending(words)?))
}

/// How many nodes the targets of a command have matched, at least one; or the verdict, if that is not
/// known yet, or if there is none.
fn matched_nodes(id: &str, command: Option<&Command>) -> Result<usize, Check> {
    let Some(command) = command else {
        return Err(pending(format!("the command {id} is not listed")));
    };
    let status = command.status().map_or("", CommandStatus::as_str);
    let count = usize::try_from(command.target_count()).unwrap_or_default();
    let has_matched_none = command.status_details() == Some("NoInstancesInTag");
    match status {
        _ if has_matched_none => Err(failed(format!(
            "the targets of the command {id} match no node: it is NoInstancesInTag"
        ))),
        "" | "Pending" => Err(pending(format!(
            "the command {id} is {}, its targets are not known yet",
            if status.is_empty() {
                "listed without a status"
            } else {
                status
            }
        ))),
        _ if count > 0 => Ok(count),
        "Success" | "Failed" | "Cancelled" | "TimedOut" => Err(failing(format!(
            "the targets of the command {id} match no node: it is {status}"
        ))),
        _ => Err(pending(format!(
            "the command {id} is {status}, and has no targets yet"
        ))),
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
    let seen = read_invocations(ssm, id, |seen| {
        nodes.iter().all(|node| seen.contains_key(node))
    });
    let seen = seen.await?;
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

/// What the invocations of a command are listed as, by node.
type States = BTreeMap<String, Option<CommandInvocationStatus>>;

/// The states of the command's invocations on its nodes, until `are_all` of them are there.
async fn read_invocations(
    ssm: &Reader,
    id: &str,
    are_all: impl Fn(&States) -> bool,
) -> Result<States, ReadError> {
    let mut seen = States::new();
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
            are_all(&seen).then_some(())
        },
    );
    let found = found.await;
    found.absent_if(ListCommandInvocationsError::is_invalid_command_id)?;
    Ok(seen)
}
