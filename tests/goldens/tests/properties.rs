//! Whatever a model says, `generate` answers; whatever it writes is Rust.

use postcond_golden_tests::tiny::{classified, generator, model, structure};
use postcond_golden_tests::{forms, model_file};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// Keywords, of any edition, and what a builder has methods of.
const RESERVED: &str = "
    abstract as async await become box break const continue crate do dyn else enum extern
    false final fn for gen if impl in let loop macro match mod move mut override priv pub
    ref return self static struct super trait true try type typeof unsafe unsized use
    virtual where while yield union raw build builder default send make_operation
    presigned customize meta
";

/// What is done to one node of a model.
#[derive(Clone, Debug)]
enum Change {
    Remove,
    Replace(Value),
    /// Another node of the same model takes its place.
    Copy(Index),
    /// The key that it is under becomes another.
    Rename(String),
}

fn change() -> impl Strategy<Value = Change> {
    let text = || prop_oneof!["[A-Za-z0-9_#$.]{0,12}", "\\PC{0,4}"];
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text().prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([{"target": "test.golden#Golden"}])),
        "(test\\.golden|smithy\\.api)#[A-Z][a-z]{2,8}".prop_map(|id| json!({"target": id})),
    ];
    prop_oneof![
        Just(Change::Remove),
        value.prop_map(Change::Replace),
        any::<Index>().prop_map(Change::Copy),
        text().prop_map(Change::Rename),
    ]
}

/// The pointers of all nodes below the root.
fn nodes(value: &Value, at: &str, all: &mut Vec<String>) {
    let entries: Vec<(String, &Value)> = match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(i, it)| (i.to_string(), it))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for (key, value) in entries {
        let pointer = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        all.push(pointer.clone());
        nodes(value, &pointer, all);
    }
}

fn apply(model: &mut Value, at: Index, change: Change) {
    let mut all = Vec::new();
    nodes(model, "", &mut all);
    // A change may have left nothing to change.
    let Some(last) = all.len().checked_sub(1) else {
        return;
    };
    let pointer = &all[at.index(last + 1)];
    let value = match &change {
        Change::Replace(value) => Some(value.clone()),
        Change::Copy(other) => model.pointer(&all[other.index(last + 1)]).cloned(),
        Change::Remove | Change::Rename(_) => None,
    };
    if let (Some(value), Some(node)) = (value, model.pointer_mut(pointer)) {
        *node = value;
    } else if let Some((parent, key)) = pointer.rsplit_once('/')
        && let Some(Value::Object(map)) = model.pointer_mut(parent)
    {
        let removed = map.shift_remove(&key.replace("~1", "/").replace("~0", "~"));
        if let (Change::Rename(name), Some(removed)) = (change, removed) {
            map.insert(name, removed);
        }
    }
}

fn assert_rust(source: &str) -> Result<(), TestCaseError> {
    let parsed = syn::parse_file(source);
    prop_assert!(parsed.is_ok(), "{:?} in\n{source}", parsed.err());
    Ok(())
}

proptest! {
    #[test]
    fn a_mutated_model_is_generated_or_refused(
        form in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), change()), 1..4),
    ) {
        let forms = forms().expect("the directory of models");
        let file = model_file(form.get::<String>(&forms));
        let text = std::fs::read_to_string(file).expect("a model");
        let mut model: Value = serde_json::from_str(&text).expect("a model");
        // Without an overlay most changes would only ever meet the gate.
        for (name, shape) in model["shapes"].as_object_mut().expect("shapes") {
            if shape["type"] == "operation" {
                let kind = if name.contains("Get") { "smithy.api#readonly" } else { "postcond.api#pending" };
                shape["traits"] = json!({kind: {}});
            }
        }
        for (at, change) in changes {
            apply(&mut model, at, change);
        }
        let overlay = json!({"smithy": "2.0"}).to_string();
        match generator(&model.to_string(), &overlay).generate() {
            Ok(generated) => assert_rust(&generated.source())?,
            Err(errors) => prop_assert!(!errors.as_slice().is_empty()),
        }
    }

    /// Every name that Smithy allows, unless two become one or Rust has no such name.
    #[test]
    fn members_of_any_name_become_rust(
        names in prop::collection::hash_set("_{0,2}[A-Za-z][A-Za-z0-9_]{0,12}", 1..6),
    ) {
        let members: serde_json::Map<String, Value> = names
            .iter()
            .map(|name| (name.clone(), json!({"target": "smithy.api#String"})))
            .collect();
        let shapes = json!({"PutThingRequest": structure(&Value::Object(members))});
        match generator(&model(&shapes), &classified()).generate() {
            Ok(generated) => {
                prop_assert_eq!(generated.counts().setters, names.len());
                assert_rust(&generated.source())?;
                assert_rust(generated.surface())?;
            }
            Err(errors) => {
                for error in errors.as_slice() {
                    let clash = error.message.starts_with("becomes `");
                    prop_assert!(clash, "{error}");
                }
            }
        }
    }

    #[test]
    fn text_that_is_no_model_is_refused(text in "\\PC*") {
        prop_assert!(generator(&text, &classified()).generate().is_err());
    }
}

/// Keywords are rare among random names.
#[test]
fn members_named_like_keywords_become_rust() {
    let member = json!({"target": "smithy.api#String"});
    let names: Vec<&str> = RESERVED.split_whitespace().collect();
    let members = names
        .iter()
        .map(|name| ((*name).to_owned(), member.clone()));
    let members = Value::Object(members.collect());
    let shapes = json!({"PutThingRequest": structure(&members)});
    let generated = generator(&model(&shapes), &classified())
        .generate()
        .unwrap();
    syn::parse_file(&generated.source()).unwrap();
    syn::parse_file(generated.surface()).unwrap();
    assert_eq!(generated.counts().setters, names.len());
}
