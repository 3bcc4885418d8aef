//! The endpoint that lags: a simulator that is replaced by a new one from time to time.
//!
//! A parameter keeps all its versions, and a simulator compares its state before and after every
//! write: it slows down as it ages. Clients keep talking to the same endpoint, so that what they
//! learn is theirs to keep.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_ssm::Config;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use parking_lot::Mutex;
use postcond_sim::{Lag, Routing, Simulator, SimulatorBuilder};

use crate::bench::Result;

/// How long a request and its answer are under way, where times are simulated.
pub const ROUND_TRIP: Duration = Duration::from_millis(15);

/// What an endpoint is like.
#[derive(Clone, Debug)]
pub struct Setup {
    /// How many replicas serve reads.
    pub replicas: usize,
    /// Which of them serves a read.
    pub routing: Routing,
    /// How long a write takes to reach each.
    pub lag: Lag,
    /// How long a request and its answer are under way.
    pub round_trip: Duration,
}

/// An endpoint of SSM that lags. The same setup gives the same lags to the same writes, however they
/// are read back.
#[derive(Debug)]
pub struct Endpoint {
    setup: Setup,
    writes: u64,
    current: Arc<Mutex<Simulator>>,
}

impl Endpoint {
    const WRITES_PER_SIMULATOR: u64 = 50;

    /// An endpoint that has seen no write.
    ///
    /// # Errors
    /// If the setup makes no sense.
    pub fn new(setup: Setup) -> Result<Self> {
        Ok(Self {
            current: Arc::new(Mutex::new(simulator(&setup, 0).build()?)),
            setup,
            writes: 0,
        })
    }

    /// A config of the SDK whose clients talk to this endpoint.
    #[must_use]
    pub fn config(&self) -> Config {
        let config = self.simulator().sdk_config().into_builder();
        let relay = Relay(Arc::clone(&self.current));
        Config::from(&config.http_client(SharedHttpClient::new(relay)).build())
    }

    /// The simulator that answers now.
    #[must_use]
    pub fn simulator(&self) -> Simulator {
        self.current.lock().clone()
    }

    /// Changes how long the writes from now on take.
    ///
    /// # Errors
    /// If the figures of the lag make no sense.
    pub fn set_lag(&mut self, lag: Lag) -> Result<()> {
        self.simulator().set_lag(lag.clone())?;
        self.setup.lag = lag;
        Ok(())
    }

    /// Makes room for another write. Those before must be visible everywhere.
    ///
    /// # Errors
    /// If no simulator can be set up.
    pub fn expect_write(&mut self) -> Result<()> {
        if self.writes > 0 && self.writes.is_multiple_of(Self::WRITES_PER_SIMULATOR) {
            // Its clock goes on: one that is set back says nothing of when a write was made.
            let next = simulator(&self.setup, self.writes).epoch(self.simulator().date());
            *self.current.lock() = next.build()?;
        }
        self.writes += 1;
        Ok(())
    }
}

fn simulator(setup: &Setup, seed: u64) -> SimulatorBuilder {
    Simulator::builder()
        .replicas(setup.replicas)
        .routing(setup.routing)
        .lag(setup.lag.clone())
        .round_trip(setup.round_trip)
        .seed(seed)
}

/// Passes requests on to the simulator that answers now.
#[derive(Debug)]
struct Relay(Arc<Mutex<Simulator>>);

impl HttpClient for Relay {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let simulator = self.0.lock().http_client();
        simulator.http_connector(settings, components)
    }
}
