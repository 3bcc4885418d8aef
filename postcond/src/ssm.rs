//! AWS Systems Manager.
//!
//! ```no_run
//! # async fn run() -> Result<(), postcond::ssm::sdk::Error> {
//! use postcond::ssm::ConsistentSsmClient;
//!
//! let ssm = ConsistentSsmClient::new(&aws_config::load_from_env().await);
//! ssm.put_parameter().name("/app/db").value("v2").overwrite(true).send().await?;
//! // Every read from here on sees v2.
//! # Ok(())
//! # }
//! ```

mod parameters;
mod tags;

include!(concat!(env!("OUT_DIR"), "/ssm.rs"));
