//! A write that is to be read back.

use std::sync::Arc;

use tokio::time::Instant;

use crate::confirm::answered_reads::AnsweredReads;
use crate::confirm::recent_writes::RecentWrites;
use crate::contract::erased::{AnyMutation, OperationNames};
use crate::contract::value::Value;
use crate::contract::witness::Witness;
use crate::history::keeper::Keeper;
use crate::policy::schedule::Schedule;
use crate::policy::settings::Settings;
#[cfg(feature = "receipts")]
use crate::receipt::statement::Receipt;
use crate::report::evidence::PollLog;
use crate::report::resent::Resent;
use crate::report::telemetry::About;
use crate::requests::budget::Budget;
use crate::requests::write_rate::WriteRates;
use crate::sdk::destination::Destination;
use crate::timing::concurrent_checks::ConcurrentChecks;

/// A call that has returned, whatever was answered: what it takes to look for its change, but for the
/// output.
pub(crate) struct ReturnedCall {
    pub(crate) mutation: &'static dyn AnyMutation,
    pub(crate) reader: Arc<Value>,
    /// As it was sent, less its secrets.
    pub(crate) input: Box<Value>,
    pub(crate) witness: Witness,
    pub(crate) destination: Destination,
    /// When it returned: the lag counts from here.
    pub(crate) returned: Instant,
}

impl ReturnedCall {
    /// What its polls are given, with deadlines that count from its return.
    pub(crate) fn as_write<'a>(&'a self, output: &'a Value, shared: &'a Shared) -> Write<'a> {
        Write {
            call: self,
            input: &*self.input,
            output,
            resource: self.mutation.resource(&*self.input),
            waiting_since: self.returned,
            shared,
        }
    }
}

/// A write that has landed, and is to be confirmed.
pub(crate) struct Landed {
    pub(crate) call: ReturnedCall,
    pub(crate) output: Box<Value>,
    /// The polls that it was found with, if nothing had answered it.
    pub(crate) search: Option<Box<PollLog>>,
    pub(crate) resent: Option<Box<Resent>>,
    /// The one that it was taken up from, if it was.
    #[cfg(feature = "receipts")]
    pub(crate) receipt: Option<Receipt>,
}

impl Landed {
    /// One that was answered with `output`.
    pub(crate) fn answered(call: ReturnedCall, output: Box<Value>) -> Self {
        Self {
            call,
            output,
            search: None,
            resent: None,
            #[cfg(feature = "receipts")]
            receipt: None,
        }
    }
}

/// What the polls of a write are given.
pub(crate) struct Write<'a> {
    pub(crate) call: &'a ReturnedCall,
    /// What is looked for: the call's own, unless later writes have overwritten some of it.
    pub(crate) input: &'a Value,
    /// Likewise. Nothing, of a call that has failed.
    pub(crate) output: &'a Value,
    /// The name or id of what was changed.
    pub(crate) resource: Option<String>,
    /// When the caller began to wait: the deadline counts from here.
    pub(crate) waiting_since: Instant,
    pub(crate) shared: &'a Shared,
}

impl Write<'_> {
    /// What its operation is called.
    pub(crate) fn names(&self) -> &'static OperationNames {
        self.call.mutation.names()
    }

    /// Where what is learned from it is kept, if it went where its client's writes go: what was learned there before is
    /// known then.
    pub(crate) async fn history(&self, settings: &Settings) -> Option<&Arc<Keeper>> {
        let keeper = self.shared.history.as_ref()?;
        if !matches!(settings.schedule, Schedule::Learned(_)) {
            return None;
        }
        let (service, destination) = (self.names().iam_prefix, &self.call.destination);
        let patience = settings.deadline / 4;
        let checks = &self.shared.checks;
        let is_there = keeper.load(service, destination, checks, patience).await;
        is_there.then_some(keeper)
    }

    /// What logs and metrics are told of it.
    pub(crate) fn about(&self) -> About<'_> {
        About {
            operation: self.names(),
            request_id: self.call.witness.request_id(),
            resource: self.resource.as_deref(),
            returned: self.call.returned,
        }
    }
}

/// What the enforcements of one client share.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    pub(crate) budget: Arc<Budget>,
    pub(crate) checks: ConcurrentChecks,
    pub(crate) write_rates: WriteRates,
    pub(crate) recent_writes: RecentWrites,
    pub(crate) answered_reads: AnsweredReads,
    /// Where what the checks learn outlives them.
    pub(crate) history: Option<Arc<Keeper>>,
}
