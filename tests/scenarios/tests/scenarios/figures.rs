//! Figures, to be shown with `--nocapture`.

use std::ops::Range;
use std::time::Duration;

use postcond::{Policy, Schedule};
use postcond_sim::{Lag, Routing, Simulator};

use crate::rows;
use crate::stage::{LAG, MS, Stage, paused};

/// Pauses as by default, with this jitter.
fn policy(seed: u64, confirmations: u32) -> Policy {
    let policy = Policy::builder().schedule(Schedule::exponential().seed(seed));
    policy.confirmations(confirmations).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn how_soon_each_operation_returns() {
    const RUNS: u64 = 5;
    println!("one replica, 300 ms behind; means of {RUNS} runs");
    println!(
        "{:28} {:>9} {:>9} {:>6}",
        "operation", "converged", "returned", "polls"
    );
    for row in rows::all() {
        let (mut converged, mut returned, mut polls) = (Duration::ZERO, Duration::ZERO, 0);
        for seed in 0..RUNS {
            let stage = row.arranged(Stage::behind(LAG, policy(seed, 1))).await;
            let acted = (row.act)(&stage).await;
            let write = stage.sim.writes().pop().unwrap();
            assert!(stage.sim.now() >= write.visible_everywhere(), "{row:?}");
            converged += write.visible_everywhere() - write.at;
            returned += acted.evidence.waited();
            polls += acted.evidence.polls_made();
        }
        let mean = |total: Duration| total.as_millis() / u128::from(RUNS);
        let (converged, returned) = (mean(converged), mean(returned));
        let polls = polls as f64 / RUNS as f64;
        let name = row.name;
        println!("{name:28} {converged:>6} ms {returned:>6} ms {polls:>6.1}");
    }
}

/// What 200 overwrites came to, each followed at once by a plain read.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    wrong: usize,
    polls: usize,
    waited: Duration,
}

impl Tally {
    fn add(mut self, other: &Self) -> Self {
        self.wrong += other.wrong;
        self.polls += other.polls;
        self.waited += other.waited;
        self
    }
}

/// One overwrite, on a simulator and a clock of its own.
fn trial(routing: Routing, confirmations: u32, seed: u64) -> Tally {
    paused(async {
        let sim = Simulator::builder().replicas(3).routing(routing).seed(seed);
        let sim = sim.lag(Lag::log_normal(200 * MS, 0.8)).build().unwrap();
        let stage = Stage::on(sim, policy(seed, confirmations));
        let old = stage.plain_ssm.put_parameter().name("/a").value("old");
        old.send().await.unwrap();
        stage.settle().await;
        let new = stage.ssm.put_parameter().name("/a").value("new");
        let new = new.overwrite(true).send_with_evidence().await.unwrap();
        let read = stage.plain_ssm.get_parameter().name("/a").send().await;
        let read = read.unwrap().parameter.unwrap().value;
        Tally {
            wrong: usize::from(read.as_deref() != Some("new")),
            polls: new.evidence.polls_made(),
            waited: new.evidence.waited(),
        }
    })
}

fn trials(routing: Routing, confirmations: u32, seeds: Range<u64>) -> Tally {
    let trials = seeds.map(|seed| trial(routing, confirmations, seed));
    trials.fold(Tally::default(), |sum, trial| sum.add(&trial))
}

#[test]
#[ignore = "20 seconds of figures: run it with `--ignored --nocapture`"]
fn how_many_reads_stay_wrong_where_replicas_are_read_at_random() {
    println!("three replicas, each behind by a log-normal lag of median 200 ms and sigma 0.8");
    println!(
        "{:>12} {:>13} {:>11} {:>5} {:>7}",
        "routing", "confirmations", "wrong reads", "polls", "waited"
    );
    let at_random = [1, 2, 3, 5, 8].map(|times| (Routing::NonMonotonic, times));
    for (routing, confirmations) in [(Routing::Monotonic, 1)].into_iter().chain(at_random) {
        let Tally {
            wrong,
            polls,
            waited,
        } = trials(routing, confirmations, 0..200);
        let (polls, waited) = (polls as f64 / 200.0, waited.as_millis() / 200);
        let routing = format!("{routing:?}");
        println!("{routing:>12} {confirmations:>13} {wrong:>4} of 200 {polls:>5.1} {waited:>4} ms");
    }
}

#[test]
fn the_same_seeds_give_the_same_figures() {
    for routing in [Routing::Monotonic, Routing::NonMonotonic] {
        assert_eq!(trials(routing, 2, 0..20), trials(routing, 2, 0..20));
    }
}

#[test]
fn where_reads_never_go_back_in_time_none_is_wrong() {
    assert_eq!(trials(Routing::Monotonic, 1, 0..50).wrong, 0);
}
