//! Faults that come at a rate.

use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::ParameterType;
use postcond_sim::{Answer, Call, Calls, Lag, Outcome, Routing, Simulator, SimulatorBuilder};

use crate::{code, once, prompt, put, value};

fn three_replicas(seed: u64) -> SimulatorBuilder {
    Simulator::builder()
        .replicas(3)
        .lag(Lag::uniform(Duration::ZERO..Duration::from_secs(1)))
        .routing(Routing::NonMonotonic)
        .seed(seed)
}

fn throttles_reads(seed: u64) -> Simulator {
    let builder = three_replicas(seed).fault_rate(Calls::reads(), Answer::throttled(), 0.2);
    builder.build().unwrap()
}

/// A write, and a hundred reads of it over a second.
async fn a_write_and_reads(sim: &Simulator) {
    let ssm = once(sim);
    put(&ssm, "/a", "1").await;
    for _ in 0..100 {
        tokio::time::advance(Duration::from_millis(10)).await;
        let _ = value(&ssm, "/a").await;
    }
}

fn injected(sim: &Simulator) -> Vec<bool> {
    let calls = sim.calls();
    calls.iter().map(|call| call.injected.is_some()).collect()
}

#[tokio::test(start_paused = true)]
async fn one_read_in_five_is_throttled_and_no_write() {
    let sim = throttles_reads(7);
    a_write_and_reads(&sim).await;
    let throttled = |call: &&Call| call.injected == Some(Answer::throttled());
    let calls = sim.calls();
    let hit: Vec<&Call> = calls.iter().filter(throttled).collect();
    assert!((10..30).contains(&hit.len()), "{}", hit.len());
    for call in hit {
        assert_eq!(call.operation, "GetParameter");
        assert_eq!(call.outcome, Outcome::Status(400));
        assert_eq!(call.replica, None);
        assert!(!call.scripted);
    }
}

#[tokio::test(start_paused = true)]
async fn the_same_seed_makes_the_same_run_and_another_another() {
    let run = async |seed| {
        let sim = throttles_reads(seed);
        a_write_and_reads(&sim).await;
        sim
    };
    let (first, same, other) = (run(7).await, run(7).await, run(8).await);
    assert_eq!(first.calls(), same.calls());
    assert_ne!(injected(&first), injected(&other));
}

#[tokio::test(start_paused = true)]
async fn faults_change_neither_the_lags_nor_the_replicas() {
    let faulty = throttles_reads(7);
    a_write_and_reads(&faulty).await;
    let sound = three_replicas(7).build().unwrap();
    a_write_and_reads(&sound).await;
    assert_eq!(faulty.writes(), sound.writes());
    let served = |sim: &Simulator| sim.calls().into_iter().filter_map(|call| call.replica);
    let reads = served(&faulty).count();
    assert!((70..90).contains(&reads), "{reads}");
    assert!(served(&faulty).eq(served(&sound).take(reads)));
}

#[tokio::test(start_paused = true)]
async fn a_rate_hits_the_chosen_calls_only() {
    // The calls that a rate of 1 hits: a PutParameter, a GetParameter, a DescribeSecret.
    let rows = [
        (Calls::all(), [true, true, true]),
        (Calls::reads(), [false, true, true]),
        (Calls::writes(), [true, false, false]),
        (Calls::to("GetParameter"), [false, true, false]),
        (Calls::to("ssm:GetParameter"), [false, true, false]),
        (
            Calls::to("secretsmanager:DescribeSecret"),
            [false, false, true],
        ),
    ];
    for (calls, expected) in rows {
        let sim = prompt();
        sim.fault_rate(calls.clone(), Answer::denied(), 1.0)
            .unwrap();
        let ssm = once(&sim);
        let secrets = aws_sdk_secretsmanager::Client::new(&sim.sdk_config());
        let _ = ssm
            .put_parameter()
            .name("/a")
            .value("1")
            .r#type(ParameterType::String)
            .send()
            .await;
        let _ = ssm.get_parameter().name("/a").send().await;
        let _ = secrets.describe_secret().secret_id("a").send().await;
        assert_eq!(injected(&sim), expected, "{calls:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_rate_of_zero_hits_nothing() {
    let sim = prompt();
    sim.fault_rate(Calls::all(), Answer::denied(), 0.0).unwrap();
    a_write_and_reads(&sim).await;
    assert_eq!(injected(&sim), [false; 101]);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_is_throttled_changes_nothing_and_one_whose_answer_is_lost_does() {
    let sim = prompt();
    let ssm = once(&sim);
    let write = || {
        ssm.put_parameter()
            .name("/a")
            .value("1")
            .r#type(ParameterType::String)
            .send()
    };
    sim.fault_rate(Calls::writes(), Answer::throttled(), 1.0)
        .unwrap();
    assert_eq!(code(&write().await.unwrap_err()), "ThrottlingException");
    assert_eq!(sim.writes(), []);
    sim.clear_fault_rates();
    sim.fault_rate(Calls::writes(), Answer::lost(), 1.0)
        .unwrap();
    write().await.unwrap_err();
    assert_eq!(value(&ssm, "/a").await, Ok("1".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_script_comes_before_a_rate_and_leaves_its_draws() {
    let (plain, scripted) = (throttles_reads(7), throttles_reads(7));
    scripted.script("GetParameter").answer(Answer::denied());
    let _ = value(&once(&scripted), "/a").await;
    for sim in [&plain, &scripted] {
        a_write_and_reads(sim).await;
    }
    let first = &scripted.calls()[0];
    assert!(first.scripted && first.injected.is_none(), "{first:?}");
    assert_eq!(injected(&scripted)[1..], injected(&plain)[..]);
}

#[tokio::test(start_paused = true)]
async fn the_sdk_retries_its_way_through() {
    let sim = throttles_reads(7);
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    tokio::time::advance(Duration::from_secs(1)).await;
    for _ in 0..20 {
        assert_eq!(value(&ssm, "/a").await, Ok("1".to_owned()));
    }
    assert!(injected(&sim).contains(&true));
}
