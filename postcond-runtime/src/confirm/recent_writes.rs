//! What a client has written of late: a service may refuse a call because of it.

use std::collections::VecDeque;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::Instant;

use crate::contract::erased::AnyMutation;
use crate::contract::resource::Resource;
use crate::contract::value::Value;
use crate::report::resent::WriteName;

/// The writes of a client and its clones that a later call may be refused for.
#[derive(Debug, Default)]
pub(crate) struct RecentWrites(Mutex<VecDeque<Recent>>);

#[derive(Debug)]
struct Recent {
    operation: &'static str,
    resource: Resource,
    at: Instant,
}

impl RecentWrites {
    /// For so long a service may refuse a call for an earlier one: deletions run in the background, for
    /// minutes.
    const KEPT_FOR: Duration = Duration::from_secs(600);
    /// The last so many are kept: this is for what follows closely.
    const MOST: usize = 256;

    /// Remembers a write that has landed, if a later call may be refused for it.
    pub(crate) fn note(&self, mutation: &dyn AnyMutation, input: &Value, output: &Value) {
        if !mutation.may_refuse_later(input) {
            return;
        }
        let at = Instant::now();
        let mut recent = self.0.lock();
        for resource in mutation.subjects(input, Some(output)) {
            recent.push_back(Recent {
                operation: mutation.names().name,
                resource,
                at,
            });
        }
        let is_old = |it: &Recent| at.saturating_duration_since(it.at) > Self::KEPT_FOR;
        while recent.len() > Self::MOST || recent.front().is_some_and(is_old) {
            recent.pop_front();
        }
    }

    /// The last write to one of these resources, if it was by one of these operations: what was written
    /// since explains a refusal, too, and then it does not pass.
    pub(crate) fn last(&self, operations: &[&str], resources: &[Resource]) -> Option<WriteName> {
        let now = Instant::now();
        let recent = self.0.lock();
        let is_about = |it: &&Recent| resources.iter().any(|other| it.resource.is_same_as(other));
        let last = recent.iter().rev().find(is_about)?;
        let counts = now.saturating_duration_since(last.at) <= Self::KEPT_FOR
            && operations.contains(&last.operation);
        counts.then(|| WriteName {
            operation: last.operation,
            resource: Some(last.resource.id().to_owned()),
        })
    }
}
