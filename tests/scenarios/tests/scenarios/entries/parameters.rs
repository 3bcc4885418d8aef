//! Parameters and their labels.

use aws_sdk_ssm::types::{ParameterType, Tag};
use postcond::ssm::builders::{DeleteParametersFluentBuilder, PutParameterFluentBuilder};
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused};
use crate::sentinel::sentinel;
use crate::stage::Stage;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        overwritten(),
        deleted(),
        deleted_together(),
        named_twice(),
        none_deleted(),
        labelled(),
        labelled_in_part(),
        all_refused(),
        unlabelled(),
        unlabelled_in_part(),
        none_taken_off(),
    ]
}

/// What a selector resolves to.
fn version(version: i64) -> Read {
    version_of(version, date::BEFORE)
}

/// This version, written then.
fn version_of(version: i64, written: u64) -> Read {
    let parameter = json!({"Name": "/a", "Version": version, "LastModifiedDate": written});
    read("GetParameter", json!({ "Parameter": parameter }))
}

/// This version, and no word of when it was written.
fn version_without_a_date(version: i64) -> Read {
    let parameter = json!({"Name": "/a", "Version": version});
    read("GetParameter", json!({ "Parameter": parameter }))
}

fn no_version() -> Read {
    refused("GetParameter", "ParameterVersionNotFound")
}

fn no_parameter() -> Read {
    refused("GetParameter", "ParameterNotFound")
}

fn key_refused() -> Read {
    refused("GetParameter", "InvalidKeyId")
}

fn put(stage: &Stage) -> PutParameterFluentBuilder {
    let request = stage.ssm.put_parameter().name("/a").value(sentinel("new"));
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

fn delete_together(stage: &Stage) -> DeleteParametersFluentBuilder {
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

fn named_twice() -> Entry {
    let name = "DeleteParameters, whose answer names one twice";
    let delete = Entry::ssm(name, |stage| {
        let request = delete_together(stage);
        act!(request)
    });
    delete
        .answered(json!({"DeletedParameters": ["/a", "/b", "/a"]}))
        .satisfied("neither", parameters(&[], &["/a", "/b"]))
        .pending("the one", parameters(&[("/a", date::BEFORE)], &["/b"]))
        .pending("the other", parameters(&[("/b", date::BEFORE)], &["/a"]))
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

fn labelled() -> Entry {
    let label = Entry::ssm("LabelParameterVersion", |stage| {
        let request = stage.ssm.label_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        act!(request)
    });
    label
        .answered(json!({"ParameterVersion": 2, "InvalidLabels": []}))
        .satisfied("on the version", [version(2)])
        .pending("still on an earlier version", [version(1)])
        .pending("on a later version", [version(3)])
        .pending("no such label", [no_version()])
        .pending("no such parameter", [no_parameter()])
        .stopped("the key is refused", [key_refused()])
}

fn labelled_in_part() -> Entry {
    let label = Entry::ssm(
        "LabelParameterVersion, of the latest version, in part",
        |stage| {
            let request = stage.ssm.label_parameter_version().name("/a");
            let request = request.labels("prod").labels("aws").labels("blue");
            let request = request.labels("prod");
            act!(request)
        },
    );
    label
        .answered(json!({"ParameterVersion": 12, "InvalidLabels": ["aws"]}))
        .satisfied(
            "each accepted one on the version, read once",
            [version(12), version(12)],
        )
        .pending("the first not there yet", [no_version()])
        .pending("the second not there yet", [version(12), no_version()])
        .pending(
            "the second still on an earlier version",
            [version(12), version(11)],
        )
}

fn all_refused() -> Entry {
    let label = Entry::ssm("LabelParameterVersion, all refused", |stage| {
        let request = stage.ssm.label_parameter_version().name("/a");
        let request = request.labels("aws").labels("1st");
        act!(request)
    });
    label
        .answered(json!({"ParameterVersion": 2, "InvalidLabels": ["1st", "aws"]}))
        .satisfied("nothing is read", [])
}

fn unlabelled() -> Entry {
    let unlabel = Entry::ssm("UnlabelParameterVersion", |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        act!(request)
    });
    unlabel
        .answered(json!({"RemovedLabels": ["prod"], "InvalidLabels": []}))
        .satisfied("no such label", [no_version()])
        .satisfied("no such parameter", [no_parameter()])
        .pending("still on the version", [version(2)])
        .pending("on the version that it was on before", [version(1)])
        .pending(
            "no version, and no word that it is gone",
            [read("GetParameter", json!({}))],
        )
        .stopped("the key is refused", [key_refused()])
}

fn unlabelled_in_part() -> Entry {
    let unlabel = Entry::ssm("UnlabelParameterVersion, in part", |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        let request = request.labels("never").labels("blue");
        act!(request)
    });
    unlabel
        .answered(json!({"RemovedLabels": ["prod", "blue"], "InvalidLabels": ["never"]}))
        .satisfied("neither label", [no_version(), no_version()])
        .pending("the second still there", [no_version(), version(2)])
}

fn none_taken_off() -> Entry {
    let unlabel = Entry::ssm("UnlabelParameterVersion, none taken off", |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("never");
        act!(request)
    });
    unlabel
        .answered(json!({"InvalidLabels": ["never"]}))
        .satisfied("nothing is read", [])
}
