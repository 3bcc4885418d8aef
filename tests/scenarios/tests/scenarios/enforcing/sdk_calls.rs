//! What one call, or all of a task, can ask of the SDK's client that waits.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use postcond::Policy;
use postcond::runtime::{EvidenceLog, SdkCalls};
use postcond::ssm::{on_request, unconfirmed};

use super::timed;
use crate::stage::{LAG, MS, SECOND, Stage};

/// As a library would that knows the SDK alone.
async fn seed(ssm: &aws_sdk_ssm::Client) -> Result<(), aws_sdk_ssm::Error> {
    for name in ["/a", "/b"] {
        ssm.put_parameter()
            .name(name)
            .value("v")
            .r#type(ParameterType::String)
            .send()
            .await?;
    }
    Ok(())
}

fn brief() -> Policy {
    Policy::builder().deadline(100 * MS).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_calls_of_a_task_can_be_left_unconfirmed() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let (seeded, took) = timed(SdkCalls::new().unconfirmed().scope(seed(&ssm))).await;
    seeded.unwrap();
    assert_eq!((took, stage.tap.asked().len()), (Duration::ZERO, 2));
}

#[tokio::test(start_paused = true)]
async fn one_call_can_be_left_unconfirmed() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let put = put.interceptor(SdkCalls::new().unconfirmed());
    let (put, took) = timed(put.send()).await;
    put.unwrap();
    assert_eq!(took, Duration::ZERO);
    let next = ssm
        .put_parameter()
        .name("/b")
        .value("v")
        .r#type(ParameterType::String)
        .send();
    assert_eq!(timed(next).await.1, LAG);
}

#[tokio::test(start_paused = true)]
async fn the_policy_of_a_call_comes_before_that_of_its_task_and_that_before_the_clients() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let of_task = SdkCalls::new().policy(brief());
    let error = of_task.clone().scope(seed(&ssm)).await.unwrap_err();
    assert!(unconfirmed(&error).is_some(), "{error:?}");
    let patient = Policy::builder().deadline(SECOND).build().unwrap();
    let put = ssm
        .put_parameter()
        .name("/c")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let put = put.interceptor(SdkCalls::new().policy(patient));
    of_task.scope(put.send()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_call_can_wait_for_more() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let listed = SdkCalls::new().until(on_request::parameter_is_listed);
    listed.scope(seed(&ssm)).await.unwrap();
    assert!(!stage.tap.bodies_of("DescribeParameters").is_empty());
    // It is no check of this operation.
    stage.tap.clear();
    let deleting = ssm.delete_parameter().name("/a").customize();
    let listed = SdkCalls::new().until(on_request::parameter_is_listed);
    deleting.interceptor(listed).send().await.unwrap();
    assert!(stage.tap.bodies_of("DescribeParameters").is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_evidence_of_confirmed_calls_is_collected() {
    let stage = Stage::lagging();
    let ssm = stage.ssm.enforcing_sdk_client();
    let log = EvidenceLog::default();
    let evidence = SdkCalls::new().evidence(&log);
    evidence.scope(seed(&ssm)).await.unwrap();
    let seen = log.take();
    let resources: Vec<_> = seen.iter().map(|write| write.resource.as_deref()).collect();
    assert_eq!(resources, [Some("/a"), Some("/b")]);
    for write in seen {
        assert_eq!(write.operation, "PutParameter");
        assert_eq!(write.evidence.waited(), LAG);
        assert!(write.request_id.is_some());
    }
    assert!(log.take().is_empty());
}
