//! Reading JSON in which every key says something.
//!
//! Of a key that an object has twice, RFC 8259 lets a parser keep either value, and most keep the last.
//! In a model or an overlay that would undo a statement silently, so the keys are told here.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// What a JSON text holds.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// Its value; of a repeated key, the last one's.
    pub value: Value,
    /// The keys that an object has more than once: a document that has some is ambiguous.
    pub repeated: Vec<RepeatedKey>,
}

/// A key that one object has more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RepeatedKey {
    /// The keys and indices that lead from the top of the document to the object.
    pub path: Vec<String>,
    /// The key.
    pub key: String,
    /// How often the object has it; at least twice.
    pub times: usize,
}

/// Parses `text`, to its end, and finds the repeated keys of every object in it.
///
/// A byte order mark is passed over, as RFC 8259 allows (section 8.1): some editors write one, and it
/// changes nothing. Numbers are read as serde_json does without its feature `arbitrary_precision`.
///
/// # Errors
/// If `text` is not JSON.
pub fn parse(text: &str) -> Result<Document, serde_json::Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut repeated = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = Node {
        path: &mut Vec::new(),
        repeated: &mut repeated,
    };
    let value = node.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(Document { value, repeated })
}

impl RepeatedKey {
    /// The name of what it is in: a model keeps its shapes, by their names, in an object below the top.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        match &*self.path {
            [] => None,
            [_] => Some(&self.key),
            [_, item, ..] => Some(item),
        }
    }
}

/// The message that belongs to the [item](RepeatedKey::item).
impl fmt::Display for RepeatedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, key, times } = self;
        match &**path {
            [] | [_, _] => write!(f, "has the key `{key}`")?,
            [section] => write!(f, "is in `{section}`")?,
            [_, _, within @ ..] => write!(f, "has the key `{key}` at `{}`", pointer(within))?,
        }
        match times {
            2 => f.write_str(" twice"),
            times => write!(f, " {times} times"),
        }
    }
}

/// A JSON pointer, as in `/traits/0`.
fn pointer(path: &[String]) -> String {
    let escaped = |step: &String| step.replace('~', "~0").replace('/', "~1");
    path.iter()
        .map(|step| format!("/{}", escaped(step)))
        .collect()
}

/// A value that is being read, and where in the document it is.
struct Node<'a> {
    path: &'a mut Vec<String>,
    repeated: &'a mut Vec<RepeatedKey>,
}

impl Node<'_> {
    fn below(&mut self, step: String) -> Node<'_> {
        self.path.push(step);
        Node {
            path: self.path,
            repeated: self.repeated,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.below(list.len().to_string()))? {
            self.path.pop();
            list.push(item);
        }
        self.path.pop();
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(self.below(key.clone()))?;
            self.path.pop();
            if object.insert(key.clone(), value).is_some() {
                *times.entry(key).or_insert(1) += 1;
            }
        }
        let path = &*self.path;
        self.repeated
            .extend(times.into_iter().map(|(key, times)| RepeatedKey {
                path: path.clone(),
                key,
                times,
            }));
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of each repeated key: the item and the message.
    fn repeated(text: &str) -> Vec<String> {
        let document = parse(text).unwrap();
        let keys = document.repeated.iter();
        keys.map(|it| format!("{}: {it}", it.item().unwrap_or("-")))
            .collect()
    }

    #[test]
    fn a_repeated_key_is_told_with_the_shape_and_the_place_in_it() {
        #[rustfmt::skip] // a table
        let rows = [
            (r#"{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}"#, vec![]),
            (r#"{"a": 1, "a": 1}"#, vec!["-: has the key `a` twice"]),
            (r#"{"shapes": {"x#A": {}, "x#A": {}, "x#A": {}}}"#, vec!["x#A: is in `shapes` 3 times"]),
            (r#"{"shapes": {"x#A": {"type": 1, "type": 2}}}"#, vec!["x#A: has the key `type` twice"]),
            (
                r#"{"shapes": {"x#A": {"traits": {"a/b~": [0, {"k": 1, "k": 2}]}}}}"#,
                vec!["x#A: has the key `k` at `/traits/a~1b~0/1` twice"],
            ),
            (
                r#"{"shapes": {"x#A": {"m": {"b": 1, "b": 2, "a": 1, "a": 2}}, "x#B": {"t": 1, "t": 2}}}"#,
                vec![
                    "x#A: has the key `a` at `/m` twice",
                    "x#A: has the key `b` at `/m` twice",
                    "x#B: has the key `t` twice",
                ],
            ),
            (r#"{"\u0061": 1, "a": 1}"#, vec!["-: has the key `a` twice"]),
        ];
        for (text, expected) in rows {
            assert_eq!(repeated(text), expected, "{text}");
        }
    }

    #[test]
    fn values_are_those_of_serde_json_in_the_same_order() {
        let text = r#" {"z": [null, true, -1, 18446744073709551615, 1.5e3, "\u00e9\n"], "a": {}, "m": []} "#;
        let document = parse(text).unwrap();
        let expected: Value = serde_json::from_str(text).unwrap();
        assert_eq!(document.value.to_string(), expected.to_string());
    }

    #[test]
    fn a_byte_order_mark_is_passed_over_once_and_at_the_start() {
        assert_eq!(
            parse("\u{feff}{}").unwrap().value,
            Value::Object(Map::new())
        );
        assert!(parse("\u{feff}\u{feff}{}").is_err());
        assert!(parse("{}\u{feff}").is_err());
    }

    #[test]
    fn what_follows_the_value_is_refused() {
        assert!(parse("{} {}").is_err());
    }
}
