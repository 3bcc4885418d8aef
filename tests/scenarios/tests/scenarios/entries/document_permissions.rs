//! Who may use a document.

use aws_sdk_ssm::types::DocumentPermissionType;
use postcond::ssm::builders::ModifyDocumentPermissionFluentBuilder;
use serde_json::{Value, json};

use super::documents::NAME;
use super::{Entry, Read, read, refused};
use crate::stage::Stage;

const ADDED: &str = "111111111111";
const ALSO_ADDED: &str = "222222222222";
const REMOVED: &str = "333333333333";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        shared(),
        shared_in_a_version(),
        shared_with_all(),
        in_both_lists(),
        no_longer_shared(),
    ]
}

fn permission(answer: Value) -> Read {
    read("DescribeDocumentPermission", answer)
}

fn accounts(accounts: Value) -> [Read; 1] {
    [permission(json!({ "AccountIds": accounts }))]
}

fn modify(stage: &Stage) -> ModifyDocumentPermissionFluentBuilder {
    let request = stage.ssm.modify_document_permission().name(NAME);
    request.permission_type(DocumentPermissionType::Share)
}

fn shared() -> Entry {
    let modify = Entry::ssm("ModifyDocumentPermission", |stage| {
        let request = modify(stage).account_ids_to_add(ADDED);
        let request = request.account_ids_to_add(ALSO_ADDED);
        let request = request.account_ids_to_remove(REMOVED);
        act!(request)
    });
    let next = |accounts: Value| permission(json!({"AccountIds": accounts, "NextToken": "2"}));
    let refuse = |code| [refused("DescribeDocumentPermission", code)];
    modify
        .satisfied("as asked for", accounts(json!([ALSO_ADDED, ADDED])))
        .satisfied(
            "others as well",
            accounts(json!(["444444444444", ADDED, ALSO_ADDED])),
        )
        .satisfied(
            "over two pages",
            [
                next(json!([ADDED])),
                permission(json!({"AccountIds": [ALSO_ADDED]})),
            ],
        )
        .satisfied(
            "over two pages, with an empty token",
            [
                next(json!([])),
                permission(json!({"AccountIds": [ADDED, ALSO_ADDED], "NextToken": ""})),
            ],
        )
        .pending("one missing", accounts(json!([ADDED])))
        .pending("the other one missing", accounts(json!([ALSO_ADDED])))
        .pending("none at all", [permission(json!({}))])
        .pending(
            "the removed one still there",
            accounts(json!([ADDED, ALSO_ADDED, REMOVED])),
        )
        .pending(
            "the removed one on the second page",
            [
                next(json!([ADDED, ALSO_ADDED])),
                permission(json!({"AccountIds": [REMOVED]})),
            ],
        )
        .pending(
            "one missing from both pages",
            [next(json!([ADDED])), permission(json!({"AccountIds": []}))],
        )
        .pending("no such document", refuse("InvalidDocument"))
        .stopped("the type is refused", refuse("InvalidPermissionType"))
        .stopped(
            "the operation is refused",
            refuse("InvalidDocumentOperation"),
        )
}

fn shared_in_a_version() -> Entry {
    let modify = Entry::ssm("ModifyDocumentPermission, of one version", |stage| {
        let request = modify(stage).account_ids_to_add(ADDED);
        let request = request.account_ids_to_add(ALSO_ADDED);
        let request = request.shared_document_version("$LATEST");
        act!(request)
    });
    let info = |account: &str, version: &str| json!({"AccountId": account, "SharedDocumentVersion": version});
    let both = json!([ADDED, ALSO_ADDED]);
    let infos = |infos: Value| {
        [permission(
            json!({"AccountIds": [ADDED, ALSO_ADDED], "AccountSharingInfoList": infos}),
        )]
    };
    let latest = || json!([info(ADDED, "$LATEST"), info(ALSO_ADDED, "$LATEST")]);
    modify
        .satisfied("both have that version", infos(latest()))
        .satisfied(
            "others have another one",
            infos(json!([
                info("444444444444", "$DEFAULT"),
                info(ALSO_ADDED, "$LATEST"),
                info(ADDED, "$LATEST")
            ])),
        )
        .satisfied(
            "over two pages",
            [
                permission(json!({
                    "AccountIds": both, "AccountSharingInfoList": [info(ADDED, "$LATEST")],
                    "NextToken": "2",
                })),
                permission(json!({"AccountSharingInfoList": [info(ALSO_ADDED, "$LATEST")]})),
            ],
        )
        .pending(
            "one has another version",
            infos(json!([
                info(ADDED, "$LATEST"),
                info(ALSO_ADDED, "$DEFAULT")
            ])),
        )
        .pending(
            "one has no version",
            infos(json!([info(ADDED, "$LATEST"), {"AccountId": ALSO_ADDED}])),
        )
        .pending("one is not told", infos(json!([info(ADDED, "$LATEST")])))
        .pending("no versions", accounts(both))
        .pending(
            "the versions only",
            [permission(json!({"AccountSharingInfoList": latest()}))],
        )
}

fn shared_with_all() -> Entry {
    let modify = Entry::ssm("ModifyDocumentPermission, for everybody", |stage| {
        let request = modify(stage).account_ids_to_add("All");
        let request = request.shared_document_version("$DEFAULT");
        act!(request)
    });
    let all = |account: &str| {
        let info = json!({"AccountId": account, "SharedDocumentVersion": "$DEFAULT"});
        [permission(
            json!({"AccountIds": [account], "AccountSharingInfoList": [info]}),
        )]
    };
    modify
        .satisfied("in small letters", all("all"))
        .satisfied("in the same letters", all("All"))
        .pending("one account", all(ADDED))
}

fn in_both_lists() -> Entry {
    let modify = Entry::ssm("ModifyDocumentPermission, in both lists", |stage| {
        let request = modify(stage).account_ids_to_add("all");
        let request = request.account_ids_to_remove("All");
        let request = request.shared_document_version("$LATEST");
        act!(request)
    });
    modify
        .satisfied("removed", accounts(json!([])))
        .pending("added", accounts(json!(["all"])))
}

fn no_longer_shared() -> Entry {
    let modify = Entry::ssm("ModifyDocumentPermission, removal only", |stage| {
        let request = modify(stage).account_ids_to_remove(REMOVED);
        act!(request)
    });
    modify
        .satisfied("no accounts", [permission(json!({}))])
        .satisfied("others", accounts(json!([ADDED, ALSO_ADDED])))
        .pending("still there", accounts(json!([REMOVED])))
        .pending(
            "still there, among others",
            accounts(json!([ADDED, REMOVED])),
        )
}
