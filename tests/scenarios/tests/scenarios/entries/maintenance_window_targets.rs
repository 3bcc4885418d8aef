//! Targets of maintenance windows.

use aws_sdk_ssm::types::{MaintenanceWindowResourceType, Target};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused, with};
use crate::sentinel::sentinel;

const WINDOW: &str = "mw-0123456789abcdef0";
const ID: &str = "e32eecb2-646c-4f4b-8ed1-205fbc4b5d68";
const READ: &str = "DescribeMaintenanceWindowTargets";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        registered(),
        updated(),
        updated_in_part(),
        replaced(),
        deregistered(),
    ]
}

/// The answer to an update, and an item of the listing.
fn target() -> Value {
    json!({
        "WindowId": WINDOW,
        "WindowTargetId": ID,
        "Targets": [
            {"Key": "tag:team", "Values": ["blue", "red"]},
            {"Key": "tag:env", "Values": ["test"]},
        ],
        "OwnerInformation": "them",
        "Name": "fleet",
        "Description": "first",
    })
}

/// Each member with another value than in [`target`].
fn changes() -> [(&'static str, Value); 7] {
    [
        (
            "another key",
            json!({"Targets": [
                {"Key": "tag:team", "Values": ["blue", "red"]},
                {"Key": "tag:stage", "Values": ["test"]},
            ]}),
        ),
        (
            "another value",
            json!({"Targets": [
                {"Key": "tag:team", "Values": ["blue", "green"]},
                {"Key": "tag:env", "Values": ["test"]},
            ]}),
        ),
        (
            "one key only",
            json!({"Targets": [{"Key": "tag:team", "Values": ["blue", "red"]}]}),
        ),
        ("no targets", json!({"Targets": null})),
        ("another owner", json!({"OwnerInformation": "others"})),
        ("another name", json!({"Name": "other"})),
        ("another description", json!({"Description": "other"})),
    ]
}

fn other() -> Value {
    with(target(), json!({"WindowTargetId": "another"}))
}

fn listed(targets: Value) -> [Read; 1] {
    [read(READ, json!({ "Targets": targets }))]
}

/// A first page with another target, and a second one with these.
fn on_page_two(targets: Value) -> [Read; 2] {
    let first = json!({"Targets": [other()], "NextToken": "2"});
    [read(READ, first), read(READ, json!({ "Targets": targets }))]
}

/// [`target`] with these members.
fn seen_with(members: Value) -> [Read; 1] {
    listed(json!([other(), with(target(), members)]))
}

fn no_window() -> [Read; 1] {
    [refused(READ, "DoesNotExistException")]
}

fn refused_as_invalid() -> [Read; 1] {
    [refused(READ, "ValidationException")]
}

fn to(key: &str, values: &[&str]) -> Target {
    let values = values.iter().map(|&value| value.to_owned()).collect();
    Target::builder().key(key).set_values(Some(values)).build()
}

fn registered() -> Entry {
    let register = Entry::ssm("RegisterTargetWithMaintenanceWindow", |stage| {
        let request = stage.ssm.register_target_with_maintenance_window();
        let request = request.window_id(WINDOW).targets(to("tag:env", &["test"]));
        let request = request.resource_type(MaintenanceWindowResourceType::Instance);
        let request = request.owner_information(sentinel("them"));
        let request = request.description(sentinel("first"));
        act!(request)
    });
    register
        .answered(json!({"WindowTargetId": ID}))
        .satisfied("listed", listed(json!([other(), target()])))
        .satisfied("listed on the second page", on_page_two(json!([target()])))
        .pending("not listed", listed(json!([])))
        .pending("another target", listed(json!([other()])))
        .pending("not on the last page", on_page_two(json!([])))
        .pending("no window", no_window())
        .stopped("the read is refused", refused_as_invalid())
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTarget, all members", |stage| {
        let request = stage.ssm.update_maintenance_window_target();
        let request = request.window_id(WINDOW).window_target_id(ID);
        let request = request.targets(to("tag:team", &["blue", "red"]));
        let request = request.targets(to("tag:env", &["test"]));
        let request = request.owner_information(sentinel("them"));
        let request = request.name("fleet").description(sentinel("first"));
        act!(request)
    });
    let update = update
        .answered(target())
        .satisfied("the new settings", listed(json!([other(), target()])))
        .satisfied(
            "the new settings, the targets in another order and twice",
            seen_with(json!({"Targets": [
                {"Key": "tag:env", "Values": ["test", "test"]},
                {"Key": "tag:team", "Values": ["red", "blue"]},
                {"Key": "tag:env", "Values": ["test"]},
            ]})),
        )
        .satisfied(
            "the new settings on the second page",
            on_page_two(json!([target()])),
        )
        .pending("not listed", listed(json!([other()])))
        .pending("not on the last page", on_page_two(json!([])))
        .pending("no window", no_window())
        .stopped("the read is refused", refused_as_invalid());
    changes()
        .into_iter()
        .fold(update, |update, (what, change)| {
            update.pending(what, seen_with(change))
        })
}

fn updated_in_part() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTarget, only the name", |stage| {
        let request = stage.ssm.update_maintenance_window_target();
        let request = request.window_id(WINDOW).window_target_id(ID);
        let request = request.name("Fleet");
        act!(request)
    });
    let others = changes();
    let others = others.into_iter().filter(|(_, it)| it["Name"].is_null());
    let update = update.answered(target()).pending(
        "the name that was asked for",
        seen_with(json!({"Name": "Fleet"})),
    );
    others.fold(update, |update, (what, change)| {
        update.satisfied(what, seen_with(change))
    })
}

fn replaced() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindowTarget, replacing", |stage| {
        let request = stage.ssm.update_maintenance_window_target();
        let request = request.window_id(WINDOW).window_target_id(ID);
        let request = request.replace(true);
        act!(request)
    });
    let replaced = json!({"WindowId": WINDOW, "WindowTargetId": ID, "Targets": []});
    let seen_with = |members| listed(json!([with(replaced.clone(), members)]));
    update
        .answered(replaced.clone())
        .satisfied("nothing", seen_with(json!({"Targets": null})))
        .satisfied(
            "an empty description",
            seen_with(json!({"Description": ""})),
        )
        .pending(
            "targets",
            seen_with(json!({"Targets": target()["Targets"]})),
        )
        .pending("an owner", seen_with(json!({"OwnerInformation": "them"})))
        .pending("a name", seen_with(json!({"Name": "fleet"})))
        .pending("a description", seen_with(json!({"Description": "first"})))
}

fn deregistered() -> Entry {
    let deregister = Entry::ssm("DeregisterTargetFromMaintenanceWindow", |stage| {
        let request = stage.ssm.deregister_target_from_maintenance_window();
        let request = request.window_id(WINDOW).window_target_id(ID);
        act!(request)
    });
    deregister
        .satisfied("not listed", listed(json!([])))
        .satisfied("not on the last page", on_page_two(json!([other()])))
        .satisfied("no window", no_window())
        .pending("listed", listed(json!([other(), target()])))
        .pending("listed on the second page", on_page_two(json!([target()])))
        .stopped("the read is refused", refused_as_invalid())
}
