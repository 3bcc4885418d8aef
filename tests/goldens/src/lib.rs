//! Generated code for one tiny model per shape form.
//!
//! - `models/<form>.json` is the model, `models/<form>.overlay.json` its overlay. A form without an
//!   overlay of its own has `default.overlay.json`.
//! - `tests/compile/<form>/checks` are its checks, if it has any.
//! - `expected/<form>.rs` is what follows the model; `expected/support.rs` is the same for all but the
//!   form whose reads are shared, which has `expected/coalesced.support.rs`.
//!
//! `tests/expected.rs` compares; `tests/compile` compiles the expected files against a stub of an
//! SDK crate that is written by hand from what real ones look like.

pub mod tiny;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use postcond_codegen::{Generator, Source};

/// The name of what is the same for all forms, among the expected files.
pub const SUPPORT: &str = "support";

/// This crate's directory.
#[must_use]
pub fn directory() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every form that has a model, in order.
///
/// # Errors
/// If the directory of models cannot be read.
pub fn forms() -> io::Result<Vec<String>> {
    let files = stems(&directory().join("models"), ".json")?;
    let models = files.into_iter().filter(|it| !it.ends_with(".overlay"));
    Ok(models.collect())
}

/// Every expected file, without its extension, in order.
///
/// # Errors
/// If the directory of expected files cannot be read.
pub fn expected() -> io::Result<Vec<String>> {
    stems(&directory().join("expected"), ".rs")
}

/// The file that holds the expected source of `form`.
#[must_use]
pub fn expected_file(form: &str) -> PathBuf {
    directory().join("expected").join(format!("{form}.rs"))
}

/// The file that holds the model of `form`.
#[must_use]
pub fn model_file(form: &str) -> PathBuf {
    directory().join("models").join(format!("{form}.json"))
}

/// The generator for `form`. The paths in its output are those of `tests/compile`.
#[must_use]
pub fn generator(form: &str) -> Generator {
    generator_from(form, Source::file(model_file(form)))
}

/// The generator for `form`, whose model comes from elsewhere.
#[must_use]
pub fn generator_from(form: &str, model: Source) -> Generator {
    let models = directory().join("models");
    let own = models.join(format!("{form}.overlay.json"));
    let overlay = match own.exists() {
        true => own,
        false => models.join("default.overlay.json"),
    };
    let generator = Generator::new(model)
        .overlay(Source::file(overlay))
        .sdk_crate("self::stub");
    let checks = directory().join("tests/compile").join(form).join("checks");
    match checks.exists() {
        true => generator.checks(checks, format!("crate::{form}::checks")),
        false => generator,
    }
}

fn stems(directory: &Path, extension: &str) -> io::Result<Vec<String>> {
    let mut stems = Vec::new();
    for entry in fs::read_dir(directory)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        stems.extend(name.strip_suffix(extension).map(str::to_owned));
    }
    // The order of a directory differs between machines.
    stems.sort();
    Ok(stems)
}
