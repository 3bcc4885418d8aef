//! Everything that can be wrong with a model, an overlay or a check.

use std::fmt;

use indexmap::IndexSet;

/// One thing that is wrong, and where. `Debug` shows it as `Display` does.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Error {
    /// The file, as it was named to the generator.
    pub file: String,
    /// The shape, or the function, in that file.
    pub item: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl Error {
    pub(crate) fn new(file: &str, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            item: None,
            message: message.into(),
        }
    }

    pub(crate) fn on(file: &str, item: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            item: Some(item.into()),
            ..Self::new(file, message)
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        if let Some(item) = &self.item {
            write!(f, "{item}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// What a `main` returns is shown by this.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

/// Everything that is wrong: at least one error, and none of them twice. `Debug` shows them as `Display` does, from
/// a new line on.
#[derive(Clone, PartialEq, Eq)]
pub struct Errors(Vec<Error>);

impl Errors {
    /// The errors, in the order in which they were found: that of the files.
    #[must_use]
    pub fn as_slice(&self) -> &[Error] {
        &self.0
    }
}

impl From<Error> for Errors {
    fn from(error: Error) -> Self {
        Self(vec![error])
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            fmt::Display::fmt(error, f)?;
        }
        Ok(())
    }
}

/// What a `main` returns is shown by this, after `Error: `.
impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl std::error::Error for Errors {}

/// Collects errors, so that all are reported at once. What is met again, as in a structure that two
/// operations share, is reported once.
#[derive(Debug, Default)]
pub(crate) struct Collector(IndexSet<Error>);

impl Collector {
    pub(crate) fn push(&mut self, error: Error) {
        self.0.insert(error);
    }

    pub(crate) fn take<T>(&mut self, result: Result<T, Error>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(crate) fn take_all<T>(&mut self, result: Result<T, Errors>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(Errors(errors)) => {
                self.0.extend(errors);
                None
            }
        }
    }

    /// `value`, if nothing went wrong. Where there is none, something did.
    pub(crate) fn finish_with<T>(self, value: Option<T>) -> Result<T, Errors> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(Errors(self.0.into_iter().collect())),
        }
    }

    /// `value`, if nothing went wrong.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, Errors> {
        self.finish_with(Some(value))
    }
}
