//! What is on record: calls, the attempts at them, writes, and what they come to.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use crate::calls::{Call, Write};
use crate::statistics::{Counts, Statistics};

/// The record of a simulator.
#[derive(Debug)]
pub(crate) struct Record {
    /// How many calls, attempts and writes are kept, each: the last ones.
    limit: usize,
    calls: VecDeque<Call>,
    writes: VecDeque<Write>,
    attempts: Attempts,
    statistics: Statistics,
    /// When all writes to a service in a region are visible, those included that are no longer kept.
    converged: HashMap<(String, String), Duration>,
}

/// The request ids of the attempts at each call of an SDK, by the id that the SDK gave it.
#[derive(Debug, Default)]
struct Attempts {
    by_call: HashMap<String, Vec<String>>,
    in_order: VecDeque<String>,
}

impl Record {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            calls: VecDeque::new(),
            writes: VecDeque::new(),
            attempts: Attempts::default(),
            statistics: Statistics::default(),
            converged: HashMap::new(),
        }
    }

    /// Takes down a call that has been dealt with; `counted` is the name that it is counted under.
    pub(crate) fn note_call(&mut self, call: Call, counted: String) {
        let counts = Counts {
            calls: 1,
            faults: u64::from(call.scripted || call.injected.is_some()),
            reads: u64::from(call.replica.is_some()),
            stale_reads: u64::from(!call.missed.is_empty()),
            writes: 0,
        };
        self.statistics.add(counted, counts);
        push(&mut self.calls, call, self.limit);
    }

    pub(crate) fn note_attempt(&mut self, invocation_id: &str, request_id: &str) {
        self.attempts.note(invocation_id, request_id, self.limit);
    }

    /// Takes down a write that has succeeded; `counted` is the name that it is counted under.
    pub(crate) fn note_write(&mut self, write: Write, counted: String) {
        let cluster = (write.service.clone(), write.region.clone());
        let converged = self.converged.entry(cluster).or_default();
        *converged = write.visible_everywhere().max(*converged);
        let one = Counts {
            writes: 1,
            ..Counts::default()
        };
        self.statistics.add(counted, one);
        push(&mut self.writes, write, self.limit);
    }

    /// All writes to a service in a region are visible by `now`.
    pub(crate) fn note_converged(&mut self, service: &str, region: &str, now: Duration) {
        let writes = self.writes.iter_mut();
        for write in writes.filter(|it| it.service == service && it.region == region) {
            for visible in &mut write.visible {
                *visible = now.min(*visible);
            }
        }
        let cluster = (service.to_owned(), region.to_owned());
        if let Some(converged) = self.converged.get_mut(&cluster) {
            *converged = now.min(*converged);
        }
    }

    pub(crate) fn calls(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter()
    }

    pub(crate) fn writes(&self) -> impl DoubleEndedIterator<Item = &Write> {
        self.writes.iter()
    }

    pub(crate) fn attempts(&self, invocation_id: &str) -> Vec<String> {
        let attempts = self.attempts.by_call.get(invocation_id);
        attempts.cloned().unwrap_or_default()
    }

    pub(crate) fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    pub(crate) fn converged_at(&self) -> Duration {
        self.converged.values().max().copied().unwrap_or_default()
    }

    pub(crate) fn clear_calls(&mut self) {
        self.calls.clear();
        self.attempts = Attempts::default();
    }
}

impl Attempts {
    fn note(&mut self, invocation_id: &str, request_id: &str, limit: usize) {
        if !self.by_call.contains_key(invocation_id)
            && let Some(forgotten) = push(&mut self.in_order, invocation_id.to_owned(), limit)
        {
            self.by_call.remove(&forgotten);
        }
        let attempts = self.by_call.entry(invocation_id.to_owned()).or_default();
        attempts.push(request_id.to_owned());
    }
}

/// Adds one; what is then beyond the limit makes room.
fn push<T>(kept: &mut VecDeque<T>, added: T, limit: usize) -> Option<T> {
    kept.push_back(added);
    if kept.len() > limit {
        kept.pop_front()
    } else {
        None
    }
}
