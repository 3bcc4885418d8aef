//! Tags of secrets.

use aws_sdk_secretsmanager::types::Tag;
use serde_json::{Value, json};

use super::secrets::{ARN, described, not_found};
use super::{Entry, Read, refused};
use crate::sentinel::sentinel;

pub(super) fn entries() -> Vec<Entry> {
    vec![with_a_tag(), without_a_tag()]
}

/// One whose name begins with that of the other.
const ANOTHER: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-w-AbCdEf";

fn tagged(tags: Value) -> [Read; 1] {
    described(json!({"ARN": ARN, "Tags": tags}))
}

fn with_a_tag() -> Entry {
    let tag = Entry::secrets("TagResource", |stage| {
        let request = stage.secrets.tag_resource().secret_id("a");
        let request = request.tags(Tag::builder().key("team").value(sentinel("blue")).build());
        let request = request.tags(Tag::builder().key("empty").build());
        act!(request)
    });
    tag.satisfied(
        "both tags and another",
        tagged(json!([
            {"Key": "aws:x", "Value": "y"},
            {"Key": "empty", "Value": ""},
            {"Key": "team", "Value": "blue"},
        ])),
    )
    .satisfied(
        "one without a value",
        tagged(json!([{"Key": "empty"}, {"Key": "team", "Value": "blue"}])),
    )
    .pending("no tags", described(json!({"ARN": ARN})))
    .pending(
        "both tags, of another secret",
        described(json!({
            "ARN": ANOTHER,
            "Tags": [{"Key": "empty"}, {"Key": "team", "Value": "blue"}],
        })),
    )
    .pending(
        "one tag only",
        tagged(json!([{"Key": "team", "Value": "blue"}])),
    )
    .pending(
        "a tag with its old value",
        tagged(json!([{"Key": "empty"}, {"Key": "team", "Value": "red"}])),
    )
    .pending("no such secret", not_found())
    .stopped(
        "the id is refused",
        [refused("DescribeSecret", "InvalidParameterException")],
    )
}

fn without_a_tag() -> Entry {
    let untag = Entry::secrets("UntagResource", |stage| {
        let request = stage.secrets.untag_resource().secret_id("a");
        let request = request.tag_keys("team");
        act!(request)
    });
    untag
        .satisfied("no tags", described(json!({"ARN": ARN})))
        .pending(
            "no tags, of another secret",
            described(json!({"ARN": ANOTHER})),
        )
        .satisfied(
            "another tag",
            tagged(json!([{"Key": "Team", "Value": "blue"}])),
        )
        .pending("the tag", tagged(json!([{"Key": "team", "Value": "blue"}])))
        .pending("no such secret", not_found())
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}
