//! Writes of a scope that wait to be sent again: they are not under way meanwhile.

use std::time::Duration;

use futures_util::future::{Either, JoinAll, join, join_all, select};
use postcond::Scope;
use postcond::secretsmanager::MutationError;
use postcond::secretsmanager::sdk::operation::create_secret::{
    CreateSecretError, CreateSecretOutput,
};
use postcond_sim::{Answer, Calls, Simulator};
use tokio::time::{Instant, sleep};

use super::put;
use crate::in_flight::most_at_once;
use crate::stage::{HOUR, MS, SECOND, Stage, every};

const TRIP: Duration = Duration::from_millis(20);

type Created = Result<(), MutationError<CreateSecretError, CreateSecretOutput>>;

fn scope(concurrent_writes: usize) -> Scope {
    let scope = Scope::builder().concurrent_writes(concurrent_writes);
    scope.build().unwrap()
}

fn scheduled() -> Answer {
    let words = "A secret with this name is already scheduled for deletion.";
    Answer::error(400, "InvalidRequestException", words)
}

/// A service that is 20 ms away, where the client has just deleted so many secrets by force.
async fn deleted(secrets: usize) -> Stage {
    let sim = Simulator::builder().round_trip(TRIP).build().unwrap();
    let stage = Stage::on(sim, every(50 * MS));
    for name in (0..secrets).map(|index| index.to_string()) {
        let request = stage.plain_secrets.create_secret().name(&name);
        request.secret_string("old").send().await.unwrap();
        let request = stage.secrets.delete_secret().secret_id(&name);
        let request = request.force_delete_without_recovery(true);
        request.send().await.unwrap();
    }
    stage.sim.clear_calls();
    stage
}

/// From now on, no secret can be created for so long.
fn refuse_for(stage: &Stage, time: Duration) {
    let sim = stage.sim.clone();
    sim.script("CreateSecret").always().answer(scheduled());
    tokio::spawn(async move {
        sleep(time).await;
        sim.clear_scripts();
    });
}

/// Creates those secrets anew, all at once.
fn create_anew<'a>(
    stage: &'a Stage,
    scope: &'a Scope,
    secrets: usize,
) -> JoinAll<impl Future<Output = Created> + 'a> {
    let create = async |name: String| {
        let request = stage.secrets.create_secret().name(name);
        request.secret_string("new").send_in(scope).await.map(drop)
    };
    join_all((0..secrets).map(move |index| create(index.to_string())))
}

#[tokio::test(start_paused = true)]
async fn those_that_are_refused_for_long_do_not_hold_up_another() {
    let (stage, scope) = (deleted(8).await, scope(8));
    refuse_for(&stage, 20 * SECOND);
    let began = Instant::now();
    let another = async {
        sleep(SECOND).await;
        let _ = put(&stage.ssm, "/ninth", &scope).await;
        began.elapsed() - SECOND
    };
    let (created, took) = join(create_anew(&stage, &scope, 8), another).await;
    // It may come while all eight are being sent.
    assert!(took <= 2 * TRIP, "{took:?}");
    assert!(created.iter().all(Result::is_ok), "{created:?}");
    let took = began.elapsed();
    assert!((20 * SECOND..21 * SECOND).contains(&took), "{took:?}");
    assert_eq!(scope.settle().await.counts().confirmed, 9);
}

#[tokio::test(start_paused = true)]
async fn no_more_are_under_way_than_the_scope_permits_however_often_they_are_sent_again() {
    let (stage, scope) = (deleted(50).await, scope(3));
    let creations = Calls::to("CreateSecret");
    stage.sim.fault_rate(creations, scheduled(), 0.8).unwrap();
    let created = create_anew(&stage, &scope, 50).await;
    assert!(created.iter().all(Result::is_ok), "{created:?}");
    assert!(stage.sim.calls_to("CreateSecret").len() > 150);
    assert_eq!(most_at_once(&stage, "CreateSecret", TRIP), 3);
}

#[tokio::test(start_paused = true)]
async fn those_that_nobody_polls_or_that_are_given_up_hold_up_nobody() {
    let (stage, scope) = (deleted(8).await, scope(8));
    refuse_for(&stage, 2 * SECOND);
    let creations = create_anew(&stage, &scope, 8);
    // Each is sent at 0, 70 and 140 ms, and waits in between.
    let held = match select(creations, Box::pin(sleep(165 * MS))).await {
        Either::Left(_) => panic!("they are created"),
        Either::Right(((), held)) => held,
    };
    // Nobody polls them, neither now nor when they are to be sent again.
    for name in ["/a", "/b"] {
        let began = Instant::now();
        let _ = put(&stage.ssm, name, &scope).await;
        assert_eq!(began.elapsed(), TRIP, "{name}");
        sleep(SECOND).await;
    }
    let created = held.await;
    assert!(created.iter().all(Result::is_ok), "{created:?}");

    let (stage, scope) = (deleted(8).await, self::scope(8));
    refuse_for(&stage, HOUR);
    let creations = create_anew(&stage, &scope, 8);
    let given_up = tokio::time::timeout(165 * MS, creations).await;
    assert!(given_up.is_err());
    let began = Instant::now();
    let _ = put(&stage.ssm, "/a", &scope).await;
    assert_eq!(began.elapsed(), TRIP);
}

#[tokio::test(start_paused = true)]
async fn one_that_finds_no_room_by_its_deadline_fails_with_the_services_error() {
    let stage = deleted(1).await;
    let scope = Scope::builder().concurrent_writes(1).deadline(2 * SECOND);
    let scope = scope.build().unwrap();
    refuse_for(&stage, HOUR);
    stage.sim.script("PutParameter").answer(Answer::never());
    let began = Instant::now();
    let unanswered = Box::pin(async {
        sleep(MS).await;
        let _ = put(&stage.ssm, "/a", &scope).await;
    });
    let Either::Left((created, _)) = select(create_anew(&stage, &scope, 1), unanswered).await
    else {
        panic!("it is answered");
    };
    let error = created.into_iter().next().unwrap().unwrap_err();
    let error = error.as_service_error().unwrap();
    assert!(error.is_invalid_request_exception());
    // It was sent once, and the other holds the room since.
    assert_eq!(stage.sim.calls_to("CreateSecret").len(), 1);
    assert_eq!(began.elapsed(), 2 * SECOND);
}
