//! The script with the consistent clients.

pub(crate) use postcond::secretsmanager::ConsistentSecretsManagerClient as Secrets;
pub(crate) use postcond::ssm::ConsistentSsmClient as Ssm;

#[path = "script.rs"]
pub(crate) mod script;
