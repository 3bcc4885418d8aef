//! What is wrong with how reads are batched is said, in the overlay and of which operation.

use postcond_golden_tests::tiny::{Merged, assert_errors, generator, model, overlay};
use serde_json::{Value, json};

fn coalesced(how: Value) -> Value {
    json!({"postcond.api#coalesced": how})
}

fn read(how: Value) -> Value {
    coalesced(how).merged(json!({"smithy.api#readonly": {}}))
}

#[test]
fn declarations() {
    let pending = json!({"postcond.api#pending": {}});
    #[rustfmt::skip] // a table
    let rows = [
        ("of a mutation", "PutThing", pending.merged(coalesced(json!({"batch": "a::B"}))), "has postcond.api#coalesced: only reads can be batched"),
        ("of a structure", "PutThingRequest", coalesced(json!({"batch": "a::B"})), "is no operation: postcond.api#coalesced means"),
        ("unknown key", "GetThing", read(json!({"bach": "a::B"})), "has postcond.api#coalesced: unknown field `bach`"),
        ("no batch", "GetThing", read(json!({})), "has postcond.api#coalesced: missing field `batch`"),
        ("no path", "GetThing", read(json!({"batch": "a::"})), "has postcond.api#coalesced: its batch is `a::`, which is no path"),
        ("nothing", "GetThing", read(json!({"batch": ""})), "has postcond.api#coalesced: its batch is ``, which is no path"),
        ("no text", "GetThing", read(json!({"batch": ["a::B"]})), "has postcond.api#coalesced: invalid type"),
    ];
    for (what, name, traits, expected) in rows {
        let all = json!({
            "GetThing": {"smithy.api#readonly": {}},
            "PutThing": {"postcond.api#pending": {}},
        });
        let overlay = overlay(&all.merged(json!({name: traits})));
        let expected = format!("overlay.json: test#{name}: {expected}");
        assert_errors(what, &generator(&model(&json!({})), &overlay), &[&expected]);
    }
}

#[test]
fn everything_wrong_with_a_declaration_is_reported_at_once() {
    let pending = json!({"postcond.api#pending": {}});
    let overlay = overlay(&json!({
        "GetThing": read(json!({"bach": "a::B"})),
        "PutThing": pending.merged(coalesced(json!({"reads": "GetThing"}))),
    }));
    let expected = [
        "GetThing: has postcond.api#coalesced: unknown field `bach`",
        "PutThing: has postcond.api#coalesced: only reads can be batched",
        "PutThing: has postcond.api#coalesced: missing field `batch`",
    ]
    .map(|message| format!("overlay.json: test#{message}"));
    let expected = expected.each_ref().map(|it| &**it);
    assert_errors("all", &generator(&model(&json!({})), &overlay), &expected);
}
