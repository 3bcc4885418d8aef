//! `docs/iam.md`: what reading back takes the right to.

use std::collections::BTreeSet;

use postcond::dispatch;
use postcond::runtime::{OperationInfo, ServiceInfo};
use serde_json::{Value, json};

use crate::markdown::{code, table};

pub(crate) fn document() -> String {
    let services = dispatch::SERVICES.iter().map(|service| section(service));
    let services: String = services.collect();
    let policy = policy();
    format!(
        "\
# IAM actions

<!-- Generated from the dispatch tables, see CONTRIBUTING.md. -->

A mutating call reads back, so its caller needs, besides the right to the mutation, those to the
reads below. A refused read-back undoes nothing: the error has the mutation's output and names the
action that is missing, and with `DeniedRead::Accept` it is no error.

What is **not** needed is any right to read the value of a secret, or to decrypt, unless a call asks for
a check that reads values: no other calls `GetSecretValue`, and parameters are read without decryption.
To read a value under a key of one's own takes `kms:Decrypt` with that key, too.

Mutations that are not listed are not read back. What only a call needs that asks for more, with
`until`, is marked \"on request\".

What is marked \"optional\" answers several calls at once, while several of a client are waiting. Without
it they are read back one by one, which takes more requests and is no error.

Programs look the same up in `postcond::dispatch`, as in `dispatch::operation(\"ssm\", \"PutParameter\")`,
its `iam_actions()` and its `optional_iam_actions()`.
{services}
## A policy for all of them

One statement for each service, in place of which a narrower one will do: only the actions of the
mutations that are made, and, but for those that list, only on the resources that are changed. What is
needed on request only is not in it.

```json
{policy}
```
"
    )
}

/// The mutations of a service that are read back.
fn section(service: &ServiceInfo) -> String {
    let checked = service.operations.iter().filter(|it| it.is_checked());
    let rows = checked.map(|operation| vec![code(operation.name), actions(operation)]);
    let table = table(&["mutation", "reads back with"], rows.collect());
    format!("\n## {}\n\n{table}", service.sdk_id)
}

fn actions(operation: &OperationInfo) -> String {
    let by_default = operation.checks_by_default();
    let by_default: BTreeSet<&str> = by_default
        .flat_map(|check| check.iam_actions)
        .copied()
        .collect();
    let on_request = operation.iam_actions().into_iter();
    let on_request = on_request.filter(|action| !by_default.contains(action));
    let on_request = on_request.map(|action| format!("{} (on request)", code(action)));
    let optional = operation.optional_iam_actions().into_iter();
    let optional = optional.map(|action| format!("{} (optional)", code(action)));
    let all = by_default.iter().map(|action| code(action));
    all.chain(on_request)
        .chain(optional)
        .collect::<Vec<_>>()
        .join(", ")
}

/// A policy document that allows everything that a check may read, by itself or with others, unless it is
/// on request.
fn policy() -> String {
    let services = dispatch::SERVICES.iter();
    let statements: Vec<Value> = services.map(|service| statement(service)).collect();
    let policy = json!({"Version": "2012-10-17", "Statement": statements});
    serde_json::to_string_pretty(&policy).expect("a policy is JSON")
}

fn statement(service: &ServiceInfo) -> Value {
    let actions: BTreeSet<&str> = service.operations.iter().flat_map(used).collect();
    let name = service.sdk_id.replace(' ', "");
    json!({
        "Sid": format!("ReadBack{name}"),
        "Effect": "Allow",
        "Action": actions,
        "Resource": "*",
    })
}

/// The actions that an operation's read-back needs unless it is on request, and those that it uses
/// besides.
fn used(operation: &OperationInfo) -> Vec<&'static str> {
    let needed = operation.checks_by_default();
    let needed = needed.flat_map(|check| check.iam_actions).copied();
    needed.chain(operation.optional_iam_actions()).collect()
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
        let used = used(operation);
        let is_checked = operation.checks_by_default().next().is_some();
        assert_eq!(used.is_empty(), !is_checked, "{}", operation.name);
        assert!(used.iter().all(|it| allowed.contains(it)), "{used:?}");
    }
}
