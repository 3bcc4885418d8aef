//! What a simulator has been asked, in figures.

use std::collections::BTreeMap;
use std::ops::AddAssign;

/// What a simulator has been asked since its start, in figures: all calls count, whether or not they are still on
/// record. Made by [`Simulator::statistics`](crate::Simulator::statistics).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Statistics {
    /// By operation, with its service before it: `ssm:GetParameter`. What the services' models do not have is counted
    /// together, as `ssm:?`.
    pub operations: BTreeMap<String, Counts>,
}

/// How many calls of some kinds there were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Calls that reached the service.
    pub calls: u64,
    /// Calls with an answer that was laid down or injected; see [`Call::scripted`](crate::Call::scripted) and
    /// [`Call::injected`](crate::Call::injected).
    pub faults: u64,
    /// Reads that a replica served.
    pub reads: u64,
    /// Reads that were stale; see [`Call::missed`](crate::Call::missed).
    pub stale_reads: u64,
    /// Writes that succeeded.
    pub writes: u64,
}

impl Statistics {
    /// Of all operations together.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.operations.values().for_each(|counts| total += *counts);
        total
    }

    pub(crate) fn add(&mut self, operation: String, counts: Counts) {
        *self.operations.entry(operation).or_default() += counts;
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.calls += more.calls;
        self.faults += more.faults;
        self.reads += more.reads;
        self.stale_reads += more.stale_reads;
        self.writes += more.writes;
    }
}

impl AddAssign for Statistics {
    fn add_assign(&mut self, more: Self) {
        for (operation, counts) in more.operations {
            self.add(operation, counts);
        }
    }
}
