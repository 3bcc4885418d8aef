//! The way of a request through the simulator.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use parking_lot::Mutex;
use tokio::task::unconstrained;
use tokio::time::Instant;
use winterbaume_core::auth::extract_region_from_uri;
use winterbaume_core::{MockRequest, MockResponse, StateViewError};

use crate::answer::{Answer, Reply};
use crate::backend;
use crate::calls::{Call, Outcome, Write};
use crate::clock::{Clock, http_date};
use crate::cluster::Cluster;
use crate::draws::Draws;
use crate::faults::Faults;
use crate::lag::Lag;
use crate::protocol::error_to;
use crate::rate_limit::RateLimits;
use crate::record::Record;
use crate::refusals::{self, Refusals};
use crate::replication::in_words;
use crate::routing::Routing;
use crate::script::Scripts;
use crate::service::{self, Service};

/// What all handles on a simulator share.
pub(crate) struct Shared {
    pub(crate) services: Vec<Arc<Service>>,
    pub(crate) replicas: usize,
    pub(crate) lag: Mutex<Lag>,
    pub(crate) routing: Routing,
    pub(crate) round_trip: Duration,
    pub(crate) clock: Clock,
    pub(crate) draws: Mutex<Draws>,
    pub(crate) scripts: Mutex<Scripts>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) rate_limits: Mutex<RateLimits>,
    pub(crate) refusals: Mutex<Refusals>,
    pub(crate) record: Mutex<Record>,
    pub(crate) clusters: Mutex<Clusters>,
}

/// By service and region. A cluster handles one request at a time, which gives its writes their order.
type Clusters = HashMap<(String, String), Arc<tokio::sync::Mutex<Cluster>>>;

/// The connection was dropped in the place of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the connection was reset by the service")]
pub struct ConnectionReset;

async fn travel(takes: Duration) {
    if !takes.is_zero() {
        tokio::time::sleep(takes).await;
    }
}

impl Shared {
    /// A request and its answer, with the time that they are under way.
    pub(crate) async fn exchange(
        &self,
        request: MockRequest,
    ) -> Result<MockResponse, ConnectionReset> {
        let departed = Instant::now();
        travel(self.round_trip / 2).await;
        // Tokio's clock has whole milliseconds: what the way there takes longer, the way back does not.
        let back = self.round_trip.saturating_sub(departed.elapsed());
        let answer = self.serve(request).await;
        travel(back).await;
        answer
    }

    async fn serve(&self, request: MockRequest) -> Result<MockResponse, ConnectionReset> {
        let at = self.clock.elapsed();
        let request_id = self.draws.lock().request_id();
        let Some((service, operation)) = service::addressed(&self.services, &request) else {
            return Ok(self.stamped(unknown(&self.services, &request), at, &request_id));
        };
        let mut call = Call {
            service: service.name.clone().into_owned(),
            operation,
            at,
            replica: None,
            outcome: Outcome::Unanswered,
            missed: Vec::new(),
            scripted: false,
            injected: None,
            request_id,
        };
        let request = service.addressed_to_state(request);
        self.note_attempt(&request, &call.request_id);
        let reply = match self.answer_instead(service, &request, &mut call) {
            Some(answer) => {
                let reply = answer.reply(service, &call.operation);
                if answer.is_handled() {
                    self.route(service, request, &mut call).await;
                }
                reply
            }
            None => Reply::Response(self.route(service, request, &mut call).await),
        };
        call.outcome = outcome(&reply);
        let request_id = call.request_id.clone();
        self.note_call(service, call);
        match reply {
            Reply::Response(response) => Ok(self.stamped(response, at, &request_id)),
            Reply::Never => std::future::pending().await,
            Reply::Reset => Err(ConnectionReset),
        }
    }

    fn note_call(&self, service: &Service, mut call: Call) {
        // What was never answered has shown nothing.
        if !matches!(call.outcome, Outcome::Status(_)) {
            call.missed.clear();
        }
        let counted = service.counted(&call.operation);
        self.record.lock().note_call(call, counted);
    }

    fn note_attempt(&self, request: &MockRequest, request_id: &str) {
        let id = request.headers.get("amz-sdk-invocation-id");
        if let Some(id) = id.and_then(|id| id.to_str().ok()) {
            self.record.lock().note_attempt(id, request_id);
        }
    }

    /// The answer to give in place of the service's own, if there is one.
    fn answer_instead(
        &self,
        service: &Service,
        request: &MockRequest,
        call: &mut Call,
    ) -> Option<Answer> {
        let scripted = self.scripts.lock().take(service, &call.operation);
        call.scripted = scripted.is_some();
        scripted.or_else(|| {
            let drawn = self.faults.lock().draw(service, &call.operation);
            let injected = drawn.or_else(|| {
                let mut limits = self.rate_limits.lock();
                let is_admitted = limits.admit(service, &call.operation, call.at);
                (!is_admitted).then(Answer::throttled)
            });
            call.injected = injected.or_else(|| self.refusal_that_passes(service, request, call));
            call.injected.clone()
        })
    }

    /// The answer to a call that is refused for an earlier write.
    fn refusal_that_passes(
        &self,
        service: &Service,
        request: &MockRequest,
        call: &Call,
    ) -> Option<Answer> {
        let refusals = self.refusals.lock();
        if !refusals.concern(call) {
            return None;
        }
        let input = service.protocol.input(&call.operation, request);
        let places = (service.subject)(&call.operation, &input)?;
        if refusals::overwrites(&input) {
            return None;
        }
        let region = extract_region_from_uri(&request.uri);
        refusals.answer(call, (&region, &places), &self.record.lock())
    }

    async fn route(
        &self,
        service: &Service,
        request: MockRequest,
        call: &mut Call,
    ) -> MockResponse {
        let input = service.protocol.input(&call.operation, &request);
        if let Some(refusal) = service.refusal(&call.operation, &input) {
            return refusal;
        }
        let cluster = self.cluster(service, extract_region_from_uri(&request.uri));
        let mut cluster = cluster.lock().await;
        // The instant on record is the one that decides what the call sees.
        call.at = self.clock.elapsed();
        let answer = if service.reads(&call.operation) {
            let replica = self.draws.lock().replica(self.replicas);
            call.replica = Some(replica);
            let read = cluster
                .read(replica, call.at, request, self.clock.date(call.at))
                .await;
            read.map(|(response, missed)| {
                call.missed = missed.iter().map(in_words).collect();
                response
            })
        } else {
            self.write(&mut cluster, service, request, call).await
        };
        let answer = answer.unwrap_or_else(|fault| backend::broken(&fault));
        service.protocol.as_modelled(answer)
    }

    async fn write(
        &self,
        cluster: &mut Cluster,
        service: &Service,
        request: MockRequest,
        call: &Call,
    ) -> Result<MockResponse, StateViewError> {
        let date = self.clock.date(call.at);
        // Without tokio's budget there is nothing to wait for, so that a caller who gives up cannot leave a change at
        // the leader that is on its way to nobody.
        let (response, delta) = unconstrained(cluster.write(request, date)).await?;
        if let Some(delta) = delta {
            let visible = self.visible(call.at);
            let delta = Arc::new(delta);
            cluster.replicate(&delta, &visible);
            let write = Write {
                service: call.service.clone(),
                operation: call.operation.clone(),
                at: call.at,
                visible,
                request_id: call.request_id.clone(),
                region: cluster.region().to_owned(),
                sequence: delta.sequence,
                changed: delta
                    .changes
                    .iter()
                    .map(|(place, _)| place.clone())
                    .collect(),
            };
            let counted = service.counted(&call.operation);
            self.record.lock().note_write(write, counted);
        }
        Ok(response)
    }

    /// Makes all writes so far visible everywhere.
    pub(crate) async fn converge(&self) {
        let clusters: Vec<_> = self
            .clusters
            .lock()
            .iter()
            .map(|((service, region), cluster)| {
                (service.clone(), region.clone(), Arc::clone(cluster))
            })
            .collect();
        for (service, region, cluster) in clusters {
            // Held until the record has it, so that no write comes between.
            let mut cluster = cluster.lock().await;
            let now = self.clock.elapsed();
            cluster.converge(now);
            self.record.lock().note_converged(&service, &region, now);
        }
    }

    /// When each replica shows a write made `at`.
    fn visible(&self, at: Duration) -> Vec<Duration> {
        let (lag, mut draws) = (self.lag.lock(), self.draws.lock());
        (0..self.replicas)
            .map(|_| at.saturating_add(lag.draw(&mut draws.lag)))
            .collect()
    }

    pub(crate) fn cluster(
        &self,
        service: &Service,
        region: String,
    ) -> Arc<tokio::sync::Mutex<Cluster>> {
        let mut clusters = self.clusters.lock();
        let cluster = clusters
            .entry((service.name.clone().into_owned(), region.clone()))
            .or_insert_with(|| {
                let cluster = Cluster::new(region, self.replicas, self.routing, &service.copy);
                Arc::new(tokio::sync::Mutex::new(cluster))
            });
        Arc::clone(cluster)
    }

    /// An answer with the headers that every answer of AWS has.
    fn stamped(&self, mut response: MockResponse, at: Duration, request_id: &str) -> MockResponse {
        let date = http_date(self.clock.calendar(at));
        let headers = [
            ("date", date.as_deref()),
            ("x-amzn-requestid", Some(request_id)),
        ];
        for (name, value) in headers {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
                response.headers.insert(name, value);
            }
        }
        response
    }
}

fn outcome(reply: &Reply) -> Outcome {
    match reply {
        Reply::Response(response) => Outcome::Status(response.status),
        Reply::Never => Outcome::Unanswered,
        Reply::Reset => Outcome::Reset,
    }
}

fn unknown(services: &[Arc<Service>], request: &MockRequest) -> MockResponse {
    let names: Vec<&str> = services.iter().map(|service| &*service.name).collect();
    let message = format!(
        "the simulator has these services only: {}",
        names.join(", ")
    );
    error_to(request, 400, "UnknownOperationException", &message)
}
