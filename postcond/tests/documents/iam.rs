//! `docs/iam.md`: what reading back takes the right to.

use postcond::dispatch;
use postcond::runtime::documents;
use serde_json::Value;

pub(crate) fn document() -> String {
    let rights = documents::rights(dispatch::SERVICES);
    format!(
        "\
# IAM actions

<!-- Generated from the dispatch tables, see CONTRIBUTING.md. -->

What is **not** needed to read back is any right to read the value of a secret, or to decrypt, unless a call asks
for a check that reads values: no other calls `GetSecretValue`, and parameters are read without decryption.
To read a value under a key of one's own takes `kms:Decrypt` with that key, too.

Programs look the rights up in `postcond::dispatch`, as in `dispatch::operation(\"ssm\", \"PutParameter\")`,
its `iam_actions()` and its `optional_iam_actions()`.

Checks of which a call asks another service have rights of their own, and are not in the tables: those of
`postcond::iam::by_use` take `sts:AssumeRole` on the role, and after `UpdateAssumeRolePolicy` `iam:GetRole`, too;
nothing for `sts:GetCallerIdentity`; and `iam:SimulatePrincipalPolicy`. That of `postcond::tagging` takes
`tag:GetResources`, which has no resources to narrow it to.

{rights}"
    )
}

fn policy() -> String {
    documents::read_back_policy(dispatch::SERVICES)
}

/// The document says so.
#[test]
fn unless_asked_for_no_value_of_a_secret_need_be_read_and_nothing_decrypted() {
    let policy = policy();
    for never in [
        "kms:",
        "secretsmanager:BatchGetSecretValue",
        "secretsmanager:GetSecretValue",
        "ssm:GetAccessToken",
    ] {
        assert!(!policy.contains(never), "{policy}");
    }
}

#[test]
fn the_policy_allows_what_any_mutation_reads_back_with_by_default_each_once_and_in_order() {
    let policy: Value = serde_json::from_str(&policy()).unwrap();
    let statements = policy["Statement"].as_array().unwrap();
    let allowed = statements.iter().map(|statement| &statement["Action"]);
    let allowed = allowed.flat_map(|actions| actions.as_array().unwrap());
    let allowed: Vec<&str> = allowed.filter_map(Value::as_str).collect();
    assert!(allowed.is_sorted_by(|one, next| one < next), "{allowed:?}");
    for (_, operation) in dispatch::operations() {
        let used = operation.checks_by_default();
        let used: Vec<&str> = used.flat_map(|it| it.iam_actions).copied().collect();
        let is_checked = operation.checks_by_default().next().is_some();
        assert_eq!(used.is_empty(), !is_checked, "{}", operation.name);
        let optional = operation.optional_iam_actions();
        let mut all = used.iter().chain(&optional);
        assert!(all.all(|it| allowed.contains(it)), "{used:?}, {optional:?}");
    }
}
