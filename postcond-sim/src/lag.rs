//! How long a write takes to reach a replica.

use std::ops::Range;
use std::time::Duration;

use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Exp1, StandardNormal};

use crate::draws::Draws;

/// How long a write takes to become visible at a replica, drawn anew for each write and each replica.
///
/// The figures are checked where a lag is put to use: by
/// [`SimulatorBuilder::build`](crate::SimulatorBuilder::build),
/// [`Simulator::set_lag`](crate::Simulator::set_lag) and [`Lag::draws`].
#[derive(Debug, Clone, PartialEq)]
pub struct Lag(Distributed);

#[derive(Debug, Clone, PartialEq)]
enum Distributed {
    Fixed(Duration),
    Uniform(Range<Duration>),
    LogNormal { median: Duration, sigma: f64 },
    Exponential { mean: Duration },
    Mixture(Vec<(f64, Lag)>),
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
    /// The mean of an exponential lag is zero.
    #[error("an exponential lag needs a mean above zero")]
    ZeroMean,
    /// A mixture holds no lag, or its weights are not all above zero with a finite sum.
    #[error(
        "a mixture needs one lag or more, with weights above zero and a finite sum, and {weights:?} are not"
    )]
    Weights {
        /// What was given.
        weights: Vec<f64>,
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

    /// A lag that is as likely to end in the next moment however long it has lasted: 63 % of the draws are below
    /// `mean`, and one in a hundred is above 4.6 means.
    pub const fn exponential(mean: Duration) -> Self {
        Self(Distributed::Exponential { mean })
    }

    /// One of these lags, chosen anew for each draw, each as often as its weight says. The weights need not add up
    /// to one.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use postcond_sim::Lag;
    /// // Most writes show soon, one in ten much later.
    /// let soon = Lag::exponential(Duration::from_millis(50));
    /// let late = Lag::uniform(Duration::from_secs(2)..Duration::from_secs(8));
    /// let lag = Lag::mixture([(9.0, soon), (1.0, late)]);
    /// # assert!(lag.draws(0).is_ok());
    /// ```
    pub fn mixture(lags: impl IntoIterator<Item = (f64, Lag)>) -> Self {
        Self(Distributed::Mixture(lags.into_iter().collect()))
    }

    /// The lags that a simulator with this seed and one replica gives its writes, in their order: for programs that
    /// compute with the distribution that they simulate.
    ///
    /// # Errors
    ///
    /// When the figures of the lag make no sense.
    pub fn draws(&self, seed: u64) -> Result<impl Iterator<Item = Duration> + use<>, LagError> {
        self.check()?;
        let (lag, mut draws) = (self.clone(), Draws::new(seed));
        Ok(std::iter::repeat_with(move || lag.draw(&mut draws.lag)))
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
            Distributed::Exponential { mean } if mean.is_zero() => Err(LagError::ZeroMean),
            Distributed::Exponential { .. } => Ok(()),
            Distributed::Mixture(lags) => check_mixture(lags),
        }
    }

    pub(crate) fn draw(&self, rng: &mut ChaCha8Rng) -> Duration {
        match &self.0 {
            Distributed::Fixed(lag) => *lag,
            Distributed::Uniform(range) => rng.random_range(range.clone()),
            Distributed::LogNormal { median, sigma } => {
                let normal: f64 = StandardNormal.sample(rng);
                times(*median, (sigma * normal).exp())
            }
            Distributed::Exponential { mean } => times(*mean, Exp1.sample(rng)),
            Distributed::Mixture(lags) => {
                let chosen = lags.choose_weighted(rng, |(weight, _)| *weight);
                chosen.map_or(Duration::ZERO, |(_, lag)| lag.draw(rng))
            }
        }
    }
}

fn check_mixture(lags: &[(f64, Lag)]) -> Result<(), LagError> {
    let weights: Vec<f64> = lags.iter().map(|(weight, _)| *weight).collect();
    // Of no weights, the sum is no weight either.
    let sum: f64 = weights.iter().sum();
    if sum == 0.0 || !sum.is_finite() || weights.iter().any(|weight| *weight <= 0.0) {
        return Err(LagError::Weights { weights });
    }
    lags.iter().try_for_each(|(_, lag)| lag.check())
}

/// A draw too long for a `Duration` is one that nobody lives to see.
fn times(lag: Duration, factor: f64) -> Duration {
    Duration::try_from_secs_f64(lag.as_secs_f64() * factor).unwrap_or(Duration::MAX)
}

impl Default for Lag {
    fn default() -> Self {
        Self::zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLISECOND: Duration = Duration::from_millis(1);

    fn draws(lag: &Lag, count: usize) -> Vec<Duration> {
        lag.draws(1).unwrap().take(count).collect()
    }

    #[test]
    fn half_of_the_log_normal_lags_are_below_the_median() {
        let lag = Lag::log_normal(400 * MILLISECOND, 0.8);
        let mut draws = draws(&lag, 10_001);
        draws.sort();
        let median = draws[5_000];
        assert!(median > 385 * MILLISECOND, "{median:?}");
        assert!(median < 415 * MILLISECOND, "{median:?}");
    }

    #[test]
    fn uniform_lags_stay_in_their_range() {
        let range = 100 * MILLISECOND..200 * MILLISECOND;
        let lag = Lag::uniform(range.clone());
        assert!(draws(&lag, 1_000).iter().all(|lag| range.contains(lag)));
    }

    #[test]
    fn exponential_lags_have_the_mean_and_the_tail_that_they_should() {
        let draws = draws(&Lag::exponential(50 * MILLISECOND), 10_000);
        let mean = draws.iter().sum::<Duration>() / 10_000;
        assert!(
            (49 * MILLISECOND..51 * MILLISECOND).contains(&mean),
            "{mean:?}"
        );
        let above = |lag| draws.iter().filter(|draw| **draw > lag).count();
        assert!((3_550..3_810).contains(&above(50 * MILLISECOND)));
        assert!((75..125).contains(&above(230 * MILLISECOND)));
    }

    #[test]
    fn a_mixture_draws_each_lag_as_often_as_its_weight_says() {
        let lag = Lag::mixture([
            (9.0, Lag::exponential(50 * MILLISECOND)),
            (1.0, Lag::uniform(2_000 * MILLISECOND..8_000 * MILLISECOND)),
        ]);
        let late = |lag: &&Duration| **lag >= 2_000 * MILLISECOND;
        let late = draws(&lag, 10_000).iter().filter(late).count();
        assert!((900..1_100).contains(&late), "{late}");
    }

    #[test]
    fn a_seed_gives_the_draws_that_it_always_gave() {
        let uniform = Lag::uniform(Duration::ZERO..1_000 * MILLISECOND);
        let log_normal = Lag::log_normal(200 * MILLISECOND, 1.0);
        let rows = [
            (uniform, [549_378_257, 402_485_663, 984_597_111]),
            (log_normal, [158_138_354, 48_788_746, 279_037_448]),
        ];
        for (lag, expected) in rows {
            let draws = draws(&lag, 3);
            let draws = draws.iter().map(Duration::as_nanos);
            assert_eq!(draws.collect::<Vec<_>>(), expected, "{lag:?}");
        }
    }
}
