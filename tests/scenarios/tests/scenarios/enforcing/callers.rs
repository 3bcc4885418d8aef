//! Odd callers of the SDK's client that waits: each works, or is told why not.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_ssm::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use aws_sdk_ssm::config::{Config, Region};
use aws_sdk_ssm::error::DisplayErrorContext;
use aws_sdk_ssm::operation::delete_parameter::DeleteParameterOutput;
use aws_sdk_ssm::operation::put_parameter::PutParameterOutput;
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_mocks::{MockResponseInterceptor, RuleMode, create_mock_http_client, mock};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use postcond::runtime::{EvidenceLog, SdkCalls};
use postcond::ssm::{ConsistentSsmClient, unconfirmed};
use postcond_sim::{Lag, Simulator};

use super::{timed, waiting};
use crate::stage::{LAG, MS, SECOND, Stage, every};

#[tokio::test(start_paused = true)]
async fn without_a_sleep_implementation_it_waits_all_the_same() {
    let sim = Simulator::builder().lag(Lag::fixed(LAG)).build().unwrap();
    let conf = Config::builder()
        .behavior_version_latest()
        .http_client(sim.http_client())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::for_tests())
        .retry_config(aws_sdk_ssm::config::retry::RetryConfig::disabled())
        .timeout_config(aws_sdk_ssm::config::timeout::TimeoutConfig::disabled());
    let ssm = ConsistentSsmClient::from_conf(conf.build()).enforcing_sdk_client();
    ssm.put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .send()
        .await
        .unwrap();
    assert!(ssm.get_parameter().name("/a").send().await.is_ok());
}

/// The account that a call of its own goes to, 5 s behind.
fn far() -> Simulator {
    let lag = Lag::fixed(5 * SECOND);
    Simulator::builder().lag(lag).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_call_with_its_own_region_or_credentials_is_read_back_there() {
    let credentials = Credentials::new("AKIDTHERE", "there", None, None, "there");
    let rows = [
        Config::builder().region(Region::new("eu-west-1")),
        Config::builder().credentials_provider(credentials),
        Config::builder().endpoint_url("https://there.example.com"),
    ];
    for (index, row) in rows.into_iter().enumerate() {
        let stage = Stage::lagging();
        let ssm = stage.ssm.enforcing_sdk_client();
        let log = EvidenceLog::default();
        let put = ssm
            .put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String)
            .customize();
        let put = put.config_override(row).send();
        SdkCalls::new().evidence(&log).scope(put).await.unwrap();
        let seen = log.take().remove(0).evidence;
        assert_eq!(seen.unconfirmed(), None, "{index}");
        let asked = stage.tap.asked();
        assert!(asked.len() > 1, "{index}");
        let host = |uri: &str| uri.trim_end_matches('/').to_owned();
        for read in &asked[1..] {
            assert_eq!(read.credential, asked[0].credential, "{index}");
            assert_eq!(host(&read.uri), host(&asked[0].uri), "{index}");
        }
    }
}

/// Finds another endpoint for whatever it is asked.
#[derive(Debug)]
struct Elsewhere;

impl ResolveEndpoint for Elsewhere {
    fn resolve_endpoint<'a>(&'a self, _: &'a Params) -> EndpointFuture<'a> {
        let endpoint = Endpoint::builder().url("https://there.example.com");
        EndpointFuture::ready(Ok(endpoint.build()))
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_endpoint_was_found_by_a_resolver_of_its_own_is_not_confirmed_elsewhere() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let log = EvidenceLog::default();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let put = put.config_override(Config::builder().endpoint_resolver(Elsewhere));
    let put = SdkCalls::new().evidence(&log).scope(put.send());
    put.await.unwrap();
    let seen = log.take().remove(0).evidence;
    let why = seen.unconfirmed().unwrap();
    assert!(
        why.starts_with("the call was sent to https://there.example.com"),
        "{why}"
    );
    assert_eq!(stage.tap.operations(), ["PutParameter"]);
}

#[tokio::test(start_paused = true)]
async fn a_call_with_an_http_client_of_its_own_is_not_sent_around_the_wait() {
    let (stage, there) = (Stage::prompt(), far());
    let ssm = stage.ssm.enforcing_sdk_client();
    let elsewhere = || Config::builder().http_client(there.http_client());
    let put = || {
        ssm.put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String)
            .customize()
    };
    let error = put().config_override(elsewhere()).send().await.unwrap_err();
    let said = DisplayErrorContext(&error).to_string();
    assert!(said.contains("PutParameter was not sent"), "{said}");
    assert!(said.contains("its HTTP client does not wait"), "{said}");
    assert!(there.calls().is_empty() && stage.sim.calls().is_empty());
    // Who does not want to wait for it may send it so.
    let unwaited = put().config_override(elsewhere());
    let unwaited = unwaited.interceptor(SdkCalls::new().unconfirmed());
    unwaited.send().await.unwrap();
    assert_eq!(there.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_mapped_waits_where_it_went_and_says_so_where_it_left() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let log = EvidenceLog::default();
    let put = |name: &str| {
        ssm.put_parameter()
            .name(name)
            .value("v")
            .r#type(ParameterType::String)
            .customize()
    };
    let mapped = put("/a").map_request(|mut request: HttpRequest| {
        request.headers_mut().insert("x-own", "1");
        Ok::<_, std::convert::Infallible>(request)
    });
    let mapped = SdkCalls::new().evidence(&log).scope(mapped.send());
    assert_eq!(timed(mapped).await.1, LAG);
    let rerouted = put("/b").mutate_request(|request| {
        request.set_uri("https://there.example.com/").unwrap();
    });
    let rerouted = SdkCalls::new().evidence(&log).scope(rerouted.send());
    rerouted.await.unwrap();
    let seen = log.take();
    assert_eq!(seen[0].evidence.unconfirmed(), None);
    let why = seen[1].evidence.unconfirmed().unwrap();
    assert!(
        why.starts_with("the call was sent to https://there.example.com"),
        "{why}"
    );
}

/// The SDK's mocks, for these rules, beneath a client that waits.
fn mocked(rules: &[&aws_smithy_mocks::Rule]) -> aws_sdk_ssm::Client {
    let mut mocks = MockResponseInterceptor::new().rule_mode(RuleMode::MatchAny);
    for rule in rules {
        mocks = mocks.with_rule(rule);
    }
    waiting(&Stage::prompt(), every(50 * MS), |conf| {
        conf.http_client(create_mock_http_client())
            .interceptor(mocks)
    })
}

#[tokio::test(start_paused = true)]
async fn mocks_of_http_responses_are_waited_for() {
    let answer = |status: u16, body: &'static str| {
        move || HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body))
    };
    let gone = r#"{"__type": "ParameterNotFound"}"#;
    let there = r#"{"Parameter": {"Name": "/a", "Version": 1}}"#;
    let deleted =
        mock!(aws_sdk_ssm::Client::delete_parameter).then_http_response(answer(200, "{}"));
    let read = mock!(aws_sdk_ssm::Client::get_parameter)
        .sequence()
        .http_response(answer(200, there))
        .http_response(answer(400, gone))
        .build();
    let ssm = mocked(&[&deleted, &read]);
    let deletion = ssm.delete_parameter().name("/a");
    deletion.send().await.unwrap();
    assert_eq!((deleted.num_calls(), read.num_calls()), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn of_a_mocked_output_it_is_told_that_nothing_could_be_waited_for() {
    let deleted = mock!(aws_sdk_ssm::Client::delete_parameter)
        .then_output(|| DeleteParameterOutput::builder().build());
    let ssm = mocked(&[&deleted]);
    let deletion = || ssm.delete_parameter().name("/a");
    let error = deletion().send().await.unwrap_err();
    let unconfirmed = unconfirmed(&error).unwrap();
    let said = unconfirmed.to_string();
    assert!(
        said.contains("an interceptor has supplied the output"),
        "{said}"
    );
    assert!(
        unconfirmed
            .output
            .downcast_ref::<DeleteParameterOutput>()
            .is_some()
    );
    let unwaited = SdkCalls::new().unconfirmed().scope(deletion().send());
    unwaited.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_typed_client_over_one_that_waits_waits_once() {
    let stage = Stage::lagging();
    let waiting = stage.ssm.enforcing_sdk_client();
    let typed = ConsistentSsmClient::builder(waiting)
        .policy(every(50 * MS))
        .build();
    let put = typed
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let confirmed = put.send_with_evidence().await.unwrap();
    assert_eq!(confirmed.evidence.waited(), LAG);
    // One that waits made of another one goes by its own policy.
    let policy = postcond::Policy::builder()
        .deadline(100 * MS)
        .build()
        .unwrap();
    let brief = ConsistentSsmClient::builder(stage.ssm.enforcing_sdk_client());
    let brief = brief.policy(policy).build().enforcing_sdk_client();
    let put = brief
        .put_parameter()
        .name("/b")
        .value("v")
        .r#type(ParameterType::String)
        .send();
    let (put, took) = timed(put).await;
    assert!(unconfirmed(&put.unwrap_err()).is_some());
    assert!(took <= 100 * MS, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_dropped_leaves_a_client_that_goes_on() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .send();
    assert!(tokio::time::timeout(100 * MS, put).await.is_err());
    let put = ssm
        .put_parameter()
        .name("/b")
        .value("v")
        .r#type(ParameterType::String)
        .send();
    let put: PutParameterOutput = put.await.unwrap();
    assert_eq!(put.version(), 1);
    assert!(stage.sim.now() >= LAG + 100 * MS - Duration::from_millis(1));
}
