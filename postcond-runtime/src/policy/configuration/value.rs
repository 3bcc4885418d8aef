//! Values of any type, and the fields of a table.

use std::borrow::Cow;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::policy::policy_error::Problems;

/// How a read budget without a limit is written.
pub(super) const UNLIMITED: &str = "unlimited";

/// A value as the configuration has it.
#[derive(Debug)]
pub(super) enum Value {
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(String),
    Table(Table),
    /// Of a type that no setting has, in words.
    Other(&'static str),
}

/// Names and values in their order, even where a name comes twice.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<(String, Value)>);

impl Table {
    /// A table of one field.
    pub(super) fn with(name: &str, value: Value) -> Self {
        Self(vec![(name.to_owned(), value)])
    }
}

/// What a setting can be read from.
pub(super) trait FromValue: Sized {
    /// What the value must be, in words.
    const EXPECTED: &'static str;

    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for bool {
    const EXPECTED: &'static str = "`true` or `false`";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bool(it) => Some(*it),
            _ => None,
        }
    }
}

impl FromValue for u32 {
    const EXPECTED: &'static str = "a whole number";

    fn from_value(value: &Value) -> Option<Self> {
        u64::from_value(value).and_then(|it| it.try_into().ok())
    }
}

impl FromValue for u64 {
    const EXPECTED: &'static str = "a whole number";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(it) => (*it).try_into().ok(),
            _ => None,
        }
    }
}

impl FromValue for f64 {
    const EXPECTED: &'static str = "a number";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(it) => Some(*it as Self),
            Value::Float(it) => Some(*it),
            _ => None,
        }
    }
}

impl FromValue for f32 {
    const EXPECTED: &'static str = f64::EXPECTED;

    fn from_value(value: &Value) -> Option<Self> {
        f64::from_value(value).map(|it| it as Self)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(it) => write!(f, "{it}"),
            Self::Integer(it) => write!(f, "{it}"),
            // Large ones with an exponent.
            Self::Float(it) => write!(f, "{it:?}"),
            Self::Text(it) => write!(f, "{it:?}"),
            Self::Table(_) => f.write_str("a table"),
            Self::Other(it) => f.write_str(it),
        }
    }
}

/// The fields of a table, taken out one by one.
pub(super) struct Fields<'a> {
    /// What their names begin with, as in `schedule.`.
    path: String,
    table: Vec<(String, Value)>,
    /// The fields that exist.
    known: Vec<&'static str>,
    problems: &'a mut Problems,
}

impl<'a> Fields<'a> {
    pub(super) fn new(table: Table, problems: &'a mut Problems) -> Self {
        Self {
            path: String::new(),
            table: table.0,
            known: Vec::new(),
            problems,
        }
    }

    /// The value of a field that is there.
    pub(super) fn take_any(&mut self, name: &'static str) -> Option<Value> {
        self.known.push(name);
        let index = self.table.iter().position(|(it, _)| it == name)?;
        Some(self.table.remove(index).1)
    }

    /// A field that is there and can be read.
    pub(super) fn take<T: FromValue>(&mut self, name: &'static str) -> Option<T> {
        let value = self.take_any(name)?;
        self.judge(name, &value)
    }

    /// A field that has to be there.
    pub(super) fn require<T: FromValue>(&mut self, name: &'static str) -> Option<T> {
        let value = self.take_any(name);
        self.judge_some(name, value)
    }

    /// The value, which has to be there, if it is one of its field.
    pub(super) fn judge_some<T: FromValue>(
        &mut self,
        name: &str,
        value: Option<Value>,
    ) -> Option<T> {
        if value.is_none() {
            self.refuse(name, format!("is missing: it must be {}", T::EXPECTED));
        }
        self.judge(name, &value?)
    }

    /// The value, if it is one of its field.
    pub(super) fn judge<T: FromValue>(&mut self, name: &str, value: &Value) -> Option<T> {
        let read = T::from_value(value);
        if read.is_none() {
            self.refuse(name, format!("must be {}, not {value}", T::EXPECTED));
        }
        read
    }

    /// A field that has fields itself.
    pub(super) fn part<T>(
        &mut self,
        name: &str,
        table: Table,
        read: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> T {
        let mut part = Fields {
            path: format!("{}{name}.", self.path),
            ..Fields::new(table, self.problems)
        };
        let value = read(&mut part);
        part.refuse_the_rest();
        value
    }

    /// Of what is left, nothing can be said.
    pub(super) fn forget_the_rest(&mut self) {
        self.table.clear();
    }

    /// Nothing is left that has not been asked for.
    pub(super) fn refuse_the_rest(mut self) {
        for (name, _) in std::mem::take(&mut self.table) {
            let reason = if self.known.contains(&&*name) {
                "is given twice".to_owned()
            } else {
                format!("is not known: there are `{}`", self.known.join("`, `"))
            };
            self.refuse(&name, reason);
        }
    }

    pub(super) fn refuse(&mut self, name: &str, reason: String) {
        let field = Cow::Owned(format!("{}{name}", self.path));
        self.problems.refuse(field, reason);
    }
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor)
    }
}

struct TableVisitor;

impl<'de> Visitor<'de> for TableVisitor {
    type Value = Table;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table with the settings of a policy")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table, A::Error> {
        let mut fields = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Option<Value>>()? {
            // JSON says `null` for what is left open.
            fields.extend(value.map(|value| (name, value)));
        }
        Ok(Table(fields))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a setting of a policy")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Integer(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Other("nothing"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other("a list"))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        TableVisitor.visit_map(map).map(Value::Table)
    }
}
