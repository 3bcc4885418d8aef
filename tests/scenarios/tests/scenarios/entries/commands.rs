//! Commands.

use aws_sdk_ssm::types::Target;
use postcond::ssm::builders::SendCommandFluentBuilder;
use postcond::ssm::on_request::{every_invocation_can_be_fetched, every_node_has_an_invocation};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;
use crate::stage::Stage;

const ID: &str = "01234567-89ab-cdef-0123-456789abcdef";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        sent(),
        sent_to_every_node(),
        sent_to_targets(),
        sent_until_every_invocation_can_be_fetched(),
        sent_to_nodes_until_every_invocation_can_be_fetched(),
        cancelled(),
        cancelled_on_nodes(),
    ]
}

fn commands(commands: Value) -> Read {
    read("ListCommands", json!({ "Commands": commands }))
}

/// A page without the command, and not the last one.
fn no_commands() -> Read {
    read("ListCommands", json!({"Commands": [], "NextToken": "2"}))
}

fn invocations(invocations: Value) -> Read {
    read(
        "ListCommandInvocations",
        json!({ "CommandInvocations": invocations }),
    )
}

/// A page that is not the last one.
fn first_invocations(invocations: Value) -> Read {
    read(
        "ListCommandInvocations",
        json!({"CommandInvocations": invocations, "NextToken": "2"}),
    )
}

fn sent() -> Entry {
    let send = Entry::ssm("SendCommand", |stage| {
        let request = stage.ssm.send_command().document_name("AWS-RunShellScript");
        let request = request.instance_ids("i-1");
        let request = request.parameters("commands", vec![sentinel("date")]);
        act!(request)
    });
    send.answered(json!({"Command": {"CommandId": ID}}))
        .satisfied(
            "listed",
            [commands(json!([{"CommandId": ID, "Status": "Pending"}]))],
        )
        .satisfied(
            "listed on the second page, without a status",
            [no_commands(), commands(json!([{"CommandId": ID}]))],
        )
        .pending("nothing is listed", [commands(json!([]))])
        .pending(
            "another command",
            [commands(json!([{"CommandId": "other"}]))],
        )
        .pending(
            "no such command yet",
            [refused("ListCommands", "InvalidCommandId")],
        )
        .stopped(
            "no such node",
            [refused("ListCommands", "InvalidInstanceId")],
        )
}

fn sent_to_every_node() -> Entry {
    let send = Entry::ssm("SendCommand, until every node has an invocation", |stage| {
        let request = stage.ssm.send_command().document_name("AWS-RunShellScript");
        let request = request.instance_ids("i-1").instance_ids("i-2");
        let request = request.unconfirmed().until(every_node_has_an_invocation);
        act!(request)
    });
    let first = json!({"InstanceId": "i-1", "Status": "Pending"});
    let second = json!({"InstanceId": "i-2"});
    send.answered(json!({"Command": {"CommandId": ID}}))
        .satisfied(
            "an invocation on each",
            [invocations(json!([second, first]))],
        )
        .satisfied(
            "an invocation on each, on two pages of three",
            [
                first_invocations(json!([first])),
                read(
                    "ListCommandInvocations",
                    json!({"CommandInvocations": [second], "NextToken": "3"}),
                ),
            ],
        )
        .pending("no invocation", [invocations(json!([]))])
        .pending("one invocation", [invocations(json!([first]))])
        .pending(
            "one invocation, and none on the last page",
            [
                first_invocations(json!([second])),
                invocations(json!([{"InstanceId": "i-3"}])),
            ],
        )
        .pending(
            "no such command yet",
            [refused("ListCommandInvocations", "InvalidCommandId")],
        )
}

fn send_to_targets(stage: &Stage) -> SendCommandFluentBuilder {
    let target = Target::builder().key("tag:team").values("blue").build();
    let request = stage.ssm.send_command().document_name("AWS-RunShellScript");
    request.targets(target).unconfirmed()
}

/// The command as it is listed.
fn matched(status: &str, count: i32) -> Read {
    commands(json!([{"CommandId": ID, "Status": status, "TargetCount": count}]))
}

fn sent_to_targets() -> Entry {
    let name = "SendCommand, until every target has an invocation";
    let send = Entry::ssm(name, |stage| {
        let request = send_to_targets(stage);
        let request = request.until(every_node_has_an_invocation);
        act!(request)
    });
    let first = json!({"InstanceId": "i-1", "Status": "Pending"});
    let second = json!({"InstanceId": "i-2"});
    let send = send
        .answered(json!({"Command": {"CommandId": ID, "Status": "Pending", "TargetCount": 0}}))
        .satisfied(
            "an invocation on each of two",
            [
                matched("InProgress", 2),
                invocations(json!([second, first])),
            ],
        )
        .satisfied(
            "an invocation on each of two, on two pages of three",
            [
                matched("Success", 2),
                first_invocations(json!([first])),
                first_invocations(json!([second])),
            ],
        )
        .pending(
            "no invocation",
            [matched("InProgress", 2), invocations(json!([]))],
        )
        .pending(
            "one invocation of two",
            [matched("InProgress", 2), invocations(json!([first]))],
        )
        .pending(
            "two invocations on one node",
            [matched("InProgress", 2), invocations(json!([first, first]))],
        )
        .pending(
            "no such command yet, for its invocations",
            [
                matched("InProgress", 1),
                refused("ListCommandInvocations", "InvalidCommandId"),
            ],
        );
    without_targets(send)
}

/// The lines in which the command has no targets, or none yet.
fn without_targets(send: Entry) -> Entry {
    let none_in_tag = |status: &str| {
        let status =
            json!({"CommandId": ID, "Status": status, "StatusDetails": "NoInstancesInTag"});
        [commands(json!([status]))]
    };
    send.pending("the command is not listed", [commands(json!([]))])
        .pending(
            "no such command yet",
            [refused("ListCommands", "InvalidCommandId")],
        )
        .pending("the targets are not known yet", [matched("Pending", 0)])
        .pending("the targets may be more yet", [matched("Pending", 1)])
        .pending(
            "no status",
            [commands(json!([{"CommandId": ID, "TargetCount": 2}]))],
        )
        .pending("begun, without targets", [matched("InProgress", 0)])
        .failed("the targets match no node", none_in_tag("Success"))
        .failed(
            "the targets match no node, in a newer status",
            none_in_tag("Newer"),
        )
        .failing("over, without targets", [matched("Success", 0)])
        .failing("failed, without targets", [matched("Failed", 0)])
}

fn sent_until_every_invocation_can_be_fetched() -> Entry {
    let name = "SendCommand, until every invocation can be fetched";
    let send = Entry::ssm(name, |stage| {
        let request = send_to_targets(stage);
        let request = request.until(every_invocation_can_be_fetched);
        act!(request)
    });
    let listed = || {
        let on = json!([{"InstanceId": "i-2"}, {"InstanceId": "i-1"}]);
        [matched("InProgress", 2), invocations(on)]
    };
    let fetched = || read("GetCommandInvocation", json!({"Status": "Pending"}));
    let unknown = |code| refused("GetCommandInvocation", code);
    let then = |reads: &[Read]| [&listed(), reads].concat();
    send.answered(json!({"Command": {"CommandId": ID}}))
        .satisfied("both", then(&[fetched(), fetched()]))
        .pending(
            "not listed",
            [matched("InProgress", 2), invocations(json!([]))],
        )
        .pending("not the first", then(&[unknown("InvocationDoesNotExist")]))
        .pending(
            "not the second",
            then(&[fetched(), unknown("InvocationDoesNotExist")]),
        )
        .pending("no such command yet", then(&[unknown("InvalidCommandId")]))
        .stopped("no such node", then(&[unknown("InvalidInstanceId")]))
}

fn sent_to_nodes_until_every_invocation_can_be_fetched() -> Entry {
    let name = "SendCommand, to a node, until its invocation can be fetched";
    let send = Entry::ssm(name, |stage| {
        let request = stage.ssm.send_command().document_name("AWS-RunShellScript");
        let request = request.instance_ids("i-1").unconfirmed();
        let request = request.until(every_invocation_can_be_fetched);
        act!(request)
    });
    let listed = || invocations(json!([{"InstanceId": "i-1"}]));
    send.answered(json!({"Command": {"CommandId": ID}}))
        .satisfied(
            "listed, and fetched",
            [listed(), read("GetCommandInvocation", json!({}))],
        )
        .pending("not listed", [invocations(json!([]))])
        .pending(
            "not yet",
            [
                listed(),
                refused("GetCommandInvocation", "InvocationDoesNotExist"),
            ],
        )
}

fn cancelled() -> Entry {
    let cancel = Entry::ssm("CancelCommand", |stage| {
        let request = stage.ssm.cancel_command().command_id(ID);
        act!(request)
    });
    let listed = |status: &str| commands(json!([{"CommandId": ID, "Status": status}]));
    cancel
        .satisfied("being cancelled", [listed("Cancelling")])
        .satisfied("cancelled", [listed("Cancelled")])
        .satisfied("over", [listed("Success")])
        .satisfied("failed", [listed("Failed")])
        .satisfied("timed out", [listed("TimedOut")])
        .satisfied(
            "cancelled, on the second page",
            [no_commands(), listed("Cancelled")],
        )
        .pending("not begun", [listed("Pending")])
        .pending("in progress", [listed("InProgress")])
        .pending("a status that is not known", [listed("Newer")])
        .pending("no status", [commands(json!([{"CommandId": ID}]))])
        .pending(
            "another command is cancelled",
            [commands(
                json!([{"CommandId": "other", "Status": "Cancelled"}]),
            )],
        )
        .pending("nothing is listed", [commands(json!([]))])
        .pending(
            "no such command yet",
            [refused("ListCommands", "InvalidCommandId")],
        )
        .stopped(
            "no such node",
            [refused("ListCommands", "InvalidInstanceId")],
        )
}

fn cancelled_on_nodes() -> Entry {
    let cancel = Entry::ssm("CancelCommand, on some nodes", |stage| {
        let request = stage.ssm.cancel_command().command_id(ID);
        let request = request.instance_ids("i-1").instance_ids("i-2");
        act!(request)
    });
    let on = |node: &str, status: &str| json!({"InstanceId": node, "Status": status});
    let both = |status: &str| {
        [invocations(json!([
            on("i-3", "InProgress"),
            on("i-1", "Cancelled"),
            on("i-2", status),
        ]))]
    };
    cancel
        .satisfied("one is being cancelled", both("Cancelling"))
        .satisfied("both are cancelled", both("Cancelled"))
        .satisfied("one is over", both("Success"))
        .satisfied("one has failed", both("Failed"))
        .satisfied("one has timed out", both("TimedOut"))
        .satisfied(
            "both are cancelled, on two pages",
            [
                first_invocations(json!([on("i-2", "Cancelled")])),
                invocations(json!([on("i-1", "Cancelled")])),
            ],
        )
        .pending("one has not begun", both("Pending"))
        .pending("one is in progress", both("InProgress"))
        .pending("one is delayed", both("Delayed"))
        .pending(
            "the first one is in progress",
            [invocations(json!([
                on("i-1", "InProgress"),
                on("i-2", "Cancelled"),
            ]))],
        )
        .pending(
            "one has no status",
            [invocations(
                json!([on("i-1", "Cancelled"), {"InstanceId": "i-2"}]),
            )],
        )
        .pending(
            "one has no invocation, on the last page, too",
            [
                first_invocations(json!([on("i-1", "Cancelled")])),
                invocations(json!([on("i-3", "Cancelled")])),
            ],
        )
        .pending("nothing is listed", [invocations(json!([]))])
        .pending(
            "no such command yet",
            [refused("ListCommandInvocations", "InvalidCommandId")],
        )
        .stopped(
            "no such node",
            [refused("ListCommandInvocations", "InvalidInstanceId")],
        )
}
