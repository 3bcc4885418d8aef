//! One look for what a call has changed that was refused.

use crate::confirm::write::Write;
use crate::contract::condition::Condition;
use crate::contract::search::Finding;
use crate::contract::verdict::{Check, pending, satisfied};

/// One look after a refusal.
pub(crate) struct AfterRefusal<'a> {
    condition: &'a dyn Condition,
    name: &'static str,
}

impl<'a> AfterRefusal<'a> {
    /// The look that `condition` asks for after a refusal with this code, if it does.
    pub(crate) fn after(condition: &'a dyn Condition, code: &str) -> Option<Self> {
        let name = condition.info().changed_by?;
        let applies = condition.info().refused_with.contains(&code);
        applies.then_some(Self { condition, name })
    }

    /// The check that knows how to look.
    pub(crate) fn condition(&self) -> &'a dyn Condition {
        self.condition
    }

    /// As it appears in evidence and errors.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Looks once, and judges what was found.
    pub(crate) async fn look(&self, write: &Write<'_>) -> Check {
        let (reader, witness) = (&*write.call.reader, &write.call.witness);
        let finding = self.condition.find_refused(reader, write.input, witness);
        match finding.await? {
            Finding::Found(_, seen) => satisfied(seen),
            Finding::Created(_, at, seen)
                if witness.covers(at.as_ref()) && !witness.precedes(at.as_ref()) =>
            {
                satisfied(seen)
            }
            Finding::Created(_, _, seen) | Finding::Absent(seen) => pending(seen),
            Finding::Unfindable(why) => pending(why),
        }
    }
}
