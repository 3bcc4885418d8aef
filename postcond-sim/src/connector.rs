//! The simulator as an HTTP client of the SDK.

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use http::{HeaderMap, HeaderName, HeaderValue};
use winterbaume_core::{MockRequest, MockResponse};

use crate::simulator::Simulator;

impl Simulator {
    /// An SDK config whose clients talk to this simulator: region `us-east-1`, fixed credentials, the SDK's standard
    /// retries, and the simulator's clock.
    pub fn sdk_config(&self) -> SdkConfig {
        let credentials = Credentials::new("AKIDSIMULATED", "simulated", None, None, "simulator");
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
            .time_source(SharedTimeSource::new(self.clock().clone()))
            .retry_config(RetryConfig::standard())
            .http_client(self.http_client())
            .build()
    }

    /// This simulator as an HTTP client, for a config of your own.
    pub fn http_client(&self) -> SharedHttpClient {
        SharedHttpClient::new(Connector::new(self.clone()))
    }
}

#[derive(Debug, Clone)]
struct Connector {
    simulator: Simulator,
}

impl Connector {
    fn new(simulator: Simulator) -> Self {
        Self { simulator }
    }
}

impl HttpClient for Connector {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let simulator = self.simulator.clone();
        HttpConnectorFuture::new(async move {
            let request = received(request).await?;
            match simulator.exchange(request).await {
                Ok(response) => sent(response),
                Err(reset) => Err(ConnectorError::io(reset.into())),
            }
        })
    }
}

async fn received(mut request: HttpRequest) -> Result<MockRequest, ConnectorError> {
    // Read to its end, since the SDK takes a body that is not for a stalled upload.
    let body = ByteStream::new(request.take_body()).collect().await;
    let body = body.map_err(|error| ConnectorError::io(error.into()))?;
    let mut headers = HeaderMap::new();
    for (name, value) in request.headers() {
        if let (Ok(name), Ok(value)) = (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) {
            headers.append(name, value);
        }
    }
    Ok(MockRequest {
        method: request.method().to_owned(),
        uri: request.uri().to_owned(),
        headers,
        body: body.into_bytes(),
    })
}

fn sent(response: MockResponse) -> Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(response.status)
        .map_err(|invalid| ConnectorError::other(invalid.into(), None))?;
    let mut sent = HttpResponse::new(status, SdkBody::from(response.body));
    for (name, value) in &response.headers {
        if let Ok(value) = value.to_str() {
            sent.headers_mut()
                .append(name.as_str().to_owned(), value.to_owned());
        }
    }
    Ok(sent)
}
