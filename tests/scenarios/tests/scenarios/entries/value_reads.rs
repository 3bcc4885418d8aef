//! Values that calls ask to be read, by version and by label.

use aws_sdk_secretsmanager::types::Tag;
use postcond::secretsmanager::on_request::{
    first_value_can_be_read, no_value_can_be_read, restored_value_can_be_read,
    rotated_value_can_be_read, updated_value_can_be_read, value_can_be_read,
    value_can_be_read_by_label,
};
use serde_json::{Value, json};

use super::secrets::{ARN, EARLIER};
use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;

/// A token of the caller's own.
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        created_without_a_value(),
        updated(),
        updated_without_a_value(),
        written(),
        written_with_labels(),
        written_again(),
        rotated(),
        put_off(),
        moved(),
        taken_off(),
        restored(),
        deleted(),
    ]
}

/// An answer with the value of this version.
fn value(version: &str, labels: &[&str]) -> Read {
    value_of(ARN, version, labels)
}

fn value_of(arn: &str, version: &str, labels: &[&str]) -> Read {
    let value = json!({"ARN": arn, "VersionId": version, "VersionStages": labels});
    super::read(
        "GetSecretValue",
        super::with(value, json!({"SecretString": "new"})),
    )
}

fn none() -> Read {
    refused("GetSecretValue", "ResourceNotFoundException")
}

/// The lines of a call that has made the version `v2` as the current one.
fn of_current_version(entry: Entry) -> Entry {
    entry
        .satisfied(
            "by its id, and as the current one",
            [value("v2", &["AWSCURRENT"]), value("v2", &["AWSCURRENT"])],
        )
        .superseded(
            "by its id, and current until a later write",
            [value("v2", &["AWSPREVIOUS"]), value("v3", &["AWSCURRENT"])],
        )
        .pending("neither", [none()])
        .pending(
            "by its id, and no value is current",
            [value("v2", &["AWSCURRENT"]), none()],
        )
        .pending(
            "by its id, and the version before is current",
            [value("v2", &["AWSCURRENT"]), value("v1", &["AWSCURRENT"])],
        )
        .pending(
            "by its id, and the current one has none",
            [
                value("v2", &["AWSCURRENT"]),
                read("GetSecretValue", json!({"ARN": ARN, "SecretString": "new"})),
            ],
        )
        .pending(
            "that of another secret",
            [value_of(EARLIER, "v2", &["AWSCURRENT"])],
        )
        .stopped(
            "it cannot be decrypted",
            [refused("GetSecretValue", "DecryptionFailure")],
        )
}

fn created() -> Entry {
    let create = Entry::secrets("CreateSecret, until its value can be read", |stage| {
        let request = stage.secrets.create_secret().name("a");
        let request = request.secret_string(sentinel("new")).unconfirmed();
        act!(request.until(first_value_can_be_read))
    });
    of_current_version(create.answered(json!({"ARN": ARN, "Name": "a", "VersionId": "v2"})))
}

fn created_with_tags() -> Entry {
    let name = "CreateSecret, with tags, until its value can be read";
    let create = Entry::secrets(name, |stage| {
        let request = stage.secrets.create_secret().name("a");
        let request = request.tags(Tag::builder().key("team").value(sentinel("blue")).build());
        let request = request.secret_string(sentinel("new")).unconfirmed();
        act!(request.until(first_value_can_be_read))
    });
    of_current_version(create.answered(json!({"ARN": ARN, "Name": "a", "VersionId": "v2"})))
}

fn created_without_a_value() -> Entry {
    let name = "CreateSecret, without a value, until its value can be read";
    let create = Entry::secrets(name, |stage| {
        let request = stage.secrets.create_secret().name("a").unconfirmed();
        act!(request.until(first_value_can_be_read))
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .unverifiable("there is no value")
}

fn updated() -> Entry {
    let update = Entry::secrets("UpdateSecret, until its value can be read", |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.secret_string(sentinel("new")).unconfirmed();
        act!(request.until(updated_value_can_be_read))
    });
    of_current_version(update.answered(json!({"ARN": ARN, "VersionId": "v2"})))
}

fn updated_without_a_value() -> Entry {
    let name = "UpdateSecret, without a value, until its value can be read";
    let update = Entry::secrets(name, |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.description("ours").unconfirmed();
        act!(request.until(updated_value_can_be_read))
    });
    update
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .unverifiable("no value was changed")
}

fn written() -> Entry {
    let put = Entry::secrets("PutSecretValue, until its value can be read", |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request.secret_string(sentinel("new")).unconfirmed();
        act!(request.until(value_can_be_read))
    });
    let labels = ["AWSCURRENT"];
    of_current_version(
        put.answered(json!({"ARN": ARN, "VersionId": "v2", "VersionStages": labels})),
    )
}

fn written_with_labels() -> Entry {
    let name = "PutSecretValue, with labels, until its value can be read";
    let put = Entry::secrets(name, |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request.secret_string(sentinel("new")).unconfirmed();
        let request = request.version_stages("blue").version_stages("green");
        act!(request.until(value_can_be_read))
    });
    let labels = ["blue", "green"];
    let ours = || value("v2", &["blue", "green"]);
    put.answered(json!({"ARN": ARN, "VersionId": "v2", "VersionStages": labels}))
        .satisfied("under both labels", [ours(), ours(), ours()])
        .pending("under the first only", [ours(), ours(), none()])
        .pending("under neither", [ours(), none()])
        .pending(
            "under the second, that of another version",
            [ours(), ours(), value("v1", &["green"])],
        )
        .pending(
            "under the first, that of another version, with the label of a current one before",
            [value("v2", &["AWSPREVIOUS"]), value("v1", &["blue"])],
        )
}

fn written_again() -> Entry {
    let name = "PutSecretValue, again with an old token, until its value can be read";
    let put = Entry::secrets(name, |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request.secret_string(sentinel("new")).unconfirmed();
        let request = request.client_request_token(TOKEN).version_stages("blue");
        act!(request.until(value_can_be_read))
    });
    put.answered(json!({"ARN": ARN, "VersionId": TOKEN, "VersionStages": []}))
        .satisfied("by its id", [value(TOKEN, &[])])
        .pending("not by its id", [none()])
}

fn rotated() -> Entry {
    let rotate = Entry::secrets("RotateSecret, until its value can be read", |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a").unconfirmed();
        act!(request.until(rotated_value_can_be_read))
    });
    of_current_version(rotate.answered(json!({"ARN": ARN, "VersionId": "v2"})))
}

fn put_off() -> Entry {
    let name = "RotateSecret, put off, until its value can be read";
    let rotate = Entry::secrets(name, |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a").unconfirmed();
        let request = request.rotate_immediately(false);
        act!(request.until(rotated_value_can_be_read))
    });
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .unverifiable("the rotation was put off")
}

fn moved() -> Entry {
    let name = "UpdateSecretVersionStage, until the value can be read by label";
    let update = Entry::secrets(name, |stage| {
        let request = stage.secrets.update_secret_version_stage().secret_id("a");
        let request = request.version_stage("AWSCURRENT");
        let request = request
            .move_to_version_id("v1")
            .remove_from_version_id("v2");
        act!(request.unconfirmed().until(value_can_be_read_by_label))
    });
    update
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("that of the version", [value("v1", &["AWSCURRENT"])])
        .pending("that of the other", [value("v2", &["AWSCURRENT"])])
        .pending("that of a third", [value("v3", &["AWSCURRENT"])])
        .pending("none", [none()])
        .pending(
            "that of another secret",
            [value_of(EARLIER, "v1", &["AWSCURRENT"])],
        )
}

fn taken_off() -> Entry {
    let name = "UpdateSecretVersionStage, removing a label, until the value can be read by label";
    let update = Entry::secrets(name, |stage| {
        let request = stage.secrets.update_secret_version_stage().secret_id("a");
        let request = request.version_stage("blue").remove_from_version_id("v1");
        act!(request.unconfirmed().until(value_can_be_read_by_label))
    });
    update
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("none", [none()])
        .satisfied("that of another version", [value("v2", &["blue"])])
        .pending("that of the version", [value("v1", &["blue"])])
}

fn restored() -> Entry {
    let restore = Entry::secrets("RestoreSecret, until its value can be read", |stage| {
        let request = stage.secrets.restore_secret().secret_id("a").unconfirmed();
        act!(request.until(restored_value_can_be_read))
    });
    restore
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("the current one", [value("v1", &["AWSCURRENT"])])
        .pending("none", [none()])
        .pending("marked for deletion", [marked_for_deletion()])
        .pending(
            "that of another secret",
            [value_of(EARLIER, "v1", &["AWSCURRENT"])],
        )
}

fn deleted() -> Entry {
    let delete = Entry::secrets("DeleteSecret, until no value can be read", |stage| {
        let request = stage.secrets.delete_secret().secret_id("a").unconfirmed();
        act!(request.until(no_value_can_be_read))
    });
    let date: Value = super::date::AFTER.into();
    delete
        .answered(json!({"ARN": ARN, "DeletionDate": date}))
        .satisfied("marked for deletion", [marked_for_deletion()])
        .satisfied("no such secret", [none()])
        .pending("the current one", [value("v1", &["AWSCURRENT"])])
        .stopped(
            "the id is refused",
            [refused("GetSecretValue", "InvalidParameterException")],
        )
}

fn marked_for_deletion() -> Read {
    refused("GetSecretValue", "InvalidRequestException")
}
