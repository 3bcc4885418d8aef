//! What is expected, in files.

use std::path::Path;
use std::{env, fs};

/// Fails unless this is what the file holds; writes it there if it is to be blessed. Of nothing there is no file.
pub(crate) fn assert_expected(file: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("expected")
        .join(file);
    if env::var_os("POSTCOND_BLESS").is_some() {
        match found.is_empty() {
            true => drop(fs::remove_file(path)),
            false => fs::write(path, found).unwrap(),
        }
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let differs = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert!(
        expected == found,
        "{file} is not as expected; the first line that differs: {differs:?}. If that is meant: \
         POSTCOND_BLESS=1 cargo test -p postcond-layout-tests"
    );
}
