//! A write of a scope, whatever its operation.

use std::any::Any;
use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::Arc;

use futures_util::future::{BoxFuture, Either, select};
use parking_lot::Mutex;
use tokio::sync::{Notify, OnceCell};
use tokio::time::Instant;

use crate::consistency::Landed;
use crate::destination::Destination;
use crate::evidence::PollLog;
use crate::write::Write;
use crate::{
    CallOptions, Cause, Consistency, Evidence, Fact, Footprint, Mutation, ReaderOf, Resent,
    Witness, telemetry,
};

use super::settlement::{Fate, SettledWrite, SupersededFact, WriteName};

/// What it takes to read a write of `O` back.
pub(super) struct ReadBackOf<O: Mutation> {
    consistency: Arc<Consistency>,
    reader: ReaderOf<O>,
    call: CallOptions<O>,
    input: O::Input,
    output: Arc<O::Output>,
    witness: Witness,
    destination: Destination,
    returned: Instant,
    /// The polls that it was found with, if nothing had answered it.
    search: Option<Box<PollLog>>,
    resent: Option<Box<Resent>>,
}

impl<O: Mutation> ReadBackOf<O> {
    pub(super) fn new(
        consistency: &Arc<Consistency>,
        reader: ReaderOf<O>,
        call: CallOptions<O>,
        landed: Landed<O>,
    ) -> Self {
        Self {
            consistency: Arc::clone(consistency),
            reader,
            call,
            input: landed.input,
            output: Arc::new(landed.output),
            witness: landed.witness,
            destination: landed.destination,
            returned: landed.returned,
            search: landed.search,
            resent: landed.resent,
        }
    }

    pub(super) fn output(&self) -> Arc<O::Output> {
        Arc::clone(&self.output)
    }

    /// None where nobody knows which resources it shares with other calls.
    fn footprint(&self) -> Footprint {
        if !self.call.customization().is_none() {
            return Footprint::default();
        }
        O::footprint(&self.input, &self.output)
    }

    fn name(&self) -> WriteName {
        WriteName {
            operation: O::NAME,
            resource: O::resource(&self.input),
        }
    }
}

/// [`ReadBackOf`] any operation.
pub(super) trait ReadBack: Send + Sync {
    /// Reads the write back, less what is superseded of it, until every check of its call is met or
    /// one cannot be.
    fn read_back(
        self: Arc<Self>,
        since: Instant,
        superseded: Vec<Fact>,
    ) -> BoxFuture<'static, (Result<(), Cause>, Evidence)>;

    /// The write is superseded altogether: nothing is read.
    fn supersede(&self);

    /// That of the write.
    fn request_id(&self) -> Option<&str>;
}

impl<O: Mutation> ReadBack for ReadBackOf<O> {
    fn read_back(
        self: Arc<Self>,
        since: Instant,
        superseded: Vec<Fact>,
    ) -> BoxFuture<'static, (Result<(), Cause>, Evidence)> {
        Box::pin(async move {
            let rest = if superseded.is_empty() {
                None
            } else {
                let is_superseded = |fact: &Fact| superseded.contains(fact);
                // In a box: few writes have it, and it is as large as an input.
                O::without(&self.input, &self.output, &is_superseded).map(Box::new)
            };
            let whole = (&self.input, &*self.output);
            let (input, output) = rest
                .as_deref()
                .map_or(whole, |(input, output)| (input, output));
            let resource = O::resource(&self.input);
            let write = Write {
                reader: &self.reader,
                input,
                output,
                witness: &self.witness,
                destination: &self.destination,
                resource: resource.as_deref(),
                returned: self.returned,
                waiting_since: since,
                shared: &self.consistency.shared,
            };
            let search = self.search.as_deref();
            let read_back = self.consistency.read_back(&self.call, &write, search);
            let (result, mut evidence) = read_back.await;
            evidence.resent.clone_from(&self.resent);
            (result, evidence)
        })
    }

    fn supersede(&self) {
        telemetry::superseded::<O>();
    }

    fn request_id(&self) -> Option<&str> {
        self.witness.request_id()
    }
}

/// When a write was sent and when it returned, in the order of events in its scope: the clock may
/// stand still between two of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    pub(super) sent: u64,
    pub(super) returned: u64,
}

/// Which facts a later write has taken back, by their index in the footprint: the last that did, by
/// its place.
type Superseded = BTreeMap<usize, (u64, WriteName)>;

/// A write of a scope.
pub(super) struct ScopedWrite {
    order: Order,
    name: WriteName,
    output: Arc<dyn Any + Send + Sync>,
    returned: Instant,
    client: Arc<Consistency>,
    footprint: Footprint,
    superseded: Mutex<Superseded>,
    superseded_more: Notify,
    /// Gone once the write is settled: handles may be kept for long.
    read_back: Mutex<Option<Arc<dyn ReadBack>>>,
    settled: OnceCell<Arc<SettledWrite>>,
}

impl ScopedWrite {
    pub(super) fn new<O: Mutation>(order: Order, read_back: ReadBackOf<O>) -> Self {
        Self {
            order,
            name: read_back.name(),
            output: read_back.output(),
            returned: read_back.returned,
            client: Arc::clone(&read_back.consistency),
            footprint: read_back.footprint().shrunk(),
            superseded: Mutex::default(),
            superseded_more: Notify::new(),
            read_back: Mutex::new(Some(Arc::new(read_back))),
            settled: OnceCell::new(),
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

    pub(super) fn settled(&self) -> Option<&SettledWrite> {
        self.settled.get().map(|settled| &**settled)
    }

    /// Notes what `later` has taken back of this write. Whether that was the last of it.
    pub(super) fn supersede(&self, later: &Self) -> bool {
        let is_later = self.order.returned < later.order.sent;
        if !is_later || !Arc::ptr_eq(&self.client, &later.client) {
            return false;
        }
        let mut superseded = self.superseded.lock();
        let known = superseded.len();
        for (index, fact) in self.footprint.facts().iter().enumerate() {
            let mut facts = later.footprint.facts().iter();
            if facts.any(|later| fact.is_superseded_by(later)) {
                superseded.insert(index, (later.place(), later.name.clone()));
            }
        }
        if superseded.len() > known {
            self.superseded_more.notify_waiters();
        }
        self.is_whole(&superseded)
    }

    /// Waits until it is known what became of the write. If several wait, one of them reads; if that
    /// one is dropped, another begins anew.
    pub(super) async fn settle(&self, since: Instant) -> Arc<SettledWrite> {
        let settled = self.settled.get_or_init(|| self.decide(since)).await;
        Arc::clone(settled)
    }

    async fn decide(&self, since: Instant) -> Arc<SettledWrite> {
        let Some(read_back) = self.read_back.lock().clone() else {
            // It goes when the write is decided, and nobody decides twice; if one did, it would be
            // without a proof.
            let why = "it was settled before".to_owned();
            return self.concluded(Fate::Unverified { why }, Evidence::default(), None);
        };
        let (fate, evidence) = self.read_back(&read_back, since).await;
        self.read_back.lock().take();
        let request_id = read_back.request_id().map(str::to_owned);
        self.concluded(fate, evidence, request_id)
    }

    /// Begins anew whenever more is superseded: what is looked for has changed.
    async fn read_back(&self, read_back: &Arc<dyn ReadBack>, since: Instant) -> (Fate, Evidence) {
        loop {
            let more = pin!(self.superseded_more.notified());
            if let Some(by) = self.superseded_altogether() {
                read_back.supersede();
                return (Fate::Superseded { by }, Evidence::default());
            }
            let superseded = self.superseded().into_iter().map(|it| it.fact);
            let reading = Arc::clone(read_back).read_back(since, superseded.collect());
            if let Either::Left(((result, evidence), _)) = select(reading, more).await {
                return (Fate::of(result, &evidence), evidence);
            }
        }
    }

    fn concluded(
        &self,
        fate: Fate,
        evidence: Evidence,
        request_id: Option<String>,
    ) -> Arc<SettledWrite> {
        Arc::new(SettledWrite {
            name: self.name.clone(),
            request_id,
            output: Arc::clone(&self.output),
            superseded: self.superseded(),
            fate,
            evidence,
        })
    }

    /// The last of the writes that have taken all facts back between them.
    fn superseded_altogether(&self) -> Option<WriteName> {
        let superseded = self.superseded.lock();
        if !self.is_whole(&superseded) {
            return None;
        }
        let (_, by) = superseded.values().max_by_key(|(place, _)| *place)?;
        Some(by.clone())
    }

    /// Whether this is all that the write has done, as far as is known.
    fn is_whole(&self, superseded: &Superseded) -> bool {
        superseded.len() == self.footprint.facts().len()
    }

    fn superseded(&self) -> Vec<SupersededFact> {
        let superseded = self.superseded.lock();
        let facts = superseded.iter().map(|(index, (_, by))| SupersededFact {
            fact: self.footprint.facts()[*index].clone(),
            by: by.clone(),
        });
        facts.collect()
    }
}
