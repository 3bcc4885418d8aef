//! How a write that was not answered is looked up.

use std::borrow::Cow;
use std::cmp::Ordering;

use aws_smithy_types::DateTime;
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::erased::Value;
use crate::write::Write;
use crate::write_recorder::WitnessRecorder;
use crate::{Check, Condition, ReadError, Witness, failed, pending, satisfied, unverifiable};

/// What [`PostCondition::find`](crate::PostCondition::find) returns: what one look came to, or the
/// error of a read that the loop will triage.
pub type Search<T> = Result<Finding<T>, ReadError>;

/// What one look for a write that was not answered came to, with what was seen, in words.
///
/// The words end up where those of a [`Verdict`](crate::Verdict) do: no values in them. The output is
/// the mutation's, as far as a read shows it.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Finding<T> {
    /// This very write: what was seen carries its token or its id.
    Found(T, Cow<'static, str>),
    /// Something of a name that must have been free before, and when it was created. It is this
    /// write's if that was while the call was under way.
    Created(T, Option<DateTime>, Cow<'static, str>),
    /// It is not there, or not yet: look again.
    Absent(Cow<'static, str>),
    /// With this input, nothing tells the write from somebody else's: nothing is looked up.
    Unfindable(Cow<'static, str>),
}

impl<T> Finding<T> {
    /// The same with another output.
    pub(crate) fn map<U>(self, map: impl FnOnce(T) -> U) -> Finding<U> {
        match self {
            Self::Found(output, seen) => Finding::Found(map(output), seen),
            Self::Created(output, at, seen) => Finding::Created(map(output), at, seen),
            Self::Absent(seen) => Finding::Absent(seen),
            Self::Unfindable(why) => Finding::Unfindable(why),
        }
    }
}

/// `Ok(Finding::Found)`: this very write has landed, as `seen` says, and this is its output.
pub fn found<T>(output: T, seen: impl Into<Cow<'static, str>>) -> Search<T> {
    Ok(Finding::Found(output, seen.into()))
}

/// `Ok(Finding::Created)`: the name is taken since `at`, as `seen` says; if that was by this write,
/// this is its output.
///
/// For operations that refuse a name that exists. Without a date it counts as somebody else's.
pub fn created<T>(
    output: T,
    at: Option<&DateTime>,
    seen: impl Into<Cow<'static, str>>,
) -> Search<T> {
    Ok(Finding::Created(output, at.copied(), seen.into()))
}

/// `Ok(Finding::Absent)`: the write does not show, `seen` was seen instead.
pub fn absent<T>(seen: impl Into<Cow<'static, str>>) -> Search<T> {
    Ok(Finding::Absent(seen.into()))
}

/// `Ok(Finding::Unfindable)`: this call leaves nothing that could be told from somebody else's; `why`
/// says why.
pub fn unfindable<T>(why: impl Into<Cow<'static, str>>) -> Search<T> {
    Ok(Finding::Unfindable(why.into()))
}

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
            name: condition.found_by()?,
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
        let (reader, input) = (write.reader, write.input);
        let finding = self.condition.find(reader, input, write.witness).await?;
        self.judge(finding)
    }

    fn judge(&self, finding: Finding<Box<Value>>) -> Check {
        let witness = self.recorder.unanswered(self.returned);
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
