//! Every checked operation of SSM and Secrets Manager with one small call.

mod documents_and_windows;
mod operations;
mod parameters_and_baselines;
mod secrets;

use std::error::Error;
use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use postcond::Policy;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::secretsmanager::sdk as secrets_sdk;
use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk as ssm_sdk;
use postcond::ssm::sdk::config::{Credentials, SharedCredentialsProvider};

use crate::table::Column;

/// The services whose operations are tried. IAM is not among them yet.
const SERVICES: [&str; 2] = ["secretsmanager", "ssm"];

type Tried = Result<(), Box<dyn Error>>;

/// Tries every operation at one endpoint, which should have been started just now: what is there from an
/// earlier run is in the way of this one.
///
/// # Errors
/// If an input cannot be built, or a checked operation was not tried.
pub async fn tried(
    name: &str,
    config: &SdkConfig,
    policy: &Policy,
) -> Result<Column, Box<dyn Error>> {
    let ssm = ConsistentSsmClient::builder(ssm_sdk::Client::new(config));
    let ssm = ssm.policy(policy.clone()).build();
    let secrets = ConsistentSecretsManagerClient::builder(secrets_sdk::Client::new(config));
    let secrets = secrets.policy(policy.clone()).build();
    // An endpoint may load a service when it is first asked for, which is no part of what a call takes.
    let _ = ssm.describe_parameters().send().await;
    let _ = secrets.list_secrets().send().await;
    let column = Column::of(name);
    // Where an endpoint never shows what was changed, a call takes seconds: families do not wait for each other.
    tokio::try_join!(
        parameters_and_baselines::parameters(&ssm, &column),
        parameters_and_baselines::baselines(&ssm, &column),
        documents_and_windows::documents(&ssm, &column),
        documents_and_windows::windows(&ssm, &column),
        operations::associations(&ssm, &column),
        operations::ops_items(&ssm, &column),
        operations::nodes(&ssm, &column),
        operations::commands(&ssm, &column),
        operations::others(&ssm, &column),
        async {
            secrets::values(&secrets, &column).await?;
            secrets::settings(&secrets, &column).await
        },
    )?;
    column.is_complete(&SERVICES)?;
    Ok(column)
}

/// A configuration for the endpoint at `url`. Nothing is taken from the environment, so that AWS itself is
/// never reached.
#[must_use]
pub fn config(url: &str) -> SdkConfig {
    let credentials = Credentials::new("test", "test", None, None, "stand_ins");
    // What an endpoint does not have, it often answers with a 5xx, which the SDK sends again.
    let at_once = RetryConfig::standard().with_initial_backoff(Duration::from_millis(5));
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(url)
        .region(Region::new("us-east-1"))
        .retry_config(at_once)
        .build()
}
