//! Providers of credentials that take their time, or fail for once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};

use crate::program::{Provider, ms};

/// A provider, and how often it was asked.
#[derive(Clone, Debug)]
pub(crate) struct Loads {
    provider: Provider,
    made: Arc<AtomicUsize>,
}

impl Loads {
    pub(crate) fn of(provider: Provider) -> Self {
        Self {
            provider,
            made: Arc::default(),
        }
    }

    async fn load(&self) -> Result<Credentials, CredentialsError> {
        let number = 1 + self.made.fetch_add(1, Ordering::Relaxed);
        match self.provider {
            Provider::Slow(takes) => tokio::time::sleep(ms(takes)).await,
            Provider::FailsOnce(failing) if number == failing => {
                return Err(CredentialsError::provider_error(
                    "the token service answers 503",
                ));
            }
            Provider::FailsOnce(_) | Provider::Prompt => {}
        }
        Ok(Credentials::new(
            "AKIDHISTORY",
            "secret",
            None,
            None,
            "history",
        ))
    }
}

impl ProvideCredentials for Loads {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.load())
    }
}
