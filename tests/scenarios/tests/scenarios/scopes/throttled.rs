//! Writes of a scope that the service throttles: they have changed nothing, and are sent again.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use futures_util::future::join_all;
use postcond::runtime::__private::{CallOptions, Unresolved};
use postcond::ssm::{MutationError, Reader, SdkMutation, op};
use postcond::{Policy, RefusedWrite, Scope};
use postcond_sim::{Answer, Calls, Lag, Simulator};

use crate::stage::{MS, SECOND, Stage, every};

/// A service that is 20 ms away.
fn stage(policy: Policy) -> Stage {
    let sim = Simulator::builder()
        .lag(Lag::fixed(100 * MS))
        .round_trip(20 * MS)
        .build();
    Stage::on(sim.unwrap(), policy)
}

/// Puts so many parameters in a scope at once; how many failed, and how long it took.
async fn put(stage: &Stage, scope: &Scope, parameters: usize) -> (usize, Duration) {
    let began = stage.sim.now();
    let put = |index: usize| {
        let request = stage
            .ssm
            .put_parameter()
            .name(format!("/{index}"))
            .r#type(ParameterType::String);
        request.value("new").send_in(scope)
    };
    let sent = join_all((0..parameters).map(put)).await;
    let failed = sent.iter().filter(|sent| sent.is_err()).count();
    (failed, stage.sim.now() - began)
}

fn applied(stage: &Stage) -> usize {
    stage.sim.writes().len()
}

#[tokio::test(start_paused = true)]
async fn behind_a_rate_limit_all_are_written_in_little_more_than_its_own_time() {
    for (per_second, burst, parameters, most_calls) in
        [(3.0, 10, 100, 250), (40.0, 40, 1_000, 1_250)]
    {
        let (stage, scope) = (stage(Policy::default()), Scope::new());
        let calls = Calls::to("PutParameter");
        stage.sim.rate_limit(calls, per_second, burst).unwrap();
        let (failed, took) = put(&stage, &scope, parameters).await;
        assert_eq!((failed, applied(&stage)), (0, parameters));
        let own = (parameters as f64 - f64::from(burst)) / per_second;
        assert!(
            took.as_secs_f64() <= 1.15 * own,
            "{took:?} where the bucket takes {own} s"
        );
        // Without a rate that all share, far more are sent in vain.
        let calls = stage.sim.calls_to("PutParameter").len();
        assert!(calls <= most_calls, "{calls} calls for {parameters}");
        let settlement = scope.settle().await.into_result().unwrap();
        assert_eq!(settlement.counts().confirmed, parameters);
    }
}

#[tokio::test(start_paused = true)]
async fn where_most_writes_are_throttled_at_random_none_fails() {
    let (stage, scope) = (stage(Policy::default()), Scope::new());
    let puts = Calls::to("PutParameter");
    let throttled = stage.sim.fault_rate(puts, Answer::throttled(), 0.6);
    throttled.unwrap();
    let (failed, _) = put(&stage, &scope, 100).await;
    assert_eq!((failed, applied(&stage)), (0, 100));
    assert_eq!(scope.settle().await.counts().confirmed, 100);
}

/// As with a stream: what the first attempt has read is not there for a second.
#[tokio::test(start_paused = true)]
async fn a_request_that_cannot_be_repeated_is_sent_once() {
    let (stage, scope) = (stage(every(50 * MS)), Scope::new());
    // Three attempts of the SDK's.
    let puts = stage.sim.script("PutParameter").next(3);
    puts.answer(Answer::throttled());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let (request, _) = request.into_parts();
    let reader = Reader::new(stage.ssm.inner());
    let call = CallOptions::<op::PutParameter>::default();
    let send = <op::PutParameter as SdkMutation>::send;
    let own = Arc::default();
    let sent = scope.send(&own, &reader, call, request, |_| None, send);
    assert!(matches!(sent.await, Err(Unresolved::Failed(_))));
    assert_eq!(stage.sim.calls_to("PutParameter").len(), 3);
    assert_eq!(applied(&stage), 0);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_was_sent_again_says_so() {
    let (stage, scope) = (stage(every(50 * MS)), Scope::new());
    // Three attempts of the SDK's, twice.
    let puts = stage.sim.script("PutParameter").next(6);
    puts.answer(Answer::throttled());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let handle = request.send_in(&scope).await.unwrap();
    let settled = scope.settle_one(&handle).await;
    let resent = settled.evidence().resent().unwrap();
    assert_eq!((resent.times, &*resent.code), (2, "ThrottlingException"));
    assert_eq!(resent.after, None);
    assert_eq!(applied(&stage), 1);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_is_throttled_until_the_deadline_fails_with_the_services_error() {
    let stage = stage(every(50 * MS));
    let scope = Scope::builder().deadline(20 * SECOND).build().unwrap();
    let puts = stage.sim.script("PutParameter").always();
    puts.answer(Answer::throttled());
    let began = stage.sim.now();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let error = request.send_in(&scope).await.unwrap_err();
    let MutationError::Failed(error) = &error else {
        panic!("{error:?}");
    };
    let error = error.as_service_error().unwrap();
    assert_eq!(error.meta().code(), Some("ThrottlingException"));
    let took = stage.sim.now() - began;
    // The SDK's own retries take up to 3 s, and may begin just before the deadline.
    assert!((10 * SECOND..25 * SECOND).contains(&took), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn no_write_is_sent_again_after_the_deadline_however_many_wait_for_their_turn() {
    let stage = stage(every(50 * MS));
    let scope = Scope::builder().concurrent_writes(500);
    let scope = scope.deadline(10 * SECOND).build().unwrap();
    let calls = Calls::to("PutParameter");
    stage.sim.rate_limit(calls, 3.0, 10).unwrap();
    let (failed, took) = put(&stage, &scope, 500).await;
    assert!(failed > 0 && failed + applied(&stage) == 500, "{failed}");
    // The SDK's own retries take up to 3 s, and may begin just before the deadline.
    assert!(took <= 14 * SECOND, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn concurrent_updates_are_waited_for_and_slow_the_others_where_the_policy_says_so() {
    for (on_refused, none_fails) in [
        (RefusedWrite::Retry, true),
        (RefusedWrite::RetryAfterOwn, false),
    ] {
        let policy = Policy::builder().on_refused(on_refused).build().unwrap();
        let (stage, scope) = (stage(policy), Scope::new());
        let contended = Answer::error(400, "TooManyUpdates", "There are concurrent updates.");
        let puts = Calls::to("PutParameter");
        stage.sim.fault_rate(puts, contended, 0.6).unwrap();
        let (failed, _) = put(&stage, &scope, 50).await;
        assert_eq!(failed == 0, none_fails, "{on_refused:?}: {failed} failed");
    }
}

#[tokio::test(start_paused = true)]
async fn a_quota_is_not_waited_for() {
    let (stage, scope) = (stage(every(50 * MS)), Scope::new());
    let quota = Answer::error(400, "LimitExceededException", "You have too many secrets.");
    stage.sim.script("CreateSecret").always().answer(quota);
    let request = stage.secrets.create_secret().name("a").secret_string("v");
    assert!(request.send_in(&scope).await.is_err());
    // The SDK itself takes it for throttling.
    assert_eq!(stage.sim.calls_to("CreateSecret").len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_may_have_landed_is_not_sent_again() {
    let (stage, scope) = (stage(every(50 * MS)), Scope::new());
    // The answer to one attempt is lost, and the SDK's others are throttled.
    let lost = stage.sim.script("PutParameter").next(1);
    lost.answer(Answer::lost());
    let throttled = stage.sim.script("PutParameter").next(2);
    throttled.answer(Answer::throttled());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    assert!(request.send_in(&scope).await.is_err());
    assert_eq!(stage.sim.calls_to("PutParameter").len(), 3);
    assert_eq!(applied(&stage), 1);
}

#[tokio::test(start_paused = true)]
async fn outside_a_scope_throttling_is_the_sdks_own_matter() {
    let stage = stage(every(50 * MS));
    let puts = stage.sim.script("PutParameter").always();
    puts.answer(Answer::throttled());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    assert!(request.send().await.is_err());
    assert_eq!(stage.sim.calls_to("PutParameter").len(), 3);
}
