//! The facts of operations of IAM.

use postcond::iam::sdk::types::{AccessKey, PolicyVersion, StatusType, Tag};

use crate::call;

const ARN: &str = "arn:aws:iam::111122223333:policy/p";

fn tag(key: &str) -> Tag {
    let tag = Tag::builder().key(key).value("v");
    tag.build().expect("a tag")
}

fn version() -> PolicyVersion {
    PolicyVersion::builder().version_id("v2").build()
}

fn key() -> AccessKey {
    let key = AccessKey::builder().user_name("u").access_key_id("AKIA");
    let key = key.status(StatusType::Active).secret_access_key("s");
    key.build().expect("a key")
}

#[test]
fn each_operation_establishes_the_facts_that_a_later_one_may_take_back() {
    #[rustfmt::skip] // a table
    let rows: &[(Vec<String>, &[&str])] = &[
        (call!(iam CreateRole in create_role: CreateRoleInput.role_name("r").permissions_boundary(ARN).tags(tag("k")) => CreateRoleOutput).facts(), &["Role r: existence", "Role r: boundary", "Role r: tag k"]),
        (call!(iam CreateRole in create_role: CreateRoleInput.role_name("r") => CreateRoleOutput).facts(), &["Role r: existence"]),
        (call!(iam UpdateRole in update_role: UpdateRoleInput.role_name("r").description("d") => UpdateRoleOutput).facts(), &["Role r: Description"]),
        (call!(iam AttachRolePolicy in attach_role_policy: AttachRolePolicyInput.role_name("r").policy_arn(ARN) => AttachRolePolicyOutput).facts(), &["Role r: attachment arn:aws:iam::111122223333:policy/p"]),
        (call!(iam PutRolePolicy in put_role_policy: PutRolePolicyInput.role_name("r").policy_name("i") => PutRolePolicyOutput).facts(), &["Role r: inlinePolicy i"]),
        (call!(iam DeleteRole in delete_role: DeleteRoleInput.role_name("r") => DeleteRoleOutput).facts(), &["Role r: gone"]),
        (call!(iam CreatePolicyVersion in create_policy_version: CreatePolicyVersionInput.policy_arn(ARN).set_as_default(true) => CreatePolicyVersionOutput.policy_version(version())).facts(), &["Policy p: version v2", "Policy p: default"]),
        // Given, and none: the default stays what it was.
        (call!(iam CreatePolicyVersion in create_policy_version: CreatePolicyVersionInput.policy_arn(ARN).set_as_default(false) => CreatePolicyVersionOutput.policy_version(version())).facts(), &["Policy p: version v2"]),
        (call!(iam SetDefaultPolicyVersion in set_default_policy_version: SetDefaultPolicyVersionInput.policy_arn(ARN).version_id("v1") => SetDefaultPolicyVersionOutput).facts(), &["Policy p: default"]),
        (call!(iam CreateAccessKey in create_access_key: CreateAccessKeyInput => CreateAccessKeyOutput.access_key(key())).facts(), &["AccessKey AKIA: existence"]),
        (call!(iam CreateAccessKey in create_access_key: CreateAccessKeyInput => CreateAccessKeyOutput).facts(), &[]),
        (call!(iam UpdateUser in update_user: UpdateUserInput.user_name("u").new_user_name("v") => UpdateUserOutput).facts(), &["User v: NewUserName"]),
        (call!(iam UntagUser in untag_user: UntagUserInput.user_name("u").tag_keys("k") => UntagUserOutput).facts(), &["User u: tag k"]),
    ];
    for (facts, expected) in rows {
        assert_eq!(facts, expected);
    }
}
