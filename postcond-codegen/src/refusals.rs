//! Which refusals of an operation pass once an earlier write has settled: the overlay says so.

use serde::Deserialize;
use serde_json::Value;

use crate::error::Collector;
use crate::ir::{Kind, Operation, RefusalAfter, RefusesLater, Type};
use crate::lower::local_name;
use crate::model::{Model, OperationShape, ServiceShape, Shape};
use crate::traits::{REFUSED_AFTER, REFUSES_LATER_IF};

/// An entry of the trait.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Declaration {
    error: String,
    message: Option<String>,
    /// None for anybody's writes.
    #[serde(default)]
    after: Vec<String>,
    /// The same has other causes.
    #[serde(default)]
    doubtful: bool,
}

/// The refusals that the overlay declares for the operation `id`.
pub(crate) fn lower(
    model: &Model,
    id: &str,
    shape: &Shape,
    operation: &OperationShape,
    errors: &mut Collector,
) -> Vec<RefusalAfter> {
    let declared = shape.traits.get(REFUSED_AFTER).and_then(Value::as_array);
    let service = model.service().ok().map(|(_, _, service)| service);
    let mut refusals = Vec::new();
    for (index, value) in declared.into_iter().flatten().enumerate() {
        let at =
            |what: &str| model.overlay_error(id, format!("has {REFUSED_AFTER}[{index}]: {what}"));
        let parsed = Declaration::deserialize(value).map_err(|error| at(&error.to_string()));
        let Some(declaration) = errors.take(parsed) else {
            continue;
        };
        if !is_declared(operation, service, &declaration.error) {
            let what = format!("{} is no error of the operation", declaration.error);
            errors.push(at(&what));
        }
        refusals.push(RefusalAfter {
            code: declaration.error,
            message: declaration.message,
            after: declaration.after,
            is_certain: !declaration.doubtful,
        });
    }
    refusals
}

fn is_declared(operation: &OperationShape, service: Option<&ServiceShape>, error: &str) -> bool {
    let of_service = service.into_iter().flat_map(|service| &service.errors);
    let mut errors = operation.errors.iter().chain(of_service);
    errors.any(|it| local_name(&it.target) == error)
}

/// Tells the operations that others name in their refusals.
pub(crate) fn link(model: &Model, operations: &mut [Operation], errors: &mut Collector) {
    let named: Vec<(String, String)> = operations
        .iter()
        .flat_map(|it| {
            let after = it.refusals.iter().flat_map(|refusal| &refusal.after);
            after.map(|earlier| (it.id.clone(), earlier.clone()))
        })
        .collect();
    for (by, earlier) in named {
        let found = operations.iter_mut().find(|it| it.wire == earlier);
        let Some(found) = found.filter(|it| matches!(it.kind, Kind::Mutation(_))) else {
            let what = format!("{earlier} is no mutation of the service");
            errors.push(model.overlay_error(&by, format!("has {REFUSED_AFTER}: {what}")));
            continue;
        };
        if found.refuses_later.is_none() {
            found.refuses_later = Some(refuses_later(model, found, errors));
        }
    }
    for operation in operations.iter() {
        let takes_part = !operation.refusals.is_empty() || operation.refuses_later.is_some();
        if takes_part && operation.subject().is_none() {
            let what = "takes part in refusals, and has no footprint that names a resource";
            errors.push(model.overlay_error(&operation.id, what));
        }
    }
}

/// On which condition later calls may be refused for this one.
fn refuses_later(model: &Model, operation: &Operation, errors: &mut Collector) -> RefusesLater {
    let shape = model.shapes.get(&operation.id);
    let condition = shape.and_then(|shape| shape.traits.get(REFUSES_LATER_IF)?.as_str());
    let Some(path) = condition else {
        return RefusesLater { only_if: None };
    };
    let member = path.strip_prefix("in.");
    let member = member.and_then(|name| operation.input.iter().find(|it| it.wire == name));
    match member {
        Some(member) if member.ty == Type::Primitive("bool") => RefusesLater {
            only_if: Some(member.method.clone()),
        },
        _ => {
            let what = format!("has {REFUSES_LATER_IF}: `{path}` is no flag of the input");
            errors.push(model.overlay_error(&operation.id, what));
            RefusesLater { only_if: None }
        }
    }
}
