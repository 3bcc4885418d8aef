//! What became of the writes of a scope.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::report::words::seconds;

use super::outcome::{SettledWrite, WriteOutcome};

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
