//! `docs/coverage.md` and `docs/iam.md` say what the checks say. After a change of these:
//! `BLESS=1 cargo test --test documents`, and a look at the difference.

use std::path::Path;

use own_service::sfn::SERVICE;
use postcond::runtime::documents;

fn assert_current(file: &str, document: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(file);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, document).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(written == document, "{}: run with BLESS=1", file.display());
}

#[test]
fn the_coverage_is_current() {
    let coverage = documents::coverage(&[&SERVICE]);
    assert_current("coverage.md", &format!("# Coverage\n\n{coverage}"));
}

#[test]
fn the_rights_are_current() {
    let rights = documents::rights(&[&SERVICE]);
    assert_current("iam.md", &format!("# IAM actions\n\n{rights}"));
}
