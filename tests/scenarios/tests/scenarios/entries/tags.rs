//! Tags, of whatever type of resource.

use aws_sdk_ssm::types::{ResourceTypeForTagging, Tag};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;

const ID: &str = "pb-0123456789abcdef0";

pub(super) fn entries() -> Vec<Entry> {
    vec![added(), removed()]
}

fn listed(tags: Value) -> [Read; 1] {
    [read("ListTagsForResource", json!({ "TagList": tags }))]
}

fn no_tags() -> [Read; 1] {
    [read("ListTagsForResource", json!({}))]
}

fn no_resource() -> [Read; 1] {
    [refused("ListTagsForResource", "InvalidResourceId")]
}

fn type_refused() -> [Read; 1] {
    [refused("ListTagsForResource", "InvalidResourceType")]
}

fn added() -> Entry {
    let add = Entry::ssm("AddTagsToResource", |stage| {
        let tag = |key: &str, value: &str| {
            Tag::builder()
                .key(key)
                .value(sentinel(value))
                .build()
                .unwrap()
        };
        let request = stage.ssm.add_tags_to_resource().resource_id(ID);
        let request = request.resource_type(ResourceTypeForTagging::PatchBaseline);
        let request = request.tags(tag("team", "blue")).tags(tag("empty", ""));
        act!(request)
    });
    let empty = || json!({"Key": "empty", "Value": ""});
    let team = |value: &str| json!({"Key": "team", "Value": value});
    add.satisfied("both", listed(json!([empty(), team("blue")])))
        .satisfied(
            "both, and one of the system",
            listed(json!([{"Key": "aws:x", "Value": "y"}, team("blue"), empty()])),
        )
        .pending("no tags", no_tags())
        .pending("an empty list", listed(json!([])))
        .pending("the first only", listed(json!([team("blue")])))
        .pending("the second only", listed(json!([empty()])))
        .pending("an old value", listed(json!([empty(), team("red")])))
        .pending(
            "a value instead of an empty one",
            listed(json!([team("blue"), {"Key": "empty", "Value": "full"}])),
        )
        .pending(
            "a key in other letters",
            listed(json!([empty(), {"Key": "Team", "Value": "blue"}])),
        )
        .pending("no such resource", no_resource())
        .stopped("the type is refused", type_refused())
}

fn removed() -> Entry {
    let remove = Entry::ssm("RemoveTagsFromResource", |stage| {
        let request = stage.ssm.remove_tags_from_resource().resource_id(ID);
        let request = request.resource_type(ResourceTypeForTagging::PatchBaseline);
        let request = request.tag_keys("team").tag_keys("stage");
        act!(request)
    });
    let tag = |key: &str| json!({"Key": key, "Value": "blue"});
    remove
        .satisfied("no tags", no_tags())
        .satisfied("an empty list", listed(json!([])))
        .satisfied(
            "others, one in other letters",
            listed(json!([tag("aws:x"), tag("Team")])),
        )
        .pending("both", listed(json!([tag("team"), tag("stage")])))
        .pending("the first", listed(json!([tag("other"), tag("team")])))
        .pending("the second", listed(json!([tag("other"), tag("stage")])))
        .pending("no such resource", no_resource())
        .stopped("the type is refused", type_refused())
}
