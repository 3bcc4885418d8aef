//! A script that holds the SDK's own client, which waits: the counterpart of a registered client in
//! boto3-post-conditions. `docs/from-boto3-post-conditions.md` has the same script in Python.

use std::time::Duration;

use postcond_sim::{Lag, Simulator};

#[path = "output/mod.rs"]
mod output;

fn main() -> std::process::ExitCode {
    output::exit(run())
}

/// On the simulator, whose clock need not take real time.
fn run() -> Result<(), Box<dyn Error>> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime
        .enable_all()
        .start_paused(true)
        .build()?
        .block_on(async {
            let lag = Lag::fixed(Duration::from_millis(300));
            let config = Simulator::builder().lag(lag).build()?.sdk_config();
            // With `Client::new(&config)`, the first read says `ParameterNotFound`.
            let ssm = postcond::ssm::enforcing(&config);
            for read in script(&ssm).await? {
                output::print(read)?;
            }
            Ok(())
        })
}

// begin of the script
use std::error::Error;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::{ParameterType, Tag};

const NAME: &str = "/app/db";

/// What the reads have seen.
async fn script(ssm: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let mut seen = Vec::new();
    let team = Tag::builder().key("team").value("blue").build()?;
    let put = ssm.put_parameter().name(NAME).r#type(ParameterType::String);
    put.value("v1").tags(team).send().await?;
    seen.push(read(ssm).await?);
    let put = ssm.put_parameter().name(NAME).overwrite(true);
    put.value("v2").send().await?;
    seen.push(read(ssm).await?);
    for life in 1..=3 {
        ssm.delete_parameter().name(NAME).send().await?;
        let put = ssm.put_parameter().name(NAME).r#type(ParameterType::String);
        put.value(format!("life {life}")).send().await?;
        seen.push(read(ssm).await?);
    }
    Ok(seen)
}

async fn read(ssm: &Client) -> Result<String, Box<dyn Error>> {
    let read = ssm.get_parameter().name(NAME).send().await?;
    let parameter = read.parameter().ok_or("no parameter")?;
    let value = parameter.value().unwrap_or_default();
    Ok(format!("version {}: {value}", parameter.version()))
}
// end of the script
