//! The traits that the normal form keeps.

use serde_json::Value;

use crate::models::json::{Object, empty, entries, insert, sorted, text};
use crate::models::problem::{Report, mismatch};

/// An enumeration the way Smithy 1 did it.
pub(crate) const ENUM: &str = "smithy.api#enum";
const QUERY_ERROR: &str = "aws.protocols#awsQueryError";
/// The namespace of what only overlays say.
const OVERLAY: &str = "postcond.api#";

/// What is kept of the value of a trait.
enum Keep {
    /// All of it.
    Whole,
    /// Only that the trait is there.
    Presence,
    /// These keys.
    Keys(&'static [&'static str]),
}

/// Everything else describes the service to people, to endpoints or to serializers, and changes
/// with every release: a client is generated without it.
const KEPT: &[(&str, Keep)] = &[
    (
        "aws.api#service",
        Keep::Keys(&["arnNamespace", "endpointPrefix", "sdkId"]),
    ),
    ("aws.auth#sigv4", Keep::Keys(&["name"])),
    ("aws.protocols#awsJson1_0", Keep::Presence),
    ("aws.protocols#awsJson1_1", Keep::Presence),
    ("aws.protocols#awsQuery", Keep::Presence),
    (QUERY_ERROR, Keep::Keys(&["code", "httpResponseCode"])),
    ("aws.protocols#ec2Query", Keep::Presence),
    ("aws.protocols#restJson1", Keep::Presence),
    ("aws.protocols#restXml", Keep::Presence),
    ("smithy.api#deprecated", Keep::Keys(&["message", "since"])),
    ("smithy.api#enumValue", Keep::Whole),
    ("smithy.api#error", Keep::Whole),
    ("smithy.api#httpError", Keep::Whole),
    ("smithy.api#idempotencyToken", Keep::Presence),
    ("smithy.api#idempotent", Keep::Presence),
    ("smithy.api#length", Keep::Keys(&["max", "min"])),
    ("smithy.api#nestedProperties", Keep::Presence),
    ("smithy.api#noReplace", Keep::Presence),
    ("smithy.api#notProperty", Keep::Presence),
    (
        "smithy.api#paginated",
        Keep::Keys(&["inputToken", "items", "outputToken", "pageSize"]),
    ),
    ("smithy.api#pattern", Keep::Whole),
    ("smithy.api#property", Keep::Keys(&["name"])),
    ("smithy.api#range", Keep::Keys(&["max", "min"])),
    // A hint for a first overlay: some that change something have it, too.
    ("smithy.api#readonly", Keep::Presence),
    ("smithy.api#required", Keep::Presence),
    ("smithy.api#resourceIdentifier", Keep::Whole),
    ("smithy.api#sensitive", Keep::Presence),
    ("smithy.api#sparse", Keep::Presence),
    ("smithy.api#streaming", Keep::Presence),
    ("smithy.protocols#rpcv2Cbor", Keep::Presence),
];

/// The traits of a member that the normal form keeps, sorted; nothing if it keeps none of them.
#[must_use]
pub(crate) fn kept(shape: &Value) -> Option<Value> {
    let traits = shape.get("traits")?;
    let mut kept = Object::new();
    for (id, keep) in KEPT {
        insert(
            &mut kept,
            id,
            traits.get(*id).map(|value| reduce(value, keep)),
        );
    }
    (!kept.is_empty()).then_some(Value::Object(kept))
}

/// The traits of a shape that the normal form keeps, sorted; nothing if it keeps none of them.
///
/// AWS's models repeat the name of some errors as their legacy code, which says nothing.
#[must_use]
pub(crate) fn kept_of_shape(id: &str, shape: &Value) -> Option<Value> {
    let mut kept = kept(shape)?;
    let traits = kept.as_object_mut()?;
    let code = traits
        .get(QUERY_ERROR)
        .and_then(|legacy| text(legacy, "code"));
    if code.is_some() && code == id.split('#').nth(1) {
        traits.shift_remove(QUERY_ERROR);
    }
    (!traits.is_empty()).then_some(kept)
}

/// Reports the traits that would be lost although they say something: of those that are reduced, a value
/// that is none, since `false` would become a trait that applies; and those of overlays.
pub(crate) fn check(place: &str, shape: &Value, report: &mut Report<'_>) {
    for (id, value) in entries(shape, "traits") {
        if id == ENUM && !value.is_array() {
            report(place, mismatch(id, value, "a list"));
        }
        let keep = KEPT.iter().find(|(kept, _)| kept == id);
        let is_reduced = keep.is_some_and(|(_, keep)| !matches!(keep, Keep::Whole));
        if is_reduced && !value.is_object() {
            report(place, mismatch(id, value, "an object"));
        }
        if id.starts_with(OVERLAY) {
            report(place, format!("has {id}, which belongs in the overlay"));
        }
    }
}

fn reduce(value: &Value, keep: &Keep) -> Value {
    match keep {
        Keep::Whole => sorted(value),
        Keep::Presence => empty(),
        Keep::Keys(keys) => {
            let mut kept = Object::new();
            for key in *keys {
                insert(&mut kept, key, value.get(*key).cloned());
            }
            Value::Object(kept)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(
            KEPT.is_sorted_by_key(|(id, _)| *id),
            "the order of the output follows the table"
        );
        let keys = |keep: &Keep| match keep {
            Keep::Keys(keys) => keys.is_sorted(),
            Keep::Whole | Keep::Presence => true,
        };
        assert!(KEPT.iter().all(|(_, keep)| keys(keep)));
    }
}
