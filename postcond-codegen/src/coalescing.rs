//! Which reads are shared, and how: the overlay says so.

use serde::Deserialize;
use serde_json::Value;

use crate::error::{Collector, Errors};
use crate::ir::Coalescing;
use crate::lower::local_name;
use crate::model::{Model, OperationShape, Traits};
use crate::names;
use crate::traits::{COALESCED, PAGINATED, READONLY};

/// The value of the trait.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Declaration {
    batch: Option<String>,
    reads: Option<String>,
}

/// How the requests of the operation `id` are shared; `None` if they are not.
pub(crate) fn lower(
    model: &Model,
    id: &str,
    operation: &OperationShape,
    traits: &Traits,
    errors: &mut Collector,
) -> Option<Coalescing> {
    let declared = traits.get(COALESCED).filter(|it| it.is_object())?;
    let declaration = errors.take_all(declaration(model, id, declared, traits))?;
    let of_service = model.service().ok().map(|(_, _, service)| &service.errors);
    let all = operation
        .errors
        .iter()
        .chain(of_service.into_iter().flatten());
    // The SDK's variant for an error is named after its shape.
    let variants = all.map(|error| names::pascal(local_name(&error.target)));
    let mut variants: Vec<String> = variants.collect();
    variants.sort();
    variants.dedup();
    Some(Coalescing {
        batch: declaration.batch,
        reads: declaration.reads,
        errors: variants,
        is_paginated: traits.contains_key(PAGINATED),
    })
}

fn declaration(
    model: &Model,
    id: &str,
    value: &Value,
    traits: &Traits,
) -> Result<Declaration, Errors> {
    let wrong = |what: &str| model.overlay_error(id, format!("has {COALESCED}: {what}"));
    let mut errors = Collector::default();
    if !traits.contains_key(READONLY) {
        errors.push(wrong("only reads can be shared"));
    }
    let parsed = Declaration::deserialize(value).map_err(|error| wrong(&error.to_string()));
    let parsed = errors.take(parsed);
    match parsed.as_ref().map(|it| (&it.batch, &it.reads)) {
        Some((Some(path), _)) if syn::parse_str::<syn::Path>(path).is_err() => {
            errors.push(wrong(&format!("its batch is `{path}`, which is no path")));
        }
        Some((None, Some(_))) => errors.push(wrong("it says what a batch reads, and has none")),
        _ => {}
    }
    errors.finish_with(parsed)
}
