//! What clients have learned of an endpoint's lags, in a form that outlives them.
//!
//! It is a set of observations, each with its date, and merging is the union of sets: what is merged twice
//! counts once, whatever the order. So a store may repeat a merge of which it does not know whether it
//! succeeded, and two processes need agree on nothing.
//!
//! A client that begins with it replays the observations of a check in the order of their dates. It knows then
//! what it would know if it had made those writes itself, and has forgotten what it would have forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use crate::timing::estimate::Estimate;
use crate::timing::history::{CheckHistory, GENERATION, Key};
use crate::timing::observation::{Observation, micros};

/// How many writes of a check are kept, the latest: as many as a client remembers at most.
const MOST_WRITES: usize = 2 * GENERATION;
/// How many checks are kept: those with the latest writes. SSM, the largest service, has some 90.
const MOST_CHECKS: usize = 256;
/// For how long a write counts. A judgement, not a measurement: long enough for a script that runs once a
/// week, and a lag that has changed meanwhile is noticed as usual.
const MAX_AGE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// For how long a write is kept where it no longer counts: longer than clocks are wrong by that are not wrong
/// altogether.
const KEPT_FOR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
/// By how much the clock of another machine may be ahead. What is dated later is by a wrong clock: there, or here.
const CLOCKS_DIFFER_BY: Duration = Duration::from_secs(60 * 60);

/// What clients have learned of how long changes take to show, by operation and check.
///
/// It holds lags, how long polls took, and when that was: no value, no name of a resource and no id. Of each
/// check, the 1,024 latest writes are kept, of at most 256 checks. Those of the last 30 days count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LagHistory {
    /// By operation and check.
    checks: BTreeMap<(String, String), BTreeSet<Dated>>,
}

/// Ordered by date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dated {
    /// In microseconds since 1970.
    pub(crate) at: u64,
    pub(crate) observation: Observation,
}

impl LagHistory {
    /// Whether nothing was learned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.checks.is_empty()
    }

    /// How many writes it knows of.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.checks.values().map(BTreeSet::len).sum()
    }

    /// Each check, by operation and name.
    pub fn checks(&self) -> impl Iterator<Item = CheckLags<'_>> {
        let checks = self.checks.iter();
        checks.map(|((operation, check), writes)| CheckLags {
            operation,
            check,
            writes,
        })
    }

    /// Adds what `added` has of the 30 days before `now`, and of the hour after it; and leaves out what is too much.
    ///
    /// What is there already is not judged by `now` alone: the clock here may be wrong, and others' not. So it
    /// stays until it is a year older than both `now` and half of what is there, or has to make room: first what is
    /// dated later than `now`, then what is oldest. A client that begins with a history leaves out what is too old for
    /// it.
    ///
    /// What both have counts once: a merge can be repeated if it is not known whether it has
    /// succeeded. The order of merges makes no difference to what counts by clocks that are right.
    pub fn merge(&mut self, added: Self, now: SystemTime) {
        let now = micros_since_1970(now);
        let oldest = now.saturating_sub(micros(MAX_AGE));
        let latest = now.saturating_add(micros(CLOCKS_DIFFER_BY));
        for (check, writes) in added.checks {
            let in_time = writes.into_iter();
            let in_time = in_time.filter(|write| (oldest..=latest).contains(&write.at));
            self.checks.entry(check).or_default().extend(in_time);
        }
        let year_ago = self.median().min(now).saturating_sub(micros(KEPT_FOR));
        self.drop_what_is_older(year_ago);
        self.bound(latest);
    }

    /// The date that half of the writes do not exceed.
    fn median(&self) -> u64 {
        let writes = self.checks.values().flatten();
        let mut dates: Vec<u64> = writes.map(|write| write.at).collect();
        let middle = dates.len() / 2;
        match dates.is_empty() {
            true => u64::MAX,
            false => *dates.select_nth_unstable(middle).1,
        }
    }

    fn drop_what_is_older(&mut self, oldest: u64) {
        for writes in self.checks.values_mut() {
            writes.retain(|write| write.at >= oldest);
        }
        self.checks.retain(|_, writes| !writes.is_empty());
    }

    /// What is not too much. What is later than `latest` makes room first.
    fn bound(&mut self, latest: u64) {
        for writes in self.checks.values_mut() {
            while writes.len() > MOST_WRITES && writes.last().is_some_and(|it| it.at > latest) {
                writes.pop_last();
            }
            keep_latest(writes);
        }
        while self.checks.len() > MOST_CHECKS {
            let until = |writes: &BTreeSet<Dated>| {
                let mut dates = writes.iter().rev().map(|write| write.at);
                dates.find(|at| *at <= latest)
            };
            let oldest = self.checks.iter().min_by_key(|(_, writes)| until(writes));
            let Some(oldest) = oldest.map(|(check, _)| check.clone()) else {
                break;
            };
            self.checks.remove(&oldest);
        }
    }

    /// Adds a write, which takes the place of the oldest of its check if there are too many.
    pub(crate) fn add(&mut self, (operation, check): (&str, &str), write: Dated) {
        let check = (operation.to_owned(), check.to_owned());
        let writes = self.checks.entry(check).or_default();
        writes.insert(write);
        keep_latest(writes);
    }

    /// Takes out what `saved` has.
    pub(crate) fn take_out(&mut self, saved: &Self) {
        for (check, saved) in &saved.checks {
            if let Some(writes) = self.checks.get_mut(check) {
                writes.retain(|write| !saved.contains(write));
            }
        }
        self.checks.retain(|_, writes| !writes.is_empty());
    }

    /// What is known of one check.
    pub(crate) fn of(&self, (operation, check): Key) -> Option<CheckLags<'_>> {
        let key = (operation.to_owned(), check.to_owned());
        let ((operation, check), writes) = self.checks.get_key_value(&key)?;
        Some(CheckLags {
            operation,
            check,
            writes,
        })
    }
}

fn keep_latest(writes: &mut BTreeSet<Dated>) {
    while writes.len() > MOST_WRITES {
        writes.pop_first();
    }
}

pub(crate) fn micros_since_1970(time: SystemTime) -> u64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    micros(since.unwrap_or_default())
}

/// What was learned of one check.
#[derive(Clone, Copy, Debug)]
pub struct CheckLags<'a> {
    operation: &'a str,
    check: &'a str,
    writes: &'a BTreeSet<Dated>,
}

impl<'a> CheckLags<'a> {
    /// The operation, as in `PutParameter`.
    #[must_use]
    pub fn operation(&self) -> &'a str {
        self.operation
    }

    /// The check, as in [`CheckInfo::name`](crate::CheckInfo::name).
    #[must_use]
    pub fn check(&self) -> &'a str {
        self.check
    }

    /// How many writes it was learned from.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.writes.len()
    }

    /// When the latest of them was made.
    #[must_use]
    pub fn latest(&self) -> Option<SystemTime> {
        let latest = self.writes.last()?;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_micros(latest.at))
    }

    /// How long changes take to show, as a client that begins with this reckons. `None` with fewer than 20
    /// writes, or since lags have changed: such a client polls as one that knows nothing.
    #[must_use]
    pub fn distribution(&self) -> Option<LagDistribution> {
        let mut history = CheckHistory::replaying(None, self.observations());
        let writes = history.writes();
        let estimate = history.estimate()?.clone();
        Some(LagDistribution { writes, estimate })
    }

    #[cfg(any(feature = "history", test))]
    pub(crate) fn dated(self) -> impl Iterator<Item = &'a Dated> {
        self.writes.iter()
    }

    /// In the order of their dates.
    pub(crate) fn observations(self) -> impl Iterator<Item = Observation> + use<'a> {
        self.writes.iter().map(|write| write.observation)
    }
}

/// How long changes take to show, as far as polls can tell.
#[derive(Clone, Debug)]
pub struct LagDistribution {
    writes: usize,
    estimate: Estimate,
}

impl LagDistribution {
    /// How many writes it is made from: those since the lag has changed for the last time.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.writes
    }

    /// The time from a write's return by which its change shows with this chance, from 0 to 1. `None` if it
    /// never was that likely to show within the time that was waited for it.
    #[must_use]
    pub fn quantile(&self, chance: f64) -> Option<Duration> {
        // Sums of chances are rounded: what is as good as certain is certain.
        let chance = chance.min(1.0 - 1e-9);
        let shows = 1.0 - self.estimate.later();
        (chance <= shows).then(|| self.estimate.quantile(chance))
    }

    /// The chance of a change to show so long after the write's return, or before.
    #[must_use]
    pub fn shown_by(&self, time: Duration) -> f64 {
        self.estimate.shown_by(time)
    }
}

#[cfg(test)]
mod tests;
