//! Programs that hold calls which they do not poll for a while, and make others meanwhile.

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use postcond::Scope;
use postcond_sim::{Lag, Simulator};
use tokio::time::{Instant, timeout};

use crate::stage::{LAG, MS, SECOND, Stage, every};

/// The consumer of so many pending calls makes a call of its own for some of those that return.
async fn consume(stage: &Stage, calls: usize) {
    let put = |name: String| stage.ssm.put_parameter().name(name).value("new");
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

#[tokio::test(start_paused = true)]
async fn a_write_of_a_scope_is_not_kept_waiting_for_ever_by_those_that_nobody_polls() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(LAG))
        .round_trip(20 * MS);
    let stage = Stage::on(sim.build().unwrap(), every(50 * MS));
    let scope = Scope::new();
    let put = |name: String| stage.ssm.put_parameter().name(name).value("new");
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
    assert_eq!(scope.settle().await.tally().confirmed, 51);
}
