//! How likely a change is to become visible by when, as far as polls have shown.
//!
//! A poll says no more than "not yet" or "by now", so that each write tells an interval: between the
//! last poll that did not see the change and the first that did. The estimate is the distribution
//! that makes the intervals most likely, found by iteration (B. W. Turnbull, "The empirical
//! distribution function with arbitrarily grouped, censored and truncated data", Journal of the Royal
//! Statistical Society B 38, 1976), and smoothed a little after each round, since a few dozen
//! intervals would otherwise make a few spikes (B. W. Silverman, M. C. Jones, J. D. Wilson and
//! D. W. Nychka, "A smoothed EM approach to indirect estimation problems", ibid. 52, 1990).
//!
//! Time is cut into bins: one for "at once", then 16 to the octave from 1 ms to 17 minutes.

use std::time::Duration;

use crate::timing::inspection::Distribution;

/// The bins that have an end.
const BINS: usize = 321;
/// The bin of what is visible later than all that, if ever.
const LATER: usize = BINS;
/// The end of the first bin after "at once", in seconds.
const FIRST_END: f64 = 0.001;
const PER_OCTAVE: f64 = 16.0;
/// How often the estimate is improved upon each time. It goes on from where it was.
const ROUNDS: usize = 8;
/// The share of a bin's chance that its neighbours get after each round.
const SMOOTHING: f64 = 0.5;
/// The share of the estimate that is spread evenly before it is improved upon, so that no bin is
/// without a chance for good.
const SPREAD: f64 = 0.1;
/// The end of the estimate that holds less than this share of one write is smoothing, not something
/// seen.
const SHARE_OF_A_WRITE: f64 = 0.5;
/// A plan reckons with so many writes more than were seen, of which nothing is known but that they
/// become visible sometime up to the farthest that was seen, all octaves being alike. So a few that
/// were late, or never seen, are no reason to look nowhere in between.
const UNKNOWN_WRITES: f64 = 1.0;

/// When a write became visible, in bins: the first and the last that it may be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Interval {
    first: u16,
    last: u16,
}

impl Interval {
    /// Visible `by` some time, if ever, and not yet at the time `not_at`, if that was looked at.
    pub(crate) fn new(not_at: Option<Duration>, by: Option<Duration>) -> Self {
        let first = not_at.map_or(0, |not_at| bin_of(not_at) + 1);
        let last = by.map_or(LATER, bin_of).max(first);
        let small = |bin: usize| u16::try_from(bin).unwrap_or(u16::MAX);
        Self {
            first: small(first),
            last: small(last),
        }
    }

    fn bins(self) -> std::ops::Range<usize> {
        usize::from(self.first)..usize::from(self.last) + 1
    }

    /// Whether the write was never seen.
    fn is_open(self) -> bool {
        usize::from(self.last) == LATER
    }

    /// The bin by which the write was seen, or else in which it was not seen yet.
    fn farthest(self) -> usize {
        match usize::from(self.last) {
            LATER => self.first.into(),
            last => last,
        }
    }
}

/// The bin with the nearest end: that polls are a little late makes no difference.
fn bin_of(time: Duration) -> usize {
    let octaves = (time.as_secs_f64() / FIRST_END).log2();
    if octaves < -1.0 {
        return 0;
    }
    // Not negative, and cut to what there is.
    let steps = (octaves * PER_OCTAVE).round().max(0.0) as usize;
    (steps + 1).min(BINS - 1)
}

fn end_of(bin: usize) -> Duration {
    match bin.checked_sub(1) {
        None => Duration::ZERO,
        Some(steps) => Duration::from_secs_f64(FIRST_END * (steps as f64 / PER_OCTAVE).exp2()),
    }
}

/// The chance of each bin.
#[derive(Clone, Debug)]
pub(crate) struct Estimate {
    chances: Vec<f64>,
}

impl Default for Estimate {
    /// All bins alike.
    fn default() -> Self {
        let bins = LATER + 1;
        Self {
            chances: vec![1.0 / bins as f64; bins],
        }
    }
}

impl Estimate {
    /// Improves upon the estimate, given every interval and how often it was seen.
    pub(crate) fn fit(&mut self, seen: impl Iterator<Item = (Interval, u32)> + Clone) {
        let farthest = seen.clone().map(|(interval, _)| interval.farthest()).max();
        let reached = (farthest.unwrap_or(0) + 2).min(BINS);
        // Nothing lies beyond but what smoothing carries there, a bin a round; and what is later
        // than all that was seen, if anything is.
        let end = (reached + ROUNDS).min(BINS);
        let is_open = seen.clone().any(|(interval, _)| interval.is_open());
        self.chances[end..BINS].fill(0.0);
        spread(&mut self.chances[..reached]);
        self.chances[LATER] = if is_open {
            self.chances[LATER].max(SPREAD)
        } else {
            0.0
        };
        let used = if is_open { LATER + 1 } else { end };
        for _ in 0..ROUNDS {
            improve(&mut self.chances[..used], seen.clone());
            smooth(&mut self.chances[..end]);
        }
    }

    /// How likely the bins before the interval are, and those of it.
    pub(crate) fn before_and_within(&self, interval: Interval) -> (f64, f64) {
        let bins = interval.bins();
        let before = self.chances[..bins.start].iter().sum();
        (before, self.chances[bins].iter().sum())
    }

    /// The chance of a change to be visible by this time.
    pub(crate) fn shown_by(&self, time: Duration) -> f64 {
        self.chances[..=bin_of(time)].iter().sum()
    }

    /// The time by which a change is visible with this chance.
    pub(crate) fn quantile(&self, chance: f64) -> Duration {
        let up_to = cumulative(&self.chances);
        let reached = up_to.iter().skip(1).position(|up_to| *up_to >= chance);
        end_of(reached.unwrap_or(LATER).min(BINS - 1))
    }

    /// The chance of not being visible within the time that bins are made for, or that was looked at.
    pub(crate) fn later(&self) -> f64 {
        self.chances[LATER]
    }

    /// The distribution, up to the end of what so many writes can tell.
    pub(crate) fn distribution(&self, writes: usize) -> Distribution {
        let writes = writes.max(1) as f64;
        let mut tail = SHARE_OF_A_WRITE / writes;
        let is_smoothing = |chance: &&f64| {
            tail -= **chance;
            tail > 0.0
        };
        let timed = &self.chances[..BINS];
        let end = BINS - timed.iter().rev().take_while(is_smoothing).count();
        let unknown = UNKNOWN_WRITES / end as f64;
        let chance = |seen: f64| (seen * writes + unknown) / (writes + UNKNOWN_WRITES);
        let steps = timed[..end].iter().enumerate();
        Distribution::new(steps.map(|(bin, seen)| (end_of(bin), chance(*seen))))
    }
}

/// Takes a share of every chance and gives it evenly to all.
fn spread(chances: &mut [f64]) {
    let share = SPREAD / chances.len() as f64;
    for chance in chances {
        *chance = *chance * (1.0 - SPREAD) + share;
    }
}

/// One round: each interval is shared out among its bins by their chances so far.
fn improve(chances: &mut [f64], seen: impl Iterator<Item = (Interval, u32)>) {
    let up_to = cumulative(chances);
    // By how much the factor of a bin differs from that of the bin before it.
    let mut change = vec![0.0; chances.len() + 1];
    for (interval, times) in seen {
        let bins = interval.bins();
        let within = up_to[bins.end] - up_to[bins.start];
        if within > f64::MIN_POSITIVE {
            change[bins.start] += f64::from(times) / within;
            change[bins.end] -= f64::from(times) / within;
        }
    }
    let mut factor = 0.0;
    for (chance, change) in chances.iter_mut().zip(change) {
        factor += change;
        // Never negative but for rounding.
        *chance *= f64::max(factor, 0.0);
    }
    let total: f64 = chances.iter().sum();
    if total > 0.0 {
        chances.iter_mut().for_each(|chance| *chance /= total);
    }
}

/// "At once" is no neighbour of anything.
fn smooth(chances: &mut [f64]) {
    let timed = 1..chances.len();
    let before = chances.to_vec();
    for bin in timed.clone() {
        let neighbour = |index: usize| before[if timed.contains(&index) { index } else { bin }];
        let neighbours = neighbour(bin - 1) + neighbour(bin + 1);
        chances[bin] = (1.0 - SMOOTHING) * before[bin] + SMOOTHING / 2.0 * neighbours;
    }
}

/// The sum of all before each, and of all.
fn cumulative(chances: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = chances.iter().map(|chance| {
        sum += chance;
        sum
    });
    std::iter::once(0.0).chain(sums).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn fitted(seen: &[(Option<u64>, Option<u64>)]) -> Estimate {
        let intervals = seen.iter().map(|(not_at, by)| {
            let interval = Interval::new(not_at.map(ms), by.map(ms));
            (interval, 1)
        });
        let mut estimate = Estimate::default();
        for _ in 0..10 {
            estimate.fit(intervals.clone());
        }
        estimate
    }

    #[test]
    fn intervals_that_overlap_narrow_each_other_down() {
        let seen: Vec<_> = (0..30)
            .map(|n| (Some(200 + 3 * n), Some(300 + 3 * n)))
            .collect();
        let estimate = fitted(&seen);
        // All of them hold what lies between 287 ms and 300 ms.
        assert!(
            estimate.quantile(0.1) >= ms(260),
            "{:?}",
            estimate.quantile(0.1)
        );
        assert!(
            estimate.quantile(0.9) <= ms(340),
            "{:?}",
            estimate.quantile(0.9)
        );
    }

    #[test]
    fn what_is_always_visible_at_once_is_in_the_first_bin() {
        let estimate = fitted(&[(None, Some(0)); 20]);
        assert!(estimate.chances[0] > 0.98, "{}", estimate.chances[0]);
    }

    #[test]
    fn what_was_never_seen_is_later() {
        let estimate = fitted(&[(Some(1_000), None); 20]);
        let (before, _) = estimate.before_and_within(Interval::new(Some(ms(990)), None));
        assert!(before < 0.01, "{before}");
        let planned = estimate.distribution(20).inspections(ms(50), ms(15));
        let last = planned.last().expect("what is later is looked for");
        assert!(*last < ms(2_000), "{planned:?}");
    }

    #[test]
    fn a_poll_that_is_a_little_late_falls_into_the_same_bin() {
        for bin in 1..BINS {
            let late = end_of(bin).mul_f64(1.015);
            assert_eq!(bin_of(late), bin);
        }
    }

    #[test]
    fn a_time_falls_into_the_bin_whose_end_is_nearest_before_the_first_one_too() {
        for (micros, bin) in [(0, 0), (400, 0), (600, 1), (1_000, 1), (1_100, 3)] {
            assert_eq!(bin_of(Duration::from_micros(micros)), bin, "{micros} µs");
        }
    }

    #[test]
    fn a_lag_that_was_never_seen_gets_a_chance_once_it_is() {
        let mut estimate = fitted(&[(Some(100), Some(110)); 20]);
        let longer = Interval::new(Some(ms(900)), Some(ms(1_100)));
        for _ in 0..5 {
            estimate.fit([(longer, 20)].into_iter());
        }
        let (_, within) = estimate.before_and_within(longer);
        assert!(within > 0.9, "{within}");
    }

    proptest! {
        #[test]
        fn chances_are_chances(seen in prop::collection::vec((0_u64..100_000, 0_u64..100_000, any::<bool>()), 1..60)) {
            let seen: Vec<_> = seen
                .into_iter()
                .map(|(after, more, ends)| (Some(after), ends.then_some(after + more)))
                .collect();
            let estimate = fitted(&seen);
            let total: f64 = estimate.chances.iter().sum();
            prop_assert!((total - 1.0).abs() < 1e-9, "{total}");
            prop_assert!(estimate.chances.iter().all(|chance| *chance >= 0.0));
        }

        #[test]
        fn any_time_has_a_bin(secs in 0_u64..u64::MAX) {
            prop_assert!(bin_of(Duration::from_secs(secs)) < BINS);
        }
    }
}
