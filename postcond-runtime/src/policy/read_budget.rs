//! How many reads a client may make: as users set it.

use std::num::NonZeroU32;

use crate::policy::policy_error::{PolicyError, Problems};

/// How many reads a client may make to confirm its writes: per second on average, and at once.
///
/// The first poll of a write is not kept waiting by the rate: it is what a careful caller would do by
/// hand, and the service's limit on writes bounds it. It takes its share, though, or leaves it to the
/// polls that follow to pay. When the service throttles a read, the rate is halved, down to a sixteenth, and
/// first polls wait like the others; it doubles again after every ten answers without throttling, not
/// counting failures of the service.
///
/// A request that several polls share counts once. No more than [`IN_FLIGHT`](Self::IN_FLIGHT) are on
/// their way at once, with or without a limit on their rate, those of first polls included.
///
/// Waiting for the budget counts towards a write's deadline, not towards the time of a poll. The
/// clones of a client share one budget.
///
/// ```
/// use postcond_runtime::ReadBudget;
///
/// let frugal = ReadBudget::new(20, 40)?;
/// # Ok::<(), postcond_runtime::PolicyError>(())
/// ```
///
/// Plain data. With the feature `serde`, it is a table with `per_second` and `burst` in a program's
/// configuration, or `"unlimited"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReadBudget {
    pub(crate) limit: Option<Limit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Limit {
    pub(crate) per_second: NonZeroU32,
    pub(crate) burst: NonZeroU32,
}

impl ReadBudget {
    /// How many requests to read back a client has on their way at once, at most: 8. At a round
    /// trip of 20 ms that is 400 per second, beyond what AWS allows most accounts; and what waits for
    /// its turn can be shared by more polls.
    pub const IN_FLIGHT: usize = 8;
    const PER_SECOND: NonZeroU32 = NonZeroU32::new(100).unwrap();
    const BURST: NonZeroU32 = NonZeroU32::new(200).unwrap();

    /// So many reads `per_second` on average, and `burst` at once after a time of rest.
    ///
    /// # Errors
    /// If either is zero.
    pub fn new(per_second: u32, burst: u32) -> Result<Self, PolicyError> {
        Self::new_unless(per_second, burst, Problems::default())
    }

    /// The budget, unless something is wrong with it, or there were `problems` already.
    pub(crate) fn new_unless(
        per_second: u32,
        burst: u32,
        mut problems: Problems,
    ) -> Result<Self, PolicyError> {
        let wrong = "must be at least 1: for no limit, there is `ReadBudget::unlimited`";
        problems.refuse_if(per_second == 0, "read_budget.per_second", wrong);
        problems.refuse_if(burst == 0, "read_budget.burst", wrong);
        let limit = NonZeroU32::new(per_second).zip(NonZeroU32::new(burst));
        let limit = limit.map(|(per_second, burst)| Limit { per_second, burst });
        problems.none_or(Self { limit })
    }

    /// No limit on the rate, and no slowing down of first polls when the service throttles. No more
    /// than [`IN_FLIGHT`](Self::IN_FLIGHT) requests are on their way at once all the same.
    #[must_use]
    pub const fn unlimited() -> Self {
        Self { limit: None }
    }

    /// How many reads per second, on average. `None` without a limit.
    #[must_use]
    pub fn per_second(&self) -> Option<u32> {
        self.limit.map(|limit| limit.per_second.get())
    }

    /// How many reads at once, after a time of rest. `None` without a limit.
    #[must_use]
    pub fn burst(&self) -> Option<u32> {
        self.limit.map(|limit| limit.burst.get())
    }
}

impl Default for ReadBudget {
    /// 100 reads per second, 200 at once. AWS allows 40 per second by default to most reads of
    /// Parameter Store, and thousands to accounts that have asked for more, as to reads of Secrets
    /// Manager: the limit keeps a loop from running away, throttling finds the rest.
    fn default() -> Self {
        Self {
            limit: Some(Limit {
                per_second: Self::PER_SECOND,
                burst: Self::BURST,
            }),
        }
    }
}
