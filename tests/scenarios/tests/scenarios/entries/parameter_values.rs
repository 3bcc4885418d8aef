//! Parameters, until their values can be read, and until their history shows what was written.

use postcond::ssm::on_request::{parameter_version_is_in_the_history, value_can_be_decrypted};
use serde_json::{Value, json};

use super::parameters::{key_refused, no_parameter, no_version, put, version_of};
use super::{Entry, Read, date, read, refused};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        put_until_its_value_can_be_decrypted(),
        put_until_it_is_in_the_history(),
    ]
}

fn put_until_its_value_can_be_decrypted() -> Entry {
    let name = "PutParameter, until its value can be decrypted";
    let put = Entry::ssm(name, |stage| {
        let request = put(stage).unconfirmed().until(value_can_be_decrypted);
        act!(request)
    });
    put.answered(json!({"Version": 2, "Tier": "Standard"}))
        .satisfied("its version", [version_of(2, date::WRITTEN)])
        .superseded("a later version", [version_of(3, date::AFTER)])
        .pending("no such parameter", [no_parameter()])
        .pending("the version before", [version_of(1, date::BEFORE)])
        .pending(
            "its version, of an earlier life",
            [version_of(2, date::BEFORE)],
        )
        .pending(
            "no version, and no word that there is none",
            [read("GetParameter", json!({}))],
        )
        .pending(
            "a later version of the same second, and not its own",
            [version_of(3, date::WRITTEN), no_version()],
        )
        .stopped("the key is refused", [key_refused()])
}

fn history(versions: &[(i64, u64)], next: Option<&str>) -> Read {
    let version = |(version, date): &(i64, u64)| json!({"Name": "/a", "Version": version, "LastModifiedDate": date, "Value": "v"});
    let versions: Value = versions.iter().map(version).collect();
    let mut answer = json!({ "Parameters": versions });
    if let Some(next) = next {
        answer["NextToken"] = next.into();
    }
    read("GetParameterHistory", answer)
}

fn put_until_it_is_in_the_history() -> Entry {
    let put = Entry::ssm("PutParameter, until it is in the history", |stage| {
        let request = put(stage).unconfirmed();
        let request = request.until(parameter_version_is_in_the_history);
        act!(request)
    });
    let before = (1, date::BEFORE);
    put.answered(json!({"Version": 2, "Tier": "Standard"}))
        .satisfied(
            "its version",
            [history(&[before, (2, date::WRITTEN)], None)],
        )
        .satisfied(
            "its version, behind a later one, on the second page",
            [
                history(&[before], Some("2")),
                history(&[(2, date::WRITTEN), (3, date::AFTER)], None),
            ],
        )
        .pending("the version before", [history(&[before], None)])
        .pending(
            "its version, of an earlier life",
            [history(&[before, (2, date::BEFORE)], None)],
        )
        .pending("a later one only", [history(&[(3, date::AFTER)], None)])
        .pending(
            "no such parameter",
            [refused("GetParameterHistory", "ParameterNotFound")],
        )
        .stopped(
            "the key is refused",
            [refused("GetParameterHistory", "InvalidKeyId")],
        )
}
