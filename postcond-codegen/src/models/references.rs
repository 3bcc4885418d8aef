//! Which shapes refer to which.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::models::document::Document;
use crate::models::json::{elements, empty, entries, insert, text};
use crate::models::problem::Problems;

/// Shapes by their id, and therefore sorted.
pub(crate) type Shapes = BTreeMap<String, Value>;

/// The namespace of the shapes that every model may refer to without defining them.
pub(crate) const PRELUDE: &str = "smithy.api#";

/// The keys of shapes under which there is one reference.
const SINGLE: &[&str] = &[
    "create", "put", "read", "update", "delete", "list", "input", "output", "member", "key",
    "value",
];

/// Every reference that a shape makes: from where in it, and to what.
#[must_use]
pub(crate) fn of<'a>(id: &str, shape: &'a Value) -> Vec<(String, &'a str)> {
    let mut found = Vec::new();
    for key in SINGLE {
        if let Some(to) = shape
            .get(key)
            .and_then(|reference| text(reference, "target"))
        {
            found.push((format!("{id}${key}"), to));
        }
    }
    for key in ["errors", "operations", "resources"] {
        found.extend(
            elements(shape, key)
                .filter_map(|reference| Some((id.to_owned(), text(reference, "target")?))),
        );
    }
    for key in ["members", "identifiers", "properties"] {
        for (name, member) in entries(shape, key) {
            found.extend(text(member, "target").map(|to| (format!("{id}${name}"), to)));
        }
    }
    found
}

/// Reports every reference to a shape that does not exist.
pub(crate) fn check(shapes: &Shapes, model: Document<'_>, problems: &mut Problems) {
    for (from, to) in shapes.iter().flat_map(|(id, shape)| of(id, shape)) {
        if !to.starts_with(PRELUDE) && !shapes.contains_key(to) {
            problems.push(
                model.file,
                Some(&from),
                format!("refers to {to}, which does not exist"),
            );
        }
    }
}

/// Leaves only what a client of the service can come across.
#[must_use]
pub(crate) fn reachable(mut shapes: Shapes, service: &str) -> Shapes {
    let mut seen = BTreeSet::new();
    let mut open = vec![service.to_owned()];
    while let Some(id) = open.pop() {
        if let Some(shape) = shapes.get(&id)
            && seen.insert(id.clone())
        {
            open.extend(of(&id, shape).into_iter().map(|(_, to)| to.to_owned()));
        }
    }
    shapes.retain(|id, _| seen.contains(id));
    shapes
}

/// Marks the structures that are one operation's input or output and nothing else.
pub(crate) fn mark_inputs_and_outputs(shapes: &mut Shapes) {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for (_, to) in shapes.iter().flat_map(|(id, shape)| of(id, shape)) {
        *uses.entry(to).or_default() += 1;
    }
    let mut marks = Vec::new();
    for (operation, role) in shapes
        .values()
        .flat_map(|shape| [(shape, "input"), (shape, "output")])
    {
        let to = operation
            .get(role)
            .and_then(|reference| text(reference, "target"));
        marks.extend(
            to.filter(|to| uses.get(to) == Some(&1))
                .map(|to| (to.to_owned(), role)),
        );
    }
    for (id, role) in marks {
        let Some(shape) = shapes.get_mut(&id).and_then(Value::as_object_mut) else {
            continue;
        };
        let mut traits = shape
            .get("traits")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        insert(&mut traits, &format!("{PRELUDE}{role}"), Some(empty()));
        traits.sort_keys();
        insert(shape, "traits", Some(traits));
    }
}
