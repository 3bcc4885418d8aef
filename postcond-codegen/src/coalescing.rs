//! Which reads are shared, and how: the overlay says so.

use serde::Deserialize;
use serde_json::Value;

use crate::error::{Collector, Error};
use crate::ir::Coalescing;
use crate::lower::local_name;
use crate::model::{Model, OperationShape, Traits};
use crate::names;
use crate::overlay::{COALESCED, READONLY};

/// A model's own trait: a paginator knows where the token goes and where it comes from.
const PAGINATED: &str = "smithy.api#paginated";

/// The value of the trait.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
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
    let declared = traits.get(COALESCED)?;
    let declaration = errors.take(declaration(model, id, declared, traits))?;
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
) -> Result<Declaration, Error> {
    let wrong = |what: String| model.overlay_error(id, format!("has {COALESCED}: {what}"));
    if !traits.contains_key(READONLY) {
        return Err(wrong("only reads can be shared".to_owned()));
    }
    let parsed = Declaration::deserialize(value).map_err(|error| wrong(error.to_string()))?;
    match &parsed.batch {
        Some(path) if syn::parse_str::<syn::Path>(path).is_err() => {
            Err(wrong(format!("its batch is `{path}`, which is no path")))
        }
        None if parsed.reads.is_some() => {
            Err(wrong("it says what a batch reads, and has none".to_owned()))
        }
        _ => Ok(parsed),
    }
}
