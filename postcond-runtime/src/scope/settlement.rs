//! What became of the writes of a scope.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::contract::footprint::Fact;
use crate::contract::operation::Mutation;
use crate::report::error::Cause;
use crate::report::evidence::Evidence;
use crate::report::resent::WriteName;
use crate::report::words::{polls_in_words, seconds};

use super::reading::Ended;

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

/// How many writes came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct WriteCounts {
    /// [`WriteOutcome::Confirmed`].
    pub confirmed: usize,
    /// [`WriteOutcome::Superseded`].
    pub superseded: usize,
    /// [`WriteOutcome::Unverified`].
    pub unverified: usize,
    /// [`WriteOutcome::Unconfirmed`].
    pub unconfirmed: usize,
}

impl WriteCounts {
    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.confirmed + self.superseded + self.unverified + self.unconfirmed
    }

    pub(super) fn count(&mut self, outcome: &WriteOutcome) {
        let count = match outcome {
            WriteOutcome::Confirmed => &mut self.confirmed,
            WriteOutcome::Superseded { .. } => &mut self.superseded,
            WriteOutcome::Unverified { .. } => &mut self.unverified,
            WriteOutcome::Unconfirmed(_) => &mut self.unconfirmed,
        };
        *count += 1;
    }
}

/// As in `3 confirmed, 1 not confirmed`: what there is none of is left out.
impl fmt::Display for WriteCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.confirmed, "confirmed"),
            (self.superseded, "superseded"),
            (self.unverified, "accepted unconfirmed"),
            (self.unconfirmed, "not confirmed"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, of)| format!("{count} {of}")).collect();
        match counts.is_empty() {
            true => f.write_str("none"),
            false => f.write_str(&counts.join(", ")),
        }
    }
}

/// What became of the writes that were outstanding when a scope was settled.
#[derive(Clone, Debug, Default)]
pub struct Settlement {
    /// In the order in which they returned.
    pub(super) writes: Vec<Arc<SettledWrite>>,
    pub(super) counts: WriteCounts,
    pub(super) took: Duration,
    /// The one that was settled last.
    pub(super) slowest: Option<Arc<SettledWrite>>,
}

impl Settlement {
    /// Every write, in the order in which they returned.
    pub fn writes(&self) -> impl Iterator<Item = &SettledWrite> {
        self.writes.iter().map(|write| &**write)
    }

    /// How many came to what.
    #[must_use]
    pub fn counts(&self) -> WriteCounts {
        self.counts
    }

    /// The writes that were confirmed.
    pub fn confirmed(&self) -> impl Iterator<Item = &SettledWrite> {
        self.writes()
            .filter(|write| matches!(write.outcome(), WriteOutcome::Confirmed))
    }

    /// The writes that later ones have taken the place of altogether.
    pub fn superseded(&self) -> impl Iterator<Item = &SettledWrite> {
        self.writes()
            .filter(|write| matches!(write.outcome(), WriteOutcome::Superseded { .. }))
    }

    /// The writes that count as written without a read-back that has seen them.
    pub fn unverified(&self) -> impl Iterator<Item = &SettledWrite> {
        self.writes()
            .filter(|write| matches!(write.outcome(), WriteOutcome::Unverified { .. }))
    }

    /// The writes that could not be confirmed.
    pub fn unconfirmed(&self) -> impl Iterator<Item = &SettledWrite> {
        self.writes().filter(|write| write.is_unconfirmed())
    }

    /// How long settling took.
    #[must_use]
    pub fn took(&self) -> Duration {
        self.took
    }

    /// The write that settling waited for the longest. `None` if there was none to wait for.
    #[must_use]
    pub fn slowest(&self) -> Option<&SettledWrite> {
        self.slowest.as_deref()
    }

    /// The settlement, if no write is unconfirmed.
    ///
    /// # Errors
    /// If one is. The settlement is in the error.
    pub fn into_result(self) -> Result<Self, UnconfirmedWrites> {
        if self.counts.unconfirmed == 0 {
            Ok(self)
        } else {
            Err(UnconfirmedWrites {
                settlement: Box::new(self),
            })
        }
    }
}

/// A summary, as in `350 writes settled in 1.2 s: 349 confirmed, 1 not confirmed`, with the slowest.
impl fmt::Display for Settlement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (counts, took) = (self.counts, in_seconds(self.took));
        let writes = writes_in_words(counts.total());
        write!(f, "{writes} settled in {took}: {counts}")?;
        match &self.slowest {
            Some(slowest) => write!(f, "; the slowest was {}", slowest.name),
            None => Ok(()),
        }
    }
}

/// Writes of a scope that succeeded and could not be confirmed.
///
/// Nothing is lost: the outputs are in the settlement, and in the handles.
pub struct UnconfirmedWrites {
    settlement: Box<Settlement>,
}

impl UnconfirmedWrites {
    /// How many writes the text names.
    const NAMED: usize = 10;

    /// What became of all writes, those included that were confirmed.
    pub fn settlement(&self) -> &Settlement {
        &self.settlement
    }

    /// The same, for keeps.
    pub fn into_settlement(self) -> Settlement {
        *self.settlement
    }
}

/// One line for each of the first ten, with its cause.
impl fmt::Display for UnconfirmedWrites {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let WriteCounts { unconfirmed, .. } = self.settlement.counts;
        let writes = writes_in_words(self.settlement.counts.total());
        write!(
            f,
            "{unconfirmed} of {writes} succeeded, but are not confirmed:"
        )?;
        for write in self.settlement.unconfirmed().take(Self::NAMED) {
            write!(f, "\n- {write}")?;
        }
        match unconfirmed.saturating_sub(Self::NAMED) {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}

/// Of what was confirmed, only the count.
impl fmt::Debug for UnconfirmedWrites {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnconfirmedWrites")
            .field("counts", &self.settlement.counts)
            .field(
                "unconfirmed",
                &self.settlement.unconfirmed().collect::<Vec<_>>(),
            )
            .finish_non_exhaustive()
    }
}

impl std::error::Error for UnconfirmedWrites {}

/// As in `1.25 s`.
pub(super) fn in_seconds(time: Duration) -> String {
    format!("{} s", seconds(time))
}

fn writes_in_words(count: usize) -> String {
    match count {
        1 => "1 write".to_owned(),
        count => format!("{count} writes"),
    }
}
