//! Tasks of maintenance windows.

mod invocations;
mod updates;

use aws_sdk_ssm::types::{
    MaintenanceWindowTaskParameterValueExpression, MaintenanceWindowTaskType,
};
use postcond::ssm::on_request::{window_task_can_be_fetched, window_task_does_not_exist};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;

const WINDOW: &str = "mw-0123456789abcdef0";
const ID: &str = "4f7ca192-7e9a-40fe-9192-5cb15836acdb";
const LISTING: &str = "DescribeMaintenanceWindowTasks";

pub(super) fn entries() -> Vec<Entry> {
    let own = [
        registered(),
        registered_until_it_can_be_fetched(),
        deregistered(),
        deregistered_until_it_does_not_exist(),
    ];
    own.into_iter()
        .chain(updates::entries())
        .chain(invocations::entries())
        .collect()
}

fn listed(ids: &[&str]) -> [Read; 1] {
    [read(LISTING, json!({ "Tasks": tasks(ids) }))]
}

/// A first page with another task, and a second one with these.
fn on_page_two(ids: &[&str]) -> [Read; 2] {
    let first = json!({"Tasks": tasks(&["another"]), "NextToken": "2"});
    let second = json!({ "Tasks": tasks(ids) });
    [read(LISTING, first), read(LISTING, second)]
}

fn tasks(ids: &[&str]) -> Value {
    let task = |id: &&str| json!({"WindowId": WINDOW, "WindowTaskId": id});
    ids.iter().map(task).collect()
}

fn no_window() -> [Read; 1] {
    [refused(LISTING, "DoesNotExistException")]
}

fn refused_as_invalid() -> [Read; 1] {
    [refused(LISTING, "ValidationException")]
}

fn registered() -> Entry {
    let register = Entry::ssm("RegisterTaskWithMaintenanceWindow", |stage| {
        let request = stage.ssm.register_task_with_maintenance_window();
        let request = request.window_id(WINDOW).task_arn("AWS-RunPatchBaseline");
        let request = request.task_type(MaintenanceWindowTaskType::RunCommand);
        let operation = MaintenanceWindowTaskParameterValueExpression::builder();
        let operation = operation.values(sentinel("Scan")).build();
        let request = request.task_parameters("Operation", operation);
        let request = request.task_invocation_parameters(invocations::secret());
        let request = request.description(sentinel("first"));
        act!(request)
    });
    register
        .answered(json!({"WindowTaskId": ID}))
        .satisfied("listed", listed(&["another", ID]))
        .satisfied("listed on the second page", on_page_two(&[ID]))
        .pending("not listed", listed(&[]))
        .pending("another task", listed(&["another"]))
        .pending("not on the last page", on_page_two(&[]))
        .pending("no window", no_window())
        .stopped("the read is refused", refused_as_invalid())
}

fn deregistered() -> Entry {
    let deregister = Entry::ssm("DeregisterTaskFromMaintenanceWindow", |stage| {
        let request = stage.ssm.deregister_task_from_maintenance_window();
        let request = request.window_id(WINDOW).window_task_id(ID);
        act!(request)
    });
    deregister
        .satisfied("not listed", listed(&["another"]))
        .satisfied("not on the last page", on_page_two(&["another"]))
        .satisfied("no window", no_window())
        .pending("listed", listed(&["another", ID]))
        .pending("listed on the second page", on_page_two(&[ID]))
        .stopped("the read is refused", refused_as_invalid())
}

fn fetched(id: &str) -> Read {
    let task = json!({"WindowId": WINDOW, "WindowTaskId": id});
    read("GetMaintenanceWindowTask", task)
}

fn not_fetched() -> Read {
    refused("GetMaintenanceWindowTask", "DoesNotExistException")
}

fn registered_until_it_can_be_fetched() -> Entry {
    let name = "RegisterTaskWithMaintenanceWindow, until it can be fetched";
    let register = Entry::ssm(name, |stage| {
        let request = stage.ssm.register_task_with_maintenance_window();
        let request = request.window_id(WINDOW).task_arn("AWS-RunPatchBaseline");
        let request = request.task_type(MaintenanceWindowTaskType::RunCommand);
        let request = request.unconfirmed().until(window_task_can_be_fetched);
        act!(request)
    });
    register
        .answered(json!({"WindowTaskId": ID}))
        .satisfied("the task", [fetched(ID)])
        .pending("another task", [fetched("another")])
        .pending("no such task", [not_fetched()])
        .stopped(
            "the read is refused",
            [refused("GetMaintenanceWindowTask", "ValidationException")],
        )
}

fn deregistered_until_it_does_not_exist() -> Entry {
    let name = "DeregisterTaskFromMaintenanceWindow, until it does not exist";
    let deregister = Entry::ssm(name, |stage| {
        let request = stage.ssm.deregister_task_from_maintenance_window();
        let request = request.window_id(WINDOW).window_task_id(ID);
        let request = request.unconfirmed().until(window_task_does_not_exist);
        act!(request)
    });
    deregister
        .satisfied("no such task", [not_fetched()])
        .pending("the task", [fetched(ID)])
}
