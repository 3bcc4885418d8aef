//! Clients that are made of the configuration of the SDK's client that waits, or that wait around it.

use aws_sdk_ssm::config::timeout::TimeoutConfig;
use aws_sdk_ssm::config::{Builder, Region};
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use postcond::runtime::{EvidenceLog, SdkCalls};
use postcond::ssm::{ConsistentSsmClient, unconfirmed};

use super::timed;
use crate::stage::{LAG, MS, SECOND, Stage, every};

fn elsewhere(conf: Builder) -> Builder {
    conf.region(Region::new("eu-west-1"))
}

/// Whether all reads so far went where the first request did.
fn stays(stage: &Stage) -> bool {
    let asked = stage.tap.asked();
    let first = &asked[0].credential;
    asked.len() > 1 && asked.iter().all(|it| it.credential == *first)
}

#[tokio::test(start_paused = true)]
async fn a_client_that_is_made_of_its_configuration_is_read_back_where_it_goes() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let derived = elsewhere(ssm.config().to_builder());
    let derived = aws_sdk_ssm::Client::from_conf(derived.build());
    let put = derived
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let (put, took) = timed(put.send()).await;
    put.unwrap();
    assert_eq!(took, LAG);
    assert!(stays(&stage), "{:?}", stage.tap.asked());
    // What is not there is not taken for what is not here.
    stage.tap.clear();
    let delete = derived.delete_parameter().name("/a").send();
    assert_eq!(timed(delete).await.1, LAG);
    assert!(stays(&stage), "{:?}", stage.tap.asked());
}

#[tokio::test(start_paused = true)]
async fn so_is_a_call_whose_own_configuration_is_made_of_it() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let log = EvidenceLog::default();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let put = put.config_override(elsewhere(ssm.config().to_builder()));
    let put = SdkCalls::new().evidence(&log).scope(put.send());
    let (put, took) = timed(put).await;
    put.unwrap();
    assert_eq!((took, log.take().len()), (LAG, 1));
    assert!(stays(&stage), "{:?}", stage.tap.asked());
}

#[tokio::test(start_paused = true)]
async fn one_around_another_waits_once_whatever_the_time_outs() {
    let stage = Stage::behind(30 * SECOND, every(SECOND));
    let waiting = stage.ssm.enforcing_sdk_client();
    let limits = TimeoutConfig::builder().operation_attempt_timeout(2 * SECOND);
    let conf = waiting.config().to_builder().timeout_config(limits.build());
    let client = aws_sdk_ssm::Client::from_conf(conf.build());
    let around = ConsistentSsmClient::builder(client).policy(every(SECOND));
    let around = around.build().enforcing_sdk_client();
    let put = around
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let (put, took) = timed(put.send()).await;
    put.unwrap();
    assert_eq!(
        (took, stage.sim.calls_to("PutParameter").len()),
        (30 * SECOND, 1)
    );
}

/// Puts a parameter of its own, with a client that waits, before it sends each mutation.
#[derive(Debug)]
struct Auditing(SharedHttpConnector, aws_sdk_ssm::Client);

impl HttpConnector for Auditing {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (inner, ssm) = (self.0.clone(), self.1.clone());
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let is_read = target.contains("Get") || target.contains("List");
        HttpConnectorFuture::new(async move {
            if !is_read {
                let audit = ssm
                    .put_parameter()
                    .name("/audit")
                    .r#type(ParameterType::String)
                    .overwrite(true);
                let (audited, took) = timed(audit.value("v").send()).await;
                audited.unwrap();
                assert_eq!(took, LAG, "it waits, whoever calls");
            }
            inner.call(request).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_made_while_another_is_sent_is_none_of_it() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let conf = stage.plain_ssm.config();
    let inner = conf.http_client().unwrap();
    let auditing = http_client_fn(move |settings, components| {
        let inner = inner.http_connector(settings, components);
        SharedHttpConnector::new(Auditing(inner, ssm.clone()))
    });
    let client = conf.to_builder().http_client(auditing).build();
    let typed = ConsistentSsmClient::builder(aws_sdk_ssm::Client::from_conf(client));
    let typed = typed.policy(every(50 * MS)).build();
    let put = typed
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let confirmed = put.send_with_evidence().await.unwrap();
    assert_eq!(confirmed.evidence.waited(), LAG);
    let read = stage.plain_ssm.get_parameter().name("/a").send().await;
    assert!(read.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_logs_of_futures_in_each_other_both_have_what_was_seen() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let (outer, inner) = (EvidenceLog::default(), EvidenceLog::default());
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .send();
    let put = SdkCalls::new().evidence(&inner).scope(put);
    let put = SdkCalls::new().evidence(&outer).scope(put).await;
    assert!(put.map_err(|error| unconfirmed(&error).is_some()).is_ok());
    assert_eq!((outer.take().len(), inner.take().len()), (1, 1));
}
