//! The overlay: what the model does not say, as `apply` statements on its shapes.

use indexmap::IndexMap;
use serde_json::Value;

use crate::ast::Reader;
use crate::error::{Collector, Errors};
use crate::model::{Model, ShapeId, ShapeKind, Traits};
use crate::names::local_name;
use crate::prose::nearest;
use crate::source::Source;
use crate::traits::{
    self, ERROR_CODES, GUESSED, IAM_PREFIX, READONLY, RESOURCES, SECRET, SENSITIVE,
};

/// A parsed overlay.
#[derive(Default)]
pub(crate) struct Overlay {
    /// None if there is no overlay.
    file: Option<String>,
    statements: IndexMap<ShapeId, Traits>,
}

/// Parses an overlay; without a source it is empty. Everything that is wrong with it is reported, and what can be
/// read of it is there to find out what else is wrong.
pub(crate) fn parse(source: Option<&Source>, errors: &mut Collector) -> Option<Overlay> {
    let Some(source) = source else {
        return Some(Overlay::default());
    };
    let shapes = source.shapes(errors)?;
    let mut statements = IndexMap::new();
    let mut reader = Reader::new(source.name(), errors);
    for (id, value) in shapes {
        if let Some(traits) = statement(&mut reader, &id, &value) {
            statements.insert(id, traits);
        }
    }
    Some(Overlay {
        file: Some(source.name().to_owned()),
        statements,
    })
}

fn statement(reader: &mut Reader<'_>, id: &str, value: &Value) -> Option<Traits> {
    let apply = reader.object(id, value)?;
    if let Some(kind) = reader.text(id, apply, "type").filter(|it| *it != "apply") {
        reader.wrong(id, format!("is of type `{kind}`: an overlay only applies"));
    }
    let traits = reader.traits(id, apply).into_iter();
    let traits = traits.filter_map(|(name, value)| {
        if traits::is_of_overlay(&name) {
            return Some((name, value));
        }
        let wrong = format!("applies {name}, which means nothing here");
        let meant = traits::meant(&name);
        let advice = meant.map_or_else(String::new, |it| format!(": did you mean `{it}`?"));
        reader.wrong(id, wrong + &advice);
        // What follows from its absence is not said once more.
        Some((meant?.to_owned(), value))
    });
    Some(traits.collect())
}

/// Adds the overlay's traits to the model's shapes.
pub(crate) fn apply(model: &mut Model, overlay: Overlay) -> Result<(), Errors> {
    let mut errors = Collector::default();
    if overlay.file.is_some() {
        drop_hints(model);
    }
    model.overlay = overlay.file;
    let said: Vec<ShapeId> = overlay.statements.keys().cloned().collect();
    for (id, traits) in overlay.statements {
        if model.left_out.contains(&id) {
            continue;
        }
        for message in traits::mismatches(&traits) {
            errors.push(model.overlay_error(&id, message));
        }
        let Some((kind, own)) = place(model, &id) else {
            let advice = match meant(model, &id) {
                Some(meant) if said.contains(&meant) => format!(
                    "did you mean `{meant}`, which has a statement already? If so, put both into one; if not, take \
                     this one out"
                ),
                Some(meant) => {
                    format!("did you mean `{meant}`? If not, take the statement out")
                }
                None => "has the service dropped it? Take the statement out".to_owned(),
            };
            let message = format!("is not in the model: {advice}");
            errors.push(model.overlay_error(&id, message));
            continue;
        };
        let names = traits.keys();
        let misplaced = names.filter_map(|name| Some((misplaced(name, kind)?, name)));
        let misplaced: Vec<_> = misplaced
            .map(|(what, name)| format!("is {what}: {name} means nothing there"))
            .collect();
        own.extend(traits);
        for message in misplaced {
            errors.push(model.overlay_error(&id, message));
        }
    }
    errors.finish(())
}

/// Takes off the model's operations that they read: it is the overlay that decides, which somebody has looked at.
fn drop_hints(model: &mut Model) {
    for shape in model.shapes.values_mut() {
        if matches!(shape.kind, ShapeKind::Operation(_)) {
            shape.traits.shift_remove(READONLY);
        }
    }
}

/// What is in the model and nearly called `id`: in whatever namespace.
fn meant(model: &Model, id: &str) -> Option<ShapeId> {
    let Some((shape, member)) = id.split_once('$') else {
        let mut shapes = model.shapes.keys();
        let names = shapes.clone().map(|it| local_name(it));
        let meant = nearest(local_name(id), names)?;
        return shapes.find(|it| local_name(it) == meant).cloned();
    };
    let shape = match model.shapes.contains_key(shape) {
        true => shape.to_owned(),
        false => meant(model, shape)?,
    };
    let (ShapeKind::Structure(within) | ShapeKind::Union(within)) = &model.shapes.get(&shape)?.kind
    else {
        return None;
    };
    let member = nearest(member, within.members.keys().map(String::as_str))?;
    Some(format!("{shape}${member}"))
}

/// What a statement applies traits to.
#[derive(Clone, Copy)]
enum Place {
    Operation,
    Service,
    Shape,
    /// Of a structure or a union, as in `com.example#Request$Name`.
    Member,
}

/// What has this id, and the traits that it has.
fn place<'a>(model: &'a mut Model, id: &str) -> Option<(Place, &'a mut Traits)> {
    let (shape, member) = match id.split_once('$') {
        Some((shape, member)) => (shape, Some(member)),
        None => (id, None),
    };
    let shape = model.shapes.get_mut(shape)?;
    match (&mut shape.kind, member) {
        (ShapeKind::Structure(within) | ShapeKind::Union(within), Some(member)) => {
            Some((Place::Member, &mut within.members.get_mut(member)?.traits))
        }
        (_, Some(_)) => None,
        (ShapeKind::Operation(_), None) => Some((Place::Operation, &mut shape.traits)),
        (ShapeKind::Service(_), None) => Some((Place::Service, &mut shape.traits)),
        (_, None) => Some((Place::Shape, &mut shape.traits)),
    }
}

/// What it is that the trait cannot be applied to.
fn misplaced(name: &str, place: Place) -> Option<&'static str> {
    match (name, place) {
        (SENSITIVE, Place::Member) => None,
        (_, Place::Member) => Some("a member"),
        (SECRET | SENSITIVE, Place::Operation) => Some("an operation"),
        (SECRET | SENSITIVE, _) | (ERROR_CODES | IAM_PREFIX | RESOURCES, Place::Service) => None,
        (ERROR_CODES | IAM_PREFIX | RESOURCES, _) => Some("no service"),
        (_, Place::Operation) => None,
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
            "{file} has guessed which operations read, by their names or the model's marks: look at each, and take \
             {GUESSED} off it: {}",
            names.join(", ")
        )
    })
}
