//! What reading back takes the right to.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::contract::dispatch::{OperationInfo, ServiceInfo};
use crate::documents::markdown::{code, table};

/// The IAM actions that each mutation of these services is read back with, and a policy for all of them. In
/// Markdown, for below a heading of the first level.
#[must_use]
pub fn rights(services: &[&ServiceInfo]) -> String {
    let sections: String = services.iter().map(|service| section(service)).collect();
    let policy = read_back_policy(services);
    format!(
        "\
A mutating call reads back, so its caller needs, besides the right to the mutation, those to the
reads below. A refused read-back undoes nothing: the error has the mutation's output and names the
action that is missing, and with `DeniedRead::Accept` it is no error.

Mutations that are not listed are not read back. What only a call needs that asks for more, with
`until`, is marked \"on request\".

What is marked \"optional\" answers several calls at once, while several of a client are waiting. Without
it they are read back one by one, which takes more requests and is no error.
{sections}
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

/// A policy document that allows everything that a check of these services may read, by itself or with others,
/// unless it is on request.
#[must_use]
pub fn read_back_policy(services: &[&ServiceInfo]) -> String {
    let services = services.iter();
    let statements: Vec<Value> = services.filter_map(|service| statement(service)).collect();
    let policy = json!({"Version": "2012-10-17", "Statement": statements});
    format!("{policy:#}")
}

/// Nothing if the service needs no right: AWS takes no statement without an action.
fn statement(service: &ServiceInfo) -> Option<Value> {
    let actions: BTreeSet<&str> = service.operations.iter().flat_map(used).collect();
    let name = service.sdk_id.replace(' ', "");
    (!actions.is_empty()).then(|| {
        json!({
            "Sid": format!("ReadBack{name}"),
            "Effect": "Allow",
            "Action": actions,
            "Resource": "*",
        })
    })
}

/// The actions that an operation's read-back needs unless it is on request, and those that it uses
/// besides.
fn used(operation: &OperationInfo) -> Vec<&'static str> {
    let needed = operation.checks_by_default();
    let needed = needed.flat_map(|check| check.iam_actions).copied();
    needed.chain(operation.optional_iam_actions()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// AWS refuses a statement without an action.
    #[test]
    fn a_service_that_needs_no_right_has_no_statement() {
        const SERVICE: ServiceInfo = ServiceInfo::new("sfn", "SFN", &[]);
        let policy: Value = serde_json::from_str(&read_back_policy(&[&SERVICE])).unwrap();
        assert_eq!(policy["Statement"], json!([]));
    }
}
