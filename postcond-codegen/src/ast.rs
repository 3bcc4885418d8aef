//! Reading the parts of a Smithy JSON AST, each for itself: what is wrong with one hides nothing of
//! another.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Collector, Error};

/// The traits that are applied to a shape, by their ids.
pub(crate) type Traits = IndexMap<String, Value>;

/// What a JSON value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// An object without keys: that it is there says everything.
    Marker,
    /// With more than white space in it.
    Text,
    Object,
    List,
}

impl Form {
    pub(crate) fn fits(self, value: &Value) -> bool {
        match self {
            Self::Marker => value.as_object().is_some_and(Map::is_empty),
            Self::Text => value.as_str().is_some_and(|text| !text.trim().is_empty()),
            Self::Object => value.is_object(),
            Self::List => value.is_array(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Marker => "`{}`",
            Self::Text => "a text that is not empty",
            Self::Object => "an object",
            Self::List => "a list",
        }
    }
}

/// What is wrong with the value that is under `key`.
pub(crate) fn mismatch(key: &str, value: &Value, form: Form) -> String {
    format!(
        "has `{key}: {}`, which must be {}",
        shown(value),
        form.name()
    )
}

/// The structure that an object stands for. Of a list, serde would take the items for its fields.
pub(crate) fn deserialized<'v, T: Deserialize<'v>>(value: &'v Value) -> Result<T, String> {
    if value.is_array() {
        let form = Form::Object.name();
        return Err(format!("`{}` must be {form}", shown(value)));
    }
    T::deserialize(value).map_err(|error| error.to_string())
}

/// The value as it is written, or how it begins.
fn shown(value: &Value) -> String {
    const SHOWN: usize = 40;
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

/// Reads a file's items; what is wrong with one is reported under its shape id.
pub(crate) struct Reader<'a> {
    file: &'a str,
    errors: &'a mut Collector,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(file: &'a str, errors: &'a mut Collector) -> Self {
        Self { file, errors }
    }

    pub(crate) fn wrong(&mut self, at: &str, message: impl Into<String>) {
        self.errors.push(Error::on(self.file, at, message));
    }

    /// An item that must be an object.
    pub(crate) fn object<'v>(
        &mut self,
        at: &str,
        value: &'v Value,
    ) -> Option<&'v Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            let form = Form::Object.name();
            self.wrong(at, format!("is `{}`, and must be {form}", shown(value)));
        }
        object
    }

    /// The value under a key that must be there.
    pub(crate) fn given<'v>(
        &mut self,
        at: &str,
        object: &'v Map<String, Value>,
        key: &str,
    ) -> Option<&'v Value> {
        let value = object.get(key);
        if value.is_none() {
            self.wrong(at, format!("has no `{key}`"));
        }
        value
    }

    /// The text under a key that must be there.
    pub(crate) fn text<'v>(
        &mut self,
        at: &str,
        object: &'v Map<String, Value>,
        key: &str,
    ) -> Option<&'v str> {
        let value = self.given(at, object, key)?;
        self.in_form(at, key, value, Form::Text)?.as_str()
    }

    /// The entries under a key that may be left out.
    pub(crate) fn entries<'v>(
        &mut self,
        at: &str,
        object: &'v Map<String, Value>,
        key: &str,
    ) -> impl Iterator<Item = (&'v String, &'v Value)> + use<'v> {
        let value = object.get(key);
        let value = value.and_then(|it| self.in_form(at, key, it, Form::Object));
        value.and_then(Value::as_object).into_iter().flatten()
    }

    /// The items under a key that may be left out.
    pub(crate) fn items<'v>(
        &mut self,
        at: &str,
        object: &'v Map<String, Value>,
        key: &str,
    ) -> impl Iterator<Item = &'v Value> + use<'v> {
        let value = object.get(key);
        let value = value.and_then(|it| self.in_form(at, key, it, Form::List));
        value.and_then(Value::as_array).into_iter().flatten()
    }

    /// The traits of a shape or a member; there may be none.
    pub(crate) fn traits(&mut self, at: &str, object: &Map<String, Value>) -> Traits {
        let entries = self.entries(at, object, "traits");
        entries
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    fn in_form<'v>(
        &mut self,
        at: &str,
        key: &str,
        value: &'v Value,
        form: Form,
    ) -> Option<&'v Value> {
        if form.fits(value) {
            return Some(value);
        }
        self.wrong(at, mismatch(key, value, form));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_shown_by_its_beginning() {
        let message = mismatch("target", &Value::from(vec!["ü"; 30]), Form::Text);
        let begins = format!(
            "has `target: [{}\"ü\"...`, which must be a text",
            "\"ü\",".repeat(9)
        );
        assert!(message.starts_with(&begins), "{message}");
    }
}
