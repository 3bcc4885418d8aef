//! What sending a write in a scope does at once.

use std::collections::BTreeSet;

use aws_sdk_ssm::types::ParameterType;
use futures_util::future::join_all;
use postcond::runtime::WriteOutcome;
use postcond::secretsmanager::sdk::config;
use postcond::secretsmanager::sdk::config::retry::RetryConfig;
use postcond::ssm::sdk as ssm;
use postcond::{AmbiguousWrite, Policy, Scope};
use postcond_sim::{Answer, Simulator};
use tokio::time::Instant;

use super::{is_never_there, put};
use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every, impatient};

#[tokio::test(start_paused = true)]
async fn a_handle_has_the_output_at_once_and_the_confirmation_once_settled() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let handle = put(&stage.ssm, "/a", &scope).await;
    assert_eq!(stage.sim.now().as_millis(), 0);
    assert_eq!(handle.output().version(), 1);
    assert_eq!(handle.operation(), "PutParameter");
    assert_eq!(handle.resource(), Some("/a"));
    assert!(handle.confirmation().is_none());
    assert_eq!(stage.tap.operations(), ["PutParameter"]);

    scope.settle().await.into_result().unwrap();
    let confirmation = handle.confirmation().unwrap();
    assert!(matches!(confirmation.outcome(), WriteOutcome::Confirmed));
    assert_eq!(confirmation.evidence().polls_made(), 7);
    assert_eq!(handle.into_output().version(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_fails_is_the_callers_error_at_once_and_is_not_outstanding() {
    let (stage, scope) = (Stage::prompt(), Scope::new());
    let request = stage.ssm.delete_parameter().name("/never");
    let error = request.send_in(&scope).await.unwrap_err();
    assert!(error.as_service_error().unwrap().is_parameter_not_found());
    assert_eq!(scope.outstanding(), 0);
    assert_eq!(scope.settle().await.counts().total(), 0);
    assert_eq!(stage.tap.operations(), ["DeleteParameter"]);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_cannot_be_built_takes_no_turn() {
    let (stage, scope) = (Stage::prompt(), Scope::new());
    // Neither has a name.
    let request = stage.secrets.delete_secret();
    request.send_in(&scope).await.unwrap_err();
    let request = stage.ssm.delete_parameter().customize();
    request.send_in(&scope).await.unwrap_err();
    assert_eq!(scope.outstanding(), 0);
}

/// The most writes that were under way at once, each taking a whole round trip.
async fn most_at_once(scope: &Scope) -> usize {
    let sim = Simulator::builder().round_trip(20 * MS).build().unwrap();
    let stage = Stage::on(sim, every(50 * MS));
    let names: Vec<_> = (0..50).map(|index| format!("/{index}")).collect();
    join_all(names.iter().map(|name| put(&stage.ssm, name, scope))).await;
    let arrived: BTreeSet<_> = stage.sim.calls().iter().map(|call| call.at).collect();
    let at = |moment| {
        stage
            .sim
            .calls()
            .iter()
            .filter(|it| it.at == moment)
            .count()
    };
    // All calls take the same time, so that those that arrive together are under way together.
    let most = arrived.into_iter().map(at).max().unwrap();
    scope.settle().await.into_result().unwrap();
    most
}

#[tokio::test(start_paused = true)]
async fn no_more_writes_are_under_way_at_once_than_the_scope_permits() {
    assert_eq!(
        most_at_once(&Scope::new()).await,
        Scope::DEFAULT_CONCURRENT_WRITES
    );
    let scope = Scope::builder().concurrent_writes(3).build().unwrap();
    assert_eq!(most_at_once(&scope).await, 3);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_is_given_up_while_it_is_sent_makes_room_for_the_next() {
    let sim = Simulator::builder().round_trip(20 * MS).build().unwrap();
    let stage = Stage::on(sim, every(50 * MS));
    let scope = Scope::builder().concurrent_writes(1).build().unwrap();
    let given_up = tokio::time::timeout(5 * MS, put(&stage.ssm, "/a", &scope)).await;
    assert!(given_up.is_err());
    assert_eq!(scope.outstanding(), 0);
    let _ = put(&stage.ssm, "/b", &scope).await;
    assert_eq!(scope.settle().await.counts().confirmed, 1);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_nothing_has_answered_is_found_at_once_and_confirmed_with_the_others() {
    let looking = Policy::builder().on_ambiguous(AmbiguousWrite::ReadBack);
    let looking = looking.build().unwrap().or(&every(50 * MS));
    let (stage, scope) = (Stage::behind(LAG, looking), Scope::new());
    stage.sim.script("CreateSecret").answer(Answer::lost());
    let once = config::Builder::default().retry_config(RetryConfig::disabled());
    let request = stage.secrets.create_secret().name("a").customize();
    let handle = request.config_override(once).send_in(&scope).await.unwrap();
    assert_eq!(handle.output().name(), Some("a"));
    assert_eq!(stage.sim.now(), LAG);
    assert!(handle.confirmation().is_none());
    let _ = put(&stage.ssm, "/a", &scope).await;

    let settlement = scope.settle().await.into_result().unwrap();
    assert_eq!(settlement.counts().confirmed, 2);
    let evidence = handle.confirmation().unwrap().evidence();
    // The search, and then the check.
    let functions: BTreeSet<_> = evidence.polls().iter().map(|poll| poll.check).collect();
    assert_eq!((evidence.polls_made(), functions.len()), (8, 2));
}

#[tokio::test(start_paused = true)]
async fn what_a_call_says_of_its_own_confirmation_holds_in_a_scope() {
    let (stage, scope) = (Stage::behind(HOUR, every(50 * MS)), Scope::new());
    let request = || {
        stage
            .ssm
            .put_parameter()
            .r#type(ParameterType::String)
            .overwrite(true)
            .value("new")
    };
    let unconfirmed = request().name("/a").unconfirmed();
    let unconfirmed = unconfirmed.send_in(&scope).await.unwrap();
    let until = request().name("/b").unconfirmed().until(is_never_there);
    let until = until
        .confirm_with(impatient())
        .send_in(&scope)
        .await
        .unwrap();
    let began = Instant::now();
    let settlement = scope.settle().await;
    assert_eq!(began.elapsed(), 2 * SECOND);
    assert_eq!(settlement.counts().total(), 2);
    let words = |handle: &postcond::runtime::Handle<_>| {
        handle.confirmation().unwrap().outcome().to_string()
    };
    assert_eq!(
        words(&unconfirmed),
        "accepted unconfirmed: the call waits for no check"
    );
    assert!(
        words(&until).contains("`is_never_there` was still pending"),
        "{}",
        words(&until)
    );
}

#[tokio::test(start_paused = true)]
async fn a_customized_request_can_be_sent_in_a_scope() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let request = request
        .customize()
        .config_override(ssm::config::Builder::default());
    let handle = request.send_in(&scope).await.unwrap();
    scope.settle().await.into_result().unwrap();
    assert!(matches!(
        handle.confirmation().unwrap().outcome(),
        WriteOutcome::Confirmed
    ));
}
