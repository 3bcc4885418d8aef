//! How a simulator is set up.

use std::time::{Duration, SystemTime};

use crate::answer::Answer;
use crate::clock::DatePrecision;
use crate::faults::{Calls, FaultRate, FaultRateError, Faults};
use crate::lag::{Lag, LagError};
use crate::own_service::OwnService;
use crate::routing::Routing;
use crate::service;
use crate::simulator::{Setup, Simulator};

/// 2024-01-01T00:00:00Z: in the past, so that a date from the machine's own clock is told apart at a glance.
const EPOCH: Duration = Duration::from_secs(1_704_067_200);

/// Sets up a [`Simulator`]; made by [`Simulator::builder`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing before `build`"]
pub struct SimulatorBuilder {
    setup: Setup,
    fault_rates: Vec<FaultRate>,
    own: Vec<OwnService>,
}

/// Why a simulator could not be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// There is no replica to serve reads.
    #[error("a simulator needs at least one replica")]
    NoReplicas,
    /// The lag cannot be drawn from.
    #[error(transparent)]
    Lag(#[from] LagError),
    /// A fault rate is no share, or is that of an operation that there is not.
    #[error(transparent)]
    FaultRate(#[from] FaultRateError),
    /// The simulator has a service of this name already.
    #[error("the simulator has two services called `{0}`")]
    SecondService(String),
    /// The models of the services are not readable.
    #[error("the models of the services: {0}")]
    Models(#[from] &'static serde_json::Error),
}

impl SimulatorBuilder {
    fn new() -> Self {
        Self {
            setup: Setup {
                replicas: 1,
                lag: Lag::zero(),
                routing: Routing::default(),
                round_trip: Duration::ZERO,
                seed: 0,
                epoch: SystemTime::UNIX_EPOCH + EPOCH,
                date_precision: DatePrecision::default(),
                on_record: usize::MAX,
            },
            fault_rates: Vec::new(),
            own: Vec::new(),
        }
    }

    /// How many replicas serve reads. Without it, one.
    pub fn replicas(mut self, replicas: usize) -> Self {
        self.setup.replicas = replicas;
        self
    }

    /// How long a write takes to reach a replica. Without it, no time.
    pub fn lag(mut self, lag: Lag) -> Self {
        self.setup.lag = lag;
        self
    }

    /// Which replica serves a read. Without it, [`Routing::Monotonic`].
    pub fn routing(mut self, routing: Routing) -> Self {
        self.setup.routing = routing;
        self
    }

    /// How long a request and its answer are under way: half of it before the service sees the request, and half
    /// after. Without it, no time.
    pub fn round_trip(mut self, round_trip: Duration) -> Self {
        self.setup.round_trip = round_trip;
        self
    }

    /// What all draws follow from: lags, routing, faults and request ids. Without it, 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.setup.seed = seed;
        self
    }

    /// The date that the service shows at the start. Without it, 2024-01-01T00:00:00Z.
    pub fn epoch(mut self, epoch: SystemTime) -> Self {
        self.setup.epoch = epoch;
        self
    }

    /// How finely parameters are dated. Without it, [`DatePrecision::Milliseconds`].
    pub fn date_precision(mut self, precision: DatePrecision) -> Self {
        self.setup.date_precision = precision;
        self
    }

    /// How many calls, and how many writes, stay on record: the last ones. Without it, all: a simulator that serves
    /// millions of them has to forget some. [Statistics](Simulator::statistics) count them all the same; a
    /// [refusal](Simulator::refuse_after) needs the write that it follows.
    pub fn on_record(mut self, calls: usize) -> Self {
        self.setup.on_record = calls;
        self
    }

    /// Gives this share of these calls, from 0 to 1, this answer in place of the service's own, from the start on; see
    /// [`Simulator::fault_rate`]. May be given several times. Without it, the service never fails.
    pub fn fault_rate(mut self, calls: Calls, answer: Answer, share: f64) -> Self {
        self.fault_rates.push(FaultRate {
            calls,
            answer,
            share,
        });
        self
    }

    /// Adds a service beside those that the simulator has by itself. May be given several times.
    pub fn service(mut self, service: OwnService) -> Self {
        self.own.push(service);
        self
    }

    /// The simulator.
    ///
    /// Its clock starts here when called in a tokio runtime, and otherwise when the simulator is first used.
    ///
    /// # Errors
    ///
    /// When there are no replicas, two services have the same name, the figures of the lag make no sense, a fault rate is not from 0 to 1, or it is that
    /// of an operation that no service of the simulator has.
    pub fn build(self) -> Result<Simulator, BuildError> {
        if self.setup.replicas == 0 {
            return Err(BuildError::NoReplicas);
        }
        self.setup.lag.check()?;
        let mut services = service::all()?.to_vec();
        for own in &self.own {
            let own = own.service();
            if services.iter().any(|service| service.name == own.name) {
                return Err(BuildError::SecondService(own.name.clone().into_owned()));
            }
            services.push(own);
        }
        let mut faults = Faults::new(self.setup.seed);
        for rate in &self.fault_rates {
            faults.add(rate.clone(), &services)?;
        }
        Ok(Simulator::new(self.setup, faults, services))
    }
}

impl Simulator {
    /// Sets up a simulator.
    pub fn builder() -> SimulatorBuilder {
        SimulatorBuilder::new()
    }
}
