//! Secrets that calls ask to be listed, or to be found by name.

use aws_sdk_secretsmanager::types::Tag;
use postcond::secretsmanager::on_request::{
    changes_are_listed, restored_secret_is_listed, secret_is_found_by_name, secret_is_listed,
    secret_is_listed_by_added_tags, secret_is_listed_by_its_tags, secret_is_not_found_by_name,
    secret_is_not_listed, secret_is_not_listed_by_removed_tags,
};
use serde_json::{Value, json};

use super::secrets::{ARN, EARLIER, described, not_found};
use super::{Entry, Read, date, read, refused, with};
use crate::sentinel::sentinel;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        created_without_tags(),
        tagged(),
        untagged(),
        updated(),
        updated_in_details(),
        deleted(),
        restored(),
        created_under_its_name(),
        deleted_under_its_name(),
        deleted_with_a_recovery_window(),
    ]
}

/// The last page, with these secrets on it.
fn page(secrets: &[Value]) -> Read {
    read("ListSecrets", json!({ "SecretList": secrets }))
}

/// A page that is not the last, with another secret on it.
fn first_page() -> Read {
    read(
        "ListSecrets",
        json!({"SecretList": [other()], "NextToken": "2"}),
    )
}

/// The secret's entry, with these members.
fn entry(members: Value) -> Value {
    with(json!({"ARN": ARN, "Name": "a"}), members)
}

/// A secret whose name begins alike.
fn other() -> Value {
    json!({"ARN": ARN.replace(":a-", ":ab-"), "Name": "ab"})
}

/// One of the same name, from an earlier life.
fn earlier() -> Value {
    json!({"ARN": EARLIER, "Name": "a"})
}

fn token_is_refused_twice() -> [Read; 4] {
    let refused = || refused("ListSecrets", "InvalidNextTokenException");
    [first_page(), refused(), first_page(), refused()]
}

fn created() -> Entry {
    let create = Entry::secrets("CreateSecret, until it is listed", |stage| {
        let request = stage.secrets.create_secret().name("a").unconfirmed();
        act!(request.until(secret_is_listed))
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("listed", [page(&[other(), entry(json!({}))])])
        .satisfied(
            "on the second page",
            [first_page(), page(&[entry(json!({}))])],
        )
        .pending("no secret", [page(&[])])
        .pending("others only", [page(&[other(), earlier()])])
        .pending("on neither page", [first_page(), page(&[earlier()])])
        .stopped("the listing is refused", token_is_refused_twice())
}

fn tag(key: &str, value: &str) -> Value {
    json!({"Key": key, "Value": value})
}

/// The lines of a call that has given the tags `team=blue` and `empty=`.
fn by_both_tags(call: Entry) -> Entry {
    let both = || {
        page(&[entry(
            json!({"Tags": [tag("empty", ""), tag("team", "blue")]}),
        )])
    };
    call.satisfied("by both", [both(), both()])
        .pending("by neither", [page(&[])])
        .pending("by the first only", [both(), page(&[other()])])
        .pending(
            "by the first, with another value",
            [page(&[entry(json!({"Tags": [tag("team", "blues")]}))])],
        )
}

fn created_with_tags() -> Entry {
    let create = Entry::secrets("CreateSecret, with tags, until listed by them", |stage| {
        let request = stage.secrets.create_secret().name("a").unconfirmed();
        let request = request.tags(Tag::builder().key("team").value(sentinel("blue")).build());
        let request = request.tags(Tag::builder().key("empty").build());
        act!(request.until(secret_is_listed_by_its_tags))
    });
    by_both_tags(create.answered(json!({"ARN": ARN, "Name": "a"})))
}

fn created_without_tags() -> Entry {
    let create = Entry::secrets(
        "CreateSecret, without any tag, until listed by tags",
        |stage| {
            let request = stage.secrets.create_secret().name("a").unconfirmed();
            act!(request.until(secret_is_listed_by_its_tags))
        },
    );
    create
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .unverifiable("there are no tags")
}

fn tagged() -> Entry {
    let tag = Entry::secrets("TagResource, until listed by the tags", |stage| {
        let request = stage.secrets.tag_resource().secret_id(ARN);
        let request = request.tags(Tag::builder().key("team").value(sentinel("blue")).build());
        let request = request
            .tags(Tag::builder().key("empty").build())
            .unconfirmed();
        act!(request.until(secret_is_listed_by_added_tags))
    });
    by_both_tags(tag)
}

fn untagged() -> Entry {
    let untag = Entry::secrets("UntagResource, until not listed by the tags", |stage| {
        let request = stage.secrets.untag_resource().secret_id("a");
        let request = request.tag_keys("team").tag_keys("env").unconfirmed();
        act!(request.until(secret_is_not_listed_by_removed_tags))
    });
    let with_tag = |key: &str| page(&[entry(json!({"Tags": [tag(key, "blue")]}))]);
    untag
        .satisfied("by neither", [page(&[]), page(&[other()])])
        .satisfied("by a key that begins alike", [with_tag("teams"), page(&[])])
        .pending("by the first", [with_tag("team"), page(&[])])
        .pending("by the second", [page(&[]), with_tag("env")])
}

fn updated() -> Entry {
    let update = Entry::secrets("UpdateSecret, with a value, until it is listed", |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.secret_string(sentinel("new")).unconfirmed();
        act!(request.until(changes_are_listed))
    });
    let with_version = |label: &str| {
        let versions = json!({"v0": ["blue"], "v1": [label]});
        [page(&[entry(
            json!({ "SecretVersionsToStages": versions }),
        )])]
    };
    update
        .answered(json!({"ARN": ARN, "VersionId": "v1"}))
        .satisfied("its version is current", with_version("AWSCURRENT"))
        .superseded("its version was current", with_version("AWSPREVIOUS"))
        .pending("its version is not current", with_version("AWSPENDING"))
        .pending("no versions", [page(&[entry(json!({}))])])
        .pending("not listed", [page(&[other()])])
}

fn updated_in_details() -> Entry {
    let name = "UpdateSecret, with description, type and key, until listed";
    let update = Entry::secrets(name, |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.description("ours").r#type("Salesforce");
        let request = request.kms_key_id("alias/mine").unconfirmed();
        act!(request.until(changes_are_listed))
    });
    let ours = json!({"Description": "ours", "Type": "Salesforce", "KmsKeyId": "alias/mine"});
    let with = |instead: Value| [page(&[entry(with(ours.clone(), instead))])];
    update
        .answered(json!({"ARN": ARN}))
        .satisfied("all three", with(json!({})))
        .satisfied(
            "the key by its id, changed since",
            with(json!({"KmsKeyId": "1234abcd", "LastChangedDate": date::WRITTEN})),
        )
        .pending(
            "the key by its id, of old",
            with(json!({"KmsKeyId": "1234abcd", "LastChangedDate": date::BEFORE})),
        )
        .pending("another description", with(json!({"Description": "old"})))
        .pending("another type", with(json!({"Type": "Snowflake"})))
        .pending("another key", with(json!({"KmsKeyId": "alias/other"})))
        .pending("not listed", [page(&[])])
}

fn deleted() -> Entry {
    let delete = Entry::secrets("DeleteSecret, until it is not listed", |stage| {
        let request = stage.secrets.delete_secret().secret_id("a").unconfirmed();
        act!(request.until(secret_is_not_listed))
    });
    delete
        .answered(json!({"ARN": ARN, "DeletionDate": date::AFTER}))
        .satisfied("no secret", [page(&[])])
        .satisfied("others only", [first_page(), page(&[earlier()])])
        .pending("listed", [page(&[entry(json!({}))])])
        .pending(
            "on the second page",
            [first_page(), page(&[entry(json!({}))])],
        )
        .stopped("the listing is refused", token_is_refused_twice())
}

fn restored() -> Entry {
    let restore = Entry::secrets("RestoreSecret, until it is listed", |stage| {
        let request = stage.secrets.restore_secret().secret_id("a").unconfirmed();
        act!(request.until(restored_secret_is_listed))
    });
    restore
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("listed", [page(&[entry(json!({}))])])
        .pending(
            "listed as marked for deletion",
            [page(&[entry(json!({"DeletedDate": date::BEFORE}))])],
        )
        .pending("not listed", [page(&[other()])])
}

fn created_under_its_name() -> Entry {
    let create = Entry::secrets("CreateSecret, until found by its name", |stage| {
        let request = stage.secrets.create_secret().name("a").unconfirmed();
        act!(request.until(secret_is_found_by_name))
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("this secret", described(json!({"ARN": ARN})))
        .pending("one of an earlier life", described(json!({"ARN": EARLIER})))
        .pending("no such secret", not_found())
}

fn deleted_under_its_name() -> Entry {
    let delete = Entry::secrets(
        "DeleteSecret, forced, until not found by its name",
        |stage| {
            let request = stage.secrets.delete_secret().secret_id("a").unconfirmed();
            let request = request.force_delete_without_recovery(true);
            act!(request.until(secret_is_not_found_by_name))
        },
    );
    delete
        .answered(json!({"ARN": ARN, "Name": "a", "DeletionDate": date::WRITTEN}))
        .satisfied("no such secret", not_found())
        .superseded("another secret", described(json!({"ARN": EARLIER})))
        .pending("this secret", described(json!({"ARN": ARN})))
}

fn deleted_with_a_recovery_window() -> Entry {
    let delete = Entry::secrets("DeleteSecret, until not found by its name", |stage| {
        let request = stage.secrets.delete_secret().secret_id("a").unconfirmed();
        act!(request.until(secret_is_not_found_by_name))
    });
    delete
        .answered(json!({"ARN": ARN, "Name": "a", "DeletionDate": date::AFTER}))
        .unverifiable("it keeps its name")
}
