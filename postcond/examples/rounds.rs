//! Overwrites a parameter and reads it, again and again, at the endpoint that the environment names: how many reads
//! were stale, and how long a write took. `benches/beside_the_predecessor.sh` runs it against `postcond-sim serve`.
//!
//! `AWS_ENDPOINT_URL=... cargo run --example rounds -- [sdk|postcond|enforcing] [ROUNDS]`

use std::error::Error;
use std::time::{Duration, Instant};

use aws_config::BehaviorVersion;
use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::ParameterType;
use postcond::ssm::ConsistentSsmClient;

#[path = "output/mod.rs"]
mod output;

const NAME: &str = "/rounds";

fn main() -> std::process::ExitCode {
    let mut arguments = std::env::args().skip(1);
    let client = arguments.next().unwrap_or_else(|| "postcond".to_owned());
    let rounds = arguments.next().map_or(Ok(20), |rounds| rounds.parse());
    output::exit(match rounds {
        Ok(rounds) => run(&client, rounds),
        Err(_) => Err("the number of rounds is no whole number".into()),
    })
}

fn run(client: &str, rounds: u32) -> Result<(), Box<dyn Error>> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build()?.block_on(async {
        let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
        let (sdk, consistent) = (Client::new(&config), ConsistentSsmClient::new(&config));
        let enforcing = consistent.enforcing_sdk_client();
        let (mut stale, mut took) = (0, Duration::ZERO);
        for round in 0..rounds {
            let (value, began) = (round.to_string(), Instant::now());
            match client {
                "sdk" => put(&sdk, &value).await?,
                "enforcing" => put(&enforcing, &value).await?,
                "postcond" => {
                    let put = consistent
                        .put_parameter()
                        .name(NAME)
                        .value(&value)
                        .r#type(ParameterType::String);
                    put.r#type("String".into())
                        .overwrite(true)
                        .send()
                        .await?
                        .version()
                }
                _ => return Err("the client is one of sdk, postcond and enforcing".into()),
            };
            took += began.elapsed();
            let read = sdk.get_parameter().name(NAME).send().await;
            let seen = read.ok().and_then(|read| read.parameter?.value);
            stale += u32::from(seen.as_deref() != Some(&value));
        }
        let mean = took.as_secs_f64() / f64::from(rounds.max(1));
        output::print(format_args!(
            "{stale} of {rounds} reads stale, {mean:.3} s a write"
        ))?;
        Ok(())
    })
}

async fn put(ssm: &Client, value: &str) -> Result<i64, aws_sdk_ssm::Error> {
    let put = ssm
        .put_parameter()
        .name(NAME)
        .value(value)
        .r#type(ParameterType::String);
    let put = put.r#type("String".into()).overwrite(true);
    Ok(put.send().await?.version())
}
