//! What waiting for the writes of a scope comes to.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use futures_util::future::join;
use postcond::Scope;
use postcond::runtime::{Cause, WriteOutcome};
use postcond::secretsmanager::op::CreateSecret;
use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::op::PutParameter;
use postcond_sim::Answer;
use tokio::runtime::Handle as Runtime;
use tokio::time::{Instant, sleep, timeout};

use super::{is_never_there, put, put_many};
use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every, impatient};

#[tokio::test(start_paused = true)]
async fn all_writes_of_both_services_and_of_two_clients_are_confirmed_in_one_wait() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let other = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let other = other.policy(every(50 * MS)).build();
    for index in 0..20 {
        let _ = put(&stage.ssm, &format!("/one/{index}"), &scope).await;
        let _ = put(&other, &format!("/other/{index}"), &scope).await;
        let secret = stage
            .secrets
            .create_secret()
            .name(format!("secret-{index}"));
        let _ = secret.send_in(&scope).await.unwrap();
    }
    assert_eq!(scope.outstanding(), 60);

    let settlement = scope.settle().await.into_result().unwrap();
    // Each read is gathered for a millisecond.
    let took = settlement.took();
    assert!((LAG..LAG + 10 * MS).contains(&took), "{took:?}");
    assert_eq!(settlement.counts().confirmed, 60);
    assert_eq!(settlement.confirmed().count(), 60);
    assert_eq!(scope.outstanding(), 0);
    let outputs = settlement
        .writes()
        .filter_map(|it| it.output::<PutParameter>());
    assert_eq!(outputs.filter(|it| it.version() == 1).count(), 40);
    let outputs = settlement
        .writes()
        .filter_map(|it| it.output::<CreateSecret>());
    assert_eq!(outputs.filter(|it| it.name().is_some()).count(), 20);
    assert_eq!(stage.sim.writes().len(), 60);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_confirmed_is_named_with_output_and_evidence_and_the_rest_is_confirmed() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    put_many(&stage.ssm, 3, &scope).await;
    let hidden = stage
        .ssm
        .put_parameter()
        .name("/hidden")
        .value("s3cret")
        .r#type(ParameterType::String);
    let hidden = hidden.confirm_with(impatient()).until(is_never_there);
    let _ = hidden.send_in(&scope).await.unwrap();

    let error = scope.settle().await.into_result().unwrap_err();
    let settlement = error.settlement();
    let [unconfirmed] = &settlement.unconfirmed().collect::<Vec<_>>()[..] else {
        panic!("{error}");
    };
    assert_eq!(unconfirmed.operation(), "PutParameter");
    assert_eq!(unconfirmed.resource(), Some("/hidden"));
    assert_eq!(
        unconfirmed.request_id(),
        Some(&*stage.sim.calls()[3].request_id)
    );
    assert_eq!(unconfirmed.output::<PutParameter>().unwrap().version(), 1);
    assert!(unconfirmed.output::<CreateSecret>().is_none());
    assert!(unconfirmed.evidence().polls_made() > 1);
    let cause = matches!(
        unconfirmed.outcome(),
        WriteOutcome::Unconfirmed(Cause::Deadline { .. })
    );
    assert!(cause, "{unconfirmed:?}");
    assert_eq!(settlement.confirmed().count(), 3);
    assert_eq!(
        settlement.to_string(),
        "4 writes settled in 2 s: 3 confirmed, 1 not confirmed; the slowest was PutParameter of /hidden"
    );
    assert_eq!(
        error.to_string(),
        "1 of 4 writes succeeded, but are not confirmed:\n\
         - PutParameter of /hidden (10 polls): not confirmed: `is_never_there` was still pending after \
         2 s; last seen: still nothing. Raise the policy's deadline, or look for what keeps the change \
         from showing"
    );
    assert!(!format!("{error:?} {settlement:?}").contains("s3cret"));
}

#[tokio::test(start_paused = true)]
async fn of_many_that_are_not_confirmed_the_first_ten_are_named() {
    let (stage, scope) = (Stage::behind(HOUR, impatient()), Scope::new());
    put_many(&stage.ssm, 13, &scope).await;
    let error = scope.settle().await.into_result().unwrap_err();
    let text = error.to_string();
    let named: Vec<_> = text.lines().filter(|it| it.starts_with("- ")).collect();
    assert_eq!(named.len(), 10, "{text}");
    assert!(
        named[9].starts_with("- PutParameter of /9 (8 polls): not confirmed: "),
        "{text}"
    );
    assert!(text.ends_with("\nand 3 more"), "{text}");
    assert_eq!(error.into_settlement().unconfirmed().count(), 13);
}

#[tokio::test(start_paused = true)]
async fn one_write_can_be_settled_before_the_others() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let first = put(&stage.ssm, "/a", &scope).await;
    let second = put(&stage.ssm, "/b", &scope).await;
    let settled = scope.settle_one(&first).await;
    assert_eq!(settled.name().to_string(), "PutParameter of /a");
    assert!(matches!(settled.outcome(), WriteOutcome::Confirmed));
    assert!(second.confirmation().is_none());
    assert_eq!(scope.outstanding(), 1);

    let reads = stage.sim.calls_to("GetParameter").len();
    let _ = scope.settle_one(&first).await;
    assert_eq!(stage.sim.calls_to("GetParameter").len(), reads);
    let rest = scope.settle().await.into_result().unwrap();
    let rest: Vec<_> = rest.writes().map(|it| it.resource()).collect();
    assert_eq!(rest, [Some("/b")]);
}

#[tokio::test(start_paused = true)]
async fn one_that_was_settled_through_another_scope_is_not_settled_twice() {
    let (stage, scope, other) = (Stage::lagging(), Scope::new(), Scope::new());
    let handle = put(&stage.ssm, "/a", &scope).await;
    let _ = put(&stage.ssm, "/b", &other).await;
    let settled = other.settle_one(&handle).await;
    assert_eq!(settled.resource(), Some("/a"));
    assert_eq!((scope.outstanding(), other.outstanding()), (0, 1));
    assert_eq!(scope.settle().await.counts().total(), 0);
    assert_eq!(other.settle().await.counts().confirmed, 1);
}

#[tokio::test(start_paused = true)]
async fn a_scope_can_be_used_again() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    for round in 0..3 {
        put_many(&stage.ssm, 5, &scope).await;
        let settlement = scope.settle().await.into_result().unwrap();
        assert_eq!(settlement.counts().confirmed, 5, "round {round}");
    }
    assert_eq!(
        scope.settle().await.to_string(),
        "0 writes settled in 0 s: none"
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_sent_while_a_scope_is_settled_is_left_for_the_next_time() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let _ = put(&stage.ssm, "/a", &scope).await;
    let later = async {
        sleep(100 * MS).await;
        put(&stage.ssm, "/b", &scope).await
    };
    let (settlement, later) = join(scope.settle(), later).await;
    assert_eq!(settlement.counts().total(), 1);
    assert!(later.confirmation().is_none());
    assert_eq!(scope.settle().await.counts().confirmed, 1);
}

#[tokio::test(start_paused = true)]
async fn two_who_settle_at_once_wait_for_the_same_reads() {
    let (alone, scope) = (Stage::lagging(), Scope::new());
    put_many(&alone.ssm, 5, &scope).await;
    let _ = scope.settle().await;

    let (stage, scope) = (Stage::lagging(), Scope::new());
    put_many(&stage.ssm, 5, &scope).await;
    let (one, other) = join(scope.settle(), scope.settle()).await;
    assert_eq!((one.counts().confirmed, other.counts().confirmed), (5, 5));
    assert_eq!(stage.sim.calls().len(), alone.sim.calls().len());
}

#[tokio::test(start_paused = true)]
async fn who_takes_over_from_one_that_gave_up_settles_all() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    put_many(&stage.ssm, 5, &scope).await;
    let impatient = timeout(100 * MS, scope.settle());
    let (given_up, settlement) = join(impatient, scope.settle()).await;
    assert!(given_up.is_err());
    assert_eq!(settlement.counts().confirmed, 5);
}

#[tokio::test(start_paused = true)]
async fn a_settling_that_is_given_up_at_any_time_loses_nothing() {
    for after in (0..=300).step_by(25) {
        let (stage, scope) = (Stage::lagging(), Scope::new());
        let soon = put(&stage.ssm, "/soon", &scope).await;
        sleep(200 * MS).await;
        put_many(&stage.ssm, 3, &scope).await;
        let given_up = timeout(after * MS, scope.settle()).await;
        assert_eq!(Runtime::current().metrics().num_alive_tasks(), 0);
        let calls = stage.sim.calls().len();
        sleep(SECOND).await;
        assert_eq!(
            stage.sim.calls().len(),
            calls,
            "somebody goes on after {after} ms"
        );

        let left = scope.outstanding();
        let settled = usize::from(soon.confirmation().is_some());
        match given_up {
            Ok(settlement) => assert_eq!((settlement.counts().confirmed, left), (4, 0)),
            Err(_) => assert_eq!(left, 4 - settled, "after {after} ms"),
        }
        let rest = scope.settle().await.into_result().unwrap();
        assert_eq!(rest.counts().confirmed, left, "after {after} ms");
    }
}

/// How long settling takes where nothing ever shows, if it begins only after a while.
async fn in_vain(stage: &Stage, scope: &Scope) -> Duration {
    put_many(&stage.ssm, 5, scope).await;
    sleep(10 * SECOND).await;
    let began = Instant::now();
    let settlement = scope.settle().await;
    assert_eq!(
        settlement.unconfirmed().count(),
        settlement.counts().total()
    );
    began.elapsed()
}

#[tokio::test(start_paused = true)]
async fn the_deadline_of_a_scope_is_one_for_all_and_counts_from_when_settling_begins() {
    let stage = Stage::behind(HOUR, every(SECOND));
    let scope = Scope::builder().deadline(3 * SECOND).build().unwrap();
    // Its own deadline would be shorter.
    let hurried = stage
        .ssm
        .put_parameter()
        .name("/hurried")
        .value("new")
        .r#type(ParameterType::String);
    let hurried = hurried.confirm_with(impatient()).send_in(&scope);
    let hurried = hurried.await.unwrap();
    assert_eq!(in_vain(&stage, &scope).await, 3 * SECOND);
    let outcome = hurried.confirmation().unwrap().outcome().to_string();
    assert!(outcome.contains("was still pending after 3 s"), "{outcome}");
}

#[tokio::test(start_paused = true)]
async fn without_one_settling_takes_as_long_as_the_longest_deadline_of_its_writes() {
    let (stage, scope) = (Stage::behind(HOUR, every(SECOND)), Scope::new());
    let hurried = stage
        .ssm
        .put_parameter()
        .name("/hurried")
        .value("new")
        .r#type(ParameterType::String);
    let hurried = hurried.confirm_with(impatient()).send_in(&scope);
    let hurried = hurried.await.unwrap();
    assert_eq!(in_vain(&stage, &scope).await, 60 * SECOND);
    let outcome = hurried.confirmation().unwrap().outcome().to_string();
    assert!(outcome.contains("was still pending after 2 s"), "{outcome}");
}

#[tokio::test(start_paused = true)]
async fn a_read_back_that_is_refused_concerns_its_own_write_alone() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    put_many(&stage.ssm, 5, &scope).await;
    let request = stage.secrets.create_secret().name("a");
    let _ = request.send_in(&scope).await.unwrap();
    stage
        .sim
        .script("DescribeSecret")
        .always()
        .answer(Answer::denied());
    let error = scope.settle().await.into_result().unwrap_err();
    assert_eq!(error.settlement().counts().confirmed, 5);
    assert!(
        error.to_string().contains("secretsmanager:DescribeSecret"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn what_was_seen_until_time_ran_out_is_in_the_evidence_of_who_goes_on() {
    let (stage, scope) = (Stage::behind(5 * SECOND, impatient()), Scope::new());
    let handle = put(&stage.ssm, "/a", &scope).await;
    let mut held = Box::pin(scope.settle());
    assert!(timeout(100 * MS, &mut held).await.is_err());
    sleep(4 * SECOND).await;
    let settled = scope.settle_one(&handle).await;
    assert!(
        matches!(settled.outcome(), WriteOutcome::Confirmed),
        "{settled}"
    );
    let reads = settled.evidence().polls().iter().map(|it| it.reads.len());
    let reads: usize = reads.sum();
    assert_eq!(reads, stage.sim.calls_to("GetParameter").len());
    assert_eq!(settled.evidence().polls_made(), reads);
}
