//! The completeness gate: every operation is a read, checked, pending or unobservable. Exactly one.

use indexmap::IndexMap;

use crate::checks::ScannedCheck;
use crate::error::{Collector, Error};
use crate::ir::{Coverage, Kind};
use crate::model::{Model, Traits};
use crate::prose::listed;
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
            let wrong = "is a check of a read, which changes nothing";
            checks.iter().for_each(|it| errors.push(it.error(wrong)));
        } else if !checks.is_empty() {
            kinds.push(("checked", Kind::Mutation(Coverage::Checked(checks))));
        }
        errors.take(exactly_one(model, id, kinds))
    }

    /// Checks that belong to no operation of the model.
    pub(crate) fn finish(self, model: &Model, errors: &mut Collector) {
        for check in self.checks.into_values().flatten() {
            let owner = model.sdk_without(&check.op).unwrap_or("the model");
            let message = format!(
                "is a check of {}, which {owner} does not have: take it out, or correct its `op`",
                check.op
            );
            errors.push(check.error(message));
        }
    }
}

fn exactly_one(model: &Model, id: &str, kinds: Vec<(&str, Kind)>) -> Result<Kind, Error> {
    let names: Vec<&str> = kinds.iter().map(|(name, _)| *name).collect();
    let names = listed(&names);
    let mut kinds = kinds.into_iter();
    match (kinds.next(), kinds.next()) {
        (Some((_, kind)), None) => Ok(kind),
        (None, _) => {
            let overlay = model.overlay.as_deref().unwrap_or("an overlay");
            let message = format!(
                "is not classified: mark it as a read or unobservable in {overlay}, or add a check: it is \
                 {READONLY}, {UNOBSERVABLE}, or {PENDING} until it has one; `postcond-codegen init` adds what is \
                 new"
            );
            Err(model.error(id, message))
        }
        (Some(_), Some(_)) => {
            Err(model.error(id, format!("is classified more than once: {names}")))
        }
    }
}
