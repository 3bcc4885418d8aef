//! The normal form is the same whatever the source, and stays as it is when it is made again.

#![allow(
    clippy::unwrap_used,
    reason = "what a test calls may panic as the test does"
)]

use std::fs;
use std::path::PathBuf;

use postcond_models_refresh::{Source, refresh};

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

fn from_botocore() -> String {
    let source = Source::Botocore {
        service: data("tiny.service-2.json").into(),
        paginators: Some(data("tiny.paginators-1.json").into()),
    };
    refresh(&source).unwrap()
}

fn from_smithy(name: &str) -> String {
    refresh(&Source::Smithy {
        model: data(name).into(),
    })
    .unwrap()
}

#[test]
fn both_sources_give_the_same_bytes() {
    let expected = fs::read_to_string(data("tiny.json")).unwrap();
    assert_eq!(from_botocore(), expected);
    assert_eq!(from_smithy("tiny.smithy.json"), expected);
}

#[test]
fn the_normal_form_is_a_fixed_point() {
    assert_eq!(from_smithy("tiny.json"), from_botocore());
}

/// Some editors begin a file with one.
#[test]
fn a_byte_order_mark_is_no_fault() {
    let file = format!("postcond-models-mark-{}.json", std::process::id());
    let model = std::env::temp_dir().join(file);
    let text = fs::read_to_string(data("tiny.json")).unwrap();
    fs::write(&model, format!("\u{feff}{text}")).unwrap();
    let normal = refresh(&Source::Smithy {
        model: model.clone().into(),
    });
    fs::remove_file(model).unwrap();
    assert_eq!(normal.unwrap(), text);
}

/// botocore has one name space for operations and one for shapes; Smithy has one for both.
#[test]
fn a_shape_with_the_name_of_an_operation_has_that_of_the_sdk() {
    let dir = std::env::temp_dir().join(format!("postcond-models-shape-{}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    let service = dir.join("service-2.json");
    let text = r#"{
        "metadata": {"serviceId": "Tiny"},
        "operations": {"Put": {"input": {"shape": "PutRequest"}}},
        "shapes": {
            "Put": {"type": "structure", "members": {}},
            "PutRequest": {"type": "structure", "members": {"Put": {"shape": "Put"}}}
        }
    }"#;
    fs::write(&service, text).unwrap();
    let paginators = None;
    let normal = refresh(&Source::Botocore {
        service: service.into(),
        paginators,
    });
    fs::remove_dir_all(dir).unwrap();
    let normal: serde_json::Value = serde_json::from_str(&normal.unwrap()).unwrap();
    let shapes = &normal["shapes"];
    assert_eq!(shapes["com.amazonaws.tiny#Put"]["type"], "operation");
    let member = &shapes["com.amazonaws.tiny#PutRequest"]["members"]["Put"];
    assert_eq!(member["target"], "com.amazonaws.tiny#PutShape");
    assert_eq!(shapes["com.amazonaws.tiny#PutShape"]["type"], "structure");
}

#[test]
fn a_string_enumerated_as_in_smithy_1_is_an_enum() {
    let dir = std::env::temp_dir().join(format!("postcond-models-enum-{}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    let model = dir.join("model.json");
    let old =
        r#"{"type": "string", "traits": {"smithy.api#enum": [{"value": "a-b", "name": "Other"}]}}"#;
    let text = format!(
        r#"{{"smithy": "2.0", "shapes": {{
            "a#S": {{"type": "service"}},
            "a#O": {{"type": "operation", "input": {{"target": "a#I"}}}},
            "a#I": {{"type": "structure", "members": {{"E": {{"target": "a#E"}}}}}},
            "a#E": {old}}}}}"#
    );
    fs::write(&model, text).unwrap();
    let normal = refresh(&Source::Smithy {
        model: model.into(),
    })
    .unwrap();
    fs::remove_dir_all(dir).unwrap();
    assert!(
        normal.contains("\"A_B\"") && normal.contains("\"type\": \"enum\""),
        "{normal}"
    );
    assert!(
        !normal.contains("Other"),
        "names are derived from values for both sources: {normal}"
    );
}

/// The lifecycle says how a change is read back; botocore has no resources.
#[test]
fn a_resource_that_is_read_back_is_kept() {
    let bound = |name: &str| serde_json::json!({"target": format!("a#{name}")});
    let operation = serde_json::json!({"type": "operation"});
    let resource = serde_json::json!({
        "type": "resource", "identifiers": {"id": bound("Id")}, "properties": {"size": bound("Size")},
        "delete": bound("Drop"), "read": bound("Show"), "list": bound("List"),
        "operations": [bound("Other")],
        "traits": {"smithy.api#noReplace": {}, "smithy.api#documentation": "..."}
    });
    let model = serde_json::json!({"smithy": "2.0", "shapes": {
        "a#Service": {"type": "service", "version": "1", "resources": [bound("Shelf")]},
        // It has nothing that is read back by itself, and holds what has.
        "a#Shelf": {"type": "resource", "resources": [bound("Widget")]},
        "a#Widget": resource,
        "a#Drop": operation, "a#Show": operation, "a#List": operation, "a#Other": operation,
        "a#Id": {"type": "string"}, "a#Size": {"type": "integer"},
    }});
    let dir = std::env::temp_dir().join(format!("postcond-models-kept-{}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    let file = dir.join("a.json");
    fs::write(&file, model.to_string()).unwrap();
    let normal = refresh(&Source::Smithy { model: file.into() }).unwrap();
    fs::remove_dir_all(dir).unwrap();
    let normal: serde_json::Value = serde_json::from_str(&normal).unwrap();
    let shapes = &normal["shapes"];
    assert_eq!(
        shapes["a#Service"]["resources"],
        serde_json::json!([bound("Widget")])
    );
    assert!(shapes.get("a#Shelf").is_none());
    let expected = serde_json::json!({
        "type": "resource", "identifiers": {"id": bound("Id")}, "properties": {"size": bound("Size")},
        "delete": bound("Drop"), "read": bound("Show"), "list": bound("List"),
        "traits": {"smithy.api#noReplace": {}}
    });
    assert_eq!(shapes["a#Widget"], expected);
    assert!(shapes.get("a#Size").is_some() && shapes.get("a#Other").is_some());
}
