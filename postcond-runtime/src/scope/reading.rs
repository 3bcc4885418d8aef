//! The read-backs of one write, each shared by all who wait for it.
//!
//! Every task that waits drives the reads, so that none of those who share them need be polled for another to
//! come to an end. Each has a deadline of its own, counted from when it began to wait: a read-back that
//! has run out of time for one that has waited for longer is followed by another.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::FutureExt;
use futures_util::future::Shared;
use tokio::time::{Instant, timeout_at};

use super::outcome::{Ended, WriteOutcome};
use super::scoped_write::{Attempt, AttemptState, Part, Reading, ScopedWrite};
use super::unsettled_call::UnsettledCall;

enum Joined {
    UnderWay(Instant, Shared<Reading>),
    Ended(Arc<Ended>),
}

impl Future for Reading {
    type Output = Option<Arc<Ended>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let overlaps = self.write.overlaps();
        overlaps.more().register(context.waker());
        if overlaps.len() > self.part.superseded {
            return Poll::Ready(None);
        }
        self.reading.poll_unpin(context).map(|(result, evidence)| {
            let outcome = WriteOutcome::of(result, &evidence);
            let evidence = match &self.earlier {
                Some(earlier) => evidence.continuing(&earlier.evidence),
                None => evidence,
            };
            let ended = Arc::new(Ended { outcome, evidence });
            // Before anybody hears of it: who comes then must not begin another.
            self.write.note(&self.part, self.since, &ended);
            Some(ended)
        })
    }
}

impl Attempt {
    /// Whether the read-back has seen this fact.
    pub(super) fn has_seen(&self, fact: usize) -> bool {
        match &self.state {
            AttemptState::UnderWay(_) => false,
            AttemptState::Ended(ended) => {
                ended.is_confirmed() && !self.part.excluded.contains(&fact)
            }
        }
    }

    /// Whether it has come to an end that is one for those, too, who wait since then.
    pub(super) fn has_ended_for(&self, since: Instant) -> bool {
        match &self.state {
            AttemptState::UnderWay(_) => false,
            AttemptState::Ended(ended) => !(ended.has_run_out() && self.since < since),
        }
    }

    /// How it has ended, if it has run out of time.
    fn run_out(&self) -> Option<Arc<Ended>> {
        match &self.state {
            AttemptState::Ended(ended) if ended.has_run_out() => Some(Arc::clone(ended)),
            AttemptState::Ended(_) | AttemptState::UnderWay(_) => None,
        }
    }

    /// What there is to wait for, for one that waits since then and no longer than until `latest`.
    fn join(&self, since: Instant, latest: impl FnOnce() -> Instant) -> Option<Joined> {
        match &self.state {
            AttemptState::Ended(ended) if self.has_ended_for(since) => {
                Some(Joined::Ended(Arc::clone(ended)))
            }
            AttemptState::UnderWay(reading) if self.since <= since || latest() > Instant::now() => {
                Some(Joined::UnderWay(self.since, reading.upgrade()?))
            }
            _ => None,
        }
    }
}

/// One who waits for a write.
pub(super) struct Waiter<'a> {
    pub(super) write: &'a Arc<ScopedWrite>,
    pub(super) read_back: Arc<UnsettledCall>,
    /// From when its deadline counts.
    pub(super) since: Instant,
}

impl Waiter<'_> {
    /// Reads a part of the write back, together with all who wait for the same. `None` if more of it
    /// is superseded since.
    pub(super) async fn read(&self, part: &Part) -> Option<Arc<Ended>> {
        let mut seen = None;
        loop {
            let (began, reading) = match self.join(part) {
                Joined::Ended(ended) => return Some(ended),
                Joined::UnderWay(began, reading) => (began, reading),
            };
            let ended = if began > self.since {
                // Begun for one that has come later, it ends later.
                match Box::pin(timeout_at(self.latest(), reading)).await {
                    Ok(ended) => ended?,
                    // Its time is up, and it has seen what those have that it has shared.
                    Err(_elapsed) if seen.is_some() => return seen,
                    Err(_elapsed) => continue,
                }
            } else {
                reading.await?
            };
            if !(ended.has_run_out() && began < self.since) {
                return Some(ended);
            }
            seen = Some(ended);
        }
    }

    /// When none of its checks goes on any more.
    fn latest(&self) -> Instant {
        self.since + self.read_back.time().longest
    }

    /// Joins a read-back, or begins one.
    fn join(&self, part: &Part) -> Joined {
        let mut attempt = self.write.attempt().lock();
        let same = attempt.as_ref().filter(|it| it.part == *part);
        if let Some(joined) = same.and_then(|it| it.join(self.since, || self.latest())) {
            return joined;
        }
        // Settled since it was last looked whether it is; then no read-back is kept.
        if let Some(known) = self.write.newest().filter(|it| !it.ended.has_run_out()) {
            return Joined::Ended(Arc::clone(&known.ended));
        }
        let superseded = self.write.facts(&part.excluded);
        let earlier = attempt.as_ref().and_then(Attempt::run_out);
        let read_back = Arc::clone(&self.read_back);
        let reading = Reading {
            write: Arc::clone(self.write),
            part: part.clone(),
            since: self.since,
            reading: read_back.read_back(self.since, superseded, earlier.is_none()),
            earlier,
        };
        let reading = reading.shared();
        if let Some(weak) = reading.downgrade() {
            *attempt = Some(Attempt {
                since: self.since,
                part: part.clone(),
                state: AttemptState::UnderWay(weak),
            });
        }
        Joined::UnderWay(self.since, reading)
    }
}

impl ScopedWrite {
    /// Takes down how the read-back of this part has ended that began to count then.
    fn note(&self, part: &Part, began: Instant, ended: &Arc<Ended>) {
        let mut attempt = self.attempt().lock();
        let attempt = attempt.as_mut();
        if let Some(attempt) = attempt.filter(|it| it.part == *part && it.since == began) {
            attempt.state = AttemptState::Ended(Arc::clone(ended));
        }
    }
}
