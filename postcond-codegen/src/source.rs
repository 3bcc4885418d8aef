//! The files that a model or an overlay comes from.

use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::ast::{Form, mismatch};
use crate::error::{Collector, Error};
use crate::json;

/// A file that a model or an overlay comes from.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: Text,
}

#[derive(Clone, Debug)]
enum Text {
    File(PathBuf),
    Embedded(String),
}

impl Source {
    /// A file on disk.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self {
            name: path.display().to_string(),
            text: Text::File(path),
        }
    }

    /// A text that is at hand already; errors call it `name`.
    #[must_use]
    pub fn embedded(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: Text::Embedded(text.into()),
        }
    }

    /// What errors call it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The shapes of a Smithy 2.0 AST, still JSON. They are there to find out what else is wrong, too,
    /// where a key is repeated.
    pub(crate) fn shapes(&self, errors: &mut Collector) -> Option<Map<String, Value>> {
        let document = errors.take(self.json())?;
        for repeated in &document.repeated {
            let error = self.error(repeated.to_string());
            let item = repeated.item().map(str::to_owned);
            errors.push(Error { item, ..error });
        }
        errors.take(self.shapes_of(document.value))
    }

    /// The text as JSON.
    pub(crate) fn json(&self) -> Result<json::Document, Error> {
        let text = match &self.text {
            Text::Embedded(text) => text,
            Text::File(path) => &std::fs::read_to_string(path)
                .map_err(|error| self.error(format!("cannot be read: {error}")))?,
        };
        json::parse(text).map_err(|error| self.error(format!("is not JSON: {error}")))
    }

    fn shapes_of(&self, mut ast: Value) -> Result<Map<String, Value>, Error> {
        match ast.get("smithy") {
            None => Err(self.error("is not a Smithy JSON AST: it has no `smithy`, the version")),
            Some(Value::String(version)) if version == "2" || version.starts_with("2.") => {
                match ast.get_mut("shapes").map(Value::take) {
                    None => Ok(Map::new()),
                    Some(Value::Object(shapes)) => Ok(shapes),
                    Some(other) => Err(self.error(mismatch("shapes", &other, Form::Object))),
                }
            }
            Some(Value::String(version)) => {
                Err(self.error(format!("is Smithy {version}, not 2.0")))
            }
            Some(other) => Err(self.error(mismatch("smithy", other, Form::Text))),
        }
    }

    fn error(&self, message: impl Into<String>) -> Error {
        Error::new(&self.name, message)
    }
}

impl From<PathBuf> for Source {
    fn from(path: PathBuf) -> Self {
        Self::file(path)
    }
}
