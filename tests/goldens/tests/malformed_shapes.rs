//! What is wrong with a shape is said of it, or of the very member that is at fault.

use postcond_golden_tests::tiny::{
    Merged, assert_errors, assert_rows, classified, generator, model, operation, put, service,
    target,
};
use serde_json::{Value, json};

#[test]
fn shapes() {
    assert_rows(&[
        (
            "dangling member",
            put(&json!({"Name": target("Nowhere")})),
            &[
                "model.json: test#PutThingRequest$Name: names test#Nowhere, which is not in the model",
            ],
        ),
        (
            "dangling operation",
            json!({"Golden": service(&["GetThing", "PutThing", "Nowhere"])}),
            &[
                "model.json: test#Golden$operations[2]: names test#Nowhere, which is not in the model",
            ],
        ),
        (
            "dangling error",
            json!({"PutThing": operation("PutThingRequest").merged(json!({"errors": [target("Gone")]}))}),
            &["model.json: test#PutThing$errors[0]: names test#Gone, which is not in the model"],
        ),
        (
            "unknown type",
            json!({"Odd": {"type": "widget"}}),
            &["model.json: test#Odd: is of the unknown type `widget`"],
        ),
        (
            "no type",
            json!({"Odd": {}}),
            &["model.json: test#Odd: has no `type`"],
        ),
        (
            "no shape",
            json!({"Odd": 1}),
            &["model.json: test#Odd: is `1`, and must be an object"],
        ),
        (
            "mixins",
            json!({"Odd": {"type": "structure", "mixins": [target("GetThingRequest")]}}),
            &["model.json: test#Odd: has mixins: flatten the model first"],
        ),
    ]);
}

#[test]
fn types_of_members() {
    assert_rows(&[
        (
            "unknown prelude type",
            put(&json!({"Name": {"target": "smithy.api#Strng"}})),
            &["model.json: test#PutThingRequest$Name: is of the unknown type smithy.api#Strng"],
        ),
        (
            "unsupported type",
            put(&json!({"Size": target("Huge")})).merged(json!({"Huge": {"type": "bigInteger"}})),
            &["model.json: test#PutThingRequest$Size: is of type test#Huge, which cannot be"],
        ),
        (
            "list of itself",
            put(&json!({"Rows": target("Rows")}))
                .merged(json!({"Rows": {"type": "list", "member": target("Rows")}})),
            &[
                "model.json: test#PutThingRequest$Rows: is of type test#Rows, which contains only it",
            ],
        ),
    ]);
}

/// Each member is named, and none hides another.
#[test]
fn parts_of_shapes() {
    let no_target = |at: &str| format!("model.json: test#{at}: has no `target`");
    let no_target_of = |at: [&str; 2]| at.map(no_target);
    let two = json!({"Name": {}, "Size": {}});
    let no_text = json!({"target": 7, "traits": []});
    for (what, shapes, expected) in [
        (
            "members",
            put(&two),
            no_target_of(["PutThingRequest$Name", "PutThingRequest$Size"]),
        ),
        (
            "members of what nothing names",
            json!({"Odd": {"type": "union", "members": two}}),
            no_target_of(["Odd$Name", "Odd$Size"]),
        ),
        (
            "a map",
            json!({"Odd": {"type": "map", "key": {}, "value": {}}}),
            no_target_of(["Odd$key", "Odd$value"]),
        ),
        (
            "an operation",
            json!({"PutThing": {"type": "operation", "input": {}, "errors": [target("Golden"), {}]}}),
            no_target_of(["PutThing$input", "PutThing$errors[1]"]),
        ),
        (
            "a resource",
            json!({"Odd": {"type": "resource", "put": {}, "collectionOperations": [{}]}}),
            no_target_of(["Odd$put", "Odd$collectionOperations[0]"]),
        ),
        (
            "a member of other types",
            put(&json!({"Name": no_text})),
            [
                "model.json: test#PutThingRequest$Name: has `traits: []`, which must be an object",
                "model.json: test#PutThingRequest$Name: has `target: 7`, which must be a text",
            ]
            .map(str::to_owned),
        ),
        (
            "a list without items, and members in a list",
            json!({"Odd": {"type": "list"}, "Strange": {"type": "structure", "members": [1]}}),
            [
                "model.json: test#Odd: has no `member`",
                "model.json: test#Strange: has `members: [1]`, which must be an object",
            ]
            .map(str::to_owned),
        ),
    ] {
        let expected = expected.each_ref().map(|it| &**it);
        assert_errors(what, &generator(&model(&shapes), &classified()), &expected);
    }
}

#[test]
fn values_of_traits() {
    let marked =
        |name: &str, value: Value| json!({"target": "smithy.api#String", "traits": {name: value}});
    let list = |sparse: Value| json!({"type": "list", "member": {"target": "smithy.api#String"}, "traits": sparse});
    assert_rows(&[
        (
            "of members",
            put(&json!({
                "Name": marked("smithy.api#required", json!(true)),
                "Token": marked("smithy.api#idempotencyToken", json!("yes")),
            })),
            &[
                "model.json: test#PutThingRequest$Name: has `smithy.api#required: true`, which must be `{}`",
                "model.json: test#PutThingRequest$Token: has `smithy.api#idempotencyToken: \"yes\"`, \
                 which must be `{}`",
            ],
        ),
        (
            "of shapes",
            json!({"Odd": list(json!({"smithy.api#sparse": false}))}),
            &["model.json: test#Odd: has `smithy.api#sparse: false`, which must be `{}`"],
        ),
        (
            "of what could classify",
            json!({"PutThing": operation("PutThingRequest").merged(
                json!({"traits": {"smithy.api#readonly": false}}),
            )}),
            &["model.json: test#PutThing: has `smithy.api#readonly: false`, which must be `{}`"],
        ),
    ]);
    // What is not read may say what it likes.
    let documented = json!({"traits": {"smithy.api#documentation": 7}});
    let shapes = json!({"PutThing": operation("PutThingRequest").merged(documented)});
    generator(&model(&shapes), &classified())
        .generate()
        .unwrap();
}
