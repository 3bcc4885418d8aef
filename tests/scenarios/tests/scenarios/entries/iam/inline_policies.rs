//! Inline policies.

use super::*;

#[allow(clippy::too_many_lines, reason = "a table")]
pub(super) fn entries() -> Vec<Entry> {
    vec![
        put(
            "GetRolePolicy",
            Entry::iam("PutRolePolicy", |stage| {
                let request = stage
                    .iam
                    .put_role_policy()
                    .role_name("app")
                    .policy_name("p");
                act!(request.policy_document(document("a")))
            }),
        ),
        put(
            "GetUserPolicy",
            Entry::iam("PutUserPolicy", |stage| {
                let request = stage
                    .iam
                    .put_user_policy()
                    .user_name("maria")
                    .policy_name("p");
                act!(request.policy_document(document("a")))
            }),
        ),
        put(
            "GetGroupPolicy",
            Entry::iam("PutGroupPolicy", |stage| {
                let request = stage
                    .iam
                    .put_group_policy()
                    .group_name("admins")
                    .policy_name("p");
                act!(request.policy_document(document("a")))
            }),
        ),
        deleted(
            "GetRolePolicy",
            Entry::iam("DeleteRolePolicy", |stage| {
                act!(
                    stage
                        .iam
                        .delete_role_policy()
                        .role_name("app")
                        .policy_name("p")
                )
            }),
        ),
        deleted(
            "GetUserPolicy",
            Entry::iam("DeleteUserPolicy", |stage| {
                act!(
                    stage
                        .iam
                        .delete_user_policy()
                        .user_name("maria")
                        .policy_name("p")
                )
            }),
        ),
        deleted(
            "GetGroupPolicy",
            Entry::iam("DeleteGroupPolicy", |stage| {
                act!(
                    stage
                        .iam
                        .delete_group_policy()
                        .group_name("admins")
                        .policy_name("p")
                )
            }),
        ),
    ]
}

fn shown(of: &'static str, document: &str) -> [Read; 1] {
    seen(of, json!({"PolicyName": "p", "PolicyDocument": document}))
}

fn put(of: &'static str, entry: Entry) -> Entry {
    let in_other_words = document("a").replace("[{", "{").replace("}]", "}");
    entry
        .satisfied("the document, encoded", shown(of, &encoded(&document("a"))))
        .satisfied(
            "the document in other words",
            shown(of, &encoded(&in_other_words)),
        )
        .satisfied("the document as it is", shown(of, &document("a")))
        .pending("another document", shown(of, &encoded(&document("b"))))
        .pending("no document", shown(of, ""))
        .pending("none", none(of))
        .stopped("the read is refused", told(of, "ValidationError"))
}

fn deleted(of: &'static str, entry: Entry) -> Entry {
    entry
        .satisfied("none", none(of))
        .pending("a document", shown(of, &encoded(&document("a"))))
        .stopped("the read is refused", told(of, "ValidationError"))
}
