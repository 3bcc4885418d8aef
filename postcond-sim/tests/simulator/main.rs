//! The simulator through the eyes of the SDK. One program, so that the SDK crates are linked once.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

mod answers;
mod building;
mod dates;
mod faults;
mod global;
mod limits_of_parameters;
mod lists_of_secrets;
mod many;
mod own_service;
mod parameters;
mod record;
mod refusals;
mod required;
mod routing;
mod secrets;
mod shown;
mod shown_afterwards;
mod stale;
mod staleness;
mod values_of_secrets;

use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::config::retry::RetryConfig;
use aws_sdk_ssm::error::ProvideErrorMetadata;
use aws_sdk_ssm::types::ParameterType;
use postcond_sim::{Lag, Simulator};

const LAG: Duration = Duration::from_millis(300);

/// One replica that is 300 ms behind.
fn lagging() -> Simulator {
    Simulator::builder()
        .lag(Lag::fixed(LAG))
        .build()
        .expect("the figures are valid")
}

/// One replica that is never behind.
fn prompt() -> Simulator {
    Simulator::builder().build().expect("the figures are valid")
}

/// A client that does not retry by itself.
fn once(sim: &Simulator) -> Client {
    let config = sim.sdk_config().into_builder();
    Client::new(&config.retry_config(RetryConfig::disabled()).build())
}

/// Waits until the simulator's clock shows exactly this; a sleep may last up to a millisecond longer.
async fn until(sim: &Simulator, instant: Duration) {
    tokio::time::advance(instant - sim.now()).await;
}

async fn put(ssm: &Client, name: &str, value: &str) -> i64 {
    let request = ssm
        .put_parameter()
        .name(name)
        .value(value)
        .r#type(ParameterType::String)
        .overwrite(true);
    request.send().await.expect("the write succeeds").version()
}

/// The value of a parameter, or the code of the error.
async fn value(ssm: &Client, name: &str) -> Result<String, String> {
    match ssm.get_parameter().name(name).send().await {
        Ok(output) => {
            let value = output.parameter().and_then(|parameter| parameter.value());
            Ok(value.expect("a parameter has a value").to_owned())
        }
        Err(error) => Err(code(&error)),
    }
}

/// The code of an error, or how there came to be none.
fn code<E, R>(error: &aws_sdk_ssm::error::SdkError<E, R>) -> String
where
    E: ProvideErrorMetadata + std::fmt::Debug,
    R: std::fmt::Debug,
{
    match error.as_service_error().and_then(|error| error.code()) {
        Some(code) => code.to_owned(),
        None => format!("{error:?}"),
    }
}
