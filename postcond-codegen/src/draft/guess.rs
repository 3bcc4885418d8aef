//! Which operations read, to judge by their names, by the marks that AWS's own models have on some, and by the
//! resources of the model.

use serde_json::{Value, json};

use crate::draft::deceptive::deception;
use crate::draft::gone;
use crate::draft::lifecycle::mutation;
use crate::model::{Model, ShapeKind};
use crate::names::{local_name, snake};
use crate::traits::{DOCUMENTATION, GUESSED, PENDING, READONLY};

/// What is said of a guess that two things speak for.
const MARKED_TOO: &str = "The model says that it reads, as its name does.";
/// What is said of one that the name does not speak for.
const MARKED_ALONE: &str = "The model says that it reads, and its name does not: look twice.";

/// First words of the names of operations that read.
const READING: &[&str] = &[
    "count", "describe", "get", "head", "list", "lookup", "query", "scan", "search", "simulate",
];

/// Words after `batch` that make it a batch of reads.
const READING_BATCHES: &[&str] = &["describe", "get", "list", "read"];

/// What the operation is, to judge by its name, and by what the model says of it.
pub(super) fn guess(sdk_id: &str, model: &Model, operation: &str) -> Value {
    if let Some(change) = deception(sdk_id, operation) {
        let why = format!("It sounds like a read, and is none: it {change}.");
        return json!({PENDING: {}, DOCUMENTATION: why});
    }
    if let Some(why) = gone::lingering(sdk_id, operation) {
        let why = format!("What it deletes is found for some time yet: it {why}.");
        return json!({PENDING: {}, DOCUMENTATION: why});
    }
    match (
        sounds_like_a_read(sdk_id, operation),
        is_marked(model, operation),
    ) {
        (true, false) => return json!({GUESSED: {}, READONLY: {}}),
        (true, true) => return json!({GUESSED: {}, READONLY: {}, DOCUMENTATION: MARKED_TOO}),
        // Below.
        (false, _) => {}
    }
    if let Some(resource) = resource_read_by(sdk_id, model, operation) {
        let why = format!("Derived: the model's resource `{resource}` has it as a read.");
        return json!({READONLY: {}, DOCUMENTATION: why});
    }
    if is_marked(model, operation) {
        return json!({GUESSED: {}, READONLY: {}, DOCUMENTATION: MARKED_ALONE});
    }
    json!({PENDING: {}})
}

/// Whether the operation reads: by its name, as the read or the list of a resource, or as the model marks it.
pub(super) fn reads(sdk_id: &str, model: &Model, operation: &str) -> bool {
    sounds_like_a_read(sdk_id, operation)
        || resource_read_by(sdk_id, model, operation).is_some()
        || is_marked(model, operation) && deception(sdk_id, operation).is_none()
}

/// Whether the model says that the operation reads: AWS's own say it of some that do not, too.
fn is_marked(model: &Model, operation: &str) -> bool {
    let mut shapes = model.shapes.iter();
    let shape = shapes.find(|(id, shape)| {
        matches!(shape.kind, ShapeKind::Operation(_)) && local_name(id) == operation
    });
    shape.is_some_and(|(_, shape)| shape.traits.contains_key(READONLY))
}

/// The resource that has the operation as its read or list, unless it is known to deceive.
fn resource_read_by<'a>(sdk_id: &str, model: &'a Model, operation: &str) -> Option<&'a str> {
    let mut reads = mutation::reads(model).into_iter();
    let (_, resource) = reads.find(|(name, _)| *name == operation)?;
    deception(sdk_id, operation).is_none().then_some(resource)
}

fn sounds_like_a_read(sdk_id: &str, operation: &str) -> bool {
    let name = snake(operation);
    let mut words = name.split('_');
    let reads = match words.next() {
        Some("batch") => words.next().is_some_and(|it| READING_BATCHES.contains(&it)),
        Some(first) => READING.contains(&first),
        None => false,
    };
    reads && deception(sdk_id, operation).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_is_guessed_by_the_first_word() {
        for (operation, expected) in [
            ("GetThing", true),
            ("ListThings", true),
            ("BatchGetThings", true),
            ("HeadObject", true),
            ("Query", true),
            ("GetawayPlan", false),
            ("BatchDeleteThings", false),
            ("Batch", false),
            ("PutThing", false),
            ("ReceiveMessage", false),
            ("TestThing", false),
        ] {
            assert_eq!(
                sounds_like_a_read("Golden", operation),
                expected,
                "{operation}"
            );
        }
    }

    #[test]
    fn what_is_known_to_deceive_is_not_guessed_of_its_service() {
        assert!(!sounds_like_a_read("Cognito Identity", "GetId"));
        assert!(sounds_like_a_read("Golden", "GetId"));
    }
}
