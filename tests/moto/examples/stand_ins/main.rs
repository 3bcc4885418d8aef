//! What an endpoint that stands in for AWS can confirm: every checked operation with one small call, under
//! `Policy::for_stand_ins()`, as a table in Markdown.
//!
//! ```text
//! cargo run -p postcond-moto-tests --example stand_ins -- moto=http://127.0.0.1:5000
//! cargo run -p postcond-moto-tests --example stand_ins -- --default-policy moto=http://127.0.0.1:5000
//! ```
//!
//! Several endpoints become several columns. Each should be started anew: what is there from an earlier run
//! is in the way of this one. `docs/stand-ins.md` has what was printed.

mod documents_and_windows;
mod operations;
mod parameters_and_baselines;
mod secrets;
mod table;

use std::error::Error;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use postcond::Policy;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::secretsmanager::sdk as secrets_sdk;
use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk as ssm_sdk;
use postcond::ssm::sdk::config::{Credentials, SharedCredentialsProvider};

use crate::table::{Column, print};

type Tried = Result<(), Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Tried {
    let mut policy = Policy::for_stand_ins();
    let mut columns = Vec::new();
    for argument in std::env::args().skip(1) {
        if argument == "--default-policy" {
            policy = Policy::default();
            continue;
        }
        let (name, url) = argument
            .split_once('=')
            .ok_or("give each endpoint as NAME=URL")?;
        columns.push(tried(name, &config(url), &policy).await?);
    }
    print(&columns);
    Ok(())
}

/// Tries every operation at one endpoint.
async fn tried(name: &str, config: &SdkConfig, policy: &Policy) -> Result<Column, Box<dyn Error>> {
    let ssm = ConsistentSsmClient::builder(ssm_sdk::Client::new(config));
    let ssm = ssm.policy(policy.clone()).build();
    let secrets = ConsistentSecretsManagerClient::builder(secrets_sdk::Client::new(config));
    let secrets = secrets.policy(policy.clone()).build();
    let mut column = Column::of(name);
    parameters_and_baselines::parameters(&ssm, &mut column).await?;
    parameters_and_baselines::baselines(&ssm, &mut column).await?;
    documents_and_windows::documents(&ssm, &mut column).await?;
    documents_and_windows::windows(&ssm, &mut column).await?;
    operations::associations(&ssm, &mut column).await?;
    operations::ops_items(&ssm, &mut column).await?;
    operations::nodes(&ssm, &mut column).await?;
    operations::commands(&ssm, &mut column).await?;
    operations::others(&ssm, &mut column).await?;
    secrets::values(&secrets, &mut column).await?;
    secrets::settings(&secrets, &mut column).await?;
    column.is_complete()?;
    Ok(column)
}

/// Nothing is taken from the environment, so that AWS itself is never reached.
fn config(url: &str) -> SdkConfig {
    let credentials = Credentials::new("test", "test", None, None, "stand_ins");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(url)
        .region(Region::new("us-east-1"))
        .build()
}
