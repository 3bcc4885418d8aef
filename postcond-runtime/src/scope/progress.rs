//! How far settling has come.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::report::resent::WriteName;

use super::scoped_write::ScopedWrite;
use super::settlement::{WriteCounts, in_seconds};

/// How far [`Scope::settle_with`](crate::Scope::settle_with) has come.
#[derive(Clone)]
pub struct Progress {
    pub(super) counts: WriteCounts,
    pub(super) outstanding: usize,
    /// The one that has waited for the longest, if one is outstanding.
    pub(super) oldest: Option<Arc<ScopedWrite>>,
}

impl Progress {
    /// What became of the writes that are settled.
    #[must_use]
    pub fn counts(&self) -> WriteCounts {
        self.counts
    }

    /// How many writes are settled, whatever became of them.
    #[must_use]
    pub fn settled(&self) -> usize {
        self.counts.total()
    }

    /// How many are still waited for.
    #[must_use]
    pub fn outstanding(&self) -> usize {
        self.outstanding
    }

    /// How many writes there are in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.settled() + self.outstanding
    }

    /// The slowest of those that are still waited for: the one that returned first. `None` once all
    /// are settled.
    #[must_use]
    pub fn slowest(&self) -> Option<&WriteName> {
        self.oldest.as_ref().map(|write| write.name())
    }

    /// How long ago [`slowest`](Self::slowest) has returned.
    #[must_use]
    pub fn oldest_wait(&self) -> Option<Duration> {
        let oldest = self.oldest.as_ref();
        oldest.map(|write| write.returned().elapsed())
    }
}

/// As in `2 of 3 settled, waiting for PutParameter of /a since 1.2 s`.
impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} settled", self.settled(), self.total())?;
        match self.slowest().zip(self.oldest_wait()) {
            Some((slowest, wait)) => {
                write!(f, ", waiting for {slowest} since {}", in_seconds(wait))
            }
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress")
            .field("counts", &self.counts)
            .field("outstanding", &self.outstanding)
            .field("slowest", &self.slowest())
            .field("oldest_wait", &self.oldest_wait())
            .finish()
    }
}
