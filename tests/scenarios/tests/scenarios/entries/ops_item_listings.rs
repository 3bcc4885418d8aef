//! OpsItems, until they are listed, or no longer are.

use aws_sdk_ssm::types::{OpsItemStatus, Target};
use aws_smithy_types::DateTime;
use postcond::ssm::on_request::{
    access_request_is_listed, ops_item_is_listed, ops_item_is_listed_with_the_changes,
    ops_item_is_not_listed,
};
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused, with};

const ID: &str = "oi-0123456789ab";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_in_another_account(),
        access_requested(),
        updated(),
        updated_in_what_is_not_listed(),
        deleted(),
    ]
}

fn items(items: Value) -> Read {
    read("DescribeOpsItems", json!({ "OpsItemSummaries": items }))
}

/// A page that is not the last one.
fn others() -> Read {
    read(
        "DescribeOpsItems",
        json!({"OpsItemSummaries": [{"OpsItemId": "oi-0"}], "NextToken": "2"}),
    )
}

/// The lines on an OpsItem that is to be listed.
fn listed(entry: Entry) -> Entry {
    entry
        .satisfied("listed", [items(json!([{ "OpsItemId": ID }]))])
        .satisfied(
            "listed, on the second page",
            [others(), items(json!([{ "OpsItemId": ID }]))],
        )
        .pending("nothing is listed", [items(json!([]))])
        .pending(
            "others only, on the last page, too",
            [others(), items(json!([]))],
        )
        .stopped(
            "the filter is refused",
            [refused("DescribeOpsItems", "ValidationException")],
        )
}

fn created() -> Entry {
    let create = Entry::ssm("CreateOpsItem, until it is listed", |stage| {
        let request = stage.ssm.create_ops_item().title("t").source("s");
        let request = request.description("d").unconfirmed();
        let request = request.until(ops_item_is_listed);
        act!(request)
    });
    listed(create.answered(json!({ "OpsItemId": ID })))
}

fn created_in_another_account() -> Entry {
    let name = "CreateOpsItem, in another account, until it is listed";
    let create = Entry::ssm(name, |stage| {
        let request = stage.ssm.create_ops_item().title("t").source("s");
        let request = request.description("d").account_id("210987654321");
        let request = request.unconfirmed().until(ops_item_is_listed);
        act!(request)
    });
    create
        .answered(json!({ "OpsItemId": ID }))
        .unverifiable("that of another account is not listed")
}

fn access_requested() -> Entry {
    let start = Entry::ssm("StartAccessRequest, until it is listed", |stage| {
        let target = Target::builder().key("InstanceIds").values("i-1").build();
        let request = stage.ssm.start_access_request().reason("r");
        let request = request.targets(target).unconfirmed();
        let request = request.until(access_request_is_listed);
        act!(request)
    });
    listed(start.answered(json!({ "AccessRequestId": ID })))
}

/// An OpsItem as it is listed, all changes made.
fn changed() -> Value {
    json!({
        "OpsItemId": ID,
        "Title": "new",
        "Status": "Resolved",
        "Priority": 2,
        "Category": "Cost",
        "Severity": "3",
        "ActualStartTime": date::BEFORE,
        "ActualEndTime": date::BEFORE + 1,
        "PlannedStartTime": date::BEFORE + 2,
        "PlannedEndTime": date::BEFORE + 3,
        "LastModifiedTime": date::BEFORE,
    })
}

fn updated() -> Entry {
    let name = "UpdateOpsItem, until it is listed with the changes";
    let update = Entry::ssm(name, |stage| {
        let at = |more: i64| DateTime::from_secs(i64::try_from(date::BEFORE).unwrap() + more);
        let request = stage.ssm.update_ops_item().ops_item_id(ID).title("new");
        let request = request.status(OpsItemStatus::Resolved).priority(2);
        let request = request.category("Cost").severity("3").description("d");
        let request = request.actual_start_time(at(0)).actual_end_time(at(1));
        let request = request.planned_start_time(at(2)).planned_end_time(at(3));
        let request = request.unconfirmed();
        let request = request.until(ops_item_is_listed_with_the_changes);
        act!(request)
    });
    let but = |other: Value| [items(json!([with(changed(), other)]))];
    let mut update = update
        .satisfied("all changes", but(json!({})))
        .superseded(
            "changed again since",
            but(json!({"Title": "newer", "LastModifiedTime": date::AFTER})),
        )
        .pending("nothing is listed", [items(json!([]))]);
    for (seen, other) in [
        ("another title", json!({"Title": "old"})),
        ("another status", json!({"Status": "Open"})),
        ("another priority", json!({"Priority": 1})),
        ("another category", json!({"Category": "Security"})),
        ("another severity", json!({"Severity": "1"})),
        ("another start", json!({"ActualStartTime": null})),
        ("another end", json!({"ActualEndTime": null})),
        ("another planned start", json!({"PlannedStartTime": null})),
        ("another planned end", json!({"PlannedEndTime": null})),
    ] {
        update = update.pending(seen, but(other));
    }
    update
}

fn updated_in_what_is_not_listed() -> Entry {
    let name = "UpdateOpsItem, in its description, until it is listed with the changes";
    let update = Entry::ssm(name, |stage| {
        let request = stage.ssm.update_ops_item().ops_item_id(ID);
        let request = request.description("d").unconfirmed();
        let request = request.until(ops_item_is_listed_with_the_changes);
        act!(request)
    });
    update.unverifiable("descriptions are not listed")
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteOpsItem, until it is not listed", |stage| {
        let request = stage.ssm.delete_ops_item().ops_item_id(ID);
        let request = request.unconfirmed().until(ops_item_is_not_listed);
        act!(request)
    });
    delete
        .satisfied("nothing is listed", [items(json!([]))])
        .satisfied(
            "others only, on the last page, too",
            [others(), items(json!([]))],
        )
        .pending("still listed", [items(json!([{ "OpsItemId": ID }]))])
        .pending(
            "still listed, on the second page",
            [others(), items(json!([{ "OpsItemId": ID }]))],
        )
}
