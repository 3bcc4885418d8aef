//! How many reads a client may make to confirm its writes, so that they leave room for the caller's
//! own traffic, which shares the service's limits.

use std::num::NonZeroU32;
use std::pin::pin;
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use parking_lot::Mutex;
use tokio::time::{Instant, sleep};

use crate::contract::outcome::Outcome;
use crate::policy::read_budget::{Limit, ReadBudget};
use crate::requests::concurrency_limit::{ConcurrencyLimit, Permit};

/// What is left of a client's [`ReadBudget`].
#[derive(Debug)]
pub(crate) struct Budget {
    limited: Option<Limited>,
    /// How many more requests may be on their way.
    in_flight: ConcurrencyLimit,
    /// How many more polls may share requests at once: as many as those in flight can answer where each
    /// is a batch, so that the others take no memory.
    sharing: ConcurrencyLimit,
}

#[derive(Debug)]
struct Limited {
    clock: TokioClock,
    /// Whose turn it is to wait: polls are let in in the order in which they asked.
    turn: ConcurrencyLimit,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    limit: Limit,
    clock: TokioClock,
    limiter: Limiter,
    /// By how much the rate is divided since the service has throttled.
    slowdown: u32,
    /// Reads that were made and are not paid for.
    debt: u32,
    /// Reads that were paid for and not made.
    credit: u32,
    /// How many polls were answered since the service has last throttled, or the rate has changed.
    answers: u32,
    /// When the rate was last lowered.
    lowered: Option<Instant>,
}

type Limiter = RateLimiter<NotKeyed, InMemoryState, TokioClock, NoOpMiddleware<Duration>>;

/// Time on tokio's clock, paused or not, since the budget was set up.
#[derive(Clone, Copy, Debug)]
struct TokioClock(Instant);

impl Clock for TokioClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new(ReadBudget::default())
    }
}

impl Budget {
    /// How many polls one request answers, at the most usual.
    const POLLS_PER_REQUEST: usize = 10;

    pub(crate) fn new(budget: ReadBudget) -> Self {
        let polls = ReadBudget::IN_FLIGHT * Self::POLLS_PER_REQUEST;
        Self {
            limited: budget.limit.map(Limited::new),
            in_flight: ConcurrencyLimit::new(ReadBudget::IN_FLIGHT),
            sharing: ConcurrencyLimit::new(polls),
        }
    }

    /// Waits until one more poll may share requests, no longer than until `latest`; it is to be run
    /// with the permit.
    pub(crate) async fn share(&self, latest: Instant) -> Option<Permit<'_>> {
        self.sharing.acquire_until(latest).await
    }

    /// Waits until a poll, or a request that several polls share, may be made, and takes what it
    /// costs. The first poll of a write does not wait for the rate, unless the service has asked for
    /// fewer reads. It is to be run with the permit. Dropped while it waits, it has taken nothing.
    pub(crate) async fn admit(&self, is_first: bool) -> Permit<'_> {
        let paid = match &self.limited {
            Some(limited) => {
                if !(is_first && limited.state.lock().admit_first()) {
                    limited.admit().await;
                }
                Paid(Some(limited))
            }
            None => Paid(None),
        };
        let in_flight = self.in_flight.acquire().await;
        paid.used();
        in_flight
    }

    /// Takes into account that so many reads were made beside those that were let in.
    pub(crate) fn add_debt(&self, reads: usize) {
        if let Some(limited) = &self.limited {
            let reads = u32::try_from(reads).unwrap_or(u32::MAX);
            limited.state.lock().add_debt(reads);
        }
    }

    /// Takes into account how a poll, or a request, was answered that began at `began`.
    pub(crate) fn answered(&self, outcome: Outcome, began: Instant) {
        if let Some(limited) = &self.limited {
            limited.state.lock().answered(outcome, began);
        }
    }
}

/// What was taken for a poll that has not been made yet: given back if it never is.
struct Paid<'a>(Option<&'a Limited>);

impl Paid<'_> {
    fn used(mut self) {
        self.0 = None;
    }
}

impl Drop for Paid<'_> {
    fn drop(&mut self) {
        if let Some(limited) = self.0 {
            limited.state.lock().credit += 1;
        }
    }
}

impl Limited {
    fn new(limit: Limit) -> Self {
        let clock = TokioClock(Instant::now());
        Self {
            clock,
            turn: ConcurrencyLimit::new(1),
            state: Mutex::new(State::new(limit, clock)),
        }
    }

    async fn admit(&self) {
        let turn = self.turn.acquire().await;
        turn.run(pin!(self.take())).await;
    }

    /// Takes what a poll costs as soon as there is enough.
    async fn take(&self) {
        loop {
            let taken = self.state.lock().take();
            match taken {
                Ok(()) => return,
                Err(not_before) => sleep(not_before.saturating_sub(self.clock.now())).await,
            }
        }
    }
}

impl State {
    /// Throttling lowers the rate to no less than this part of it.
    const MOST_SLOWDOWN: u32 = 16;
    /// So many answers without throttling bring the rate up again.
    const ANSWERS_TO_RECOVER: u32 = 10;

    fn new(limit: Limit, clock: TokioClock) -> Self {
        Self {
            limit,
            clock,
            limiter: limiter(limit, 1, clock),
            slowdown: 1,
            debt: 0,
            credit: 0,
            answers: 0,
            lowered: None,
        }
    }

    fn admit_first(&mut self) -> bool {
        if self.slowdown > 1 {
            return false;
        }
        if !self.take_credit() && !matches!(self.limiter.check_n(NonZeroU32::MIN), Ok(Ok(()))) {
            self.add_debt(1);
        }
        true
    }

    /// Whether there was a read left that somebody else has paid for.
    fn take_credit(&mut self) -> bool {
        let left = self.credit.checked_sub(1);
        self.credit = left.unwrap_or_default();
        left.is_some()
    }

    /// Never more than can be paid at once, so that no poll has to wait for long.
    fn add_debt(&mut self, reads: u32) {
        self.debt = self.debt.saturating_add(reads).min(self.limit.burst.get());
    }

    /// Takes what a poll costs: one read, and the debt as far as it can be paid at once. Or says
    /// when there will be enough.
    fn take(&mut self) -> Result<(), Duration> {
        if self.take_credit() {
            return Ok(());
        }
        let cost = self
            .limit
            .burst
            .min(NonZeroU32::MIN.saturating_add(self.debt));
        match self.limiter.check_n(cost) {
            Ok(Err(not_until)) => Err(not_until.earliest_possible()),
            // The cost is never above the burst, so that it can be paid in time.
            Ok(Ok(())) | Err(_) => {
                self.debt = self.debt.saturating_sub(cost.get() - 1);
                Ok(())
            }
        }
    }

    fn answered(&mut self, outcome: Outcome, began: Instant) {
        if outcome == Outcome::Throttled {
            self.answers = 0;
            // Of reads that were under way together, one is enough.
            if self.lowered.is_none_or(|lowered| lowered <= began) {
                self.lowered = Some(Instant::now());
                self.divide_rate_by((self.slowdown * 2).min(Self::MOST_SLOWDOWN));
            }
        } else if !matches!(outcome, Outcome::TimedOut | Outcome::Transient) {
            self.answers += 1;
            if self.answers == Self::ANSWERS_TO_RECOVER {
                self.answers = 0;
                self.divide_rate_by((self.slowdown / 2).max(1));
            }
        }
    }

    fn divide_rate_by(&mut self, slowdown: u32) {
        if slowdown != self.slowdown {
            self.slowdown = slowdown;
            self.limiter = limiter(self.limit, slowdown, self.clock);
            // What was saved up is not meant for a service that throttles, and the debt is
            // settled with it. That there is as much as the burst is no error.
            let _ = self.limiter.check_n(self.limit.burst);
            self.debt = 0;
        }
    }
}

fn limiter(limit: Limit, slowdown: u32, clock: TokioClock) -> Limiter {
    let period = Duration::from_secs(1) * slowdown / limit.per_second.get();
    // None for a rate beyond what time is measured in.
    let quota = Quota::with_period(period).unwrap_or(Quota::per_second(limit.per_second));
    RateLimiter::direct_with_clock(quota.allow_burst(limit.burst), clock)
}

#[cfg(test)]
mod tests;
