//! The overlay: what the model does not say, as `apply` statements on its shapes.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::error::{Collector, Error, Errors};
use crate::model::{Model, ShapeId, ShapeKind, Source, Traits};

/// The operation only reads.
pub(crate) const READONLY: &str = "smithy.api#readonly";
/// The operation changes something that no check covers yet.
pub(crate) const PENDING: &str = "postcond.api#pending";
/// The operation changes something that no read can show; the value says why.
pub(crate) const UNOBSERVABLE: &str = "postcond.api#unobservable";
/// Requests of the operation, a read, that are due together are sent once; the value may name the type
/// that sends several different ones as one, and the read that it sends, if that is another.
pub(crate) const COALESCED: &str = "postcond.api#coalesced";
/// Values of the shape are dropped before the read-back.
pub(crate) const SECRET: &str = "postcond.api#secret";
/// The facts that the operation establishes, as far as a later write may take them back.
pub(crate) const FOOTPRINT: &str = "postcond.api#footprint";
/// The kinds of resources that footprints name.
pub(crate) const RESOURCES: &str = "postcond.api#resources";

const KNOWN: &[&str] = &[
    READONLY,
    PENDING,
    UNOBSERVABLE,
    COALESCED,
    SECRET,
    FOOTPRINT,
    RESOURCES,
];

/// A parsed overlay.
pub(crate) struct Overlay {
    file: String,
    statements: IndexMap<ShapeId, Traits>,
}

#[derive(Deserialize)]
struct Apply {
    r#type: String,
    #[serde(default)]
    traits: Traits,
}

/// Parses an overlay; without a source it is empty.
pub(crate) fn parse(source: Option<&Source>) -> Result<Overlay, Errors> {
    let mut errors = Collector::default();
    let mut statements = IndexMap::new();
    let file = source.map_or("", Source::name).to_owned();
    let shapes = source.map(Source::parse).transpose()?;
    for (id, statement) in shapes.into_iter().flatten() {
        let wrong = |message: String| Error::on(&file, id.as_str(), message);
        let parsed = serde_json::from_value::<Apply>(statement);
        let Some(apply) = errors.take(parsed.map_err(|error| wrong(error.to_string()))) else {
            continue;
        };
        if apply.r#type != "apply" {
            let message = format!("is of type `{}`: an overlay only applies", apply.r#type);
            errors.push(wrong(message));
        }
        for name in apply.traits.keys().filter(|it| !KNOWN.contains(&&***it)) {
            errors.push(wrong(format!("applies {name}, which means nothing here")));
        }
        statements.insert(id, apply.traits);
    }
    errors.finish(Overlay { file, statements })
}

/// Adds the overlay's traits to the model's shapes.
pub(crate) fn apply(model: &mut Model, overlay: Overlay) -> Result<(), Errors> {
    let mut errors = Collector::default();
    for (id, traits) in overlay.statements {
        match model.shapes.get_mut(&id) {
            Some(shape) => {
                for name in traits.keys() {
                    if let Some(what) = misplaced(name, &shape.kind) {
                        let message = format!("is {what}: {name} means nothing there");
                        errors.push(Error::on(&overlay.file, id.as_str(), message));
                    }
                }
                shape.traits.extend(traits);
            }
            None => {
                let message = "is not in the model";
                errors.push(Error::on(&overlay.file, id, message));
            }
        }
    }
    model.overlay = overlay.file;
    errors.finish(())
}

/// What a shape is that the trait cannot be applied to.
fn misplaced(name: &str, shape: &ShapeKind) -> Option<&'static str> {
    match (name, shape) {
        (SECRET, ShapeKind::Operation(_)) => Some("an operation"),
        (SECRET, _) | (RESOURCES, ShapeKind::Service(_)) => None,
        (RESOURCES, _) => Some("no service"),
        (_, ShapeKind::Operation(_)) => None,
        _ => Some("no operation"),
    }
}
