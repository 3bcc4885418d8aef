//! On which terms a poll shares its reads while several checks of a client are open.

use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::time::Instant;

use crate::requests::budget::Budget;
use crate::sdk::transmission;
use crate::sdk::transmission::Waits;

tokio::task_local! {
    /// On which terms the poll that the current task is making shares its reads, if it does.
    static POLL: Option<Terms>;
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
