//! The read-backs of one write, each shared by all who wait for it.
//!
//! Whoever waits drives the reads, so that none of those who share them need be polled for another to
//! come to an end. Each has a deadline of its own, counted from when it began to wait: a read-back that
//! has run out of time for one that has waited for longer is followed by another.

use std::pin::pin;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Either, Shared, WeakShared, select};
use tokio::time::{Instant, timeout_at};

use super::outstanding::{ReadBack, ScopedWrite};
use super::settlement::{Ended, Fate};

/// `None` if more of the write is superseded since, so that it is another thing that is looked for.
type Reading = BoxFuture<'static, Option<Arc<Ended>>>;

/// Which part of a write is looked for.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// All but these facts, by their index in the footprint.
    pub(super) excluded: Vec<usize>,
    /// How many were superseded when that was decided.
    pub(super) superseded: usize,
}

/// The last read-back of a write.
pub(super) struct Attempt {
    /// From when its deadlines count.
    since: Instant,
    part: Part,
    state: AttemptState,
}

enum AttemptState {
    /// For as long as somebody waits for it.
    UnderWay(WeakShared<Reading>),
    Ended(Arc<Ended>),
}

enum Joined {
    UnderWay(Instant, Shared<Reading>),
    Ended(Arc<Ended>),
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

impl ScopedWrite {
    /// Reads a part of the write back, together with all who wait for the same. `None` if more of it
    /// is superseded since.
    pub(super) async fn read(
        self: &Arc<Self>,
        read_back: &Arc<dyn ReadBack>,
        part: &Part,
        since: Instant,
    ) -> Option<Arc<Ended>> {
        loop {
            let (began, reading) = match self.join(read_back, part, since) {
                Joined::Ended(ended) => return Some(ended),
                Joined::UnderWay(began, reading) => (began, reading),
            };
            let ended = if began > since {
                // Begun for one that has come later, it ends later.
                let latest = since + read_back.time().longest;
                match Box::pin(timeout_at(latest, reading)).await {
                    Ok(ended) => ended,
                    Err(_elapsed) => continue,
                }
            } else {
                reading.await
            };
            match ended {
                Some(ended) if ended.has_run_out() && began < since => {}
                ended => return ended,
            }
        }
    }

    /// Joins a read-back, or begins one.
    fn join(
        self: &Arc<Self>,
        read_back: &Arc<dyn ReadBack>,
        part: &Part,
        since: Instant,
    ) -> Joined {
        let mut attempt = self.attempt().lock();
        let same = attempt.as_ref().filter(|it| it.part == *part);
        let latest = || since + read_back.time().longest;
        if let Some(joined) = same.and_then(|it| it.join(since, latest)) {
            return joined;
        }
        // Settled since it was last looked whether it is; then no read-back is kept.
        if let Some(known) = self.newest().filter(|known| !known.ended.has_run_out()) {
            return Joined::Ended(Arc::clone(&known.ended));
        }
        let begun = Arc::clone(self).begin(Arc::clone(read_back), part.clone(), since);
        let reading = begun.boxed().shared();
        if let Some(weak) = reading.downgrade() {
            *attempt = Some(Attempt {
                since,
                part: part.clone(),
                state: AttemptState::UnderWay(weak),
            });
        }
        Joined::UnderWay(since, reading)
    }

    /// Reads the write back, until that has come to an end or more is superseded.
    async fn begin(
        self: Arc<Self>,
        read_back: Arc<dyn ReadBack>,
        part: Part,
        since: Instant,
    ) -> Option<Arc<Ended>> {
        let more = pin!(self.superseded_more(part.superseded));
        let reading = read_back.read_back(since, self.facts(&part.excluded));
        let (result, evidence) = match select(reading, more).await {
            Either::Left((ended, _)) => ended,
            Either::Right(_) => return None,
        };
        let fate = Fate::of(result, &evidence);
        let ended = Arc::new(Ended { fate, evidence });
        *self.attempt().lock() = Some(Attempt {
            since,
            part,
            state: AttemptState::Ended(Arc::clone(&ended)),
        });
        Some(ended)
    }
}
