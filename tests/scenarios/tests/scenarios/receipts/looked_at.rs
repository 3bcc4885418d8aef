//! Looks: one poll, and when to come back.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use postcond::runtime::{Cause, Looked, Outcome};
use postcond::{Policy, Receipt, Schedule, Scope};
use postcond_sim::Answer;
use tokio::time::sleep;

use super::{dated_ahead, look, read};
use crate::stage::{LAG, MS, SECOND, Stage, every};

/// The receipt of a parameter that has just been put, by way of its text.
async fn put(stage: &Stage) -> Receipt {
    let scope = Scope::new();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v1")
        .r#type(ParameterType::String);
    let handle = request.send_in(&scope).await.unwrap();
    let receipt = handle.receipt().unwrap().to_json();
    let receipts = scope.into_receipts();
    assert_eq!(receipts[0].to_json(), receipt);
    receipt.parse().unwrap()
}

/// When to look again, if that is what it came to.
fn next_look_in(looked: &Looked) -> Option<Duration> {
    match looked {
        Looked::Pending { next_look_in, .. } => Some(*next_look_in),
        _ => None,
    }
}

#[tokio::test(start_paused = true)]
async fn looks_make_one_poll_each_until_the_change_shows() {
    let stage = Stage::behind(LAG, every(200 * MS));
    let receipt = put(&stage).await;
    let mut pauses = Vec::new();
    let evidence = loop {
        stage.sim.clear_calls();
        let looked = look(&stage, &receipt).await.unwrap();
        assert_eq!(stage.sim.calls_to("GetParameter").len(), 1);
        match looked {
            Looked::Pending { next_look_in, .. } => {
                pauses.push(next_look_in);
                sleep(next_look_in).await;
            }
            Looked::Confirmed(evidence) => break evidence,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(pauses, [200 * MS, 200 * MS]);
    assert_eq!(evidence.unconfirmed(), None);
    assert_eq!(evidence.polls()[0].at, 400 * MS);
    assert_eq!(evidence.receipt(), Some(&receipt));
}

#[tokio::test(start_paused = true)]
async fn the_pauses_are_those_of_the_schedule_however_late_a_look_comes() {
    let schedule = Schedule::exponential()
        .first(SECOND)
        .factor(2.0)
        .jitter(false);
    let policy = Policy::builder().schedule(schedule).deadline(60 * SECOND);
    let stage = Stage::behind(3_600 * SECOND, policy.build().unwrap());
    let receipt = put(&stage).await;
    // The schedule looks after 1, 3 and 7 seconds, and so on.
    for (after, next) in [(0, 1_000), (1_500, 1_500), (3_500, 2_000)] {
        sleep(after * MS).await;
        let looked = look(&stage, &receipt).await.unwrap();
        assert_eq!(next_look_in(&looked), Some(next * MS), "{looked:?}");
    }
    sleep(54 * SECOND).await;
    let looked = look(&stage, &receipt).await.unwrap();
    let last = next_look_in(&looked).unwrap();
    assert!(last <= SECOND, "no later than the deadline: {last:?}");
}

#[tokio::test(start_paused = true)]
async fn what_does_not_show_in_time_is_not_confirmed_and_each_look_after_that_says_so() {
    let stage = Stage::behind(3_600 * SECOND, every(SECOND));
    let receipt = put(&stage).await;
    sleep(59 * SECOND).await;
    let looked = look(&stage, &receipt).await.unwrap();
    assert_eq!(next_look_in(&looked), Some(SECOND));
    for _ in 0..2 {
        sleep(SECOND).await;
        match look(&stage, &receipt).await.unwrap() {
            Looked::Unconfirmed(error) => {
                assert!(matches!(error.cause, Cause::Deadline { .. }), "{error}");
                assert_eq!(error.resource.as_deref(), Some("/a"));
                assert_eq!(error.receipt(), Some(&receipt));
            }
            other => panic!("{other:?}"),
        }
    }
    // Nobody has looked for an hour: it is there.
    sleep(3_600 * SECOND).await;
    let looked = look(&stage, &receipt).await.unwrap();
    assert!(matches!(looked, Looked::Confirmed(_)), "{looked:?}");
    let confirmed = stage.ssm.confirm(&receipt).await;
    assert!(confirmed.is_ok(), "{confirmed:?}");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_change_is_said_at_once_and_what_may_pass_is_pending() {
    for (answer, is_pending) in [
        (Answer::denied(), false),
        (Answer::throttled(), true),
        (Answer::error(400, "ValidationException", "no"), false),
    ] {
        let stage = Stage::behind(Duration::ZERO, every(SECOND));
        let receipt = put(&stage).await;
        stage.sim.script("GetParameter").answer(answer);
        let looked = look(&stage, &receipt).await.unwrap();
        let is_unconfirmed = matches!(looked, Looked::Unconfirmed(_));
        let pending = next_look_in(&looked).is_some();
        assert_eq!(
            (pending, is_unconfirmed),
            (is_pending, !is_pending),
            "{looked:?}"
        );
        let looked = look(&stage, &receipt).await.unwrap();
        assert!(matches!(looked, Looked::Confirmed(_)), "{looked:?}");
    }
}

/// Confirmations are in a row: a look that has seen the change sees to the others.
#[tokio::test(start_paused = true)]
async fn several_confirmations_are_seen_in_one_look() {
    let policy = Policy::builder().schedule(Schedule::fixed(50 * MS));
    let policy = policy.confirmations(3).deadline(60 * SECOND);
    let stage = Stage::behind(LAG, policy.build().unwrap());
    let receipt = put(&stage).await;
    let looked = look(&stage, &receipt).await.unwrap();
    assert_eq!(next_look_in(&looked), Some(100 * MS), "none comes sooner");
    sleep(SECOND).await;
    match look(&stage, &receipt).await.unwrap() {
        Looked::Confirmed(evidence) => {
            let outcomes: Vec<_> = evidence.polls().iter().map(|poll| poll.outcome).collect();
            assert_eq!(outcomes, [Outcome::Satisfied; 3]);
        }
        other => panic!("{other:?}"),
    }
}

/// However often the schedule polls: who waits elsewhere looks at most ten times a second, and once where the clocks
/// do not say how old the write is, as each look would be the first.
#[tokio::test(start_paused = true)]
async fn no_look_follows_at_once_whatever_the_clocks_say() {
    let schedules = [Schedule::fixed(20 * MS), Schedule::learned().seed(1).into()];
    for schedule in schedules {
        let policy = Policy::builder().schedule(schedule).deadline(60 * SECOND);
        let stage = Stage::behind(3_600 * SECOND, policy.build().unwrap());
        let text = put(&stage).await.to_json();
        for (ahead, shortest) in [(Duration::ZERO, 100 * MS), (10 * SECOND, SECOND)] {
            let receipt = read(&dated_ahead(&text, ahead));
            for _ in 0..5 {
                let looked = look(&stage, &receipt).await.unwrap();
                let next = next_look_in(&looked).unwrap();
                assert!(next >= shortest, "{ahead:?}: {next:?}");
            }
        }
        // Nor is one missed at the deadline.
        sleep(60 * SECOND - 30 * MS).await;
        let looked = look(&stage, &read(&text)).await.unwrap();
        assert_eq!(next_look_in(&looked), Some(30 * MS));
    }
}
