//! Policy documents: the same rules, however they are written.

use serde_json::{Map, Value};

/// Whether two policy documents say the same; `None` if one of them is no JSON.
///
/// The order of keys does not matter. For actions, resources, principals and condition values one
/// text equals a list of one, and lists are sets. An account's number equals the ARN of its root, and
/// the principal `*` equals any AWS principal. All other text, `Version` included, is kept.
pub(crate) fn same_policy(one: &str, other: &str) -> Option<bool> {
    Some(normal_form(one)? == normal_form(other)?)
}

fn normal_form(text: &str) -> Option<Value> {
    let mut document: Value = serde_json::from_str(text).ok()?;
    if let Some(statements) = document.get_mut("Statement") {
        if !statements.is_array() {
            *statements = Value::Array(vec![statements.take()]);
        }
        let statements = statements.as_array_mut().into_iter().flatten();
        statements.for_each(normalize_statement);
    }
    Some(document)
}

fn normalize_statement(statement: &mut Value) {
    let Some(statement) = statement.as_object_mut() else {
        return;
    };
    for (key, value) in statement {
        match key.as_str() {
            "Action" | "NotAction" | "Resource" | "NotResource" => as_set(value, text),
            "Principal" | "NotPrincipal" => normalize_principal(value),
            "Condition" => {
                let operators = value.as_object_mut().into_iter().flatten();
                for keys in operators.filter_map(|(_, keys)| keys.as_object_mut()) {
                    keys.iter_mut().for_each(|(_, values)| as_set(values, text));
                }
            }
            _ => {}
        }
    }
}

fn normalize_principal(principal: &mut Value) {
    if principal == "*" {
        *principal = Value::Object(Map::from_iter([("AWS".to_owned(), "*".into())]));
    }
    for (kind, names) in principal.as_object_mut().into_iter().flatten() {
        match kind.as_str() {
            "AWS" => as_set(names, account),
            _ => as_set(names, text),
        }
    }
}

/// Makes a list of it, each item once and in a fixed order.
fn as_set(value: &mut Value, item: fn(&Value) -> Value) {
    let mut items: Vec<Value> = match &*value {
        Value::Array(items) => items.iter().map(item).collect(),
        single => vec![item(single)],
    };
    items.sort_by_key(Value::to_string);
    items.dedup();
    *value = Value::Array(items);
}

/// IAM writes numbers and booleans of conditions as text.
fn text(item: &Value) -> Value {
    match item {
        Value::Bool(_) | Value::Number(_) => item.to_string().into(),
        other => other.clone(),
    }
}

/// The number of the account whose root an ARN names; any other principal as it is.
fn account(item: &Value) -> Value {
    let root = item.as_str().and_then(|arn| {
        let (_partition, rest) = arn.strip_prefix("arn:")?.split_once(':')?;
        rest.strip_prefix("iam::")?.strip_suffix(":root")
    });
    root.map_or_else(|| item.clone(), Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(statement: &str) -> String {
        format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#)
    }

    /// Statements, and whether they say the same.
    const STATEMENTS: &[(&str, &str, bool)] = &[
        (
            r#"{"Effect":"Allow","Action":"a:B"}"#,
            r#"{ "Action": ["a:B"], "Effect": "Allow" }"#,
            true,
        ),
        (
            r#"{"Action":["a:B","a:C"]}"#,
            r#"{"Action":["a:C","a:B","a:C"]}"#,
            true,
        ),
        (
            r#"{"Action":["a:B","a:C"]}"#,
            r#"{"Action":["a:B"]}"#,
            false,
        ),
        (r#"{"Action":"a:B"}"#, r#"{"NotAction":"a:B"}"#, false),
        (r#"{"Action":"a:B"}"#, r#"{"Action":"A:b"}"#, false),
        (r#"{"Resource":"*"}"#, r#"{"Resource":["*"]}"#, true),
        (r#"{"NotAction":"a:B"}"#, r#"{"NotAction":["a:B"]}"#, true),
        (
            r#"{"NotAction":["a:B","a:C"]}"#,
            r#"{"NotAction":["a:C","a:B","a:C"]}"#,
            true,
        ),
        (
            r#"{"NotAction":["a:B","a:C"]}"#,
            r#"{"NotAction":["a:B"]}"#,
            false,
        ),
        (r#"{"NotResource":"*"}"#, r#"{"NotResource":["*"]}"#, true),
        (
            r#"{"NotResource":["a","b"]}"#,
            r#"{"NotResource":["b","a","b"]}"#,
            true,
        ),
        (
            r#"{"NotResource":["a","b"]}"#,
            r#"{"NotResource":["a"]}"#,
            false,
        ),
        (r#"{"Principal":"*"}"#, r#"{"Principal":{"AWS":"*"}}"#, true),
        (
            r#"{"Principal":"*"}"#,
            r#"{"Principal":{"Service":"*"}}"#,
            false,
        ),
        (
            r#"{"Principal":{"AWS":"123456789012"}}"#,
            r#"{"Principal":{"AWS":["arn:aws:iam::123456789012:root"]}}"#,
            true,
        ),
        (
            r#"{"Principal":{"AWS":"123456789012"}}"#,
            r#"{"Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"}}"#,
            true,
        ),
        (
            r#"{"Principal":{"AWS":"123456789012"}}"#,
            r#"{"Principal":{"AWS":"arn:aws:iam::123456789012:user/root"}}"#,
            false,
        ),
        (
            r#"{"NotPrincipal":{"AWS":"123456789012"}}"#,
            r#"{"NotPrincipal":{"AWS":["arn:aws:iam::123456789012:root"]}}"#,
            true,
        ),
        (
            r#"{"NotPrincipal":{"Service":["a","b"]}}"#,
            r#"{"NotPrincipal":{"Service":["b","a","b"]}}"#,
            true,
        ),
        (
            r#"{"NotPrincipal":{"Service":["a","b"]}}"#,
            r#"{"NotPrincipal":{"Service":["a"]}}"#,
            false,
        ),
        (
            r#"{"Condition":{"Bool":{"aws:SecureTransport":true}}}"#,
            r#"{"Condition":{"Bool":{"aws:SecureTransport":["true"]}}}"#,
            true,
        ),
        (
            r#"{"Condition":{"StringEquals":{"aws:x":["a","b"]}}}"#,
            r#"{"Condition":{"StringEquals":{"aws:x":["b","a"]}}}"#,
            true,
        ),
        (
            r#"{"Condition":{"StringEquals":{"aws:x":"a"}}}"#,
            r#"{"Condition":{"StringLike":{"aws:x":"a"}}}"#,
            false,
        ),
        (r#"{"Sid":"a"}"#, r#"{"Sid":"b"}"#, false),
    ];

    #[test]
    fn the_same_rules_are_the_same_however_they_are_written() {
        for (one, other, same) in STATEMENTS {
            let (first, second) = (policy(one), policy(other));
            assert_eq!(same_policy(&first, &second), Some(*same), "{one}, {other}");
            assert_eq!(same_policy(&second, &first), Some(*same), "{other}, {one}");
        }
    }

    #[test]
    fn one_statement_equals_a_list_of_one() {
        let single = r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny"}}"#;
        assert_eq!(
            same_policy(single, &policy(r#"{"Effect":"Deny"}"#)),
            Some(true)
        );
    }

    #[test]
    fn the_version_of_the_language_is_kept() {
        let newer = r#"{"Version":"2012-10-17","Statement":[]}"#;
        let older = r#"{"Version":"2008-10-17","Statement":[]}"#;
        assert_eq!(same_policy(newer, older), Some(false));
    }

    #[test]
    fn what_is_no_json_cannot_be_compared() {
        assert_eq!(same_policy("{}", "no policy"), None);
    }
}
