//! A write that is to be read back.

use std::sync::Arc;

use tokio::time::Instant;

use crate::confirm::answered_reads::AnsweredReads;
use crate::confirm::recent_writes::RecentWrites;
use crate::contract::erased::{AnyMutation, OperationNames};
use crate::contract::value::Value;
use crate::contract::witness::Witness;
use crate::report::telemetry::About;
use crate::requests::budget::Budget;
use crate::requests::write_rate::WriteRates;
use crate::requests::write_recorder::WitnessRecorder;
use crate::sdk::destination::{Customization, Destination};
use crate::timing::concurrent_checks::ConcurrentChecks;

/// A mutation that succeeded, and what is needed to read it back.
pub(crate) struct Write<'a> {
    pub(crate) operation: &'static OperationNames,
    pub(crate) reader: &'a Value,
    pub(crate) input: &'a Value,
    /// Nothing, of a write that has failed.
    pub(crate) output: &'a Value,
    pub(crate) witness: &'a Witness,
    pub(crate) destination: &'a Destination,
    /// The name or id of what was changed.
    pub(crate) resource: Option<&'a str>,
    /// When the call returned: the lag counts from here.
    pub(crate) returned: Instant,
    /// When the caller began to wait: the deadline counts from here.
    pub(crate) waiting_since: Instant,
    pub(crate) shared: &'a Shared,
}

impl<'a> Write<'a> {
    /// What logs and metrics are told of it.
    pub(crate) fn about(&self) -> About<'a> {
        About {
            operation: self.operation,
            request_id: self.witness.request_id(),
            resource: self.resource,
            returned: self.returned,
        }
    }
}

/// A mutation that has failed, and is looked for all the same.
pub(crate) struct Sought<'a> {
    operation: &'static OperationNames,
    reader: &'a Value,
    input: &'a Value,
    witness: Witness,
    pub(crate) destination: Destination,
    pub(crate) resource: Option<String>,
    failed: Instant,
}

impl<'a> Sought<'a> {
    /// One that failed at that moment, as far as it was taken down.
    pub(crate) fn new(
        mutation: &dyn AnyMutation,
        reader: &'a Value,
        input: &'a Value,
        customization: Customization,
        recorder: &WitnessRecorder,
        failed: Instant,
    ) -> Self {
        let place = recorder.write(|write| write.place().cloned());
        Self {
            operation: mutation.names(),
            reader,
            input,
            witness: recorder.indeterminate(failed),
            destination: Destination::of(customization, place),
            resource: mutation.resource(input),
            failed,
        }
    }

    /// What is needed to look for it.
    pub(crate) fn as_write<'b>(&'b self, shared: &'b Shared) -> Write<'b> {
        Write {
            operation: self.operation,
            reader: self.reader,
            input: self.input,
            output: &(),
            witness: &self.witness,
            destination: &self.destination,
            resource: self.resource.as_deref(),
            returned: self.failed,
            waiting_since: self.failed,
            shared,
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
}
