//! AWS Systems Manager.
//!
//! ```no_run
//! # async fn run() -> Result<(), postcond::ssm::sdk::Error> {
//! use aws_config::BehaviorVersion;
//! use postcond::ssm::ConsistentSsmClient;
//! use postcond::ssm::sdk::types::ParameterType;
//!
//! let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
//! let ssm = ConsistentSsmClient::new(&config);
//! ssm.put_parameter().name("/app/db").value("v2").r#type(ParameterType::String).overwrite(true).send().await?;
//! // Every read from here on sees v2.
//! # Ok(())
//! # }
//! ```

mod association_executions;
mod association_listings;
mod associations;
mod automation;
mod automation_listings;
mod batches;
mod cloud_connectors;
mod commands;
mod data_syncs;
mod document_listings;
mod document_reviews;
mod documents;
mod inventory;
mod maintenance_window_listings;
mod maintenance_window_targets;
mod maintenance_window_tasks;
mod maintenance_windows;
mod nodes;
mod ops_item_listings;
mod ops_items;
mod ops_metadata;
mod parameter_labels;
mod parameter_listings;
mod parameter_reads;
mod parameter_values;
mod parameters;
mod patch_baseline_listings;
mod patch_baselines;
mod resource_policies;
mod service_settings;
mod sessions;
mod tag_filters;
#[cfg(feature = "tagging-api")]
mod tagging;
mod tags;
mod waiters;

include!(concat!(env!("OUT_DIR"), "/ssm.rs"));
