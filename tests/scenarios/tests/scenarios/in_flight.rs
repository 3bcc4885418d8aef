//! How many requests are under way at once: never more than the limits say while they are polled,
//! however long a round trip takes.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use futures_util::future::join_all;
use postcond::post_condition;
use postcond::runtime::{Check, pending, satisfied};
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::Reader;
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::{Policy, ReadBudget, Schedule, Scope};
use postcond_sim::{Lag, Simulator};

use crate::stage::{LAG, MS, SECOND, Stage, every, paused};

const WRITES: usize = 300;

const ROUND_TRIPS: [Duration; 4] = [
    Duration::from_millis(20),
    Duration::from_millis(200),
    Duration::from_millis(300),
    Duration::from_millis(600),
];

fn stage(round_trip: Duration, schedule: impl Into<Schedule>) -> Stage {
    let sim = Simulator::builder()
        .lag(Lag::fixed(LAG))
        .round_trip(round_trip);
    let policy = Policy::builder().schedule(schedule).deadline(600 * SECOND);
    Stage::on(sim.build().unwrap(), policy.build().unwrap())
}

/// The most calls of `operation` that were under way at one instant, each for a whole round trip.
pub(crate) fn most_at_once(stage: &Stage, operation: &str, round_trip: Duration) -> usize {
    let calls = stage.sim.calls().into_iter();
    let calls = calls.filter(|call| call.operation.starts_with(operation));
    let began: Vec<Duration> = calls.map(|call| call.at).collect();
    let at = |moment: Duration| {
        let under_way = |at: &&Duration| **at <= moment && **at + round_trip > moment;
        began.iter().filter(under_way).count()
    };
    began.iter().map(|moment| at(*moment)).max().unwrap()
}

/// The most reads and the most writes at once.
async fn create_in_a_scope(round_trip: Duration) -> (usize, usize) {
    let (stage, scope) = (stage(round_trip, Schedule::learned()), Scope::new());
    let create = |index| stage.secrets.create_secret().name(format!("{index}"));
    let sent = (0..WRITES).map(|index| create(index).send_in(&scope));
    for sent in join_all(sent).await {
        let _ = sent.unwrap();
    }
    let settlement = scope.settle().await.into_result().unwrap();
    assert_eq!(settlement.counts().confirmed, WRITES);
    (
        most_at_once(&stage, "DescribeSecret", round_trip),
        most_at_once(&stage, "CreateSecret", round_trip),
    )
}

#[test]
fn of_reads_that_are_not_shared_no_more_are_under_way_than_the_limit_at_any_round_trip() {
    for round_trip in ROUND_TRIPS {
        let (reads, writes) = paused(create_in_a_scope(round_trip));
        assert_eq!(reads, ReadBudget::IN_FLIGHT, "{round_trip:?}");
        assert_eq!(writes, Scope::DEFAULT_CONCURRENT_WRITES, "{round_trip:?}");
    }
}

/// The most reads at once of a client that is made from another's configuration, with an HTTP client of
/// its own.
async fn create_by_a_derived_client(round_trip: Duration) -> usize {
    let stage = stage(round_trip, Schedule::learned());
    let conf = stage.secrets.config().to_builder();
    let conf = conf.http_client(stage.sim.http_client()).build();
    let derived = ConsistentSecretsManagerClient::from_conf(conf);
    let create = |index| derived.create_secret().name(format!("{index}")).send();
    for created in join_all((0..WRITES).map(create)).await {
        created.unwrap();
    }
    most_at_once(&stage, "DescribeSecret", round_trip)
}

#[test]
fn a_client_made_from_anothers_configuration_keeps_to_the_limit() {
    for round_trip in ROUND_TRIPS {
        let most = paused(create_by_a_derived_client(round_trip));
        assert!(most <= ReadBudget::IN_FLIGHT, "{most} at {round_trip:?}");
    }
}

/// The most reads at once of calls that are made all at once and share their reads.
async fn put_at_once(round_trip: Duration) -> usize {
    let stage = stage(round_trip, Schedule::fixed(50 * MS));
    let put = |index| {
        stage
            .ssm
            .put_parameter()
            .name(format!("/{index}"))
            .r#type(ParameterType::String)
    };
    let puts = (0..WRITES).map(|index| put(index).value("new").send());
    for put in join_all(puts).await {
        put.unwrap();
    }
    most_at_once(&stage, "GetParameter", round_trip)
}

#[test]
fn of_reads_that_are_shared_no_more_are_under_way_than_the_limit_at_any_round_trip() {
    for round_trip in ROUND_TRIPS {
        let most = paused(put_at_once(round_trip));
        assert!(most <= ReadBudget::IN_FLIGHT, "{most} at {round_trip:?}");
    }
}

static SHARING: AtomicUsize = AtomicUsize::new(0);
static MOST_SHARING: AtomicUsize = AtomicUsize::new(0);

/// Counts the polls of its kind that are under way at once.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["GetParameter"])]
async fn counts_polls(
    ssm: &Reader,
    input: &PutParameterInput,
    output: &PutParameterOutput,
) -> Check {
    let sharing = SHARING.fetch_add(1, Ordering::Relaxed) + 1;
    MOST_SHARING.fetch_max(sharing, Ordering::Relaxed);
    let name = input.name().unwrap_or_default();
    let read = ssm.get_parameter().name(name).send().await;
    SHARING.fetch_sub(1, Ordering::Relaxed);
    match read?.parameter {
        Some(parameter) if parameter.version() >= output.version() => satisfied("the version"),
        _ => pending("not the version"),
    }
}

/// As many as eight requests can answer, so that the others take no memory.
#[tokio::test(start_paused = true)]
async fn no_more_polls_share_requests_at_once_than_those_can_answer() {
    let sim = Simulator::builder().round_trip(600 * MS).build().unwrap();
    let stage = Stage::on(sim, every(50 * MS));
    let put = |index| {
        stage
            .ssm
            .put_parameter()
            .name(format!("/{index}"))
            .r#type(ParameterType::String)
    };
    let put = |index| put(index).value("new").unconfirmed().until(counts_polls);
    for put in join_all((0..WRITES).map(|index| put(index).send())).await {
        put.unwrap();
    }
    let most = MOST_SHARING.load(Ordering::Relaxed);
    // The first of all has nobody to share with yet.
    assert_eq!(most, ReadBudget::IN_FLIGHT * 10 + 1);
}
