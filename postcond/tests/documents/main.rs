//! The documents that are written from the dispatch tables say what the tables say.
//!
//! After a change of a check or of a classification, write them anew, and read the difference before
//! you commit it:
//!
//! ```text
//! POSTCOND_BLESS=1 cargo test -p postcond --features iam --test documents
//! ```

mod coverage;
mod iam;

use std::path::Path;
use std::{env, fs};

use postcond::dispatch;
use postcond::runtime::documents;

const HOW_TO_WRITE: &str =
    "POSTCOND_BLESS=1 cargo test -p postcond --features iam --test documents";

const BEGIN: &str = "<!-- coverage: generated from the dispatch tables, see CONTRIBUTING.md -->\n";
const END: &str = "<!-- end of coverage -->";

#[test]
fn the_coverage_is_current() {
    assert_current("docs/coverage.md", |_| coverage::document());
}

#[test]
fn the_iam_actions_are_current() {
    assert_current("docs/iam.md", |_| iam::document());
}

#[test]
fn the_readmes_counts_are_current() {
    assert_current("README.md", |readme| {
        let (before, rest) = readme.split_once(BEGIN).expect("the begin of the coverage");
        let (_, after) = rest.split_once(END).expect("the end of the coverage");
        let counts = documents::counts(dispatch::SERVICES, |service| service.sdk_id.to_owned());
        format!("{before}{BEGIN}\n{counts}\n{END}{after}")
    });
}

#[test]
fn the_script_that_is_shown_is_the_one_that_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| fs::read_to_string(root.join(file)).expect("it can be read");
    let example = read("examples/registered.rs");
    let (_, script) = example
        .split_once("// begin of the script\n")
        .expect("a begin");
    let (script, _) = script.split_once("// end of the script").expect("an end");
    let page = read("../docs/from-boto3-post-conditions.md");
    let shown = format!("```rust,ignore\n{}\n```", script.trim_end());
    assert!(page.contains(&shown), "the page shows another script");
}

/// Asserts that `file`, a path from the repository's root, is what `current` makes of its text; or
/// writes that, if asked to.
#[track_caller]
fn assert_current(file: &str, current: impl FnOnce(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    // One that is missing is stale, too.
    let text = fs::read_to_string(&path).unwrap_or_default();
    let current = current(&text);
    if env::var_os("POSTCOND_BLESS").is_some() {
        fs::write(path, current).expect("documents can be written");
    } else {
        // Without the texts, which are long.
        assert!(
            text == current,
            "{file} is stale; to write it anew: {HOW_TO_WRITE}"
        );
    }
}
