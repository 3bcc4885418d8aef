//! How long to pause between polls.

use std::time::Duration;

use backon::{Backoff, BackoffBuilder, ConstantBuilder, ExponentialBuilder};

use crate::policy::limits::LONGEST;
use crate::policy::policy_error::Problems;

/// When to poll: how long to pause before each poll.
///
/// Plain data: a [`Policy`](crate::Policy) refuses figures that make no sense when it is built.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Schedule {
    /// When changes have been likely to show, as the client has seen so far. The default.
    Learned(Learned),
    /// Growing pauses with jitter.
    Exponential(Exponential),
    /// The same pause every time.
    Fixed(Duration),
}

/// Polls at the instants that have turned out best for the operation, on this client.
///
/// The client remembers, for each check, how long changes took to show, and polls at the
/// best instants for that: the first poll need not follow the write at once where
/// nothing is ever visible at once. Until it has seen 20 writes, pauses are those of
/// [`Exponential::default`]; beyond what it has ever seen, they grow by a half each time. It follows
/// when the lag changes: one write in eight, on average, has one poll more than needed, to find out.
///
/// # Several writes at once
/// Where three or more writes of a client wait for the same check at the same time, they are polled
/// together, so that one request can answer several of them:
///
/// - While nothing is known of how long changes take, ten go first, and the others wait until half of
///   these have been seen: their first poll comes up to a second later, or a quarter of the deadline
///   if that is less, and those that follow after 2 s, 4 s and so on, unless something is known by then.
/// - Later polls fall on common instants. Each is moved by at most a quarter of the pause before it.
/// - Beyond what the client has ever seen, the next poll comes the square root of cost weight times elapsed
///   time later, and after 5 s at most.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    pub(crate) cost_weight: Duration,
    pub(crate) seed: Option<u64>,
}

impl Default for Learned {
    /// A read is worth 50 ms of waiting.
    fn default() -> Self {
        Self {
            cost_weight: Duration::from_millis(50),
            seed: None,
        }
    }
}

impl Learned {
    /// What a read is worth: so much longer a wait is accepted to save one, on average. Default:
    /// 50 ms, which comes to between two and three reads where lags are spread over an order of
    /// magnitude, and one where they are not. Zero polls whenever anything might have changed.
    ///
    /// Up to 100 ms, calls return at most a quarter later than with the best schedule of as many
    /// reads, or by a round trip if that is more, whatever the lag (see the project's benches). Above
    /// that, a plan is as coarse as what it is made from: with a lag that never varies, 200 ms a read
    /// means to return 33 ms late instead of 7 ms.
    #[must_use]
    pub fn cost_weight(mut self, cost_weight: Duration) -> Self {
        self.cost_weight = cost_weight;
        self
    }

    /// Makes everything that is left to chance the same in every run, for tests: for each check, as
    /// the first write that has it says. Default: new each time.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }
}

/// Pauses that grow by a factor up to a maximum, each stretched by a random share of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Exponential {
    pub(crate) first: Duration,
    pub(crate) factor: f32,
    pub(crate) max: Duration,
    pub(crate) jitter: bool,
    pub(crate) seed: Option<u64>,
}

impl Default for Exponential {
    /// 33 ms, growing by 1.45 up to 5 s. Each pause is then stretched by up to its own length, so
    /// that the first is 50 ms on average.
    fn default() -> Self {
        Self {
            first: Duration::from_millis(33),
            factor: 1.45,
            max: Duration::from_secs(5),
            jitter: true,
            seed: None,
        }
    }
}

impl Exponential {
    /// The shortest first pause. Default: 33 ms.
    #[must_use]
    pub fn first(mut self, first: Duration) -> Self {
        self.first = first;
        self
    }

    /// What each pause is multiplied by to get the next. At least 1. Default: 1.45.
    #[must_use]
    pub fn factor(mut self, factor: f32) -> Self {
        self.factor = factor;
        self
    }

    /// Where pauses stop growing, before jitter. Default: 5 s.
    #[must_use]
    pub fn max(mut self, max: Duration) -> Self {
        self.max = max;
        self
    }

    /// Whether each pause is stretched by a random share of itself, so that callers who began at the
    /// same time do not go on in step. Without it, the first pause is [`first`](Self::first) to the
    /// letter. Default: `true`.
    #[must_use]
    pub fn jitter(mut self, jitter: bool) -> Self {
        self.jitter = jitter;
        self
    }

    /// Makes the jitter the same in every run, for tests. Default: a new one each time.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }
}

impl Default for Schedule {
    fn default() -> Self {
        Self::Learned(Learned::default())
    }
}

impl From<Learned> for Schedule {
    fn from(learned: Learned) -> Self {
        Self::Learned(learned)
    }
}

impl From<Exponential> for Schedule {
    fn from(exponential: Exponential) -> Self {
        Self::Exponential(exponential)
    }
}

impl Schedule {
    /// The default: the instants that have turned out best, to be adjusted.
    #[must_use]
    pub fn learned() -> Learned {
        Learned::default()
    }

    /// Growing pauses with jitter, to be adjusted. The first poll follows the write at once, or in a
    /// [`Scope`](crate::Scope) once that settles, if the [read budget](crate::ReadBudget) has room.
    #[must_use]
    pub fn exponential() -> Exponential {
        Exponential::default()
    }

    /// The same `pause` every time. The first poll follows the write at once, or in a
    /// [`Scope`](crate::Scope) once that settles, if the [read budget](crate::ReadBudget) has room.
    #[must_use]
    pub fn fixed(pause: Duration) -> Self {
        Self::Fixed(pause)
    }

    /// Pauses that grow from this one, as [`CheckInfo::pause`](crate::CheckInfo::pause) says.
    pub(crate) fn from_pause(pause: Duration) -> Self {
        let pauses = Exponential::default().first(pause).factor(1.5);
        pauses.max(5 * pause).into()
    }

    pub(crate) fn check(&self, problems: &mut Problems) {
        match self {
            Self::Learned(learned) => {
                let too_long = learned.cost_weight > LONGEST;
                problems.refuse_if(too_long, "schedule.cost_weight", "must be at most 365 days");
            }
            Self::Fixed(pause) => problems.check_duration("schedule.pause", Some(*pause)),
            Self::Exponential(exponential) => exponential.check(problems),
        }
    }

    /// The pauses before each poll, without end; of a learned schedule, those before anything is
    /// known. The first is counted from the write's return, the others from the end of the poll
    /// before.
    pub fn pauses(&self) -> impl Iterator<Item = Duration> + Send + Sync + use<> {
        self.all_pauses()
    }

    /// The same, for the loop.
    pub(crate) fn all_pauses(&self) -> Box<dyn Backoff> {
        Box::new(std::iter::once(Duration::ZERO).chain(self.between_polls()))
    }

    /// The pauses after the first poll, and after anything that starts the schedule anew.
    pub(crate) fn between_polls(&self) -> Box<dyn Backoff> {
        match self {
            Self::Fixed(pause) => Box::new(
                ConstantBuilder::new()
                    .with_delay(*pause)
                    .without_max_times()
                    .build(),
            ),
            Self::Exponential(exponential) => Box::new(exponential.pauses()),
            Self::Learned(learned) => Box::new(learned.cold().pauses()),
        }
    }
}

impl Learned {
    /// The schedule until enough is known.
    pub(crate) fn cold(&self) -> Exponential {
        Exponential {
            seed: self.seed,
            ..Exponential::default()
        }
    }
}

impl Exponential {
    /// The first pause on average, after jitter.
    pub(crate) fn mean_first(&self) -> Duration {
        self.first * 3 / 2
    }

    fn check(&self, problems: &mut Problems) {
        problems.check_duration("schedule.first", Some(self.first));
        let grows = self.factor.is_finite() && self.factor >= 1.0;
        let wrong = "must be a number of at least 1";
        problems.refuse_if(!grows, "schedule.factor", wrong);
        problems.check_duration("schedule.max", Some(self.max));
        // What is compared must make sense by itself.
        let comparable = !problems.concern("schedule.first") && !problems.concern("schedule.max");
        let wrong = "must not be below the first pause";
        problems.refuse_if(comparable && self.max < self.first, "schedule.max", wrong);
    }

    fn pauses(&self) -> impl Backoff + use<> {
        let mut builder = ExponentialBuilder::new()
            .with_min_delay(self.first)
            .with_max_delay(self.max)
            .with_factor(self.factor)
            .without_max_times();
        if self.jitter {
            builder = builder.with_jitter();
        }
        if let Some(seed) = self.seed {
            builder = builder.with_jitter_seed(seed);
        }
        builder.build()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::policy::settings::Policy;

    #[test]
    fn a_seed_makes_the_jitter_repeatable() {
        let pauses = |seed| -> Vec<Duration> {
            let schedule = Schedule::from(Schedule::exponential().seed(seed));
            schedule.pauses().take(8).collect()
        };
        assert_eq!(pauses(1), pauses(1));
        assert_ne!(pauses(1), pauses(2));
    }

    #[test]
    fn without_jitter_each_pause_is_the_factor_times_the_one_before_up_to_the_maximum() {
        let exponential = Schedule::exponential().jitter(false).factor(2.0);
        let exponential = exponential.max(Duration::from_millis(200));
        let pauses = Schedule::from(exponential).between_polls().take(5);
        let in_ms = |pause: Duration| (pause.as_secs_f64() * 1_000.0).round();
        let pauses: Vec<f64> = pauses.map(in_ms).collect();
        assert_eq!(pauses, [33.0, 66.0, 132.0, 200.0, 200.0]);
    }

    #[test]
    fn a_seed_makes_the_pauses_before_anything_is_learned_repeatable() {
        let pauses = |seed| -> Vec<Duration> {
            let schedule = Schedule::from(Schedule::learned().seed(seed));
            schedule.pauses().take(8).collect()
        };
        assert_eq!(pauses(1), pauses(1));
        assert_ne!(pauses(1), pauses(2));
    }

    /// The fields that a policy refuses with this schedule.
    fn refused(schedule: impl Into<Schedule>) -> Vec<String> {
        let policy = Policy::builder().schedule(schedule).build();
        let Err(error) = policy else {
            return Vec::new();
        };
        error
            .problems()
            .iter()
            .map(|it| it.field.to_string())
            .collect()
    }

    #[test]
    fn figures_at_the_edge_are_taken_and_those_beyond_refused() {
        let year = Policy::LONGEST;
        let beyond = year + Duration::from_nanos(1);
        let first = Duration::from_millis(100);
        let exponential = || Schedule::exponential().first(first).max(first * 2);
        assert_eq!(refused(Schedule::learned().cost_weight(year)), [""; 0]);
        assert_eq!(
            refused(Schedule::learned().cost_weight(beyond)),
            ["schedule.cost_weight"]
        );
        assert_eq!(refused(Schedule::fixed(year)), [""; 0]);
        assert_eq!(refused(Schedule::fixed(beyond)), ["schedule.pause"]);
        assert_eq!(refused(exponential().max(first)), [""; 0]);
        assert_eq!(
            refused(exponential().max(first - Duration::from_nanos(1))),
            ["schedule.max"]
        );
        assert_eq!(refused(exponential().factor(1.0)), [""; 0]);
        for factor in [0.99, f32::INFINITY, f32::NAN] {
            let fields = refused(exponential().factor(factor));
            assert_eq!(fields, ["schedule.factor"], "{factor}");
        }
    }

    #[test]
    fn fixed_pauses_are_all_alike() {
        let pause = Duration::from_millis(40);
        let pauses: Vec<Duration> = Schedule::fixed(pause).pauses().take(50).collect();
        assert_eq!(pauses[0], Duration::ZERO);
        assert!(pauses[1..].iter().all(|p| *p == pause));
    }

    proptest! {
        #[test]
        fn exponential_pauses_stay_between_the_first_and_twice_the_maximum(
            first in 1u64..1_000, factor in 1.0f32..4.0, more in 0u64..10_000, seed: u64
        ) {
            let first = Duration::from_millis(first);
            let max = first + Duration::from_millis(more);
            let schedule = Schedule::from(Exponential { first, factor, max, jitter: true, seed: Some(seed) });
            for pause in schedule.between_polls().take(40) {
                prop_assert!(first <= pause && pause <= max * 2 + Duration::from_micros(1));
            }
        }
    }
}
