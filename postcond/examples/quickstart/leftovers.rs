//! What the script may leave behind, and its removal.

use std::collections::BTreeSet;
use std::fmt;

use aws_config::SdkConfig;
use futures_util::future::join_all;
use postcond::secretsmanager::sdk as secretsmanager;
use postcond::ssm::sdk as ssm;
use ssm::error::{DisplayErrorContext, ProvideErrorMetadata};

use crate::output;

/// What a write of the script is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Resource {
    Parameter(String),
    Secret(String),
}

/// What may exist because of the script.
#[derive(Debug, Default)]
pub(crate) struct Leftovers(BTreeSet<Resource>);

impl Resource {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Parameter(name) | Self::Secret(name) => name,
        }
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(name) => write!(f, "parameter {name}"),
            Self::Secret(name) => write!(f, "secret {name}"),
        }
    }
}

impl Leftovers {
    /// Notes what is about to be written. Whatever the answer to the last try says, one before may have landed.
    pub(crate) fn note(&mut self, resource: &Resource) {
        self.0.insert(resource.clone());
    }

    /// Removes all of them, and says which may be there still.
    pub(crate) async fn clean_up(&self, config: &SdkConfig) {
        let ssm = ssm::Client::new(config);
        let secrets = secretsmanager::Client::new(config);
        let removals = self.0.iter().map(|it| removal(&ssm, &secrets, it));
        for (resource, removed) in self.0.iter().zip(join_all(removals).await) {
            if let Err(reason) = removed {
                output::complain(format_args!(
                    "{resource} may be left, look for it: {reason}"
                ));
            }
        }
    }
}

async fn removal(
    ssm: &ssm::Client,
    secrets: &secretsmanager::Client,
    resource: &Resource,
) -> Result<(), String> {
    match resource {
        Resource::Parameter(name) => {
            let removed = ssm.delete_parameter().name(name).send().await;
            removed.map_or_else(gone_already, |_| Ok(()))
        }
        Resource::Secret(name) => {
            let delete = secrets.delete_secret().secret_id(name);
            let removed = delete.force_delete_without_recovery(true).send().await;
            removed.map_or_else(gone_already, |_| Ok(()))
        }
    }
}

/// Whether what was to be removed is not there; if it may be, why it could not be removed.
fn gone_already<E>(error: E) -> Result<(), String>
where
    E: ProvideErrorMetadata + std::error::Error,
{
    match error.code() {
        Some("ParameterNotFound" | "ResourceNotFoundException") => Ok(()),
        Some(code) => Err(code.to_owned()),
        None => Err(DisplayErrorContext(error).to_string()),
    }
}
