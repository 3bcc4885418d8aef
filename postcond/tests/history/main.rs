//! What a client has learned outlives it.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

mod bad_files;
mod learned;
mod warnings;

use std::time::Duration;

use postcond::runtime::{Evidence, History};
use postcond::ssm::sdk::types::ParameterType;
use postcond::ssm::{ConsistentSsmClient, sdk};
use postcond::{Policy, Schedule};
use postcond_sim::{Lag, Simulator};

const LAG: Duration = Duration::from_millis(300);

/// An endpoint that lags, and clients of it.
struct Endpoint {
    sim: Simulator,
}

impl Endpoint {
    /// That of a process which has just begun. All that is left to chance is the same in every run.
    fn client(&self, history: History) -> ConsistentSsmClient {
        let policy = Policy::builder().schedule(Schedule::learned().seed(1));
        let inner = sdk::Client::new(&self.sim.sdk_config());
        let builder = ConsistentSsmClient::builder(inner).history(history);
        builder.policy(policy.build().unwrap()).build()
    }
}

impl Default for Endpoint {
    fn default() -> Self {
        let sim = Simulator::builder()
            .lag(Lag::fixed(LAG))
            .round_trip(Duration::from_millis(15));
        Self {
            sim: sim.build().unwrap(),
        }
    }
}

async fn write(client: &ConsistentSsmClient) -> Evidence {
    let call = client
        .put_parameter()
        .name("/app/db-of-mine")
        .value("s3cret")
        .r#type(ParameterType::String);
    let confirmed = call.overwrite(true).send_with_evidence().await;
    confirmed.unwrap().evidence
}

/// Writes until there is enough to make a plan.
async fn teach(client: &ConsistentSsmClient) {
    for _ in 0..25 {
        write(client).await;
    }
}

fn first_poll(evidence: &Evidence) -> Duration {
    evidence.polls()[0].at
}
