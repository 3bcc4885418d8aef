//! What a policy document says, in the one form that is compared.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Names of which neither the order nor the number of times counts.
pub(super) type Names = BTreeSet<String>;

/// A policy document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document {
    /// All but the statements, in JSON.
    pub(super) elements: BTreeMap<String, String>,
    pub(super) statements: BTreeSet<Statement>,
}

/// One statement, by the names of its elements.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Statement(pub(super) BTreeMap<String, Element>);

/// One element of a statement.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Element {
    /// Actions or resources.
    Names(Names),
    /// By their type, as in `AWS`.
    Principals(BTreeMap<String, Names>),
    /// The values of each condition key, by operator.
    Conditions(BTreeMap<String, BTreeMap<String, Names>>),
    /// Any other, or one in a form that IAM does not have, in JSON.
    Other(String),
}

/// What a document without a version is read as.
const DEFAULT_VERSION: &str = "2008-10-17";

impl Document {
    /// `None` if it is no JSON object, or has a statement that is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let Ok(Value::Object(mut document)) = serde_json::from_str(text) else {
            return None;
        };
        let statements = match document.remove("Statement") {
            Some(Value::Array(statements)) => statements,
            Some(statement) => vec![statement],
            None => Vec::new(),
        };
        drop_if_empty(&mut document, "Id");
        document
            .entry("Version")
            .or_insert_with(|| DEFAULT_VERSION.into());
        let elements = document.into_iter();
        Some(Self {
            elements: elements.map(|(name, it)| (name, in_order(it))).collect(),
            statements: statements
                .into_iter()
                .map(Statement::parse)
                .collect::<Option<_>>()?,
        })
    }
}

impl Statement {
    fn parse(statement: Value) -> Option<Self> {
        let Value::Object(mut elements) = statement else {
            return None;
        };
        drop_if_empty(&mut elements, "Sid");
        drop_if_empty(&mut elements, "Condition");
        let elements = elements.into_iter();
        let elements = elements.map(|(name, it)| Element::named(name, it));
        Some(Self(elements.collect()))
    }
}

impl Element {
    fn named(name: String, value: Value) -> (String, Self) {
        let known = match name.as_str() {
            "Action" | "NotAction" => names(&value, action).map(Self::Names),
            "Resource" | "NotResource" => names(&value, text).map(Self::Names),
            "Principal" | "NotPrincipal" => principals(&value).map(Self::Principals),
            "Condition" => conditions(&value).map(Self::Conditions),
            _ => None,
        };
        (name, known.unwrap_or_else(|| Self::Other(in_order(value))))
    }
}

fn drop_if_empty(elements: &mut Map<String, Value>, name: &str) {
    let is_empty = match elements.get(name) {
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Object(members)) => members.is_empty(),
        _ => false,
    };
    if is_empty {
        elements.remove(name);
    }
}

/// One name, or a list of them.
fn names(value: &Value, name: fn(&Value) -> Option<String>) -> Option<Names> {
    match value {
        Value::Array(items) => items.iter().map(name).collect(),
        single => Some([name(single)?].into()),
    }
}

fn principals(value: &Value) -> Option<BTreeMap<String, Names>> {
    if value == "*" {
        return Some([("AWS".to_owned(), ["*".to_owned()].into())].into());
    }
    let of_type = |(kind, value): (&String, &Value)| {
        let name = if kind == "AWS" { account } else { text };
        Some((kind.clone(), names(value, name)?))
    };
    value.as_object()?.iter().map(of_type).collect()
}

fn conditions(value: &Value) -> Option<BTreeMap<String, BTreeMap<String, Names>>> {
    let operators = value.as_object()?.iter();
    let operators = operators.map(|(operator, keys)| Some((operator.clone(), of_keys(keys)?)));
    operators.collect()
}

/// `None`, too, where two keys differ in case only: which of them counts is not known.
fn of_keys(value: &Value) -> Option<BTreeMap<String, Names>> {
    let keys = value.as_object()?;
    let named = keys.iter().map(|(key, values)| {
        let values = names(values, condition_value)?;
        Some((key.to_ascii_lowercase(), values))
    });
    let named: BTreeMap<String, Names> = named.collect::<Option<_>>()?;
    (named.len() == keys.len()).then_some(named)
}

fn text(item: &Value) -> Option<String> {
    item.as_str().map(str::to_owned)
}

/// Neither the service's prefix nor the action's name knows upper and lower case.
fn action(item: &Value) -> Option<String> {
    item.as_str().map(str::to_ascii_lowercase)
}

/// IAM writes numbers and booleans of conditions as text.
fn condition_value(item: &Value) -> Option<String> {
    match item {
        Value::Bool(_) | Value::Number(_) => Some(item.to_string()),
        other => text(other),
    }
}

/// The number of the account whose root an ARN names; any other principal as it is.
fn account(item: &Value) -> Option<String> {
    let principal = item.as_str()?;
    let root = principal.strip_prefix("arn:").and_then(|arn| {
        let (_partition, rest) = arn.split_once(':')?;
        rest.strip_prefix("iam::")?.strip_suffix(":root")
    });
    Some(root.unwrap_or(principal).to_owned())
}

/// In JSON, whatever the order of its keys.
fn in_order(mut value: Value) -> String {
    value.sort_all_objects();
    value.to_string()
}
