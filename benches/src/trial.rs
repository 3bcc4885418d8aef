//! Writes that are read back, one after the other, and what each took.

use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::{Parameter, ParameterType};
use postcond::Policy;
use postcond::runtime::History;
use postcond::ssm::ConsistentSsmClient;
use postcond_sim::Simulator;
use tokio::runtime::Builder;

use crate::bench::Result;
use crate::endpoint::{Endpoint, Setup};
use crate::tool::Tool;

/// The one parameter that is written again and again.
const NAME: &str = "/app/db";

/// How writes are read back.
#[derive(Clone, Debug)]
pub enum Strategy {
    /// In the pace of another tool, until one read has seen the version.
    Tool(Tool),
    /// By a consistent client with this policy.
    Postcond(Policy),
}

/// What one write took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// How long the write took to show at all replicas, from when the service made it.
    pub lag: Duration,
    /// How long the call took, from when the service made the write.
    pub took: Duration,
    /// How long the call took beyond the moment from which all replicas showed the write.
    pub overshoot: Duration,
    /// How many reads were made before it returned.
    pub reads: usize,
}

/// A client at an endpoint that lags, and a strategy.
#[derive(Debug)]
pub struct Trial {
    endpoint: Endpoint,
    client: Client,
    consistent: ConsistentSsmClient,
    strategy: Strategy,
    writes: u64,
}

impl Trial {
    /// Nothing is written yet.
    ///
    /// # Errors
    /// If the setup makes no sense.
    pub fn new(setup: Setup, strategy: Strategy) -> Result<Self> {
        let endpoint = Endpoint::new(setup)?;
        let client = Client::from_conf(endpoint.config());
        Ok(Self {
            consistent: consistent(&client, &strategy, None),
            endpoint,
            client,
            strategy,
            writes: 0,
        })
    }

    /// Saves what the client has learned.
    ///
    /// # Errors
    /// If it cannot be saved.
    pub async fn save_history(&self) -> Result<()> {
        Ok(self.consistent.save_history().await?)
    }

    /// Goes on as another process would, which knows no more than its history.
    pub fn begin_anew(&mut self, history: Option<&History>) {
        self.consistent = consistent(&self.client, &self.strategy, history);
    }

    /// The endpoint.
    pub fn endpoint(&mut self) -> &mut Endpoint {
        &mut self.endpoint
    }

    /// Writes once more, and returns when the strategy says that the write is visible.
    ///
    /// # Errors
    /// If a call fails, or a strategy gives up: at this endpoint, neither should happen.
    pub async fn write(&mut self) -> Result<Observed> {
        self.endpoint.expect_write()?;
        self.writes += 1;
        let simulator = self.endpoint.simulator();
        simulator.clear_calls();
        match self.strategy {
            Strategy::Tool(tool) => write_and_poll(&self.client, NAME, tool, self.writes).await?,
            Strategy::Postcond(_) => self.write_consistently().await?,
        }
        observed(&simulator)
    }

    async fn write_consistently(&self) -> Result<()> {
        let call = self
            .consistent
            .put_parameter()
            .name(NAME)
            .value("value")
            .r#type(ParameterType::String);
        call.overwrite(true).send().await?;
        Ok(())
    }

    /// The version that a plain read shows; 0 where it shows none.
    ///
    /// # Errors
    /// If the read fails for another reason than that there is no such parameter.
    pub async fn visible_version(&self) -> Result<i64> {
        visible_version(&self.client, NAME).await
    }
}

fn consistent(
    client: &Client,
    strategy: &Strategy,
    history: Option<&History>,
) -> ConsistentSsmClient {
    let mut builder = ConsistentSsmClient::builder(client.clone());
    if let Strategy::Postcond(policy) = strategy {
        builder = builder.policy(policy.clone());
    }
    if let Some(history) = history {
        builder = builder.history(history.clone());
    }
    builder.build()
}

/// Writes this parameter, and polls in the pace of `tool` until a read shows the version. `seed`
/// decides what is random about the pace.
///
/// # Errors
/// If a call fails.
pub async fn write_and_poll(client: &Client, name: &str, tool: Tool, seed: u64) -> Result<()> {
    let call = client
        .put_parameter()
        .name(name)
        .value("value")
        .r#type(ParameterType::String);
    let written = call.overwrite(true).send().await?.version();
    let mut pauses = tool.pauses(seed);
    while visible_version(client, name).await? < written {
        let pause = pauses.next().ok_or("the tool polls no more")?;
        tokio::time::sleep(pause).await;
    }
    Ok(())
}

async fn visible_version(client: &Client, name: &str) -> Result<i64> {
    match client.get_parameter().name(name).send().await {
        Ok(read) => Ok(read.parameter().map_or(0, Parameter::version)),
        Err(error) => {
            let error = error.into_service_error();
            let unknown = error.is_parameter_not_found();
            unknown.then_some(0).ok_or_else(|| error.into())
        }
    }
}

/// What the simulator has on record of its last write, which has just been read back.
fn observed(simulator: &Simulator) -> Result<Observed> {
    let (now, reads) = (simulator.now(), simulator.calls_to("GetParameter").len());
    let write = simulator.writes().pop().ok_or("nothing was written")?;
    let visible = write.visible_everywhere();
    Ok(Observed {
        lag: visible - write.at,
        took: now - write.at,
        overshoot: now.saturating_sub(visible),
        reads,
    })
}

/// Runs `trial` in a runtime of its own, whose clock is paused.
///
/// # Errors
/// That of `trial`, or that there is no runtime to be had.
pub fn simulate<T>(trial: impl AsyncFnOnce() -> Result<T>) -> Result<T> {
    let mut runtime = Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build()?;
    runtime.block_on(trial())
}

#[cfg(test)]
mod tests {
    use postcond_sim::{Lag, Routing};

    use super::*;
    use crate::bound::replay;
    use crate::endpoint::ROUND_TRIP;

    fn setup() -> Setup {
        Setup {
            replicas: 1,
            routing: Routing::Monotonic,
            lag: Lag::log_normal(Duration::from_millis(200), 1.0),
            round_trip: ROUND_TRIP,
        }
    }

    fn observe(strategy: Strategy, writes: usize) -> Vec<Observed> {
        let trial = async || {
            let mut trial = Trial::new(setup(), strategy)?;
            let mut observed = Vec::new();
            for _ in 0..writes {
                observed.push(trial.write().await?);
            }
            Ok(observed)
        };
        simulate(trial).unwrap()
    }

    #[test]
    fn the_same_writes_have_the_same_lags_whatever_the_strategy() {
        let lags = |strategy| -> Vec<Duration> {
            let observed = observe(strategy, 120);
            observed.iter().map(|write| write.lag).collect()
        };
        let policy = Policy::builder().build().unwrap();
        assert_eq!(
            lags(Strategy::Tool(Tool::Terraform)),
            lags(Strategy::Postcond(policy))
        );
    }

    #[test]
    fn what_is_replayed_is_what_is_simulated() {
        let simulated = observe(Strategy::Tool(Tool::Terraform), 60);
        let pauses = Tool::Terraform.pauses(0).take(10);
        let inspections = pauses.scan(Duration::ZERO, |next, pause| {
            let inspection = *next;
            *next += ROUND_TRIP + pause;
            Some(inspection)
        });
        let inspections: Vec<Duration> = inspections.collect();
        let lags = simulated.iter().map(|write| write.lag);
        assert_eq!(replay(&inspections, lags), simulated);
    }
}
