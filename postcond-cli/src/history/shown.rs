//! What is shown of a history.

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, SystemTime};

use postcond_runtime::{CheckLags, HistoryKey, LagDistribution};

use super::found::FoundHistory;

/// What lies outside of these is in no bar of its own.
const SHOWN: [f64; 2] = [0.005, 0.995];
/// More bars than this are hard to read.
const MOST_BARS: usize = 14;

/// A history.
pub(crate) struct ShownHistory<'a> {
    pub(crate) path: &'a Path,
    pub(crate) key: &'a HistoryKey,
    pub(crate) checks: Vec<ShownCheck<'a>>,
}

/// What was learned of one check.
pub(crate) struct ShownCheck<'a> {
    pub(crate) operation: &'a str,
    pub(crate) check: &'a str,
    /// What a client begins with. `None` if it ignores all there is.
    counted: Option<CheckLags<'a>>,
    /// How many writes it ignores.
    pub(crate) ignored: usize,
    /// `None` if there is too little.
    pub(crate) distribution: Option<LagDistribution>,
}

/// How likely a change is to show after one time and by another.
pub(crate) struct Bar {
    pub(crate) after: Duration,
    /// `None` if it is not known when, or whether, it shows.
    pub(crate) by: Option<Duration>,
    pub(crate) share: f64,
}

impl<'a> ShownHistory<'a> {
    pub(crate) fn of(found: &'a FoundHistory) -> Self {
        let counted = found.counted.checks();
        let counted: HashMap<_, _> = counted
            .map(|lags| ((lags.operation(), lags.check()), lags))
            .collect();
        let checks = found.stored.lags.checks().map(|stored| {
            let counted = counted.get(&(stored.operation(), stored.check())).copied();
            ShownCheck::of(stored, counted)
        });
        Self {
            path: &found.path,
            key: &found.stored.key,
            checks: checks.collect(),
        }
    }
}

impl<'a> ShownCheck<'a> {
    fn of(stored: CheckLags<'a>, counted: Option<CheckLags<'a>>) -> Self {
        let of_counted = counted.map_or(0, |lags| lags.writes());
        Self {
            operation: stored.operation(),
            check: stored.check(),
            counted,
            ignored: stored.writes().saturating_sub(of_counted),
            distribution: counted.and_then(|lags| lags.distribution()),
        }
    }

    /// How many writes a client begins with.
    pub(crate) fn writes(&self) -> usize {
        self.counted.map_or(0, |lags| lags.writes())
    }

    /// When the latest of them was made.
    pub(crate) fn latest(&self) -> Option<SystemTime> {
        self.counted?.latest()
    }

    /// For how long nothing was learned, as this clock has it.
    pub(crate) fn age(&self, now: SystemTime) -> Option<Duration> {
        Some(now.duration_since(self.latest()?).unwrap_or_default())
    }

    /// What was learned, in bars of half an octave, or of whole ones if those were too many. None without a
    /// distribution.
    pub(crate) fn bars(&self) -> Vec<Bar> {
        let Some(distribution) = &self.distribution else {
            return Vec::new();
        };
        let ends = ends(distribution);
        let shown_by = |time: &Duration| distribution.shown_by(*time);
        let at_once = Bar {
            after: Duration::ZERO,
            by: Some(Duration::ZERO),
            share: shown_by(&Duration::ZERO),
        };
        let starts = std::iter::once(&Duration::ZERO).chain(&ends);
        let timed = starts.zip(&ends).map(|(after, by)| Bar {
            after: *after,
            by: Some(*by),
            share: shown_by(by) - shown_by(after),
        });
        let last = ends.last().copied().unwrap_or_default();
        let later = Bar {
            after: last,
            by: None,
            share: 1.0 - shown_by(&last),
        };
        let bars = std::iter::once(at_once).chain(timed).chain([later]);
        let mut bars: Vec<Bar> = bars.collect();
        let is_seen = |bar: &Bar| bar.share >= SHOWN[0];
        let first = bars.iter().position(is_seen).unwrap_or_default();
        let end = bars.iter().rposition(is_seen).map_or(0, |last| last + 1);
        bars.truncate(end);
        bars.split_off(first.min(end))
    }
}

/// Where bars end, for those between which nearly all changes show.
fn ends(distribution: &LagDistribution) -> Vec<Duration> {
    let [first, last] = SHOWN.map(|chance| half_octaves(distribution.quantile(chance)));
    let step = if last - first > MOST_BARS { 2 } else { 1 };
    // From before the first of them, so that the first bar has a beginning.
    let first = (first - first % step).saturating_sub(step);
    let half_octaves = (first..=last + step - 1).step_by(step);
    half_octaves.map(end).collect()
}

/// In half octaves above a millisecond, rounded up. Of what is never seen, the most there are: 17 minutes.
fn half_octaves(time: Option<Duration>) -> usize {
    const MOST: usize = 40;
    let Some(time) = time else {
        return MOST;
    };
    let octaves = (time.as_secs_f64() * 1e3).max(1.0).log2();
    ((octaves * 2.0 - 1e-6).ceil() as usize).min(MOST)
}

fn end(half_octaves: usize) -> Duration {
    Duration::from_secs_f64(1e-3 * (half_octaves as f64 / 2.0).exp2())
}
