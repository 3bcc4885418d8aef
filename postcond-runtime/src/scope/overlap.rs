//! What later writes of a scope have overwritten of a write, and whether those stand in for it: only
//! where a read-back has seen them.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures_util::future::join_all;
use tokio::time::{Instant, timeout_at};

use crate::report::resent::WriteName;

use super::outcome::{Ended, SettledWrite, SupersededFact};
use super::reading::Waiter;
use super::scoped_write::{Later, Part, ScopedWrite};

/// Which of some facts of a write are superseded.
pub(super) struct StoodIn {
    /// By confirmed writes; with the index of each fact.
    known: Vec<(usize, SupersededFact)>,
    /// The later writes that nothing is known of yet.
    open: Vec<Arc<ScopedWrite>>,
}

/// Whether a later write stands in for a fact.
enum Standing {
    Confirmed(SupersededFact),
    Open(Arc<ScopedWrite>),
    Unconfirmed,
}

impl StoodIn {
    pub(super) fn indices(&self) -> Vec<usize> {
        self.known.iter().map(|(index, _)| *index).collect()
    }

    pub(super) fn facts(self) -> Vec<SupersededFact> {
        self.known.into_iter().map(|(_, fact)| fact).collect()
    }
}

impl Waiter<'_> {
    /// Reads back what no later write has overwritten, if there is anything left. With the indices of
    /// the other facts.
    pub(super) async fn read_the_rest(&self) -> (Option<Arc<Ended>>, Vec<usize>) {
        loop {
            let part = self.write.untouched();
            if self.write.is_wholly(part.superseded) {
                return (None, part.excluded);
            }
            if let Some(ended) = self.read(&part).await {
                return (Some(ended), part.excluded);
            }
        }
    }

    /// Settles a write of which later ones have overwritten these facts, and the rest is `seen`: reads
    /// back what none stands in for that is confirmed itself.
    pub(super) async fn read_unless_superseded(
        &self,
        seen: Option<Arc<Ended>>,
        left: &[usize],
    ) -> Arc<SettledWrite> {
        let latest = self.since + self.read_back.time().before_last;
        let (ended, superseded) = loop {
            let stood_in = self.write.wait_for_later(left, self.since, latest).await;
            let part = Part {
                excluded: stood_in.indices(),
                superseded: self.write.overlaps().len(),
            };
            if part.excluded.len() == left.len() {
                let superseded = stood_in.facts();
                let ended = seen.unwrap_or_else(|| Arc::new(Ended::superseded(&superseded)));
                break (ended, superseded);
            }
            if let Some(ended) = self.read(&part).await {
                break (ended, stood_in.facts());
            }
        };
        self.write.conclude(&self.read_back, ended, superseded)
    }
}

impl ScopedWrite {
    /// Waits until it is known what became of the write. Those who wait share what they read, and
    /// each of them drives it.
    pub(super) async fn settle(self: &Arc<Self>, since: Instant) -> Arc<SettledWrite> {
        // In this order: it goes once the write is settled.
        let read_back = self.read_back.lock().clone();
        let read_back = match (self.newest(), read_back) {
            (Some(settled), _) => return Arc::clone(settled),
            (None, Some(read_back)) => read_back,
            // It goes when the write is settled, and not before; if it did, there would be no proof.
            (None, None) => return self.settled_without_proof(),
        };
        let waiter = Waiter {
            write: self,
            read_back,
            since,
        };
        let (seen, left) = waiter.read_the_rest().await;
        match seen {
            Some(ended) if !ended.is_confirmed() || left.is_empty() => {
                let superseded = self.stood_in_for(&left, since).facts();
                self.conclude(&waiter.read_back, ended, superseded)
            }
            // Boxed: few writes have it.
            seen => Box::pin(waiter.read_unless_superseded(seen, &left)).await,
        }
    }

    /// Reads back what no later write has overwritten, for an earlier one that waits since then.
    pub(super) async fn read_for_earlier(self: Arc<Self>, since: Instant) {
        let Some(read_back) = self.read_back.lock().clone() else {
            return;
        };
        let (write, part) = (&self, self.untouched());
        let waiter = Waiter {
            write,
            read_back,
            since,
        };
        if !self.is_wholly(part.superseded) {
            // What comes of it is taken down.
            let _ = waiter.read(&part).await;
        }
    }

    /// Notes what `later` has overwritten of this write. Whether that was the last of it.
    pub(super) fn supersede(&self, later: &Arc<Self>) -> bool {
        if !self.is_before(later) {
            return false;
        }
        let mut known = self.overlaps().later.lock();
        let before = known.len();
        for (index, fact) in self.footprint().facts().iter().enumerate() {
            let mut facts = later.footprint().facts().iter();
            if let Some(by) = facts.position(|later| fact.is_superseded_by(later)) {
                let write = Arc::clone(later);
                known.insert(index, Later { write, fact: by });
                later.overlaps().is_later.store(true, Ordering::Relaxed);
            }
        }
        if known.len() > before {
            self.overlaps().more().wake();
        }
        self.is_wholly(known.len())
    }

    /// Whether it is settled, was to stand in for earlier writes, and cannot.
    pub(super) fn fails_others(&self) -> bool {
        let is_seen = self.settled().is_none_or(SettledWrite::is_seen);
        !is_seen && self.overlaps().is_later.load(Ordering::Relaxed)
    }

    /// Waits until it is known which of these facts are superseded by confirmed writes, and reads those
    /// back for it; no longer than until `latest`.
    pub(super) async fn wait_for_later(
        &self,
        facts: &[usize],
        since: Instant,
        latest: Instant,
    ) -> StoodIn {
        loop {
            let mut stood_in = self.stood_in_for(facts, since);
            if stood_in.open.is_empty() || Instant::now() >= latest {
                return stood_in;
            }
            let later = stood_in.open.drain(..);
            let reading = join_all(later.map(|it| it.read_for_earlier(since)));
            // What has not ended by then is looked at once more.
            let _ = Box::pin(timeout_at(latest, reading)).await;
        }
    }

    /// Which of these facts are superseded by confirmed writes, as far as is known for one that waits
    /// since then.
    pub(super) fn stood_in_for(&self, facts: &[usize], since: Instant) -> StoodIn {
        let (mut known, mut open) = (Vec::new(), Vec::<Arc<Self>>::new());
        for index in facts {
            match self.standing(*index, since) {
                Standing::Confirmed(fact) => known.push((*index, fact)),
                Standing::Open(later) if !open.iter().any(|it| Arc::ptr_eq(it, &later)) => {
                    open.push(later);
                }
                Standing::Open(_) | Standing::Unconfirmed => {}
            }
        }
        StoodIn { known, open }
    }

    /// Whether a later write stands in for this fact: that which has overwritten it, or one that has
    /// overwritten what that has made of it, and so on.
    fn standing(&self, index: usize, since: Instant) -> Standing {
        let Some(mut later) = self.overlaps().get(index) else {
            return Standing::Unconfirmed;
        };
        let mut passed = Vec::new();
        loop {
            if let Some((by, place)) = later.write.has_seen(later.fact) {
                let fact = self.footprint().facts()[index].clone();
                let fact = SupersededFact { fact, by, place };
                self.shorten(index, &passed, &later);
                return Standing::Confirmed(fact);
            }
            let Some(next) = later.write.overlaps().get(later.fact) else {
                break;
            };
            passed.push(std::mem::replace(&mut later, next));
        }
        self.shorten(index, &passed, &later);
        let is_known = later.write.settled().is_some() || later.write.has_ended_for(since);
        match is_known {
            true => Standing::Unconfirmed,
            false => Standing::Open(later.write),
        }
    }

    /// Has all on the way to `last` know it, so that no search goes that way again.
    fn shorten(&self, index: usize, passed: &[Later], last: &Later) {
        if passed.is_empty() {
            return;
        }
        self.overlaps().later.lock().insert(index, last.clone());
        // The last of them knows it already.
        for step in &passed[..passed.len() - 1] {
            let mut known = step.write.overlaps().later.lock();
            known.insert(step.fact, last.clone());
        }
    }

    /// By which write it is known that this fact has come true, or was overwritten: this one, or a later
    /// one that stands in for it; and by its place.
    fn has_seen(&self, fact: usize) -> Option<(WriteName, u64)> {
        let own = || (self.name().clone(), self.place());
        if let Some(settled) = self.settled() {
            let fact = &self.footprint().facts()[fact];
            let by = settled.superseded().iter().find(|it| it.fact == *fact);
            return match by {
                Some(by) => Some((by.by.clone(), by.place)),
                None => settled.is_seen().then(own),
            };
        }
        let attempt = self.attempt().lock();
        let has_seen = attempt.as_ref().is_some_and(|it| it.has_seen(fact));
        has_seen.then(own)
    }

    fn has_ended_for(&self, since: Instant) -> bool {
        let attempt = self.attempt().lock();
        attempt.as_ref().is_some_and(|it| it.has_ended_for(since))
    }
}
