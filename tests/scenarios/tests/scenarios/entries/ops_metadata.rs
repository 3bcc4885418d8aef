//! OpsMetadata.

use aws_sdk_ssm::types::{MetadataValue, Tag};
use postcond::ssm::on_request::{ops_metadata_is_listed, ops_metadata_is_not_listed};
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused};
use crate::sentinel::sentinel;

const ARN: &str = "arn:aws:ssm:us-east-2:123456789012:opsmetadata/aws/ssm/MyGroup/appmanager";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        created_until_it_is_listed(),
        updated(),
        deleted(),
        deleted_until_it_is_not_listed(),
    ]
}

fn answer(metadata: Value) -> Value {
    json!({"ResourceId": "arn:aws:resource-groups:g", "Metadata": metadata})
}

fn found(metadata: Value) -> Read {
    read("GetOpsMetadata", answer(metadata))
}

/// A page that is not the last one.
fn continued(metadata: Value) -> Read {
    let mut page = answer(metadata);
    page["NextToken"] = json!("2");
    read("GetOpsMetadata", page)
}

fn not_found() -> Read {
    refused("GetOpsMetadata", "OpsMetadataNotFoundException")
}

fn invalid() -> Read {
    refused("GetOpsMetadata", "OpsMetadataInvalidArgumentException")
}

fn created() -> Entry {
    let create = Entry::ssm("CreateOpsMetadata", |stage| {
        let request = stage.ssm.create_ops_metadata().resource_id("g");
        let request = request.metadata("key", value("new"));
        act!(request)
    });
    create
        .answered(json!({ "OpsMetadataArn": ARN }))
        .satisfied("an object, whatever is in it", [found(json!({}))])
        .satisfied("the first of several pages", [continued(json!({}))])
        .pending("not found", [not_found()])
        .stopped("the ARN is refused", [invalid()])
}

fn created_with_tags() -> Entry {
    let create = Entry::ssm("CreateOpsMetadata, with tags", |stage| {
        let tag = Tag::builder().key("team").value(sentinel("blue")).build();
        let request = stage.ssm.create_ops_metadata().resource_id("g");
        let request = request.tags(tag.unwrap());
        act!(request)
    });
    create
        .answered(json!({ "OpsMetadataArn": ARN }))
        .tagged_at_creation(&found(json!({})))
        .pending("not found", [not_found()])
        .stopped("the ARN is refused", [invalid()])
}

fn value(value: &str) -> MetadataValue {
    MetadataValue::builder().value(sentinel(value)).build()
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateOpsMetadata", |stage| {
        let request = stage.ssm.update_ops_metadata().ops_metadata_arn(ARN);
        let request = request.metadata_to_update("a", value("new"));
        let request = request.metadata_to_update("b", value("new"));
        let request = request.keys_to_delete("gone");
        act!(request)
    });
    let new = || json!({ "Value": "new" });
    let old = || json!({ "Value": "old" });
    update
        .answered(json!({ "OpsMetadataArn": ARN }))
        .satisfied("both values", [found(json!({"a": new(), "b": new()}))])
        .satisfied(
            "both values, among others",
            [found(json!({"a": new(), "b": new(), "c": old()}))],
        )
        .satisfied(
            "both values, on two pages",
            [
                continued(json!({ "a": new() })),
                found(json!({ "b": new() })),
            ],
        )
        .pending("one old value", [found(json!({"a": new(), "b": old()}))])
        .pending("one missing key", [found(json!({ "a": new() }))])
        .pending(
            "a key without a value",
            [found(json!({"a": new(), "b": {}}))],
        )
        .pending(
            "the key that was to be deleted",
            [found(json!({"a": new(), "b": new(), "gone": old()}))],
        )
        .pending(
            "the key that was to be deleted, on the last page",
            [
                continued(json!({"a": new(), "b": new()})),
                found(json!({ "gone": old() })),
            ],
        )
        .pending("no metadata", [read("GetOpsMetadata", json!({}))])
        .pending("not found", [not_found()])
        .stopped("the ARN is refused", [invalid()])
        .stopped(
            "the ARN is refused on the second page",
            [continued(json!({"a": new(), "b": new()})), invalid()],
        )
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteOpsMetadata", |stage| {
        let request = stage.ssm.delete_ops_metadata().ops_metadata_arn(ARN);
        act!(request)
    });
    delete
        .satisfied("not found", [not_found()])
        .pending("an object", [found(json!({}))])
        .stopped("the ARN is refused", [invalid()])
}

fn listed(objects: Value) -> Read {
    read("ListOpsMetadata", json!({ "OpsMetadataList": objects }))
}

fn created_at(date: u64) -> Read {
    listed(json!([{"OpsMetadataArn": ARN, "CreationDate": date}]))
}

/// A page that is not the last one.
fn others() -> Read {
    read(
        "ListOpsMetadata",
        json!({"OpsMetadataList": [{"OpsMetadataArn": "other"}], "NextToken": "2"}),
    )
}

fn created_until_it_is_listed() -> Entry {
    let create = Entry::ssm("CreateOpsMetadata, until it is listed", |stage| {
        let request = stage.ssm.create_ops_metadata().resource_id("g");
        let request = request.unconfirmed().until(ops_metadata_is_listed);
        act!(request)
    });
    create
        .answered(json!({ "OpsMetadataArn": ARN }))
        .satisfied("listed", [created_at(date::WRITTEN)])
        .satisfied(
            "listed, on the second page",
            [others(), created_at(date::WRITTEN)],
        )
        .satisfied(
            "without a date",
            [listed(json!([{ "OpsMetadataArn": ARN }]))],
        )
        .pending("of an earlier life", [created_at(date::BEFORE)])
        .pending("nothing is listed", [listed(json!([]))])
        .pending(
            "others only, on the last page, too",
            [others(), listed(json!([]))],
        )
        .stopped(
            "the listing is refused",
            [refused(
                "ListOpsMetadata",
                "OpsMetadataInvalidArgumentException",
            )],
        )
}

fn deleted_until_it_is_not_listed() -> Entry {
    let delete = Entry::ssm("DeleteOpsMetadata, until it is not listed", |stage| {
        let request = stage.ssm.delete_ops_metadata().ops_metadata_arn(ARN);
        let request = request.unconfirmed().until(ops_metadata_is_not_listed);
        act!(request)
    });
    delete
        .satisfied("nothing is listed", [listed(json!([]))])
        .satisfied(
            "others only, on the last page, too",
            [others(), listed(json!([]))],
        )
        .superseded("made anew", [created_at(date::AFTER)])
        .pending("still listed", [created_at(date::BEFORE)])
        .pending(
            "without a date",
            [listed(json!([{ "OpsMetadataArn": ARN }]))],
        )
        .pending(
            "still listed, on the second page",
            [others(), created_at(date::BEFORE)],
        )
}
