//! The normal form of a Smithy AST: a fixed set of traits, a fixed order, and nothing that a client
//! cannot come across.

use serde_json::Value;

use crate::models::document::Document;
use crate::models::json::{Object, elements, entries, insert, single, target, text};
use crate::models::problem::{Problems, Report, mismatch};
use crate::models::references::{self, Shapes};
use crate::models::{names, traits};

const UNIT: &str = "smithy.api#Unit";
const ENUM_VALUE: &str = "smithy.api#enumValue";

/// The keys under which a resource has an operation that changes it.
const MUTATIONS: &[&str] = &["create", "put", "update", "delete"];
/// The keys under which a resource has an operation that reads.
const READS: &[&str] = &["read", "list"];

const SIMPLE: &[&str] = &[
    "bigDecimal",
    "bigInteger",
    "blob",
    "boolean",
    "byte",
    "document",
    "double",
    "float",
    "integer",
    "long",
    "short",
    "string",
    "timestamp",
];

/// Brings an AST to the normal form; nothing if there is not enough of it, in which case the reason
/// is among the problems.
#[must_use]
pub(crate) fn normalise(model: Document<'_>, problems: &mut Problems) -> Option<Value> {
    if !text(model.json, "smithy").is_some_and(|version| version.starts_with('2')) {
        problems.push(model.file, None, "is not a Smithy 2 model");
        return None;
    }
    let service = service_id(model, problems)?;
    let mut shapes = Shapes::new();
    for (id, shape) in entries(model.json, "shapes") {
        if let Some(normal) = normal_shape(id, shape, model, problems) {
            shapes.insert(id.clone(), normal);
        }
    }
    bind_operations(&mut shapes, &service);
    bind_resources(&mut shapes, &service);
    share_errors(&mut shapes, &service);
    references::check(&shapes, model, problems);
    let mut shapes = references::reachable(shapes, &service);
    references::mark_inputs_and_outputs(&mut shapes);
    let mut normal = Object::new();
    insert(&mut normal, "smithy", Some("2.0"));
    insert(
        &mut normal,
        "shapes",
        Some(shapes.into_iter().collect::<Object>()),
    );
    Some(Value::Object(normal))
}

fn service_id(model: Document<'_>, problems: &mut Problems) -> Option<String> {
    let services: Vec<&String> = entries(model.json, "shapes")
        .filter(|(_, shape)| text(shape, "type") == Some("service"))
        .map(|(id, _)| id)
        .collect();
    if let [service] = services[..] {
        return Some(service.clone());
    }
    problems.push(
        model.file,
        None,
        format!("has {} services instead of one", services.len()),
    );
    None
}

/// Operations may be bound through resources. A file of AWS's holds one service, so every operation
/// in it is that service's.
fn bind_operations(shapes: &mut Shapes, service: &str) {
    let operations = shapes
        .iter()
        .filter(|(_, shape)| text(shape, "type") == Some("operation"));
    let operations: Vec<Value> = operations.map(|(id, _)| target(id)).collect();
    if let Some(service) = shapes.get_mut(service).and_then(Value::as_object_mut) {
        insert_before_traits(service, "operations", operations);
    }
}

/// What a resource belongs to is in its identifiers, too. Those are kept whose lifecycle shows how a change
/// is read back.
fn bind_resources(shapes: &mut Shapes, service: &str) {
    shapes.retain(|_, shape| {
        let has = |key: &&str| shape.get(*key).is_some();
        let is_resource = text(shape, "type") == Some("resource");
        !is_resource || has(&"read") && MUTATIONS.iter().any(has)
    });
    let resources = shapes
        .iter()
        .filter(|(_, shape)| text(shape, "type") == Some("resource"));
    let resources: Vec<Value> = resources.map(|(id, _)| target(id)).collect();
    if resources.is_empty() {
        return;
    }
    if let Some(service) = shapes.get_mut(service).and_then(Value::as_object_mut) {
        insert_before_traits(service, "resources", resources);
    }
}

/// What every operation may answer is said of each, as botocore says it.
fn share_errors(shapes: &mut Shapes, service: &str) {
    let service = shapes.get_mut(service).and_then(Value::as_object_mut);
    let Some(Value::Array(common)) = service.and_then(|service| service.shift_remove("errors"))
    else {
        return;
    };
    for operation in shapes.values_mut() {
        if text(operation, "type") == Some("operation") {
            let own = elements(operation, "errors");
            let errors = sorted_errors(own.chain(&common).cloned().collect());
            if let Some(operation) = operation.as_object_mut() {
                insert_before_traits(operation, "errors", errors);
            }
        }
    }
}

/// The traits come last in every shape.
fn insert_before_traits(shape: &mut Object, key: &str, value: Vec<Value>) {
    let traits = shape.shift_remove("traits");
    insert(shape, key, Some(value));
    insert(shape, "traits", traits);
}

fn sorted_errors(mut errors: Vec<Value>) -> Vec<Value> {
    errors.sort_by(|left, right| text(left, "target").cmp(&text(right, "target")));
    errors.dedup();
    errors
}

fn normal_shape(
    id: &str,
    shape: &Value,
    model: Document<'_>,
    problems: &mut Problems,
) -> Option<Value> {
    let Some(kind) = text(shape, "type") else {
        problems.push(model.file, Some(id), "has no type");
        return None;
    };
    let mut report = |place: &str, message: String| problems.push(model.file, Some(place), message);
    if elements(shape, "mixins").next().is_some() {
        report(id, "has mixins: flatten the model first".to_owned());
    }
    check_forms(id, shape, &mut report);
    let values = match kind {
        "enum" => Some(enum_values(shape)),
        "string" => enum_trait_values(shape),
        _ => None,
    };
    if let Some(values) = values {
        return Some(enumeration(&values, shape));
    }
    let mut normal = single_type(kind);
    body(&mut normal, kind, id, shape, &mut report);
    insert(&mut normal, "traits", traits::kept_of_shape(id, shape));
    Some(Value::Object(normal))
}

/// Reports what would be lost for not being what it must be, of a shape or a member.
fn check_forms(place: &str, given: &Value, report: &mut Report<'_>) {
    for key in ["identifiers", "members", "properties", "traits"] {
        if let Some(value) = given.get(key).filter(|value| !value.is_object()) {
            report(place, mismatch(key, value, "an object"));
        }
    }
    for key in ["errors", "mixins", "operations", "resources"] {
        if let Some(value) = given.get(key).filter(|value| !value.is_array()) {
            report(place, mismatch(key, value, "a list"));
        }
    }
    traits::check(place, given, report);
}

/// What a shape holds besides its type and its traits.
fn body(normal: &mut Object, kind: &str, id: &str, shape: &Value, report: &mut Report<'_>) {
    match kind {
        "service" => {
            insert(normal, "version", shape.get("version").cloned());
            errors(normal, id, shape, report);
        }
        "operation" => operation(normal, id, shape, report),
        "resource" => resource(normal, id, shape, report),
        "structure" | "union" | "intEnum" => {
            let members = named_references("members", id, shape, report);
            insert(normal, "members", Some(members));
        }
        "list" => references_of(normal, &["member"], id, shape, report),
        "map" => references_of(normal, &["key", "value"], id, shape, report),
        _ if SIMPLE.contains(&kind) => {}
        _ => report(id, format!("unknown shape type {kind:?}")),
    }
}

fn single_type(kind: &str) -> Object {
    let mut normal = Object::new();
    insert(&mut normal, "type", Some(kind));
    normal
}

fn operation(normal: &mut Object, id: &str, shape: &Value, report: &mut Report<'_>) {
    for role in ["input", "output"] {
        let unit = target(UNIT);
        let given = shape.get(role).unwrap_or(&unit);
        insert(
            normal,
            role,
            reference(&format!("{id}${role}"), given, report),
        );
    }
    errors(normal, id, shape, report);
}

fn resource(normal: &mut Object, id: &str, shape: &Value, report: &mut Report<'_>) {
    for key in ["identifiers", "properties"] {
        let named = named_references(key, id, shape, report);
        if !named.is_empty() {
            insert(normal, key, Some(named));
        }
    }
    let keys = MUTATIONS.iter().chain(READS);
    for key in keys.filter(|key| shape.get(**key).is_some()) {
        references_of(normal, &[key], id, shape, report);
    }
}

fn errors(normal: &mut Object, id: &str, shape: &Value, report: &mut Report<'_>) {
    let errors = elements(shape, "errors").filter_map(|error| reference(id, error, report));
    let errors = sorted_errors(errors.collect());
    if !errors.is_empty() {
        insert(normal, "errors", Some(errors));
    }
}

fn named_references(key: &str, id: &str, shape: &Value, report: &mut Report<'_>) -> Object {
    entries(shape, key)
        .filter_map(|(name, member)| {
            Some((
                name.clone(),
                reference(&format!("{id}${name}"), member, report)?,
            ))
        })
        .collect()
}

fn references_of(
    normal: &mut Object,
    keys: &[&str],
    id: &str,
    shape: &Value,
    report: &mut Report<'_>,
) {
    for key in keys {
        let given = shape.get(*key).unwrap_or(&Value::Null);
        insert(
            normal,
            key,
            reference(&format!("{id}${key}"), given, report),
        );
    }
}

/// A member or other reference: its target and the traits that are kept of it.
fn reference(place: &str, given: &Value, report: &mut Report<'_>) -> Option<Value> {
    check_forms(place, given, report);
    let Some(id) = text(given, "target") else {
        report(place, "has no target".to_owned());
        return None;
    };
    let mut normal = Object::new();
    insert(&mut normal, "target", Some(id));
    insert(&mut normal, "traits", traits::kept(given));
    Some(Value::Object(normal))
}

fn enum_values(shape: &Value) -> Vec<&str> {
    // A member without a value stands for its own name.
    entries(shape, "members")
        .map(|(name, member)| {
            let given = member
                .get("traits")
                .and_then(|traits| text(traits, ENUM_VALUE));
            given.unwrap_or(name)
        })
        .collect()
}

/// The values of a string that is enumerated the way Smithy 1 did it, which Smithy 2 still allows.
fn enum_trait_values(shape: &Value) -> Option<Vec<&str>> {
    let given = shape.get("traits")?.get(traits::ENUM)?.as_array()?;
    Some(
        given
            .iter()
            .filter_map(|entry| text(entry, "value"))
            .collect(),
    )
}

fn enumeration(values: &[&str], shape: &Value) -> Value {
    let mut members = Object::new();
    for (name, value) in names::enum_members(values) {
        let mut member = Object::new();
        insert(&mut member, "target", Some(UNIT));
        insert(&mut member, "traits", Some(single(ENUM_VALUE, value)));
        insert(&mut members, &name, Some(member));
    }
    let mut normal = single_type("enum");
    insert(&mut normal, "members", Some(members));
    insert(&mut normal, "traits", traits::kept(shape));
    Value::Object(normal)
}
