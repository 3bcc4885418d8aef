//! Derives models: brings a service's description to the one form that `postcond-models` keeps, a
//! Smithy 2.0 JSON AST that holds facts only.
//!
//! The source is either what botocore ships (`service-2.json` and `paginators-1.json`) or an official
//! Smithy AST. The former is turned into an AST, and any AST is brought to the normal form, so that both
//! sources pass through the same rules. Problems are collected and reported together.
//!
//! Needs the feature `models`.

mod botocore;
mod document;
mod json;
mod names;
mod normal;
mod pages;
mod problem;
mod references;
mod traits;

use std::path::Path;

use serde_json::Value;

use crate::models::document::Document;
use crate::source::Source as Text;

pub use problem::{Problem, Problems};

/// Where a model comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// The two files that botocore ships for a service.
    Botocore {
        /// `service-2.json`.
        service: Text,
        /// `paginators-1.json`, which a few services do not have.
        paginators: Option<Text>,
    },
    /// A Smithy 2.0 JSON AST.
    Smithy {
        /// The AST.
        model: Text,
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
        ast.and_then(|(file, ast)| normal::normalise(Document::new(file, &ast), &mut problems));
    match normal {
        Some(normal) if problems.is_empty() => Ok(format!("{normal:#}\n")),
        _ => Err(problems),
    }
}

fn read(file: &Text, problems: &mut Problems) -> Option<Value> {
    let path = Path::new(file.name());
    match file.json() {
        Ok(document) => {
            for repeated in &document.repeated {
                problems.push(path, repeated.item(), repeated.to_string());
            }
            Some(document.value)
        }
        Err(error) => {
            problems.push(path, None, error.message);
            None
        }
    }
}
