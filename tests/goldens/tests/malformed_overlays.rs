//! What is wrong with an overlay is said, of which shape: it decides what is confirmed, so nothing in it
//! may be passed over.

use postcond_golden_tests::tiny::{self, Merged, assert_errors, classified, generator, model};
use serde_json::{Value, json};

/// An overlay with one more statement.
fn with(name: &str, statement: Value) -> String {
    let mut overlay: Value = serde_json::from_str(&classified()).expect("an overlay");
    overlay["shapes"][format!("test#{name}")] = statement;
    overlay.to_string()
}

/// An overlay that applies one trait more.
fn apply(name: &str, r#trait: &str) -> String {
    with(name, json!({"type": "apply", "traits": {r#trait: {}}}))
}

#[test]
fn statements() {
    let model = model(&json!({}));
    for (what, overlay, expected) in [
        (
            "not in the model",
            apply("Nowhere", "smithy.api#readonly"),
            "overlay.json: test#Nowhere: is not in the model",
        ),
        (
            "not an apply statement",
            with("PutThingRequest", json!({"type": "structure"})),
            "overlay.json: test#PutThingRequest: is of type `structure`: an overlay only applies",
        ),
        (
            "not a statement",
            with("Odd", json!(1)),
            "overlay.json: test#Odd: is `1`, and must be an object",
        ),
        (
            "a statement of no type",
            with("PutThing", json!({"traits": {"postcond.api#pending": {}}})),
            "overlay.json: test#PutThing: has no `type`",
        ),
        (
            "traits that are none",
            with("PutThingRequest", json!({"type": "apply", "traits": 7})),
            "overlay.json: test#PutThingRequest: has `traits: 7`, which must be an object",
        ),
        (
            "unknown trait",
            apply("PutThingRequest", "postcond.api#secrt"),
            "overlay.json: test#PutThingRequest: applies postcond.api#secrt, which means nothing here: did you \
             mean `postcond.api#secret`?",
        ),
        (
            "unknown trait that is like no other",
            apply("PutThingRequest", "postcond.api#hue"),
            "overlay.json: test#PutThingRequest: applies postcond.api#hue, which means nothing here",
        ),
        (
            "a line is told",
            "{\n  \"smithy\": \"2.0\",\n  \"shapes\": {,}\n}".to_owned(),
            "overlay.json: is not JSON: key must be a string at line 3 column 14",
        ),
        (
            "a read that is no operation",
            apply("PutThingRequest", "smithy.api#readonly"),
            "overlay.json: test#PutThingRequest: is no operation: smithy.api#readonly means nothing",
        ),
        (
            "truncated",
            "{".to_owned(),
            "overlay.json: is not JSON: EOF",
        ),
    ] {
        assert_errors(what, &generator(&model, &overlay), &[expected]);
    }
}

#[test]
fn statements_on_members() {
    let model = model(&json!({}));
    for (what, overlay, expected) in [
        (
            "a member that there is not",
            apply("PutThingRequest$Nmae", "smithy.api#sensitive"),
            "overlay.json: test#PutThingRequest$Nmae: is not in the model",
        ),
        (
            "a member of what has none",
            apply("PutThing$Name", "smithy.api#sensitive"),
            "overlay.json: test#PutThing$Name: is not in the model",
        ),
        (
            "a member that is dropped",
            apply("PutThingRequest$Name", "postcond.api#secret"),
            "overlay.json: test#PutThingRequest$Name: is a member: postcond.api#secret means nothing there",
        ),
    ] {
        assert_errors(what, &generator(&model, &overlay), &[expected]);
    }
}

/// Names that are misspelt, and what was meant.
#[test]
fn names_that_are_nearly_in_the_model() {
    let classified = |put: &str, more: Value| {
        let traits =
            json!({"GetThing": {"smithy.api#readonly": {}}, put: {"postcond.api#pending": {}}});
        tiny::overlay(&traits.merged(more))
    };
    let unclassified = "model.json: test#PutThing: is not classified";
    let sensitive = json!({"smithy.api#sensitive": {}});
    let twice = "overlay.json: test#GetThings: is not in the model: did you mean `test#GetThing`, which has a \
                 statement already? If so, put both into one; if not, take this one out";
    for (overlay, expected) in [
        (
            classified("PutThings", json!({})),
            vec![
                "overlay.json: test#PutThings: is not in the model: did you mean `test#PutThing`? If not, take \
                 the statement out",
                unclassified,
            ],
        ),
        (
            classified("PutThing", json!({"PutThingRequest$Nmae": sensitive})),
            vec![
                "overlay.json: test#PutThingRequest$Nmae: is not in the model: did you mean \
                 `test#PutThingRequest$Name`? If not, take the statement out",
            ],
        ),
        (
            classified("PutThing", json!({"PutThingReqest$Name": sensitive})),
            vec![
                "overlay.json: test#PutThingReqest$Name: is not in the model: did you mean \
                 `test#PutThingRequest$Name`? If not, take the statement out",
            ],
        ),
        (
            classified(
                "PutThing",
                json!({"GetThings": {"smithy.api#readonly": {}}}),
            ),
            vec![twice],
        ),
    ] {
        assert_errors("names", &generator(&model(&json!({})), &overlay), &expected);
    }
    let elsewhere = classified("PutThing", json!({}));
    let elsewhere = elsewhere.replace("test#PutThing", "tset#PutThing");
    let expected = [
        "overlay.json: tset#PutThing: is not in the model: did you mean `test#PutThing`?",
        unclassified,
    ];
    assert_errors(
        "namespace",
        &generator(&model(&json!({})), &elsewhere),
        &expected,
    );
}

/// A trait that is misspelt is told with all else, and not once more for what it would have said.
#[test]
fn an_unknown_trait_hides_nothing() {
    let overlay = tiny::overlay(&json!({
        "GetThing": {"smithy.api#readOnly": {}},
        "Nowhere": {"postcond.api#pending": {}},
        "PutThing": {"smithy.api#pending": {}, "postcond.api#refusesLaterIf": []},
    }));
    let expected = [
        "overlay.json: test#GetThing: applies smithy.api#readOnly, which means nothing here: did you mean \
         `smithy.api#readonly`?",
        "overlay.json: test#PutThing: applies smithy.api#pending, which means nothing here: did you mean \
         `postcond.api#pending`?",
        "overlay.json: test#Nowhere: is not in the model",
        "overlay.json: test#PutThing: has `postcond.api#refusesLaterIf: []`, which must be a text",
    ];
    assert_errors(
        "traits",
        &generator(&model(&json!({})), &overlay),
        &expected,
    );
}

/// What is dropped is a member as a whole; a secret deeper down would be kept.
#[test]
fn a_secret_inside_a_member_of_a_mutations_input() {
    let model = model(&json!({
        "PutThingRequest": tiny::structure(&json!({"Pins": tiny::target("Pins"), "Pin": tiny::target("Pin")})),
        "Pins": {"type": "list", "member": tiny::target("Lock")},
        "Lock": tiny::structure(&json!({
            "Maker": {"target": "smithy.api#String"},
            "Next": tiny::target("Lock"),
            "Pin": tiny::target("Pin"),
        })),
        "Pin": {"type": "string"},
    }));
    let overlay = tiny::overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": {"postcond.api#pending": {}},
        "Pin": {"postcond.api#secret": {}},
    }));
    let expected = "model.json: test#PutThingRequest$Pins: contains the secret test#Pin";
    assert_errors("nested", &generator(&model, &overlay), &[expected]);
}

#[test]
fn an_operation_is_no_secret() {
    for secret in ["postcond.api#secret", "smithy.api#sensitive"] {
        let overlay = tiny::overlay(&json!({
            "GetThing": {"smithy.api#readonly": {}},
            "PutThing": {"postcond.api#pending": {}, secret: {}},
        }));
        let expected =
            format!("overlay.json: test#PutThing: is an operation: {secret} means nothing there");
        let generator = generator(&model(&json!({})), &overlay);
        assert_errors("secret", &generator, &[&expected]);
    }
}

#[test]
fn iam_actions_begin_with_a_word() {
    let overlay = tiny::overlay(&json!({
        "Golden": {"postcond.api#iamPrefix": "cloudwatch:"},
        "GetThing": {"smithy.api#readonly": {}, "postcond.api#iamPrefix": "cloudwatch"},
        "PutThing": {"postcond.api#pending": {}},
    }));
    let expected = [
        "overlay.json: test#GetThing: is no service: postcond.api#iamPrefix means nothing there",
        "overlay.json: test#Golden: has postcond.api#iamPrefix: `cloudwatch:`, which no IAM action begins with",
    ];
    let generator = generator(&model(&json!({})), &overlay);
    assert_errors("a prefix", &generator, &expected);
}

/// The error of a trait with this value.
fn must_be(shape: &str, r#trait: &str, value: &Value, form: &str) -> String {
    format!("overlay.json: test#{shape}: has `{trait}: {value}`, which must be {form}")
}

/// Whoever writes `false` means that the trait does not apply, and it would.
#[test]
fn values_of_traits() {
    let text = "a text that is not empty";
    #[rustfmt::skip] // a table
    let rows = [
        ("PutThing", "smithy.api#readonly", json!(false), "`{}`"),
        ("PutThing", "postcond.api#pending", json!("nope"), "`{}`"),
        ("PutThing", "postcond.api#pending", json!({"until": "later"}), "`{}`"),
        ("PutThing", "postcond.api#unobservable", json!({}), text),
        ("PutThing", "postcond.api#unobservable", json!(""), text),
        ("PutThing", "postcond.api#unobservable", json!(" "), text),
        ("PutThingRequest", "postcond.api#secret", json!(null), "`{}`"),
        ("GetThing", "postcond.api#coalesced", json!(true), "an object"),
        ("PutThing", "postcond.api#footprint", json!({}), "a list"),
        ("PutThing", "postcond.api#refusedAfter", json!({"error": "Busy"}), "a list"),
        ("PutThing", "postcond.api#refusesLaterIf", json!(["in.Force"]), text),
        ("PutThing", "postcond.api#refusesLaterIf", json!(true), text),
        ("PutThing", "postcond.api#refusesLaterIf", json!(" "), text),
        ("Golden", "postcond.api#resources", json!(["Thing"]), "an object"),
        ("Golden", "postcond.api#errorCodes", json!(["TooBusy"]), "an object"),
        ("Golden", "postcond.api#iamPrefix", json!({}), text),
    ];
    for (shape, r#trait, value, form) in rows {
        let mut all = json!({"GetThing": {"smithy.api#readonly": {}}, "PutThing": {"postcond.api#pending": {}}});
        let is_class = [
            "smithy.api#readonly",
            "postcond.api#pending",
            "postcond.api#unobservable",
        ];
        let is_class = is_class.contains(&r#trait);
        let beside = if is_class {
            json!({})
        } else {
            all[shape].clone()
        };
        all[shape] = json!({}).merged(beside).merged(json!({r#trait: value}));
        let expected = must_be(shape, r#trait, &value, form);
        let generator = generator(&model(&json!({})), &tiny::overlay(&all));
        assert_errors(r#trait, &generator, &[&expected]);
    }
}

/// What one trait is worth says nothing about the others.
#[test]
fn all_values_are_reported_at_once() {
    let overlay = tiny::overlay(&json!({
        "GetThing": {"smithy.api#readonly": true, "postcond.api#coalesced": 1},
        "PutThing": {},
        "PutThingRequest": {"postcond.api#secret": []},
    }));
    let expected = [
        must_be("GetThing", "smithy.api#readonly", &json!(true), "`{}`"),
        must_be("GetThing", "postcond.api#coalesced", &json!(1), "an object"),
        must_be("PutThingRequest", "postcond.api#secret", &json!([]), "`{}`"),
        "model.json: test#PutThing: is not classified: mark it as a read or unobservable in overlay.json, \
         or add a check"
            .to_owned(),
    ];
    let expected = expected.each_ref().map(|it| &**it);
    assert_errors(
        "values",
        &generator(&model(&json!({})), &overlay),
        &expected,
    );
}
