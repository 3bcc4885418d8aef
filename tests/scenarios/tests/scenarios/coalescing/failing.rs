//! What becomes of those who share a request that fails.

use std::collections::BTreeSet;
use std::time::Duration;

use postcond::runtime::Cause;
use postcond_sim::Answer;
use tokio::time::sleep;

use super::{assert_confirmed, batches, put_many, stage};
use crate::stage::{HOUR, LAG, Stage};

fn singles(stage: &Stage) -> usize {
    stage.sim.calls_to("GetParameter").len()
}

#[tokio::test(start_paused = true)]
async fn a_caller_who_may_not_batch_reads_singly_and_asks_for_no_other_batch_for_a_while() {
    // An endpoint that has no batches is told once, too.
    let not_there = Answer::error(501, "InternalFailure", "");
    for answer in [Answer::denied(), not_there] {
        let stage = stage(LAG);
        let script = stage.sim.script("GetParameters").always();
        script.answer(answer);
        let mut polls = 0;
        for _ in 0..2 {
            let all = put_many(&stage.ssm, 10).await;
            assert_confirmed(&all);
            polls += all.iter().map(|it| it.evidence.polls_made()).sum::<usize>();
        }
        assert_eq!((batches(&stage).len(), singles(&stage)), (1, polls));
    }
}

#[tokio::test(start_paused = true)]
async fn a_denied_batch_is_read_singly_and_all_else_is_batched_on() {
    let stage = stage(LAG);
    stage.sim.script("GetParameters").answer(Answer::denied());
    assert_confirmed(&put_many(&stage.ssm, 48).await);
    let batches = batches(&stage);
    let denied: BTreeSet<_> = batches[0].iter().map(String::as_str).collect();
    let single = stage.tap.bodies_of("GetParameter");
    let single: BTreeSet<_> = single
        .iter()
        .map(|body| body["Name"].as_str().unwrap())
        .collect();
    assert!(
        !single.is_empty() && single.is_subset(&denied),
        "{single:?}"
    );
    let batched: BTreeSet<_> = batches[1..].iter().flatten().collect();
    assert_eq!(batched.len(), 48 - denied.len());
}

#[tokio::test(start_paused = true)]
async fn one_denied_batch_an_hour_ago_keeps_nothing_from_being_batched() {
    let stage = stage(LAG);
    stage.sim.script("GetParameters").answer(Answer::denied());
    assert_confirmed(&put_many(&stage.ssm, 48).await);
    sleep(HOUR).await;
    stage.settle().await;
    assert_confirmed(&put_many(&stage.ssm, 48).await);
    let batches = batches(&stage);
    let asked: BTreeSet<_> = batches.iter().flatten().collect();
    assert_eq!((asked.len(), singles(&stage)), (48, 0));
}

#[tokio::test(start_paused = true)]
async fn a_caller_who_may_read_neither_way_is_told_of_the_right_to_read_one() {
    let stage = stage(LAG);
    for read in ["GetParameters", "GetParameter"] {
        let script = stage.sim.script(read).always();
        script.answer(Answer::denied());
    }
    for acted in put_many(&stage.ssm, 10).await {
        match acted.cause {
            Some(Cause::Denied { actions, .. }) => assert_eq!(actions, ["ssm:GetParameter"]),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn of_a_batch_that_one_of_them_spoils_only_that_one_fails() {
    let stage = stage(Duration::ZERO);
    let invalid = Answer::error(400, "ValidationException", "a name is not valid");
    stage.sim.script("GetParameters").answer(invalid.clone());
    stage.sim.script("GetParameter").answer(invalid);
    let all = put_many(&stage.ssm, 10).await;
    let failed: Vec<_> = all.iter().filter_map(|it| it.cause.as_ref()).collect();
    let [Cause::Read { source, .. }] = failed[..] else {
        panic!("{failed:?}");
    };
    assert_eq!(source.to_string(), "ValidationException");
    assert_eq!((batches(&stage).len(), singles(&stage)), (1, 10));
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_passes_is_not_multiplied() {
    for (what, answer) in [
        ("throttled", Answer::throttled()),
        ("of the service", Answer::server_error()),
        ("reset", Answer::reset()),
        ("lost", Answer::lost()),
        ("never", Answer::never()),
    ] {
        let stage = stage(Duration::ZERO);
        stage.sim.script("GetParameters").answer(answer);
        assert_confirmed(&put_many(&stage.ssm, 10).await);
        let batches = batches(&stage);
        let sizes: Vec<_> = batches.iter().map(Vec::len).collect();
        assert_eq!((&*sizes, singles(&stage)), (&[10, 10][..], 0), "{what}");
    }
}
