//! The guide is whole: its pages are tests, its generated pages are current, and every message is on the page of
//! messages.
//!
//! ```text
//! POSTCOND_BLESS=1 cargo test -p postcond-guide-tests --test guide
//! ```

mod configuration;
mod literals;
mod messages;
mod pages;
mod rustdoc;
mod telemetry;

use std::path::{Path, PathBuf};
use std::{env, fs};

const HOW_TO_WRITE: &str = "POSTCOND_BLESS=1 cargo test -p postcond-guide-tests --test guide";

/// A path from the repository's root.
fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Asserts that the page is this text; or writes it, if asked to.
#[track_caller]
fn assert_current(path: &str, text: &str) {
    if env::var_os("POSTCOND_BLESS").is_some() {
        fs::write(root(path), text).expect("pages can be written");
    } else {
        let is_current = fs::read_to_string(root(path)).is_ok_and(|page| page == text);
        assert!(
            is_current,
            "{path} is stale; to write it anew: {HOW_TO_WRITE}"
        );
    }
}

/// The files below a folder that end so, in order, by their paths from the repository's root.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root(folder)).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        let path = format!("{folder}/{name}");
        // Folders that are links hold what is elsewhere.
        match entry.file_type().expect("a type").is_dir() {
            true => found.extend(files(&path, ending)),
            false if name.ends_with(ending) => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}
