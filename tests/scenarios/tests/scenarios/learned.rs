//! The learned schedule: what a client makes of how long its writes have taken to show.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use postcond::post_condition;
use postcond::runtime::{Cause, Check, Evidence, failed, pending, satisfied};
use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::Reader;
use postcond::ssm::sdk::operation::get_parameter::GetParameterError;
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::{Confirmations, Policy, Schedule};
use postcond::{runtime::ReadBack, ssm};
use postcond_sim::{Answer, Lag, Simulator};

use crate::stage::{LAG, MS, SECOND, Stage};

/// A stage with this lag, on which all that is left to chance is the same in every run.
fn stage(lag: Duration) -> Stage {
    let sim = Simulator::builder()
        .lag(Lag::fixed(lag))
        .round_trip(10 * MS);
    let policy = Policy::builder().schedule(Schedule::learned().seed(1));
    Stage::on(sim.build().unwrap(), policy.build().unwrap())
}

fn put(ssm: &ConsistentSsmClient, name: &str) -> ssm::builders::PutParameterFluentBuilder {
    ssm.put_parameter()
        .name(name)
        .value("new")
        .r#type(ParameterType::String)
        .overwrite(true)
}

async fn evidence_of(request: ssm::builders::PutParameterFluentBuilder) -> Evidence {
    request.send_with_evidence().await.unwrap().evidence
}

/// Writes until the client has seen enough to make a plan.
async fn teach(stage: &Stage) {
    for _ in 0..25 {
        put(&stage.ssm, "/a").send().await.unwrap();
    }
}

fn first_poll(evidence: &Evidence) -> Duration {
    evidence.polls()[0].at
}

#[tokio::test(start_paused = true)]
async fn a_client_polls_at_once_until_it_has_seen_enough_and_then_when_changes_show() {
    let stage = stage(LAG);
    let before = evidence_of(put(&stage.ssm, "/a")).await;
    assert_eq!(first_poll(&before), Duration::ZERO);
    assert!(before.polls_made() > 3, "{}", before.polls_made());
    teach(&stage).await;
    let mut single = 0;
    for _ in 0..50 {
        let after = evidence_of(put(&stage.ssm, "/a")).await;
        assert!(after.waited() < LAG + 60 * MS, "{:?}", after.waited());
        single += usize::from(after.polls_made() == 1);
    }
    assert!(single >= 35, "{single}");
}

#[tokio::test(start_paused = true)]
async fn clones_learn_together_and_each_operation_for_itself() {
    let stage = stage(LAG);
    teach(&stage).await;
    let clone = stage.ssm.clone();
    assert!(first_poll(&evidence_of(put(&clone, "/b")).await) > LAG / 2);
    let delete = clone.delete_parameter().name("/b").send_with_evidence();
    assert_eq!(first_poll(&delete.await.unwrap().evidence), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_fixed_schedule_learns_nothing_and_is_not_put_off() {
    let stage = stage(LAG);
    teach(&stage).await;
    let fixed = Policy::builder().schedule(Schedule::fixed(50 * MS));
    let request = put(&stage.ssm, "/a").confirm_with(fixed.build().unwrap());
    assert_eq!(first_poll(&evidence_of(request).await), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_deadline_before_the_first_planned_poll_is_kept() {
    let stage = stage(10 * SECOND);
    teach(&stage).await;
    let brief = Policy::builder().deadline(SECOND).build().unwrap();
    let started = tokio::time::Instant::now();
    let request = put(&stage.ssm, "/a").confirm_with(brief).send().await;
    let error = request.unwrap_err();
    let unconfirmed = error.as_unconfirmed().unwrap();
    assert!(matches!(unconfirmed.cause, Cause::Deadline { .. }));
    let polls = unconfirmed.evidence.polls();
    let last = polls.last().unwrap().at;
    assert!(last >= 970 * MS && last < SECOND, "{last:?}");
    assert!(started.elapsed() <= SECOND + 10 * MS);
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_was_put_off_counts_as_staleness_seen() {
    let stage = stage(LAG);
    teach(&stage).await;
    let surer = Confirmations::count(1).after_staleness(3);
    let policy = Policy::builder().confirmations(surer).build().unwrap();
    let evidence = evidence_of(put(&stage.ssm, "/a").confirm_with(policy)).await;
    let seen = evidence.polls().iter();
    let seen = seen.filter(|poll| poll.outcome.to_string() == "satisfied");
    assert_eq!(seen.count(), 3);
}

/// The version is there; parameters of a bad name fail.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["GetParameter"])]
async fn is_well(ssm: &Reader, input: &PutParameterInput, output: &PutParameterOutput) -> Check {
    let name = input.name().unwrap_or_default();
    if name == "/bad" {
        return failed("it is bad");
    }
    let read = ssm.get_parameter().name(name).send().await;
    let read = read.absent_if(GetParameterError::is_parameter_not_found)?;
    match read.and_then(|read| read.parameter) {
        Some(seen) if seen.version() >= output.version() => satisfied("it is there"),
        _ => pending("it is not there"),
    }
}

#[tokio::test(start_paused = true)]
async fn what_fails_teaches_nothing_about_how_long_changes_take() {
    let stage = stage(LAG);
    let put = |name| put(&stage.ssm, name).unconfirmed().until(is_well);
    for _ in 0..25 {
        put("/good").send().await.unwrap();
    }
    for _ in 0..25 {
        put("/bad").send().await.unwrap_err();
    }
    let planned = first_poll(&evidence_of(put("/good")).await);
    assert!(planned > LAG / 2, "{planned:?}");
}

#[tokio::test(start_paused = true)]
async fn one_resource_that_never_shows_does_not_keep_the_others_waiting() {
    let stage = stage(Duration::ZERO);
    let write = async |name| put(&stage.ssm, name).send_with_evidence().await;
    for _ in 0..20 {
        write("/a").await.unwrap();
    }
    let nothing = Answer::error(400, "ParameterNotFound", "");
    stage.sim.script("GetParameter").always().answer(nothing);
    write("/bad").await.unwrap_err();
    stage.sim.clear_scripts();
    for _ in 0..20 {
        write("/a").await.unwrap();
    }
    stage.sim.set_lag(Lag::fixed(200 * MS)).unwrap();
    for _ in 0..5 {
        let waited = write("/a").await.unwrap().evidence.waited();
        assert!(waited < SECOND, "{waited:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn throttling_puts_a_planned_poll_off_and_does_not_use_the_plan_up() {
    let stage = stage(LAG);
    teach(&stage).await;
    let throttled = stage.sim.script("GetParameter").next(8);
    throttled.answer(Answer::throttled());
    let waited = evidence_of(put(&stage.ssm, "/a")).await.waited();
    // Pauses of 0.1 s that double up to 5 s.
    assert!(waited < 20 * SECOND, "{waited:?}");
}
