//! The search for one write: a look with the check that knows how, and a judgement of what was found.

use std::borrow::Cow;
use std::cmp::Ordering;

use parking_lot::Mutex;
use tokio::time::Instant;

use crate::confirm::write::Write;
use crate::contract::condition::Condition;
use crate::contract::search::Finding;
use crate::contract::value::Value;
use crate::contract::verdict::{Check, failed, pending, satisfied, unverifiable};
use crate::contract::witness::Witness;
use crate::requests::write_recorder::WitnessRecorder;

/// The search for one write.
pub(crate) struct Lookup<'a> {
    condition: &'a dyn Condition,
    name: &'static str,
    recorder: &'a WitnessRecorder,
    returned: Instant,
    landed: Mutex<Option<(Box<Value>, Witness)>>,
}

impl<'a> Lookup<'a> {
    /// The search that `condition` permits, if it does, for a write that failed at `returned`.
    pub(crate) fn with(
        condition: &'a dyn Condition,
        recorder: &'a WitnessRecorder,
        returned: Instant,
    ) -> Option<Self> {
        Some(Self {
            name: condition.info().found_by?,
            condition,
            recorder,
            returned,
            landed: Mutex::default(),
        })
    }

    /// The output and the witness of the write, if it was found.
    pub(crate) fn into_landed(self) -> Option<(Box<Value>, Witness)> {
        self.landed.into_inner()
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
        let finding = self.condition.find(reader, write.input, witness);
        self.judge(finding.await?)
    }

    fn judge(&self, finding: Finding<Box<Value>>) -> Check {
        let witness = self.recorder.indeterminate(self.returned);
        match finding {
            Finding::Found(output, seen) => self.accept(output, witness, seen),
            // By the server's clock alone: the local one may be wrong by more than tells this write from
            // another.
            Finding::Created(output, at, seen) => match witness.place(at.as_ref()) {
                None | Some(Ordering::Less) => {
                    pending(format!("{seen}, not known to be from this call"))
                }
                Some(Ordering::Greater) => pending(format!("{seen}, created after this call")),
                Some(Ordering::Equal) if self.recorder.is_refused() => failed(format!(
                    "{seen}, created meanwhile; but this call was refused in the end, so that it may \
                     be somebody else's"
                )),
                Some(Ordering::Equal) => self.accept(output, witness, seen),
            },
            Finding::Absent(seen) => pending(seen),
            Finding::Unfindable(why) => unverifiable(why),
        }
    }

    fn accept(&self, output: Box<Value>, witness: Witness, seen: Cow<'static, str>) -> Check {
        *self.landed.lock() = Some((output, witness));
        satisfied(seen)
    }
}
