//! Who is polled: a limit on what is in flight does not hold for those who were woken and are not polled.

use std::cell::RefCell;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::Instant;

thread_local! {
    /// What is being polled, with what it is a part of.
    static CURRENT: RefCell<Option<Activity>> = const { RefCell::new(None) };
}

/// Since when something has been woken without being polled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Activity(Arc<Mutex<Polling>>);

#[derive(Debug, Default)]
struct Polling {
    woken: Option<Instant>,
    /// Whether it was polled again after others may have passed it by.
    was_idle: bool,
    /// What has polled it last. Timers of the SDK's wake that, and not the part that waits for an answer.
    polled_by: Option<Activity>,
}

impl Activity {
    /// What was woken so long ago and not polled since may be passed by.
    const PATIENCE: Duration = Duration::from_millis(250);

    /// Whether it may be passed by now.
    pub(crate) fn is_idle(&self) -> bool {
        let polling = self.0.lock().unwrap();
        let is_idle = |woken: Instant| woken.elapsed() >= Self::PATIENCE;
        polling.woken.is_some_and(is_idle) || polling.polled_by.as_ref().is_some_and(Self::is_idle)
    }

    /// Whether others may have passed it by before: it goes on beside them then.
    pub(crate) fn has_been_idle(&self) -> bool {
        let polling = self.0.lock().unwrap();
        polling.was_idle || polling.polled_by.as_ref().is_some_and(Self::has_been_idle)
    }

    fn is_polled_by(&self, other: Option<&Self>) {
        let was_idle = self.is_idle();
        let mut polling = self.0.lock().unwrap();
        polling.was_idle |= was_idle;
        polling.woken = None;
        polling.polled_by = other.cloned();
    }
}

/// What is being polled.
pub(crate) fn current() -> Activity {
    CURRENT.with_borrow(Clone::clone).unwrap_or_default()
}

/// A future whose wakes and polls are noted.
pub(crate) struct Watched<F> {
    activity: Activity,
    future: F,
}

impl<F> Watched<F> {
    pub(crate) fn new(activity: Activity, future: F) -> Self {
        Self { activity, future }
    }
}

impl<F: Future + Unpin> Future for Watched<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let outer = CURRENT.replace(Some(self.activity.clone()));
        self.activity.is_polled_by(outer.as_ref());
        let waker = Waker::from(Arc::new(Noting {
            activity: self.activity.clone(),
            waker: context.waker().clone(),
        }));
        let polled = Pin::new(&mut self.future).poll(&mut Context::from_waker(&waker));
        CURRENT.set(outer);
        polled
    }
}

/// A waker that notes when it is used.
struct Noting {
    activity: Activity,
    waker: Waker,
}

impl Wake for Noting {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut polling = self.activity.0.lock().unwrap();
        polling.woken.get_or_insert_with(Instant::now);
        drop(polling);
        self.waker.wake_by_ref();
    }
}
