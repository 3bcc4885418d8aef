//! The clients that are compared, what each is asked to do, and a service in memory that answers them.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_sdk_ssm::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_ssm::types::{Parameter, ParameterType};
use aws_sdk_ssm::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use postcond::ssm::ConsistentSsmClient;
use postcond_benches::bench::Result;

use crate::noting::Noting;

pub(crate) const NAME: &str = "/app/db";

/// Answers from memory: the lightest transport there is. The simulator would outweigh what is to be
/// measured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Transport {
    pub(crate) reads: Arc<AtomicUsize>,
}

impl HttpClient for Transport {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Transport {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = match request.headers().get("x-amz-target") {
            Some("AmazonSSM.PutParameter") => r#"{"Tier":"Standard","Version":7}"#,
            Some("AmazonSSM.GetParameter") => {
                self.reads.fetch_add(1, Ordering::Relaxed);
                r#"{"Parameter":{"Name":"/app/db","Type":"String","Value":"value","Version":7,"LastModifiedDate":1704067200.0,"ARN":"arn:aws:ssm:us-east-1:123456789012:parameter/app/db","DataType":"text"}}"#
            }
            _ => return HttpConnectorFuture::ready(Err(unexpected())),
        };
        HttpConnectorFuture::ready(answer(body))
    }
}

fn unexpected() -> ConnectorError {
    ConnectorError::user("the bench makes no such call".into())
}

fn answer(body: &'static str) -> std::result::Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(200).map_err(|error| ConnectorError::user(error.into()))?;
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    let headers = response.headers_mut();
    headers.insert("date", "Mon, 01 Jan 2024 00:00:00 GMT");
    headers.insert("x-amzn-requestid", "00000000-0000-0000-0000-000000000000");
    Ok(response)
}

/// The clients that are compared.
pub(crate) struct Clients {
    sdk: Client,
    /// The SDK's, which notes what a confirmation needs.
    noting: (Client, Noting),
    /// The SDK's, which waits.
    waiting: Client,
    pub(crate) consistent: ConsistentSsmClient,
}

impl Clients {
    pub(crate) fn on(config: Config) -> Self {
        let noting = Noting::default();
        let intercepted = config.to_builder().interceptor(noting.clone()).build();
        let sdk = Client::from_conf(config);
        let consistent = ConsistentSsmClient::builder(sdk.clone()).build();
        Self {
            waiting: consistent.enforcing_sdk_client(),
            consistent,
            noting: (Client::from_conf(intercepted), noting),
            sdk,
        }
    }

    pub(crate) fn on_transport(transport: &Transport) -> Self {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("AKID", "secret", None, None, "bench"))
            .http_client(SharedHttpClient::new(transport.clone()))
            .build();
        Self::on(config)
    }

    /// What a careful program does without postcond, if it need not wait.
    pub(crate) async fn write_and_read(&self) -> Result<()> {
        write_and_read(&self.sdk).await
    }

    /// The same, noting of each request what a confirmation needs.
    pub(crate) async fn write_and_read_noted(&self) -> Result<()> {
        let (client, noting) = &self.noting;
        write_and_read(client).await?;
        noting.forget();
        Ok(())
    }

    /// Reads at these instants since the write has returned, whatever they show.
    pub(crate) async fn write_and_read_at(&self, instants: &[Duration]) -> Result<()> {
        let write = self
            .sdk
            .put_parameter()
            .name(NAME)
            .value("value")
            .r#type(ParameterType::String);
        write.overwrite(true).send().await?;
        let returned = tokio::time::Instant::now();
        for &at in instants {
            tokio::time::sleep_until(returned + at).await;
            let read = self.sdk.get_parameter().name(NAME).send().await;
            black_box(read.is_ok());
        }
        Ok(())
    }

    pub(crate) async fn write_consistently(&self) -> Result<()> {
        let write = self
            .consistent
            .put_parameter()
            .name(NAME)
            .value("value")
            .r#type(ParameterType::String);
        write.overwrite(true).send().await?;
        Ok(())
    }

    pub(crate) async fn write_and_wait(&self) -> Result<()> {
        let write = self
            .waiting
            .put_parameter()
            .name(NAME)
            .value("value")
            .r#type(ParameterType::String);
        write.overwrite(true).send().await?;
        Ok(())
    }

    pub(crate) async fn read(&self) -> Result<()> {
        self.sdk.get_parameter().name(NAME).send().await?;
        Ok(())
    }

    pub(crate) async fn read_consistently(&self) -> Result<()> {
        self.consistent.get_parameter().name(NAME).send().await?;
        Ok(())
    }
}

async fn write_and_read(client: &Client) -> Result<()> {
    let write = client
        .put_parameter()
        .name(NAME)
        .value("value")
        .r#type(ParameterType::String);
    let written = write.overwrite(true).send().await?.version();
    let read = client.get_parameter().name(NAME).send().await?;
    let visible = read.parameter().map(Parameter::version);
    if visible < Some(written) {
        return Err("the write is not visible".into());
    }
    Ok(())
}
