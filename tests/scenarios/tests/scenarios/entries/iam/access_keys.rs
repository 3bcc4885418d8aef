//! Access keys.

use aws_sdk_iam::types::StatusType;

use super::*;

const KEYS: &str = "ListAccessKeys";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        switched_off(),
        switched_on(),
        deleted(),
        deleted_of_the_caller(),
        own_key_switched_off(),
        own_key_deleted(),
    ]
}

fn page(keys: &[(&str, &str)], marker: Option<&str>) -> Read {
    let keys = keys
        .iter()
        .map(|(id, status)| json!({"AccessKeyId": id, "Status": status, "UserName": "maria"}));
    let keys: Vec<_> = keys.collect();
    let page =
        json!({"AccessKeyMetadata": keys, "IsTruncated": marker.is_some(), "Marker": marker});
    read(KEYS, with(page, json!({})))
}

fn keys(keys: &[(&str, &str)]) -> [Read; 1] {
    [page(keys, None)]
}

fn created() -> Entry {
    let entry = Entry::iam("CreateAccessKey", |stage| {
        act!(stage.iam.create_access_key().user_name("maria"))
    });
    let key = json!({
        "UserName": "maria",
        "AccessKeyId": "AKIAONE",
        "Status": "Active",
        "SecretAccessKey": sentinel("key"),
    });
    entry
        .answered(json!({ "AccessKey": key }))
        .satisfied(
            "the key",
            keys(&[("AKIATWO", "Active"), ("AKIAONE", "Active")]),
        )
        .satisfied(
            "the key, switched off since",
            keys(&[("AKIAONE", "Inactive")]),
        )
        .satisfied(
            "the key on the second page",
            [page(&[], Some("2")), page(&[("AKIAONE", "Active")], None)],
        )
        .pending("another key", keys(&[("AKIATWO", "Active")]))
        .pending("no user", none(KEYS))
        .stopped("the read is refused", told(KEYS, "ValidationError"))
}

fn switched_off() -> Entry {
    let entry = Entry::iam("UpdateAccessKey", |stage| {
        let request = stage.iam.update_access_key().user_name("maria");
        act!(
            request
                .access_key_id("AKIAONE")
                .status(StatusType::Inactive)
        )
    });
    entry
        .satisfied("it is off", keys(&[("AKIAONE", "Inactive")]))
        .pending(
            "it is on",
            keys(&[("AKIAONE", "Active"), ("AKIATWO", "Inactive")]),
        )
        .pending("another key", keys(&[("AKIATWO", "Inactive")]))
        .pending("no user", none(KEYS))
        .stopped("the read is refused", told(KEYS, "ValidationError"))
}

fn switched_on() -> Entry {
    let entry = Entry::iam("UpdateAccessKey, to on", |stage| {
        let request = stage.iam.update_access_key().user_name("maria");
        act!(request.access_key_id("AKIAONE").status(StatusType::Active))
    });
    entry
        .satisfied("it is on", keys(&[("AKIAONE", "Active")]))
        .pending("it is off", keys(&[("AKIAONE", "Inactive")]))
        .failed("it is expired", keys(&[("AKIAONE", "Expired")]))
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteAccessKey", |stage| {
        act!(
            stage
                .iam
                .delete_access_key()
                .user_name("maria")
                .access_key_id("AKIAONE")
        )
    });
    entry
        .satisfied("another key", keys(&[("AKIATWO", "Active")]))
        .satisfied("no user", none(KEYS))
        .pending("the key", keys(&[("AKIAONE", "Active")]))
        .pending(
            "the key on the second page",
            [page(&[], Some("2")), page(&[("AKIAONE", "Active")], None)],
        )
        .stopped("the read is refused", told(KEYS, "ValidationError"))
}

fn deleted_of_the_caller() -> Entry {
    let entry = Entry::iam("DeleteAccessKey, of the caller", |stage| {
        act!(stage.iam.delete_access_key().access_key_id("AKIAONE"))
    });
    entry
        .satisfied("no key", keys(&[]))
        .pending("the key", keys(&[("AKIAONE", "Active")]))
}

/// The key that the simulator's clients sign with.
const OWN: &str = "AKIDSIMULATED";

fn own_key_switched_off() -> Entry {
    let entry = Entry::iam("UpdateAccessKey, of the key that signs", |stage| {
        act!(
            stage
                .iam
                .update_access_key()
                .access_key_id(OWN)
                .status(StatusType::Inactive)
        )
    });
    entry
        .satisfied("the read is cut off", told(KEYS, "InvalidClientTokenId"))
        .pending("it is on", keys(&[(OWN, "Active")]))
}

fn own_key_deleted() -> Entry {
    let entry = Entry::iam("DeleteAccessKey, of the key that signs", |stage| {
        act!(stage.iam.delete_access_key().access_key_id(OWN))
    });
    entry
        .satisfied("the read is cut off", told(KEYS, "InvalidClientTokenId"))
        .pending("it is listed", keys(&[(OWN, "Active")]))
}
