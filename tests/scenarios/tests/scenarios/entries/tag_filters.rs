//! Tags, until a listing finds what carries them, or no longer does.

use aws_sdk_ssm::types::{ResourceTypeForTagging, Tag};
use postcond::ssm::builders::{
    AddTagsToResourceFluentBuilder, RemoveTagsFromResourceFluentBuilder,
};
use postcond::ssm::on_request::{
    resource_is_found_by_its_tags, resource_is_not_found_by_removed_tags,
};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;
use crate::stage::Stage;

const NODE: &str = "mi-0123456789abcdef0";

pub(super) fn entries() -> Vec<Entry> {
    let mut entries = vec![
        parameter_found(),
        node_found(),
        parameter_not_found(),
        node_not_found(),
    ];
    entries.extend(not_listed_by_tags());
    entries
}

fn add(stage: &Stage, of_type: ResourceTypeForTagging, id: &str) -> AddTagsToResourceFluentBuilder {
    let tag = |key: &str, value: &str| {
        let tag = Tag::builder().key(key).value(sentinel(value));
        tag.build().unwrap()
    };
    let request = stage.ssm.add_tags_to_resource().resource_id(id);
    let request = request.resource_type(of_type).tags(tag("team", "blue"));
    request.tags(tag("stage", "test"))
}

fn remove(
    stage: &Stage,
    of_type: ResourceTypeForTagging,
    id: &str,
) -> RemoveTagsFromResourceFluentBuilder {
    let request = stage.ssm.remove_tags_from_resource().resource_id(id);
    let request = request.resource_type(of_type).tag_keys("team");
    request.tag_keys("stage")
}

fn parameters(names: &[&str]) -> Read {
    let named: Value = names.iter().map(|name| json!({ "Name": name })).collect();
    read("DescribeParameters", json!({ "Parameters": named }))
}

fn nodes(ids: &[&str]) -> Read {
    let nodes: Value = ids.iter().map(|id| json!({ "InstanceId": id })).collect();
    read(
        "DescribeInstanceInformation",
        json!({ "InstanceInformationList": nodes }),
    )
}

fn parameter_found() -> Entry {
    let name = "AddTagsToResource, of a parameter, until it is found by them";
    let add = Entry::ssm(name, |stage| {
        let request = add(stage, ResourceTypeForTagging::Parameter, "/a");
        let request = request.unconfirmed().until(resource_is_found_by_its_tags);
        act!(request)
    });
    let first_page = || {
        read(
            "DescribeParameters",
            json!({"Parameters": [], "NextToken": "2"}),
        )
    };
    found(add, "/a", parameters)
        .satisfied(
            "by both, once on the second page",
            [parameters(&["/a"]), first_page(), parameters(&["/a"])],
        )
        .stopped(
            "the filter is refused",
            [refused("DescribeParameters", "InvalidFilterKey")],
        )
}

/// The lines on a resource with two tags, in listings of its type.
fn found(entry: Entry, id: &'static str, listing: fn(&[&str]) -> Read) -> Entry {
    entry
        .satisfied("by both", [listing(&["other", id]), listing(&[id])])
        .pending("by none", [listing(&[])])
        .pending("by the first only", [listing(&[id]), listing(&[])])
        .pending(
            "another by the second",
            [listing(&[id]), listing(&["other"])],
        )
}

/// The lines on a resource without two keys, in listings of its type.
fn not_found(entry: Entry, id: &'static str, listing: fn(&[&str]) -> Read) -> Entry {
    entry
        .satisfied("by none", [listing(&[]), listing(&[])])
        .satisfied(
            "another by both",
            [listing(&["other"]), listing(&["other"])],
        )
        .pending("by the first", [listing(&[id])])
        .pending("by the second", [listing(&[]), listing(&[id])])
}

fn node_found() -> Entry {
    let name = "AddTagsToResource, of a node, until it is found by them";
    let add = Entry::ssm(name, |stage| {
        let request = add(stage, ResourceTypeForTagging::ManagedInstance, NODE);
        let request = request.unconfirmed().until(resource_is_found_by_its_tags);
        act!(request)
    });
    found(add, NODE, nodes)
}

fn parameter_not_found() -> Entry {
    let name = "RemoveTagsFromResource, of a parameter, until it is not found by them";
    let remove = Entry::ssm(name, |stage| {
        let request = remove(stage, ResourceTypeForTagging::Parameter, "/a");
        let request = request.unconfirmed();
        let request = request.until(resource_is_not_found_by_removed_tags);
        act!(request)
    });
    not_found(remove, "/a", parameters)
}

fn node_not_found() -> Entry {
    let name = "RemoveTagsFromResource, of a node, until it is not found by them";
    let remove = Entry::ssm(name, |stage| {
        let request = remove(stage, ResourceTypeForTagging::ManagedInstance, NODE);
        let request = request.unconfirmed();
        let request = request.until(resource_is_not_found_by_removed_tags);
        act!(request)
    });
    not_found(remove, NODE, nodes)
}

fn not_listed_by_tags() -> [Entry; 2] {
    let name = "AddTagsToResource, of a document, until it is found by them";
    let add = Entry::ssm(name, |stage| {
        let request = add(stage, ResourceTypeForTagging::Document, "d");
        let request = request.unconfirmed().until(resource_is_found_by_its_tags);
        act!(request)
    });
    let name = "RemoveTagsFromResource, of a window, until it is not found by them";
    let remove = Entry::ssm(name, |stage| {
        let request = remove(stage, ResourceTypeForTagging::MaintenanceWindow, "mw-1");
        let request = request.unconfirmed();
        let request = request.until(resource_is_not_found_by_removed_tags);
        act!(request)
    });
    [
        add.unverifiable("documents are not filtered by keys alone"),
        remove.unverifiable("windows are not filtered by tags"),
    ]
}
