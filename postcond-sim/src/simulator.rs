//! The simulator: what users hold, and the way of a request through it.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use http::HeaderValue;
use parking_lot::Mutex;
use tokio::task::unconstrained;
use tokio::time::Instant;
use winterbaume_core::auth::extract_region_from_uri;
use winterbaume_core::{MockRequest, MockResponse, StateViewError};

use crate::backend;
use crate::builder::SimulatorBuilder;
use crate::calls::{Call, Outcome, Shown, Write};
use crate::clock::{Clock, http_date};
use crate::cluster::Cluster;
use crate::connector::Connector;
use crate::draws::Draws;
use crate::faults::{Calls, FaultRate, FaultRateError, Faults};
use crate::lag::{Lag, LagError};
use crate::name::Name;
use crate::rate_limit::{RateLimitError, RateLimits};
use crate::refusals::{self, Refusals, RefusedAfter};
use crate::routing::Routing;
use crate::script::{Answer, Line, Reply, Script, Scripts};
use crate::service::{self, Service};

/// An eventually consistent AWS in the process. A clone is another handle on the same one.
#[derive(Clone)]
pub struct Simulator {
    shared: Arc<Shared>,
}

struct Shared {
    services: &'static [Service],
    replicas: usize,
    lag: Mutex<Lag>,
    routing: Routing,
    round_trip: Duration,
    clock: Clock,
    draws: Mutex<Draws>,
    scripts: Mutex<Scripts>,
    faults: Mutex<Faults>,
    rate_limits: Mutex<RateLimits>,
    refusals: Mutex<Refusals>,
    calls: Mutex<Vec<Call>>,
    /// The request ids of the attempts at each call of an SDK.
    attempts: Mutex<HashMap<String, Vec<String>>>,
    writes: Mutex<Vec<Write>>,
    clusters: Mutex<Clusters>,
}

/// By service and region. A cluster handles one request at a time, which gives its writes their order.
type Clusters = HashMap<(&'static str, String), Arc<tokio::sync::Mutex<Cluster>>>;

/// The connection was dropped.
#[derive(Debug, thiserror::Error)]
#[error("the connection was reset by the service")]
pub(crate) struct ConnectionReset;

impl Simulator {
    /// Sets up a simulator.
    pub fn builder() -> SimulatorBuilder {
        SimulatorBuilder::new()
    }

    pub(crate) fn new(
        builder: SimulatorBuilder,
        faults: Faults,
        services: &'static [Service],
    ) -> Self {
        let shared = Shared {
            services,
            replicas: builder.replicas,
            lag: Mutex::new(builder.lag),
            routing: builder.routing,
            round_trip: builder.round_trip,
            clock: Clock::new(builder.epoch, builder.date_precision),
            draws: Mutex::new(Draws::new(builder.seed)),
            scripts: Mutex::default(),
            faults: Mutex::new(faults),
            rate_limits: Mutex::default(),
            refusals: Mutex::default(),
            calls: Mutex::default(),
            attempts: Mutex::default(),
            writes: Mutex::default(),
            clusters: Mutex::default(),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// An SDK config whose clients talk to this simulator: region `us-east-1`, fixed credentials, the SDK's standard
    /// retries, and the simulator's clock.
    pub fn sdk_config(&self) -> SdkConfig {
        let credentials = Credentials::new("AKIDSIMULATED", "simulated", None, None, "simulator");
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
            .time_source(SharedTimeSource::new(self.shared.clock.clone()))
            .retry_config(RetryConfig::standard())
            .http_client(self.http_client())
            .build()
    }

    /// This simulator as an HTTP client, for a config of your own.
    pub fn http_client(&self) -> SharedHttpClient {
        SharedHttpClient::new(Connector::new(self.clone()))
    }

    /// Lays down answers for an operation: `GetParameter`, or `ssm:GetParameter` where two services share a name.
    ///
    /// ```
    /// # use postcond_sim::{Answer, Simulator};
    /// let sim = Simulator::builder().build()?;
    /// sim.script("GetParameter").next(3).answer(Answer::throttled());
    /// # Ok::<(), postcond_sim::BuildError>(())
    /// ```
    ///
    /// # Panics
    ///
    /// When [no service of the simulator](crate#names-of-operations) has the operation: the answer would never be given.
    #[track_caller]
    pub fn script(&self, operation: &str) -> Script<'_> {
        Script::new(self, self.name(operation))
    }

    #[track_caller]
    fn name(&self, operation: &str) -> Name {
        match Name::parse(operation, self.shared.services) {
            Ok(name) => name,
            Err(unknown) => panic!("{unknown}"),
        }
    }

    pub(crate) fn lay_down(&self, line: Line) {
        self.shared.scripts.lock().lay_down(line);
    }

    /// Forgets the answers laid down that have not been given yet.
    pub fn clear_scripts(&self) {
        self.shared.scripts.lock().clear();
    }

    /// From now on gives this share of these calls, from 0 to 1, this answer in place of the service's own.
    ///
    /// Which calls it befalls follows from the seed, whatever else is drawn: a run with faults has the lags of the run
    /// without. An answer [laid down](Self::script) for a call comes first, and of several rates that befall the same
    /// call, the one that was set first.
    ///
    /// ```
    /// # use postcond_sim::{Answer, Calls, Simulator};
    /// let sim = Simulator::builder().seed(7).build()?;
    /// // One read in five is throttled.
    /// sim.fault_rate(Calls::reads(), Answer::throttled(), 0.2)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the share is not from 0 to 1, or [no service of the simulator](crate#names-of-operations) has the operation;
    /// nothing is then changed.
    pub fn fault_rate(
        &self,
        calls: Calls,
        answer: Answer,
        share: f64,
    ) -> Result<(), FaultRateError> {
        let rate = FaultRate {
            calls,
            answer,
            share,
        };
        self.shared.faults.lock().add(rate, self.shared.services)
    }

    /// From now on takes only so many of these calls per second, and `burst` at once after a time of rest; the
    /// others are throttled, and cost nothing: a token bucket, as AWS has for its API calls.
    ///
    /// An answer [laid down](Self::script) or [at a rate](Self::fault_rate) comes first. Of several limits on the same
    /// call, all must let it through.
    ///
    /// ```
    /// # use postcond_sim::{Calls, Simulator};
    /// let sim = Simulator::builder().build()?;
    /// sim.rate_limit(Calls::to("PutParameter"), 3.0, 10)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the rate is not above 0, the burst is 0, or [no service of the simulator](crate#names-of-operations) has
    /// the operation; nothing is then changed.
    pub fn rate_limit(
        &self,
        calls: Calls,
        per_second: f64,
        burst: u32,
    ) -> Result<(), RateLimitError> {
        let (services, now) = (self.shared.services, self.now());
        let mut limits = self.shared.rate_limits.lock();
        limits.add(calls, (per_second, burst), services, now)
    }

    /// From now on gives this answer to a call of `refused` that comes within `lasts` of a write by `earlier`, if that was
    /// the last write to what both name: a service refuses to make something anew while its deletion is under way.
    ///
    /// An answer [laid down](Self::script), [at a rate](Self::fault_rate) or for a [rate limit](Self::rate_limit) comes
    /// first. A `PutParameter` that overwrites is not refused.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use postcond_sim::{Answer, Simulator};
    /// let sim = Simulator::builder().build()?;
    /// let exists = Answer::error(400, "ResourceExistsException", "The secret already exists.");
    /// sim.refuse_after("DeleteSecret", "CreateSecret", exists, Duration::from_secs(20));
    /// # Ok::<(), postcond_sim::BuildError>(())
    /// ```
    ///
    /// # Panics
    ///
    /// When [no service of the simulator](crate#names-of-operations) has one of the operations.
    #[track_caller]
    pub fn refuse_after(&self, earlier: &str, refused: &str, answer: Answer, lasts: Duration) {
        let refused = RefusedAfter {
            earlier: self.name(earlier),
            refused: self.name(refused),
            answer,
            lasts,
        };
        self.shared.refusals.lock().add(refused);
    }

    /// Ends all faults that come at a rate, those set by the builder too.
    pub fn clear_fault_rates(&self) {
        self.shared.faults.lock().clear();
    }

    /// Changes how long the writes from now on take to reach a replica; those already made keep their lags.
    ///
    /// # Errors
    ///
    /// When the figures of the lag make no sense; the one before then stays.
    pub fn set_lag(&self, lag: Lag) -> Result<(), LagError> {
        lag.check()?;
        *self.shared.lag.lock() = lag;
        Ok(())
    }

    /// Every call that the service has seen, in order.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.calls.lock().clone()
    }

    /// The calls of one operation, in order: `GetParameter`, or `ssm:GetParameter` where two services share a name.
    ///
    /// # Panics
    ///
    /// When [no service of the simulator](crate#names-of-operations) has the operation: there would never be a call.
    #[track_caller]
    pub fn calls_to(&self, operation: &str) -> Vec<Call> {
        let operation = self.name(operation);
        let mut calls = self.calls();
        calls.retain(|call| operation.is(&call.service, &call.operation));
        calls
    }

    /// The request ids of all attempts at one call of an SDK, by the id that the SDK has given that call: the header
    /// `amz-sdk-invocation-id`. It is no part of [`Call`], since it is random: the same run would have other calls.
    pub fn attempts(&self, invocation_id: &str) -> Vec<String> {
        let attempts = self.shared.attempts.lock();
        attempts.get(invocation_id).cloned().unwrap_or_default()
    }

    /// Empties the list of calls.
    pub fn clear_calls(&self) {
        self.shared.calls.lock().clear();
        self.shared.attempts.lock().clear();
    }

    /// Every write that has succeeded, in order, with the time at which it is visible at each replica.
    pub fn writes(&self) -> Vec<Write> {
        self.shared.writes.lock().clone()
    }

    /// What the next read may show of one of these writes: one entry for each place that it changed and each replica
    /// that may serve the read. Finding out is no read: it takes no time, is not on record, and brings no copy up to date.
    pub async fn shown(&self, write: &Write) -> Vec<Shown> {
        let mut services = self.shared.services.iter();
        let Some(service) = services.find(|it| it.name == write.service) else {
            return Vec::new();
        };
        let cluster = self.shared.cluster(service, write.region.clone());
        let cluster = cluster.lock().await;
        cluster.shown(&write.delta, self.now())
    }

    /// How long the simulator has been running.
    pub fn now(&self) -> Duration {
        self.shared.clock.elapsed()
    }

    /// The date that the service shows now.
    pub fn date(&self) -> SystemTime {
        self.shared.clock.now()
    }

    /// Sets the clock of the service, as an administrator or a time service may: it shows `date` now, and goes on from
    /// there. What has been dated keeps its date. How long things take follows tokio's clock as before.
    pub fn set_date(&self, date: SystemTime) {
        self.shared.clock.set(date);
    }

    /// When all writes so far are visible at every replica, since the start of the simulator; it may be in the
    /// future. Zero when nothing has been written.
    pub fn converged_at(&self) -> Duration {
        let writes = self.shared.writes.lock();
        let visible = writes.iter().map(Write::visible_everywhere);
        visible.max().unwrap_or_default()
    }
}

impl Simulator {
    /// A request and its answer, with the time that they are under way.
    pub(crate) async fn exchange(
        &self,
        request: MockRequest,
    ) -> Result<MockResponse, ConnectionReset> {
        let departed = Instant::now();
        travel(self.shared.round_trip / 2).await;
        // Tokio's clock has whole milliseconds: what the way there takes longer, the way back does not.
        let back = self.shared.round_trip.saturating_sub(departed.elapsed());
        let answer = self.shared.serve(request).await;
        travel(back).await;
        answer
    }
}

async fn travel(takes: Duration) {
    if !takes.is_zero() {
        tokio::time::sleep(takes).await;
    }
}

impl Shared {
    async fn serve(&self, request: MockRequest) -> Result<MockResponse, ConnectionReset> {
        let at = self.clock.elapsed();
        let request_id = self.draws.lock().request_id();
        let Some((service, operation)) = service::addressed(self.services, &request) else {
            return Ok(self.stamped(unknown(self.services), at, &request_id));
        };
        let mut call = Call {
            service: service.name.to_owned(),
            operation,
            at,
            replica: None,
            outcome: Outcome::Unanswered,
            scripted: false,
            injected: None,
            request_id,
        };
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
        call.outcome = reply.outcome();
        let request_id = call.request_id.clone();
        self.calls.lock().push(call);
        match reply {
            Reply::Response(response) => Ok(self.stamped(response, at, &request_id)),
            Reply::Never => std::future::pending().await,
            Reply::Reset => Err(ConnectionReset),
        }
    }

    fn note_attempt(&self, request: &MockRequest, request_id: &str) {
        let id = request.headers.get("amz-sdk-invocation-id");
        if let Some(id) = id.and_then(|id| id.to_str().ok()) {
            let mut attempts = self.attempts.lock();
            let attempts = attempts.entry(id.to_owned()).or_default();
            attempts.push(request_id.to_owned());
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
        let input = backend::input(request);
        let places = (service.subject)(&call.operation, &input)?;
        if refusals::overwrites(&input) {
            return None;
        }
        let region = extract_region_from_uri(&request.uri);
        refusals.answer(call, (&region, &places), &self.writes.lock())
    }

    async fn route(
        &self,
        service: &Service,
        request: MockRequest,
        call: &mut Call,
    ) -> MockResponse {
        let input = backend::input(&request);
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
            cluster.read(replica, call.at, request).await
        } else {
            self.write(&mut cluster, request, call).await
        };
        answer.unwrap_or_else(|fault| backend::broken(&fault))
    }

    async fn write(
        &self,
        cluster: &mut Cluster,
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
            self.writes.lock().push(Write {
                service: call.service.clone(),
                operation: call.operation.clone(),
                at: call.at,
                visible,
                request_id: call.request_id.clone(),
                region: cluster.region().to_owned(),
                delta,
            });
        }
        Ok(response)
    }

    /// When each replica shows a write made `at`.
    fn visible(&self, at: Duration) -> Vec<Duration> {
        let (lag, mut draws) = (self.lag.lock(), self.draws.lock());
        (0..self.replicas)
            .map(|_| at.saturating_add(lag.draw(&mut draws.lag)))
            .collect()
    }

    fn cluster(&self, service: &Service, region: String) -> Arc<tokio::sync::Mutex<Cluster>> {
        let mut clusters = self.clusters.lock();
        let cluster = clusters
            .entry((service.name, region.clone()))
            .or_insert_with(|| {
                let cluster = Cluster::new(region, self.replicas, self.routing, service.copy);
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

fn unknown(services: &[Service]) -> MockResponse {
    let names: Vec<&str> = services.iter().map(|service| service.name).collect();
    let message = format!(
        "the simulator has these services only: {}",
        names.join(", ")
    );
    backend::error(400, "UnknownOperationException", &message)
}

impl fmt::Debug for Simulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Simulator")
            .field("replicas", &self.shared.replicas)
            .field("lag", &*self.shared.lag.lock())
            .field("routing", &self.shared.routing)
            .field("round_trip", &self.shared.round_trip)
            .finish_non_exhaustive()
    }
}
