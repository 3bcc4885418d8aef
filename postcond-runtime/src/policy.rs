//! How long to wait, how often to look, and how sure to be.

use std::fmt;
use std::time::Duration;

use crate::Schedule;

/// How long to wait for a write to become visible, how often to look, and how sure to be.
///
/// Every setting is optional: what one policy leaves open, the next one decides. In order: the
/// call's, the one for this operation on this client, the client's, the check's own, the library's.
///
/// ```
/// use std::time::Duration;
/// use postcond_runtime::{Policy, Schedule};
///
/// let policy = Policy::builder()
///     .deadline(Duration::from_secs(30))
///     .schedule(Schedule::exponential().factor(2.0))
///     .confirmations(2)
///     .build()?;
/// # Ok::<(), postcond_runtime::PolicyError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    deadline: Option<Duration>,
    schedule: Option<Schedule>,
    confirmations: Option<u32>,
    poll_timeout: Option<Duration>,
    on_denied: Option<DeniedRead>,
}

/// What becomes of a write whose read-back is refused: to this caller, or for want of valid
/// credentials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeniedRead {
    /// The call fails with [`Cause::Denied`](crate::Cause::Denied) or
    /// [`Cause::Credentials`](crate::Cause::Credentials), its output in the error. The default.
    #[default]
    Fail,
    /// The call succeeds unconfirmed. A warning is logged, and
    /// [`Evidence::unconfirmed`](crate::Evidence::unconfirmed) names the missing right, or says that
    /// the credentials were refused.
    Accept,
}

impl Policy {
    /// How long a write is given to become visible, reads included, where neither a policy nor the
    /// check says otherwise: 2 minutes.
    pub const DEFAULT_DEADLINE: Duration = Duration::from_secs(120);
    /// How many consecutive read-backs must see the change by default: 1. Where replicas are read
    /// at random, another one may still be stale; see [`PolicyBuilder::confirmations`].
    pub const DEFAULT_CONFIRMATIONS: u32 = 1;
    /// How long one poll may take by default: 5 seconds. A slower one counts as transient.
    pub const DEFAULT_POLL_TIMEOUT: Duration = Duration::from_secs(5);

    /// No duration of a policy may be longer: 365 days.
    pub const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

    /// A policy that decides nothing yet.
    #[must_use]
    pub fn builder() -> PolicyBuilder {
        PolicyBuilder::default()
    }

    /// This policy where it has a setting, `fallback` where it has none.
    #[must_use]
    pub fn or(self, fallback: &Self) -> Self {
        Self {
            deadline: self.deadline.or(fallback.deadline),
            schedule: self.schedule.or_else(|| fallback.schedule.clone()),
            confirmations: self.confirmations.or(fallback.confirmations),
            poll_timeout: self.poll_timeout.or(fallback.poll_timeout),
            on_denied: self.on_denied.or(fallback.on_denied),
        }
    }

    /// A policy that decides these, or nothing: what a check says of itself.
    pub(crate) fn of_check(deadline: Option<Duration>, poll_timeout: Option<Duration>) -> Self {
        Self {
            deadline,
            poll_timeout,
            ..Self::default()
        }
    }

    /// The settings in force, the library's own where nothing is decided.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            deadline: self.deadline.unwrap_or(Self::DEFAULT_DEADLINE),
            schedule: self.schedule.clone().unwrap_or_default(),
            confirmations: self.confirmations.unwrap_or(Self::DEFAULT_CONFIRMATIONS),
            poll_timeout: self.poll_timeout.unwrap_or(Self::DEFAULT_POLL_TIMEOUT),
            on_denied: self.on_denied.unwrap_or_default(),
        }
    }
}

/// A policy in which nothing is left open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) deadline: Duration,
    pub(crate) schedule: Schedule,
    pub(crate) confirmations: u32,
    pub(crate) poll_timeout: Duration,
    pub(crate) on_denied: DeniedRead,
}

/// Builds a [`Policy`]; every figure is checked by [`build`](Self::build).
#[derive(Clone, Debug, Default)]
pub struct PolicyBuilder {
    policy: Policy,
}

impl PolicyBuilder {
    /// How long a write is given to become visible, reads included, from the moment it returned.
    /// More than zero. Default: the check's own, else [`Policy::DEFAULT_DEADLINE`].
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.policy.deadline = Some(deadline);
        self
    }

    /// When to poll. Default: [`Schedule::learned`].
    #[must_use]
    pub fn schedule(mut self, schedule: impl Into<Schedule>) -> Self {
        self.policy.schedule = Some(schedule.into());
        self
    }

    /// How many consecutive read-backs must see the change; any that does not starts the count
    /// again. At least 1. Default: [`Policy::DEFAULT_CONFIRMATIONS`].
    #[must_use]
    pub fn confirmations(mut self, confirmations: u32) -> Self {
        self.policy.confirmations = Some(confirmations);
        self
    }

    /// How long one poll may take. More than zero. Default: [`Policy::DEFAULT_POLL_TIMEOUT`].
    #[must_use]
    pub fn poll_timeout(mut self, poll_timeout: Duration) -> Self {
        self.policy.poll_timeout = Some(poll_timeout);
        self
    }

    /// What becomes of a write whose read-back is refused. Default: [`DeniedRead::Fail`].
    #[must_use]
    pub fn on_denied(mut self, on_denied: DeniedRead) -> Self {
        self.policy.on_denied = Some(on_denied);
        self
    }

    /// The policy.
    ///
    /// # Errors
    /// Every figure that makes no sense, each with its field's name: a deadline, poll time-out or
    /// pause that is zero or longer than [`Policy::LONGEST`], zero confirmations, a factor below
    /// one, a maximum below the first pause.
    pub fn build(self) -> Result<Policy, PolicyError> {
        self.problems().or_accept(self.policy)
    }

    fn problems(&self) -> Problems {
        let policy = &self.policy;
        let mut problems = Problems::default();
        problems.check_duration("deadline", policy.deadline);
        problems.refuse_if(
            policy.confirmations == Some(0),
            "confirmations",
            "must be at least 1: a write that nobody looks for is sent with `unconfirmed()`",
        );
        problems.check_duration("poll_timeout", policy.poll_timeout);
        match &policy.schedule {
            None => {}
            Some(Schedule::Learned(it)) => {
                let wrong = "must be at most 365 days";
                problems.refuse_if(it.price > Policy::LONGEST, "schedule.price", wrong);
            }
            Some(Schedule::Fixed(pause)) => {
                problems.check_duration("schedule.pause", Some(*pause));
            }
            Some(Schedule::Exponential(it)) => {
                problems.check_duration("schedule.first", Some(it.first));
                let grows = it.factor.is_finite() && it.factor >= 1.0;
                let wrong = "must be a number of at least 1";
                problems.refuse_if(!grows, "schedule.factor", wrong);
                problems.check_duration("schedule.max", Some(it.max));
                let wrong = "must not be below the first pause";
                problems.refuse_if(it.max < it.first, "schedule.max", wrong);
            }
        }
        problems
    }
}

/// What is wrong with a policy, as far as it has been looked at.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<PolicyProblem>);

impl Problems {
    /// `checked`, if nothing is wrong with it.
    pub(crate) fn or_accept<T>(self, checked: T) -> Result<T, PolicyError> {
        match self.0 {
            problems if problems.is_empty() => Ok(checked),
            problems => Err(PolicyError { problems }),
        }
    }

    pub(crate) fn refuse_if(&mut self, wrong: bool, field: &'static str, reason: &str) {
        if wrong {
            let reason = reason.to_owned();
            self.0.push(PolicyProblem { field, reason });
        }
    }

    fn check_duration(&mut self, field: &'static str, duration: Option<Duration>) {
        let Some(duration) = duration else { return };
        self.refuse_if(duration.is_zero(), field, "must be more than zero");
        // Beyond it, instants would overflow.
        let too_long = duration > Policy::LONGEST;
        self.refuse_if(too_long, field, "must be at most 365 days");
    }
}

/// A policy that was refused when it was built, with everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    problems: Vec<PolicyProblem>,
}

/// One figure of a policy that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyProblem {
    /// The field, as in `schedule.factor`.
    pub field: &'static str,
    /// What it must be.
    pub reason: String,
}

impl PolicyError {
    /// Everything that is wrong, in the order of the fields.
    #[must_use]
    pub fn problems(&self) -> &[PolicyProblem] {
        &self.problems
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid policy: ")?;
        for (index, PolicyProblem { field, reason }) in self.problems.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{field} {reason}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PolicyError {}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn refused(builder: PolicyBuilder) -> Vec<&'static str> {
        match builder.build() {
            Ok(policy) => panic!("{policy:?} was accepted"),
            Err(error) => error.problems().iter().map(|p| p.field).collect(),
        }
    }

    #[test]
    fn each_figure_that_makes_no_sense_is_refused_by_name() {
        let exponential = Schedule::exponential;
        let rows = [
            (Policy::builder().deadline(Duration::ZERO), "deadline"),
            (Policy::builder().confirmations(0), "confirmations"),
            (
                Policy::builder().poll_timeout(Duration::ZERO),
                "poll_timeout",
            ),
            (
                Policy::builder().schedule(Schedule::fixed(Duration::ZERO)),
                "schedule.pause",
            ),
            (Policy::builder().deadline(Duration::MAX), "deadline"),
            (
                Policy::builder().poll_timeout(Duration::MAX),
                "poll_timeout",
            ),
            (
                Policy::builder().schedule(Schedule::fixed(Duration::MAX)),
                "schedule.pause",
            ),
            (
                Policy::builder().schedule(exponential().max(Duration::MAX)),
                "schedule.max",
            ),
            (
                Policy::builder().schedule(exponential().first(Duration::ZERO)),
                "schedule.first",
            ),
            (
                Policy::builder().schedule(exponential().factor(0.99)),
                "schedule.factor",
            ),
            (
                Policy::builder().schedule(exponential().factor(f32::NAN)),
                "schedule.factor",
            ),
            (
                Policy::builder().schedule(exponential().max(Duration::from_millis(1))),
                "schedule.max",
            ),
        ];
        for (builder, field) in rows {
            assert_eq!(refused(builder), [field]);
        }
    }

    #[test]
    fn all_problems_are_reported_at_once() {
        let error = Policy::builder()
            .deadline(Duration::ZERO)
            .confirmations(0)
            .schedule(Schedule::exponential().factor(0.5))
            .build()
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "invalid policy: deadline must be more than zero; confirmations must be at least 1: \
             a write that nobody looks for is sent with `unconfirmed()`; \
             schedule.factor must be a number of at least 1"
        );
    }

    #[test]
    fn what_one_policy_leaves_open_the_next_decides() {
        let call = Policy::builder().confirmations(3).build().unwrap();
        let client = Policy::builder()
            .confirmations(2)
            .deadline(SECOND)
            .build()
            .unwrap();
        let check = Policy::of_check(Some(SECOND * 300), None);
        let settings = call.or(&client).or(&check).settings();
        assert_eq!(settings.confirmations, 3);
        assert_eq!(settings.deadline, SECOND);
        assert_eq!(settings.poll_timeout, Policy::DEFAULT_POLL_TIMEOUT);
    }

    #[test]
    fn a_checks_own_deadline_comes_before_the_librarys() {
        let settings = |own| Policy::of_check(own, None).settings().deadline;
        assert_eq!(settings(Some(SECOND * 300)), SECOND * 300);
        assert_eq!(settings(None), Policy::DEFAULT_DEADLINE);
    }
}
