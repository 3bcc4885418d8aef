//! The script with the SDK's own clients.

pub(crate) use postcond::secretsmanager::sdk::Client as Secrets;
pub(crate) use postcond::ssm::sdk::Client as Ssm;

#[path = "script.rs"]
pub(crate) mod script;
