//! What the checks of one client share while several of them are open: their reads, and the turn in
//! which these are made.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::time::Instant;

use crate::contract::condition::Condition;
use crate::requests::budget::Budget;
use crate::sdk::transmission;
use crate::sdk::transmission::Waits;

tokio::task_local! {
    /// On which terms the poll that the current task is making shares its reads, if it does.
    static POLL: Option<Terms>;
}

/// How many checks of a client are open.
#[derive(Debug, Default)]
pub(crate) struct Company(AtomicUsize);

/// One open check, counted until it is dropped.
#[derive(Debug)]
pub(crate) struct OpenCheck<'a>(&'a Company);

impl Company {
    /// With fewer, a read has nobody to be shared with, and is not kept waiting for them.
    const ENOUGH_TO_SHARE: usize = 2;

    /// Counts a check that is about to be polled.
    pub(crate) fn join(&self) -> OpenCheck<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        OpenCheck(self)
    }

    /// Whether there are others to share the reads of `condition`, if it makes any.
    pub(crate) fn shares_reads_of(&self, condition: &dyn Condition) -> bool {
        self.0.load(Ordering::Relaxed) >= Self::ENOUGH_TO_SHARE && !condition.reads().is_empty()
    }
}

impl Drop for OpenCheck<'_> {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// On which terms a poll shares its reads.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    /// What the requests draw on: a shared one once.
    pub(crate) budget: Arc<Budget>,
    /// Whether this is the first poll of a write.
    pub(crate) is_first: bool,
    waits: Waits,
}

impl Terms {
    pub(crate) fn new(budget: Arc<Budget>, is_first: bool) -> Self {
        Self {
            budget,
            is_first,
            waits: Waits::default(),
        }
    }

    /// Those of the poll that the current task is making. `None` if it shares nothing.
    pub(crate) fn current() -> Option<Self> {
        POLL.try_with(Option::clone).ok()?
    }

    /// Waits for `answer`, of a request that is transmitted at the moment in `transmitted`. The time
    /// before does not count as the poll's.
    pub(crate) async fn wait_for<T>(
        &self,
        transmitted: &Arc<OnceLock<Instant>>,
        answer: impl Future<Output = T>,
    ) -> T {
        self.waits.begin(transmitted);
        answer.await
    }

    /// Runs `poll` on these terms, see [`transmission::run`].
    pub(crate) async fn run<T>(
        self,
        limit: Instant,
        deadline: Instant,
        poll: impl Future<Output = T>,
    ) -> (Option<T>, Duration) {
        let waits = self.waits.clone();
        transmission::run(waits, limit, deadline, POLL.scope(Some(self), poll)).await
    }
}

/// Makes reads that are not shared: a request that is shared is made by one of those who share it, and
/// must not wait for itself.
pub(crate) async fn unshared<T>(reading: impl Future<Output = T>) -> T {
    POLL.scope(None, reading).await
}
