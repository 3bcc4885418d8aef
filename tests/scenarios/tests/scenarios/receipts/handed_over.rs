//! Writes that one process makes and another one settles.

use std::collections::BTreeSet;

use aws_sdk_ssm::types::ParameterType;
use aws_types::request_id::RequestId;
use futures_util::future::try_join_all;
use postcond::runtime::Evidence;
use postcond::ssm::on_request::parameter_is_listed;
use postcond::ssm::{ConsistentSsmClient, sdk};
use postcond::{Receipt, Scope};
use postcond_sim::Simulator;

use super::read;
use crate::stage::{LAG, MS, Stage, every};

/// Another client of the same service.
fn other_client(sim: &Simulator) -> ConsistentSsmClient {
    let client = ConsistentSsmClient::builder(sdk::Client::new(&sim.sdk_config()));
    client.policy(every(50 * MS)).build()
}

#[tokio::test(start_paused = true)]
async fn a_write_is_confirmed_by_another_client_as_it_would_have_been() {
    let stage = Stage::lagging();
    let scope = Scope::new();
    let put = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("s3cret")
        .r#type(ParameterType::String);
    let handle = put.send_in(&scope).await.unwrap();
    let text = handle.receipt().unwrap().to_json();
    let receipt = read(&text);
    assert_eq!(receipt.service(), "ssm");
    assert_eq!(receipt.operation(), "PutParameter");
    assert_eq!(receipt.resource(), Some("/a"));
    assert_eq!(receipt.region(), Some("us-east-1"));
    assert_eq!(receipt.account(), None);
    assert_eq!(receipt.awaits().collect::<Vec<_>>().len(), 1);
    let given = receipt.until().duration_since(receipt.written());
    assert_eq!(given.unwrap().as_secs(), 60);
    assert!(!text.contains("s3cret"), "{text}");

    let evidence = other_client(&stage.sim).confirm(&receipt).await.unwrap();
    assert!(stage.sim.now() >= stage.sim.converged_at());
    assert_eq!(evidence.unconfirmed(), None);
    let lag = evidence.lag().unwrap();
    assert!(lag.not_before <= LAG && LAG <= lag.by, "{lag:?}");
    let get = stage.plain_ssm.get_parameter().name("/a");
    assert!(get.send().await.is_ok());
    let _ = scope.settle().await;
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_for_nothing_has_none_and_one_that_was_settled_has_one() {
    let stage = Stage::lagging();
    let put = || {
        stage
            .ssm
            .put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String)
            .overwrite(true)
    };
    let unconfirmed = put().unconfirmed().send_with_evidence().await.unwrap();
    assert_eq!(unconfirmed.evidence.receipt(), None);
    let confirmed = put().send_with_evidence().await.unwrap();
    let receipt = confirmed.evidence.receipt().unwrap();
    assert_eq!(receipt.request_id(), confirmed.output.request_id());
    let scope = Scope::new();
    let handle = put().send_in(&scope).await.unwrap();
    let before = handle.receipt().unwrap();
    let settled = scope.settle_one(&handle).await;
    assert_eq!(settled.evidence().receipt(), Some(&before));
    assert_eq!(handle.receipt(), Some(before));
}

/// Puts three parameters, and deletes the first of them.
async fn deployed(stage: &Stage) -> Vec<Receipt> {
    let scope = Scope::new();
    for name in ["/a", "/b", "/c"] {
        let put = stage
            .ssm
            .put_parameter()
            .name(name)
            .value("v")
            .r#type(ParameterType::String);
        let _ = put.send_in(&scope).await.unwrap();
    }
    let delete = stage.ssm.delete_parameter().name("/a");
    let _ = delete.send_in(&scope).await.unwrap();
    scope.into_receipts()
}

/// The put that was overwritten is none of them: it would be looked for in vain.
#[tokio::test(start_paused = true)]
async fn a_settlement_is_finished_elsewhere() {
    let stage = Stage::lagging();
    let receipts = deployed(&stage).await;
    let names: Vec<_> = receipts
        .iter()
        .map(|it| (it.operation(), it.resource().unwrap()))
        .collect();
    let expected = [
        ("PutParameter", "/b"),
        ("PutParameter", "/c"),
        ("DeleteParameter", "/a"),
    ];
    assert_eq!(names, expected);
    let other = other_client(&stage.sim);
    let confirmations = receipts.iter().map(|receipt| {
        let receipt = read(&receipt.to_json());
        let other = other.clone();
        async move { other.confirm(&receipt).await }
    });
    let confirmed = try_join_all(confirmations).await;
    let confirmed: Vec<Evidence> = confirmed.unwrap();
    assert!(confirmed.iter().all(|it| it.unconfirmed().is_none()));
    assert!(stage.sim.now() >= stage.sim.converged_at());
}

/// A receipt waits for what its call has asked for besides.
#[tokio::test(start_paused = true)]
async fn what_a_call_asks_for_is_waited_for_elsewhere() {
    let stage = Stage::lagging();
    let scope = Scope::new();
    let put = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let handle = put.until(parameter_is_listed).send_in(&scope).await;
    let receipt = handle.unwrap().receipt().unwrap();
    assert_eq!(receipt.awaits().count(), 2);
    let (receipt, other) = (read(&receipt.to_json()), other_client(&stage.sim));
    let evidence = other.confirm(&receipt).await.unwrap();
    let checks: BTreeSet<_> = evidence.polls().iter().map(|poll| poll.check).collect();
    assert!(checks.contains("parameter_is_listed"), "{checks:?}");
    assert_eq!(checks.len(), 2);
    let _ = scope.settle().await;
}
