//! AWS Secrets Manager.
//!
//! ```no_run
//! # async fn run() -> Result<(), postcond::secretsmanager::sdk::Error> {
//! use aws_config::BehaviorVersion;
//! use postcond::secretsmanager::ConsistentSecretsManagerClient;
//!
//! let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
//! let secrets = ConsistentSecretsManagerClient::new(&config);
//! let created = secrets.create_secret().name("app/db").secret_string("...").send().await?;
//! // Every read from here on finds the secret, and its first version is current.
//! # Ok(())
//! # }
//! ```

mod listings;
mod names;
mod read_back;
mod replica_reads;
mod replication;
mod resource_policies;
mod rotation;
mod same_secret;
mod secret_values;
mod secrets;
#[cfg(feature = "tagging-api")]
mod tagging;
mod tags;
mod value_reads;

include!(concat!(env!("OUT_DIR"), "/secretsmanager.rs"));
