//! What the checks of one client share while several of them are open: their reads, and the turn in
//! which these are made.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::{Instant, timeout_at};

use crate::budget::Budget;
use crate::{Condition, Mutation, Service};

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

    /// Whether the reads of `condition` go through the reader's loaders: all of them, or none.
    pub(crate) fn shares_reads_of<O: Mutation>(&self, condition: &dyn Condition<O>) -> bool {
        let reads = condition.reads();
        self.0.load(Ordering::Relaxed) >= Self::ENOUGH_TO_SHARE
            && !reads.is_empty()
            && reads
                .iter()
                .all(|read| <O::Service as Service>::COALESCED.contains(read))
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
    queue: Queue,
}

impl Terms {
    pub(crate) fn new(budget: Arc<Budget>, is_first: bool) -> Self {
        Self {
            budget,
            is_first,
            queue: Queue::default(),
        }
    }

    /// Those of the poll that the current task is making. `None` if it shares nothing.
    pub(crate) fn current() -> Option<Self> {
        POLL.try_with(Option::clone).ok()?
    }

    /// Waits for `answer`, of a request that is on its way since the moment in `sent`. The time before
    /// does not count as the poll's.
    pub(crate) async fn queue<T>(
        &self,
        sent: &Arc<OnceLock<Instant>>,
        answer: impl Future<Output = T>,
    ) -> T {
        self.queue.join(sent);
        answer.await
    }

    /// Runs `poll` on these terms, for no longer than until `limit`, the time in queues left out, and
    /// never beyond `deadline`. Its result, or `None` if it has taken longer; and the time in queues.
    pub(crate) async fn run<T>(
        self,
        limit: Instant,
        deadline: Instant,
        poll: impl Future<Output = T>,
    ) -> (Option<T>, Duration) {
        let queue = self.queue.clone();
        let mut poll = std::pin::pin!(POLL.scope(Some(self), poll));
        let mut until = limit;
        loop {
            if let Ok(result) = timeout_at(until, &mut poll).await {
                return (Some(result), queue.waited());
            }
            until = deadline.min(limit + queue.waited());
            if until <= Instant::now() {
                return (None, queue.waited());
            }
        }
    }
}

/// Makes reads that are not shared: a request that is shared is made by one of those who share it, and
/// must not wait for itself.
pub(crate) async fn unshared<T>(reading: impl Future<Output = T>) -> T {
    POLL.scope(None, reading).await
}

/// How long a poll has waited for requests to be sent.
#[derive(Clone, Debug, Default)]
struct Queue(Arc<Mutex<Vec<Turn>>>);

#[derive(Debug)]
struct Turn {
    joined: Instant,
    sent: Arc<OnceLock<Instant>>,
}

impl Queue {
    fn join(&self, sent: &Arc<OnceLock<Instant>>) {
        self.0.lock().push(Turn {
            joined: Instant::now(),
            sent: Arc::clone(sent),
        });
    }

    fn waited(&self) -> Duration {
        let mut waited = Duration::ZERO;
        let mut counted_to = None;
        // In the order in which they were joined; what overlaps counts once.
        for turn in self.0.lock().iter() {
            let sent = turn.sent.get().copied().unwrap_or_else(Instant::now);
            let joined = counted_to.map_or(turn.joined, |to| turn.joined.max(to));
            waited += sent.saturating_duration_since(joined);
            counted_to = counted_to.max(Some(sent));
        }
        waited
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::sleep;

    use super::*;

    fn terms() -> Terms {
        Terms::new(Arc::default(), true)
    }

    fn in_ms(ms: u64) -> Instant {
        Instant::now() + Duration::from_millis(ms)
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_in_a_queue_is_not_the_polls() {
        let sent = Arc::new(OnceLock::new());
        let poll = async {
            let terms = Terms::current().unwrap();
            let answer = async {
                sleep(Duration::from_millis(500)).await;
                sent.set(Instant::now()).unwrap();
                sleep(Duration::from_millis(90)).await;
            };
            terms.queue(&sent, answer).await;
        };
        let (limit, deadline) = (in_ms(100), in_ms(10_000));
        assert!(terms().run(limit, deadline, poll).await.0.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_poll_that_is_not_answered_is_cut_off_after_the_time_in_the_queue() {
        let (sent, began) = (Arc::new(OnceLock::new()), Instant::now());
        let poll = async {
            let terms = Terms::current().unwrap();
            let answer = async {
                sleep(Duration::from_millis(50)).await;
                sent.set(Instant::now()).unwrap();
                std::future::pending::<()>().await;
            };
            terms.queue(&sent, answer).await;
        };
        let (limit, deadline) = (in_ms(100), in_ms(10_000));
        assert!(terms().run(limit, deadline, poll).await.0.is_none());
        assert_eq!(began.elapsed(), Duration::from_millis(150));
    }

    #[tokio::test(start_paused = true)]
    async fn reads_that_queue_side_by_side_queue_once() {
        let poll = async {
            let terms = Terms::current().unwrap();
            let read = async |queued| {
                let sent = Arc::new(OnceLock::new());
                let answer = async {
                    sleep(Duration::from_millis(queued)).await;
                    sent.set(Instant::now()).unwrap();
                };
                terms.queue(&sent, answer).await;
            };
            tokio::join!(read(30), read(50));
            read(20).await;
        };
        let (_, queued) = terms().run(in_ms(1_000), in_ms(1_000), poll).await;
        assert_eq!(queued, Duration::from_millis(70));
    }

    #[tokio::test(start_paused = true)]
    async fn no_queue_outlasts_the_deadline() {
        let (sent, began) = (Arc::new(OnceLock::new()), Instant::now());
        let poll = async {
            let terms = Terms::current().unwrap();
            terms.queue(&sent, std::future::pending::<()>()).await;
        };
        let (limit, deadline) = (in_ms(100), in_ms(700));
        assert!(terms().run(limit, deadline, poll).await.0.is_none());
        assert_eq!(began.elapsed(), Duration::from_millis(700));
    }
}
