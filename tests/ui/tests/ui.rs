//! Runs the cases under `cases/`: what `#[post_condition]` takes, and what it says about mistakes.
//!
//! What the compiler prints for a failing case is in the `.stderr` file beside it. rustc words its
//! own messages differently from version to version, so the wording is compared with one version
//! only, [`WORDED_BY`]; with any other the cases have to fail, in whatever words.
//!
//! After a change of a message or of a case, accept what is printed now, and read the difference
//! before you commit it:
//!
//! ```text
//! TRYBUILD=overwrite cargo test -p postcond-ui-tests
//! ```
//!
//! For the words of a newer rustc, change [`WORDED_BY`] first.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

use trybuild::TestCases;

/// The version of rustc whose words are in the `.stderr` files.
const WORDED_BY: &str = "1.95";

/// Where the test, run by itself once more, finds cases whose wording does not matter.
const COPIES: &str = "POSTCOND_UI_COPIES";

#[test]
fn passing_cases() {
    TestCases::new().pass("cases/pass/*.rs");
}

#[test]
fn failing_cases() -> io::Result<()> {
    if let Some(copies) = env::var_os(COPIES) {
        fail(Path::new(&copies));
        return Ok(());
    }
    let rustc = rustc_version()?;
    if is_release_of(&rustc, WORDED_BY) {
        fail(Path::new("cases/fail"));
        return Ok(());
    }
    // Past libtest, which shows what `eprintln!` prints only if the test fails.
    writeln!(
        io::stderr(),
        "SKIPPED: the wording of messages is not compared, it is that of rustc {WORDED_BY}, and \
         this is {rustc}. The cases only have to fail."
    )?;
    fail_in_any_words()
}

fn fail(cases: &Path) {
    TestCases::new().compile_fail(cases.join("*.rs"));
}

/// trybuild takes any wording where it may write down what it sees: so it may, beside copies.
fn fail_in_any_words() -> io::Result<()> {
    let copies = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fail");
    // What is left of an earlier run, if there was one.
    let _ = fs::remove_dir_all(&copies);
    fs::create_dir_all(&copies)?;
    for case in fs::read_dir("cases/fail")? {
        let case = case?.path();
        if let Some(name) = case.file_name()
            && case.extension() == Some("rs".as_ref())
        {
            fs::copy(&case, copies.join(name))?;
        }
    }
    let itself = Command::new(env::current_exe()?)
        .args(["--exact", "failing_cases", "--nocapture"])
        .env(COPIES, copies)
        .env("TRYBUILD", "overwrite")
        .status()?;
    assert!(itself.success(), "a failing case compiles");
    Ok(())
}

/// What the rustc that cargo uses says about itself, as in `rustc 1.95.0 (59807616e 2026-04-14)`.
fn rustc_version() -> io::Result<String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether `rustc` is a release of `minor`: a nightly of the same number words things differently.
fn is_release_of(rustc: &str, minor: &str) -> bool {
    let version = rustc.split(' ').nth(1).unwrap_or_default();
    let patch = version.strip_prefix(minor);
    let patch = patch.and_then(|patch| patch.strip_prefix('.'));
    patch.is_some_and(|patch| patch.parse::<u32>().is_ok())
}

#[test]
fn only_a_release_of_the_same_minor_version_uses_the_same_words() {
    assert!(is_release_of("rustc 1.95.0 (59807616e 2026-04-14)", "1.95"));
    assert!(is_release_of("rustc 1.95.1", "1.95"));
    assert!(!is_release_of(
        "rustc 1.95.0-nightly (0 2026-02-01)",
        "1.95"
    ));
    assert!(!is_release_of("rustc 1.950.0", "1.95"));
    assert!(!is_release_of("rustc 1.96.0", "1.95"));
    assert!(!is_release_of("", "1.95"));
}
