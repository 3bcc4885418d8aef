//! AWS Systems Manager.
//!
//! ```no_run
//! # async fn run() -> Result<(), postcond::ssm::sdk::Error> {
//! use aws_config::BehaviorVersion;
//! use postcond::ssm::ConsistentSsmClient;
//!
//! let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
//! let ssm = ConsistentSsmClient::new(&config);
//! ssm.put_parameter().name("/app/db").value("v2").overwrite(true).send().await?;
//! // Every read from here on sees v2.
//! # Ok(())
//! # }
//! ```

mod associations;
mod automation;
mod batches;
mod cloud_connectors;
mod commands;
mod data_syncs;
mod documents;
mod inventory;
mod maintenance_window_targets;
mod maintenance_window_tasks;
mod maintenance_windows;
mod nodes;
mod ops_items;
mod ops_metadata;
mod parameters;
mod patch_baselines;
mod resource_policies;
mod service_settings;
mod sessions;
mod tags;
mod waiters;

include!(concat!(env!("OUT_DIR"), "/ssm.rs"));
