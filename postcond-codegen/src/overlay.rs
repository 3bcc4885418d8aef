//! The overlay: what the model does not say, as `apply` statements on its shapes.

use indexmap::IndexMap;
use serde_json::Value;

use crate::ast::Reader;
use crate::error::{Collector, Errors};
use crate::model::{Model, ShapeId, ShapeKind, Traits};
use crate::names::local_name;
use crate::source::Source;
use crate::traits::{self, ERROR_CODES, GUESSED, IAM_PREFIX, RESOURCES, SECRET};

/// A parsed overlay.
#[derive(Default)]
pub(crate) struct Overlay {
    /// None if there is no overlay.
    file: Option<String>,
    statements: IndexMap<ShapeId, Traits>,
}

/// Parses an overlay; without a source it is empty. Everything that is wrong with it is reported.
pub(crate) fn parse(source: Option<&Source>) -> Result<Overlay, Errors> {
    let Some(source) = source else {
        return Ok(Overlay::default());
    };
    let mut errors = Collector::default();
    let mut statements = IndexMap::new();
    let shapes = source.shapes(&mut errors);
    let mut reader = Reader::new(source.name(), &mut errors);
    for (id, value) in shapes.into_iter().flatten() {
        if let Some(traits) = statement(&mut reader, &id, &value) {
            statements.insert(id, traits);
        }
    }
    errors.finish(Overlay {
        file: Some(source.name().to_owned()),
        statements,
    })
}

fn statement(reader: &mut Reader<'_>, id: &str, value: &Value) -> Option<Traits> {
    let apply = reader.object(id, value)?;
    if let Some(kind) = reader.text(id, apply, "type").filter(|it| *it != "apply") {
        reader.wrong(id, format!("is of type `{kind}`: an overlay only applies"));
    }
    let traits = reader.traits(id, apply);
    for name in traits.keys().filter(|name| !traits::is_of_overlay(name)) {
        reader.wrong(id, format!("applies {name}, which means nothing here"));
    }
    Some(traits)
}

/// Adds the overlay's traits to the model's shapes.
pub(crate) fn apply(model: &mut Model, overlay: Overlay) -> Result<(), Errors> {
    let mut errors = Collector::default();
    model.overlay = overlay.file;
    for (id, traits) in overlay.statements {
        if model.left_out.contains(&id) {
            continue;
        }
        for message in traits::mismatches(&traits) {
            errors.push(model.overlay_error(&id, message));
        }
        let Some(shape) = model.shapes.get(&id) else {
            errors.push(model.overlay_error(
                &id,
                "is not in the model: has the service dropped it? Take the statement out",
            ));
            continue;
        };
        for name in traits.keys() {
            if let Some(what) = misplaced(name, &shape.kind) {
                let message = format!("is {what}: {name} means nothing there");
                errors.push(model.overlay_error(&id, message));
            }
        }
        if let Some(shape) = model.shapes.get_mut(&id) {
            shape.traits.extend(traits);
        }
    }
    errors.finish(())
}

/// What a shape is that the trait cannot be applied to.
fn misplaced(name: &str, shape: &ShapeKind) -> Option<&'static str> {
    match (name, shape) {
        (SECRET, ShapeKind::Operation(_)) => Some("an operation"),
        (SECRET, _) | (ERROR_CODES | IAM_PREFIX | RESOURCES, ShapeKind::Service(_)) => None,
        (ERROR_CODES | IAM_PREFIX | RESOURCES, _) => Some("no service"),
        (_, ShapeKind::Operation(_)) => None,
        _ => Some("no operation"),
    }
}

/// What is to be said about operations that are guessed to be what the overlay says.
pub(crate) fn guesses(model: &Model) -> Option<String> {
    let shapes = model.shapes.iter();
    let guessed = shapes.filter(|(_, shape)| shape.traits.contains_key(GUESSED));
    let names: Vec<&str> = guessed.map(|(id, _)| local_name(id)).collect();
    let file = model.overlay.as_deref().unwrap_or(&model.file);
    (!names.is_empty()).then(|| {
        format!(
            "{file} has guessed which operations read, by their names: look at each, and take \
             {GUESSED} off it: {}",
            names.join(", ")
        )
    })
}
