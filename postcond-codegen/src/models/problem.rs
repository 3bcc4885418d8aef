//! What is wrong with a model.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One thing that is wrong with a model, and where. `Debug` shows it as `Display` does.
#[derive(Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file it was found in.
    pub file: PathBuf,
    /// The shape it was found in, unless it concerns the whole file.
    pub shape: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file.display())?;
        if let Some(shape) = &self.shape {
            write!(f, "{shape}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Everything that is wrong with a model, each thing once and in the order in which it was found; one
/// line each when displayed. `Debug` shows the same, from a new line on.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Adds a problem, unless it is known already.
    pub(crate) fn push(&mut self, file: &Path, shape: Option<&str>, message: impl Into<String>) {
        let problem = Problem {
            file: file.to_owned(),
            shape: shape.map(str::to_owned),
            message: message.into(),
        };
        if !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems one by one.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }
}

/// Takes what is wrong with a shape or a member, and which one it is.
pub(crate) type Report<'a> = dyn FnMut(&str, String) + 'a;

/// What is wrong with the value under `key`, which must be of this form.
pub(crate) fn mismatch(key: &str, value: &Value, form: &str) -> String {
    format!("has `{key}: {value}`, which must be {form}")
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

/// What a `main` returns is shown by this, after `Error: `.
impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl Error for Problems {}
