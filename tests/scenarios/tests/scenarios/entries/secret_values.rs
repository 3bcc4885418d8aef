//! Secret values and the labels of versions.

use aws_sdk_secretsmanager::primitives::Blob;
use serde_json::{Value, json};

use super::secrets::{ARN, described, not_found};
use super::{Entry, Read, date, read, refused, with};
use crate::sentinel::sentinel;

/// A token of the caller's own.
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        written(),
        written_with_labels(),
        written_with_a_token(),
        written_in_a_rotation(),
        written_again(),
        written_without_labels_in_the_answer(),
        written_with_a_label_that_is_ignored(),
        written_with_a_token_and_a_label_that_is_ignored(),
        moved(),
        moved_back(),
        labelled(),
        taken_off(),
    ]
}

fn versions(versions: Value) -> Read {
    let [read] = described(json!({"ARN": ARN, "VersionIdsToStages": versions}));
    read
}

fn listed(versions: Value) -> Read {
    read("ListSecretVersionIds", json!({ "Versions": versions }))
}

fn written() -> Entry {
    let put = Entry::secrets("PutSecretValue", |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request.secret_string(sentinel("new"));
        act!(request)
    });
    put.answered(json!({"ARN": ARN, "VersionId": "v2", "VersionStages": ["AWSCURRENT"]}))
        .satisfied("current", [versions(json!({"v2": ["AWSCURRENT"]}))])
        .satisfied(
            "current, with another label",
            [versions(json!({"v2": ["blue", "AWSCURRENT"]}))],
        )
        .superseded(
            "current until a later write",
            [versions(
                json!({"v2": ["AWSPREVIOUS"], "v3": ["AWSCURRENT"]}),
            )],
        )
        .pending("no such secret", not_found())
        .pending("no versions", described(json!({"ARN": ARN})))
        .pending(
            "the version before is current",
            [versions(json!({"v1": ["AWSCURRENT"]}))],
        )
        .pending(
            "without the label",
            [versions(
                json!({"v1": ["AWSCURRENT"], "v2": ["AWSPENDING"]}),
            )],
        )
        .pending(
            "without any label",
            [versions(json!({"v1": ["AWSCURRENT"], "v2": []}))],
        )
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}

fn written_with_labels() -> Entry {
    let put = Entry::secrets("PutSecretValue, with labels", |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request.secret_binary(Blob::new(sentinel("new")));
        let request = request.version_stages("AWSCURRENT").version_stages("blue");
        act!(request)
    });
    let labels = ["AWSCURRENT", "blue"];
    put.answered(json!({"ARN": ARN, "VersionId": "v2", "VersionStages": labels}))
        .satisfied("both", [versions(json!({"v2": ["blue", "AWSCURRENT"]}))])
        .superseded(
            "no longer current",
            [versions(json!({"v2": ["AWSPREVIOUS", "blue"]}))],
        )
        .pending("current only", [versions(json!({"v2": ["AWSCURRENT"]}))])
        .pending("blue only", [versions(json!({"v2": ["blue"]}))])
        .pending(
            "neither, and no longer current",
            [versions(json!({"v2": ["AWSPREVIOUS"]}))],
        )
}

fn written_with_a_token() -> Entry {
    let put = Entry::secrets("PutSecretValue, with a token of one's own", |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request
            .secret_string(sentinel("new"))
            .client_request_token(TOKEN);
        act!(request)
    });
    let current = || versions(json!({TOKEN: ["AWSCURRENT"]}));
    let other = || versions(json!({"v1": ["AWSCURRENT"]}));
    let first_page = || {
        let page = json!({"Versions": [{"VersionId": "v1"}], "NextToken": "2"});
        read("ListSecretVersionIds", page)
    };
    let of_ours = |labels: &[&str]| listed(json!([{"VersionId": TOKEN, "VersionStages": labels}]));
    put.answered(json!({"ARN": ARN, "VersionId": TOKEN, "VersionStages": ["AWSCURRENT"]}))
        .satisfied("current, and listed", [current(), of_ours(&["AWSCURRENT"])])
        .satisfied(
            "listed on the second page",
            [current(), first_page(), of_ours(&["AWSCURRENT"])],
        )
        .superseded(
            "current until a later write, and listed",
            [versions(json!({TOKEN: ["AWSPREVIOUS"]})), of_ours(&[])],
        )
        .superseded(
            "described no longer, and listed without a label",
            [other(), of_ours(&[])],
        )
        .pending(
            "known, without a value",
            [current(), listed(json!([{"VersionId": "v1"}]))],
        )
        .pending(
            "not on the last page",
            [current(), first_page(), listed(json!([]))],
        )
        .pending(
            "no such secret to list",
            [
                current(),
                refused("ListSecretVersionIds", "ResourceNotFoundException"),
            ],
        )
        .pending(
            "without the label",
            [versions(json!({TOKEN: ["AWSPENDING"]}))],
        )
        .pending("neither described nor listed", [other(), listed(json!([]))])
        .pending(
            "not described, and listed with a label",
            [other(), of_ours(&["AWSCURRENT"])],
        )
        .pending("no such secret", not_found())
        .stopped(
            "the listing is refused",
            [
                current(),
                refused("ListSecretVersionIds", "InvalidParameterException"),
            ],
        )
}

fn written_in_a_rotation() -> Entry {
    let put = Entry::secrets("PutSecretValue, with the label of a rotation", |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request
            .secret_string(sentinel("new"))
            .rotation_token(sentinel("token"));
        let request = request.version_stages("AWSPENDING");
        act!(request)
    });
    let pending = || versions(json!({"v2": ["AWSPENDING"]}));
    put.answered(json!({"ARN": ARN, "VersionId": "v2", "VersionStages": ["AWSPENDING"]}))
        .satisfied(
            "labelled, with a value",
            [pending(), listed(json!([{"VersionId": "v2"}]))],
        )
        .pending(
            "labelled, before any value is stored",
            [pending(), listed(json!([{"VersionId": "v1"}]))],
        )
}

fn written_again() -> Entry {
    let put = Entry::secrets("PutSecretValue, again with an old token", |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request
            .secret_string(sentinel("new"))
            .client_request_token(TOKEN);
        act!(request)
    });
    put.answered(json!({"ARN": ARN, "VersionId": TOKEN, "VersionStages": []}))
        .satisfied(
            "listed without a label",
            [listed(json!([{"VersionId": "v1"}, {"VersionId": TOKEN}]))],
        )
        .pending("not listed", [listed(json!([{"VersionId": "v1"}]))])
        .pending(
            "no such secret",
            [refused("ListSecretVersionIds", "ResourceNotFoundException")],
        )
}

fn written_without_labels_in_the_answer() -> Entry {
    let put = Entry::secrets("PutSecretValue, whose answer has no labels", |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        act!(request.secret_string(sentinel("new")))
    });
    let lost = |listed: Read| [versions(json!({"v3": ["AWSCURRENT"]})), listed];
    put.answered(json!({"ARN": ARN, "VersionId": "v2", "VersionStages": []}))
        .satisfied("current", [versions(json!({"v2": ["AWSCURRENT"]}))])
        .superseded(
            "listed without a label",
            lost(listed(json!([{"VersionId": "v2"}]))),
        )
        .pending("not listed", lost(listed(json!([]))))
        .pending("another label", [versions(json!({"v2": ["blue"]}))])
}

fn written_with_a_label_that_is_ignored() -> Entry {
    let name = "PutSecretValue, whose answer has another label than was asked for";
    let put = Entry::secrets(name, |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request.secret_string(sentinel("new"));
        act!(request.version_stages("AWSPENDING"))
    });
    put.answered(json!({"ARN": ARN, "VersionId": "v2", "VersionStages": ["AWSCURRENT"]}))
        .satisfied(
            "both",
            [versions(json!({"v2": ["AWSPENDING", "AWSCURRENT"]}))],
        )
        .pending("as answered", [versions(json!({"v2": ["AWSCURRENT"]}))])
        .pending(
            "as asked for only",
            [versions(json!({"v2": ["AWSPENDING"]}))],
        )
}

fn written_with_a_token_and_a_label_that_is_ignored() -> Entry {
    let name = "PutSecretValue, with a token of one's own and a label that is not in the answer";
    let put = Entry::secrets(name, |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request.secret_string(sentinel("new"));
        let request = request.client_request_token(TOKEN);
        act!(request.version_stages("AWSPENDING"))
    });
    let current = || versions(json!({TOKEN: ["AWSCURRENT"]}));
    let made = |date: Value, labels: &[&str]| {
        let version = json!({"VersionId": TOKEN, "VersionStages": labels});
        listed(json!([with(version, json!({ "CreatedDate": date }))]))
    };
    put.answered(json!({"ARN": ARN, "VersionId": TOKEN, "VersionStages": ["AWSCURRENT"]}))
        .satisfied(
            "of an earlier call with the token",
            [current(), made(date::BEFORE.into(), &["AWSCURRENT"])],
        )
        .satisfied(
            "not known to be of this call",
            [current(), made(Value::Null, &["AWSCURRENT"])],
        )
        .satisfied(
            "of this call, and with the label",
            [
                current(),
                made(date::WRITTEN.into(), &["AWSCURRENT", "AWSPENDING"]),
            ],
        )
        .pending(
            "of this call, and without the label",
            [current(), made(date::WRITTEN.into(), &["AWSCURRENT"])],
        )
}

fn moved() -> Entry {
    let update = Entry::secrets("UpdateSecretVersionStage", |stage| {
        let request = stage.secrets.update_secret_version_stage().secret_id("a");
        let request = request.version_stage("AWSCURRENT");
        let request = request
            .move_to_version_id("v2")
            .remove_from_version_id("v1");
        act!(request)
    });
    let on_the_third = |changed: u64| {
        let labels = json!({"v1": [], "v2": ["AWSPREVIOUS"], "v3": ["AWSCURRENT"]});
        let secret = json!({"VersionIdsToStages": labels, "LastChangedDate": changed});
        described(secret)
    };
    update
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied(
            "there",
            [versions(
                json!({"v1": ["AWSPREVIOUS"], "v2": ["AWSCURRENT"]}),
            )],
        )
        .satisfied(
            "there, and the other version has no label left",
            [versions(json!({"v2": ["AWSCURRENT", "blue"]}))],
        )
        .superseded("on a third version since", on_the_third(date::AFTER))
        .pending("on a third version, of old", on_the_third(date::BEFORE))
        .pending(
            "on a third version, at about the same time",
            on_the_third(date::WRITTEN),
        )
        .pending(
            "where it was",
            [versions(
                json!({"v1": ["AWSCURRENT"], "v2": ["AWSPENDING"]}),
            )],
        )
        .pending(
            "where it was, changed since",
            described(json!({
                "VersionIdsToStages": {"v1": ["AWSCURRENT"], "v2": ["blue"]},
                "LastChangedDate": date::AFTER,
            })),
        )
        .pending(
            "on both",
            [versions(
                json!({"v1": ["AWSCURRENT"], "v2": ["AWSCURRENT"]}),
            )],
        )
        .pending("on none", [versions(json!({"v1": ["AWSPREVIOUS"]}))])
        .pending("no versions", described(json!({"ARN": ARN})))
        .pending("no such secret", not_found())
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}

fn moved_back() -> Entry {
    let update = Entry::secrets("UpdateSecretVersionStage, rolling back", |stage| {
        let request = stage.secrets.update_secret_version_stage().secret_id("a");
        let request = request.version_stage("AWSCURRENT");
        let request = request
            .move_to_version_id("v1")
            .remove_from_version_id("v2");
        act!(request)
    });
    update
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied(
            "there",
            [versions(
                json!({"v1": ["AWSCURRENT"], "v2": ["AWSPREVIOUS"]}),
            )],
        )
        .pending(
            "the target is AWSPREVIOUS, as it was before",
            [versions(
                json!({"v1": ["AWSPREVIOUS"], "v2": ["AWSCURRENT"]}),
            )],
        )
}

fn labelled() -> Entry {
    let update = Entry::secrets("UpdateSecretVersionStage, adding a label", |stage| {
        let request = stage.secrets.update_secret_version_stage().secret_id("a");
        let request = request.version_stage("blue").move_to_version_id("v2");
        act!(request)
    });
    update
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("there", [versions(json!({"v2": ["AWSCURRENT", "blue"]}))])
        .superseded(
            "on another version since",
            described(json!({
                "VersionIdsToStages": {"v2": ["AWSCURRENT"], "v3": ["blue"]},
                "LastChangedDate": date::AFTER,
            })),
        )
        .pending(
            "another label",
            [versions(json!({"v2": ["AWSCURRENT", "Blue"]}))],
        )
}

fn taken_off() -> Entry {
    let update = Entry::secrets("UpdateSecretVersionStage, removing a label", |stage| {
        let request = stage.secrets.update_secret_version_stage().secret_id("a");
        let request = request.version_stage("blue").remove_from_version_id("v1");
        act!(request)
    });
    update
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("off", [versions(json!({"v1": ["AWSCURRENT"]}))])
        .satisfied(
            "the version is described no longer",
            [versions(json!({"v2": ["AWSCURRENT", "blue"]}))],
        )
        .pending(
            "still on",
            [versions(json!({"v1": ["AWSCURRENT", "blue"]}))],
        )
}
