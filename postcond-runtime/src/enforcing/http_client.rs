//! The HTTP client of an SDK client that waits.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::ConfigBag;

use crate::enforcing::call::EnforcedCall;
use crate::enforcing::configuration::ClientConfiguration;
use crate::sdk::marked_client;

/// An HTTP client that confirms the writes which pass by: those whose request an
/// [`Enforcing`](crate::enforcing::Enforcing) has marked. All else is passed on as it is.
#[derive(Debug)]
pub(super) struct EnforcingHttpClient {
    inner: SharedHttpClient,
    /// Told when a client is made with this.
    configuration: ClientConfiguration,
}

#[derive(Debug)]
struct Connector(SharedHttpConnector);

impl EnforcingHttpClient {
    pub(super) fn new(inner: SharedHttpClient, configuration: ClientConfiguration) -> Self {
        Self {
            inner,
            configuration,
        }
    }
}

/// Whether this HTTP client confirms writes.
pub(super) fn is_enforcing(http_client: &SharedHttpClient) -> bool {
    marked_client::is::<EnforcingHttpClient>(http_client)
}

impl HttpClient for EnforcingHttpClient {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector(self.inner.http_connector(settings, components)))
    }

    fn validate_base_client_config(
        &self,
        components: &RuntimeComponentsBuilder,
        cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        if marked_client::answered::<Self>(cfg) {
            return Ok(());
        }
        self.configuration.note(components, cfg);
        HttpClient::validate_base_client_config(&self.inner, components, cfg)
    }

    fn validate_final_config(
        &self,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        HttpClient::validate_final_config(&self.inner, components, cfg)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.inner.connector_metadata()
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match EnforcedCall::of(&request) {
            Some(enforced) => {
                let connector = self.0.clone();
                HttpConnectorFuture::new(enforced.exchange(request, connector))
            }
            None => self.0.call(request),
        }
    }
}
