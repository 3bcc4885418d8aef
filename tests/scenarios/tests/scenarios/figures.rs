//! Figures, to be shown with `--nocapture`.

use std::ops::Range;
use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use postcond::{Confirmations, Policy, Schedule};
use postcond_sim::{Lag, Routing, Simulator};
use tokio::time::{Instant, sleep_until};

use crate::rows;
use crate::stage::{LAG, MS, SECOND, Stage, paused};

/// Pauses as by default, with this jitter.
fn policy(seed: u64, confirmations: impl Into<Confirmations>) -> Policy {
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
struct WriteCounts {
    wrong: usize,
    polls: usize,
    waited: Duration,
}

impl WriteCounts {
    fn add(mut self, other: &Self) -> Self {
        self.wrong += other.wrong;
        self.polls += other.polls;
        self.waited += other.waited;
        self
    }
}

/// One overwrite, on a simulator and a clock of its own.
fn trial(routing: Routing, confirmations: u32, seed: u64) -> WriteCounts {
    paused(async {
        let sim = Simulator::builder().replicas(3).routing(routing).seed(seed);
        let sim = sim.lag(Lag::log_normal(200 * MS, 0.8)).build().unwrap();
        let stage = Stage::on(sim, policy(seed, confirmations));
        let old = stage
            .plain_ssm
            .put_parameter()
            .name("/a")
            .value("old")
            .r#type(ParameterType::String);
        old.send().await.unwrap();
        stage.settle().await;
        let new = stage
            .ssm
            .put_parameter()
            .name("/a")
            .value("new")
            .r#type(ParameterType::String);
        let new = new.overwrite(true).send_with_evidence().await.unwrap();
        let read = stage.plain_ssm.get_parameter().name("/a").send().await;
        let read = read.unwrap().parameter.unwrap().value;
        WriteCounts {
            wrong: usize::from(read.as_deref() != Some("new")),
            polls: new.evidence.polls_made(),
            waited: new.evidence.waited(),
        }
    })
}

fn trials(routing: Routing, confirmations: u32, seeds: Range<u64>) -> WriteCounts {
    let trials = seeds.map(|seed| trial(routing, confirmations, seed));
    trials.fold(WriteCounts::default(), |sum, trial| sum.add(&trial))
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
        let WriteCounts {
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

/// Replicas that lag by a median of 200 ms.
#[derive(Clone, Copy)]
struct Replicas {
    count: usize,
    routing: Routing,
    sigma: f64,
}

/// So many overwrites of one parameter, and how many of them were followed within 2 s by a stale
/// read, of which there is one each 50 ms.
fn watched(replicas: Replicas, confirmations: Confirmations, writes: Range<u64>) -> WriteCounts {
    paused(async {
        let sim = Simulator::builder().replicas(replicas.count);
        let sim = sim.routing(replicas.routing).seed(writes.start);
        let lag = Lag::log_normal(200 * MS, replicas.sigma);
        let sim = sim.round_trip(15 * MS).lag(lag).build().unwrap();
        let stage = Stage::on(sim, Policy::default());
        let mut counts = WriteCounts::default();
        for seed in writes {
            let put = stage
                .ssm
                .put_parameter()
                .name("/a")
                .value("any")
                .r#type(ParameterType::String);
            let put = put
                .overwrite(true)
                .confirm_with(policy(seed, confirmations));
            let put = put.send_with_evidence().await.unwrap();
            counts = counts.add(&WriteCounts {
                wrong: usize::from(is_seen_stale(&stage, put.output.version()).await),
                polls: put.evidence.polls_made(),
                waited: put.evidence.waited(),
            });
            stage.settle().await;
        }
        counts
    })
}

async fn is_seen_stale(stage: &Stage, version: i64) -> bool {
    let until = stage.sim.converged_at().min(stage.sim.now() + 2 * SECOND);
    while stage.sim.now() < until {
        let next = Instant::now() + 50 * MS;
        let read = stage.plain_ssm.get_parameter().name("/a").send().await;
        let read = read.ok().and_then(|read| read.parameter);
        if read.is_none_or(|read| read.version < version) {
            return true;
        }
        sleep_until(next).await;
    }
    false
}

#[test]
fn confirmations_for_non_monotonic_reads_leave_hardly_a_copy_behind() {
    let replicas = Replicas {
        count: 3,
        routing: Routing::NonMonotonic,
        sigma: 1.0,
    };
    let sure = Confirmations::for_non_monotonic_reads();
    assert_eq!(watched(replicas, sure, 0..30).wrong, 0);
    assert!(watched(replicas, Confirmations::count(1), 0..30).wrong > 10);
}

const CANDIDATES: [(&str, Confirmations); 8] = {
    let one = Confirmations::count(1);
    let spaced = one.after_staleness(2).spanning(Duration::from_millis(300));
    [
        ("1", one),
        ("2", Confirmations::count(2)),
        ("3", Confirmations::count(3)),
        ("1, after staleness 2", one.after_staleness(2)),
        ("1, after staleness 3", one.after_staleness(3)),
        ("1, after staleness 2 over 0.3 s", spaced),
        (
            "3 replicas, risk 0.01",
            Confirmations::for_replicas(3, 0.01),
        ),
        (
            "for non-monotonic reads",
            Confirmations::for_non_monotonic_reads(),
        ),
    ]
};

#[test]
#[ignore = "an hour of figures, unless optimised: run it with `--ignored --nocapture`"]
fn how_many_writes_are_followed_by_a_stale_read() {
    const WRITES: u64 = 1_000;
    println!("copies behind by a log-normal lag of median 200 ms; a read each 50 ms for 2 s");
    println!(
        "{:>12} {:>5} {:>31} {:>6} {:>5} {:>7}",
        "replicas", "sigma", "confirmations", "stale", "polls", "waited"
    );
    let [ordered, unordered] = [Routing::Monotonic, Routing::NonMonotonic];
    for (count, routing) in [
        (3, unordered),
        (1, ordered),
        (3, ordered),
        (2, unordered),
        (5, unordered),
    ] {
        for (sigma, (name, confirmations)) in [0.8, 1.0]
            .into_iter()
            .flat_map(|sigma| CANDIDATES.map(|candidate| (sigma, candidate)))
        {
            let replicas = Replicas {
                count,
                routing,
                sigma,
            };
            let batches = (0..WRITES).step_by(50).map(|first| first..first + 50);
            let tallies = batches.map(|batch| watched(replicas, confirmations, batch));
            let sum = tallies.fold(WriteCounts::default(), |sum, counts| sum.add(&counts));
            let writes = WRITES as f64;
            let (share, polls) = (sum.wrong as f64 / writes * 100.0, sum.polls as f64 / writes);
            let waited = sum.waited.as_millis() / u128::from(WRITES);
            let routing = format!("{count} {routing:?}");
            println!(
                "{routing:>14} {sigma:>3} {name:>31} {share:>4.1} % {polls:>5.1} {waited:>4} ms"
            );
        }
    }
}
