//! The bound: what the best of all schedules achieves, which knows how the lags are distributed.
//!
//! Such a schedule minimises the expected time of the return plus a cost weight for each read. One cost weight
//! after the other gives a curve of time against reads; no schedule that is fixed beforehand can lie
//! below it.

use std::time::Duration;

use postcond::runtime::__private::inspection::Distribution;
use postcond_sim::{Lag, LagError};

use crate::endpoint::ROUND_TRIP;
use crate::trial::Observed;

/// From the service to the caller; the way there takes the rest of the round trip. Half of it, and
/// tokio's clock has whole milliseconds.
const WAY_BACK: Duration = Duration::from_millis(7);

/// How many lags the distribution is made of.
const DRAWS: usize = 200_000;

/// Below, lags are told apart to the millisecond, and above to a hundredth.
const FINE_UP_TO: u128 = 1_000;

/// When writes with such a lag can be seen by a poll: the delay of the poll after their return.
///
/// # Errors
/// If the figures of the lag make no sense.
pub fn visible_by(lag: &Lag) -> Result<Distribution, LagError> {
    // A seed that no simulator of the benches has.
    let draws = lag.draws(u64::MAX)?.take(DRAWS);
    let mut delays: Vec<Duration> = draws
        .map(|lag| to_the_grid(lag.saturating_sub(ROUND_TRIP)))
        .collect();
    delays.sort_unstable();
    let each = 1.0 / DRAWS as f64;
    let by_delay = delays.chunk_by(|a, b| a == b);
    Ok(Distribution::new(
        by_delay.map(|same| (same[0], same.len() as f64 * each)),
    ))
}

/// The next later instant of which the bound takes account.
fn to_the_grid(delay: Duration) -> Duration {
    let ms = delay.as_nanos().div_ceil(1_000_000);
    let step = (ms / 100).max(1);
    let ms = if ms <= FINE_UP_TO {
        ms
    } else {
        ms.div_ceil(step) * step
    };
    Duration::from_millis(u64::try_from(ms).unwrap_or(u64::MAX))
}

/// What writes with these lags take if they are polled for at these delays after their return, and
/// every second after the last.
pub fn replay(inspections: &[Duration], lags: impl IntoIterator<Item = Duration>) -> Vec<Observed> {
    let last = inspections.last().copied().unwrap_or_default();
    let after_the_last = (1..).map(|seconds| last + Duration::from_secs(seconds));
    let write = |lag| {
        let all = inspections.iter().copied().chain(after_the_last.clone());
        let mut polls = (1..).zip(all);
        let seen = polls.find(|(_, delay)| *delay + ROUND_TRIP >= lag);
        let (reads, delay) = seen.unwrap_or((1, lag));
        let took = WAY_BACK + delay + ROUND_TRIP;
        Observed {
            lag,
            took,
            overshoot: took.saturating_sub(lag),
            reads,
        }
    };
    lags.into_iter().map(write).collect()
}

/// Overshoot in milliseconds against reads per write, of the best schedules at all cost weights.
#[derive(Clone, Debug)]
pub struct Bound {
    /// In ascending order of the reads.
    points: Vec<(f64, f64)>,
}

impl Bound {
    /// A bound through these points: reads per write, and overshoot in milliseconds.
    #[must_use]
    pub fn through(mut points: Vec<(f64, f64)>) -> Self {
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { points }
    }

    /// The points of the curve.
    #[must_use]
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// The overshoot at this number of reads: that of two neighbours on the curve used in turn.
    #[must_use]
    pub fn at(&self, reads: f64) -> f64 {
        let right = self.points.partition_point(|(x, _)| *x < reads);
        match (
            self.points.get(right.wrapping_sub(1)),
            self.points.get(right),
        ) {
            (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (reads - x0) / (x1 - x0),
            (Some((_, y)), None) | (None, Some((_, y))) => *y,
            (None, None) => f64::NAN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Figures;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn between_two_points_the_bound_is_a_line_and_beyond_them_level() {
        let bound = Bound::through(vec![(3.0, 50.0), (1.0, 100.0)]);
        for (reads, overshoot) in [
            (0.5, 100.0),
            (1.0, 100.0),
            (2.0, 75.0),
            (3.0, 50.0),
            (4.0, 50.0),
        ] {
            assert_eq!(bound.at(reads), overshoot, "{reads}");
        }
    }

    #[test]
    fn a_fixed_lag_takes_one_read_that_arrives_when_the_write_shows() {
        let lag = Lag::fixed(300 * MS);
        let inspections = visible_by(&lag).unwrap().inspections(50 * MS, ROUND_TRIP);
        assert_eq!(inspections, [285 * MS]);
        let [write] = replay(&inspections, [300 * MS])[..] else {
            panic!("one write");
        };
        assert_eq!((write.overshoot, write.reads), (WAY_BACK, 1));
    }

    #[test]
    fn the_bound_of_the_log_normal_lag_is_the_known_one() {
        let lag = Lag::log_normal(200 * MS, 1.0);
        let truth = visible_by(&lag).unwrap();
        let points = [20, 40, 60, 80, 120].map(|cost_weight| {
            let inspections = truth.inspections(cost_weight * MS, ROUND_TRIP);
            let writes = replay(&inspections, lag.draws(1).unwrap().take(20_000));
            let figures = Figures::of(&writes);
            (figures.reads, figures.overshoot)
        });
        let bound = Bound::through(points.into());
        for (reads, known) in [(2.1, 118.0), (3.1, 68.0)] {
            let found = bound.at(reads);
            assert!((found - known).abs() < 5.0, "{found} at {reads} reads");
        }
    }
}
