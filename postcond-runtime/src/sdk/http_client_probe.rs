//! Finding the HTTP client that the SDK's client has by itself, where it was given none.

use std::sync::{Arc, OnceLock};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::identity::{
    IdentityFuture, ResolveCachedIdentity, SharedIdentityResolver,
};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::ConfigBag;

/// An identity cache for a client of the SDK's that sends nothing. As it is validated while the client is
/// made, it is shown which HTTP client that has: the SDK's configuration tells of none but what it was
/// given, and which is the default depends on its features and behaviour version.
#[derive(Clone, Debug, Default)]
pub struct HttpClientProbe(Arc<OnceLock<SharedHttpClient>>);

impl HttpClientProbe {
    /// The HTTP client of the client that was made with this. `None` if it has none.
    #[must_use]
    pub fn found(&self) -> Option<SharedHttpClient> {
        self.0.get().cloned()
    }
}

impl ResolveCachedIdentity for HttpClientProbe {
    fn resolve_cached_identity<'a>(
        &'a self,
        _resolver: SharedIdentityResolver,
        _runtime_components: &'a RuntimeComponents,
        _config_bag: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        IdentityFuture::ready(Err("a probe has no identities".into()))
    }

    fn validate_base_client_config(
        &self,
        runtime_components: &RuntimeComponentsBuilder,
        _cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(http_client) = runtime_components.http_client() {
            let _ = self.0.set(http_client);
        }
        Ok(())
    }
}
