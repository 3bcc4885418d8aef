//! Of which reads several become one, and how: the overlay says so.

use serde::Deserialize;
use serde_json::Value;

use crate::error::{Collector, Errors};
use crate::ir::Coalescing;
use crate::model::{Model, OperationShape, Traits};
use crate::names;
use crate::names::local_name;
use crate::sdk::{self, Sdk};
use crate::traits::{COALESCED, PAGINATED, READONLY};

/// The value of the trait.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Declaration {
    batch: String,
    reads: Option<String>,
}

/// How several requests of the operation `id` become one; `None` if they do not.
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
    let module = sdk::module(local_name(id));
    let in_sdk = |has: &dyn Fn(&Sdk) -> bool| model.sdk.as_ref().is_none_or(has);
    variants.retain(|variant| in_sdk(&|sdk| sdk.has_error(&module, variant)));
    let has_paginator = in_sdk(&|sdk| sdk.has_paginator(&module));
    Some(Coalescing {
        batch: declaration.batch,
        reads: declaration.reads,
        errors: variants,
        is_paginated: traits.contains_key(PAGINATED) && has_paginator,
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
        errors.push(wrong("only reads can be batched"));
    }
    let parsed = Declaration::deserialize(value).map_err(|error| wrong(&error.to_string()));
    let parsed = errors.take(parsed);
    if let Some(Declaration { batch, .. }) = &parsed
        && syn::parse_str::<syn::Path>(batch).is_err()
    {
        errors.push(wrong(&format!("its batch is `{batch}`, which is no path")));
    }
    errors.finish_with(parsed)
}
