//! How long a write takes to reach a replica.

use std::ops::Range;
use std::time::Duration;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

/// How long a write takes to become visible at a replica, drawn anew for each write and each replica.
///
/// The figures are checked by [`SimulatorBuilder::build`](crate::SimulatorBuilder::build).
#[derive(Debug, Clone, PartialEq)]
pub struct Lag(Distributed);

#[derive(Debug, Clone, PartialEq)]
enum Distributed {
    Fixed(Duration),
    Uniform(Range<Duration>),
    LogNormal { median: Duration, sigma: f64 },
}

/// Why a [`Lag`] cannot be drawn from.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LagError {
    /// The range of a uniform lag holds nothing.
    #[error("a uniform lag needs a range that is not empty, and {start:?}..{end:?} is")]
    EmptyRange {
        /// The start of the range.
        start: Duration,
        /// The end of the range, itself outside of it.
        end: Duration,
    },
    /// The median of a log-normal lag is zero.
    #[error("a log-normal lag needs a median above zero")]
    ZeroMedian,
    /// The sigma of a log-normal lag is negative or not a number.
    #[error("a log-normal lag needs a finite sigma that is not negative, and {sigma} is not")]
    Sigma {
        /// What was given.
        sigma: f64,
    },
}

impl Lag {
    /// No lag: every replica has every write at once. The default.
    pub const fn zero() -> Self {
        Self::fixed(Duration::ZERO)
    }

    /// The same lag for every write and replica.
    pub const fn fixed(lag: Duration) -> Self {
        Self(Distributed::Fixed(lag))
    }

    /// A lag from this range, each one as likely as any other.
    pub const fn uniform(range: Range<Duration>) -> Self {
        Self(Distributed::Uniform(range))
    }

    /// A lag whose logarithm is normally distributed: half of the draws are below `median`, and a few are far above.
    ///
    /// `sigma` is the standard deviation of the natural logarithm: at 0.5 one draw in forty is above 2.7 medians, at
    /// 1.0 above 7.1.
    pub const fn log_normal(median: Duration, sigma: f64) -> Self {
        Self(Distributed::LogNormal { median, sigma })
    }

    pub(crate) fn check(&self) -> Result<(), LagError> {
        match &self.0 {
            Distributed::Fixed(_) => Ok(()),
            Distributed::Uniform(range) if range.is_empty() => Err(LagError::EmptyRange {
                start: range.start,
                end: range.end,
            }),
            Distributed::Uniform(_) => Ok(()),
            Distributed::LogNormal { median, .. } if median.is_zero() => Err(LagError::ZeroMedian),
            Distributed::LogNormal { sigma, .. } if !sigma.is_finite() || *sigma < 0.0 => {
                Err(LagError::Sigma { sigma: *sigma })
            }
            Distributed::LogNormal { .. } => Ok(()),
        }
    }

    pub(crate) fn draw(&self, rng: &mut ChaCha8Rng) -> Duration {
        match &self.0 {
            Distributed::Fixed(lag) => *lag,
            Distributed::Uniform(range) => rng.random_range(range.clone()),
            Distributed::LogNormal { median, sigma } => {
                let normal: f64 = StandardNormal.sample(rng);
                let seconds = median.as_secs_f64() * (sigma * normal).exp();
                // A draw too long for a `Duration` is one that nobody lives to see.
                Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
            }
        }
    }
}

impl Default for Lag {
    fn default() -> Self {
        Self::zero()
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn half_of_the_log_normal_lags_are_below_the_median() {
        let lag = Lag::log_normal(Duration::from_millis(400), 0.8);
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut draws: Vec<Duration> = (0..10_001).map(|_| lag.draw(&mut rng)).collect();
        draws.sort();
        let median = draws[5_000];
        assert!(median > Duration::from_millis(385), "{median:?}");
        assert!(median < Duration::from_millis(415), "{median:?}");
    }

    #[test]
    fn uniform_lags_stay_in_their_range() {
        let range = Duration::from_millis(100)..Duration::from_millis(200);
        let lag = Lag::uniform(range.clone());
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        assert!((0..1_000).all(|_| range.contains(&lag.draw(&mut rng))));
    }
}
