//! A write that is to be read back.

use std::sync::Arc;

use tokio::time::Instant;

use crate::Witness;
use crate::budget::Budget;
use crate::cohort::Cohorts;
use crate::company::Company;
use crate::destination::Destination;
use crate::erased::{OperationNames, Value};
use crate::recent_writes::RecentWrites;
use crate::write_rate::WriteRates;

/// A mutation that succeeded, and what is needed to read it back.
pub(crate) struct Write<'a> {
    pub(crate) operation: &'static OperationNames,
    pub(crate) reader: &'a Value,
    pub(crate) input: &'a Value,
    /// Nothing, of a write that was not answered.
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

/// What the enforcements of one client share.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    pub(crate) budget: Arc<Budget>,
    pub(crate) company: Company,
    pub(crate) cohorts: Cohorts,
    pub(crate) write_rates: WriteRates,
    pub(crate) recent_writes: RecentWrites,
}
