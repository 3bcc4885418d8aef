//! The generated source is what it was when somebody last looked at it.
//!
//! After a deliberate change: `POSTCOND_BLESS=1 cargo test -p postcond-golden-tests --test expected`,
//! and a look at `git diff` before it is committed.

use std::collections::BTreeMap;
use std::fs;

use postcond_golden_tests::{SUPPORT, expected, expected_file, forms, generator};

const HOW_TO_BLESS: &str =
    "if this is meant: POSTCOND_BLESS=1 cargo test -p postcond-golden-tests --test expected";

#[test]
fn generated_source_is_as_expected() {
    let generated = generate_all();
    if std::env::var_os("POSTCOND_BLESS").is_some() {
        bless(&generated);
    }
    let mut problems = Vec::new();
    for (form, source) in &generated {
        match fs::read_to_string(expected_file(form)) {
            Ok(expected) if expected == *source => {}
            Ok(expected) => problems.push(difference(form, &expected, source)),
            Err(error) => problems.push(format!("expected/{form}.rs: {error}")),
        }
    }
    let files = expected().expect("the directory of expected files");
    let orphans = files.iter().filter(|it| !generated.contains_key(*it));
    problems.extend(orphans.map(|it| format!("expected/{it}.rs: no models/{it}.json")));
    assert!(
        problems.is_empty(),
        "{}\n{HOW_TO_BLESS}",
        problems.join("\n")
    );
}

/// The form whose reads are shared: its reader has what shares them.
const SHARING: &str = "coalesced";

/// One file serves all forms only as long as nothing in it follows the model.
#[test]
fn support_is_the_same_for_every_form() {
    let forms = forms().expect("the directory of models");
    let (first, _) = generate(&forms[0]);
    assert_ne!(forms[0], SHARING);
    for form in forms[1..].iter().filter(|form| *form != SHARING) {
        let (support, _) = generate(form);
        let difference = difference(SUPPORT, &first, &support);
        assert!(first == support, "{}, {form}: {difference}", forms[0]);
    }
}

/// The forms are all there: a directory that was not found would agree with anything.
#[test]
fn there_are_forms() {
    let forms = forms().expect("the directory of models");
    assert!(forms.len() >= 22, "{forms:?}");
    assert!(forms.iter().all(|form| form != SUPPORT));
}

fn generate_all() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for form in forms().expect("the directory of models") {
        let (support, operations) = generate(&form);
        let file = match &*form {
            SHARING => format!("{SHARING}.{SUPPORT}"),
            _ => SUPPORT.to_owned(),
        };
        all.insert(file, support);
        all.insert(form, operations);
    }
    all
}

fn generate(form: &str) -> (String, String) {
    match generator(form).generate() {
        Ok(generated) => (
            generated.support().to_owned(),
            generated.operations().to_owned(),
        ),
        Err(errors) => panic!("{form}: {errors}"),
    }
}

fn bless(generated: &BTreeMap<String, String>) {
    for (form, source) in generated {
        fs::write(expected_file(form), source).expect("expected files can be written");
    }
    for form in expected().expect("the directory of expected files") {
        if !generated.contains_key(&form) {
            fs::remove_file(expected_file(&form)).expect("expected files can be removed");
        }
    }
}

/// What lies between the lines that both begin with and those that both end with.
fn difference(form: &str, expected: &str, generated: &str) -> String {
    const CONTEXT: usize = 3;
    let (old, new): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), generated.lines().collect());
    let shorter = old.len().min(new.len());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let before = old.iter().zip(&new).take_while(same).count();
    let after = old.iter().rev().zip(new.iter().rev());
    let after = after.take(shorter - before).take_while(same).count();
    let mut lines = vec![format!("expected/{form}.rs:{}:", before + 1)];
    let mut show = |sign: char, shown: &[&str]| {
        lines.extend(shown.iter().map(|line| format!("{sign} {line}")));
    };
    show(' ', &old[before.saturating_sub(CONTEXT)..before]);
    show('-', &old[before..old.len() - after]);
    show('+', &new[before..new.len() - after]);
    let rest = &old[old.len() - after..];
    show(' ', &rest[..rest.len().min(CONTEXT)]);
    lines.join("\n")
}

#[test]
fn a_difference_is_shown_with_its_surroundings() {
    let shown = difference("x", "a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nE\nf\n");
    assert_eq!(shown, "expected/x.rs:5:\n  b\n  c\n  d\n- e\n+ E\n  f");
    let shown = difference("x", "a\na\n", "a\na\na\n");
    assert_eq!(shown, "expected/x.rs:3:\n  a\n  a\n+ a");
}
