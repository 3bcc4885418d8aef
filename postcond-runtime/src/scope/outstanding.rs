//! A write of a scope, whatever its operation.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::future::BoxFuture;
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::confirm::call::Call;
use crate::confirm::consistency::Consistency;
use crate::confirm::enforce::Enforcement;
use crate::confirm::write::{Landed, ReturnedCall, Write};
use crate::contract::footprint::{Fact, Footprint};
use crate::contract::value::Value;
use crate::policy::settings::Settings;
use crate::report::error::Cause;
use crate::report::evidence::{Evidence, PollLog};
use crate::report::resent::Resent;
use crate::report::telemetry;

use super::overlap::Overlaps;
use super::reading::{Attempt, Ended, Part, Waiter};
use super::settlement::{SettledWrite, SupersededFact, WriteOutcome};
use crate::report::resent::WriteName;

/// What it takes to read a write back.
pub(super) struct ReadBack {
    consistency: Arc<Consistency>,
    call: Call,
    returned: ReturnedCall,
    output: Arc<Value>,
    /// The polls that it was found with, if nothing had answered it.
    search: Option<Box<PollLog>>,
    resent: Option<Box<Resent>>,
}

/// How long reading a write back may take, from when its deadlines count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    /// The longest deadline of its checks.
    pub(super) longest: Duration,
    /// So much can be spent otherwise, and there is room for a read-back of each check.
    pub(super) before_last: Duration,
}

/// How long a read-back of a change may take that has been visible for a while.
fn room(settings: &Settings) -> Duration {
    let confirmed = settings.confirmations.run(true).span + settings.poll_timeout;
    confirmed.min(settings.deadline / 2)
}

impl ReadBack {
    pub(super) fn new(consistency: &Arc<Consistency>, call: Call, landed: Landed) -> Self {
        Self {
            consistency: Arc::clone(consistency),
            call,
            returned: landed.call,
            output: Arc::from(landed.output),
            search: landed.search,
            resent: landed.resent,
        }
    }

    pub(super) fn output(&self) -> Arc<Value> {
        Arc::clone(&self.output)
    }

    /// Whether the call waits for any check.
    fn is_checked(&self) -> bool {
        !self.enforcements().is_empty()
    }

    fn enforcements(&self) -> Vec<Enforcement<'_>> {
        let mutation = self.returned.mutation;
        self.consistency.enforcements(mutation, &self.call)
    }

    /// None where it is not known which resources it shares with other calls.
    fn footprint(&self) -> Footprint {
        if !self.call.customization.is_none() {
            return Footprint::default();
        }
        let ReturnedCall {
            mutation, input, ..
        } = &self.returned;
        mutation.footprint(&**input, &*self.output)
    }

    fn name(&self) -> WriteName {
        let ReturnedCall {
            mutation, input, ..
        } = &self.returned;
        WriteName {
            operation: mutation.names().name,
            resource: mutation.resource(&**input),
        }
    }

    /// Reads the write back, less what is superseded of it, until every check of its call is met or
    /// one cannot be. What was seen in the search for the write, if there was one, is in the evidence of
    /// the first read-back.
    pub(super) fn read_back(
        self: Arc<Self>,
        since: Instant,
        superseded: Vec<Fact>,
        is_first: bool,
    ) -> BoxFuture<'static, (Result<(), Cause>, Evidence)> {
        Box::pin(async move {
            let rest = self.without(&superseded);
            let whole = self
                .returned
                .as_write(&*self.output, &self.consistency.shared);
            let (input, output) = match &rest {
                Some((input, output)) => (&**input, &**output),
                None => (whole.input, whole.output),
            };
            let write = Write {
                input,
                output,
                waiting_since: since,
                ..whole
            };
            let search = self.search.as_deref().filter(|_| is_first);
            let consistency = &self.consistency;
            let read_back = consistency.read_back(&self.call, &write, search);
            let (result, mut evidence) = read_back.await;
            evidence.resent.clone_from(&self.resent);
            (result, evidence)
        })
    }

    /// The write as if it had never done what is superseded, if anything is.
    fn without(&self, superseded: &[Fact]) -> Option<(Box<Value>, Box<Value>)> {
        if superseded.is_empty() {
            return None;
        }
        let is_superseded = |fact: &Fact| superseded.contains(fact);
        let ReturnedCall {
            mutation, input, ..
        } = &self.returned;
        mutation.without(&**input, &*self.output, &is_superseded)
    }

    /// The write is superseded altogether: nothing is read.
    fn supersede(&self) {
        telemetry::superseded(self.returned.mutation.names());
    }

    /// How long reading it back may take.
    pub(super) fn time(&self) -> Time {
        let enforcements = self.enforcements();
        let settings = || enforcements.iter().map(Enforcement::settings);
        let before_last = settings().map(|it| it.deadline - room(it)).min();
        Time {
            longest: settings().map(|it| it.deadline).max().unwrap_or_default(),
            before_last: before_last.unwrap_or_default(),
        }
    }

    /// That of the write.
    fn request_id(&self) -> Option<&str> {
        self.returned.witness.request_id()
    }
}

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
    read_back: Mutex<Option<Arc<ReadBack>>>,
    attempt: Mutex<Option<Attempt>>,
    settled: OnceLock<Arc<SettledWrite>>,
    /// What became of it for one who had time left when another had not.
    settled_since: OnceLock<Arc<SettledWrite>>,
}

impl ScopedWrite {
    pub(super) fn new(order: Order, read_back: ReadBack) -> Self {
        Self {
            order,
            name: read_back.name(),
            output: read_back.output(),
            returned: read_back.returned.returned,
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

    /// These of its facts, by their index in the footprint.
    pub(super) fn facts(&self, indices: &[usize]) -> Vec<Fact> {
        let facts = self.footprint.facts();
        indices.iter().map(|index| facts[*index].clone()).collect()
    }

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

    fn settled_without_proof(&self) -> Arc<SettledWrite> {
        let why = "it was settled before".to_owned();
        let (outcome, evidence) = (WriteOutcome::Unverified { why }, Evidence::default());
        Arc::new(self.settled_as(Arc::new(Ended { outcome, evidence }), Vec::new(), None))
    }

    /// Keeps what became of the write. What others have found who had less time is no word against it.
    pub(super) fn conclude(
        &self,
        read_back: &Arc<ReadBack>,
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
