//! The same script, once with the SDK's clients and once with the consistent ones: which reads were
//! wrong, how long each write waited, and how many read-backs that took.
//!
//! `cargo run --example quickstart -- --help`

mod advice;
mod arguments;
mod leftovers;
#[path = "../output/mod.rs"]
mod output;
mod reads;
mod report;
mod script;

use std::error::Error;
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use arguments::{Arguments, Target};
use aws_config::{BehaviorVersion, Region, SdkConfig};
use postcond_sim::{Lag, Routing, Simulator};
use postcond_tapes::Recording;
use report::Report;
use tokio::runtime::Builder;

/// After the figures.
const NEXT: &str = "
What next: README.md has the first lines of a program of yours, the guide the rest (docs/guide/src/introduction.md).
`cargo run --example quickstart -- --aws` runs the same in your account: for cents, with the rights of
postcond/examples/quickstart/policy.json.";

fn main() -> ExitCode {
    let ended = match arguments::parse(std::env::args_os()) {
        Ok(Arguments::Help) => output::print(arguments::HELP).map_err(Into::into),
        Ok(Arguments::Run { target, record }) => run(target, record.as_deref()),
        Err(error) => Err(format!("{error}\n\n{}", arguments::HELP).into()),
    };
    let advice = ended.as_ref().err().and_then(|error| advice::on(&**error));
    let code = output::exit(ended);
    if let Some(advice) = advice {
        output::complain(format_args!("\nWhat helps: {advice}."));
    }
    code
}

/// Says where the script runs, runs it and shows what it came to.
fn run(target: Target, record: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let prefix = format!("/postcond-quickstart-{:08x}", random_number());
    let recording = record.map(recording).transpose()?;
    output::print(format_args!("The script runs {target}, under {prefix}.\n"))?;
    let ended = both_runs(target, recording.as_ref(), &prefix);
    // What was recorded until an error is of use, too.
    if let (Some(recording), Some(file)) = (recording, record) {
        let requests = recording.finish();
        let requests = requests.map_err(|error| cannot_be_written(file, &error))?;
        output::print(format_args!(
            "{} has {requests} requests.\n",
            file.display()
        ))?;
    }
    let report = ended?;
    output::print(&report)?;
    if report.consistent_is_right() {
        Ok(output::print(NEXT)?)
    } else {
        Err("a read was wrong under the consistent clients".into())
    }
}

fn recording(file: &Path) -> Result<Recording, String> {
    Recording::create(file).map_err(|error| cannot_be_written(file, &error))
}

fn cannot_be_written(file: &Path, error: &std::io::Error) -> String {
    let file = file.display();
    match error.kind() {
        ErrorKind::AlreadyExists => {
            format!("{file} is there already; nothing is overwritten, give another name")
        }
        _ => format!("the session cannot be recorded to {file}: {error}"),
    }
}

fn both_runs(
    target: Target,
    recording: Option<&Recording>,
    prefix: &str,
) -> Result<Report, Box<dyn Error>> {
    let simulated = matches!(target, Target::Simulator);
    // The simulator runs on tokio's clock, which need not take real time.
    let mut runtime = Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(simulated).build()?;
    runtime.block_on(async {
        let config = config(target).await?;
        Ok(script::run_both(&config, recording, prefix).await?)
    })
}

/// Two runs in one account must not meet.
fn random_number() -> u32 {
    use std::hash::{BuildHasher, RandomState};
    let [a, b, c, d, ..] = RandomState::new()
        .hash_one(std::process::id())
        .to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

async fn config(target: Target) -> Result<SdkConfig, Box<dyn Error>> {
    match target {
        Target::Simulator => Ok(simulator()?.sdk_config()),
        Target::Aws => Ok(aws_config::load_defaults(BehaviorVersion::latest()).await),
        Target::Endpoint(url) => {
            let config = aws_config::defaults(BehaviorVersion::latest())
                .endpoint_url(url)
                .test_credentials();
            Ok(config.region(Region::new("us-east-1")).load().await)
        }
    }
}

/// Three replicas, each a few hundred milliseconds behind.
fn simulator() -> Result<Simulator, Box<dyn Error>> {
    let simulator = Simulator::builder()
        .replicas(3)
        .routing(Routing::Monotonic)
        .lag(Lag::log_normal(Duration::from_millis(300), 0.7))
        .round_trip(Duration::from_millis(15))
        .build()?;
    Ok(simulator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_not_recorded_over() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let told = recording(&file).err();
        let file = file.display();
        let expected =
            format!("{file} is there already; nothing is overwritten, give another name");
        assert_eq!(told, Some(expected));
    }
}
