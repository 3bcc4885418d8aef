//! Refusals that pass: for a while after a write, another to the same thing is refused.

use std::time::Duration;

use serde_json::Value;

use crate::answer::Answer;
use crate::calls::Call;
use crate::name::Name;
use crate::record::Record;
use crate::replication::{Place, in_words};

/// For so long after one write, another to the same thing gets this answer.
#[derive(Debug)]
pub(crate) struct RefusedAfter {
    pub(crate) earlier: Name,
    pub(crate) refused: Name,
    pub(crate) answer: Answer,
    pub(crate) lasts: Duration,
}

/// The refusals of a simulator, in the order in which they were set.
#[derive(Debug, Default)]
pub(crate) struct Refusals(Vec<RefusedAfter>);

impl Refusals {
    pub(crate) fn add(&mut self, refused: RefusedAfter) {
        self.0.push(refused);
    }

    /// Whether there are any of this call: without, what it is about need not be known.
    pub(crate) fn concern(&self, call: &Call) -> bool {
        self.of(call).next().is_some()
    }

    /// The answer to a call about these places, if a write to them explains a refusal.
    pub(crate) fn answer(
        &self,
        call: &Call,
        (region, places): (&str, &[Place]),
        record: &Record,
    ) -> Option<Answer> {
        let places: Vec<String> = places.iter().map(in_words).collect();
        // Of later writes, the last decides: what was made anew since is no longer being deleted.
        let last = record.writes().rev().find(|write| {
            write.service == call.service
                && write.region == region
                && write.places().any(|place| places.contains(&place))
        })?;
        let mut refusals = self.of(call);
        let explains = |it: &&RefusedAfter| {
            it.earlier.is(&last.service, &last.operation) && call.at < last.at + it.lasts
        };
        Some(refusals.find(explains)?.answer.clone())
    }

    fn of(&self, call: &Call) -> impl Iterator<Item = &RefusedAfter> {
        let refused = |it: &&RefusedAfter| it.refused.is(&call.service, &call.operation);
        self.0.iter().filter(refused)
    }
}

/// Whether a call takes a thing that exists as well as one that does not: then it does not matter what became of an
/// earlier one.
pub(crate) fn overwrites(input: &Value) -> bool {
    input["Overwrite"] == true
}
