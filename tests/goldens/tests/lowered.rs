//! What becomes of models that are in order: what the goldens' forms do not show.

use postcond_codegen::Generated;
use postcond_golden_tests::tiny::{
    classified, generator, model, operation, overlay, put, service, structure, target,
};
use serde_json::{Value, json};

fn generated(shapes: &Value, overlay: &str) -> Generated {
    let generated = generator(&model(shapes), overlay).generate();
    generated.unwrap_or_else(|errors| panic!("{errors}"))
}

/// The operations' part of the source for a `PutThing` with these members.
fn with_members(members: &Value) -> String {
    let generated = generated(&put(members), &classified());
    generated.operations().to_owned()
}

#[test]
fn a_primitive_type_is_that_of_its_namesake_without_the_prefix() {
    for name in [
        "Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double",
    ] {
        let of = |target: String| with_members(&json!({"Size": {"target": target}}));
        let primitive = of(format!("smithy.api#Primitive{name}"));
        assert_eq!(primitive, of(format!("smithy.api#{name}")), "{name}");
    }
}

/// A type contains itself only if it is within itself.
#[test]
fn a_map_may_have_keys_and_values_of_one_type() {
    let mut shapes = put(&json!({"Names": target("Names")}));
    shapes["Names"] = json!({"type": "map", "key": target("Text"), "value": target("Text")});
    shapes["Text"] = json!({"type": "string"});
    let source = generated(&shapes, &classified());
    assert_eq!(source.counts().setters, 1);
}

/// It is not kept once it is answered.
#[test]
fn a_read_may_be_asked_with_a_secret_inside_another_member() {
    let shapes = json!({
        "GetThingRequest": structure(&json!({"Lock": target("Lock")})),
        "Lock": structure(&json!({"Pin": target("Pin")})),
        "Pin": {"type": "string"},
    });
    let overlay = overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": {"postcond.api#pending": {}},
        "Pin": {"postcond.api#secret": {}},
    }));
    assert_eq!(generated(&shapes, &overlay).counts().operations, 2);
}

#[test]
fn a_list_is_a_secret_that_was_given_unless_it_is_empty() {
    let mut shapes = put(&json!({"Pins": target("Pins"), "Pin": target("Pin")}));
    shapes["Pins"] = json!({"type": "list", "member": target("Pin")});
    shapes["Pin"] = json!({"type": "string"});
    let overlay = overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": {"postcond.api#pending": {}},
        "Pin": {"postcond.api#secret": {}},
        "Pins": {"postcond.api#secret": {}},
    }));
    let source = generated(&shapes, &overlay);
    let has_secret = "!input.pins().is_empty() || input.pin().is_some()";
    assert!(
        source.operations().contains(has_secret),
        "{}",
        source.operations()
    );
}

#[test]
fn rights_begin_with_what_the_overlay_says_or_the_name_that_the_service_signs_with() {
    let mut golden = service(&["GetThing", "PutThing"]);
    let prefix = |golden: &Value, overlay: &str| {
        let generated = generated(&json!({"Golden": golden}), overlay);
        let (_, rest) = generated
            .support()
            .split_once("IAM_PREFIX: &'static str = ")
            .unwrap();
        rest.split(';').next().unwrap().to_owned()
    };
    assert_eq!(prefix(&golden, &classified()), r#""golden""#);
    golden["traits"]["aws.auth#sigv4"] = json!({"name": "signed"});
    assert_eq!(prefix(&golden, &classified()), r#""signed""#);
    let said = overlay(&json!({
        "Golden": {"postcond.api#iamPrefix": "said"},
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": {"postcond.api#pending": {}},
    }));
    assert_eq!(prefix(&golden, &said), r#""said""#);
}

/// The runtime compares tokens as texts.
#[test]
fn an_idempotency_token_is_a_text() {
    let token = |target: &str| {
        let traits = json!({"smithy.api#idempotencyToken": {}});
        with_members(&json!({"Token": {"target": target, "traits": traits}}))
    };
    let finds_token = "fn idempotency_token(";
    assert!(token("smithy.api#String").contains(finds_token));
    assert!(!token("smithy.api#Integer").contains(finds_token));
}

/// The source for a `PutThing` with these members, and a `Names` of this kind, that makes these facts.
fn with_footprint(members: &Value, names: &str, footprint: &Value) -> String {
    let mut shapes = put(members);
    shapes["Names"] = json!({"type": names, "member": {"target": "smithy.api#String"}});
    let overlay = overlay(&json!({
        "Golden": {"postcond.api#resources": {"Thing": {}}},
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": {"postcond.api#pending": {}, "postcond.api#footprint": [footprint]},
    }));
    generated(&shapes, &overlay).operations().to_owned()
}

#[test]
fn a_footprint_goes_over_a_set_as_over_a_list() {
    let over = |kind: &str| {
        let fact = json!({"resource": "Thing", "id": "in.Names", "gone": true});
        with_footprint(&json!({"Names": target("Names")}), kind, &fact)
    };
    assert_eq!(over("set"), over("list"));
}

#[test]
fn any_boolean_may_say_that_all_is_replaced() {
    let replacing = |boolean: &str| {
        let string = json!({"target": "smithy.api#String"});
        let switch = json!({"target": boolean});
        let members = json!({"Name": string, "Owner": string, "Replace": switch});
        let fact = json!({
            "resource": "Thing",
            "id": "in.Name",
            "members": ["Owner"],
            "replacesAll": "in.Replace",
        });
        with_footprint(&members, "list", &fact)
    };
    assert_eq!(
        replacing("smithy.api#PrimitiveBoolean"),
        replacing("smithy.api#Boolean")
    );
}

#[test]
fn all_operations_of_a_resource_are_the_services() {
    let lifecycle = ["create", "put", "read", "update", "delete", "list"];
    let mut resource = json!({"type": "resource"});
    let mut shapes = json!({});
    let mut traits = json!({"PutThing": {"postcond.api#pending": {}}});
    let mut bind = |name: String| {
        shapes[&name] = operation("PutThingRequest");
        traits[&name] = json!({"postcond.api#pending": {}});
        target(&name)
    };
    for key in lifecycle {
        resource[key] = bind(format!("{key}Part"));
    }
    for key in ["operations", "collectionOperations"] {
        resource[key] = json!([bind(format!("{key}Part"))]);
    }
    shapes["Golden"] = service(&["PutThing"]);
    shapes["Golden"]["resources"] = json!([target("Things")]);
    shapes["Things"] = resource;
    let generated = generated(&shapes, &overlay(&traits));
    assert_eq!(generated.counts().operations, 9);
}

/// The read-back compares it, so that it is kept in the process.
#[test]
fn what_an_overlay_calls_sensitive_is_kept_and_in_no_receipt() {
    let mut shapes = put(&json!({
        "Pins": target("Pins"),
        "Hint": {"target": "smithy.api#String"},
        "Note": {"target": "smithy.api#String"},
    }));
    shapes["Pins"] = json!({"type": "list", "member": target("Pin")});
    shapes["Pin"] = json!({"type": "string"});
    let overlay = overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": {"postcond.api#pending": {}},
        "Pin": {"smithy.api#sensitive": {}},
        "PutThingRequest$Hint": {"smithy.api#sensitive": {}},
    }));
    let generator = generator(&model(&shapes), &overlay).receipts(true);
    let source = generator
        .generate()
        .unwrap_or_else(|errors| panic!("{errors}"));
    let source = source.operations().to_owned() + source.support();
    for (member, with) in [("Pins", "without"), ("Hint", "without"), ("Note", "with")] {
        let written = format!(".{with}::<Service, _>(\"{member}\"");
        assert!(source.contains(&written), "{written}: {source}");
    }
    assert!(!source.contains("kept.hint = "), "{source}");
}

/// The table is searched by name: by id, `a#PutThing` would come before `test#GetThing`.
#[test]
fn rows_are_ordered_by_name_in_whatever_namespace() {
    let model = model(&json!({
        "Golden": {
            "type": "service",
            "operations": [{"target": "test#GetThing"}, {"target": "a#PutThing"}],
            "traits": {"aws.api#service": {"sdkId": "Golden"}},
        },
        "PutThing": null,
    }));
    let mut model: Value = serde_json::from_str(&model).unwrap();
    model["shapes"]["a#PutThing"] = json!({
        "type": "operation",
        "traits": {"postcond.api#pending": {}},
    });
    let overlay = overlay(&json!({"GetThing": {"smithy.api#readonly": {}}}));
    let generated = generator(&model.to_string(), &overlay).generate().unwrap();
    let row = |row: &str| {
        let source = generated.operations();
        source.find(row).unwrap_or_else(|| panic!("no {row}"))
    };
    let get = row("OperationInfo::new(\"GetThing\"");
    assert!(get < row("OperationInfo::of::<op::PutThing>"));
}
