//! What can be read only once cannot be kept, sent again, or answered to several.

use postcond_golden_tests::tiny::{
    assert_errors, classified, generator, model, operation, overlay, put, structure, target,
};
use serde_json::{Value, json};

/// A `PutThing` that takes bytes as they come, or answers with them.
fn with_stream(taken: bool) -> Value {
    let string = json!({"target": "smithy.api#String"});
    let stream = structure(&json!({"Name": string, "Body": target("Body")}));
    let mut shapes = put(&json!({"Name": string}));
    shapes["Body"] = json!({"type": "blob", "traits": {"smithy.api#streaming": {}}});
    if taken {
        shapes["PutThingRequest"] = stream;
    } else {
        shapes["PutThing"] = operation("PutThingRequest");
        shapes["PutThing"]["output"] = target("PutThingResult");
        shapes["PutThingResult"] = stream;
    }
    shapes
}

/// An overlay that says this of `PutThing`, and calls it pending.
fn saying(traits: &Value) -> String {
    let mut put = json!({"postcond.api#pending": {}});
    for (name, value) in traits.as_object().into_iter().flatten() {
        put[name] = value.clone();
    }
    overlay(&json!({
        "Golden": {"postcond.api#resources": {"Thing": {}}},
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": put,
    }))
}

#[test]
fn a_mutation_may_take_a_stream_and_answer_with_one() {
    for taken in [true, false] {
        let generator = generator(&model(&with_stream(taken)), &classified());
        assert!(generator.generate().is_ok(), "{taken}");
    }
}

#[test]
fn what_an_overlay_cannot_ask_of_a_stream() {
    let tags = json!({"postcond.api#footprint": [
        {"resource": "Thing", "id": "in.Name", "sets": [{"facet": "name", "from": "in.Name"}]}
    ]});
    let refused = json!({
        "postcond.api#footprint": [{"resource": "Thing", "id": "in.Name", "gone": true}],
        "postcond.api#refusedAfter": [{"error": "Busy", "doubtful": true}],
    });
    let body = json!({"postcond.api#footprint": [
        {"resource": "Thing", "id": "in.Name", "sets": [{"facet": "body", "from": "in.Body"}]}
    ]});
    for (what, taken, traits, expected) in [
        (
            "to be sent again",
            true,
            refused,
            "overlay.json: test#PutThing: has postcond.api#refusedAfter, and takes a stream",
        ),
        (
            "to be kept",
            true,
            body,
            "overlay.json: test#PutThing: names in.Body, which is a stream and not kept",
        ),
        (
            "to be narrowed down",
            false,
            tags,
            "overlay.json: test#PutThing: has postcond.api#footprint, and answers with a stream",
        ),
    ] {
        let mut shapes = with_stream(taken);
        shapes["PutThing"] = match &shapes["PutThing"] {
            Value::Null => operation("PutThingRequest"),
            given => given.clone(),
        };
        shapes["PutThing"]["errors"] = json!([target("Busy")]);
        shapes["Busy"] = json!({"type": "structure", "members": {}});
        assert_errors(
            what,
            &generator(&model(&shapes), &saying(&traits)),
            &[expected],
        );
    }
}

#[test]
fn a_read_that_answers_with_a_stream_answers_one() {
    let mut shapes = with_stream(true);
    shapes["GetThing"] = operation("GetThingRequest");
    shapes["GetThing"]["output"] = target("PutThingRequest");
    let overlay = overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}, "postcond.api#coalesced": {"batch": "crate::Batch"}},
        "PutThing": {"postcond.api#pending": {}},
    }));
    let expected = "overlay.json: test#GetThing: has postcond.api#coalesced, and a stream";
    assert_errors("shared", &generator(&model(&shapes), &overlay), &[expected]);
}
