//! The completeness gate: every operation is a read, checked, pending or unobservable. Exactly one.

use indexmap::IndexMap;
use serde_json::Value;

use crate::checks::ScannedCheck;
use crate::error::{Collector, Error};
use crate::ir::{Coverage, Kind};
use crate::model::{Model, Traits};
use crate::overlay::{PENDING, READONLY, UNOBSERVABLE};

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
            let coverage = Coverage::Unobservable(errors.take(reason_text(model, id, reason))?);
            kinds.push(("unobservable", Kind::Mutation(coverage)));
        }
        if !checks.is_empty() {
            if traits.contains_key(READONLY) {
                let wrong = "is a check of a read, which changes nothing";
                checks.iter().for_each(|it| errors.push(it.error(wrong)));
                return None;
            }
            kinds.push(("checked", Kind::Mutation(Coverage::Checked(checks))));
        }
        errors.take(exactly_one(model, id, kinds))
    }

    /// Checks that belong to no operation of the model.
    pub(crate) fn finish(self, errors: &mut Collector) {
        for check in self.checks.into_values().flatten() {
            let message = format!("is a check of {}, which the model does not have", check.op);
            errors.push(check.error(message));
        }
    }
}

fn reason_text(model: &Model, id: &str, reason: &Value) -> Result<String, Error> {
    match reason.as_str() {
        Some(reason) if !reason.trim().is_empty() => Ok(reason.to_owned()),
        _ => Err(model.error(id, "is unobservable without a reason")),
    }
}

fn exactly_one(model: &Model, id: &str, kinds: Vec<(&str, Kind)>) -> Result<Kind, Error> {
    let names: Vec<&str> = kinds.iter().map(|(name, _)| *name).collect();
    let names = names.join(" and ");
    let mut kinds = kinds.into_iter();
    match (kinds.next(), kinds.next()) {
        (Some((_, kind)), None) => Ok(kind),
        (None, _) => Err(model.error(
            id,
            "is not classified: mark it as a read or unobservable in the overlay, or add a check",
        )),
        (Some(_), Some(_)) => Err(model.error(id, format!("is classified twice: {names}"))),
    }
}
