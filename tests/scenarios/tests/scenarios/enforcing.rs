//! The SDK's own client, whose calls wait. That each answer says the same to it as to the typed client is in
//! `entries/by_sdk.rs`.

mod callers;
mod derived;
mod faults;
mod once;
mod sdk_calls;
mod unconfirmed;

use std::time::Duration;

use aws_sdk_ssm::config::Builder;
use aws_sdk_ssm::types::ParameterType;
use postcond::Policy;
use postcond::ssm::ConsistentSsmClient;

use crate::stage::{LAG, Stage};

/// The SDK's client of this stage, which waits, with some of its configuration changed.
fn waiting(
    stage: &Stage,
    policy: Policy,
    change: impl FnOnce(Builder) -> Builder,
) -> aws_sdk_ssm::Client {
    let conf = change(stage.plain_ssm.config().to_builder());
    let client = aws_sdk_ssm::Client::from_conf(conf.build());
    let client = ConsistentSsmClient::builder(client).policy(policy);
    client.build().enforcing_sdk_client()
}

/// How long the future takes.
async fn timed<T>(future: impl Future<Output = T>) -> (T, Duration) {
    let began = tokio::time::Instant::now();
    (future.await, began.elapsed())
}

#[tokio::test(start_paused = true)]
async fn a_call_of_the_sdks_client_returns_once_its_change_shows() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let (put, took) = timed(put.send()).await;
    assert_eq!(put.unwrap().version(), 1);
    assert_eq!(took, LAG);
    let read = ssm.get_parameter().name("/a").send().await.unwrap();
    assert_eq!(read.parameter().unwrap().version(), 1);
}

#[tokio::test(start_paused = true)]
async fn so_does_one_of_the_other_service() {
    let stage = Stage::lagging();
    let secrets = stage.secrets.enforcing_sdk_client();
    let create = secrets.create_secret().name("app").secret_string("v");
    create.send().await.unwrap();
    assert!(
        secrets
            .describe_secret()
            .secret_id("app")
            .send()
            .await
            .is_ok()
    );
}

#[tokio::test(start_paused = true)]
async fn its_reads_are_the_sdks_own() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let (read, took) = timed(ssm.get_parameter().name("/a").send()).await;
    let error = read.unwrap_err().into_service_error();
    assert!(error.is_parameter_not_found(), "{error}");
    assert_eq!((took, stage.tap.asked().len()), (Duration::ZERO, 1));
}

#[tokio::test(start_paused = true)]
async fn what_fails_is_the_sdks_own_error() {
    let stage = Stage::prompt();
    let ssm = stage.ssm.enforcing_sdk_client();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    put.clone().send().await.unwrap();
    stage.settle().await;
    let error = put.send().await.unwrap_err();
    assert!(postcond::ssm::unconfirmed(&error).is_none());
    assert!(error.into_service_error().is_parameter_already_exists());
    assert_eq!(stage.tap.operations(), ["PutParameter"]);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_passes_is_waited_for_as_by_the_typed_client() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    put.clone().send().await.unwrap();
    ssm.delete_parameter().name("/a").send().await.unwrap();
    // The service takes its own time until the name is free.
    let script = stage.sim.script("ssm:PutParameter");
    script.answer(postcond_sim::Answer::error(
        400,
        "ParameterAlreadyExists",
        "exists",
    ));
    stage.tap.clear();
    put.send().await.unwrap();
    let puts = stage.tap.operations();
    assert_eq!(puts.iter().filter(|it| *it == "PutParameter").count(), 2);
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_share_their_reads() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let put = |index: usize| {
        ssm.put_parameter()
            .name(format!("/{index}"))
            .value("v")
            .r#type(ParameterType::String)
            .send()
    };
    let put = futures_util::future::join_all((0..10).map(put)).await;
    assert!(put.iter().all(Result::is_ok));
    let asked = stage.tap.operations();
    let reads = asked.iter().filter(|it| *it == "GetParameters").count();
    assert!(reads > 0 && asked.len() < 10 * 7, "{asked:?}");
}
