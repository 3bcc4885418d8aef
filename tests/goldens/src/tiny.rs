//! Models in a line or two, for what does not deserve a file: mistakes.

use postcond_codegen::{Generator, Source};
use serde_json::{Value, json};

/// A service with `PutThing` and `GetThing`; the `shapes`, by their names, replace its own or come
/// beside them, and `null` removes one.
#[must_use]
pub fn model(shapes: &Value) -> String {
    let request =
        json!({"type": "structure", "members": {"Name": {"target": "smithy.api#String"}}});
    let mut all = json!({
        "test#Golden": service(&["GetThing", "PutThing"]),
        "test#GetThing": operation("GetThingRequest"),
        "test#PutThing": operation("PutThingRequest"),
        "test#GetThingRequest": request.clone(),
        "test#PutThingRequest": request,
    });
    for (name, shape) in shapes.as_object().into_iter().flatten() {
        all[format!("test#{name}")] = shape.clone();
    }
    if let Some(all) = all.as_object_mut() {
        all.retain(|_, shape| !shape.is_null());
    }
    json!({"smithy": "2.0", "shapes": all}).to_string()
}

/// A service with these operations.
#[must_use]
pub fn service(operations: &[&str]) -> Value {
    let operations = operations.iter().map(|name| target(name));
    json!({
        "type": "service",
        "operations": operations.collect::<Vec<_>>(),
        "traits": {"aws.api#service": {"sdkId": "Golden"}},
    })
}

/// An operation whose input is the shape `input`.
#[must_use]
pub fn operation(input: &str) -> Value {
    json!({"type": "operation", "input": target(input)})
}

/// A structure with these members.
#[must_use]
pub fn structure(members: &Value) -> Value {
    json!({"type": "structure", "members": members})
}

/// `{"target": "test#name"}`.
#[must_use]
pub fn target(name: &str) -> Value {
    json!({"target": format!("test#{name}")})
}

/// An overlay that gives each shape, by its name, these traits.
#[must_use]
pub fn overlay(traits: &Value) -> String {
    let traits = traits.as_object().into_iter().flatten();
    let statements = traits.map(|(name, traits)| {
        let statement = json!({"type": "apply", "traits": traits});
        (format!("test#{name}"), statement)
    });
    let statements: serde_json::Map<String, Value> = statements.collect();
    json!({"smithy": "2.0", "shapes": statements}).to_string()
}

/// The overlay under which [`model`] is without fault.
#[must_use]
pub fn classified() -> String {
    overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}},
        "PutThing": {"postcond.api#pending": {}},
    }))
}

/// The generator for `model.json` and `overlay.json` with these texts.
#[must_use]
pub fn generator(model: &str, overlay: &str) -> Generator {
    Generator::new(Source::embedded("model.json", model))
        .overlay(Source::embedded("overlay.json", overlay))
}

/// Asserts that `generator` reports these errors and no others: each begins with what is expected
/// of it, so that the file, the shape and the reason are all there.
///
/// # Panics
/// If it does not.
#[track_caller]
pub fn assert_errors(what: &str, generator: &Generator, expected: &[&str]) {
    let errors = match generator.generate() {
        Ok(_) => panic!("{what}: there is no error; expected {expected:#?}"),
        Err(errors) => errors,
    };
    let errors: Vec<String> = errors.as_slice().iter().map(ToString::to_string).collect();
    let met = errors.len() == expected.len()
        && errors
            .iter()
            .zip(expected)
            .all(|(error, expected)| error.starts_with(expected));
    assert!(met, "{what}: {errors:#?}; expected {expected:#?}");
}

/// Asserts that each row's shapes make a [`model`] wrong: what is wrong, the shapes, and the errors.
///
/// # Panics
/// If they do not.
#[track_caller]
pub fn assert_rows(rows: &[(&str, Value, &[&str])]) {
    for (what, shapes, expected) in rows {
        assert_errors(what, &generator(&model(shapes), &classified()), expected);
    }
}

/// A `PutThing` whose input has these members.
#[must_use]
pub fn put(members: &Value) -> Value {
    json!({"PutThingRequest": structure(members)})
}

/// Of two objects, one with the entries of both.
pub trait Merged {
    /// With the entries of `other`, which count where both have one.
    #[must_use]
    fn merged(self, other: Value) -> Value;
}

impl Merged for Value {
    fn merged(mut self, other: Value) -> Value {
        for (key, value) in other.as_object().into_iter().flatten() {
            self[key] = value.clone();
        }
        self
    }
}
