//! What a client remembers of how long a change took to show, and when it looks therefore.
//!
//! For each check a client keeps the intervals of the last 512 to 1,024 writes, in two generations:
//! when the recent one is full, it takes the place of the earlier one. They make an
//! [`Estimate`], and that makes a plan: the best instants to read at, see [`inspection`](crate::timing::inspection).
//!
//! - **Cold start**: until 20 writes have been seen, polls follow the exponential schedule, whose
//!   jitter makes their intervals overlap.
//! - **Probes**: a plan that is followed to the letter never learns what happens between its polls.
//!   Every eighth write, on average, has one poll more, at a random time: half of them before the
//!   first poll, where alone a change that shows sooner than it used to can be noticed, half of them
//!   where changes are likely to show.
//! - **Sudden change**: of each write it is asked where it falls in what was expected, from 0 to 1.
//!   If the last few fall too low or too high on average to be chance, all but the last eight are
//!   forgotten. At 4.5 standard deviations, chance alone did not do that once in 96 simulated runs
//!   of 2,000 writes each, and a lag that changed by a factor of five was noticed every time, within
//!   20 writes.
//! - **Heavy tails**: after the last planned poll, pauses grow by a half each time. A plan reckons
//!   with one write more than were seen, which may show at any time: after a few late ones among many
//!   prompt ones, polls lie between them, too.
//! - **Writes that are never seen** count as later than all polls. If they are more than half, polls
//!   follow the exponential schedule.
//!
//! Memory is bounded: at most 1,024 intervals of 4 bytes and their counts, and 322 chances.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use backon::Backoff;
use fastrand::Rng;

use crate::policy::schedule::{Exponential, Learned, Schedule};
use crate::timing::estimate::{Estimate, Interval};
use crate::timing::observation::Observation;

/// How many writes must have been seen before a plan is made.
const ENOUGH: usize = 20;
/// How many writes make a generation.
pub(crate) const GENERATION: usize = 512;
/// An estimate is good for so many writes. With more, it is so far behind what has been seen that probes
/// look like a change.
const WRITES_PER_ESTIMATE: usize = 8;
/// If more than this share of the writes was never seen, there is nothing to be planned for.
const MOSTLY: f64 = 0.5;
/// One write in so many has a probe, on average.
const WRITES_PER_PROBE: u8 = 8;
/// How many of the last writes are kept when the lag has changed.
const KEPT_UPON_CHANGE: usize = 8;
/// Beyond the plan, each pause is longer than the one before by this factor.
const GROWTH: f64 = 1.5;

/// Which check of which operation.
pub(crate) type Key = (&'static str, &'static str);

/// What a client remembers of one check.
#[derive(Debug)]
pub(crate) struct CheckHistory {
    recent: Generation,
    earlier: Generation,
    last: VecDeque<Interval>,
    estimate: Estimate,
    surprise: Surprise,
    round_trip: Option<Duration>,
    /// For how many more writes the estimate is good. `None` until there is one.
    writes_left: Option<usize>,
    plan: Option<Plan>,
    rng: Rng,
}

/// The intervals of some writes, each with how often it was seen.
#[derive(Debug, Default)]
struct Generation {
    intervals: BTreeMap<Interval, u32>,
    writes: usize,
}

impl Generation {
    fn add(&mut self, interval: Interval) {
        *self.intervals.entry(interval).or_default() += 1;
        self.writes += 1;
    }
}

/// The best instants by the estimate, until there is another.
#[derive(Debug)]
struct Plan {
    cost_weight: Duration,
    instants: Vec<Duration>,
}

impl CheckHistory {
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self {
            recent: Generation::default(),
            earlier: Generation::default(),
            last: VecDeque::with_capacity(KEPT_UPON_CHANGE),
            estimate: Estimate::default(),
            surprise: Surprise::default(),
            round_trip: None,
            writes_left: None,
            plan: None,
            rng: seed.map_or_else(Rng::new, Rng::with_seed),
        }
    }

    /// That of a client which has seen these writes, in this order. What they make it expect, forget and
    /// plan is exactly what it would have been.
    pub(crate) fn replaying(seed: Option<u64>, seen: impl Iterator<Item = Observation>) -> Self {
        let mut history = Self::new(seed);
        for observation in seen {
            history.expect();
            history.learn(observation);
        }
        history
    }

    /// How many writes it knows of.
    pub(crate) fn writes(&self) -> usize {
        self.earlier.writes + self.recent.writes
    }

    /// How long a poll takes, as far as is known.
    pub(crate) fn round_trip(&self) -> Option<Duration> {
        self.round_trip
    }

    /// Remembers a write. Of several that were made together, those that come last are late, which is
    /// no sign that the lag has changed.
    pub(crate) fn learn(&mut self, observation: Observation) {
        let interval = observation.interval();
        if observation.is_of_several {
            self.add(interval, observation.round_trip);
        } else {
            self.remember(interval, observation.round_trip);
        }
    }

    /// Remembers a write, and whether it is a sign that the lag has changed.
    fn remember(&mut self, interval: Interval, round_trip: Duration) {
        let has_changed = self.writes_left.is_some()
            && self
                .surprise
                .after(self.estimate.before_and_within(interval));
        if self.last.len() == KEPT_UPON_CHANGE {
            self.last.pop_front();
        }
        self.last.push_back(interval);
        self.add(interval, round_trip);
        if has_changed {
            self.forget();
        }
    }

    /// Remembers a write, whatever was expected of it.
    fn add(&mut self, interval: Interval, round_trip: Duration) {
        let smoothed = self.round_trip.map(|before| (before * 7 + round_trip) / 8);
        self.round_trip = Some(smoothed.unwrap_or(round_trip));
        self.recent.add(interval);
        if self.recent.writes == GENERATION {
            self.earlier = std::mem::take(&mut self.recent);
        }
        self.writes_left = self.writes_left.map(|left| left.saturating_sub(1));
    }

    /// Forgets all but the last few writes.
    fn forget(&mut self) {
        self.earlier = Generation::default();
        self.recent = Generation::default();
        self.last
            .iter()
            .for_each(|interval| self.recent.add(*interval));
        self.estimate = Estimate::default();
        self.surprise = Surprise::default();
        self.writes_left = None;
        self.plan = None;
    }

    /// The pauses of a write by itself, the one before its first poll included.
    pub(crate) fn pauses(&mut self, learned: &Learned) -> Box<dyn Backoff> {
        let Some((instants, round_trip)) = self.planned(learned) else {
            return self.cold(learned);
        };
        let mut instants = instants.to_vec();
        if self.rng.u8(..WRITES_PER_PROBE) == 0 {
            let at = self.probe(&instants);
            insert(&mut instants, at, round_trip);
        }
        Box::new(Pauses::new(instants, round_trip))
    }

    /// The next instant of the plan after this one. `None` if there is no plan, or it ends before.
    pub(crate) fn planned_after(
        &mut self,
        learned: &Learned,
        elapsed: Duration,
    ) -> Option<Duration> {
        let (instants, round_trip) = self.planned(learned)?;
        let mut instants = instants.iter().copied();
        // A poll that is due before this one would be answered is this one.
        instants.find(|at| *at > elapsed + round_trip / 2)
    }

    /// The instants of the plan, and how long a poll takes. `None` where nothing can be planned.
    fn planned(&mut self, learned: &Learned) -> Option<(&[Duration], Duration)> {
        let round_trip = self.expect()?;
        self.plan(learned.cost_weight, round_trip);
        if self.estimate.later() > MOSTLY {
            return None;
        }
        let plan = self.plan.as_ref()?;
        Some((&plan.instants, round_trip))
    }

    /// The schedule where nothing can be planned.
    fn cold(&mut self, learned: &Learned) -> Box<dyn Backoff> {
        Schedule::from(learned.cold().seed(self.rng.u64(..))).all_pauses()
    }

    /// Makes an estimate, unless there is one that is still good. How long a poll takes, if enough is known.
    fn expect(&mut self) -> Option<Duration> {
        let round_trip = self.round_trip.filter(|_| self.writes() >= ENOUGH)?;
        if self.writes_left.is_none_or(|left| left == 0) {
            let seen = self.earlier.intervals.iter().chain(&self.recent.intervals);
            self.estimate
                .fit(seen.map(|(interval, times)| (*interval, *times)));
            self.writes_left = Some(WRITES_PER_ESTIMATE);
            self.plan = None;
        }
        Some(round_trip)
    }

    /// Makes a plan by the estimate, unless there is one.
    fn plan(&mut self, cost_weight: Duration, round_trip: Duration) {
        let is_good = |plan: &Plan| plan.cost_weight == cost_weight;
        if !self.plan.as_ref().is_some_and(is_good) {
            let lag = self.estimate.distribution(self.writes());
            self.plan = Some(Plan {
                cost_weight,
                instants: lag.inspections(cost_weight, round_trip),
            });
        }
    }

    /// How likely a change is to show by when, if enough is known.
    pub(crate) fn estimate(&mut self) -> Option<&Estimate> {
        self.expect()?;
        Some(&self.estimate)
    }

    /// When to look in addition.
    fn probe(&mut self, instants: &[Duration]) -> Duration {
        if self.rng.bool() {
            let first = instants.first().copied().unwrap_or_default();
            first.mul_f64(self.rng.f64())
        } else {
            self.estimate.quantile(self.rng.f64())
        }
    }
}

/// Adds a poll, unless one is due just before it; those that follow too closely are put off.
fn insert(instants: &mut Vec<Duration>, at: Duration, gap: Duration) {
    let index = instants.partition_point(|instant| *instant <= at);
    if index > 0 && at < instants[index - 1] + gap {
        return;
    }
    instants.insert(index, at);
    for next in index + 1..instants.len() {
        let earliest = instants[next - 1] + gap;
        instants[next] = instants[next].max(earliest);
    }
}

/// Whether the lag has changed: a score of how far writes fall from the middle of what was expected.
///
/// A write falls somewhere between 0 and 1 with all chances equal, if the estimate is right; of an
/// interval, the middle is taken. Its variance is 1/12, less what the width of the interval takes
/// away. The score of the last writes, older ones counting less, is held against its variance.
#[derive(Debug, Default)]
struct Surprise {
    score: f64,
    variance: f64,
}

impl Surprise {
    /// How much of the score is left after one more write: some ten writes count.
    const MEMORY: f64 = 0.9;
    /// Added to the variance, so that one write that was thought impossible is not enough.
    const ALLOWANCE: f64 = 0.03;
    /// So many standard deviations are no chance.
    const LIMIT: f64 = 4.5;

    /// Takes a write into account, given how likely it was to be visible before and within its
    /// interval. Whether the lag has changed.
    fn after(&mut self, (before, within): (f64, f64)) -> bool {
        let place = before + within / 2.0;
        self.score = self.score * Self::MEMORY + place - 0.5;
        self.variance =
            self.variance * Self::MEMORY * Self::MEMORY + (1.0 - within * within) / 12.0;
        self.score.abs() > Self::LIMIT * (self.variance + Self::ALLOWANCE).sqrt()
    }
}

/// The pauses that lead to the instants of a plan, and growing ones after that.
#[derive(Debug)]
struct Pauses {
    instants: std::vec::IntoIter<Duration>,
    /// When the last poll began. `None` before the first.
    last: Option<Duration>,
    /// From the beginning of one poll to that of the next.
    gap: Duration,
    round_trip: Duration,
}

impl Pauses {
    fn new(instants: Vec<Duration>, round_trip: Duration) -> Self {
        Self {
            instants: instants.into_iter(),
            last: None,
            gap: Duration::ZERO,
            round_trip,
        }
    }
}

impl Iterator for Pauses {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        let Some(last) = self.last else {
            let first = self.instants.next().unwrap_or_default();
            self.last = Some(first);
            return Some(first);
        };
        let next = self.instants.next().unwrap_or_else(|| {
            let usual = Exponential::default();
            let gap = self.gap.mul_f64(GROWTH).max(usual.mean_first());
            last + gap.min(self.gap.max(usual.max))
        });
        self.gap = next.saturating_sub(last);
        self.last = Some(next);
        Some(self.gap.saturating_sub(self.round_trip))
    }
}

#[cfg(test)]
mod tests;
