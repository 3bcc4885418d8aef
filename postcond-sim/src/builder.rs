//! How a simulator is set up.

use std::time::{Duration, SystemTime};

use crate::clock::DatePrecision;
use crate::faults::{Calls, FaultRate, FaultRateError, Faults};
use crate::lag::{Lag, LagError};
use crate::routing::Routing;
use crate::script::Answer;
use crate::service;
use crate::simulator::Simulator;

/// 2024-01-01T00:00:00Z: in the past, so that a date from the machine's own clock is told apart at a glance.
const EPOCH: Duration = Duration::from_secs(1_704_067_200);

/// Sets up a [`Simulator`]; made by [`Simulator::builder`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing before `build`"]
pub struct SimulatorBuilder {
    pub(crate) replicas: usize,
    pub(crate) lag: Lag,
    pub(crate) routing: Routing,
    pub(crate) round_trip: Duration,
    pub(crate) seed: u64,
    pub(crate) epoch: SystemTime,
    pub(crate) date_precision: DatePrecision,
    fault_rates: Vec<FaultRate>,
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
    /// The models of the services are not readable.
    #[error("the models of the services: {0}")]
    Models(#[from] &'static serde_json::Error),
}

impl SimulatorBuilder {
    pub(crate) fn new() -> Self {
        Self {
            replicas: 1,
            lag: Lag::zero(),
            routing: Routing::default(),
            round_trip: Duration::ZERO,
            seed: 0,
            epoch: SystemTime::UNIX_EPOCH + EPOCH,
            date_precision: DatePrecision::default(),
            fault_rates: Vec::new(),
        }
    }

    /// How many replicas serve reads. Without it, one.
    pub fn replicas(mut self, replicas: usize) -> Self {
        self.replicas = replicas;
        self
    }

    /// How long a write takes to reach a replica. Without it, no time.
    pub fn lag(mut self, lag: Lag) -> Self {
        self.lag = lag;
        self
    }

    /// Which replica serves a read. Without it, [`Routing::Monotonic`].
    pub fn routing(mut self, routing: Routing) -> Self {
        self.routing = routing;
        self
    }

    /// How long a request and its answer are under way: half of it before the service sees the request, and half
    /// after. Without it, no time.
    pub fn round_trip(mut self, round_trip: Duration) -> Self {
        self.round_trip = round_trip;
        self
    }

    /// What all draws follow from: lags, routing, faults and request ids. Without it, 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The date that the service shows at the start. Without it, 2024-01-01T00:00:00Z.
    pub fn epoch(mut self, epoch: SystemTime) -> Self {
        self.epoch = epoch;
        self
    }

    /// How finely parameters are dated. Without it, [`DatePrecision::Milliseconds`].
    pub fn date_precision(mut self, precision: DatePrecision) -> Self {
        self.date_precision = precision;
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

    /// The simulator.
    ///
    /// Its clock starts here when called in a tokio runtime, and otherwise when the simulator is first used.
    ///
    /// # Errors
    ///
    /// When there are no replicas, the figures of the lag make no sense, a fault rate is not from 0 to 1, or it is that
    /// of an operation that no service of the simulator has.
    pub fn build(self) -> Result<Simulator, BuildError> {
        if self.replicas == 0 {
            return Err(BuildError::NoReplicas);
        }
        self.lag.check()?;
        let services = service::all()?;
        let mut faults = Faults::new(self.seed);
        for rate in &self.fault_rates {
            faults.add(rate.clone(), services)?;
        }
        Ok(Simulator::new(self, faults, services))
    }
}
