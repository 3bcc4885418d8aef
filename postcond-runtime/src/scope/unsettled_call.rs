//! What it takes to read a write of a scope back, whatever its operation.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::time::Instant;

use crate::confirm::call::Call;
use crate::confirm::consistency::Consistency;
use crate::confirm::enforce::Enforcement;
use crate::confirm::write::{Landed, ReturnedCall, Write};
use crate::contract::footprint::{Fact, Footprint};
use crate::contract::value::Value;
use crate::policy::settings::Settings;
#[cfg(feature = "receipts")]
use crate::receipt::statement::Receipt;
use crate::report::error::Cause;
use crate::report::evidence::{Evidence, PollLog};
use crate::report::resent::{Resent, WriteName};
use crate::report::telemetry;

/// A call of a scope that has landed and is not settled: what it takes to read its write back.
pub(super) struct UnsettledCall {
    pub(super) consistency: Arc<Consistency>,
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

impl UnsettledCall {
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
    pub(super) fn is_checked(&self) -> bool {
        !self.enforcements().is_empty()
    }

    fn enforcements(&self) -> Vec<Enforcement<'_>> {
        let mutation = self.returned.mutation;
        self.consistency.enforcements(mutation, &self.call)
    }

    /// None where it is not known which resources it shares with other calls.
    pub(super) fn footprint(&self) -> Footprint {
        if !self.call.customization.is_none() {
            return Footprint::default();
        }
        let ReturnedCall {
            mutation, input, ..
        } = &self.returned;
        mutation.footprint(&**input, &*self.output)
    }

    pub(super) fn name(&self) -> WriteName {
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
            #[cfg(feature = "receipts")]
            {
                evidence.receipt = self.receipt(&superseded);
            }
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

    /// What it takes to confirm it elsewhere, less what is superseded of it.
    #[cfg(feature = "receipts")]
    pub(super) fn receipt(&self, superseded: &[Fact]) -> Option<Receipt> {
        let enforcements = self.enforcements();
        let (input, output) = (&*self.returned.input, &*self.output);
        match self.without(superseded) {
            Some((input, output)) => self.returned.receipt(&enforcements, &*input, &*output),
            None => self.returned.receipt(&enforcements, input, output),
        }
    }

    /// The write is superseded altogether: nothing is read.
    pub(super) fn supersede(&self) {
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
    pub(super) fn request_id(&self) -> Option<&str> {
        self.returned.witness.request_id()
    }

    /// When its call returned.
    pub(super) fn returned(&self) -> Instant {
        self.returned.returned
    }
}
