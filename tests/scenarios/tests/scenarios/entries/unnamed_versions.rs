//! Calls whose answers do not name the version that they have made: it has their token for its id.

use serde_json::{Value, json};

use super::secrets::{ARN, described, not_found};
use super::{Entry, Read, read};
use crate::sentinel::sentinel;

/// A token of the caller's own.
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

pub(super) fn entries() -> Vec<Entry> {
    vec![created(), updated(), written(), rotated()]
}

fn versions(versions: Value) -> [Read; 1] {
    described(json!({"ARN": ARN, "VersionIdsToStages": versions}))
}

/// The lines of a call that makes the current version.
fn current(call: Entry) -> Entry {
    call.answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied(
            "its version is current",
            versions(json!({TOKEN: ["AWSCURRENT"]})),
        )
        .superseded(
            "its version was current",
            versions(json!({TOKEN: ["AWSPREVIOUS"], "v3": ["AWSCURRENT"]})),
        )
        .pending("no versions", described(json!({"ARN": ARN})))
        .pending(
            "another version is current",
            versions(json!({"v1": ["AWSCURRENT"]})),
        )
        .pending("no such secret", not_found())
}

fn created() -> Entry {
    let name = "CreateSecret, whose answer names no version";
    current(Entry::secrets(name, |stage| {
        let request = stage.secrets.create_secret().name("a");
        let request = request.client_request_token(TOKEN);
        act!(request.secret_string(sentinel("new")))
    }))
}

fn updated() -> Entry {
    let name = "UpdateSecret, whose answer names no version";
    current(Entry::secrets(name, |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.client_request_token(TOKEN);
        act!(request.secret_string(sentinel("new")))
    }))
}

fn written() -> Entry {
    let name = "PutSecretValue, whose answer names no version";
    let put = Entry::secrets(name, |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request.client_request_token(TOKEN);
        act!(request.secret_string(sentinel("new")))
    });
    let listed = |version: &str| {
        let versions = json!({"Versions": [{"VersionId": version}]});
        [read("ListSecretVersionIds", versions)]
    };
    put.answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("its version is listed", listed(TOKEN))
        .pending("another version is listed", listed("v1"))
}

fn rotated() -> Entry {
    let name = "RotateSecret, whose answer names no version";
    let rotate = Entry::secrets(name, |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a");
        act!(request.client_request_token(TOKEN))
    });
    rotate
        .answered(json!({"ARN": ARN}))
        .satisfied("begun", versions(json!({TOKEN: ["AWSPENDING"]})))
        .satisfied("finished", versions(json!({TOKEN: ["AWSCURRENT"]})))
        .pending(
            "another version only",
            versions(json!({"v1": ["AWSCURRENT"]})),
        )
        .pending("no versions", described(json!({"ARN": ARN})))
}
