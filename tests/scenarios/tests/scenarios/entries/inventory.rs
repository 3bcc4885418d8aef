//! Inventory and compliance items.

use aws_sdk_ssm::primitives::DateTime;
use aws_sdk_ssm::types::{
    ComplianceExecutionSummary, ComplianceItemEntry, ComplianceSeverity, ComplianceStatus,
    ComplianceUploadType, InventoryItem,
};
use postcond::ssm::on_request::inventory_deletion_is_complete;
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused};
use crate::stage::Stage;

const NODE: &str = "i-0123456789abcdef0";
const DELETION: &str = "01234567-89ab-cdef-0123-456789abcdef";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        put(),
        deleted(),
        deleted_dry(),
        deleted_completely(),
        deleted_completely_dry(),
        compliance(),
        compliance_with_a_hash(),
        no_compliance_items(),
        no_further_compliance_items(),
        compliance_items_without_ids(),
        compliance_items_some_without_ids(),
    ]
}

fn captured(at: &str) -> Read {
    read("ListInventoryEntries", json!({ "CaptureTime": at }))
}

fn put() -> Entry {
    let put = Entry::ssm("PutInventory", |stage| {
        let item = |type_name: &str, captured: &str| {
            let item = InventoryItem::builder().type_name(type_name);
            item.schema_version("1.0").capture_time(captured).build()
        };
        let request = stage.ssm.put_inventory().instance_id(NODE);
        let request = request
            .items(item("AWS:Application", "2026-01-01T10:00:00Z").unwrap())
            .items(item("Custom:Rack", "2026-01-01T11:00:00Z").unwrap());
        act!(request)
    });
    let not_found = |code| refused("ListInventoryEntries", code);
    let no_capture = || read("ListInventoryEntries", json!({"Entries": []}));
    put.answered(json!({"Message": "The inventory was put"}))
        .satisfied(
            "both captures",
            [
                captured("2026-01-01T10:00:00Z"),
                captured("2026-01-01T11:00:00Z"),
            ],
        )
        .satisfied(
            "later captures",
            [
                captured("2026-01-02T00:00:00Z"),
                captured("2026-01-01T11:00:01Z"),
            ],
        )
        .pending(
            "an earlier capture of the first type",
            [captured("2026-01-01T09:59:59Z")],
        )
        .pending(
            "an earlier capture of the second type",
            [
                captured("2026-01-01T10:00:00Z"),
                captured("2026-01-01T10:59:59Z"),
            ],
        )
        .pending("no capture of the first type", [no_capture()])
        .pending(
            "no capture of the second type",
            [captured("2026-01-01T10:00:00Z"), no_capture()],
        )
        .pending(
            "the second type is not registered yet",
            [
                captured("2026-01-01T10:00:00Z"),
                not_found("InvalidTypeNameException"),
            ],
        )
        .pending(
            "the node is not known yet",
            [not_found("InvalidInstanceId")],
        )
        .stopped("the filter is refused", [not_found("InvalidFilter")])
}

fn deletions(deletions: Value) -> Read {
    read(
        "DescribeInventoryDeletions",
        json!({ "InventoryDeletions": deletions }),
    )
}

fn no_such_deletion() -> [Read; 1] {
    let code = "InvalidDeletionIdException";
    [refused("DescribeInventoryDeletions", code)]
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteInventory", |stage| {
        let request = stage.ssm.delete_inventory().type_name("Custom:Rack");
        act!(request)
    });
    delete
        .answered(json!({"DeletionId": DELETION, "TypeName": "Custom:Rack"}))
        .satisfied(
            "in progress",
            [deletions(
                json!([{"DeletionId": DELETION, "LastStatus": "InProgress"}]),
            )],
        )
        .satisfied(
            "listed on the second page",
            [
                read(
                    "DescribeInventoryDeletions",
                    json!({"InventoryDeletions": [], "NextToken": "2"}),
                ),
                deletions(json!([{"DeletionId": DELETION}])),
            ],
        )
        .pending("nothing is listed", [deletions(json!([]))])
        .pending(
            "another deletion of the type",
            [deletions(
                json!([{"DeletionId": "other", "TypeName": "Custom:Rack"}]),
            )],
        )
        .pending("no such deletion yet", no_such_deletion())
}

fn deleted_dry() -> Entry {
    let delete = Entry::ssm("DeleteInventory, a dry run", |stage| {
        let request = stage.ssm.delete_inventory().type_name("Custom:Rack");
        let request = request.dry_run(true);
        act!(request)
    });
    delete
        .answered(json!({"DeletionSummary": {"TotalCount": 3, "RemainingCount": 3}}))
        .satisfied("nothing is read", [])
}

fn deleted_completely() -> Entry {
    let delete = Entry::ssm("DeleteInventory, until it is complete", |stage| {
        let request = stage.ssm.delete_inventory().type_name("Custom:Rack");
        let request = request.dry_run(false).unconfirmed();
        let request = request.until(inventory_deletion_is_complete);
        act!(request)
    });
    let listed = |status: &str, remaining: u32| {
        let summary = json!({"TotalCount": 3, "RemainingCount": remaining});
        [deletions(json!([
            {"DeletionId": DELETION, "LastStatus": status, "DeletionSummary": summary},
        ]))]
    };
    delete
        .answered(json!({"DeletionId": DELETION, "TypeName": "Custom:Rack"}))
        .satisfied("complete, and nothing remains", listed("Complete", 0))
        .pending("complete, and something remains", listed("Complete", 1))
        .pending("in progress, and nothing remains", listed("InProgress", 0))
        .pending("in progress", listed("InProgress", 3))
        .pending(
            "complete, without a summary",
            [deletions(
                json!([{"DeletionId": DELETION, "LastStatus": "Complete"}]),
            )],
        )
        .pending(
            "nothing remains, without a status",
            [deletions(
                json!([{"DeletionId": DELETION, "DeletionSummary": {"RemainingCount": 0}}]),
            )],
        )
        .pending("nothing is listed", [deletions(json!([]))])
        .pending("no such deletion yet", no_such_deletion())
}

fn deleted_completely_dry() -> Entry {
    let delete = Entry::ssm("DeleteInventory, a dry run until it is complete", |stage| {
        let request = stage.ssm.delete_inventory().type_name("Custom:Rack");
        let request = request.dry_run(true).unconfirmed();
        let request = request.until(inventory_deletion_is_complete);
        act!(request)
    });
    delete
        .answered(json!({"DeletionSummary": {"TotalCount": 3, "RemainingCount": 3}}))
        .satisfied("nothing is read", [])
}

type PutComplianceItems = postcond::ssm::builders::PutComplianceItemsFluentBuilder;

/// Puts items of the type `Custom:A`, of an execution in the second of the write.
fn put_compliance(stage: &Stage) -> PutComplianceItems {
    let execution = ComplianceExecutionSummary::builder();
    let execution = execution.execution_time(DateTime::from_secs(date::WRITTEN as i64));
    let request = stage.ssm.put_compliance_items().resource_id(NODE);
    let request = request.resource_type("ManagedInstance");
    let request = request.compliance_type("Custom:A");
    request.execution_summary(execution.build().unwrap())
}

fn item() -> ComplianceItemEntry {
    let item = ComplianceItemEntry::builder().severity(ComplianceSeverity::High);
    let item = item.status(ComplianceStatus::NonCompliant);
    item.title("s3cret").build().unwrap()
}

fn item_of_id(id: &str) -> ComplianceItemEntry {
    let mut item = item();
    item.id = Some(id.to_owned());
    item
}

fn items(items: &[Value]) -> Read {
    read("ListComplianceItems", json!({ "ComplianceItems": items }))
}

/// The item as it was given.
fn as_given(id: &str) -> Value {
    json!({
        "ComplianceType": "Custom:A",
        "Id": id,
        "Status": "NON_COMPLIANT",
        "Severity": "HIGH",
        "ExecutionSummary": {"ExecutionTime": date::WRITTEN},
    })
}

/// The item as it was given, but for one member.
fn except(id: &str, member: &str, value: impl Into<Value>) -> Value {
    let mut item = as_given(id);
    item[member] = value.into();
    item
}

fn without_execution(id: &str) -> Value {
    let mut item = as_given(id);
    let members = item.as_object_mut();
    members.unwrap().remove("ExecutionSummary");
    item
}

fn executed(at: u64) -> Value {
    json!({ "ExecutionTime": at })
}

fn compliance() -> Entry {
    let put = Entry::ssm("PutComplianceItems", |stage| {
        let request = put_compliance(stage);
        let request = request.items(item_of_id("a")).items(item_of_id("b"));
        act!(request)
    });
    let a = || as_given("a");
    let first_page = |item: Value| {
        read(
            "ListComplianceItems",
            json!({"ComplianceItems": [item], "NextToken": "2"}),
        )
    };
    let put = put
        .satisfied(
            "both items, and others",
            [items(&[
                except("b", "ComplianceType", "Association"),
                a(),
                as_given("b"),
                as_given("c"),
            ])],
        )
        .satisfied(
            "both items, on two pages",
            [first_page(a()), items(&[as_given("b")])],
        )
        .satisfied(
            "one is listed in an earlier form, too",
            [items(&[
                a(),
                except("b", "Status", "COMPLIANT"),
                as_given("b"),
            ])],
        )
        .pending("nothing is listed", [items(&[])])
        .pending("one is missing", [items(&[a()])])
        .pending(
            "one is missing, on the last page, too",
            [first_page(a()), items(&[as_given("c")])],
        );
    with_an_item_that_differs(put)
        .stopped(
            "no such resource",
            [refused("ListComplianceItems", "InvalidResourceId")],
        )
        .stopped(
            "no such type of resource",
            [refused("ListComplianceItems", "InvalidResourceType")],
        )
        .stopped(
            "the filter is refused",
            [refused("ListComplianceItems", "InvalidFilter")],
        )
}

/// The lines in which only the second item differs, in one member.
fn with_an_item_that_differs(put: Entry) -> Entry {
    let listed = |second: Value| [items(&[as_given("a"), second])];
    put.satisfied(
        "one is from a later execution",
        listed(except("b", "ExecutionSummary", executed(date::AFTER))),
    )
    .pending(
        "one has another status",
        listed(except("b", "Status", "COMPLIANT")),
    )
    .pending(
        "one has another severity",
        listed(except("b", "Severity", "LOW")),
    )
    .pending(
        "one is from an earlier execution",
        listed(except("b", "ExecutionSummary", executed(date::WRITTEN - 1))),
    )
    .pending("one has no execution", listed(without_execution("b")))
    .pending(
        "one is of another type",
        listed(except("b", "ComplianceType", "Association")),
    )
}

fn compliance_with_a_hash() -> Entry {
    let put = Entry::ssm("PutComplianceItems, with a hash", |stage| {
        let request = put_compliance(stage).items(item_of_id("a"));
        let request = request.item_content_hash("0123abcd");
        act!(request)
    });
    put.satisfied(
        "the item, of the execution before",
        [items(&[except(
            "a",
            "ExecutionSummary",
            executed(date::BEFORE),
        )])],
    )
    .pending("nothing is listed", [items(&[])])
    .pending(
        "the item has another status",
        [items(&[except("a", "Status", "COMPLIANT")])],
    )
    .pending(
        "the item has another severity",
        [items(&[except("a", "Severity", "LOW")])],
    )
}

fn no_compliance_items() -> Entry {
    let put = Entry::ssm("PutComplianceItems, none", |stage| {
        let request = put_compliance(stage).set_items(Some(Vec::new()));
        act!(request)
    });
    let listed_next = || {
        read(
            "ListComplianceItems",
            json!({"ComplianceItems": [], "NextToken": "2"}),
        )
    };
    put.satisfied("nothing is listed", [items(&[])])
        .satisfied(
            "only items of another type, on the last page, too",
            [
                listed_next(),
                items(&[except("a", "ComplianceType", "Association")]),
            ],
        )
        .pending("an item of the type", [items(&[as_given("a")])])
        .pending(
            "an item of the type, on the second page",
            [listed_next(), items(&[as_given("a")])],
        )
}

fn no_further_compliance_items() -> Entry {
    let put = Entry::ssm("PutComplianceItems, none in part", |stage| {
        let request = put_compliance(stage).set_items(Some(Vec::new()));
        let request = request.upload_type(ComplianceUploadType::Partial);
        act!(request)
    });
    put.satisfied("nothing is read", [])
}

fn compliance_items_without_ids() -> Entry {
    let put = Entry::ssm("PutComplianceItems, without ids", |stage| {
        let request = put_compliance(stage).items(item()).items(item_of_id(""));
        act!(request)
    });
    put.unverifiable("what has no id cannot be looked for")
}

fn compliance_items_some_without_ids() -> Entry {
    let put = Entry::ssm("PutComplianceItems, one without an id", |stage| {
        let request = put_compliance(stage).items(item()).items(item_of_id("a"));
        act!(request)
    });
    put.unverifiable_after("the one with an id is listed", [items(&[as_given("a")])])
        .pending("nothing is listed", [items(&[])])
}
