//! Parameters, until they are listed, or no longer are.

use aws_sdk_ssm::types::Tag;
use postcond::ssm::on_request::{
    parameter_is_listed, parameter_is_not_listed, parameter_is_not_under_its_path,
    parameter_is_under_its_path, parameters_are_not_listed, parameters_are_not_under_their_paths,
};
use serde_json::{Value, json};

use super::parameters::{delete_together, put, version_of};
use super::{Entry, Read, date, read, refused};
use crate::sentinel::sentinel;

const BY_NAME: &str = "DescribeParameters";
const BY_PATH: &str = "GetParametersByPath";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        put_until_it_is_listed(),
        tagged_until_it_is_listed(),
        put_until_it_is_under_its_path(),
        put_deep_until_it_is_under_its_path(),
        deleted_until_it_is_not_listed(),
        deleted_until_it_is_not_under_its_path(),
        deleted_together_until_they_are_not_listed(),
        deleted_together_until_they_are_not_under_their_paths(),
        none_deleted_until_they_are_not_listed(),
        none_deleted_until_they_are_not_under_their_paths(),
    ]
}

/// One page of a listing: names, versions and dates.
fn page(of: &'static str, parameters: &[(&str, i64, u64)], next: Option<&str>) -> Read {
    let parameter = |(name, version, date): &(&str, i64, u64)| json!({"Name": name, "Version": version, "LastModifiedDate": date});
    let parameters: Value = parameters.iter().map(parameter).collect();
    let mut answer = json!({ "Parameters": parameters });
    if let Some(next) = next {
        answer["NextToken"] = next.into();
    }
    read(of, answer)
}

fn all(of: &'static str, parameters: &[(&str, i64, u64)]) -> Read {
    page(of, parameters, None)
}

/// The lines on version 2 of `/a`, as this read shows it.
fn version_2(entry: Entry, of: &'static str) -> Entry {
    entry
        .answered(json!({"Version": 2, "Tier": "Standard"}))
        .satisfied("its version", [all(of, &[("/a", 2, date::WRITTEN)])])
        .satisfied(
            "its version, on the second page",
            [
                page(of, &[("/b", 9, date::BEFORE)], Some("2")),
                all(of, &[("/a", 2, date::WRITTEN)]),
            ],
        )
        .superseded("a later version", [all(of, &[("/a", 3, date::AFTER)])])
        .superseded(
            "a later version of the same second, and its own",
            [
                all(of, &[("/a", 3, date::WRITTEN)]),
                version_of(2, date::WRITTEN),
            ],
        )
        .pending("nothing is listed", [all(of, &[])])
        .pending("another parameter", [all(of, &[("/ab", 2, date::WRITTEN)])])
        .pending("the version before", [all(of, &[("/a", 1, date::BEFORE)])])
        .pending(
            "its version, of an earlier life",
            [all(of, &[("/a", 2, date::BEFORE)])],
        )
        .pending(
            "a later version of the same second, and not its own",
            [
                all(of, &[("/a", 3, date::WRITTEN)]),
                version_of(2, date::BEFORE),
            ],
        )
        .stopped("the filter is refused", [refused(of, "InvalidFilterKey")])
}

fn put_until_it_is_listed() -> Entry {
    let put = Entry::ssm("PutParameter, until it is listed", |stage| {
        let request = put(stage).unconfirmed().until(parameter_is_listed);
        act!(request)
    });
    version_2(put, BY_NAME)
}

fn tagged_until_it_is_listed() -> Entry {
    let put = Entry::ssm("PutParameter, with tags, until it is listed", |stage| {
        let tag = Tag::builder().key("team").value(sentinel("blue")).build();
        let request = put(stage).tags(tag.unwrap());
        let request = request.unconfirmed().until(parameter_is_listed);
        act!(request)
    });
    put.answered(json!({"Version": 1, "Tier": "Standard"}))
        .satisfied("its version", [all(BY_NAME, &[("/a", 1, date::WRITTEN)])])
        .pending("nothing is listed", [all(BY_NAME, &[])])
}

fn put_until_it_is_under_its_path() -> Entry {
    let put = Entry::ssm("PutParameter, until it is under its path", |stage| {
        let request = put(stage).unconfirmed().until(parameter_is_under_its_path);
        act!(request)
    });
    version_2(put, BY_PATH)
}

fn put_deep_until_it_is_under_its_path() -> Entry {
    let name = "PutParameter, of a name with a path, until it is under it";
    let put = Entry::ssm(name, |stage| {
        let request = put(stage).name(" /app/db/user ");
        let request = request.unconfirmed().until(parameter_is_under_its_path);
        act!(request)
    });
    put.answered(json!({"Version": 1, "Tier": "Standard"}))
        .satisfied(
            "its version",
            [all(BY_PATH, &[("/app/db/user", 1, date::WRITTEN)])],
        )
        .pending("nothing is listed", [all(BY_PATH, &[])])
}

/// The lines on the deleted parameter `/a`.
fn gone(entry: Entry, of: &'static str) -> Entry {
    let first = || page(of, &[("/b", 9, date::BEFORE)], Some("2"));
    entry
        .satisfied("nothing is listed", [all(of, &[])])
        .satisfied(
            "others only, on the last page, too",
            [first(), all(of, &[("/ab", 1, date::BEFORE)])],
        )
        .superseded("made anew", [all(of, &[("/a", 1, date::AFTER)])])
        .pending("still listed", [all(of, &[("/a", 1, date::BEFORE)])])
        .pending(
            "still listed, on the second page",
            [first(), all(of, &[("/a", 1, date::BEFORE)])],
        )
        .pending(
            "one of the second of the write",
            [all(of, &[("/a", 1, date::WRITTEN)])],
        )
        .stopped("the filter is refused", [refused(of, "InvalidFilterKey")])
}

fn deleted_until_it_is_not_listed() -> Entry {
    let delete = Entry::ssm("DeleteParameter, until it is not listed", |stage| {
        let request = stage.ssm.delete_parameter().name("/a");
        let request = request.unconfirmed().until(parameter_is_not_listed);
        act!(request)
    });
    gone(delete, BY_NAME)
}

fn deleted_until_it_is_not_under_its_path() -> Entry {
    let name = "DeleteParameter, until it is not under its path";
    let delete = Entry::ssm(name, |stage| {
        let request = stage.ssm.delete_parameter().name("/a");
        let request = request.unconfirmed();
        let request = request.until(parameter_is_not_under_its_path);
        act!(request)
    });
    gone(delete, BY_PATH)
}

/// The lines on the deleted parameters `/a` and `/b`.
fn both_gone(entry: Entry, of: &'static str) -> Entry {
    let (before, after) = (date::BEFORE, date::AFTER);
    entry
        .answered(json!({"DeletedParameters": ["/b"], "InvalidParameters": ["/never"]}))
        .satisfied("nothing is listed", [all(of, &[])])
        .satisfied("others only", [all(of, &[("/c", 1, before)])])
        .superseded("one made anew", [all(of, &[("/b", 1, after)])])
        .pending("the one that is mentioned", [all(of, &[("/b", 1, before)])])
        .pending("the other one", [all(of, &[("/a", 1, before)])])
        .pending(
            "one made anew, the other still listed",
            [all(of, &[("/a", 1, after), ("/b", 1, before)])],
        )
        .pending(
            "one on the second page",
            [
                page(of, &[("/c", 1, before)], Some("2")),
                all(of, &[("/b", 1, before)]),
            ],
        )
}

fn deleted_together_until_they_are_not_listed() -> Entry {
    let delete = Entry::ssm("DeleteParameters, until they are not listed", |stage| {
        let request = delete_together(stage).unconfirmed();
        let request = request.until(parameters_are_not_listed);
        act!(request)
    });
    both_gone(delete, BY_NAME)
}

fn deleted_together_until_they_are_not_under_their_paths() -> Entry {
    let name = "DeleteParameters, until they are not under their paths";
    let delete = Entry::ssm(name, |stage| {
        let request = delete_together(stage).unconfirmed();
        let request = request.until(parameters_are_not_under_their_paths);
        act!(request)
    });
    both_gone(delete, BY_PATH)
}

fn none_deleted_until_they_are_not_listed() -> Entry {
    let name = "DeleteParameters, none of which was there, until they are not listed";
    let delete = Entry::ssm(name, |stage| {
        let request = delete_together(stage).unconfirmed();
        let request = request.until(parameters_are_not_listed);
        act!(request)
    });
    delete
        .answered(json!({"InvalidParameters": ["/a", "/b", "/never"]}))
        .satisfied("nothing is read", [])
}

fn none_deleted_until_they_are_not_under_their_paths() -> Entry {
    let name = "DeleteParameters, none of which was there, until they are not under their paths";
    let delete = Entry::ssm(name, |stage| {
        let request = delete_together(stage).unconfirmed();
        let request = request.until(parameters_are_not_under_their_paths);
        act!(request)
    });
    delete
        .answered(json!({"InvalidParameters": ["/a", "/b", "/never"]}))
        .satisfied("nothing is read", [])
}
