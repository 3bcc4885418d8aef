//! What became of one write of a scope.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::contract::footprint::Fact;
use crate::contract::operation::Mutation;
use crate::report::error::Cause;
use crate::report::evidence::Evidence;
use crate::report::resent::WriteName;
use crate::report::words::polls_in_words;

/// What became of a write in a scope.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteOutcome {
    /// A read-back has seen the change, or a later one.
    Confirmed,
    /// Later writes of the scope have overwritten all of it, and a read-back has seen those: this one
    /// was not read back.
    Superseded {
        /// The write that overwrote the last of it, which is confirmed.
        by: WriteName,
    },
    /// It counts as written without a read-back that has seen it.
    Unverified {
        /// [`Evidence::unconfirmed`]; or that the call waits for no check.
        why: String,
    },
    /// It could not be confirmed.
    Unconfirmed(Cause),
}

impl WriteOutcome {
    pub(super) fn of(result: Result<(), Cause>, evidence: &Evidence) -> Self {
        match (result, evidence.unconfirmed()) {
            (Err(cause), _) => Self::Unconfirmed(cause),
            (Ok(()), Some(why)) => Self::Unverified {
                why: why.to_owned(),
            },
            (Ok(()), None) if !evidence.is_checked() => Self::Unverified {
                why: "the call waits for no check".to_owned(),
            },
            (Ok(()), None) => Self::Confirmed,
        }
    }
}

/// As in `confirmed`, or `not confirmed: ` and the cause.
impl fmt::Display for WriteOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Confirmed => f.write_str("confirmed"),
            Self::Superseded { by } => write!(f, "superseded by {by}"),
            Self::Unverified { why } => write!(f, "accepted unconfirmed: {why}"),
            Self::Unconfirmed(cause) => write!(f, "not confirmed: {cause}"),
        }
    }
}

/// A fact that a write has established and a later write of the scope has overwritten, which is
/// confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SupersededFact {
    /// What is overwritten, as in `tag team of Parameter app/db`.
    pub fact: Fact,
    /// By which write.
    pub by: WriteName,
    /// That of the write that overwrote it, among those of the scope.
    pub(super) place: u64,
}

/// How the read-back of a write ended.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) outcome: WriteOutcome,
    pub(super) evidence: Evidence,
}

impl Ended {
    /// Of a write that these facts are all of.
    pub(super) fn superseded(facts: &[SupersededFact]) -> Self {
        let last = facts.iter().max_by_key(|it| it.place);
        let outcome = match last {
            Some(last) => WriteOutcome::Superseded {
                by: last.by.clone(),
            },
            // A write without facts is never superseded.
            None => WriteOutcome::Confirmed,
        };
        Self {
            outcome,
            evidence: Evidence::default(),
        }
    }

    pub(super) fn is_confirmed(&self) -> bool {
        matches!(self.outcome, WriteOutcome::Confirmed)
    }

    /// Whether there was no more time.
    pub(super) fn has_run_out(&self) -> bool {
        matches!(
            self.outcome,
            WriteOutcome::Unconfirmed(Cause::Deadline { .. })
        )
    }
}

/// A write of a scope, and what became of it.
pub struct SettledWrite {
    pub(super) name: WriteName,
    pub(super) request_id: Option<String>,
    pub(super) output: Arc<dyn Any + Send + Sync>,
    pub(super) ended: Arc<Ended>,
    pub(super) superseded: Vec<SupersededFact>,
}

impl SettledWrite {
    /// Whether the change has been seen, or a later one in its place.
    pub(super) fn is_seen(&self) -> bool {
        matches!(
            self.outcome(),
            WriteOutcome::Confirmed | WriteOutcome::Superseded { .. }
        )
    }

    /// The operation and the resource.
    #[must_use]
    pub fn name(&self) -> &WriteName {
        &self.name
    }

    /// The mutation, as in `PutParameter`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.name.operation
    }

    /// The name or id of what it changed.
    #[must_use]
    pub fn resource(&self) -> Option<&str> {
        self.name.resource.as_deref()
    }

    /// The request id of the mutation.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The mutation's output, if it is one of `O`.
    #[must_use]
    pub fn output<O: Mutation>(&self) -> Option<&O::Output> {
        self.output.downcast_ref()
    }

    /// What became of it.
    #[must_use]
    pub fn outcome(&self) -> &WriteOutcome {
        &self.ended.outcome
    }

    /// What was seen. Its times count from when the write returned, although no read is made before the
    /// scope settles. Empty if it was superseded.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        &self.ended.evidence
    }

    /// What later writes of the scope have overwritten of it, which are confirmed. The rest was read
    /// back, if there is any, and so was what unconfirmed ones have overwritten.
    #[must_use]
    pub fn superseded(&self) -> &[SupersededFact] {
        &self.superseded
    }

    /// Whether the write could not be confirmed, and that is neither accepted nor beside the point.
    #[must_use]
    pub fn is_unconfirmed(&self) -> bool {
        matches!(self.outcome(), WriteOutcome::Unconfirmed(_))
    }
}

/// As in `PutParameter of /a (2 polls): confirmed`.
impl fmt::Display for SettledWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let polls = polls_in_words(self.evidence().polls_made());
        write!(f, "{} ({polls}): {}", self.name, self.outcome())
    }
}

/// Without the output: some outputs carry secrets that the SDK's own `Debug` prints.
impl fmt::Debug for SettledWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SettledWrite")
            .field("operation", &self.operation())
            .field("resource", &self.resource())
            .field("request_id", &self.request_id)
            .field("outcome", self.outcome())
            .field("evidence", self.evidence())
            .field("superseded", &self.superseded)
            .finish_non_exhaustive()
    }
}
