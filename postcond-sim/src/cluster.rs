//! One service in one region: a leader that takes the writes, and replicas that serve the reads.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use serde_json::Value;
use winterbaume_core::{MockRequest, MockResponse, StateViewError};

use crate::backend::{self, Backend};
use crate::dates::Stamps;
use crate::replication::{Delta, Inbox, State, Store, difference, take_apart};
use crate::routing::Routing;

pub(crate) struct Cluster {
    region: String,
    leader: Leader,
    /// One for each replica.
    inboxes: Vec<Inbox>,
    /// One for each replica or, when reads are monotonic, a single one that gathers what any replica has shown.
    views: Vec<View>,
    routing: Routing,
}

impl Cluster {
    pub(crate) fn new(
        region: String,
        replicas: usize,
        routing: Routing,
        copy: fn() -> Box<dyn Backend>,
    ) -> Self {
        let views = match routing {
            Routing::Monotonic => 1,
            Routing::NonMonotonic => replicas,
        };
        Self {
            region,
            leader: Leader::new(copy()),
            inboxes: (0..replicas).map(|_| Inbox::default()).collect(),
            views: (0..views).map(|_| View::new(copy())).collect(),
            routing,
        }
    }

    /// Has the leader handle a write. What it changed is still to be sent to the replicas.
    pub(crate) async fn write(
        &mut self,
        request: MockRequest,
        calendar: DateTime,
    ) -> Result<(MockResponse, Option<Delta>), StateViewError> {
        self.leader.write(&self.region, request, calendar).await
    }

    /// Sends a change to the replicas, to be visible at each at its own time.
    pub(crate) fn replicate(&mut self, delta: Delta, visible: &[Duration]) {
        let delta = Arc::new(delta);
        for (inbox, &visible) in self.inboxes.iter_mut().zip(visible) {
            inbox.send(visible, Arc::clone(&delta));
        }
    }

    /// Has a replica handle a read, from the state that it has reached by `now`.
    pub(crate) async fn read(
        &mut self,
        replica: usize,
        now: Duration,
        request: MockRequest,
    ) -> Result<MockResponse, StateViewError> {
        let view = match self.routing {
            Routing::Monotonic => &mut self.views[0],
            Routing::NonMonotonic => &mut self.views[replica],
        };
        view.receive(&self.inboxes[replica].arrived(now));
        if let Some(initial) = &self.leader.initial {
            view.refresh(&self.region, initial).await?;
        }
        Ok(view.backend.handle(request).await)
    }
}

/// The copy that takes the writes, one at a time.
struct Leader {
    backend: Box<dyn Backend>,
    /// The state before the first write; it shows what the service's state consists of.
    initial: Option<Value>,
    state: State,
    stamps: Stamps,
    sequence: u64,
}

impl Leader {
    fn new(backend: Box<dyn Backend>) -> Self {
        Self {
            backend,
            initial: None,
            state: State::new(),
            stamps: Stamps::new(),
            sequence: 0,
        }
    }

    async fn write(
        &mut self,
        region: &str,
        request: MockRequest,
        calendar: DateTime,
    ) -> Result<(MockResponse, Option<Delta>), StateViewError> {
        if self.initial.is_none() {
            let initial = self.backend.export(region).await?;
            self.state = take_apart(initial.clone());
            self.initial = Some(initial);
        }
        let opened = SystemTime::now();
        let mut response = self.backend.handle(request).await;
        self.stamps.note(opened, calendar);
        if !backend::succeeded(&response) {
            return Ok((response, None));
        }
        self.stamps.translate_answer(&mut response, calendar);
        let delta = self.delta(region).await?;
        Ok((response, Some(delta)))
    }

    /// What has changed since the last time.
    async fn delta(&mut self, region: &str) -> Result<Delta, StateViewError> {
        let after = take_apart(self.backend.export(region).await?);
        let mut changes = difference(&self.state, &after);
        for thing in changes.iter_mut().filter_map(|(_, thing)| thing.as_mut()) {
            self.stamps.translate(thing);
        }
        self.state = after;
        self.sequence += 1;
        Ok(Delta {
            sequence: self.sequence,
            changes,
        })
    }
}

/// A state that reads are served from.
struct View {
    backend: Box<dyn Backend>,
    store: Store,
    /// Whether the store is ahead of the backend. Bringing the backend up to date is what costs.
    behind: bool,
}

impl View {
    fn new(backend: Box<dyn Backend>) -> Self {
        Self {
            backend,
            store: Store::default(),
            behind: false,
        }
    }

    fn receive(&mut self, arrived: &[Arc<Delta>]) {
        for delta in arrived {
            self.store.apply(delta);
            self.behind = true;
        }
    }

    async fn refresh(&mut self, region: &str, initial: &Value) -> Result<(), StateViewError> {
        if self.behind {
            let state = self.store.put_together(initial);
            self.backend.import(region, state).await?;
            self.behind = false;
        }
        Ok(())
    }
}
