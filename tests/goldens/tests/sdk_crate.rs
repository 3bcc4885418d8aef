//! The SDK crate decides what exists: what only the model has is left out, and said.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use postcond_codegen::{Generated, Generator, SdkSources};
use postcond_golden_tests::tiny::{
    assert_errors, classified, generator, model, operation, overlay, put, service, structure,
};
use serde_json::{Value, json};

/// The sources of an SDK crate, as far as they are looked at; gone when the test is over.
struct Sdk(PathBuf);

impl Sdk {
    /// With these operations, each by its module and the members of its input.
    fn new(test: &str, operations: &[(&str, &[&str])]) -> Self {
        let root = format!("postcond-sdk-{test}-{}", std::process::id());
        let sdk = Self(std::env::temp_dir().join(root));
        let manifest = "[package]\nname = \"aws-sdk-golden\"\nversion = \"1.2.3\"\n";
        write(&sdk.0.join("Cargo.toml"), manifest);
        for (module, members) in operations {
            let operation = sdk.0.join("src/operation");
            write(&operation.join(format!("{module}.rs")), "");
            let setters = members.iter().map(|member| {
                format!(
                    "    pub fn set_{member}(mut self, input: Option<String>) -> Self {{\n    \
                     pub fn get_{member}(&self) -> &Option<String> {{\n"
                )
            });
            let setters: String = setters.collect();
            write(&operation.join(module).join("builders.rs"), &setters);
        }
        sdk
    }

    /// With more in a source of an operation.
    fn with(self, file: &str, lines: &[&str]) -> Self {
        let file = self.0.join("src/operation").join(file);
        let before = fs::read_to_string(&file).unwrap_or_default();
        let lines = lines.iter().map(|line| format!("    {line} {{\n"));
        write(&file, &format!("{before}{}", lines.collect::<String>()));
        self
    }

    fn generator(&self, shapes: &Value, overlay: &str) -> Generator {
        let sources = SdkSources::in_directory(&self.0);
        generator(&model(shapes), overlay).sdk_sources(sources)
    }

    fn generated(&self, shapes: &Value, overlay: &str) -> Generated {
        let generated = self.generator(shapes, overlay).generate();
        generated.unwrap_or_else(|errors| panic!("{errors}"))
    }
}

impl Drop for Sdk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

const GET: (&str, &[&str]) = ("get_thing", &["name"]);
const PUT: (&str, &[&str]) = ("put_thing", &["name"]);

#[test]
fn nothing_is_said_of_what_both_have() {
    let sdk = Sdk::new("both", &[GET, PUT]);
    let generated = sdk.generated(&json!({}), &classified());
    assert_eq!(generated.warnings(), [""; 0]);
    assert_eq!(generated.counts().operations, 2);
}

/// A service with `DropThing` besides, and a `PutThing` with a `Comment`.
fn newer() -> Value {
    let string = json!({"target": "smithy.api#String"});
    let mut shapes = put(&json!({"Name": string, "Comment": string}));
    shapes["Golden"] = service(&["DropThing", "GetThing", "PutThing"]);
    shapes["DropThing"] = operation("DropThingRequest");
    shapes["DropThingRequest"] = structure(&json!({"Name": string}));
    shapes
}

#[test]
fn what_is_newer_in_the_model_is_left_out() {
    let sdk = Sdk::new("newer", &[GET, PUT]);
    // What it says of the operation that is left out is not wrong.
    let overlay = overlay(&json!({
        "DropThing": {"postcond.api#pending": {}},
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": {"postcond.api#pending": {}},
    }));
    let generated = sdk.generated(&newer(), &overlay);
    assert_eq!(
        generated.warnings(),
        [
            "aws-sdk-golden 1.2.3 does not have all of model.json, and so neither has the client: \
             without the operations DropThing; the members PutThing.Comment. `cargo update` may bring a newer SDK \
             crate, which has them"
        ]
    );
    assert_eq!(generated.counts().operations, 2);
    let source = generated.source();
    assert!(source.contains("fn name(") && source.contains("PutThing"));
    assert!(!source.contains("comment") && !source.contains("DropThing"));
}

#[test]
fn what_only_the_sdk_has_is_said() {
    let operations: &[(&str, &[&str])] = &[
        ("drop_thing", &["name"]),
        GET,
        ("put_thing", &["comment", "name"]),
    ];
    let sdk = Sdk::new("older", operations);
    let generated = sdk.generated(&json!({}), &classified());
    assert_eq!(
        generated.warnings(),
        [
            "model.json does not have all of aws-sdk-golden 1.2.3, and so neither has the client: \
             without the operations drop_thing; the members put_thing.comment. `postcond-codegen model` writes a \
             newer model from a newer botocore, and `init` adds what is new"
        ]
    );
    assert_eq!(generated.counts().operations, 2);
}

/// Of which the model has `Version`.
const OUTPUT: &[&str] = &[
    "pub fn version(&self) -> i64",
    "pub fn builder() -> ThingBuilder",
    "pub fn set_version(mut self, input: Option<i64>) -> Self",
    "pub fn get_version(&self) -> &Option<i64>",
    "pub fn tier(&self) -> Option<&str>",
    "pub fn set_tier(mut self, input: Option<String>) -> Self",
    "pub fn get_tier(&self) -> &Option<String>",
];

/// One warning in all, of inputs and of outputs.
#[test]
fn what_only_the_sdk_has_in_an_answer_is_said_once() {
    let put: (&str, &[&str]) = ("put_thing", &["name", "tier"]);
    let sdk = Sdk::new("answer", &[GET, put]).with("put_thing/_put_thing_output.rs", OUTPUT);
    let mut shapes = json!({"PutThingResult": structure(&json!({
        "Version": {"target": "smithy.api#Long"}
    }))});
    shapes["PutThing"] = operation("PutThingRequest");
    shapes["PutThing"]["output"] = json!({"target": "test#PutThingResult"});
    let generated = sdk.generated(&shapes, &classified());
    assert_eq!(
        generated.warnings(),
        [
            "model.json does not have all of aws-sdk-golden 1.2.3, and so neither has the client: \
             without the members put_thing.tier. `postcond-codegen model` writes a newer model from a newer \
             botocore, and `init` adds what is new"
        ]
    );
}

/// As `setAsDefault` of IoT's `CreatePolicyVersion`.
#[test]
fn a_member_whose_name_begins_as_a_setter_does_is_not_taken_for_another_one() {
    let lines = [
        "pub fn set_as_default(mut self, input: bool) -> Self",
        "pub fn set_set_as_default(mut self, input: Option<bool>) -> Self",
        "pub fn get_set_as_default(&self) -> &Option<bool>",
    ];
    let sdk = Sdk::new("setter", &[GET, PUT]).with("put_thing/builders.rs", &lines);
    let members = json!({
        "Name": {"target": "smithy.api#String"},
        "setAsDefault": {"target": "smithy.api#Boolean"},
    });
    let generated = sdk.generated(&put(&members), &classified());
    assert_eq!(generated.warnings(), [""; 0]);
    assert!(generated.source().contains("fn set_as_default("));
}

/// Its code names what the SDK crate does not have.
#[test]
fn a_check_of_what_is_left_out_is_an_error() {
    let sdk = Sdk::new("check", &[GET, PUT]);
    let checks = sdk.0.join("checks");
    let check = r#"
        /// The thing is gone.
        #[post_condition(service = "golden", op = "DropThing", reads = ["GetThing"])]
        async fn thing_is_gone() {}
    "#;
    write(&checks.join("thing.rs"), check);
    let generator = sdk.generator(&newer(), &classified());
    let generator = generator.checks(&checks, "crate::checks");
    let expected = format!(
        "{}: thing_is_gone: is a check of DropThing, which aws-sdk-golden 1.2.3 does not have",
        checks.join("thing.rs").display()
    );
    assert_errors("a check", &generator, &[&expected]);
}

#[test]
fn what_an_overlay_says_of_an_operation_that_is_gone_is_an_error() {
    let sdk = Sdk::new("gone", &[GET, PUT]);
    let overlay = overlay(&json!({
        "DropThing": {"postcond.api#pending": {}},
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": {"postcond.api#pending": {}},
    }));
    let generator = sdk.generator(&json!({}), &overlay);
    let expected = "overlay.json: test#DropThing: is not in the model: has the service dropped it?";
    assert_errors("gone", &generator, &[expected]);
}

#[test]
fn without_the_sources_all_of_the_model_is_generated() {
    let nowhere = Sdk::new("nowhere", &[]);
    let generated = nowhere.generated(
        &newer(),
        &overlay(&json!({
            "DropThing": {"postcond.api#pending": {}},
            "GetThing": {"smithy.api#readonly": {}},
            "PutThing": {"postcond.api#pending": {}},
        })),
    );
    let [warning] = generated.warnings() else {
        panic!("{:?}", generated.warnings());
    };
    let begin = "model.json: is generated as the model has it, whatever the SDK crate has: \
                 aws_sdk_golden is not found: ";
    assert!(warning.starts_with(begin), "{warning}");
    assert_eq!(generated.counts().operations, 3);
}

/// What repeats its answers names each error of it, and the paginator.
#[test]
fn a_shared_read_has_the_errors_and_the_paginator_that_the_sdk_has() {
    let sdk = Sdk::new("shared", &[GET, PUT]);
    let operation = sdk.0.join("src/operation");
    let variant = "    Gone(crate::types::error::Gone),\n";
    write(&operation.join("get_thing.rs"), variant);
    let error = structure(&json!({}));
    let mut shapes = json!({"Gone": error, "Missing": error});
    shapes["GetThing"] = json!({
        "type": "operation",
        "input": {"target": "test#GetThingRequest"},
        "errors": [{"target": "test#Gone"}, {"target": "test#Missing"}],
        "traits": {"smithy.api#paginated": {}},
    });
    let overlay = overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}, "postcond.api#coalesced": {"batch": "crate::Batch"}},
        "PutThing": {"postcond.api#pending": {}},
    }));
    let source = || sdk.generated(&shapes, &overlay).source();
    assert!(
        source().contains("GetThingError::Gone(error)"),
        "{}",
        source()
    );
    assert!(!source().contains("Missing") && !source().contains("into_paginator"));
    write(&operation.join("get_thing/paginator.rs"), "");
    assert!(source().contains("into_paginator"));
}

/// Smithy has one name space for both.
#[test]
fn a_shape_with_the_name_of_an_operation_is_an_error() {
    let twice = r#"{"smithy": "2.0", "shapes": {
        "test#Golden": {"type": "service", "traits": {"aws.api#service": {"sdkId": "Golden"}}},
        "test#PutThing": {"type": "operation"},
        "test#PutThing": {"type": "structure", "members": {}}
    }}"#;
    let empty = overlay(&json!({}));
    let generator = generator(twice, &empty);
    let expected = "model.json: test#PutThing: is in `shapes` twice";
    assert_errors("twice", &generator, &[expected]);
}

/// Some endpoints have no dual stack, and a crate that is not released any more lacks what is newer.
#[test]
fn what_a_configuration_of_the_sdk_does_not_have_is_not_set() {
    let dual_stack =
        "pub fn set_use_dual_stack(&mut self, use_dual_stack: Option<bool>) -> &mut Self";
    let clock_skew =
        "pub fn set_disable_clock_skew_correction(&mut self, it: Option<bool>) -> &mut Self";
    for (has, expected) in [
        (&[dual_stack, clock_skew][..], (true, true)),
        (&[clock_skew], (false, true)),
        (&[dual_stack], (true, false)),
    ] {
        let sdk = Sdk::new("settings", &[GET, PUT]).with("../config.rs", has);
        let source = sdk.generated(&json!({}), &classified()).source();
        let sets = |setter: &str| source.contains(&format!("conf.{setter}("));
        let found = (
            sets("set_use_dual_stack"),
            sets("set_disable_clock_skew_correction"),
        );
        assert_eq!(found, expected);
    }
}
