//! Secrets.

use aws_sdk_secretsmanager::primitives::Blob;
use aws_sdk_secretsmanager::types::{ReplicaRegionType, Tag};
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused};
use crate::sentinel::sentinel;

pub(super) const ARN: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf";

/// A secret of the same name from an earlier life.
pub(super) const EARLIER: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-Zyxwvu";

const KEY_ID: &str = "1234abcd-12ab-34cd-56ef-1234567890ab";
const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

pub(super) fn described(secret: Value) -> [Read; 1] {
    [read("DescribeSecret", secret)]
}

pub(super) fn not_found() -> [Read; 1] {
    [refused("DescribeSecret", "ResourceNotFoundException")]
}

/// The secret with these labels on the version `v1`.
fn labelled(labels: &[&str]) -> [Read; 1] {
    described(json!({"ARN": ARN, "VersionIdsToStages": {"v1": labels}}))
}

/// The secret with the version `v1`, created at this date.
fn created_at(date: u64) -> [Read; 1] {
    let versions = json!({"v1": ["AWSCURRENT"]});
    described(json!({"ARN": ARN, "CreatedDate": date, "VersionIdsToStages": versions}))
}

/// The secret with the current version `v1` and these tags.
fn current_and_tagged(tags: Value) -> [Read; 1] {
    let versions = json!({"v1": ["AWSCURRENT"]});
    described(json!({"ARN": ARN, "Tags": tags, "VersionIdsToStages": versions}))
}

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_without_a_value(),
        created_with_tags(),
        created_with_replicas(),
        updated(),
        updated_in_details(),
        updated_in_nothing_but_the_type(),
        emptied(),
        given_a_key(),
        given_a_key_by_alias(),
        given_the_aws_managed_key(),
        deleted(),
        deleted_by_force(),
        restored(),
    ]
}

fn created() -> Entry {
    let create = Entry::secrets("CreateSecret", |stage| {
        let request = stage
            .secrets
            .create_secret()
            .name("a")
            .secret_string(sentinel("new"));
        act!(request)
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a", "VersionId": "v1"}))
        .satisfied("its version is current", labelled(&["AWSCURRENT"]))
        .satisfied(
            "created in the second of the call",
            created_at(date::WRITTEN),
        )
        .failing("created before the call", created_at(date::BEFORE))
        .superseded("its version was current", labelled(&["AWSPREVIOUS"]))
        .superseded(
            "marked for deletion since",
            described(json!({"ARN": ARN, "DeletedDate": date::AFTER})),
        )
        .pending("no such secret", not_found())
        .pending("no version", described(json!({"ARN": ARN})))
        .pending("its version is not current", labelled(&["AWSPENDING"]))
        .pending(
            "another version is current",
            described(json!({"ARN": ARN, "VersionIdsToStages": {"v0": ["AWSCURRENT"]}})),
        )
        .pending(
            "a secret of that name from an earlier life",
            described(json!({"ARN": EARLIER, "VersionIdsToStages": {"v1": ["AWSCURRENT"]}})),
        )
        .pending(
            "one from an earlier life that is marked for deletion",
            described(json!({"ARN": EARLIER, "DeletedDate": date::BEFORE})),
        )
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}

fn created_without_a_value() -> Entry {
    let create = Entry::secrets("CreateSecret, without a value", |stage| {
        let request = stage.secrets.create_secret().name("a");
        act!(request)
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("no version", described(json!({"ARN": ARN})))
        .satisfied(
            "created in the second of the call",
            created_at(date::WRITTEN),
        )
        .failing("created before the call", created_at(date::BEFORE))
        .pending("no such secret", not_found())
}

fn created_with_tags() -> Entry {
    let create = Entry::secrets("CreateSecret, with tags", |stage| {
        let request = stage.secrets.create_secret().name("a");
        let request = request.tags(Tag::builder().key("team").value(sentinel("blue")).build());
        let request = request.secret_binary(Blob::new(sentinel("new")));
        act!(request)
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a", "VersionId": "v1"}))
        .satisfied(
            "the tag and others",
            current_and_tagged(
                json!([{"Key": "aws:x", "Value": "y"}, {"Key": "team", "Value": "blue"}]),
            ),
        )
        .pending("no tag", labelled(&["AWSCURRENT"]))
        .pending(
            "the tag with another value",
            current_and_tagged(json!([{"Key": "team", "Value": "red"}])),
        )
}

fn created_with_replicas() -> Entry {
    let replicated = |first: &str, second: &str| {
        described(json!({"ARN": ARN, "ReplicationStatus": [
            {"Region": "eu-west-1", "Status": first},
            {"Region": "eu-west-2", "Status": second},
        ]}))
    };
    let create = Entry::secrets("CreateSecret, with replicas", |stage| {
        let replica = |region| ReplicaRegionType::builder().region(region).build();
        let request = stage.secrets.create_secret().name("a");
        let request = request.add_replica_regions(replica("eu-west-1"));
        let request = request.add_replica_regions(replica("eu-west-2"));
        act!(request)
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("both in sync", replicated("InSync", "InSync"))
        .pending("one in progress", replicated("InSync", "InProgress"))
        .pending("one in a newer status", replicated("Newer", "InSync"))
        .pending(
            "one not listed",
            described(json!({"ARN": ARN, "ReplicationStatus": [
                {"Region": "eu-west-2", "Status": "InSync"},
            ]})),
        )
        .failing("one failed", replicated("InSync", "Failed"))
}

fn updated() -> Entry {
    let update = Entry::secrets("UpdateSecret, with a value", |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.secret_string(sentinel("new"));
        act!(request)
    });
    update
        .answered(json!({"ARN": ARN, "VersionId": "v1"}))
        .satisfied("its version is current", labelled(&["AWSCURRENT"]))
        .superseded("its version was current", labelled(&["AWSPREVIOUS"]))
        .pending("no such secret", not_found())
        .pending("its version is not current", labelled(&["AWSPENDING"]))
        .pending(
            "another version is current",
            described(json!({"ARN": ARN, "VersionIdsToStages": {"v0": ["AWSCURRENT"]}})),
        )
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}

fn updated_in_details() -> Entry {
    let secret = |description: &str, key: &str, label: &str| {
        described(json!({
            "ARN": ARN,
            "Description": description,
            "KmsKeyId": key,
            "VersionIdsToStages": {"v1": [label]},
        }))
    };
    let update = Entry::secrets("UpdateSecret, with a value, description and key", |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.secret_binary(Blob::new(sentinel("new")));
        let request = request.description("ours");
        let request = request.kms_key_id(KEY);
        act!(request)
    });
    update
        .answered(json!({"ARN": ARN, "VersionId": "v1"}))
        .satisfied("all three", secret("ours", KEY, "AWSCURRENT"))
        .superseded("a later version", secret("ours", KEY, "AWSPREVIOUS"))
        .pending("another description", secret("old", KEY, "AWSCURRENT"))
        .pending("another key", secret("ours", "other", "AWSCURRENT"))
        .pending("another version", secret("ours", KEY, "AWSPENDING"))
}

fn updated_in_nothing_but_the_type() -> Entry {
    let update = Entry::secrets("UpdateSecret, with a type", |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.r#type("Salesforce");
        act!(request)
    });
    update
        .answered(json!({"ARN": ARN}))
        .satisfied("the type", described(json!({"Type": "Salesforce"})))
        .pending("another type", described(json!({"Type": "Snowflake"})))
        .pending("no type", described(json!({})))
}

fn emptied() -> Entry {
    let update = Entry::secrets("UpdateSecret, without description and key", |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.description("").kms_key_id("");
        act!(request)
    });
    update
        .answered(json!({"ARN": ARN}))
        .satisfied("neither", described(json!({"ARN": ARN})))
        .satisfied(
            "an empty description, and the key that AWS manages",
            described(json!({"Description": "", "KmsKeyId": "alias/aws/secretsmanager"})),
        )
        .pending("a description", described(json!({"Description": "old"})))
        .pending("a key", described(json!({"KmsKeyId": KEY})))
}

fn given_a_key() -> Entry {
    let update = Entry::secrets("UpdateSecret, with a key", |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.kms_key_id(KEY);
        act!(request)
    });
    let key = |key: &str, changed: u64| {
        described(json!({"ARN": ARN, "KmsKeyId": key, "LastChangedDate": changed}))
    };
    update
        .answered(json!({"ARN": ARN}))
        .satisfied("the key", key(KEY, date::BEFORE))
        .satisfied("the key by its id", key(KEY_ID, date::BEFORE))
        .satisfied("an alias, changed since", key("alias/mine", date::WRITTEN))
        .pending("an alias, of old", key("alias/mine", date::BEFORE))
        .pending("another key", key("5678", date::AFTER))
        .pending(
            "no key",
            described(json!({"ARN": ARN, "LastChangedDate": date::WRITTEN})),
        )
}

fn given_a_key_by_alias() -> Entry {
    let update = Entry::secrets("UpdateSecret, with a key by its alias", |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.kms_key_id("alias/mine");
        act!(request)
    });
    let key = |key: &str, changed: u64| {
        described(json!({"ARN": ARN, "KmsKeyId": key, "LastChangedDate": changed}))
    };
    let alias = "arn:aws:kms:us-east-1:123456789012:alias/mine";
    update
        .answered(json!({"ARN": ARN}))
        .satisfied("the alias", key("alias/mine", date::BEFORE))
        .satisfied("the alias by its ARN", key(alias, date::BEFORE))
        .satisfied("a key, changed since", key(KEY, date::WRITTEN))
        .pending("a key, of old", key(KEY, date::BEFORE))
        .pending("a key, without a date", described(json!({"KmsKeyId": KEY})))
        .pending("another alias", key("alias/other", date::AFTER))
        .pending(
            "no key",
            described(json!({"ARN": ARN, "LastChangedDate": date::WRITTEN})),
        )
}

fn given_the_aws_managed_key() -> Entry {
    let update = Entry::secrets("UpdateSecret, with the key that AWS manages", |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.kms_key_id("alias/aws/secretsmanager");
        act!(request)
    });
    update
        .answered(json!({"ARN": ARN}))
        .satisfied("no key", described(json!({"ARN": ARN})))
        .pending(
            "a key",
            described(json!({"KmsKeyId": KEY, "LastChangedDate": date::AFTER})),
        )
}

fn deleted() -> Entry {
    let delete = Entry::secrets("DeleteSecret", |stage| {
        let request = stage.secrets.delete_secret().secret_id("a");
        act!(request)
    });
    delete
        .answered(json!({"ARN": ARN, "DeletionDate": date::AFTER}))
        .satisfied(
            "marked for deletion, at another date",
            described(json!({"ARN": ARN, "DeletedDate": date::WRITTEN})),
        )
        .satisfied("no such secret", not_found())
        .pending("not marked for deletion", described(json!({"ARN": ARN})))
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}

fn deleted_by_force() -> Entry {
    let delete = Entry::secrets("DeleteSecret, forced", |stage| {
        let request = stage.secrets.delete_secret().secret_id("a");
        let request = request.force_delete_without_recovery(true);
        act!(request)
    });
    delete
        .answered(json!({"ARN": ARN, "DeletionDate": date::WRITTEN}))
        .satisfied("no such secret", not_found())
        .pending("not marked for deletion", described(json!({"ARN": ARN})))
        .pending(
            "only marked for deletion",
            described(json!({"ARN": ARN, "DeletedDate": date::WRITTEN})),
        )
}

fn restored() -> Entry {
    let restore = Entry::secrets("RestoreSecret", |stage| {
        let request = stage.secrets.restore_secret().secret_id("a");
        act!(request)
    });
    restore
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("not marked for deletion", described(json!({"ARN": ARN})))
        .pending(
            "marked for deletion",
            described(json!({"ARN": ARN, "DeletedDate": date::BEFORE})),
        )
        .pending("no such secret", not_found())
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}
