//! When the requests of a poll are transmitted: what a poll's time-out leaves out.
//!
//! Before a request is transmitted it may wait for the read budget, for others to share it, and for
//! credentials. None of that is the service's doing, and loading credentials begins anew if it is cut
//! off: a poll's time-out does not cover it. The deadline of the write does.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::{Instant, timeout_at};

tokio::task_local! {
    /// To whom the requests of the current task are news.
    static LISTENER: Listener;
}

#[derive(Clone, Debug)]
enum Listener {
    /// A poll.
    Poll(Waits),
    /// All who share the request.
    Sharers(Arc<OnceLock<Instant>>, Arc<AtomicBool>),
}

/// How long a poll has waited for its requests to be transmitted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waits(Arc<Mutex<Vec<Wait>>>);

#[derive(Debug)]
struct Wait {
    began: Instant,
    transmitted: Arc<OnceLock<Instant>>,
}

impl Waits {
    /// A request that is transmitted at the moment in `transmitted`, once there is one.
    pub(crate) fn begin(&self, transmitted: &Arc<OnceLock<Instant>>) {
        self.0.lock().push(Wait {
            began: Instant::now(),
            transmitted: Arc::clone(transmitted),
        });
    }

    pub(crate) fn so_far(&self) -> Duration {
        let mut waited = Duration::ZERO;
        let mut counted_to = None;
        // In the order in which they began; what overlaps counts once.
        for wait in self.0.lock().iter() {
            let transmitted = wait.transmitted.get().copied();
            let transmitted = transmitted.unwrap_or_else(Instant::now);
            let began = counted_to.map_or(wait.began, |to| wait.began.max(to));
            waited += transmitted.saturating_duration_since(began);
            counted_to = counted_to.max(Some(transmitted));
        }
        waited
    }
}

/// Runs `poll` for no longer than until `limit`, its `waits` left out, and never beyond `deadline`. Its
/// result, or `None` if it has taken longer; and how long it has waited.
pub(crate) async fn run<T>(
    waits: Waits,
    limit: Instant,
    deadline: Instant,
    poll: impl Future<Output = T>,
) -> (Option<T>, Duration) {
    let listener = Listener::Poll(waits.clone());
    let mut poll = std::pin::pin!(LISTENER.scope(listener, poll));
    let mut until = limit;
    loop {
        if let Ok(result) = timeout_at(until, &mut poll).await {
            return (Some(result), waits.so_far());
        }
        until = deadline.min(limit + waits.so_far());
        if until <= Instant::now() {
            return (None, waits.so_far());
        }
    }
}

/// Makes a request that several polls share; `transmitted` is for all of them.
///
/// A request that does not say that it begins counts as transmitted at once.
pub(crate) async fn for_sharers<T>(
    transmitted: &Arc<OnceLock<Instant>>,
    request: impl Future<Output = T>,
) -> T {
    let begun = Arc::<AtomicBool>::default();
    let listener = Listener::Sharers(Arc::clone(transmitted), Arc::clone(&begun));
    let mut request = std::pin::pin!(LISTENER.scope(listener, request));
    std::future::poll_fn(|context| {
        let polled = request.as_mut().poll(context);
        if !begun.load(Ordering::Relaxed) {
            let _ = transmitted.set(Instant::now());
        }
        polled
    })
    .await
}

/// A request that has not been transmitted yet. Dropped, it never will be.
#[derive(Debug)]
pub(crate) struct Untransmitted(Arc<OnceLock<Instant>>);

impl Untransmitted {
    /// A request that the current task is about to make.
    pub(crate) fn begin() -> Option<Self> {
        let listener = LISTENER.try_with(Listener::clone).ok()?;
        Some(Self(match listener {
            Listener::Poll(waits) => {
                let transmitted = Arc::default();
                waits.begin(&transmitted);
                transmitted
            }
            Listener::Sharers(transmitted, begun) => {
                begun.store(true, Ordering::Relaxed);
                transmitted
            }
        }))
    }

    /// Now it is.
    pub(crate) fn transmit(&self) {
        // That of several requests which was transmitted first counts.
        let _ = self.0.set(Instant::now());
    }
}

impl Drop for Untransmitted {
    fn drop(&mut self) {
        self.transmit();
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::sleep;

    use super::*;

    fn in_ms(ms: u64) -> Instant {
        Instant::now() + Duration::from_millis(ms)
    }

    async fn wait_for(ms: u64) {
        let request = Untransmitted::begin().unwrap();
        sleep(Duration::from_millis(ms)).await;
        request.transmit();
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_before_a_request_is_transmitted_is_not_the_polls() {
        let poll = async {
            wait_for(500).await;
            sleep(Duration::from_millis(90)).await;
        };
        let (result, waited) = run(Waits::default(), in_ms(100), in_ms(10_000), poll).await;
        assert!(result.is_some());
        assert_eq!(waited, Duration::from_millis(500));
    }

    #[tokio::test(start_paused = true)]
    async fn a_poll_that_is_not_answered_is_cut_off_after_its_waits() {
        let began = Instant::now();
        let poll = async {
            wait_for(50).await;
            std::future::pending::<()>().await;
        };
        let (result, _) = run(Waits::default(), in_ms(100), in_ms(10_000), poll).await;
        assert!(result.is_none());
        assert_eq!(began.elapsed(), Duration::from_millis(150));
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_is_given_up_waits_no_longer() {
        let began = Instant::now();
        let poll = async {
            drop(Untransmitted::begin());
            std::future::pending::<()>().await;
        };
        let (result, _) = run(Waits::default(), in_ms(100), in_ms(10_000), poll).await;
        assert!(result.is_none());
        assert_eq!(began.elapsed(), Duration::from_millis(100));
    }

    #[tokio::test(start_paused = true)]
    async fn requests_that_wait_side_by_side_wait_once() {
        let poll = async {
            tokio::join!(wait_for(30), wait_for(50));
            wait_for(20).await;
        };
        let (_, waited) = run(Waits::default(), in_ms(1_000), in_ms(1_000), poll).await;
        assert_eq!(waited, Duration::from_millis(70));
    }

    #[tokio::test(start_paused = true)]
    async fn no_wait_outlasts_the_deadline() {
        let began = Instant::now();
        let poll = wait_for(1_000_000);
        let (result, _) = run(Waits::default(), in_ms(100), in_ms(700), poll).await;
        assert!(result.is_none());
        assert_eq!(began.elapsed(), Duration::from_millis(700));
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_transmission_of_a_shared_request_is_that_of_all() {
        let transmitted = Arc::default();
        let began = Instant::now();
        for_sharers(&transmitted, async {
            wait_for(20).await;
            wait_for(50).await;
        })
        .await;
        let first = *transmitted.get().unwrap();
        assert_eq!(first - began, Duration::from_millis(20));
    }

    #[tokio::test(start_paused = true)]
    async fn a_shared_request_that_does_not_say_that_it_begins_is_transmitted_at_once() {
        let transmitted = Arc::default();
        let began = Instant::now();
        for_sharers(&transmitted, sleep(Duration::from_millis(70))).await;
        assert_eq!(*transmitted.get().unwrap(), began);
    }
}
