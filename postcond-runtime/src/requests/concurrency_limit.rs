//! A limit on how much is under way at once.
//!
//! It holds for as long as those who are under way are being polled, however long they take: one that
//! waits for the network has not been woken, and counts. Nothing here is spawned, though, so that a
//! call goes on only while it is polled. A program may hold calls that it does not poll for a while,
//! such as those of a stream whose next item it is busy with, and make another meanwhile. If those held
//! all that a limit has to give, the other would wait for them, and they for it. So the limit fails
//! open for them, and only for them: one that was woken and then not polled for
//! [`PATIENCE`](ConcurrencyLimit::PATIENCE) lets one more pass, for as long as that lasts. Likewise, a
//! waiter that is called and does not take its turn is passed by, and keeps its place in the queue. Each
//! time that happens in a row, twice as many are called at once, so that a long queue of those that are
//! not polled holds no other call up for long.
//!
//! Those who wait look for such futures themselves: the first in the queue as soon as there can be one,
//! others less and less often, in case the first is not polled either.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::{Instant, timeout_at};

/// A limit on how much is under way at once.
#[derive(Debug)]
pub(crate) struct ConcurrencyLimit {
    most: usize,
    patience: Duration,
    state: Mutex<State>,
}

/// Who is under way and who waits, by ticket: in the order in which they asked.
#[derive(Debug, Default)]
struct State {
    tickets: u64,
    waiting: BTreeMap<u64, Waker>,
    /// Those that may take their turn, since when.
    called: BTreeMap<u64, Instant>,
    /// How many times in a row some of those called have not taken it.
    missed: u32,
    /// Those that count: not those that are passed by.
    under_way: BTreeMap<u64, Arc<Activity>>,
}

/// A place in the queue, until it is dropped.
struct Turn<'a> {
    limit: &'a ConcurrencyLimit,
    ticket: u64,
    /// In how many times the patience it looks again.
    looks_in: u32,
}

/// The permission to be under way, until it is dropped. What is done with it is to be
/// [`run`](Self::run): one that is only held counts as woken and not polled.
#[derive(Debug)]
pub(crate) struct Permit<'a> {
    limit: &'a ConcurrencyLimit,
    ticket: u64,
    activity: Arc<Activity>,
}

/// A place in the queue of one who has given the permit back, and will ask for another: ahead of those
/// who have asked for their first one later.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    limit: &'a ConcurrencyLimit,
    ticket: u64,
}

/// Whether a future is being polled: the waker that it is polled with notes when it is woken.
#[derive(Debug)]
struct Activity(Mutex<Polling>);

#[derive(Debug)]
struct Polling {
    /// Since when it has been woken without being polled.
    woken: Option<Instant>,
    is_passed_by: bool,
    waker: Option<Waker>,
}

impl ConcurrencyLimit {
    /// A future that was woken so long ago and has not been polled since is not being polled: even a
    /// busy program takes no longer.
    pub(crate) const PATIENCE: Duration = Duration::from_millis(250);

    /// Who has found nothing doubles the time until it looks again, up to so many times the patience.
    const LEAST_OFTEN: u32 = 16;

    /// So many at once.
    pub(crate) fn new(most: usize) -> Self {
        Self::with_patience(most, Self::PATIENCE)
    }

    fn with_patience(most: usize, patience: Duration) -> Self {
        Self {
            most,
            patience,
            state: Mutex::default(),
        }
    }

    /// Waits until there is room, in the order in which it was asked for. Dropped while it waits, it
    /// has taken nothing.
    pub(crate) async fn acquire(&self) -> Permit<'_> {
        let mut turn = Turn::queue(self);
        loop {
            match poll_fn(|context| Poll::Ready(turn.take(context.waker()))).await {
                Ok(permit) => return permit,
                Err(look_at) => turn.wait_until(look_at).await,
            }
        }
    }

    /// Like [`acquire`](Self::acquire), no longer than until `latest`: `None` if there is no room by
    /// then. With one timer, for thousands may wait.
    pub(crate) async fn acquire_until(&self, latest: Instant) -> Option<Permit<'_>> {
        Turn::queue(self).take_until(latest).await
    }

    /// Counts a future again that was passed by and is polled once more.
    fn resume(&self, ticket: u64, activity: &Arc<Activity>) {
        let mut state = self.state.lock();
        state.under_way.insert(ticket, Arc::clone(activity));
    }

    /// Lets others have what a ticket may have held.
    fn leave(&self, ticket: u64) {
        let mut state = self.state.lock();
        state.waiting.remove(&ticket);
        state.called.remove(&ticket);
        state.under_way.remove(&ticket);
        let called = state.call(self.most);
        drop(state);
        wake(called);
    }
}

impl State {
    /// How many more there is room for.
    fn room(&self, most: usize) -> usize {
        most.saturating_sub(self.under_way.len())
    }

    /// Calls those that there is room for, and more if some do not come; they are to be woken.
    fn call(&mut self, most: usize) -> Vec<Waker> {
        let wanted = self.room(most) << self.missed.min(32);
        let mut called = Vec::new();
        while self.called.len() < wanted
            && let Some((ticket, waker)) = self.waiting.pop_first()
        {
            self.called.insert(ticket, Instant::now());
            called.push(waker);
        }
        called
    }

    /// Passes those by that were woken, or called, so long ago and not polled since. Whether there
    /// were any.
    fn pass_by(&mut self, patience: Duration) -> bool {
        let now = Instant::now();
        let before = (self.called.len(), self.under_way.len());
        self.called.retain(|_, called| *called + patience > now);
        self.under_way
            .retain(|_, activity| !activity.is_passed_by(now, patience));
        self.missed += u32::from(self.called.len() < before.0);
        before != (self.called.len(), self.under_way.len())
    }

    /// Since when the one has been woken, or called, that is the first to be passed by; or now.
    fn oldest(&self) -> Instant {
        let woken = self.under_way.values().filter_map(|it| it.0.lock().woken);
        let since = self.called.values().copied().chain(woken).min();
        since.unwrap_or_else(Instant::now)
    }

    /// Whether there is room, and no one else to have it.
    fn is_free(&self, most: usize) -> bool {
        self.waiting.is_empty() && self.called.is_empty() && self.room(most) > 0
    }

    /// Whether the one with this ticket is the first of those who wait.
    fn is_first(&self, ticket: u64) -> bool {
        self.waiting.keys().next() == Some(&ticket)
    }
}

impl<'a> Turn<'a> {
    fn queue(limit: &'a ConcurrencyLimit) -> Self {
        let mut state = limit.state.lock();
        state.tickets += 1;
        let ticket = state.tickets;
        drop(state);
        Self {
            limit,
            ticket,
            looks_in: 1,
        }
    }

    /// Takes the turn if it has come, or queues for it, and says when to look again.
    fn take(&mut self, waker: &Waker) -> Result<Permit<'a>, Instant> {
        let Self { limit, ticket, .. } = *self;
        let mut state = limit.state.lock();
        let has_passed = state.pass_by(limit.patience);
        if state.is_free(limit.most) {
            return Ok(self.grant(&mut state));
        }
        let was_called = state.called.contains_key(&ticket) && state.room(limit.most) > 0;
        if !was_called {
            // In its old place, if it has missed its turn, or more were called than there is room for.
            state.called.remove(&ticket);
            state.waiting.insert(ticket, waker.clone());
        }
        let called = state.call(limit.most);
        let is_first_called = state.called.keys().next() == Some(&ticket);
        let result = if was_called || is_first_called {
            state.called.remove(&ticket);
            Ok(self.grant(&mut state))
        } else {
            let look_at = state.oldest() + limit.patience * self.looks_in;
            self.looks_in = match has_passed || state.is_first(ticket) {
                true => 1,
                false => (self.looks_in * 2).min(ConcurrencyLimit::LEAST_OFTEN),
            };
            Err(look_at)
        };
        drop(state);
        wake(called);
        result
    }

    /// Gives it the permit.
    fn grant(&self, state: &mut State) -> Permit<'a> {
        let Self { limit, ticket, .. } = *self;
        state.missed = 0;
        let activity = Arc::new(Activity::about_to_begin());
        state.under_way.insert(ticket, Arc::clone(&activity));
        Permit {
            limit,
            ticket,
            activity,
        }
    }

    /// Takes the turn once it has come, if that is by `latest`.
    async fn take_until(mut self, latest: Instant) -> Option<Permit<'a>> {
        loop {
            match poll_fn(|context| Poll::Ready(self.take(context.waker()))).await {
                Ok(permit) => return Some(permit),
                Err(_) if latest <= Instant::now() => return None,
                // Boxed: thousands have a place for this, and few are in it.
                Err(look_at) => Box::pin(self.wait_until(look_at.min(latest))).await,
            }
        }
    }

    /// Waits to be called, no longer than until then.
    async fn wait_until(&self, look_at: Instant) {
        let called = poll_fn(|context| self.poll_called(context));
        let _ = timeout_at(look_at, called).await;
    }

    /// Waits for the turn; or finds that it has been missed.
    fn poll_called(&self, context: &Context<'_>) -> Poll<()> {
        match self.limit.state.lock().waiting.get_mut(&self.ticket) {
            Some(waker) => {
                waker.clone_from(context.waker());
                Poll::Pending
            }
            None => Poll::Ready(()),
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        // With a permit, the ticket is that of the permit.
        let state = self.limit.state.lock();
        let is_queued =
            state.waiting.contains_key(&self.ticket) || state.called.contains_key(&self.ticket);
        drop(state);
        if is_queued {
            self.limit.leave(self.ticket);
        }
    }
}

impl<'a> Place<'a> {
    /// Waits until there is room, no longer than until `latest`. The last permit of this place must
    /// have been given back.
    pub(crate) async fn acquire_until(&self, latest: Instant) -> Option<Permit<'a>> {
        let Self { limit, ticket } = *self;
        let turn = Turn {
            limit,
            ticket,
            looks_in: 1,
        };
        turn.take_until(latest).await
    }
}

impl<'a> Permit<'a> {
    /// Where another permit is to be had once this one is given back.
    pub(crate) fn place(&self) -> Place<'a> {
        Place {
            limit: self.limit,
            ticket: self.ticket,
        }
    }

    /// Runs this under the limit, to its end.
    pub(crate) async fn run<T>(self, mut future: impl Future<Output = T> + Unpin) -> T {
        let waker = Waker::from(Arc::clone(&self.activity));
        poll_fn(|context| {
            if self.activity.is_polled_by(context.waker()) {
                self.limit.resume(self.ticket, &self.activity);
            }
            Pin::new(&mut future).poll(&mut Context::from_waker(&waker))
        })
        .await
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.limit.leave(self.ticket);
    }
}

impl Activity {
    /// Of a future that is to be polled now.
    fn about_to_begin() -> Self {
        Self(Mutex::new(Polling {
            woken: Some(Instant::now()),
            is_passed_by: false,
            waker: None,
        }))
    }

    /// Notes a poll, and by whom. Whether it had been passed by.
    fn is_polled_by(&self, waker: &Waker) -> bool {
        let mut polling = self.0.lock();
        polling.woken = None;
        match &mut polling.waker {
            Some(known) => known.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        std::mem::take(&mut polling.is_passed_by)
    }

    /// Passes it by if it was woken so long ago and not polled since. Whether that is so.
    fn is_passed_by(&self, now: Instant, patience: Duration) -> bool {
        let mut polling = self.0.lock();
        polling.is_passed_by = polling.woken.is_some_and(|woken| woken + patience <= now);
        polling.is_passed_by
    }
}

impl Wake for Activity {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut polling = self.0.lock();
        polling.woken.get_or_insert_with(Instant::now);
        let waker = polling.waker.clone();
        drop(polling);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Without a lock: whom it wakes may come back at once.
fn wake(called: Vec<Waker>) {
    for waker in called {
        waker.wake();
    }
}

#[cfg(test)]
mod tests;
