//! Brings a service model to the one form kept in `postcond-models`: a Smithy 2.0 JSON AST that
//! holds facts only.
//!
//! The source is either what botocore ships (`service-2.json` and `paginators-1.json`) or an
//! official Smithy AST. [`botocore`] turns the former into an AST; [`normal`] brings any AST to the
//! normal form, so that both sources pass through the same rules. Problems are collected and
//! reported together.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

pub mod botocore;
pub mod json;
pub mod names;
pub mod normal;
pub mod problem;
pub mod references;
pub mod traits;

pub use problem::{Problem, Problems};

/// Where a model comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The two files that botocore ships for a service.
    Botocore {
        /// The path of `service-2.json`.
        service: PathBuf,
        /// The path of `paginators-1.json`, which a few services do not have.
        paginators: Option<PathBuf>,
    },
    /// A Smithy 2.0 JSON AST.
    Smithy {
        /// The path of the AST.
        model: PathBuf,
    },
}

/// Reads a model and renders it in the normal form.
///
/// # Errors
/// Everything that is wrong with the files, not only the first thing.
pub fn refresh(source: &Source) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let ast = match source {
        Source::Smithy { model } => read(model, &mut problems).map(|ast| (model, ast)),
        Source::Botocore {
            service,
            paginators,
        } => {
            // Both are read before either is given up on: two missing files are two problems.
            let model = read(service, &mut problems);
            let pages = paginators.as_ref();
            let pages = pages.map(|file| (file, read(file, &mut problems)));
            let pages = match &pages {
                Some((file, pages)) => pages.as_ref().map(|it| Some(Document::new(file, it))),
                None => Some(None),
            };
            match (model, pages) {
                (Some(model), Some(pages)) => {
                    botocore::to_ast(Document::new(service, &model), pages, &mut problems)
                        .map(|ast| (service, ast))
                }
                _ => None,
            }
        }
    };
    let normal =
        ast.and_then(|(path, ast)| normal::normalise(Document::new(path, &ast), &mut problems));
    match normal {
        Some(normal) if problems.is_empty() => Ok(format!("{normal:#}\n")),
        _ => Err(problems),
    }
}

/// A parsed file and its name, which every problem found in it carries.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The path of the file.
    pub file: &'a Path,
    /// Its content.
    pub json: &'a Value,
}

impl<'a> Document<'a> {
    /// Puts a file's name and its content together.
    #[must_use]
    pub fn new(file: &'a Path, json: &'a Value) -> Self {
        Self { file, json }
    }
}

fn read(path: &Path, problems: &mut Problems) -> Option<Value> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            problems.push(path, None, format!("cannot be read: {error}"));
            return None;
        }
    };
    match postcond_codegen::json::parse(&text) {
        Ok(document) => {
            for repeated in &document.repeated {
                problems.push(path, repeated.item(), repeated.to_string());
            }
            Some(document.value)
        }
        Err(error) => {
            problems.push(path, None, format!("is not JSON: {error}"));
            None
        }
    }
}
