//! What a mutation's input may hold, since it is kept until the change is confirmed.

use crate::error::Collector;
use crate::ir::Member;
use crate::model::{Model, OperationShape, ShapeKind};
use crate::traits::SECRET;

/// Reports what can neither be kept nor dropped: streams, and secrets inside other members.
pub(crate) fn check(
    model: &Model,
    operation: &OperationShape,
    input: &[Member],
    errors: &mut Collector,
) {
    for member in input {
        if member.streaming {
            let message =
                "is a stream: what can be sent only once cannot be kept for the read-back";
            errors.push(model.error(&member.id, message));
        }
        // A member that is a secret itself is dropped as a whole.
        let target = target(model, operation, member).filter(|_| !member.secret);
        if let Some(secret) = target.and_then(|it| secret_within(model, it, &mut Vec::new())) {
            let message = format!("contains the secret {secret}: only a whole member is dropped");
            errors.push(model.error(&member.id, message));
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
