//! A limit on how much is under way at once that gives way where nothing moves.
//!
//! Nothing here is spawned, so that a call goes on only while somebody polls it. A program may hold
//! calls that it does not poll for a while, such as those of a stream whose next item it is busy
//! with, and make another meanwhile. If those held all that a limit has to give, the other would wait
//! for them, and they for it. So a limit that has been exhausted for a while, with nothing taken or
//! given back, lets everybody pass; those who have waited for long already within as long again.

use std::time::Duration;

use parking_lot::Mutex;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout_at};

/// A limit on how much is under way at once.
#[derive(Debug)]
pub(crate) struct SoftLimit {
    permits: Semaphore,
    patience: Duration,
    /// When a permit was last taken or given back.
    moved: Mutex<Instant>,
}

/// The permission to be under way, until it is dropped.
#[derive(Debug)]
pub(crate) struct SoftPermit<'a> {
    limit: &'a SoftLimit,
    /// `None` where the limit has given way.
    permit: Option<SemaphorePermit<'a>>,
}

impl SoftLimit {
    /// So many at once, unless nothing has moved for as long as `patience`.
    pub(crate) fn new(permits: usize, patience: Duration) -> Self {
        Self {
            permits: Semaphore::new(permits),
            patience,
            moved: Mutex::new(Instant::now()),
        }
    }

    /// Waits until there is room, in the order in which it was asked for, or until nothing moves.
    pub(crate) async fn acquire(&self) -> SoftPermit<'_> {
        if let Ok(permit) = self.permits.try_acquire() {
            return self.taken(Some(permit));
        }
        let began = Instant::now();
        let mut waiting = Box::pin(self.permits.acquire());
        let mut look_at = self.stalls_at();
        loop {
            match timeout_at(look_at, &mut waiting).await {
                // Nobody closes it.
                Ok(permit) => return self.taken(permit.ok()),
                Err(_elapsed) if self.stalls_at() <= Instant::now() => {
                    return SoftPermit {
                        limit: self,
                        permit: None,
                    };
                }
                // Later each time: thousands may be waiting.
                Err(_elapsed) => look_at = self.stalls_at().max(began + 2 * began.elapsed()),
            }
        }
    }

    fn taken<'a>(&'a self, permit: Option<SemaphorePermit<'a>>) -> SoftPermit<'a> {
        self.note_move();
        SoftPermit {
            limit: self,
            permit,
        }
    }

    /// When it gives way, unless something moves before.
    fn stalls_at(&self) -> Instant {
        *self.moved.lock() + self.patience
    }

    fn note_move(&self) {
        *self.moved.lock() = Instant::now();
    }
}

impl Drop for SoftPermit<'_> {
    fn drop(&mut self) {
        if self.permit.is_some() {
            self.limit.note_move();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use futures_util::future::{join_all, join3};
    use tokio::time::{advance, sleep};

    use super::*;

    const PATIENCE: Duration = Duration::from_millis(250);

    fn is_granted(permit: &SoftPermit<'_>) -> bool {
        permit.permit.is_some()
    }

    #[tokio::test(start_paused = true)]
    async fn as_long_as_something_moves_the_limit_holds() {
        let limit = SoftLimit::new(2, PATIENCE);
        let mut held = vec![limit.acquire().await, limit.acquire().await];
        for _ in 0..10 {
            advance(PATIENCE - Duration::from_millis(1)).await;
            assert!(limit.acquire().now_or_never().is_none());
            held.remove(0);
            held.push(limit.acquire().now_or_never().expect("room"));
        }
        assert!(held.iter().all(is_granted));
    }

    #[tokio::test(start_paused = true)]
    async fn where_nothing_moves_it_gives_way() {
        let limit = SoftLimit::new(1, PATIENCE);
        let held = limit.acquire().await;
        let began = Instant::now();
        assert!(!is_granted(&limit.acquire().await));
        assert_eq!(began.elapsed(), PATIENCE);
        // Nobody else waits that long, until something moves again.
        assert!(!is_granted(
            &limit.acquire().now_or_never().expect("no wait")
        ));
        drop(held);
        let _held = limit.acquire().await;
        assert!(limit.acquire().now_or_never().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_that_rested_does_not_give_way_at_once() {
        let limit = SoftLimit::new(1, PATIENCE);
        drop(limit.acquire().await);
        sleep(PATIENCE * 100).await;
        let _held = limit.acquire().await;
        assert!(limit.acquire().now_or_never().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_waited_for_long_is_kept_waiting_for_no_longer_again() {
        let limit = SoftLimit::new(1, PATIENCE);
        let held = limit.acquire().await;
        let began = Instant::now();
        // Thirty others have their turn before the one that keeps it.
        let turns = (0..30).map(|_| async {
            let _permit = limit.acquire().await;
            sleep(PATIENCE - Duration::from_millis(1)).await;
        });
        let turns = join_all(turns);
        let kept = async {
            let _permit = limit.acquire().await;
            sleep(PATIENCE * 100).await;
        };
        let last = async {
            assert!(!is_granted(&limit.acquire().await));
            began.elapsed()
        };
        drop(held);
        let (_, _, waited) = join3(turns, kept, last).await;
        assert!(
            waited > PATIENCE * 30 && waited <= PATIENCE * 62,
            "{waited:?}"
        );
    }
}
