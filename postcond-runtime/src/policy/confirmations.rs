//! How many read-backs in a row make a write confirmed.

use std::time::Duration;

use crate::policy::limits::DEFAULT_DEADLINE;
use crate::policy::policy_error::Problems;

/// How many consecutive read-backs must see a change, and over what time.
///
/// One confirmation proves that one copy has the change. Where a service answers from several copies
/// and a read may go back in time, more of them in a row make it less likely that another copy is
/// still behind; any read-back that does not see the change starts the count again. An error of a
/// read does neither.
///
/// ```
/// use std::time::Duration;
/// use postcond_runtime::{Confirmations, Policy};
///
/// // One where the first read-back sees the change; three in a row, 300 ms apart or more from the
/// // first to the last, once one has not.
/// let careful = Confirmations::count(1)
///     .after_staleness(3)
///     .spanning(Duration::from_millis(300));
/// let policy = Policy::builder().confirmations(careful).build()?;
/// # Ok::<(), postcond_runtime::PolicyError>(())
/// ```
///
/// Plain data: a [`Policy`](crate::Policy) refuses figures that make no sense when it is built.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confirmations {
    pub(crate) least: Least,
    pub(crate) after_staleness: Option<u32>,
    pub(crate) span: Option<Duration>,
}

/// How many are asked for in any case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Least {
    Count(u32),
    Replicas { replicas: u32, risk: f64 },
}

/// What a run of confirmations must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) count: u32,
    pub(crate) span: Duration,
}

impl Confirmations {
    /// More are not asked for in earnest.
    const MOST: u32 = 1_000;

    /// So many in a row. At least 1, at most 1,000.
    #[must_use]
    pub const fn count(count: u32) -> Self {
        Self::at_least(Least::Count(count))
    }

    /// As many in a row as keep the chance that a copy is still behind at or below `risk`, where
    /// reads are spread over this number of `replicas`. At least 1 replica, a risk between 0 and 1.
    ///
    /// # The formula
    /// Let each read be answered by one of `n` copies, drawn anew and each as likely as any other,
    /// and let `m` of them be behind. Then `k` reads in a row all miss these with probability
    /// `((n - m) / n)^k`, which is largest for a single one. So the number asked for is the smallest
    /// `k` with `((n - 1) / n)^k <= risk`: 7 for two copies at 1 %, 12 for three, 21 for five. That
    /// the read right after it is stale is less likely still: it has to meet the copy, which takes
    /// another factor of `m / n`.
    ///
    /// # What it does not cover
    /// - The risk is that of one run. A copy that stays behind for long is tried by one run after
    ///   another: over `p` polls the chance is up to `1 + p / n` times as large. Against such copies
    ///   time helps, not numbers: see [`spanning`](Self::spanning).
    /// - Reads that are not independent, as where a connection that is kept open, or a cache, leads
    ///   to the same copy again: they all count, and prove no more than one.
    /// - Copies that get fewer reads than others.
    #[must_use]
    pub const fn for_replicas(replicas: u32, risk: f64) -> Self {
        Self::at_least(Least::Replicas { replicas, risk })
    }

    /// Eight in a row over two seconds: for services whose reads may go back in time.
    ///
    /// A copy that follows the first one within two seconds is never behind at the end, and one that
    /// takes longer is missed by chance only. Every write is given these two seconds and eight reads,
    /// even if the first read-back sees the change: the other copies may not have it.
    ///
    /// On the simulator, with three copies that lag by a median of 200 ms (log-normal, sigma 0.8), a
    /// round trip of 15 ms and exponential pauses, 1,000 writes, each watched by a read every 50 ms
    /// (the project's benches have the figures for learned schedules, and for other numbers of copies):
    ///
    /// | confirmations | stale reads within 2 s | read-backs | returned after |
    /// |---|---|---|---|
    /// | 1 | after 53.8 % of the writes | 3.7 | 290 ms |
    /// | 2 | 30.6 % | 5.4 | 410 ms |
    /// | 3 | 17.6 % | 6.9 | 513 ms |
    /// | 1, after staleness 2 over 300 ms | 13.4 % | 4.8 | 635 ms |
    /// | [`for_replicas`](Self::for_replicas)`(3, 0.01)` | 0.1 % | 17.1 | 1,181 ms |
    /// | these | 0.0 % | 11.0 | 2,371 ms |
    #[must_use]
    pub const fn for_non_monotonic_reads() -> Self {
        Self {
            least: Least::Count(8),
            after_staleness: None,
            span: Some(Duration::from_secs(2)),
        }
    }

    const fn at_least(least: Least) -> Self {
        Self {
            least,
            after_staleness: None,
            span: None,
        }
    }

    /// So many in a row if a read-back in the same wait has missed the change, which shows that there are
    /// copies that lag; or if the [learned](crate::Schedule::learned) schedule has left out the read-back
    /// that would have missed it. At least the number that is asked for in any case, which is enough for a
    /// write whose change is seen at once.
    #[must_use]
    pub const fn after_staleness(mut self, count: u32) -> Self {
        self.after_staleness = Some(count);
        self
    }

    /// The first and the last of them begin at least this long apart, with pauses in between that
    /// are as good as equal. More than zero, less than the deadline (of the same policy, or else the
    /// library's own: with a shorter one from elsewhere, calls end there). Default: as the schedule has
    /// it.
    ///
    /// A copy that is behind the one seen first by less than `span` has the change at the end,
    /// whichever way reads are spread over the copies.
    #[must_use]
    pub const fn spanning(mut self, span: Duration) -> Self {
        self.span = Some(span);
        self
    }

    /// What a run must come to in a wait that has seen staleness, or has not.
    pub(crate) fn run(&self, after_staleness: bool) -> Run {
        let least = self.least.number();
        let count = match self.after_staleness {
            Some(more) if after_staleness => more.max(least),
            _ => least,
        };
        // A single one is its own first and last.
        let span = self.span.filter(|_| count > 1).unwrap_or_default();
        Run { count, span }
    }

    pub(crate) fn check(&self, deadline: Option<Duration>, problems: &mut Problems) {
        match self.least {
            Least::Count(count) => problems.refuse_if(
                count == 0,
                "confirmations",
                "must be at least 1: a write that nobody looks for is sent with `unconfirmed()`",
            ),
            Least::Replicas { replicas, risk } => {
                let wrong = replicas == 0;
                problems.refuse_if(wrong, "confirmations.replicas", "must be at least 1");
                let wrong = !(risk > 0.0 && risk < 1.0);
                let reason = "must be a number above 0 and below 1";
                problems.refuse_if(wrong, "confirmations.risk", reason);
            }
        }
        problems.check_duration("confirmations.span", self.span);
        // What is compared must make sense by itself.
        if !problems.concern("confirmations") {
            self.compare(deadline, problems);
        }
    }

    fn compare(&self, deadline: Option<Duration>, problems: &mut Problems) {
        let least = self.least.number();
        problems.refuse_if(
            self.after_staleness.is_some_and(|more| more < least),
            "confirmations.after_staleness",
            &format!("must not be below the {least} that are asked for in any case"),
        );
        problems.refuse_if(
            self.span.is_some() && self.run(true).count < 2,
            "confirmations.span",
            "needs at least 2 confirmations, of which it is the distance",
        );
        problems.refuse_if(
            self.run(true).count > Self::MOST,
            "confirmations",
            "must be at most 1000",
        );
        let deadline = deadline.unwrap_or(DEFAULT_DEADLINE);
        if let Some(span) = self.span
            && !problems.concern("deadline")
        {
            let wrong = "must be shorter than the deadline";
            problems.refuse_if(span >= deadline, "confirmations.span", wrong);
        }
    }
}

impl From<u32> for Confirmations {
    fn from(count: u32) -> Self {
        Self::count(count)
    }
}

impl Least {
    fn number(self) -> u32 {
        match self {
            Self::Count(count) => count,
            Self::Replicas { replicas, risk } => reads_until_rare(replicas, risk),
        }
    }
}

/// The smallest number of reads that all miss one of the `replicas` with a chance of at most `risk`.
fn reads_until_rare(replicas: u32, risk: f64) -> u32 {
    let missed = 1.0 - 1.0 / f64::from(replicas.max(1));
    // With one replica nothing is missed: the logarithm is infinite, and the quotient zero.
    let reads = (risk.ln() / missed.ln()).ceil();
    // A cast of floats stops at the ends of the range.
    (reads as u32).max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::policy::settings::Policy;

    fn number(confirmations: Confirmations) -> u32 {
        confirmations.run(false).count
    }

    #[test]
    fn the_number_follows_from_the_replicas_and_the_risk() {
        for (replicas, risk, count) in [
            (1, 0.01, 1),
            (2, 0.5, 1),
            (2, 0.25, 2),
            (2, 0.01, 7),
            (3, 0.5, 2),
            (3, 0.01, 12),
            (5, 0.01, 21),
        ] {
            let confirmations = Confirmations::for_replicas(replicas, risk);
            assert_eq!(number(confirmations), count, "{replicas}, {risk}");
        }
    }

    #[test]
    fn the_larger_number_is_asked_for_once_staleness_was_seen() {
        let confirmations = Confirmations::count(2).after_staleness(5);
        assert_eq!(confirmations.run(false).count, 2);
        assert_eq!(confirmations.run(true).count, 5);
        assert_eq!(Confirmations::count(2).run(true).count, 2);
        let fewer = Confirmations::count(5).after_staleness(2);
        assert_eq!(fewer.run(true).count, 5);
    }

    #[test]
    fn a_single_confirmation_spans_nothing() {
        let span = Duration::from_secs(1);
        let confirmations = Confirmations::count(1).after_staleness(2).spanning(span);
        assert_eq!(confirmations.run(false).span, Duration::ZERO);
        assert_eq!(confirmations.run(true).span, span);
    }

    /// The fields that are refused of a policy with this deadline, if it has one.
    fn refused(confirmations: Confirmations, deadline: Option<Duration>) -> Vec<String> {
        let mut builder = Policy::builder().confirmations(confirmations);
        if let Some(deadline) = deadline {
            builder = builder.deadline(deadline);
        }
        let Err(error) = builder.build() else {
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
        let count = Confirmations::count;
        assert_eq!(refused(count(1_000), None), [""; 0]);
        assert_eq!(refused(count(1_001), None), ["confirmations"]);
        assert_eq!(refused(count(3).after_staleness(3), None), [""; 0]);
        let second = Duration::from_secs(1);
        let after_staleness = count(1).after_staleness(2).spanning(second);
        assert_eq!(refused(after_staleness, None), [""; 0]);
    }

    #[test]
    fn a_span_is_compared_with_the_deadline_that_counts_if_that_makes_sense() {
        let spanning = |span| Confirmations::count(2).spanning(span);
        let nano = Duration::from_nanos(1);
        let (default, own) = (Policy::DEFAULT_DEADLINE, Duration::from_secs(10));
        assert_eq!(refused(spanning(default - nano), None), [""; 0]);
        assert_eq!(refused(spanning(default), None), ["confirmations.span"]);
        assert_eq!(refused(spanning(own - nano), Some(own)), [""; 0]);
        assert_eq!(refused(spanning(own), Some(own)), ["confirmations.span"]);
        let senseless = Some(Duration::ZERO);
        assert_eq!(refused(spanning(own), senseless), ["deadline"]);
    }

    proptest! {
        #[test]
        fn one_read_less_would_exceed_the_risk(replicas in 2u32..100, risk in 1e-9f64..0.999) {
            let count = number(Confirmations::for_replicas(replicas, risk));
            let missed = |reads: u32| (1.0 - 1.0 / f64::from(replicas)).powf(f64::from(reads));
            let rounding = 1e-9;
            prop_assert!(missed(count) <= risk * (1.0 + rounding));
            prop_assert!(count == 1 || missed(count - 1) > risk * (1.0 - rounding));
        }
    }
}
