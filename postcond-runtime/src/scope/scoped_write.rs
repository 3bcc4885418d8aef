//! A write of a scope: what is known of it, of its read-backs, and of the later writes that have overwritten it.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use futures_util::future::{BoxFuture, WeakShared};
use futures_util::task::AtomicWaker;
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::confirm::consistency::Consistency;
use crate::contract::footprint::{Fact, Footprint};
use crate::contract::value::Value;
#[cfg(feature = "receipts")]
use crate::receipt::statement::Receipt;
use crate::report::error::Cause;
use crate::report::evidence::Evidence;
use crate::report::resent::WriteName;

use super::outcome::{Ended, SettledWrite, SupersededFact, WriteOutcome};
use super::unsettled_call::UnsettledCall;

/// When a write was sent and when it returned, in the order of events in its scope: the clock may
/// stand still between two of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    pub(super) sent: u64,
    pub(super) returned: u64,
}

/// A write of a scope.
pub(super) struct ScopedWrite {
    order: Order,
    name: WriteName,
    output: Arc<Value>,
    returned: Instant,
    client: Arc<Consistency>,
    footprint: Footprint,
    is_checked: bool,
    /// What later writes have overwritten of it.
    overlaps: Overlaps,
    /// Gone once the write is settled: handles may be kept for long.
    pub(super) read_back: Mutex<Option<Arc<UnsettledCall>>>,
    attempt: Mutex<Option<Attempt>>,
    settled: OnceLock<Arc<SettledWrite>>,
    /// What became of it for one who had time left when another had not.
    settled_since: OnceLock<Arc<SettledWrite>>,
}

impl ScopedWrite {
    pub(super) fn new(order: Order, read_back: UnsettledCall) -> Self {
        Self {
            order,
            name: read_back.name(),
            output: read_back.output(),
            returned: read_back.returned(),
            client: Arc::clone(&read_back.consistency),
            footprint: read_back.footprint().shrunk(),
            is_checked: read_back.is_checked(),
            overlaps: Overlaps::default(),
            read_back: Mutex::new(Some(Arc::new(read_back))),
            attempt: Mutex::default(),
            settled: OnceLock::new(),
            settled_since: OnceLock::new(),
        }
    }

    /// Its place among the writes of its scope: in the order in which they returned.
    pub(super) fn place(&self) -> u64 {
        self.order.returned
    }

    pub(super) fn name(&self) -> &WriteName {
        &self.name
    }

    /// When the call returned.
    pub(super) fn returned(&self) -> Instant {
        self.returned
    }

    pub(super) fn footprint(&self) -> &Footprint {
        &self.footprint
    }

    /// Whether the call waits for any check: if not, nothing is known of the write for sure.
    pub(super) fn is_checked(&self) -> bool {
        self.is_checked
    }

    pub(super) fn overlaps(&self) -> &Overlaps {
        &self.overlaps
    }

    pub(super) fn attempt(&self) -> &Mutex<Option<Attempt>> {
        &self.attempt
    }

    pub(super) fn settled(&self) -> Option<&SettledWrite> {
        self.newest().map(|settled| &**settled)
    }

    pub(super) fn newest(&self) -> Option<&Arc<SettledWrite>> {
        self.settled_since.get().or(self.settled.get())
    }

    /// Whether `later`, of the same client, was sent after this one had returned.
    pub(super) fn is_before(&self, later: &Self) -> bool {
        self.order.returned < later.order.sent && Arc::ptr_eq(&self.client, &later.client)
    }

    /// What it takes to confirm it elsewhere, less what later writes have overwritten of it. `None` if
    /// that is all of it.
    #[cfg(feature = "receipts")]
    pub(super) fn receipt(&self) -> Option<Receipt> {
        let read_back = self.read_back.lock().clone();
        let Some(read_back) = read_back else {
            return self.settled()?.evidence().receipt().cloned();
        };
        let superseded = self.overlaps.indices();
        match self.is_wholly(superseded.len()) {
            true => None,
            false => read_back.receipt(&self.facts(&superseded)),
        }
    }

    /// These of its facts, by their index in the footprint.
    pub(super) fn facts(&self, indices: &[usize]) -> Vec<Fact> {
        let facts = self.footprint.facts();
        indices.iter().map(|index| facts[*index].clone()).collect()
    }

    /// The part that no later write has overwritten.
    pub(super) fn untouched(&self) -> Part {
        let excluded = self.overlaps.indices();
        Part {
            superseded: excluded.len(),
            excluded,
        }
    }

    /// Whether so many facts are all that the write has established, as far as is known.
    pub(super) fn is_wholly(&self, facts: usize) -> bool {
        facts > 0 && facts == self.footprint.facts().len()
    }

    pub(super) fn settled_without_proof(&self) -> Arc<SettledWrite> {
        let why = "it was settled before".to_owned();
        let (outcome, evidence) = (WriteOutcome::Unverified { why }, Evidence::default());
        Arc::new(self.settled_as(Arc::new(Ended { outcome, evidence }), Vec::new(), None))
    }

    /// Keeps what became of the write. What others have found who had less time is no word against it.
    pub(super) fn conclude(
        &self,
        read_back: &Arc<UnsettledCall>,
        ended: Arc<Ended>,
        superseded: Vec<SupersededFact>,
    ) -> Arc<SettledWrite> {
        // Others may have time left, and go on from what has run out.
        let goes_on = ended.has_run_out();
        let request_id = read_back.request_id().map(str::to_owned);
        let settled = Arc::new(self.settled_as(ended, superseded, request_id));
        let Err(settled) = self.settled.set(Arc::clone(&settled)) else {
            if matches!(settled.outcome(), WriteOutcome::Superseded { .. }) {
                read_back.supersede();
            }
            self.read_back.lock().take();
            self.attempt.lock().take_if(|_| !goes_on);
            if settled.is_seen() {
                self.overlaps.clear();
            }
            return settled;
        };
        match self.newest() {
            Some(known) if !known.ended.has_run_out() => Arc::clone(known),
            _ if settled.is_seen() => Arc::clone(self.settled_since.get_or_init(|| settled)),
            _ => settled,
        }
    }

    fn settled_as(
        &self,
        ended: Arc<Ended>,
        superseded: Vec<SupersededFact>,
        request_id: Option<String>,
    ) -> SettledWrite {
        SettledWrite {
            name: self.name.clone(),
            request_id,
            output: Arc::clone(&self.output),
            superseded,
            ended,
        }
    }
}

/// What later writes have overwritten of one write.
#[derive(Default)]
pub(super) struct Overlaps {
    /// By the index of the fact in the write's footprint: the last that has overwritten it.
    pub(super) later: Mutex<BTreeMap<usize, Later>>,
    /// Of the read-back that is to know when there are more.
    more: AtomicWaker,
    /// Whether the write itself has overwritten what an earlier one has done.
    pub(super) is_later: AtomicBool,
}

/// A fact of a later write.
#[derive(Clone)]
pub(super) struct Later {
    pub(super) write: Arc<ScopedWrite>,
    pub(super) fact: usize,
}

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
    pub(super) since: Instant,
    pub(super) part: Part,
    pub(super) state: AttemptState,
}

pub(super) enum AttemptState {
    /// For as long as somebody waits for it.
    UnderWay(WeakShared<Reading>),
    Ended(Arc<Ended>),
}

/// Reads a part of a write back: `None` if more of it is superseded since, so that it is another thing
/// that is looked for. By hand, since each outstanding write has one.
pub(super) struct Reading {
    pub(super) write: Arc<ScopedWrite>,
    pub(super) part: Part,
    /// From when its deadlines count.
    pub(super) since: Instant,
    /// The read-back before it, if that has run out of time.
    pub(super) earlier: Option<Arc<Ended>>,
    pub(super) reading: BoxFuture<'static, (Result<(), Cause>, Evidence)>,
}

impl Overlaps {
    /// How many facts later writes have overwritten.
    pub(super) fn len(&self) -> usize {
        self.later.lock().len()
    }

    /// Which facts those are.
    pub(super) fn indices(&self) -> Vec<usize> {
        self.later.lock().keys().copied().collect()
    }

    /// To be woken when there are more.
    pub(super) fn more(&self) -> &AtomicWaker {
        &self.more
    }

    /// Once the write is seen, nothing depends on later ones.
    pub(super) fn clear(&self) {
        let later = std::mem::take(&mut *self.later.lock());
        drop(later);
    }

    pub(super) fn get(&self, fact: usize) -> Option<Later> {
        self.later.lock().get(&fact).cloned()
    }
}

/// One after the other: a chain of thousands may hang on the first.
impl Drop for Overlaps {
    fn drop(&mut self) {
        let mut left: Vec<_> = std::mem::take(self.later.get_mut()).into_values().collect();
        while let Some(later) = left.pop() {
            if let Some(write) = Arc::into_inner(later.write) {
                let later = std::mem::take(&mut *write.overlaps().later.lock());
                left.extend(later.into_values());
            }
        }
    }
}
