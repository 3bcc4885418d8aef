//! Which refusals of an operation pass once an earlier write has settled: the overlay says so.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::ast;
use crate::error::Collector;
use crate::footprint;
use crate::ir::{Kind, Operation, RefusalAfter, RefusesLater};
use crate::model::{Model, OperationShape, Shape};
use crate::names::local_name;
use crate::prose::did_you_mean;
use crate::traits::{AWS_QUERY, AWS_QUERY_ERROR, READONLY, REFUSED_AFTER, REFUSES_LATER_IF};

/// An entry of the trait.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Declaration {
    error: String,
    #[serde(default, deserialize_with = "given")]
    message: Option<String>,
    /// `None` for anybody's writes.
    #[serde(default, deserialize_with = "given")]
    after: Option<Vec<String>>,
    /// The same has other causes.
    #[serde(default)]
    doubtful: bool,
}

/// A key that is there has a value: `null` is none.
fn given<'d, T: Deserialize<'d>, D: Deserializer<'d>>(value: D) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

/// The refusals that the overlay declares for the operation `id`.
pub(crate) fn declared(
    model: &Model,
    id: &str,
    shape: &Shape,
    operation: &OperationShape,
    errors: &mut Collector,
) -> Vec<RefusalAfter> {
    let declared = shape.traits.get(REFUSED_AFTER).and_then(Value::as_array);
    let Some(declared) = declared else {
        return Vec::new();
    };
    let wrong = |what: &str| model.overlay_error(id, format!("has {REFUSED_AFTER}{what}"));
    if shape.traits.contains_key(READONLY) {
        errors.push(wrong(", and is a read: only mutations are sent again"));
    }
    if declared.is_empty() {
        errors.push(wrong(": it names no refusal"));
    }
    let known = Known::to(model, operation);
    let mut refusals: Vec<RefusalAfter> = Vec::new();
    for (index, value) in declared.iter().enumerate() {
        let at = |what: &str| wrong(&format!("[{index}]: {what}"));
        let parsed = ast::deserialized::<Declaration>(value).map_err(|error| at(&error));
        let Some(declaration) = errors.take(parsed) else {
            continue;
        };
        let faults = known.faults(&declaration);
        faults.iter().for_each(|what| errors.push(at(what)));
        let code = code(model, operation, &declaration.error);
        let refusal = refusal(declaration, code);
        if let Some(what) = refusals.iter().find_map(|other| overlap(other, &refusal)) {
            errors.push(at(&what));
        }
        refusals.push(refusal);
    }
    refusals
}

/// What the service says for this error: in the query protocol, that may be another word than the error's name.
fn code(model: &Model, operation: &OperationShape, error: &str) -> String {
    let service = model.service().ok();
    let of_service = service.iter().flat_map(|(_, _, service)| &service.errors);
    let mut errors = operation.errors.iter().chain(of_service);
    let is_query = service.is_some_and(|(_, shape, _)| shape.traits.contains_key(AWS_QUERY));
    let declared = errors.find(|it| local_name(&it.target) == error);
    let shape = declared.and_then(|it| model.shapes.get(&it.target));
    let code = shape.and_then(|shape| shape.traits.get(AWS_QUERY_ERROR)?.get("code")?.as_str());
    code.filter(|_| is_query).unwrap_or(error).to_owned()
}

fn refusal(declaration: Declaration, code: String) -> RefusalAfter {
    RefusalAfter {
        code,
        message: declaration.message,
        after: declaration.after.unwrap_or_default(),
        is_certain: !declaration.doubtful,
    }
}

/// What two entries both declare: with the same words after the same write, one of them counts for
/// nothing.
fn overlap(one: &RefusalAfter, other: &RefusalAfter) -> Option<String> {
    let words = |it: &RefusalAfter| it.message.as_ref().map(|it| it.to_ascii_lowercase());
    if one.code != other.code || words(one) != words(other) {
        return None;
    }
    let code = &one.code;
    if one.after.is_empty() && other.after.is_empty() {
        return Some(format!("declares `{code}` after anybody's writes again"));
    }
    let both = one.after.iter().find(|it| other.after.contains(it))?;
    Some(format!("declares `{code}` after {both} again"))
}

/// What the entries for an operation may name.
struct Known<'a> {
    errors: Vec<&'a str>,
    mutations: Vec<&'a str>,
    reads: Vec<&'a str>,
}

impl<'a> Known<'a> {
    fn to(model: &'a Model, operation: &'a OperationShape) -> Self {
        let of_service = model.service().ok().map(|(_, _, service)| &service.errors);
        let errors = operation.errors.iter();
        let errors = errors.chain(of_service.into_iter().flatten());
        // One that is not classified is at fault for that alone.
        let (reads, mutations): (Vec<_>, Vec<_>) =
            operations(model).partition(|(_, shape)| shape.traits.contains_key(READONLY));
        let names = |operations: Vec<(&'a str, _)>| operations.into_iter().map(|it| it.0).collect();
        let mut mutations: Vec<&str> = names(mutations);
        // It is the SDK that does not have them.
        mutations.extend(model.left_out.iter().map(|id| local_name(id)));
        Self {
            errors: errors.map(|it| local_name(&it.target)).collect(),
            mutations,
            reads: names(reads),
        }
    }

    fn faults(&self, declaration: &Declaration) -> Vec<String> {
        let mut faults = Vec::new();
        let error = &*declaration.error;
        if !self.errors.contains(&error) {
            let meant = did_you_mean(error, &self.errors);
            faults.push(format!("`{error}` is no error of the operation{meant}"));
        }
        if declaration.message.as_ref().is_some_and(|it| is_blank(it)) {
            let what = "its `message` is empty: without one, the error alone counts";
            faults.push(what.to_owned());
        }
        match &declaration.after {
            Some(after) => faults.extend(self.faults_of_writes(after)),
            None if declaration.doubtful => {}
            None => {
                let what = "names no earlier mutation in `after`, so it must be `doubtful`: anybody's \
                            writes count only where the policy is `RefusedWrite::Retry`";
                faults.push(what.to_owned());
            }
        }
        faults
    }

    fn faults_of_writes(&self, after: &[String]) -> Vec<String> {
        if after.is_empty() {
            return vec!["its `after` is empty: leave it out for anybody's writes".to_owned()];
        }
        let faults = after.iter().enumerate().filter_map(|(index, earlier)| {
            if after[..index].contains(earlier) {
                return Some(format!("names {earlier} twice"));
            }
            let earlier = &**earlier;
            if self.reads.contains(&earlier) {
                return Some(format!(
                    "names {earlier}, which is a read: it changes nothing"
                ));
            }
            let meant = || did_you_mean(earlier, &self.mutations);
            let is_unknown = !self.mutations.contains(&earlier);
            is_unknown.then(|| {
                format!(
                    "names {earlier}, which is no mutation of the service{}",
                    meant()
                )
            })
        });
        faults.collect()
    }
}

/// Whether later calls may be refused for the operation `id`, and without which flag they are not.
pub(crate) fn later(
    model: &Model,
    id: &str,
    shape: &Shape,
    operation: &OperationShape,
    errors: &mut Collector,
) -> Option<RefusesLater> {
    let is_named = is_named(model, local_name(id));
    let path = shape.traits.get(REFUSES_LATER_IF).and_then(Value::as_str);
    // An empty one has been reported.
    let path = path.filter(|path| !is_blank(path));
    let only_if = path.and_then(|path| {
        let wrong = |what: &str| model.overlay_error(id, format!("has {REFUSES_LATER_IF}{what}"));
        if shape.traits.contains_key(READONLY) {
            errors.push(wrong(", and is a read: nothing is refused for it"));
        } else if !is_named {
            errors.push(wrong(&format!(
                ", and no {REFUSED_AFTER} names the operation"
            )));
        }
        let flag = footprint::flag(model, id, operation, path);
        errors.take(flag.map_err(|why| wrong(&format!(", which names {path}{why}"))))
    });
    is_named.then_some(RefusesLater { only_if })
}

/// Whether any operation is refused after the mutation `earlier`. What is wrong with its entries does not
/// matter here.
fn is_named(model: &Model, earlier: &str) -> bool {
    let entries = operations(model).filter_map(|(_, shape)| {
        let declared = shape.traits.get(REFUSED_AFTER);
        declared.and_then(Value::as_array)
    });
    let after = entries.flatten().filter_map(|entry| entry.get("after"));
    let mut names = after.filter_map(Value::as_array).flatten();
    names.any(|name| name == earlier)
}

/// The operations of the service, by their names.
fn operations(model: &Model) -> impl Iterator<Item = (&str, &Shape)> {
    let service = model.service().ok().map(|(_, _, service)| service);
    let ids = service.map(|service| model.operations(service));
    let ids = ids.into_iter().flatten();
    ids.filter_map(|id| Some((local_name(id), model.shapes.get(id)?)))
}

/// Whose write it was that a call is refused after is told by what both are about.
pub(crate) fn check_subjects(model: &Model, operations: &[Operation], errors: &mut Collector) {
    let mutations = operations
        .iter()
        .filter(|it| matches!(it.kind, Kind::Mutation(_)));
    for operation in mutations {
        let takes_part = !operation.refusals.is_empty() || operation.refuses_later.is_some();
        if takes_part && operation.subject().is_none() {
            let what = "takes part in refusals, and has no footprint that names a resource";
            errors.push(model.overlay_error(&operation.id, what));
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
