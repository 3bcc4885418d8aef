//! A key that an object has twice is refused: whichever value counted, the other would be lost without a
//! word.

use postcond_golden_tests::tiny::{assert_errors, classified, generator, model};
use serde_json::json;

/// `text` with another entry before the first one with this key, which must be there.
fn repeated(text: &str, key: &str, value: &str) -> String {
    let key = format!("\"{key}\":");
    assert!(text.contains(&key), "{key} in {text}");
    text.replacen(&key, &format!("{key}{value},{key}"), 1)
}

/// The second statement would have made a read of what the first one says changes something.
#[test]
fn a_second_statement_of_an_overlay_does_not_reclassify() {
    let read = r#"{"type": "apply", "traits": {"smithy.api#readonly": {}}}"#;
    let overlay = repeated(&classified(), "test#PutThing", read);
    let expected = "overlay.json: test#PutThing: is in `shapes` twice";
    assert_errors(
        "statement",
        &generator(&model(&json!({})), &overlay),
        &[expected],
    );
}

#[test]
fn keys_at_any_depth() {
    let model = model(&json!({}));
    #[rustfmt::skip] // a table
    let rows = [
        ("smithy", r#""2.0""#, "model.json: has the key `smithy` twice"),
        ("shapes", "{}", "model.json: has the key `shapes` twice"),
        ("test#GetThing", "{}", "model.json: test#GetThing: is in `shapes` twice"),
        ("operations", "[]", "model.json: test#Golden: has the key `operations` twice"),
        ("sdkId", "1", "model.json: test#Golden: has the key `sdkId` at `/traits/aws.api#service` twice"),
        ("Name", "{}", "model.json: test#GetThingRequest: has the key `Name` at `/members` twice"),
    ];
    for (key, value, expected) in rows {
        let generator = generator(&repeated(&model, key, value), &classified());
        assert_errors(key, &generator, &[expected]);
    }
}

#[test]
fn all_of_both_files_are_reported_at_once_with_what_else_is_wrong() {
    let model = model(&json!({"Odd": {"type": "widget"}}));
    let model = repeated(&repeated(&model, "test#PutThing", "{}"), "Name", "{}");
    let overlay = repeated(&classified(), "smithy.api#readonly", "{}");
    let overlay = repeated(
        &overlay,
        "postcond.api#pending",
        r#"{},"postcond.api#pending":{}"#,
    );
    let expected = [
        "model.json: test#GetThingRequest: has the key `Name` at `/members` twice",
        "model.json: test#PutThing: is in `shapes` twice",
        "model.json: test#Odd: is of the unknown type `widget`",
        "overlay.json: test#GetThing: has the key `smithy.api#readonly` at `/traits` twice",
        "overlay.json: test#PutThing: has the key `postcond.api#pending` at `/traits` 3 times",
    ];
    assert_errors("all", &generator(&model, &overlay), &expected);
}

/// Some editors begin a file with one.
#[test]
fn a_byte_order_mark_is_no_fault() {
    let marked = |text: &str| format!("\u{feff}{text}");
    let generator = generator(&marked(&model(&json!({}))), &marked(&classified()));
    assert_eq!(generator.generate().unwrap().counts().operations, 2);
}
