//! A check of one's own: after `DeleteParameter`, wait until the name is gone from the listing, too.
//!
//! The built-in check reads by name. The listing is another index, and lags behind.
//!
//! `cargo run --example custom_check`

mod output;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use postcond::post_condition;
use postcond::runtime::{Check, pending, satisfied};
use postcond::ssm::sdk::Client;
use postcond::ssm::sdk::operation::delete_parameter::{
    DeleteParameterInput, DeleteParameterOutput,
};
use postcond::ssm::sdk::types::{ParameterStringFilter, ParameterType};
use postcond::ssm::{ConsistentSsmClient, Reader};
use postcond_sim::{Lag, Simulator};

/// The name is missing from the listing, last page included.
#[post_condition(
    service = "ssm",
    op = "DeleteParameter",
    reads = ["DescribeParameters"]
)]
async fn no_longer_listed(
    ssm: &Reader,
    input: &DeleteParameterInput,
    _: &DeleteParameterOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let by_name = ParameterStringFilter::builder()
        .key("Name")
        .option("Equals")
        .values(name);
    let by_name = by_name
        .build()
        .map_err(postcond::runtime::ReadError::fatal)?;
    let mut pages = ssm
        .describe_parameters()
        .parameter_filters(by_name)
        .into_paginator()
        .send();
    while let Some(page) = pages.next().await {
        if page?.parameters().iter().any(|it| it.name() == Some(name)) {
            return pending(format!("{name} is still listed"));
        }
    }
    satisfied(format!("{name} is not listed"))
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> ExitCode {
    output::exit(delete_and_see().await)
}

/// Deletes a parameter, and shows what each check saw of that.
async fn delete_and_see() -> Result<(), Box<dyn Error>> {
    let sim = Simulator::builder()
        .lag(Lag::fixed(Duration::from_millis(300)))
        .build()?;
    let ssm = ConsistentSsmClient::builder(Client::new(&sim.sdk_config()))
        .post_condition(no_longer_listed)
        .build();

    ssm.put_parameter()
        .name("/app/db")
        .value("v1")
        .r#type(ParameterType::String)
        .send()
        .await?;
    let deleted = ssm
        .delete_parameter()
        .name("/app/db")
        .send_with_evidence()
        .await?;

    for poll in deleted.evidence.polls() {
        let at = poll.at.as_millis();
        output::print(format_args!(
            "{at:>4} ms  {:<18} {:<10} {}",
            poll.check, poll.outcome, poll.seen
        ))?;
    }
    Ok(())
}
