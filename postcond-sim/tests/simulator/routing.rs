//! Several replicas, each with its own lag.

use std::time::Duration;

use aws_sdk_ssm::Client;
use postcond_sim::{Lag, Routing, Simulator};

use crate::{put, until, value};

fn three_replicas(routing: Routing, seed: u64) -> Simulator {
    Simulator::builder()
        .replicas(3)
        .lag(Lag::uniform(Duration::ZERO..Duration::from_secs(1)))
        .routing(routing)
        .seed(seed)
        .build()
        .unwrap()
}

/// What a read every 10 ms shows while an overwrite spreads.
async fn reads_during_an_overwrite(sim: &Simulator) -> Vec<String> {
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "old").await;
    until(sim, Duration::from_secs(1)).await;
    put(&ssm, "/a", "new").await;
    let mut reads = Vec::new();
    for step in 0..110 {
        until(sim, Duration::from_millis(1_000 + 10 * step)).await;
        reads.push(value(&ssm, "/a").await.unwrap());
    }
    reads
}

fn falls_back(reads: &[String]) -> bool {
    reads.windows(2).any(|pair| pair == ["new", "old"])
}

#[tokio::test(start_paused = true)]
async fn non_monotonic_reads_show_the_old_after_the_new() {
    let sim = three_replicas(Routing::NonMonotonic, 7);
    let reads = reads_during_an_overwrite(&sim).await;
    assert!(falls_back(&reads), "{reads:?}");
    assert_eq!(reads.last().map(String::as_str), Some("new"));
}

#[tokio::test(start_paused = true)]
async fn a_replica_shows_a_write_exactly_from_its_own_time_on() {
    let sim = three_replicas(Routing::NonMonotonic, 7);
    let reads = reads_during_an_overwrite(&sim).await;
    let overwrite = &sim.writes()[1];
    let calls = sim.calls_to("GetParameter");
    assert_eq!(calls.len(), reads.len());
    for (call, read) in calls.iter().zip(reads) {
        let visible = overwrite.visible[call.replica.unwrap()];
        assert_eq!(
            read == "new",
            call.at >= visible,
            "{call:?}, visible at {visible:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn monotonic_reads_never_show_the_old_after_the_new() {
    for seed in 0..20 {
        let sim = three_replicas(Routing::Monotonic, seed);
        let reads = reads_during_an_overwrite(&sim).await;
        assert!(!falls_back(&reads), "seed {seed}: {reads:?}");
        assert_eq!(reads.last().map(String::as_str), Some("new"));
    }
}

#[tokio::test(start_paused = true)]
async fn an_earlier_write_that_arrives_late_does_not_undo_a_later_one() {
    for seed in 0..20 {
        let sim = three_replicas(Routing::NonMonotonic, seed);
        let ssm = Client::new(&sim.sdk_config());
        put(&ssm, "/a", "1").await;
        put(&ssm, "/a", "2").await;
        let writes = sim.writes();
        for step in 0..100 {
            until(&sim, Duration::from_millis(10 * step)).await;
            let read = value(&ssm, "/a").await;
            let call = sim.calls().pop().unwrap();
            let later = writes[1].visible[call.replica.unwrap()] <= call.at;
            assert!(
                !later || read == Ok("2".to_owned()),
                "seed {seed}: {read:?}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn all_replicas_agree_once_converged() {
    let sim = three_replicas(Routing::NonMonotonic, 3);
    let ssm = Client::new(&sim.sdk_config());
    for round in 0..5 {
        put(&ssm, "/a", &round.to_string()).await;
    }
    let last = sim
        .writes()
        .iter()
        .map(postcond_sim::Write::visible_everywhere)
        .max();
    assert_eq!(Some(sim.converged_at()), last);
    let newest = sim.writes().pop().unwrap();
    assert_eq!(
        newest.visible.iter().min(),
        Some(&newest.visible_somewhere())
    );
    assert!(newest.visible_somewhere() < newest.visible_everywhere());
    until(&sim, sim.converged_at()).await;
    for _ in 0..20 {
        assert_eq!(value(&ssm, "/a").await, Ok("4".to_owned()));
    }
    let mut replicas: Vec<_> = sim
        .calls_to("GetParameter")
        .iter()
        .map(|call| call.replica)
        .collect();
    replicas.sort_unstable();
    replicas.dedup();
    assert_eq!(replicas, [Some(0), Some(1), Some(2)]);
}

#[tokio::test(start_paused = true)]
async fn the_same_seed_makes_the_same_run() {
    let first = three_replicas(Routing::NonMonotonic, 7);
    let first_reads = reads_during_an_overwrite(&first).await;
    let second = three_replicas(Routing::NonMonotonic, 7);
    let second_reads = reads_during_an_overwrite(&second).await;
    assert_eq!(first_reads, second_reads);
    assert_eq!(first.calls(), second.calls());
    assert_eq!(first.writes(), second.writes());
}

#[tokio::test(start_paused = true)]
async fn another_seed_makes_another_run() {
    let first = three_replicas(Routing::NonMonotonic, 7);
    reads_during_an_overwrite(&first).await;
    let second = three_replicas(Routing::NonMonotonic, 8);
    reads_during_an_overwrite(&second).await;
    assert_ne!(first.calls(), second.calls());
    assert_ne!(first.writes(), second.writes());
}

#[tokio::test(start_paused = true)]
async fn reading_more_often_does_not_change_the_lags() {
    let quiet = three_replicas(Routing::Monotonic, 7);
    let ssm = Client::new(&quiet.sdk_config());
    put(&ssm, "/a", "old").await;
    until(&quiet, Duration::from_secs(1)).await;
    put(&ssm, "/a", "new").await;
    let busy = three_replicas(Routing::Monotonic, 7);
    reads_during_an_overwrite(&busy).await;
    assert_eq!(quiet.writes()[0].visible, busy.writes()[0].visible);
    assert_eq!(quiet.writes()[1].visible, busy.writes()[1].visible);
}
