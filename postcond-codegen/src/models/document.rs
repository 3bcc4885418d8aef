//! A file that was read, and what it is called.

use std::path::Path;

use serde_json::Value;

use crate::source::Source as Text;

/// A parsed file and its name, which every problem found in it carries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document<'a> {
    /// The path of the file.
    pub(crate) file: &'a Path,
    /// Its content.
    pub(crate) json: &'a Value,
}

impl<'a> Document<'a> {
    /// Puts a file's name and its content together.
    pub(crate) fn new(file: &'a Text, json: &'a Value) -> Self {
        Self {
            file: Path::new(file.name()),
            json,
        }
    }
}
