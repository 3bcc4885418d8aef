//! A host whose clock is behind: the SDK makes up for that in what it signs, and so do read-backs.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_sdk_ssm::config::{Builder, Region};
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector,
    http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use futures_util::future::join_all;
use postcond::ReadBudget;
use postcond::runtime::Outcome;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use postcond_sim::Simulator;

use crate::acted::Acted;
use crate::stage::{LAG, MS, SECOND, Stage, every};

const BEHIND: Duration = Duration::from_secs(600);
/// AWS takes no signature that is further from its own time.
pub(crate) const TAKEN: u64 = 300;

/// The clock of a host, so much behind.
#[derive(Debug)]
struct HostClock(Simulator, Duration);

impl TimeSource for HostClock {
    fn now(&self) -> SystemTime {
        self.0.date() - self.1
    }
}

/// The endpoint, which refuses what is signed for another time than its own, and how far off each request
/// was, in seconds.
#[derive(Clone, Debug)]
struct Endpoint {
    sim: Simulator,
    off: Arc<Mutex<Vec<u64>>>,
}

#[derive(Debug)]
struct Connector(Endpoint, SharedHttpConnector);

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let now = DateTime::from(self.0.sim.date());
        let off = now.secs().abs_diff(signed_at(&request).secs());
        self.0.off.lock().unwrap().push(off);
        if off <= TAKEN {
            return self.1.call(request);
        }
        let body = r#"{"__type": "InvalidSignatureException", "message": "Signature expired"}"#;
        let mut response = HttpResponse::new(400.try_into().unwrap(), SdkBody::from(body));
        let date = now.fmt(Format::HttpDate).unwrap();
        response.headers_mut().insert("date", date);
        HttpConnectorFuture::ready(Ok(response))
    }
}

impl Endpoint {
    fn of(stage: &Stage) -> Self {
        Self {
            sim: stage.sim.clone(),
            off: Arc::default(),
        }
    }

    fn http_client(&self) -> SharedHttpClient {
        let endpoint = self.clone();
        http_client_fn(move |settings, components| {
            let inner = endpoint.sim.http_client();
            let inner = inner.http_connector(settings, components);
            SharedHttpConnector::new(Connector(endpoint.clone(), inner))
        })
    }

    /// A client on a host that is so much behind.
    fn ssm(&self, stage: &Stage, behind: Duration) -> ConsistentSsmClient {
        let config = stage.plain_ssm.config().to_builder();
        let config = config
            .http_client(self.http_client())
            .time_source(HostClock(self.sim.clone(), behind));
        let client = aws_sdk_ssm::Client::from_conf(config.build());
        let client = ConsistentSsmClient::builder(client).policy(every(50 * MS));
        client.build()
    }

    /// How many requests were refused so far.
    fn refused(&self) -> usize {
        let off = self.off.lock().unwrap();
        off.iter().filter(|off| **off > TAKEN).count()
    }
}

/// The date of a signature, as in `20240131T235959Z`.
pub(crate) fn signed_at(request: &HttpRequest) -> DateTime {
    let date = request.headers().get("x-amz-date").unwrap();
    let part = |range: std::ops::Range<usize>| &date[range];
    let [year, month, day] = [part(0..4), part(4..6), part(6..8)];
    let [hour, minute, second] = [part(9..11), part(11..13), part(13..15)];
    let date = format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z");
    DateTime::from_str(&date, Format::DateTime).unwrap()
}

#[tokio::test(start_paused = true)]
async fn what_the_write_has_learned_of_the_clock_holds_for_its_reads() {
    let stage = Stage::lagging();
    let endpoint = Endpoint::of(&stage);
    let ssm = endpoint.ssm(&stage, BEHIND);
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let acted: Acted = put.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert!(acted.evidence.waited() >= LAG);
    assert_eq!(endpoint.refused(), 1, "the put, once");
}

#[tokio::test(start_paused = true)]
async fn a_call_with_a_configuration_of_its_own_learns_it_with_its_first_read() {
    let stage = Stage::prompt();
    let endpoint = Endpoint::of(&stage);
    let ssm = endpoint.ssm(&stage, BEHIND);
    let elsewhere = Builder::new().region(Region::new("eu-west-1"));
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let put = put.config_override(elsewhere).send_with_evidence();
    let acted: Acted = put.await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Transient, Outcome::Satisfied]);
    assert_eq!(endpoint.refused(), 2);
}

/// The SDK measures how far off the clock is by how long an answer takes.
#[tokio::test(start_paused = true)]
async fn the_time_for_which_a_call_of_the_sdks_client_waits_is_not_taken_for_skew() {
    let stage = Stage::behind(50 * SECOND, every(SECOND));
    let endpoint = Endpoint::of(&stage);
    let ssm = endpoint.ssm(&stage, Duration::ZERO).enforcing_sdk_client();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    put.send().await.unwrap();
    endpoint.off.lock().unwrap().clear();
    let _ = ssm.get_parameter().name("/b").send().await;
    assert_eq!(*endpoint.off.lock().unwrap(), [0]);
}

#[tokio::test(start_paused = true)]
async fn the_time_for_which_a_read_waits_for_the_budget_is_not_taken_for_skew() {
    let stage = Stage::lagging();
    let endpoint = Endpoint::of(&stage);
    let config = stage.plain_secrets.config().to_builder();
    let config = config
        .http_client(endpoint.http_client())
        .time_source(HostClock(stage.sim.clone(), Duration::ZERO));
    let client = aws_sdk_secretsmanager::Client::from_conf(config.build());
    let client = ConsistentSecretsManagerClient::builder(client).policy(every(50 * MS));
    let secrets = client.read_budget(ReadBudget::new(1, 1).unwrap()).build();
    let create = |index: usize| {
        let create = secrets.create_secret().secret_string("v");
        create.name(format!("secret-{index}"))
    };
    for created in join_all((0..30).map(|index| create(index).send())).await {
        created.unwrap();
    }
    let furthest = endpoint.off.lock().unwrap().drain(..).max();
    assert!(furthest > Some(20), "the reads have waited: {furthest:?}");
    create(30).unconfirmed().send().await.unwrap();
    assert_eq!(*endpoint.off.lock().unwrap(), [0]);
}
