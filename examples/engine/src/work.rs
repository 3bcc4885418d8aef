//! A worker: every job is one look.

use std::time::Duration;

use apalis::prelude::{BoxDynError, Data};
use postcond::ssm::ConsistentSsmClient;

use crate::Result;
use crate::ledger::Ledger;
use crate::look::{Look, Next};
use crate::write::config;

pub(crate) const QUEUE: &str = "looks";
pub(crate) const AT_ONCE: usize = 16;
/// How often a worker asks for jobs when it had none.
pub(crate) const POLL: Duration = Duration::from_millis(200);
/// A worker that is not heard of for three of these is taken for dead, and its jobs are given to others. The queue
/// counts in whole seconds: below one, it would take every worker for dead.
pub(crate) const HEARTBEAT: Duration = Duration::from_secs(1);
pub(crate) const MISSED_HEARTBEATS: usize = 3;

/// What a job needs beside itself.
#[derive(Clone)]
pub(crate) struct Desk<L> {
    ledger: L,
    ssm: ConsistentSsmClient,
    name: String,
}

/// Works until it is ended.
pub(crate) async fn work<L: Ledger>(ledger: L, endpoint: &str, name: &str) -> Result<()> {
    let desk = Desk {
        ledger: ledger.clone(),
        ssm: ConsistentSsmClient::new(&config(endpoint)),
        name: name.to_owned(),
    };
    ledger.work(name, desk).await
}

/// Looks once. Jobs are delivered at least once, so this may be the second time: the ledger takes what follows
/// from a look once.
pub(crate) async fn look<L: Ledger>(
    look: Look,
    desk: Data<Desk<L>>,
) -> std::result::Result<(), BoxDynError> {
    let next = Next::after(desk.ssm.look(&look.receipt).await);
    desk.ledger.record(&look, &next, &desk.name).await
}
