//! How long to wait, how often to look, and how sure to be.

use std::time::Duration;

use crate::policy::confirmations::Confirmations;
use crate::policy::limits::{DEFAULT_DEADLINE, LONGEST};
use crate::policy::policy_error::{PolicyError, Problems};
use crate::policy::refused_write::RefusedWrite;
use crate::policy::schedule::Schedule;
use crate::policy::unshown_write::UnshownWrite;

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
///
/// # In a configuration
/// With the feature `serde`, a policy is part of a program's own configuration, in any format that
/// says what type a value has. All fields may be left out:
///
/// | field | value |
/// |---|---|
/// | `deadline`, `poll_timeout`, `patience` | a duration such as `"1m 30s"`, or a number of seconds |
/// | `confirmations` | a number, or a table: `count` (default 1), or `replicas` and `risk`; `after_staleness`; `span`, a duration |
/// | `schedule` | a table: `kind = "learned"` with `cost_weight`, `seed`; `kind = "exponential"` with `first`, `factor`, `max`, `jitter`, `seed`; or `kind = "fixed"` with `pause` |
/// | `on_denied` | `"fail"` or `"accept"` |
/// | `on_ambiguous` | `"fail"` or `"read_back"` |
/// | `on_refused` | `"fail"`, `"retry_after_own"` or `"retry"` |
/// | `on_unshown` | `"fail"` or `"accept"` |
///
/// [`for_stand_ins`](Self::for_stand_ins) is `deadline = "3s"` with `on_unshown = "accept"`.
///
/// Reading one refuses what [`PolicyBuilder::build`] refuses, values of the wrong type and fields that
/// do not exist: all at once, each with its field's name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    pub(crate) deadline: Option<Duration>,
    pub(crate) schedule: Option<Schedule>,
    pub(crate) confirmations: Option<Confirmations>,
    pub(crate) poll_timeout: Option<Duration>,
    pub(crate) patience: Option<Duration>,
    pub(crate) on_denied: Option<DeniedRead>,
    pub(crate) on_ambiguous: Option<AmbiguousWrite>,
    pub(crate) on_refused: Option<RefusedWrite>,
    pub(crate) on_unshown: Option<UnshownWrite>,
}

/// What becomes of a write whose read-back is refused: to this caller, or for want of valid
/// credentials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "snake_case")
)]
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

/// What becomes of a write that failed, indeterminate whether it landed: it timed out, its
/// connection was dropped after it was sent, its answer broke off, or the service failed with a 5xx.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum AmbiguousWrite {
    /// The call fails with the SDK's own error, and nothing is looked up. The default.
    #[default]
    Fail,
    /// The write is looked up where its operation permits: [`CheckInfo::found_by`] says so, and
    /// `docs/coverage.md`. Found, it is confirmed as if it had been answered, within one deadline
    /// for both. Not found, the call fails with [`Ambiguous`](crate::Ambiguous): the SDK's error,
    /// and what was seen. Elsewhere this is [`Fail`](Self::Fail).
    ///
    /// A write that is found by its client token is certain to be this one, for as long as no one
    /// else uses the token. One that is found by a name that was free before is told by the
    /// service's date, as finely as [`Witness`](crate::Witness) says: if this call never arrived, or its refusal was lost, and
    /// somebody else created the same name while the call was under way or within 3 seconds of it,
    /// then theirs is taken for this one. Where a retry was refused, and the refusal did arrive, a
    /// name proves nothing: the call fails with what was seen.
    ///
    /// The output is what a read shows of it; members that no read shows are `None`.
    ///
    /// [`CheckInfo::found_by`]: crate::CheckInfo::found_by
    ReadBack,
}

/// What a check says by itself of its deadline, its polls and its confirmations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct OwnTimes {
    pub(crate) deadline: Option<Duration>,
    pub(crate) poll_timeout: Option<Duration>,
    pub(crate) confirmed_by: Option<(u32, Duration)>,
    pub(crate) pause: Option<Duration>,
}

impl Policy {
    /// How long a write is given to become visible, reads included, where neither a policy nor the
    /// check says otherwise: 2 minutes.
    pub const DEFAULT_DEADLINE: Duration = DEFAULT_DEADLINE;
    /// How many consecutive read-backs must see the change by default: 1.
    ///
    /// That is all that it takes where a change that was seen stays seen, and there anything more is
    /// paid for nothing: on the simulator, each further confirmation costs a read and about 60 ms of
    /// every write, and not one write less is followed by a stale read. Where reads may go back in
    /// time, one confirmation is little: with three copies (log-normal lag, median 200 ms, sigma 0.8),
    /// half of the writes are followed by a stale read within 2 s. No small number mends that, 3 leave
    /// 17 %, so it is not in the default's power:
    /// [`Confirmations::for_non_monotonic_reads`] leaves none of 500, for 9 reads instead of 2 and 2 s
    /// more. AWS does not say of any operation here that its reads go back in time.
    pub const DEFAULT_CONFIRMATIONS: Confirmations = Confirmations::count(1);
    /// How long one poll may take by default: 5 seconds. A slower one counts as transient.
    pub const DEFAULT_POLL_TIMEOUT: Duration = Duration::from_secs(5);
    /// How long refusals that may pass are borne by default: 30 seconds.
    ///
    /// Public reports of rights that depend on tags tell of denials for some seconds after the tags
    /// were set, often for 10 to 30, and rarely for a minute.
    pub const DEFAULT_PATIENCE: Duration = Duration::from_secs(30);

    /// No duration of a policy may be longer: 365 days.
    pub const LONGEST: Duration = LONGEST;

    /// A policy that decides nothing yet.
    #[must_use]
    pub fn builder() -> PolicyBuilder {
        PolicyBuilder::default()
    }

    /// For endpoints that stand in for AWS in tests, such as moto: a deadline of 3 seconds, and
    /// [`UnshownWrite::Accept`]. All else is left open.
    ///
    /// Such an endpoint shows at once what it ever shows, so that 3 seconds are for a slow machine. What
    /// it does not show, the call does not fail for: it succeeds, with a warning in the log, and
    /// [`Evidence::unconfirmed`](crate::Evidence::unconfirmed) says what was not confirmed. `docs/stand-ins.md`
    /// has a table of what each of them can confirm.
    ///
    /// No client takes this by itself. With it, a program that is pointed at AWS returns before its writes
    /// have settled: set it where the endpoint is set.
    ///
    /// ```
    /// use postcond_runtime::Policy;
    ///
    /// let in_ci = true;
    /// let policy = if in_ci { Policy::for_stand_ins() } else { Policy::default() };
    /// # let _ = policy;
    /// ```
    #[must_use]
    pub fn for_stand_ins() -> Self {
        Self {
            deadline: Some(Self::DEADLINE_OF_STAND_INS),
            on_unshown: Some(UnshownWrite::Accept),
            ..Self::default()
        }
    }

    const DEADLINE_OF_STAND_INS: Duration = Duration::from_secs(3);

    /// This policy where it has a setting, `fallback` where it has none.
    #[must_use]
    pub fn or(self, fallback: &Self) -> Self {
        Self {
            deadline: self.deadline.or(fallback.deadline),
            schedule: self.schedule.or_else(|| fallback.schedule.clone()),
            confirmations: self.confirmations.or(fallback.confirmations),
            poll_timeout: self.poll_timeout.or(fallback.poll_timeout),
            patience: self.patience.or(fallback.patience),
            on_denied: self.on_denied.or(fallback.on_denied),
            on_ambiguous: self.on_ambiguous.or(fallback.on_ambiguous),
            on_refused: self.on_refused.or(fallback.on_refused),
            on_unshown: self.on_unshown.or(fallback.on_unshown),
        }
    }

    /// A policy that decides these, or nothing: what a check says of itself.
    pub(crate) fn of_check(own: OwnTimes) -> Self {
        let spanning = |(count, span)| Confirmations::count(count).spanning(span);
        Self {
            deadline: own.deadline,
            poll_timeout: own.poll_timeout,
            confirmations: own.confirmed_by.map(spanning),
            schedule: own.pause.map(Schedule::from_pause),
            ..Self::default()
        }
    }

    fn check(&self, problems: &mut Problems) {
        problems.check_duration("deadline", self.deadline);
        if let Some(confirmations) = &self.confirmations {
            confirmations.check(self.deadline, problems);
        }
        problems.check_duration("poll_timeout", self.poll_timeout);
        problems.check_longest("patience", self.patience);
        if let Some(schedule) = &self.schedule {
            schedule.check(problems);
        }
    }

    /// The settings in force, the library's own where nothing is decided.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            deadline: self.deadline.unwrap_or(Self::DEFAULT_DEADLINE),
            schedule: self.schedule.clone().unwrap_or_default(),
            confirmations: self.confirmations.unwrap_or(Self::DEFAULT_CONFIRMATIONS),
            poll_timeout: self.poll_timeout.unwrap_or(Self::DEFAULT_POLL_TIMEOUT),
            patience: self.patience.unwrap_or(Self::DEFAULT_PATIENCE),
            on_denied: self.on_denied.unwrap_or_default(),
            on_ambiguous: self.on_ambiguous.unwrap_or_default(),
            on_refused: self.on_refused.unwrap_or_default(),
            on_unshown: self.on_unshown.unwrap_or_default(),
        }
    }
}

/// A policy in which nothing is left open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) deadline: Duration,
    pub(crate) schedule: Schedule,
    pub(crate) confirmations: Confirmations,
    pub(crate) poll_timeout: Duration,
    pub(crate) patience: Duration,
    pub(crate) on_denied: DeniedRead,
    pub(crate) on_ambiguous: AmbiguousWrite,
    pub(crate) on_refused: RefusedWrite,
    pub(crate) on_unshown: UnshownWrite,
}

/// Builds a [`Policy`]; every figure is checked by [`build`](Self::build).
#[derive(Clone, Debug, Default)]
pub struct PolicyBuilder {
    policy: Policy,
}

impl From<Policy> for PolicyBuilder {
    /// To change some settings of a policy and keep the others.
    fn from(policy: Policy) -> Self {
        Self { policy }
    }
}

impl PolicyBuilder {
    /// How long a write is given to become visible, reads included, from the moment it returned; in a
    /// [`Scope`](crate::Scope), from the moment that settling began.
    /// More than zero. Default: the check's own, else 2 minutes, [`Policy::DEFAULT_DEADLINE`].
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
    /// again. A number of at least 1, or [`Confirmations`], which say more than a number. Default: the
    /// check's own, else 1, [`Policy::DEFAULT_CONFIRMATIONS`].
    #[must_use]
    pub fn confirmations(mut self, confirmations: impl Into<Confirmations>) -> Self {
        self.policy.confirmations = Some(confirmations.into());
        self
    }

    /// How long one poll may take, without the time for which its requests wait for their turn, to be
    /// shared, or for credentials to be loaded. More than zero. Default: the check's own, else 5 seconds,
    /// [`Policy::DEFAULT_POLL_TIMEOUT`].
    #[must_use]
    pub fn poll_timeout(mut self, poll_timeout: Duration) -> Self {
        self.policy.poll_timeout = Some(poll_timeout);
        self
    }

    /// How long refusals that may pass by themselves are polled again before they are final. Zero bears
    /// none. Default: 30 seconds, [`Policy::DEFAULT_PATIENCE`].
    ///
    /// Such refusals are
    ///
    /// - denials of a read-back after a write that may have changed the caller's own rights, by tags
    ///   or a resource policy, counted from the write's return;
    /// - failures to load the credentials, as when a token service is down for a moment, counted from
    ///   the first of a run of them. Credentials that have expired, are not valid or are not configured
    ///   end the wait at once;
    /// - signatures that are not accepted, as where the local clock is wrong, counted likewise: the write
    ///   has just been accepted, and the SDK makes up for the clock in its next request.
    ///
    /// Denials are polled as the schedule says, with pauses of no more than 1.5 seconds, and once more
    /// when the patience ends. Pauses after failures to load grow from 0.1 to 1.5 seconds. Where the
    /// deadline comes first, it ends both.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.policy.patience = Some(patience);
        self
    }

    /// What becomes of a write whose read-back is refused, once the [patience](Self::patience) has
    /// ended where the refusal may pass. Default: [`DeniedRead::Fail`].
    #[must_use]
    pub fn on_denied(mut self, on_denied: DeniedRead) -> Self {
        self.policy.on_denied = Some(on_denied);
        self
    }

    /// What becomes of a write that failed, indeterminate whether it landed. Default:
    /// [`AmbiguousWrite::Fail`].
    #[must_use]
    pub fn on_ambiguous(mut self, on_ambiguous: AmbiguousWrite) -> Self {
        self.policy.on_ambiguous = Some(on_ambiguous);
        self
    }

    /// What becomes of a call that is refused because an earlier write has not settled. Default:
    /// [`RefusedWrite::RetryAfterOwn`].
    #[must_use]
    pub fn on_refused(mut self, on_refused: RefusedWrite) -> Self {
        self.policy.on_refused = Some(on_refused);
        self
    }

    /// What becomes of a write that succeeded, and that the endpoint does not show. Default:
    /// [`UnshownWrite::Fail`].
    #[must_use]
    pub fn on_unshown(mut self, on_unshown: UnshownWrite) -> Self {
        self.policy.on_unshown = Some(on_unshown);
        self
    }

    /// The policy.
    ///
    /// # Errors
    /// Every figure that makes no sense, each with its field's name: a deadline, poll time-out, pause
    /// or span that is zero or longer than [`Policy::LONGEST`], a patience that is longer, zero confirmations or replicas, a risk
    /// that is not between 0 and 1, fewer confirmations after staleness than without, a span without
    /// two confirmations or of the whole deadline, a factor below one, a maximum below the first pause.
    pub fn build(self) -> Result<Policy, PolicyError> {
        self.build_unless(Problems::default())
    }

    /// The policy, unless something is wrong with it, or there were `problems` already.
    pub(crate) fn build_unless(self, mut problems: Problems) -> Result<Policy, PolicyError> {
        self.policy.check(&mut problems);
        problems.none_or(self.policy)
    }
}

#[cfg(test)]
mod tests;
