//! The completeness gate: every operation is a read, checked, pending or unobservable, and one only.

use std::fs;
use std::path::{Path, PathBuf};

use postcond_codegen::{Generator, Source};
use postcond_golden_tests::tiny::{assert_errors, generator, model, operation, overlay, service};
use serde_json::{Value, json};

const GOOD: &str = r#"
    /// The thing is there.
    #[post_condition(service = "golden", op = "PutThing", reads = ["GetThing"])]
    async fn is_there() -> Check {}
"#;

const ON_REQUEST: &str = r#"
    /// The thing is there.
    #[post_condition(service = "golden", op = "PutThing", reads = ["GetThing"], on_request = true)]
    pub async fn is_there() -> Check {}
"#;

/// Writes one file of checks for this row alone; the rows of one test may run beside another's.
fn checks(row: &str, source: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("gate")
        .join(row);
    fs::create_dir_all(&directory).expect("the target directory is writable");
    fs::write(directory.join("things.rs"), source).expect("the target directory is writable");
    directory
}

/// The generator for the tiny model with these traits and this file of checks.
fn gated(row: &str, traits: &Value, source: &str) -> Generator {
    generator(&model(&json!({})), &overlay(traits)).checks(checks(row, source), "crate::golden")
}

fn read() -> Value {
    json!({"smithy.api#readonly": {}})
}

/// The path of a row's file of checks, and what follows it.
fn at(row: &str, message: &str) -> String {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("gate")
        .join(row);
    format!("{}: {message}", file.join("things.rs").display())
}

#[test]
fn operations_of_each_kind_pass() {
    for (row, traits, source) in [
        ("checked", json!({}), GOOD),
        ("checked-on-request", json!({}), ON_REQUEST),
        ("pending", json!({"postcond.api#pending": {}}), ""),
        (
            "unobservable",
            json!({"postcond.api#unobservable": "It leaves no trace."}),
            "",
        ),
        ("read", read(), ""),
    ] {
        let traits = json!({"GetThing": read(), "PutThing": traits});
        let generated = gated(row, &traits, source).generate();
        let counts = generated
            .unwrap_or_else(|errors| panic!("{row}: {errors}"))
            .counts();
        assert_eq!(counts.operations, 2, "{row}");
        assert_eq!(counts.mutations, usize::from(row != "read"), "{row}");
        let checked = row.starts_with("checked");
        assert_eq!(counts.checked, usize::from(checked), "{row}");
    }
}

#[test]
fn operations_of_no_kind_or_two() {
    let unobservable = |reason: Value| json!({"postcond.api#unobservable": reason});
    let several =
        |kinds: &str| format!("overlay.json: test#PutThing: is classified more than once: {kinds}");
    let or_check = |kind: &str, row: &str| {
        let check = at(row, "");
        let file = check.trim_end_matches(": ");
        several(&format!(
            "{kind} and checked, by `is_there` in {file}: take postcond.api#{kind} out, or else what checks it"
        ))
    };
    let both = |a: &str, b: &str| json!({a: {}, b: {}});
    for (row, traits, source, expected) in [
        (
            "unclassified",
            json!({}),
            "",
            "model.json: test#PutThing: is not classified: mark it as a read or unobservable in \
             overlay.json, or add a check: it is smithy.api#readonly, postcond.api#unobservable, or \
             postcond.api#pending until it has one; `postcond-codegen init` adds what is new"
                .to_owned(),
        ),
        (
            "read-and-pending",
            both("smithy.api#readonly", "postcond.api#pending"),
            "",
            several(
                "a read and pending: leave one of smithy.api#readonly and postcond.api#pending",
            ),
        ),
        (
            "pending-and-checked",
            json!({"postcond.api#pending": {}}),
            GOOD,
            or_check("pending", "pending-and-checked"),
        ),
        (
            "unobservable-and-checked",
            unobservable(json!("It leaves no trace.")),
            GOOD,
            or_check("unobservable", "unobservable-and-checked"),
        ),
        (
            "three-times",
            json!({
                "smithy.api#readonly": {},
                "postcond.api#pending": {},
                "postcond.api#unobservable": "It leaves no trace.",
            }),
            "",
            several(
                "a read, pending and unobservable: leave one of smithy.api#readonly, \
                 postcond.api#pending and postcond.api#unobservable",
            ),
        ),
    ] {
        let traits = json!({"GetThing": read(), "PutThing": traits});
        assert_errors(row, &gated(row, &traits, source), &[&expected]);
    }
}

fn batched_by(read: &str) -> String {
    let batched = format!(r#", batched = "{read}")]"#);
    GOOD.replace(")]", &batched)
}

#[test]
fn checks_that_do_not_fit_the_model() {
    let pending = || json!({"postcond.api#pending": {}});
    for (row, put, source, expected) in [
        (
            "of-nothing",
            pending(),
            GOOD.replace("PutThing", "PutThings"),
            "is_there: is a check of PutThings, which the model does not have: did you mean `PutThing`?",
        ),
        (
            "of-a-read",
            pending(),
            GOOD.replace("PutThing", "GetThing"),
            "is_there: is a check of a read, which changes nothing: overlay.json marks test#GetThing as \
             smithy.api#readonly: take that out if the operation changes something, or else this check",
        ),
        (
            "reads-a-mutation",
            json!({}),
            GOOD.replace("GetThing", "PutThing"),
            "is_there: reads PutThing, which is not a read of the service: mark it as smithy.api#readonly in \
             overlay.json if it changes nothing",
        ),
        (
            "reads-nothing-known",
            json!({}),
            GOOD.replace("GetThing", "GetThings"),
            "is_there: reads GetThings, which is not a read of the service: did you mean `GetThing`?",
        ),
        (
            "batched-by-a-mutation",
            json!({}),
            batched_by("PutThing"),
            "is_there: is batched by PutThing, which is not a read of the service: mark it as smithy.api#readonly \
             in overlay.json if it changes nothing",
        ),
        (
            "batched-by-nothing-known",
            json!({}),
            batched_by("GetThings"),
            "is_there: is batched by GetThings, which is not a read of the service: did you mean `GetThing`?",
        ),
    ] {
        let traits = json!({"GetThing": read(), "PutThing": put});
        assert_errors(row, &gated(row, &traits, &source), &[&at(row, expected)]);
    }
}

#[test]
fn checks_that_are_malformed() {
    let traits = json!({"GetThing": read(), "PutThing": {"postcond.api#pending": {}}});
    for (row, source, expected) in [
        ("not-rust", "fn (".to_owned(), "is not Rust: "),
        (
            "no-op",
            GOOD.replace(r#"op = "PutThing", "#, ""),
            "is_there: #[post_condition] has no op = ",
        ),
        (
            "no-reads",
            GOOD.replace(r#", reads = ["GetThing"]"#, ""),
            r#"is_there: names none of its reads: `reads = ["..."]` names each that the check makes"#,
        ),
        (
            "empty-reads",
            GOOD.replace(r#""GetThing""#, ""),
            r#"is_there: names none of its reads: `reads = ["..."]` names each that the check makes"#,
        ),
        (
            "no-docs",
            GOOD.replace("/// The thing is there.", ""),
            "is_there: a built-in check says in its documentation what it establishes",
        ),
        (
            "no-arguments",
            GOOD.replace("service = ", ""),
            "is_there: #[post_condition]: ",
        ),
        (
            "on-request-and-private",
            ON_REQUEST.replace("pub async", "pub(crate) async"),
            "is_there: is offered on request, so it must be `pub`",
        ),
    ] {
        assert_errors(row, &gated(row, &traits, &source), &[&at(row, expected)]);
    }
}

/// The generated source of the tiny model with this file of checks.
fn generated(row: &str, source: &str) -> String {
    let generated = gated(row, &json!({"GetThing": read()}), source).generate();
    let generated = generated.unwrap_or_else(|errors| panic!("{row}: {errors}"));
    generated.operations().to_owned()
}

#[test]
fn what_is_offered_on_request_is_not_built_in() {
    let built_in = "check_of::<Self, _>(&crate::golden::things::is_there)";
    let offered = "pub use crate::golden::things::is_there;";
    let source = generated("built-in", GOOD);
    assert!(source.contains(built_in), "{source}");
    assert!(!source.contains("mod on_request"), "{source}");
    let source = generated("offered", ON_REQUEST);
    assert!(!source.contains(built_in), "{source}");
    let (_, module) = source
        .split_once("pub mod on_request {")
        .expect("the module");
    assert!(module.trim_start().starts_with(offered), "{source}");
}

#[test]
fn namesakes_on_request() {
    let row = "namesakes";
    let directory = checks(row, ON_REQUEST);
    fs::write(directory.join("others.rs"), ON_REQUEST).unwrap();
    let overlay = overlay(&json!({"GetThing": read()}));
    let generator = generator(&model(&json!({})), &overlay).checks(&directory, "crate::golden");
    // The files are taken in order.
    let [others, things] = ["others.rs", "things.rs"].map(|file| directory.join(file));
    let expected = format!(
        "{}: is_there: is offered on request, as is its namesake in {}",
        things.display(),
        others.display()
    );
    assert_errors(row, &generator, &[&expected]);
    // Those that are built in have paths of their own.
    fs::write(directory.join("others.rs"), GOOD).unwrap();
    generator.generate().unwrap();
}

#[test]
fn everything_is_reported_at_once() {
    let row = "all-at-once";
    let names = [
        "DeleteThing",
        "GetThing",
        "MoveThing",
        "NotifyThing",
        "PutThing",
    ];
    let mut shapes = json!({"Golden": service(&names)});
    for name in names {
        shapes[name] = operation("PutThingRequest");
    }
    let traits = json!({
        "GetThing": read(),
        "MoveThing": {"smithy.api#readonly": {}, "postcond.api#pending": {}},
        "NotifyThing": {"postcond.api#unobservable": ""},
    });
    let source = [
        &GOOD.replace("GetThing", "FindThing"),
        &GOOD
            .replace("PutThing", "GetThing")
            .replace("is_there", "is_read"),
        &GOOD
            .replace("PutThing", "LoseThing")
            .replace("is_there", "is_lost"),
        &GOOD
            .replace("PutThing", "MoveThing")
            .replace("is_there", "is_moved"),
    ]
    .map(String::as_str)
    .concat();
    let generator = generator(&model(&shapes), &overlay(&traits));
    let generator = generator.checks(checks(row, &source), "crate::golden");
    let expected = [
        "overlay.json: test#NotifyThing: has `postcond.api#unobservable: \"\"`, which must be a text",
        "model.json: test#DeleteThing: is not classified",
        &at(row, "is_read: is a check of a read"),
        &at(row, "is_moved: is a check of a read"),
        "overlay.json: test#MoveThing: is classified more than once: a read and pending",
        &at(row, "is_lost: is a check of LoseThing"),
        &at(row, "is_there: reads FindThing"),
    ];
    assert_errors(row, &generator, &expected);
}

/// Two of one operation, and one of another.
#[test]
fn every_check_of_what_the_model_does_not_have_is_reported() {
    let row = "all-unknown";
    let traits = json!({"GetThing": read(), "PutThing": {"postcond.api#pending": {}}});
    let lost = GOOD.replace("PutThing", "LoseThing");
    let source = [
        &lost.replace("is_there", "is_lost"),
        &lost.replace("is_there", "is_not_found"),
        &GOOD
            .replace("PutThing", "MoveThing")
            .replace("is_there", "is_moved"),
    ]
    .map(String::as_str)
    .concat();
    let expected = [
        "is_lost: is a check of LoseThing, which the model does not have",
        "is_not_found: is a check of LoseThing, which the model does not have",
        "is_moved: is a check of MoveThing, which the model does not have",
    ]
    .map(|message| at(row, message));
    let expected = expected.each_ref().map(|it| &**it);
    assert_errors(row, &gated(row, &traits, &source), &expected);
}

#[test]
fn every_check_of_a_read_is_reported() {
    let row = "all-of-a-read";
    let traits = json!({"GetThing": read(), "PutThing": {"postcond.api#pending": {}}});
    let of_read = GOOD.replace("PutThing", "GetThing");
    let source = of_read.clone() + &of_read.replace("is_there", "is_still_there");
    let wrong = "is a check of a read, which changes nothing";
    let expected = ["is_there", "is_still_there"].map(|name| at(row, &format!("{name}: {wrong}")));
    let expected = expected.each_ref().map(|it| &**it);
    assert_errors(row, &gated(row, &traits, &source), &expected);
}

/// Without an overlay, there is no file to name.
#[test]
fn an_operation_that_is_classified_nowhere_without_an_overlay() {
    let model = model(&json!({"Golden": service(&["PutThing"])}));
    let generator = Generator::new(Source::embedded("model.json", model));
    let expected = "model.json: test#PutThing: is not classified: mark it as a read or unobservable in \
                    an overlay, or add a check";
    assert_errors("no overlay", &generator, &[expected]);
}

#[test]
fn everything_that_a_check_does_not_say_is_reported_at_once() {
    let row = "says-nothing";
    let traits = json!({"GetThing": read(), "PutThing": {"postcond.api#pending": {}}});
    let source = "#[post_condition(on_request = true)] async fn is_there() -> Check {}";
    let expected = [
        "is_there: #[post_condition] has no op = ",
        r#"is_there: names none of its reads: `reads = ["..."]` names each that the check makes"#,
        "is_there: a built-in check says in its documentation what it establishes",
        "is_there: is offered on request, so it must be `pub`",
    ]
    .map(|message| at(row, message));
    let expected = expected.each_ref().map(|it| &**it);
    assert_errors(row, &gated(row, &traits, source), &expected);
}
