//! The completeness gate: every operation is a read, checked, pending or unobservable. Exactly one.

use indexmap::IndexMap;

use crate::checks::ScannedCheck;
use crate::error::{Collector, Error};
use crate::ir::{Coverage, Kind};
use crate::model::{Model, Traits};
use crate::prose::{did_you_mean, listed};
use crate::traits::{PENDING, READONLY, UNOBSERVABLE};

/// The checks of a service, by operation.
pub(crate) struct Gate {
    checks: IndexMap<String, Vec<ScannedCheck>>,
}

impl Gate {
    pub(crate) fn new(scanned: Vec<ScannedCheck>) -> Self {
        let mut checks: IndexMap<String, Vec<ScannedCheck>> = IndexMap::new();
        for check in scanned {
            checks.entry(check.op.clone()).or_default().push(check);
        }
        Self { checks }
    }

    /// How the operation `name` is treated: by its traits and its checks, which must agree.
    pub(crate) fn classify(
        &mut self,
        model: &Model,
        id: &str,
        name: &str,
        traits: &Traits,
        errors: &mut Collector,
    ) -> Option<Kind> {
        let checks = self.checks.shift_remove(name).unwrap_or_default();
        let mut kinds = Vec::new();
        if traits.contains_key(READONLY) {
            kinds.push(("a read", Kind::Read));
        }
        if traits.contains_key(PENDING) {
            kinds.push(("pending", Kind::Mutation(Coverage::Pending)));
        }
        if let Some(reason) = traits.get(UNOBSERVABLE) {
            // What is no text has been reported.
            let reason = reason.as_str().unwrap_or_default();
            let coverage = Coverage::Unobservable(reason.to_owned());
            kinds.push(("unobservable", Kind::Mutation(coverage)));
        }
        if traits.contains_key(READONLY) {
            let file = model.overlay.as_deref().unwrap_or(&model.file);
            let wrong = format!(
                "is a check of a read, which changes nothing: {file} marks {id} as {READONLY}: take that out if the \
                 operation changes something, or else this check"
            );
            checks.iter().for_each(|it| errors.push(it.error(&*wrong)));
        } else if !checks.is_empty() {
            kinds.push(("checked", Kind::Mutation(Coverage::Checked(checks))));
        }
        errors.take(exactly_one(model, id, kinds))
    }

    /// Checks that belong to no operation of the model.
    pub(crate) fn finish(self, model: &Model, errors: &mut Collector) {
        for check in self.checks.into_values().flatten() {
            let owner = model.sdk_without(&check.op);
            let near = match owner {
                Some(_) => String::new(),
                None => did_you_mean(&check.op, &model.operation_names()),
            };
            let advice = match near.is_empty() {
                true => ": take it out, or correct its `op`",
                false => &near,
            };
            let owner = owner.unwrap_or("the model");
            let message = format!(
                "is a check of {}, which {owner} does not have{advice}",
                check.op
            );
            errors.push(check.error(message));
        }
    }
}

fn exactly_one(model: &Model, id: &str, kinds: Vec<(&str, Kind)>) -> Result<Kind, Error> {
    if kinds.len() > 1 {
        return Err(model.overlay_error(id, more_than_one(&kinds)));
    }
    match kinds.into_iter().next() {
        Some((_, kind)) => Ok(kind),
        None => {
            let overlay = model.overlay.as_deref().unwrap_or("an overlay");
            let message = format!(
                "is not classified: mark it as a read or unobservable in {overlay}, or add a check: it is \
                 {READONLY}, {UNOBSERVABLE}, or {PENDING} until it has one; `postcond-codegen init` adds what is \
                 new"
            );
            Err(model.error(id, message))
        }
    }
}

/// What is said of an operation of several kinds, and what to do: a check is in a file of its own.
fn more_than_one(kinds: &[(&str, Kind)]) -> String {
    let names: Vec<&str> = kinds.iter().map(|(name, _)| *name).collect();
    let traits = kinds.iter().filter_map(|(_, kind)| match kind {
        Kind::Read => Some(READONLY),
        Kind::Mutation(Coverage::Pending) => Some(PENDING),
        Kind::Mutation(Coverage::Unobservable(_)) => Some(UNOBSERVABLE),
        Kind::Mutation(Coverage::Checked(_)) => None,
    });
    let traits = listed(&traits.collect::<Vec<_>>());
    let checks = kinds.iter().filter_map(|(_, kind)| match kind {
        Kind::Mutation(Coverage::Checked(checks)) => Some(checks),
        _ => None,
    });
    let checks = checks.flatten();
    let checks: Vec<_> = checks
        .map(|it| format!("`{}` in {}", it.name, it.file))
        .collect();
    let (names, by) = (listed(&names), listed(&checks));
    let advice = match checks.is_empty() {
        true => format!(": leave one of {traits}"),
        false => format!(", by {by}: take {traits} out, or else what checks it"),
    };
    format!("is classified more than once: {names}{advice}")
}
