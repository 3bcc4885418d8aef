//! What is wrong with a service's own error codes is said: in the overlay, and all at once; and what may be wrong
//! is a warning.

use postcond_codegen::Generator;
use postcond_golden_tests::tiny::{
    Merged, assert_errors, generator, model, overlay, service, structure,
};
use serde_json::{Value, json};

/// The generator for a service with these codes, whose model has an error `TooBusy`, and one that the query
/// protocol calls `NotYours`.
fn generator_with(codes: &Value) -> Generator {
    let error = |traits: Value| {
        let traits = json!({"smithy.api#error": "client"}).merged(traits);
        structure(&json!({})).merged(json!({ "traits": traits }))
    };
    let of_query = json!({"aws.protocols#awsQueryError": {"code": "NotYours"}});
    let model = model(&json!({
        "Golden": service(&["GetThing", "PutThing"]),
        "TooBusy": error(json!({})),
        "NotYoursException": error(of_query),
        "Thing": structure(&json!({})),
    }));
    let overlay = overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}},
        "Golden": {"postcond.api#errorCodes": codes},
        "PutThing": {"postcond.api#pending": {}},
    }));
    generator(&model, &overlay)
}

#[test]
fn what_no_code_can_mean_is_an_error() {
    let kinds = "there are throttled, transient, denied, credentials";
    for (what, codes, expected) in [
        (
            "an unknown kind",
            json!({"throttling": ["TooBusy"]}),
            format!("`throttling` is no kind: did you mean `throttled`?: {kinds}"),
        ),
        (
            "another unknown kind",
            json!({"x": ["TooBusy"]}),
            format!("`x` is no kind: {kinds}"),
        ),
        (
            "no list",
            json!({"denied": "NotYours"}),
            "`denied` must be a list of codes".to_owned(),
        ),
        (
            "an empty list",
            json!({"denied": []}),
            "`denied` must be a list of codes".to_owned(),
        ),
        (
            "no text",
            json!({"denied": [7]}),
            "`denied` has 7, which is no code".to_owned(),
        ),
        (
            "no word",
            json!({"denied": ["not yours"]}),
            "`denied` has \"not yours\", which is no code".to_owned(),
        ),
        (
            "two meanings",
            json!({"denied": ["TooBusy"], "throttled": ["TooBusy"]}),
            "names TooBusy twice: a code has one meaning".to_owned(),
        ),
    ] {
        let expected =
            format!("overlay.json: test#Golden: has postcond.api#errorCodes: {expected}");
        assert_errors(what, &generator_with(&codes), &[&expected]);
    }
}

#[test]
fn error_codes_are_those_of_a_service() {
    let codes = json!({"throttled": ["TooBusy"]});
    let overlay = overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}, "postcond.api#errorCodes": codes},
        "PutThing": {"postcond.api#pending": {}},
    }));
    let expected =
        "overlay.json: test#GetThing: is no service: postcond.api#errorCodes means nothing there";
    assert_errors(
        "of a read",
        &generator(&model(&json!({})), &overlay),
        &[expected],
    );
}

/// Most codes that services have in common are in no model, so that this may be meant.
#[test]
fn a_code_that_the_model_does_not_have_is_a_warning() {
    let warnings = |codes: Value| {
        let generated = generator_with(&codes).generate();
        let generated = generated.unwrap_or_else(|errors| panic!("{errors}"));
        generated.warnings().to_vec()
    };
    let known = json!({"throttled": ["TooBusy"], "denied": ["NotYours", "NotYoursException"]});
    assert_eq!(warnings(known), [""; 0]);
    let at = "overlay.json: test#Golden has postcond.api#errorCodes:";
    let what = "which is the code of no error in the model";
    // `Thing` is a shape, and no error.
    assert_eq!(
        warnings(json!({"throttled": ["TooBusi", "Thing"]})),
        [
            format!(
                "{at} `throttled` names TooBusi, {what}: did you mean `TooBusy`?; it counts all the same"
            ),
            format!("{at} `throttled` names Thing, {what}; it counts all the same"),
        ]
    );
}
