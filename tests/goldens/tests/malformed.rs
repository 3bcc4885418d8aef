//! What is wrong with a model or an overlay is said: in which file, of which shape, and all at once.

use postcond_codegen::{Generator, Source};
use postcond_golden_tests::tiny::{
    self, Merged, assert_errors, classified, generator, model, operation, overlay, service,
    structure, target,
};
use serde_json::{Value, json};

/// A row: what is wrong, the shapes that make it so, and the errors.
type Row<'a> = (&'a str, Value, &'a [&'a str]);

fn assert_rows(rows: &[Row<'_>]) {
    for (what, shapes, expected) in rows {
        assert_errors(what, &generator(&model(shapes), &classified()), expected);
    }
}

/// A `PutThing` whose input has these members.
fn put(members: &Value) -> Value {
    json!({"PutThingRequest": structure(members)})
}

/// Without this, the rows could all fail for the same reason of their own.
#[test]
fn the_model_that_the_rows_change_is_without_fault() {
    let generated = generator(&model(&json!({})), &classified()).generate();
    assert_eq!(generated.unwrap().counts().operations, 2);
}

#[test]
fn files_that_are_no_models() {
    let overlay = classified();
    for (what, text, expected) in [
        ("empty", "", "model.json: is not a Smithy JSON AST: EOF"),
        (
            "truncated",
            r#"{"smithy": "2.0", "sha"#,
            "model.json: is not a Smithy JSON AST: EOF",
        ),
        ("a list", "[1]", "model.json: is not a Smithy JSON AST: "),
        (
            "no AST",
            r#"{"openapi": "3.1"}"#,
            "model.json: is not a Smithy JSON AST: missing",
        ),
        (
            "Smithy 1",
            r#"{"smithy": "1.0", "shapes": {}}"#,
            "model.json: is Smithy 1.0, not 2.0",
        ),
        (
            "no shapes",
            r#"{"smithy": "2.0"}"#,
            "model.json: has no service shape",
        ),
    ] {
        // An overlay whose shapes are not there is not what these rows are about.
        let overlay = if what == "no shapes" {
            tiny::overlay(&json!({}))
        } else {
            overlay.clone()
        };
        assert_errors(what, &generator(text, &overlay), &[expected]);
    }
}

#[test]
fn files_that_are_missing() {
    let missing = || Source::file("models/no-such-file.json");
    let expected = "models/no-such-file.json: cannot be read: ";
    assert_errors("model", &Generator::new(missing()), &[expected]);
    let model = Source::embedded("model.json", model(&json!({})));
    let generator = Generator::new(model).overlay(missing());
    assert_errors("overlay", &generator, &[expected]);
    let generator = generator.overlay(Source::embedded("o", classified()));
    let generator = generator.checks("no-such-directory", "crate::checks");
    assert_errors(
        "checks",
        &generator,
        &["no-such-directory: cannot be read: "],
    );
}

#[test]
fn services() {
    let mut nameless = service(&["GetThing", "PutThing"]);
    nameless["traits"] = json!({});
    let mut unnamable = service(&["GetThing", "PutThing"]);
    unnamable["traits"]["aws.api#service"]["sdkId"] = json!("Gold & Silver");
    assert_rows(&[
        (
            "none",
            json!({"Golden": null}),
            &["model.json: has no service shape"],
        ),
        (
            "two",
            json!({"Silver": service(&[])}),
            &["model.json: has more than one service shape"],
        ),
        (
            "no sdkId",
            json!({"Golden": nameless}),
            &["model.json: test#Golden: has no aws.api#service trait with an sdkId"],
        ),
        (
            "an sdkId that is no name",
            json!({"Golden": unnamable}),
            &[
                "model.json: test#Golden: has the sdkId `Gold & Silver`, which cannot be made a name",
            ],
        ),
    ]);
}

#[test]
fn shapes() {
    assert_rows(&[
        (
            "dangling member",
            put(&json!({"Name": target("Nowhere")})),
            &["model.json: test#PutThingRequest: names test#Nowhere, which is not in the model"],
        ),
        (
            "dangling operation",
            json!({"Golden": service(&["GetThing", "PutThing", "Nowhere"])}),
            &["model.json: test#Golden: names test#Nowhere, which is not in the model"],
        ),
        (
            "unknown type",
            json!({"Odd": {"type": "widget"}}),
            &["model.json: test#Odd: unknown variant `widget`"],
        ),
        (
            "no type",
            json!({"Odd": {}}),
            &["model.json: test#Odd: missing field `type`"],
        ),
        (
            "no shape",
            json!({"Odd": 1}),
            &["model.json: test#Odd: invalid type: integer"],
        ),
        (
            "member without target",
            put(&json!({"Name": {}})),
            &["model.json: test#PutThingRequest: missing field `target`"],
        ),
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
        (
            "a stream that a mutation sends",
            put(&json!({"Body": target("Body")}))
                .merged(json!({"Body": {"type": "blob", "traits": {"smithy.api#streaming": {}}}})),
            &["model.json: test#PutThingRequest$Body: is a stream: "],
        ),
    ]);
}

#[test]
fn operations() {
    let text = json!({"type": "string"});
    let unlisted = |name: &str| json!({"Golden": service(&["GetThing", "PutThing", name])});
    assert_rows(&[
        (
            "input that is no structure",
            json!({"PutThing": operation("Text"), "Text": text}),
            &[
                "model.json: test#PutThing: has test#Text for an input or output, which is no struct",
            ],
        ),
        (
            "bound and no operation",
            unlisted("Text").merged(json!({"Text": text})),
            &["model.json: test#Text: is bound as an operation and is none"],
        ),
        (
            "bound from the prelude",
            json!({"Golden": {
                "type": "service",
                "operations": [target("GetThing"), target("PutThing"), {"target": "smithy.api#Do"}],
                "traits": {"aws.api#service": {"sdkId": "Golden"}},
            }}),
            &["model.json: smithy.api#Do: is bound as an operation and is none"],
        ),
        (
            "not a name",
            unlisted("_1").merged(json!({"_1": operation("PutThingRequest")})),
            &["model.json: test#_1: cannot be made a name in Rust"],
        ),
    ]);
}

#[test]
fn names_of_members() {
    let string = || json!({"target": "smithy.api#String"});
    let member = |name: &str| put(&json!({name: string()}));
    assert_rows(&[
        (
            "two alike",
            put(&json!({"KeyID": string(), "KeyId": string()})),
            &["model.json: test#PutThingRequest$KeyId: becomes `key_id`, as does KeyID"],
        ),
        (
            "alike once renamed",
            put(&json!({"Send": string(), "SendValue": string()})),
            &["model.json: test#PutThingRequest$SendValue: becomes `send_value`, as does Send"],
        ),
        (
            "one like the setter of another",
            put(&json!({"Tags": string(), "SetTags": string()})),
            &["model.json: test#PutThingRequest$SetTags: becomes `set_tags`, as does Tags"],
        ),
        (
            "like a method of the builder",
            put(
                &json!({"ConfirmWith": string(), "SendIn": string(), "Unconfirmed": string(), "Until": string()}),
            ),
            &[
                "model.json: test#PutThingRequest$ConfirmWith: becomes `confirm_with`, which the \
                 builder needs itself",
                "model.json: test#PutThingRequest$SendIn: becomes `send_in`, which the builder needs \
                 itself",
                "model.json: test#PutThingRequest$Unconfirmed: becomes `unconfirmed`, which the \
                 builder needs itself",
                "model.json: test#PutThingRequest$Until: becomes `until`, which the builder needs \
                 itself",
            ],
        ),
        (
            "a digit",
            member("_1"),
            &["model.json: test#PutThingRequest$_1: cannot be made a name in Rust"],
        ),
        (
            "empty",
            member(""),
            &["model.json: test#PutThingRequest$: cannot be made a name in Rust"],
        ),
    ]);
}

#[test]
fn names_of_operations() {
    let with = |names: &[&str]| {
        let mut all = vec!["GetThing", "PutThing"];
        all.extend(names);
        let mut shapes = json!({"Golden": service(&all)});
        for name in names {
            shapes[*name] = operation("PutThingRequest");
            shapes[*name]["traits"] = json!({"smithy.api#readonly": {}});
        }
        shapes
    };
    assert_rows(&[
        (
            "two alike",
            with(&["GETThing"]),
            &["model.json: test#GetThing: becomes `get_thing`, as does GETThing"],
        ),
        (
            "like a method of the client",
            with(&["Inner", "New"]),
            &[
                "model.json: test#Inner: becomes `inner`, which the client needs itself",
                "model.json: test#New: becomes `new`, which the client needs itself",
            ],
        ),
    ]);
}

#[test]
fn overlays() {
    let model = model(&json!({}));
    let classified: Value = serde_json::from_str(&classified()).unwrap();
    let with = |name: &str, statement: Value| {
        let mut overlay = classified.clone();
        overlay["shapes"][format!("test#{name}")] = statement;
        overlay.to_string()
    };
    let apply =
        |name: &str, r#trait: &str| with(name, json!({"type": "apply", "traits": {r#trait: {}}}));
    for (what, overlay, expected) in [
        (
            "not in the model",
            apply("Nowhere", "smithy.api#readonly"),
            "overlay.json: test#Nowhere: is not in the model",
        ),
        (
            "not an apply statement",
            with("Odd", json!({"type": "structure"})),
            "overlay.json: test#Odd: is of type `structure`: an overlay only applies",
        ),
        (
            "not a statement",
            with("Odd", json!(1)),
            "overlay.json: test#Odd: invalid type: integer",
        ),
        (
            "unknown trait",
            apply("PutThingRequest", "postcond.api#secrt"),
            "overlay.json: test#PutThingRequest: applies postcond.api#secrt, which means nothing",
        ),
        (
            "a read that is no operation",
            apply("PutThingRequest", "smithy.api#readonly"),
            "overlay.json: test#PutThingRequest: is no operation: smithy.api#readonly means nothing",
        ),
        (
            "truncated",
            "{".to_owned(),
            "overlay.json: is not a Smithy JSON AST: EOF",
        ),
    ] {
        assert_errors(what, &generator(&model, &overlay), &[expected]);
    }
}

#[test]
fn paths() {
    let generator = generator(&model(&json!({})), &classified()).sdk_crate("aws-sdk-golden");
    let expected = "model.json: the SDK crate is said to be `aws-sdk-golden`, which is no path";
    assert_errors("not a path", &generator, &[expected]);
}

#[test]
fn everything_wrong_with_a_model_is_reported_at_once() {
    let odd = json!({"Odd": {"type": "widget"}, "Strange": {"type": "gadget"}});
    let shapes = put(&json!({"Name": target("Nowhere")})).merged(odd);
    let expected = [
        "model.json: test#Odd: unknown variant `widget`",
        "model.json: test#Strange: unknown variant `gadget`",
        "model.json: test#PutThingRequest: names test#Nowhere",
    ];
    assert_errors(
        "shapes",
        &generator(&model(&shapes), &classified()),
        &expected,
    );

    let mut service = service(&["GetThing", "PutThing", "PutThingRequest"]);
    service["traits"] = json!({});
    let shapes = put(
        &json!({"Unconfirmed": {"target": "smithy.api#Strng"}, "_1": {
            "target": "smithy.api#String",
        }}),
    );
    let expected = [
        "model.json: test#Golden: has no aws.api#service",
        "model.json: test#PutThingRequest$Unconfirmed: is of the unknown type",
        "model.json: test#PutThingRequest$_1: cannot be made a name",
        "model.json: test#PutThingRequest: is bound as an operation and is none",
    ];
    let shapes = shapes.merged(json!({"Golden": service}));
    assert_errors(
        "what they mean",
        &generator(&model(&shapes), &classified()),
        &expected,
    );
}

/// A fault in one file does not hide those in another.
#[test]
fn everything_wrong_with_all_files_is_reported_at_once() {
    let model = model(&json!({"Odd": {"type": "widget"}}));
    let overlay = overlay(&json!({"PutThing": {"postcond.api#secrt": {}}}));
    let generator = generator(&model, &overlay).checks("no-such-directory", "crate::checks");
    let expected = [
        "model.json: test#Odd: unknown variant `widget`",
        "overlay.json: test#PutThing: applies postcond.api#secrt, which means nothing",
        "no-such-directory: cannot be read: ",
    ];
    assert_errors("all files", &generator, &expected);
}
