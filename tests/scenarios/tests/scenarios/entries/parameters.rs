//! Parameters.

use aws_sdk_ssm::types::{ParameterType, Tag};
use postcond::ssm::builders::{DeleteParametersFluentBuilder, PutParameterFluentBuilder};
use postcond::ssm::on_request::{name_is_free, names_are_free};
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused};
use crate::sentinel::sentinel;
use crate::stage::Stage;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        overwritten(),
        overwritten_with_an_image(),
        deleted(),
        deleted_until_the_name_is_free(),
        deleted_together(),
        deleted_together_until_the_names_are_free(),
        named_twice(),
        none_mentioned(),
        none_deleted(),
        none_deleted_until_the_names_are_free(),
    ]
}

/// What a selector resolves to.
pub(super) fn version(version: i64) -> Read {
    version_of(version, date::BEFORE)
}

/// This version, written then.
pub(super) fn version_of(version: i64, written: u64) -> Read {
    let parameter = json!({"Name": "/a", "Version": version, "LastModifiedDate": written});
    read("GetParameter", json!({ "Parameter": parameter }))
}

/// This version, and no word of when it was written.
fn version_without_a_date(version: i64) -> Read {
    let parameter = json!({"Name": "/a", "Version": version});
    read("GetParameter", json!({ "Parameter": parameter }))
}

/// A parameter that was not asked for, in a version that is right for all else.
pub(super) fn another_parameter() -> Read {
    let parameter = json!({"Name": "/b", "Version": 2, "LastModifiedDate": date::WRITTEN});
    read("GetParameter", json!({ "Parameter": parameter }))
}

pub(super) fn no_version() -> Read {
    refused("GetParameter", "ParameterVersionNotFound")
}

pub(super) fn no_parameter() -> Read {
    refused("GetParameter", "ParameterNotFound")
}

pub(super) fn key_refused() -> Read {
    refused("GetParameter", "InvalidKeyId")
}

pub(super) fn put(stage: &Stage) -> PutParameterFluentBuilder {
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value(sentinel("new"))
        .r#type(ParameterType::String);
    request.r#type(ParameterType::String)
}

fn created() -> Entry {
    let put = Entry::ssm("PutParameter", |stage| {
        let request = put(stage);
        act!(request)
    });
    put.answered(json!({"Version": 1, "Tier": "Standard"}))
        .satisfied("its version", [version_of(1, date::WRITTEN)])
        .superseded("a later version", [version_of(2, date::AFTER)])
        .pending("another parameter", [another_parameter()])
        .pending("no such parameter", [no_parameter()])
        .pending(
            "its version, of an earlier life",
            [version_of(1, date::BEFORE)],
        )
        .pending(
            "a higher version, of an earlier life",
            [version_of(7, date::BEFORE)],
        )
        .pending(
            "its version, and no word of when",
            [version_without_a_date(1)],
        )
        .pending(
            "no version, and no word that there is none",
            [read("GetParameter", json!({}))],
        )
        .stopped("the key is refused", [key_refused()])
}

fn created_with_tags() -> Entry {
    let put = Entry::ssm("PutParameter, with tags", |stage| {
        let tag = |key: &str, value: &str| {
            Tag::builder()
                .key(key)
                .value(sentinel(value))
                .build()
                .unwrap()
        };
        let request = put(stage).tags(tag("team", "blue")).tags(tag("empty", ""));
        act!(request)
    });
    let found = || version_of(1, date::WRITTEN);
    let tags = |tags: Value| read("ListTagsForResource", json!({ "TagList": tags }));
    let empty = json!({"Key": "empty", "Value": ""});
    let team = |value: &str| json!({"Key": "team", "Value": value});
    let both = || tags(json!([{"Key": "aws:x", "Value": "y"}, empty, team("blue")]));
    let refused_tags = |code| refused("ListTagsForResource", code);
    put.answered(json!({"Version": 1, "Tier": "Standard"}))
        .satisfied("its version, and both tags", [found(), both()])
        .superseded(
            "a later version, and both tags",
            [version_of(2, date::AFTER), both()],
        )
        .pending("no such parameter", [no_parameter()])
        .pending(
            "its version, of an earlier life",
            [version_of(1, date::BEFORE)],
        )
        .pending("no tags", [found(), tags(json!([]))])
        .pending("one tag only", [found(), tags(json!([team("blue")]))])
        .pending(
            "another value",
            [found(), tags(json!([empty, team("red")]))],
        )
        .pending(
            "a later version, and no tags",
            [version_of(2, date::AFTER), tags(json!([]))],
        )
        .pending(
            "no such resource for tags",
            [found(), refused_tags("InvalidResourceId")],
        )
        .stopped("the key is refused", [key_refused()])
        .stopped(
            "the type of resource is refused",
            [found(), refused_tags("InvalidResourceType")],
        )
}

fn overwritten() -> Entry {
    let put = Entry::ssm("PutParameter, overwriting", |stage| {
        let request = put(stage).overwrite(true);
        act!(request)
    });
    // Of the second of the write: its own version must be there, too.
    let later = || version_of(11, date::WRITTEN);
    put.answered(json!({"Version": 10, "Tier": "Standard"}))
        .satisfied("its version", [version_of(10, date::WRITTEN)])
        .superseded(
            "a higher version, by a later date",
            [version_of(11, date::AFTER)],
        )
        .superseded(
            "a higher version of the same second, and its own",
            [later(), version_of(10, date::WRITTEN)],
        )
        .pending("a lower version", [version_of(9, date::BEFORE)])
        .pending(
            "a lower version of the same second",
            [version_of(9, date::WRITTEN)],
        )
        .pending(
            "a lower version, by a later date",
            [version_of(9, date::AFTER)],
        )
        .pending(
            "its version, by an older date",
            [version_of(10, date::BEFORE)],
        )
        .pending(
            "a higher version, by an older date",
            [version_of(11, date::BEFORE)],
        )
        .pending(
            "a higher version of the same second, and not its own",
            [later(), no_version()],
        )
        .pending(
            "a higher version of the same second, and then no parameter",
            [later(), no_parameter()],
        )
        .pending(
            "a higher version of the same second, and its own of an earlier life",
            [later(), version_of(10, date::BEFORE)],
        )
        .pending(
            "a higher version of the same second, and again that one",
            [later(), later()],
        )
        .pending("no such parameter", [no_parameter()])
        .stopped("the key is refused", [key_refused()])
        .stopped(
            "the key is refused for its own version",
            [later(), key_refused()],
        )
}

fn overwritten_with_an_image() -> Entry {
    let put = Entry::ssm("PutParameter, overwriting an image", |stage| {
        let request = put(stage).overwrite(true);
        act!(request)
    });
    let image = |version: i64| {
        read(
            "GetParameter",
            json!({"Parameter": {
                "Name": "/a",
                "Version": version,
                "LastModifiedDate": date::WRITTEN,
                "DataType": "aws:ec2:image",
            }}),
        )
    };
    put.answered(json!({"Version": 2, "Tier": "Standard"}))
        .satisfied("its version", [image(2)])
        .pending("the version before", [image(1)])
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteParameter", |stage| {
        let request = stage.ssm.delete_parameter().name("/a");
        act!(request)
    });
    delete
        .satisfied("no such parameter", [no_parameter()])
        .superseded("made anew", [version_of(1, date::AFTER)])
        .pending("the parameter", [version_of(3, date::BEFORE)])
        .pending(
            "a parameter of the second of the write",
            [version_of(1, date::WRITTEN)],
        )
        .pending(
            "a parameter, and no word of when",
            [version_without_a_date(1)],
        )
        .pending(
            "no parameter, and no word that it is gone",
            [read("GetParameter", json!({}))],
        )
        .stopped("the key is refused", [key_refused()])
}

fn tags(tags: Value) -> Read {
    read("ListTagsForResource", json!({ "TagList": tags }))
}

fn no_such_resource() -> Read {
    refused("ListTagsForResource", "InvalidResourceId")
}

fn deleted_until_the_name_is_free() -> Entry {
    let delete = Entry::ssm("DeleteParameter, until its name is free", |stage| {
        let request = stage.ssm.delete_parameter().name("/a");
        let request = request.unconfirmed().until(name_is_free);
        act!(request)
    });
    let team = json!([{"Key": "team", "Value": "blue"}]);
    delete
        .satisfied(
            "no such parameter, and no such resource for tags",
            [no_parameter(), no_such_resource()],
        )
        .satisfied(
            "no such parameter, and no tags",
            [no_parameter(), tags(json!([]))],
        )
        .superseded("made anew", [version_of(1, date::AFTER)])
        .pending("the parameter", [version_of(3, date::BEFORE)])
        .pending("stale tags", [no_parameter(), tags(team)])
        .stopped("the key is refused", [key_refused()])
        .stopped(
            "the type of resource is refused",
            [
                no_parameter(),
                refused("ListTagsForResource", "InvalidResourceType"),
            ],
        )
}

pub(super) fn delete_together(stage: &Stage) -> DeleteParametersFluentBuilder {
    let request = stage.ssm.delete_parameters();
    request.names("/b").names("/a").names("/never")
}

/// What is found, by name and date, and what is not.
fn parameters(found: &[(&str, u64)], not_found: &[&str]) -> [Read; 1] {
    let found = found
        .iter()
        .map(|(name, written)| json!({"Name": name, "Version": 1, "LastModifiedDate": written}));
    let found: Value = found.collect();
    let answer = json!({"Parameters": found, "InvalidParameters": not_found});
    [read("GetParameters", answer)]
}

fn deleted_together() -> Entry {
    let delete = Entry::ssm("DeleteParameters", |stage| {
        let request = delete_together(stage);
        act!(request)
    });
    delete
        .answered(json!({"DeletedParameters": ["/b", "/a"], "InvalidParameters": ["/never"]}))
        .satisfied("neither", parameters(&[], &["/b", "/a"]))
        .superseded("one made anew", parameters(&[("/a", date::AFTER)], &["/b"]))
        .superseded(
            "both made anew",
            parameters(&[("/b", date::AFTER), ("/a", date::AFTER)], &[]),
        )
        .pending(
            "both",
            parameters(&[("/a", date::BEFORE), ("/b", date::BEFORE)], &[]),
        )
        .pending("the first", parameters(&[("/a", date::BEFORE)], &["/b"]))
        .pending("the second", parameters(&[("/b", date::BEFORE)], &["/a"]))
        .pending(
            "one of the second of the write",
            parameters(&[("/a", date::WRITTEN)], &["/b"]),
        )
        .pending(
            "one made anew, the other still there",
            parameters(&[("/a", date::AFTER), ("/b", date::BEFORE)], &[]),
        )
        .pending("one in neither list", parameters(&[], &["/a"]))
        .pending("both in neither list", [read("GetParameters", json!({}))])
        .stopped(
            "the key is refused",
            [refused("GetParameters", "InvalidKeyId")],
        )
}

fn deleted_together_until_the_names_are_free() -> Entry {
    let delete = Entry::ssm("DeleteParameters, until the names are free", |stage| {
        let request = delete_together(stage).unconfirmed().until(names_are_free);
        act!(request)
    });
    let team = || tags(json!([{"Key": "team", "Value": "blue"}]));
    let gone = || {
        let [read] = parameters(&[], &["/b", "/a"]);
        read
    };
    delete
        .answered(json!({"DeletedParameters": ["/b", "/a"], "InvalidParameters": ["/never"]}))
        .satisfied("neither", [gone(), no_such_resource(), tags(json!([]))])
        .superseded("one made anew", parameters(&[("/a", date::AFTER)], &["/b"]))
        .pending("the first", parameters(&[("/a", date::BEFORE)], &["/b"]))
        .pending("stale tags of the first", [gone(), team()])
        .pending(
            "stale tags of the second",
            [gone(), no_such_resource(), team()],
        )
        .stopped(
            "the key is refused",
            [refused("GetParameters", "InvalidKeyId")],
        )
}

fn named_twice() -> Entry {
    let name = "DeleteParameters, whose answer names one twice";
    let delete = Entry::ssm(name, |stage| {
        let request = delete_together(stage);
        act!(request)
    });
    delete
        .answered(json!({
            "DeletedParameters": ["/a", "/b", "/a"],
            "InvalidParameters": ["/never"],
        }))
        .satisfied("neither", parameters(&[], &["/a", "/b"]))
        .pending("the one", parameters(&[("/a", date::BEFORE)], &["/b"]))
        .pending("the other", parameters(&[("/b", date::BEFORE)], &["/a"]))
}

fn none_mentioned() -> Entry {
    let name = "DeleteParameters, whose answer does not mention all of them";
    let delete = Entry::ssm(name, |stage| {
        let request = delete_together(stage);
        act!(request)
    });
    delete
        .answered(json!({"DeletedParameters": ["/a"]}))
        .satisfied("none", parameters(&[], &["/a", "/b", "/never"]))
        .pending(
            "one that it does not mention",
            parameters(&[("/b", date::BEFORE)], &["/a", "/never"]),
        )
}

fn none_deleted_until_the_names_are_free() -> Entry {
    let name = "DeleteParameters, none of which was there, until the names are free";
    let delete = Entry::ssm(name, |stage| {
        let request = delete_together(stage).unconfirmed().until(names_are_free);
        act!(request)
    });
    delete
        .answered(json!({"InvalidParameters": ["/a", "/b", "/never"]}))
        .satisfied("nothing is read", [])
}

fn none_deleted() -> Entry {
    let delete = Entry::ssm("DeleteParameters, none of which was there", |stage| {
        let request = delete_together(stage);
        act!(request)
    });
    delete
        .answered(json!({"InvalidParameters": ["/a", "/b", "/never"]}))
        .satisfied("nothing is read", [])
}
