//! A deployment: many parameters are written, and the program goes on when all of them are visible.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use aws_sdk_ssm::{Client, Config};
use futures_util::future::join_all;
use futures_util::stream::{StreamExt, TryStreamExt, iter};
use postcond::Scope;
use postcond::ssm::ConsistentSsmClient;
use postcond_sim::{Lag, Simulator};
use tokio::runtime::Builder;

use crate::bench::Result;
use crate::meter::{Consumption, Meter, Request};
use crate::tool::Tool;
use crate::trial::write_and_poll;

/// What is written, and where. The same deployment gives the same lags to its writes, however they
/// are made.
#[derive(Clone, Debug)]
pub struct Deployment {
    /// How many parameters there are, each with a name of its own.
    pub writes: usize,
    /// How long a write takes to show.
    pub lag: Lag,
    /// How long a request and its answer are under way.
    pub round_trip: Duration,
    /// What the lags follow from.
    pub seed: u64,
}

/// How the writes are made, and confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Not read back at all, so many at a time.
    Unconfirmed {
        /// How many.
        at_once: usize,
    },
    /// One after the other, each polled for in the pace of another tool.
    ToolInTurn(Tool),
    /// Consistent calls, one after the other.
    ConsistentInTurn,
    /// Consistent calls, all at once.
    ConsistentJoined,
    /// Sent in a scope, as many at a time as it lets through, and settled together.
    Scoped,
}

/// What a deployment took.
#[derive(Clone, Debug)]
pub struct Deployed {
    /// From the first request to the moment when the program went on, by the simulated clock.
    pub took: Duration,
    /// The longest that any write took to show.
    pub slowest_lag: Duration,
    /// The requests that were made to read back, in order; since the start.
    pub reads: Vec<Request>,
    /// How many writes were under way or unconfirmed at once, at most.
    pub most_outstanding: usize,
    /// How long a parameter's name is, in bytes.
    pub name_length: usize,
    /// What the clients took for themselves.
    pub consumption: Consumption,
}

impl Deployment {
    /// Runs it on a simulator, with clients and a clock of its own.
    ///
    /// # Errors
    /// If a call fails, or a write is not confirmed.
    pub fn run(&self, method: Method) -> Result<Deployed> {
        let mut runtime = Builder::new_current_thread();
        let runtime = runtime.enable_time().start_paused(true).build()?;
        let simulator = runtime.block_on(async { self.simulator() })?;
        let meter = Meter::new(simulator.clone());
        let writer = self.writer(&simulator, &meter);
        runtime.block_on(writer.warm_up());
        let started = runtime.block_on(async { simulator.now() });
        let (ended, consumption) = meter.measure(&runtime, async {
            writer.write_all(method).await?;
            Result::Ok(simulator.now())
        });
        let took = ended? - started;
        let written = simulator.writes();
        if written.len() != self.writes {
            return Err(format!("{} of {} were written", written.len(), self.writes).into());
        }
        let lags = written.iter().map(|it| it.visible_everywhere() - it.at);
        Ok(Deployed {
            took,
            slowest_lag: lags.max().unwrap_or_default(),
            reads: reads(&meter, started),
            most_outstanding: method.most_outstanding(self.writes),
            name_length: writer.names.first().map_or(0, String::len),
            consumption,
        })
    }

    fn simulator(&self) -> Result<Simulator> {
        let simulator = Simulator::builder()
            .lag(self.lag.clone())
            .round_trip(self.round_trip)
            .seed(self.seed);
        Ok(simulator.build()?)
    }

    fn writer(&self, simulator: &Simulator, meter: &Meter) -> Writer {
        let config = simulator.sdk_config().into_builder();
        let config = config.http_client(meter.clone()).build();
        let client = Client::from_conf(Config::from(&config));
        Writer {
            consistent: ConsistentSsmClient::builder(client.clone()).build(),
            client,
            names: (0..self.writes).map(|it| format!("/app/{it:05}")).collect(),
        }
    }
}

impl Method {
    /// Of so many writes.
    fn most_outstanding(self, writes: usize) -> usize {
        match self {
            Self::ToolInTurn(_) | Self::ConsistentInTurn => 1,
            Self::Unconfirmed { at_once } => at_once.min(writes),
            Self::ConsistentJoined | Self::Scoped => writes,
        }
    }
}

/// The reads of the measured part, which began at `started`.
fn reads(meter: &Meter, started: Duration) -> Vec<Request> {
    let requests = meter.requests().into_iter();
    let reads = requests.filter(|it| it.operation != "PutParameter" && it.at >= started);
    let since_start = |read: Request| Request {
        at: read.at - started,
        ..read
    };
    reads.map(since_start).collect()
}

struct Writer {
    client: Client,
    consistent: ConsistentSsmClient,
    names: Vec<String>,
}

impl Writer {
    /// Has the SDK set up what it sets up at the first call.
    async fn warm_up(&self) {
        // There is no such parameter, and that is no error.
        let _ = self.client.get_parameter().name("/none").send().await;
    }

    async fn write_all(&self, method: Method) -> Result<()> {
        let names = self.names.iter();
        match method {
            Method::Unconfirmed { at_once } => {
                let calls = iter(names).map(|it| self.write(it));
                calls.buffer_unordered(at_once).try_collect().await
            }
            Method::ToolInTurn(tool) => {
                for (seed, name) in (0..).zip(names) {
                    write_and_poll(&self.client, name, tool, seed).await?;
                }
                Ok(())
            }
            Method::ConsistentInTurn => {
                for name in names {
                    self.write_consistently(name).await?;
                }
                Ok(())
            }
            Method::ConsistentJoined => {
                let calls = names.map(|it| self.write_consistently(it));
                join_all(calls).await.into_iter().collect()
            }
            Method::Scoped => self.write_in_scope().await,
        }
    }

    async fn write_in_scope(&self) -> Result<()> {
        let scope = Scope::new();
        let send = async |name| {
            let call = self
                .consistent
                .put_parameter()
                .name(name)
                .value("value")
                .r#type(ParameterType::String);
            call.overwrite(true).send_in(&scope).await
        };
        let sent = iter(&self.names).map(send);
        let sent = sent.buffer_unordered(Scope::DEFAULT_CONCURRENT_WRITES);
        let handles: Vec<_> = sent.try_collect().await?;
        scope.settle().await.into_result()?;
        // A program has the outputs until it is done.
        drop(handles);
        Ok(())
    }

    async fn write(&self, name: &str) -> Result<()> {
        let call = self
            .client
            .put_parameter()
            .name(name)
            .value("value")
            .r#type(ParameterType::String);
        call.overwrite(true).send().await?;
        Ok(())
    }

    async fn write_consistently(&self, name: &str) -> Result<()> {
        let call = self
            .consistent
            .put_parameter()
            .name(name)
            .value("value")
            .r#type(ParameterType::String);
        call.overwrite(true).send().await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn deploy(method: Method) -> Deployed {
        let deployment = Deployment {
            writes: 12,
            lag: Lag::log_normal(300 * MS, 1.0),
            round_trip: 20 * MS,
            seed: 1,
        };
        deployment.run(method).unwrap()
    }

    #[test]
    fn the_same_deployment_has_the_same_lags_whatever_the_method() {
        let slowest = deploy(Method::Unconfirmed { at_once: 5 }).slowest_lag;
        let methods = [
            Method::ToolInTurn(Tool::Boto3PostConditions),
            Method::ConsistentInTurn,
            Method::ConsistentJoined,
            Method::Scoped,
        ];
        for method in methods {
            assert_eq!(deploy(method).slowest_lag, slowest, "{method:?}");
        }
    }

    #[test]
    fn writes_that_are_not_read_back_take_a_round_trip_for_each_that_follows_another() {
        for (at_once, took) in [(1, 240 * MS), (5, 60 * MS), (12, 20 * MS), (50, 20 * MS)] {
            let deployed = deploy(Method::Unconfirmed { at_once });
            assert_eq!((deployed.took, deployed.reads), (took, vec![]), "{at_once}");
        }
    }

    #[test]
    fn writes_that_are_confirmed_together_wait_for_the_slowest() {
        for method in [Method::ConsistentJoined, Method::Scoped] {
            let deployed = deploy(method);
            let bound = deployed.slowest_lag + 20 * MS;
            assert!((bound..bound * 2).contains(&deployed.took), "{deployed:?}");
        }
    }
}
