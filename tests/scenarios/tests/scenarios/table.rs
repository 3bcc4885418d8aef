//! What holds for each row.

use std::time::Duration;

use postcond::runtime::{Cause, Outcome};
use postcond::{DeniedRead, Policy, Schedule};
use postcond_sim::Answer;

use crate::rows::{self, Row};
use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every, impatient};

#[tokio::test(start_paused = true)]
async fn a_change_that_shows_at_once_takes_one_poll() {
    for row in rows::all() {
        let stage = row.arranged(Stage::prompt()).await;
        let acted = (row.act)(&stage).await;
        let name = row.name;
        assert!(acted.cause.is_none(), "{name}: {:?}", acted.cause);
        assert_eq!(acted.evidence.polls_made(), 1, "{name}");
        assert_eq!(acted.evidence.waited(), Duration::ZERO, "{name}");
        let expected = [&[row.operation], row.reads].concat();
        assert_eq!(stage.tap.operations(), expected, "{name}");
        acted.evidence.assert_reads_are_declared();
        assert!((row.is_visible)(&stage).await, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_that_shows_late_is_waited_for_and_not_a_poll_longer() {
    let by_default = Policy::builder().build().unwrap();
    for policy in [every(50 * MS), every(70 * MS), by_default] {
        for row in rows::all() {
            let stage = row.arranged(Stage::behind(LAG, policy.clone())).await;
            let acted = (row.act)(&stage).await;
            let name = row.name;
            assert!(acted.cause.is_none(), "{name}: {:?}", acted.cause);
            let shown = stage.sim.converged_at();
            assert!(stage.sim.now() >= shown, "{name} returned too early");
            acted.evidence.assert_reads_are_declared();
            let polls = acted.evidence.polls();
            let written = shown - LAG;
            let last_but_one = polls[polls.len() - 2].at;
            assert!(written + last_but_one < shown, "{name} returned too late");
            assert!((row.is_visible)(&stage).await, "{name}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_that_never_shows_is_unconfirmed_at_the_deadline_with_its_output() {
    for row in rows::all() {
        let stage = row.arranged(Stage::behind(HOUR, impatient())).await;
        let acted = (row.act)(&stage).await;
        let name = row.name;
        let Some(Cause::Deadline {
            after, last_seen, ..
        }) = acted.cause
        else {
            panic!("{name}: {:?}", acted.cause);
        };
        assert_eq!(after, 2 * SECOND, "{name}");
        assert!(
            stage.tap.has_told(&acted.output),
            "{name}: {}",
            acted.output
        );
        assert_eq!(acted.evidence.waited(), 2 * SECOND, "{name}");
        let polls = acted.evidence.polls();
        let at: Vec<u128> = polls.iter().map(|poll| poll.at.as_millis()).collect();
        assert_eq!(at, [0, 300, 600, 900, 1_200, 1_500, 1_800, 2_000], "{name}");
        let read = polls[7].reads.last().unwrap();
        let by = format!("{} ({}: HTTP ", polls[7].seen, read.operation);
        assert!(last_seen.starts_with(&by), "{name}: {last_seen}");
        assert!(!(row.is_visible)(&stage).await, "{name}");
    }
}

/// Plays the row with `answer` for so many of its first reads.
async fn played_with(row: &Row, times: usize, answer: Answer) -> (Stage, crate::acted::Acted) {
    let policy = Policy::builder().schedule(Schedule::fixed(50 * MS));
    let policy = policy.poll_timeout(500 * MS).patience(150 * MS);
    let policy = policy.build().unwrap();
    let stage = row.arranged(Stage::behind(Duration::ZERO, policy)).await;
    stage.sim.script(row.reads[0]).next(times).answer(answer);
    let acted = (row.act)(&stage).await;
    (stage, acted)
}

#[tokio::test(start_paused = true)]
async fn a_read_that_proves_nothing_is_made_again() {
    let faults = [
        (Answer::throttled(), Outcome::Throttled, 100 * MS),
        (Answer::server_error(), Outcome::Transient, 50 * MS),
        (Answer::reset(), Outcome::Transient, 50 * MS),
        (Answer::never(), Outcome::TimedOut, 550 * MS),
    ];
    for row in rows::all() {
        for (answer, outcome, waited) in &faults {
            let (stage, acted) = played_with(row, 1, answer.clone()).await;
            let name = row.name;
            assert!(acted.cause.is_none(), "{name}: {:?}", acted.cause);
            assert_eq!(acted.outcomes(), [*outcome, Outcome::Satisfied], "{name}");
            assert_eq!(acted.evidence.waited(), *waited, "{name}, {outcome}");
            assert!((row.is_visible)(&stage).await, "{name}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_denied_read_names_the_right_that_is_missing() {
    for row in rows::all() {
        let (stage, acted) = played_with(row, usize::MAX, Answer::denied()).await;
        let name = row.name;
        let Some(Cause::Denied { actions, .. }) = &acted.cause else {
            panic!("{name}: {:?}", acted.cause);
        };
        assert_eq!(*actions, [row.first_action()], "{name}");
        // A write that may have changed the caller's own rights is given time to do so.
        let polls = if row.may_change_rights { 4 } else { 1 };
        assert_eq!(acted.outcomes(), vec![Outcome::Denied; polls], "{name}");
        assert!(
            stage.tap.has_told(&acted.output),
            "{name}: {}",
            acted.output
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_denial_that_lifts_is_no_obstacle_to_a_write_that_may_change_rights() {
    for row in rows::all().filter(|row| row.may_change_rights) {
        let (_, acted) = played_with(row, 3, Answer::denied()).await;
        let name = row.name;
        assert!(acted.cause.is_none(), "{name}: {:?}", acted.cause);
        assert_eq!(acted.evidence.polls_made(), 4, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn denials_are_borne_while_a_change_of_rights_may_spread() {
    for row in rows::all().filter(|row| row.may_change_rights) {
        let (_, acted) = played_with(row, usize::MAX, Answer::denied()).await;
        let name = row.name;
        let polls = acted.evidence.polls().iter();
        let at: Vec<u128> = polls.map(|poll| poll.at.as_millis()).collect();
        assert_eq!(at, [0, 50, 100, 150], "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_denial_of_the_second_read_names_that_one() {
    for row in rows::all() {
        let [_, second] = row.reads else { continue };
        let stage = row.arranged(Stage::prompt()).await;
        stage.sim.script(second).always().answer(Answer::denied());
        let acted = (row.act)(&stage).await;
        let name = row.name;
        let Some(Cause::Denied { actions, .. }) = &acted.cause else {
            panic!("{name}: {:?}", acted.cause);
        };
        assert_eq!(*actions, [format!("{}:{second}", row.service)], "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_denied_read_can_be_accepted_and_is_still_named() {
    let accepting = Policy::builder().on_denied(DeniedRead::Accept);
    let accepting = accepting.build().unwrap();
    for row in rows::all() {
        let stage = row.arranged(Stage::behind(LAG, accepting.clone())).await;
        stage
            .sim
            .script(row.reads[0])
            .always()
            .answer(Answer::denied());
        let acted = (row.act)(&stage).await;
        let name = row.name;
        assert!(acted.cause.is_none(), "{name}: {:?}", acted.cause);
        let action = row.first_action();
        assert_eq!(
            acted.evidence.unconfirmed(),
            Some(action.as_str()),
            "{name}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn no_check_asks_for_a_value() {
    for row in rows::all() {
        let stage = row.arranged(Stage::lagging()).await;
        (row.act)(&stage).await;
        for asked in stage.tap.asked() {
            let name = row.name;
            assert!(
                !asked.operation.contains("GetSecretValue"),
                "{name}: {asked:?}"
            );
            if asked.operation.starts_with("GetParameter") {
                assert_eq!(asked.body["WithDecryption"], false, "{name}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_evidence_is_what_the_service_has_on_record() {
    for row in rows::all() {
        let stage = row.arranged(Stage::lagging()).await;
        let acted = (row.act)(&stage).await;
        let name = row.name;
        let reads = acted.evidence.polls().iter().flat_map(|poll| &poll.reads);
        let noted: Vec<(String, String)> = reads
            .map(|read| (read.operation.clone(), read.request_id.clone().unwrap()))
            .collect();
        let calls = stage.sim.calls().into_iter().skip(1);
        let served: Vec<(String, String)> = calls
            .map(|call| (call.operation, call.request_id))
            .collect();
        assert!(noted.len() > 1, "{name}");
        assert_eq!(noted, served, "{name}");
    }
}
