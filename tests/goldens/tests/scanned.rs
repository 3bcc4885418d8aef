//! How checks are found among a service's sources, and what is read of them.

use std::fs;
use std::path::{Path, PathBuf};

use postcond_codegen::Generated;
use postcond_golden_tests::tiny::{generator, model, overlay};
use serde_json::json;

const GOOD: &str = r#"
    /// The thing is there.
    #[post_condition(service = "golden", op = "PutThing", reads = ["GetThing"])]
    async fn is_there() -> Check {}
"#;

/// A directory of this row's own with one file of checks.
fn checks(row: &str, source: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("scanned")
        .join(row);
    fs::create_dir_all(&directory).expect("the target directory is writable");
    fs::write(directory.join("things.rs"), source).expect("the target directory is writable");
    directory
}

/// What is generated with the checks in this directory.
fn scanned(directory: &Path) -> Generated {
    let overlay = overlay(&json!({"GetThing": {"smithy.api#readonly": {}}}));
    let generator = generator(&model(&json!({})), &overlay).checks(directory, "crate::golden");
    let generated = generator.generate();
    generated.unwrap_or_else(|errors| panic!("{}: {errors}", directory.display()))
}

/// The generated source with this file of checks.
fn generated(row: &str, source: &str) -> String {
    scanned(&checks(row, source)).operations().to_owned()
}

#[test]
fn flags_that_are_false_are_as_good_as_left_out() {
    let flags = ", best_effort = false, on_request = false)]";
    let source = generated("flags-false", &GOOD.replace(")]", flags));
    assert_eq!(source, generated("flags-left-out", GOOD));
}

/// By whatever path the attribute is named.
#[test]
fn a_check_may_name_the_attribute_by_a_path() {
    let source = GOOD.replace("#[post_condition", "#[postcond::post_condition");
    assert_eq!(generated("by-a-path", &source), generated("by-name", GOOD));
}

#[test]
fn a_check_that_can_find_a_write_is_documented_so() {
    let found = ", found_by = super::search::made_thing)]";
    let source = generated("found-by", &GOOD.replace(")]", found));
    let documented = "A call that was not answered can be looked up";
    assert!(source.contains(documented), "{source}");
    assert!(!generated("not-found", GOOD).contains(documented));
}

#[test]
fn only_rust_files_hold_checks() {
    let directory = checks("other-files", GOOD);
    fs::write(directory.join("notes.txt"), "fn (").unwrap();
    assert_eq!(scanned(&directory).counts().checked, 1);
}

/// Without, because that is how the compiler puts it where it knows a better name.
#[test]
fn checks_name_operations_with_quotes_and_without() {
    let (op, read) = (r#""PutThing""#, r#""GetThing""#);
    let without = GOOD.replace(op, "PutThing").replace(read, "GetThing");
    assert_eq!(
        generated("without-quotes", &without),
        generated("with-quotes", GOOD)
    );
}

/// A check in `mod.rs` is in the module of the directory, not in one that is called `mod`.
#[test]
fn checks_in_a_mod_file_are_in_the_directorys_module() {
    let directory = checks("mod-file", "");
    fs::create_dir_all(directory.join("inner")).unwrap();
    fs::write(directory.join("inner/mod.rs"), GOOD).unwrap();
    let generated = scanned(&directory);
    let path = "&crate::golden::inner::is_there";
    assert!(
        generated.operations().contains(path),
        "{}",
        generated.operations()
    );
}
