//! The simulator: what users hold.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::TimeSource;
use parking_lot::Mutex;
use winterbaume_core::{MockRequest, MockResponse};

use crate::answer::Answer;
use crate::calls::{Call, Shown, Write};
use crate::clock::{Clock, DatePrecision};
use crate::draws::Draws;
use crate::exchange::{ConnectionReset, Shared};
use crate::faults::{Calls, FaultRate, FaultRateError, Faults};
use crate::lag::{Lag, LagError};
use crate::name::{Name, UnknownOperation};
use crate::rate_limit::RateLimitError;
use crate::record::Record;
use crate::refusals::RefusedAfter;
use crate::routing::Routing;
use crate::script::Script;
use crate::service::{self, Service};
use crate::statistics::Statistics;

/// An eventually consistent AWS in the process. A clone is another handle on the same one.
#[derive(Clone)]
pub struct Simulator {
    shared: Arc<Shared>,
}

/// How a simulator is set up.
#[derive(Debug, Clone)]
pub(crate) struct Setup {
    pub(crate) replicas: usize,
    pub(crate) lag: Lag,
    pub(crate) routing: Routing,
    pub(crate) round_trip: Duration,
    pub(crate) seed: u64,
    pub(crate) epoch: SystemTime,
    pub(crate) date_precision: DatePrecision,
    /// How many calls and writes are kept.
    pub(crate) on_record: usize,
}

impl Simulator {
    pub(crate) fn new(setup: Setup, faults: Faults, services: Vec<Arc<Service>>) -> Self {
        let shared = Shared {
            services,
            replicas: setup.replicas,
            lag: Mutex::new(setup.lag),
            routing: setup.routing,
            round_trip: setup.round_trip,
            clock: Clock::new(setup.epoch, setup.date_precision),
            draws: Mutex::new(Draws::new(setup.seed)),
            scripts: Mutex::default(),
            faults: Mutex::new(faults),
            rate_limits: Mutex::default(),
            refusals: Mutex::default(),
            record: Mutex::new(Record::new(setup.on_record)),
            clusters: Mutex::default(),
        };
        Self {
            shared: Arc::new(shared),
        }
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
        Script::new(&self.shared.scripts, self.name(operation))
    }

    #[track_caller]
    fn name(&self, operation: &str) -> Name {
        match Name::parse(operation, &self.shared.services) {
            Ok(name) => name,
            Err(unknown) => panic!("{unknown}"),
        }
    }

    /// The calls to an operation, by its name: for names that users give, since all else that takes one panics, or refuses
    /// it later.
    ///
    /// # Errors
    ///
    /// When [no service of the simulator](crate#names-of-operations) has the operation.
    pub fn operation(&self, name: &str) -> Result<Calls, UnknownOperation> {
        Name::parse(name, &self.shared.services)?;
        Ok(Calls::to(name))
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
        self.shared.faults.lock().add(rate, &self.shared.services)
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
        let (services, now) = (&self.shared.services, self.now());
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

    /// Makes all writes so far visible at every replica now, whatever their lags. Those to come have theirs.
    pub async fn converge(&self) {
        self.shared.converge().await;
    }

    /// Every call that the service has seen, in order, or the last of them if [not all are
    /// kept](crate::SimulatorBuilder::on_record).
    pub fn calls(&self) -> Vec<Call> {
        self.shared.record.lock().calls().cloned().collect()
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
        self.shared.record.lock().attempts(invocation_id)
    }

    /// Empties the list of calls.
    pub fn clear_calls(&self) {
        self.shared.record.lock().clear_calls();
    }

    /// Every write that has succeeded, in order, with the time at which it is visible at each replica; or the last of them
    /// if [not all are kept](crate::SimulatorBuilder::on_record).
    pub fn writes(&self) -> Vec<Write> {
        self.shared.record.lock().writes().cloned().collect()
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
        cluster.shown(write, self.now())
    }

    /// What has been asked of the simulator since its start, in figures; what has been [cleared](Self::clear_calls) counts,
    /// too.
    pub fn statistics(&self) -> Statistics {
        self.shared.record.lock().statistics().clone()
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
        self.shared.record.lock().converged_at()
    }

    /// The name in the endpoint of the service that a request is for.
    pub(crate) fn endpoint(&self, request: &MockRequest) -> Option<&str> {
        service::endpoint(&self.shared.services, request)
    }

    /// The clock of the service.
    pub(crate) fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// A request and its answer, with the time that they are under way.
    pub(crate) async fn exchange(
        &self,
        request: MockRequest,
    ) -> Result<MockResponse, ConnectionReset> {
        self.shared.exchange(request).await
    }
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
