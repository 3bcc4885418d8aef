//! What is wrong with a model or an overlay is said: in which file, of which shape, and all at once.

use postcond_codegen::{Generator, Source};
use postcond_golden_tests::tiny::{
    self, Merged, assert_errors, assert_rows, classified, generator, model, operation, overlay,
    put, service, target,
};
use serde_json::json;

/// Without this, the rows could all fail for the same reason of their own.
#[test]
fn the_model_that_the_rows_change_is_without_fault() {
    let generated = generator(&model(&json!({})), &classified()).generate();
    assert_eq!(generated.unwrap().counts().operations, 2);
}

/// As a build script does whose `main` returns them: by `Debug`, after `Error: `.
#[test]
fn what_main_returns_is_shown_an_error_a_line() {
    let generated = generator(&model(&json!({"PutThing": null})), "{").generate();
    let errors = generated.unwrap_err();
    let [first, second] = errors.as_slice() else {
        panic!("{errors}");
    };
    let expected = format!("Error: \n{first}\n{second}");
    let first = Box::<dyn std::error::Error>::from(first.clone());
    assert_eq!(format!("Error: {first:?}"), format!("Error: {first}"));
    let returned = Box::<dyn std::error::Error>::from(errors);
    assert_eq!(format!("Error: {returned:?}"), expected);
}

#[test]
fn files_that_are_no_models() {
    let overlay = classified();
    for (what, text, expected) in [
        ("empty", "", "model.json: is not JSON: EOF"),
        (
            "truncated",
            r#"{"smithy": "2.0", "sha"#,
            "model.json: is not JSON: EOF",
        ),
        ("a list", "[1]", "model.json: is not a Smithy JSON AST: "),
        (
            "no AST",
            r#"{"openapi": "3.1"}"#,
            "model.json: is not a Smithy JSON AST: it has no `smithy`",
        ),
        (
            "a version that is a number",
            r#"{"smithy": 2}"#,
            "model.json: has `smithy: 2`, which must be a text",
        ),
        (
            "shapes that are none",
            r#"{"smithy": "2.0", "shapes": []}"#,
            "model.json: has `shapes: []`, which must be an object",
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
            "one like the getter of another",
            put(&json!({"Tags": string(), "GetTags": string()})),
            &["model.json: test#PutThingRequest$GetTags: becomes `get_tags`, as does Tags"],
        ),
        (
            "like a method of every builder of the SDK's",
            put(&json!({"AsInput": string()})),
            &[
                "model.json: test#PutThingRequest$AsInput: becomes `as_input`, which the SDK's \
                 builder has itself",
            ],
        ),
        (
            "like one that makes way for a method of the builder",
            put(&json!({"Until": string(), "UntilValue": string()})),
            &["model.json: test#PutThingRequest$UntilValue: becomes `until_value`, as does Until"],
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
            shapes[*name]["traits"] = json!({"postcond.api#pending": {}});
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
            "like a method of every client of the SDK's",
            with(&["Inner", "New"]),
            &["model.json: test#New: becomes `new`, which the SDK's client has itself"],
        ),
    ]);
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
        "model.json: test#Odd: is of the unknown type `widget`",
        "model.json: test#Strange: is of the unknown type `gadget`",
        "model.json: test#PutThingRequest$Name: names test#Nowhere",
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

/// What is wrong with a structure is wrong once, however many operations have it for their input.
#[test]
fn what_is_met_again_is_reported_once() {
    let members =
        json!({"_1": {"target": "smithy.api#String"}, "Huge": {"target": "smithy.api#Hug"}});
    let shapes = put(&members).merged(json!({
        "GetThing": operation("PutThingRequest"),
        "PutThing": operation("PutThingRequest"),
    }));
    let expected = [
        "model.json: test#PutThingRequest$_1: cannot be made a name",
        "model.json: test#PutThingRequest$Huge: is of the unknown type smithy.api#Hug",
    ];
    assert_errors(
        "shared",
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
        "model.json: test#Odd: is of the unknown type `widget`",
        "overlay.json: test#PutThing: applies postcond.api#secrt, which means nothing",
        "no-such-directory: cannot be read: ",
    ];
    assert_errors("all files", &generator, &expected);
}
