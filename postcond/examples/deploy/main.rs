//! A deployment of 300 parameters and 50 secrets that waits once for all of them.
//!
//! `cargo run --example deploy`, on a simulated AWS and on the real clock: it takes a few seconds.

#[path = "../output/mod.rs"]
mod output;
mod report;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use futures_util::TryFutureExt;
use futures_util::future::try_join_all;
use indicatif::{ProgressBar, ProgressStyle};
use postcond::Scope;
use postcond::runtime::Progress;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk::types::ParameterType;
use postcond_sim::{Lag, Simulator};
use report::Report;
use tokio::time::Instant;

const PARAMETERS: usize = 300;
const SECRETS: usize = 50;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    output::exit(deploy().await)
}

async fn deploy() -> Result<(), Box<dyn Error>> {
    let simulator = simulator()?;
    let config = simulator.sdk_config();
    let ssm = ConsistentSsmClient::new(&config);
    let secrets = ConsistentSecretsManagerClient::new(&config);
    let scope = Scope::new();

    let began = Instant::now();
    send(&ssm, &secrets, &scope).await?;
    let sending = began.elapsed();

    let bar = bar("confirming", scope.outstanding())?;
    let settlement = scope.settle_with(|progress| show(progress, &bar)).await;
    bar.finish_and_clear();
    // From here on, every read sees all of them; if one is not confirmed, the error names it.
    let settlement = settlement.into_result()?;
    output::print(Report {
        settlement,
        sending,
        calls: simulator.calls().len(),
        writes: simulator.writes(),
    })?;
    Ok(())
}

/// Sends all writes, as many at once as the scope permits.
async fn send(
    ssm: &ConsistentSsmClient,
    secrets: &ConsistentSecretsManagerClient,
    scope: &Scope,
) -> Result<(), Box<dyn Error>> {
    let bar = bar("writing", PARAMETERS + SECRETS)?;
    let parameters = (0..PARAMETERS).map(|index| {
        let put = ssm
            .put_parameter()
            .name(format!("/app/setting-{index}"))
            .r#type(ParameterType::String);
        let put = put.value("on").r#type(ParameterType::String);
        put.send_in(scope).inspect_ok(|_| bar.inc(1))
    });
    let secrets = (0..SECRETS).map(|index| {
        let create = secrets.create_secret().name(format!("app/key-{index}"));
        let create = create.secret_string("not a secret");
        create.send_in(scope).inspect_ok(|_| bar.inc(1))
    });
    let parameters = try_join_all(parameters).err_into::<Box<dyn Error>>();
    let secrets = try_join_all(secrets).err_into();
    tokio::try_join!(parameters, secrets)?;
    bar.finish_and_clear();
    Ok(())
}

fn show(progress: &Progress, bar: &ProgressBar) {
    bar.set_position(progress.settled() as u64);
    if let Some(slowest) = progress.slowest() {
        bar.set_message(slowest.to_string());
    }
}

/// A bar that is drawn on a terminal, and nowhere else.
fn bar(what: &'static str, writes: usize) -> Result<ProgressBar, Box<dyn Error>> {
    let style = ProgressStyle::with_template("{prefix:>10} [{bar:25}] {pos}/{len} {wide_msg}")?;
    let bar = ProgressBar::new(writes as u64).with_prefix(what);
    bar.set_style(style.progress_chars("=> "));
    if bar.is_hidden() {
        output::print(format_args!("{what}: {writes} writes"))?;
    }
    Ok(bar)
}

/// A service whose reads are a few hundred milliseconds behind.
fn simulator() -> Result<Simulator, Box<dyn Error>> {
    let simulator = Simulator::builder()
        .lag(Lag::log_normal(Duration::from_millis(300), 0.7))
        .round_trip(Duration::from_millis(15))
        .build()?;
    Ok(simulator)
}
