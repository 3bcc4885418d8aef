//! What has been asked of the simulator, and what has been written to it.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::answer::Answer;
use crate::replication::{Place, in_words};

/// One request that reached the simulated service.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// The service, as in its endpoint: `ssm`, `secretsmanager`.
    pub service: String,
    /// The operation, as in the API: `GetParameter`.
    pub operation: String,
    /// When the service saw the request, since the start of the simulator.
    pub at: Duration,
    /// The replica that served it. None for a write, which the leader serves, for a request that lacks a required member,
    /// which the service refuses before it asks any copy, and for an answer that is not the service's own.
    pub replica: Option<usize>,
    /// What became of it.
    pub outcome: Outcome,
    /// Of a read that was stale: the places, as in [`Write::places`], that a write had changed and that the replica did
    /// not show yet. Empty if the answer is the one that it would have been with all writes there.
    pub missed: Vec<String>,
    /// Whether the answer came from a [script](crate::Simulator::script).
    pub scripted: bool,
    /// The answer that came from a [fault rate](crate::Simulator::fault_rate), a [limit](crate::Simulator::rate_limit) or
    /// an [earlier write](crate::Simulator::refuse_after), if one did.
    pub injected: Option<Answer>,
    /// The request id in the answer.
    pub request_id: String,
}

/// What became of a [`Call`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It was answered with this HTTP status.
    Status(u16),
    /// It was never answered.
    Unanswered,
    /// The connection was dropped.
    Reset,
}

/// One write that succeeded. Equal to another by when it was made and shows, and by its names: what it changed holds
/// ids that do not follow from the seed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Write {
    /// The service, as in its endpoint: `ssm`, `secretsmanager`.
    pub service: String,
    /// The operation, as in the API: `PutParameter`.
    pub operation: String,
    /// When the leader made the change, since the start of the simulator.
    pub at: Duration,
    /// When each replica shows the change, since the start of the simulator; one entry for each replica.
    pub visible: Vec<Duration>,
    /// The request id in the answer.
    pub request_id: String,
    /// The region that it was made in.
    pub region: String,
    /// Its place in the order of the leader.
    pub(crate) sequence: u64,
    pub(crate) changed: Arc<[Place]>,
}

impl PartialEq for Write {
    fn eq(&self, other: &Self) -> bool {
        let facts = |it: &Self| (it.at, it.visible.clone());
        let names =
            |it: &Self| [&it.service, &it.operation, &it.request_id, &it.region].map(String::clone);
        facts(self) == facts(other) && names(self) == names(other)
    }
}

impl Eq for Write {}

/// What the next read may show at one place that a [`Write`] changed, if one replica serves it; see
/// [`Simulator::shown`](crate::Simulator::shown).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Shown {
    /// One of [`Write::places`].
    pub place: String,
    /// Whether the write shows there, or a later one. Reads may go back from there with [`Routing::NonMonotonic`] only.
    ///
    /// [`Routing::NonMonotonic`]: crate::Routing::NonMonotonic
    pub is_current: bool,
    /// What is shown there, in the simulator's own form; None if there is nothing.
    pub thing: Option<Value>,
}

impl Write {
    /// What it changed, as in `parameters /app/db`: the collections of the service's state, with the key in each. Two
    /// writes that have one in common, in the same region, are about the same thing.
    pub fn places(&self) -> impl Iterator<Item = String> {
        self.changed.iter().map(in_words)
    }

    /// When the last replica shows the change, since the start of the simulator.
    pub fn visible_everywhere(&self) -> Duration {
        self.visible.iter().max().copied().unwrap_or(self.at)
    }

    /// When the first replica shows the change, since the start of the simulator.
    pub fn visible_somewhere(&self) -> Duration {
        self.visible.iter().min().copied().unwrap_or(self.at)
    }
}
