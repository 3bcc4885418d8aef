//! One service in one region: a leader that takes the writes, and replicas that serve the reads.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use serde_json::{Map, Value};
use winterbaume_core::{MockRequest, MockResponse, StateViewError};

use crate::backend::{self, Backend};
use crate::calls::{Shown, Write};
use crate::dates::Stamps;
use crate::replication::{
    Change, Delta, Inbox, Place, State, Store, apply, difference, in_words, part, put_together,
    take_apart,
};
use crate::routing::Routing;

pub(crate) struct Cluster {
    region: String,
    leader: Leader,
    /// What the leader has made of everything: what a read shows once nothing is on its way any more.
    newest: Store,
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
        copy: &dyn Fn() -> Box<dyn Backend>,
    ) -> Self {
        let views = match routing {
            Routing::Monotonic => 1,
            Routing::NonMonotonic => replicas,
        };
        Self {
            region,
            leader: Leader::new(copy),
            newest: Store::default(),
            inboxes: (0..replicas).map(|_| Inbox::default()).collect(),
            views: (0..views).map(|_| View::new(copy)).collect(),
            routing,
        }
    }

    pub(crate) fn region(&self) -> &str {
        &self.region
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
    pub(crate) fn replicate(&mut self, delta: &Arc<Delta>, visible: &[Duration]) {
        self.newest.apply(delta);
        for (inbox, &visible) in self.inboxes.iter_mut().zip(visible) {
            inbox.send(visible, Arc::clone(delta));
        }
    }

    /// Lets everything that is on its way to the replicas arrive by `now`.
    pub(crate) fn converge(&mut self, now: Duration) {
        self.inboxes.iter_mut().for_each(|inbox| inbox.hasten(now));
    }

    /// Has a replica handle a read, from the state that it has reached by `now`. If the answer would be another with all
    /// writes there, it comes with the places where the replica is behind.
    pub(crate) async fn read(
        &mut self,
        replica: usize,
        now: Duration,
        request: MockRequest,
        date: DateTime,
    ) -> Result<(MockResponse, Vec<Place>), StateViewError> {
        let view = match self.routing {
            Routing::Monotonic => &mut self.views[0],
            Routing::NonMonotonic => &mut self.views[replica],
        };
        let (inbox, region) = (&mut self.inboxes[replica], self.region.as_str());
        let initial = self.leader.initial.as_ref();
        view.receive(&inbox.arrived(now));
        let behind = match inbox.is_empty() {
            true => Vec::new(),
            false => view.behind(&self.newest, &request),
        };
        if behind.is_empty() {
            let answer = view.read(region, initial, request, date).await?;
            return Ok((answer, behind));
        }
        let answer = view.read(region, initial, request.clone(), date).await?;
        let newest = view.read_from(&self.newest, region, initial, request, date);
        let is_stale = !backend::say_the_same(&answer, &newest.await?);
        Ok((answer, if is_stale { behind } else { Vec::new() }))
    }
}

impl Cluster {
    /// What a read may show from `now` on at each place that a write changed, for each replica.
    pub(crate) fn shown(&self, write: &Write, now: Duration) -> Vec<Shown> {
        let views = self.inboxes.iter().enumerate().map(|(replica, inbox)| {
            let view = match self.routing {
                Routing::Monotonic => &self.views[0],
                Routing::NonMonotonic => &self.views[replica],
            };
            (&view.store, inbox)
        });
        let shown = views.flat_map(|(store, inbox)| {
            let places = write.changed.iter();
            places.map(move |place| shown_at(place, write.sequence, store, inbox, now))
        });
        shown.collect()
    }
}

/// What a read shows at a place that the write with this number changed, served from this store and what it is about to
/// receive.
fn shown_at(place: &Place, sequence: u64, store: &Store, inbox: &Inbox, now: Duration) -> Shown {
    let arrived = inbox.arrived_by(now).flat_map(|delta| {
        let changes = delta.changes.iter().filter(|(at, _)| at == place);
        changes.map(|(_, thing)| (delta.sequence, thing.as_deref()))
    });
    let latest = store.latest(place).into_iter().chain(arrived);
    let latest = latest.max_by_key(|(sequence, _)| *sequence);
    Shown {
        place: in_words(place),
        is_current: latest.is_some_and(|(latest, _)| latest >= sequence),
        thing: latest.and_then(|(_, thing)| thing).cloned(),
    }
}

/// A copy of the service, and the state that it held after the last write that it took.
struct Writer {
    backend: Box<dyn Backend>,
    state: State,
}

impl Writer {
    fn new(backend: Box<dyn Backend>) -> Self {
        Self {
            backend,
            state: State::new(),
        }
    }

    /// Puts this in the place of the state.
    async fn hold(&mut self, region: &str, state: State) -> Result<(), StateViewError> {
        self.backend.import(region, nothing_but(&state)).await?;
        self.state = state;
        Ok(())
    }

    /// What has changed since the last time.
    async fn changes(&mut self, region: &str) -> Result<Vec<Change>, StateViewError> {
        let after = take_apart(self.backend.export(region).await?);
        let changes = difference(&self.state, &after);
        self.state = after;
        Ok(changes)
    }
}

/// A state of nothing but this, in the form of the service.
fn nothing_but<'a>(things: impl IntoIterator<Item = (&'a Place, &'a Value)>) -> Value {
    put_together(Value::Object(Map::new()), things)
}

/// The copy that takes the writes, one at a time.
struct Leader {
    /// Takes the writes that name what they are about, and holds that alone while it does.
    focused: Writer,
    /// All that the writes with a name have made.
    named: State,
    /// Takes the writes that may be about anything else, and holds it at all times: winterbaume numbers what it makes
    /// on from what it has made.
    general: Writer,
    /// The state before the first write; it shows what the service's state consists of.
    initial: Option<Value>,
    stamps: Stamps,
    sequence: u64,
}

impl Leader {
    fn new(copy: &dyn Fn() -> Box<dyn Backend>) -> Self {
        Self {
            focused: Writer::new(copy()),
            named: State::new(),
            general: Writer::new(copy()),
            initial: None,
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
            let initial = self.general.backend.export(region).await?;
            self.general.state = take_apart(initial.clone());
            self.initial = Some(initial);
        }
        let subject = self.general.backend.subject(&request);
        let named = subject.is_some();
        let writer = match subject {
            Some(places) => {
                let state = part(&self.named, places);
                self.focused.hold(region, state).await?;
                &mut self.focused
            }
            None => &mut self.general,
        };
        let opened = SystemTime::now();
        let mut response = writer.backend.handle(request, calendar).await;
        self.stamps.note(opened, calendar);
        if !backend::succeeded(&response) {
            self.forget_stamps();
            return Ok((response, None));
        }
        self.stamps.translate_answer(&mut response, calendar);
        let changes = writer.changes(region).await?;
        if named {
            apply(&changes, &mut self.named);
        }
        let delta = self.delta(changes);
        self.forget_stamps();
        Ok((response, Some(delta)))
    }

    /// Forgets those that nothing has any more, now and then.
    fn forget_stamps(&mut self) {
        if self.stamps.are_many() {
            let held = self.general.state.values().chain(self.named.values());
            self.stamps.keep_those_of(held);
        }
    }

    fn delta(&mut self, mut changes: Vec<Change>) -> Delta {
        for thing in changes.iter_mut().filter_map(|(_, thing)| thing.as_mut()) {
            self.stamps.translate(Arc::make_mut(thing));
        }
        self.sequence += 1;
        Delta {
            sequence: self.sequence,
            changes,
        }
    }
}

/// A state that reads are served from.
struct View {
    store: Store,
    /// Serves the reads that name what they are about, and holds that alone while it does.
    focused: Box<dyn Backend>,
    /// Serves all other reads, and holds everything that the store had at the last of them.
    general: Box<dyn Backend>,
    /// Whether the store is ahead of the general backend. Bringing that up to date is what costs.
    behind: bool,
}

impl View {
    fn new(copy: &dyn Fn() -> Box<dyn Backend>) -> Self {
        Self {
            store: Store::default(),
            focused: copy(),
            general: copy(),
            behind: false,
        }
    }

    fn receive(&mut self, arrived: &[Arc<Delta>]) {
        for delta in arrived {
            self.store.apply(delta);
            self.behind = true;
        }
    }

    /// Answers from the state in the store, on the basis of the initial one; there is none before the first write.
    async fn read(
        &mut self,
        region: &str,
        initial: Option<&Value>,
        request: MockRequest,
        date: DateTime,
    ) -> Result<MockResponse, StateViewError> {
        if self.general.subject(&request).is_some() {
            let store = &self.store;
            return self.read_from(store, region, initial, request, date).await;
        }
        if self.behind
            && let Some(initial) = initial
        {
            let state = put_together(initial.clone(), self.store.everything());
            self.general.import(region, state).await?;
            self.behind = false;
        }
        Ok(self.general.handle(request, date).await)
    }

    /// Answers from the state in this store alone.
    async fn read_from(
        &self,
        store: &Store,
        region: &str,
        initial: Option<&Value>,
        request: MockRequest,
        date: DateTime,
    ) -> Result<MockResponse, StateViewError> {
        let state = match self.general.subject(&request) {
            Some(places) => nothing_but(store.only(&places)),
            None => put_together(initial.cloned().unwrap_or_default(), store.everything()),
        };
        self.focused.import(region, state).await?;
        Ok(self.focused.handle(request, date).await)
    }

    /// Where this has not reached `newest`, as far as the request may see it.
    fn behind(&self, newest: &Store, request: &MockRequest) -> Vec<Place> {
        let places = self.general.subject(request);
        self.store.behind(newest, places.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use winterbaume_ssm::SsmService;

    use super::*;

    /// A write to the parameter `/a`.
    fn write(operation: &str) -> MockRequest {
        let target = format!("AmazonSSM.{operation}");
        let request = http::Request::post("https://ssm.us-east-1.amazonaws.com/");
        let request = request.header("x-amz-target", target).body(());
        let (head, ()) = request.unwrap().into_parts();
        MockRequest {
            method: head.method.to_string(),
            uri: head.uri.to_string(),
            headers: head.headers,
            body: r#"{"Name":"/a","Value":"v","Type":"String"}"#.into(),
        }
    }

    #[tokio::test]
    async fn writes_of_what_is_deleted_are_forgotten() {
        let mut leader = Leader::new(&|| Box::new(SsmService::new()));
        for _ in 0..600 {
            for operation in ["PutParameter", "DeleteParameter"] {
                let written = leader.write("us-east-1", write(operation), DateTime::from_secs(60));
                let (response, _) = written.await.unwrap();
                assert_eq!(response.status, 200);
            }
        }
        assert!(!leader.stamps.are_many());
    }
}
