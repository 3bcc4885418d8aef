//! Whoever waits for a write makes progress, with a deadline of its own, whatever others do who wait.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use futures_util::future::{Either, join_all, select};
use postcond::runtime::{SettledWrite, Settlement, WriteOutcome};
use postcond::{Policy, Scope};
use tokio::time::{Instant, sleep};

use super::{put, put_many};
use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every};

type Settling<'a> = Pin<Box<dyn Future<Output = Settlement> + 'a>>;

/// Settles the scope for so long, and then keeps that without polling it.
async fn settling_for(scope: &Scope, millis: u32) -> Settling<'_> {
    let settling: Settling<'_> = Box::pin(scope.settle());
    match select(settling, Box::pin(sleep(millis * MS))).await {
        Either::Left(_) => panic!("it is settled"),
        Either::Right(((), settling)) => settling,
    }
}

#[tokio::test(start_paused = true)]
async fn one_write_is_settled_while_a_settling_of_all_is_not_polled() {
    for polled_for in [0, 1, 50, 100, 249] {
        let (stage, scope) = (Stage::lagging(), Scope::new());
        let handle = put(&stage.ssm, "/a", &scope).await;
        put_many(&stage.ssm, 20, &scope).await;
        let not_polled = settling_for(&scope, polled_for).await;
        let settled = scope.settle_one(&handle).await;
        assert!(
            matches!(settled.outcome(), WriteOutcome::Confirmed),
            "{settled}"
        );
        // Reads are gathered for a millisecond each.
        assert!(stage.sim.now() < 2 * SECOND, "{:?}", stage.sim.now());
        let settlement = not_polled.await.into_result().unwrap();
        assert_eq!(settlement.counts().confirmed, 21);
    }
}

#[tokio::test(start_paused = true)]
async fn each_who_waits_has_a_deadline_of_its_own() {
    for (polled_for, later) in [(100, MS), (100, 30 * SECOND), (30_000, HOUR)] {
        let (stage, scope) = (Stage::behind(24 * HOUR, every(SECOND)), Scope::new());
        let handle = put(&stage.ssm, "/a", &scope).await;
        let not_polled = settling_for(&scope, polled_for).await;
        sleep(later).await;
        let began = Instant::now();
        let settled = scope.settle_one(&handle).await;
        assert!(settled.is_unconfirmed(), "{settled}");
        assert_eq!(began.elapsed(), 60 * SECOND);
        let outcome = settled.outcome().to_string();
        assert!(
            outcome.contains("was still pending after 60 s"),
            "{outcome}"
        );
        let rest = not_polled.await;
        assert_eq!(rest.counts().unconfirmed, 1);
        assert_eq!(began.elapsed(), 60 * SECOND);
    }
}

#[tokio::test(start_paused = true)]
async fn one_who_has_come_later_goes_on_when_the_time_of_the_first_is_up() {
    let (stage, scope) = (Stage::behind(70 * SECOND, every(SECOND)), Scope::new());
    let handle = put(&stage.ssm, "/a", &scope).await;
    let later = async {
        sleep(30 * SECOND).await;
        scope.settle_one(&handle).await
    };
    let (first, later) = futures_util::future::join(scope.settle(), later).await;
    assert_eq!(first.counts().unconfirmed, 1);
    assert_eq!(first.took(), 60 * SECOND);
    assert!(
        matches!(later.outcome(), WriteOutcome::Confirmed),
        "{later}"
    );
    let known = handle.confirmation().unwrap();
    assert!(
        matches!(known.outcome(), WriteOutcome::Confirmed),
        "{known}"
    );
    assert_eq!(scope.outstanding(), 0);
}

#[tokio::test(start_paused = true)]
async fn tasks_that_settle_all_and_one_at_once_read_once() {
    let (alone, scope) = (Stage::lagging(), Scope::new());
    let _ = put(&alone.ssm, "/a", &scope).await;
    let _ = scope.settle().await;

    let (stage, scope) = (Stage::lagging(), std::sync::Arc::new(Scope::new()));
    let handle = put(&stage.ssm, "/a", &scope).await;
    let settling = std::sync::Arc::clone(&scope);
    let all = tokio::spawn(async move { settling.settle().await });
    let one = tokio::spawn(async move { scope.settle_one(&handle).await });
    assert_eq!(all.await.unwrap().counts().confirmed, 1);
    assert!(!one.await.unwrap().is_unconfirmed());
    assert_eq!(stage.sim.calls().len(), alone.sim.calls().len());
}

#[tokio::test(start_paused = true)]
async fn a_later_write_is_read_back_for_an_earlier_one_while_its_own_settling_is_not_polled() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let earlier = put(&stage.ssm, "/a", &scope).await;
    let later = put(&stage.ssm, "/a", &scope).await;
    let mut not_polled = Box::pin(scope.settle_one(&later));
    let first = poll_fn(|context| Poll::Ready(not_polled.as_mut().poll(context))).await;
    assert!(first.is_pending());
    let settled = scope.settle_one(&earlier).await;
    assert!(matches!(settled.outcome(), WriteOutcome::Superseded { .. }));
    assert_eq!(stage.sim.now(), LAG);
    assert!(!not_polled.await.is_unconfirmed());
}

/// What one who waits from then on, in seconds, comes to for a write that shows after `lag`.
async fn waiters<const N: usize>(lag: u32, from: [u32; N]) -> (Stage, [Arc<SettledWrite>; N]) {
    let policy = Policy::builder().deadline(10 * SECOND).build().unwrap();
    let stage = Stage::behind(lag * SECOND, policy.or(&every(50 * MS)));
    let scope = Scope::new();
    let handle = put(&stage.ssm, "/a", &scope).await;
    let wait = async |from: u32| {
        sleep(from * SECOND).await;
        scope.settle_one(&handle).await
    };
    let settled = join_all(from.map(wait)).await;
    (stage, settled.try_into().unwrap())
}

#[tokio::test(start_paused = true)]
async fn one_who_goes_on_after_others_have_given_up_has_seen_what_was_shared() {
    for from in [[0, 5], [5, 0]] {
        let (stage, settled) = waiters(12, from).await;
        let reads = stage.sim.calls_to("GetParameter").len();
        let later = settled.iter().max_by_key(|it| it.evidence().polls_made());
        let later = later.unwrap();
        assert!(
            matches!(later.outcome(), WriteOutcome::Confirmed),
            "{later}"
        );
        assert_eq!(later.evidence().polls_made(), reads);
        assert!(later.evidence().polls()[0].at < SECOND);
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_comes_first_one_read_back_serves_all_and_nobody_has_seen_nothing() {
    for from in [[0, 5, 7], [7, 5, 0], [5, 0, 7]] {
        let (stage, settled) = waiters(3_600, from).await;
        for settled in settled {
            let outcome = settled.outcome().to_string();
            assert!(settled.is_unconfirmed(), "{settled}");
            assert!(outcome.contains("/a is not found"), "{from:?}: {outcome}");
        }
        // Every 50 ms, until the last one's deadline.
        let reads = stage.sim.calls_to("GetParameter").len();
        assert!((300..=345).contains(&reads), "{from:?}: {reads}");
    }
}
