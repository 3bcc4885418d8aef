//! What a mutation's input may hold, since it is kept until the change is confirmed.

use crate::error::Collector;
use crate::ir::{Fact, Member, Operation};
use crate::model::{Model, OperationShape, ShapeKind, Traits};
use crate::traits::{COALESCED, FOOTPRINT, REFUSED_AFTER, SECRET, SENSITIVE};

/// Reports what can neither be kept nor dropped: secrets inside other members. Streams, and members that
/// are secrets, are dropped as a whole.
pub(crate) fn check(
    model: &Model,
    operation: &OperationShape,
    input: &[Member],
    errors: &mut Collector,
) {
    for member in input.iter().filter(|it| !it.secret && !it.streaming) {
        let target = target(model, operation, member);
        if let Some(secret) = target.and_then(|it| secret_within(model, it, &mut Vec::new())) {
            let message = format!("contains the secret {secret}: only a whole member is dropped");
            errors.push(model.error(&member.id, message));
        }
    }
}

/// Whether the shape `id`, or the items of it, are sensitive: then a receipt has none of them. What a structure
/// has among other things is left out of that.
pub(crate) fn is_sensitive(model: &Model, id: &str) -> bool {
    is_sensitive_within(model, id, &mut Vec::new())
}

fn is_sensitive_within<'a>(model: &'a Model, id: &'a str, seen: &mut Vec<&'a str>) -> bool {
    let Some(shape) = model.shapes.get(id).filter(|_| !seen.contains(&id)) else {
        return false;
    };
    seen.push(id);
    let has = |traits: &Traits| traits.contains_key(SENSITIVE) || traits.contains_key(SECRET);
    let mut items = match &shape.kind {
        ShapeKind::List { member } | ShapeKind::Set { member } => vec![member],
        ShapeKind::Map { key, value } => vec![key, value],
        _ => Vec::new(),
    }
    .into_iter();
    has(&shape.traits)
        || items.any(|item| has(&item.traits) || is_sensitive_within(model, &item.target, seen))
}

/// Reports what an overlay asks of an operation that its streams do not allow.
pub(crate) fn check_streams(model: &Model, operation: &Operation, errors: &mut Collector) {
    let (takes, gives) = (operation.takes_stream(), operation.gives_stream());
    let narrows = operation.footprint.iter().any(Fact::can_be_taken_out);
    for (is_wrong, message) in [
        (
            takes && !operation.refusals.is_empty(),
            format!("has {REFUSED_AFTER}, and takes a stream: it can be sent only once"),
        ),
        (
            gives && narrows,
            format!("has {FOOTPRINT}, and answers with a stream: it is read only once"),
        ),
        (
            (takes || gives) && operation.coalescing.is_some(),
            format!("has {COALESCED}, and a stream: it is read only once"),
        ),
    ] {
        if is_wrong {
            errors.push(model.overlay_error(&operation.id, message));
        }
    }
}

fn target<'a>(model: &'a Model, operation: &OperationShape, member: &Member) -> Option<&'a str> {
    let input = model.shapes.get(&operation.input.as_ref()?.target)?;
    match &input.kind {
        ShapeKind::Structure(structure) => Some(&structure.members.get(&member.wire)?.target),
        _ => None,
    }
}

/// The first secret shape that `id` is or contains. `seen` are the shapes around it.
fn secret_within<'a>(model: &'a Model, id: &'a str, seen: &mut Vec<&'a str>) -> Option<&'a str> {
    let shape = model.shapes.get(id)?;
    if shape.traits.contains_key(SECRET) {
        return Some(id);
    }
    if seen.contains(&id) {
        return None;
    }
    seen.push(id);
    let mut targets = shape.kind.targets().into_iter();
    targets.find_map(|target| secret_within(model, target, seen))
}
