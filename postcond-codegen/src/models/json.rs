//! Reading and writing JSON objects whose keys keep their order.

use serde_json::{Map, Value};

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// An object with one key.
#[must_use]
pub(crate) fn single(key: &str, value: impl Into<Value>) -> Value {
    let mut object = Object::new();
    object.insert(key.to_owned(), value.into());
    Value::Object(object)
}

/// An object without keys: the value of a trait that only marks.
#[must_use]
pub(crate) fn empty() -> Value {
    Value::Object(Object::new())
}

/// A reference to a shape.
#[must_use]
pub(crate) fn target(id: &str) -> Value {
    single("target", id)
}

/// The text under a key, if there is one.
#[must_use]
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

/// Whether a key holds `true`.
#[must_use]
pub(crate) fn is_true(value: &Value, key: &str) -> bool {
    value.get(key) == Some(&Value::Bool(true))
}

/// The entries of the object under a key, or nothing.
pub(crate) fn entries<'a>(
    value: &'a Value,
    key: &str,
) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value
        .get(key)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

/// The elements of the list under a key, or nothing.
pub(crate) fn elements<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// Inserts what is there and leaves out what is not.
pub(crate) fn insert(object: &mut Object, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

/// The same value with the keys of every object sorted.
#[must_use]
pub(crate) fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            Value::Object(
                entries
                    .into_iter()
                    .map(|(key, value)| (key.clone(), sorted(value)))
                    .collect(),
            )
        }
        Value::Array(elements) => Value::Array(elements.iter().map(sorted).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}
