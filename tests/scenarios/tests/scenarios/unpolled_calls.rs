//! Programs that hold calls which they do not poll for a while, and make others meanwhile.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use futures_util::StreamExt;
use futures_util::future::{Either, join_all, select};
use futures_util::stream::FuturesUnordered;
use postcond::ssm::ConsistentSsmClient;
use postcond::{Policy, ReadBudget, Schedule, Scope};
use postcond_sim::{Lag, Simulator};
use tokio::time::{Instant, sleep, timeout};

use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every, paused};

/// The consumer of so many pending calls makes a call of its own for some of those that return.
async fn consume(stage: &Stage, calls: usize) {
    let put = |name: String| {
        stage
            .ssm
            .put_parameter()
            .name(name)
            .value("new")
            .r#type(ParameterType::String)
    };
    let calls = (0..calls).map(|index| put(format!("/{index}")).send());
    let mut calls: FuturesUnordered<_> = calls.collect();
    let mut done = 0;
    while let Some(result) = calls.next().await {
        result.unwrap();
        if done % 50 == 0 {
            put(format!("/own/{done}")).send().await.unwrap();
        }
        done += 1;
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_not_kept_waiting_by_calls_that_nobody_polls() {
    let stage = Stage::lagging();
    let began = Instant::now();
    consume(&stage, 300).await;
    assert!(began.elapsed() < 20 * SECOND, "{:?}", began.elapsed());
}

/// One call of one's own while a hundred are held that were polled for so long.
async fn call_beside(budget: ReadBudget, polled_for: u32, lag: Duration) -> (bool, Duration) {
    let sim = Simulator::builder()
        .lag(Lag::fixed(lag))
        .round_trip(20 * MS);
    let stage = Stage::on(sim.build().unwrap(), every(50 * MS));
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let policy = Policy::builder().schedule(Schedule::learned());
    let policy = policy.deadline(60 * SECOND).build().unwrap();
    let ssm = ssm.policy(policy).read_budget(budget).build();
    let put = |name: String| {
        ssm.put_parameter()
            .name(name)
            .value("new")
            .r#type(ParameterType::String)
            .send()
    };
    let held = join_all((0..100).map(|index| put(format!("/{index}"))));
    let _held = match select(Box::pin(held), Box::pin(sleep(polled_for * MS))).await {
        Either::Left(_) => panic!("they have returned"),
        Either::Right(((), held)) => held,
    };
    let began = Instant::now();
    let own = put("/own".to_owned()).await;
    (own.is_ok(), began.elapsed())
}

/// Each moment finds the others at another obstacle: in a queue, while reads are gathered, under way.
#[test]
fn every_call_ends_by_its_deadline_whatever_calls_beside_it_are_not_polled() {
    for budget in [ReadBudget::default(), ReadBudget::new(4, 1).unwrap()] {
        for polled_for in [0, 21, 41, 90, 280] {
            let call = |lag| paused(call_beside(budget, polled_for, lag));
            let (is_confirmed, took) = call(LAG);
            assert!(is_confirmed, "after {polled_for} ms: {budget:?}");
            assert!(took < 30 * SECOND, "after {polled_for} ms: {took:?}");
            let (_, took) = call(HOUR);
            assert!(took <= 61 * SECOND, "after {polled_for} ms: {took:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_write_of_a_scope_is_not_kept_waiting_for_ever_by_those_that_nobody_polls() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(LAG))
        .round_trip(20 * MS);
    let stage = Stage::on(sim.build().unwrap(), every(50 * MS));
    let scope = Scope::new();
    let put = |name: String| {
        stage
            .ssm
            .put_parameter()
            .name(name)
            .value("new")
            .r#type(ParameterType::String)
    };
    let sends = (0..50).map(|index| put(format!("/{index}")).send_in(&scope));
    let mut sends: FuturesUnordered<_> = sends.collect();
    let first = sends.next().await.unwrap();
    assert!(first.is_ok());
    // The others of the first ten have been answered, too, and one that was sent since is.
    let own = timeout(SECOND, put("/own".to_owned()).send_in(&scope)).await;
    assert!(own.is_ok_and(|own| own.is_ok()));
    while let Some(sent) = sends.next().await {
        let _ = sent.unwrap();
    }
    assert_eq!(scope.settle().await.counts().confirmed, 51);
}
