//! When a later write of a scope stands in for an earlier one: only if a read-back has seen it.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use postcond::runtime::{
    Check, Handle, SettledWrite, WriteOutcome, failed, pending, satisfied, unverifiable,
};
use postcond::ssm::builders::PutParameterFluentBuilder;
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::ssm::sdk::types::{ResourceTypeForTagging, Tag};
use postcond::ssm::{Reader, op};
use postcond::{DeniedRead, Policy, Scope, post_condition};
use postcond_sim::Answer;
use tokio::time::{Instant, sleep};

use super::{is_never_there, put};
use crate::stage::{MS, SECOND, Stage, every, impatient};

const LAG: Duration = Duration::from_secs(5);

/// Whoever may not list parameters cannot look.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["DescribeParameters"])]
async fn is_listed(ssm: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    ssm.describe_parameters().send().await?;
    satisfied("in the list")
}

#[post_condition(service = "ssm", op = "PutParameter", best_effort = true)]
async fn is_never_there_but_need_not(
    _: &Reader,
    _: &PutParameterInput,
    _: &PutParameterOutput,
) -> Check {
    pending("still nothing")
}

#[post_condition(service = "ssm", op = "PutParameter")]
async fn cannot_be_seen(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    unverifiable("nothing to look at")
}

#[post_condition(service = "ssm", op = "PutParameter")]
async fn has_failed(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    failed("broken")
}

/// Sends a later write as this says.
type Later = fn(PutParameterFluentBuilder) -> PutParameterFluentBuilder;

fn accepting() -> Policy {
    let policy = Policy::builder().on_denied(DeniedRead::Accept);
    policy.build().unwrap().or(&every(50 * MS))
}

fn send_later(stage: &Stage, later: Later) -> PutParameterFluentBuilder {
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("later")
        .r#type(ParameterType::String);
    later(request.overwrite(true))
}

fn assert_confirmed(handle: &Handle<op::PutParameter>, row: &str) {
    let settled: &SettledWrite = handle.confirmation().unwrap();
    assert!(
        matches!(settled.outcome(), WriteOutcome::Confirmed),
        "{row}: {settled}"
    );
    assert!(settled.evidence().polls_made() > 0, "{row}");
    assert_eq!(settled.superseded(), [], "{row}");
}

const UNCONFIRMED: [(&str, Later, &str); 6] = [
    (
        "one that waits for no check",
        |it| it.unconfirmed(),
        "accepted unconfirmed: the call waits for no check",
    ),
    (
        "one that is not seen in time",
        |it| it.until(is_never_there).confirm_with(impatient()),
        "not confirmed: ",
    ),
    (
        "one that has failed",
        |it| it.unconfirmed().until(has_failed),
        "not confirmed: ",
    ),
    (
        "one that cannot be read back",
        |it| it.unconfirmed().until(cannot_be_seen),
        "accepted unconfirmed: nothing to look at",
    ),
    (
        "one whose read is denied, which is accepted",
        |it| it.unconfirmed().until(is_listed).confirm_with(accepting()),
        "accepted unconfirmed: ssm:DescribeParameters",
    ),
    (
        "one that need not be seen, and is not",
        |it| {
            let it = it.unconfirmed().until(is_never_there_but_need_not);
            it.confirm_with(impatient())
        },
        "accepted unconfirmed: ",
    ),
];

async fn stage() -> Stage {
    let stage = Stage::behind(LAG, every(50 * MS));
    let denied = stage.sim.script("DescribeParameters").always();
    denied.answer(Answer::denied());
    stage
}

#[tokio::test(start_paused = true)]
async fn for_a_later_write_that_is_not_confirmed_itself_the_earlier_one_is_read_back() {
    for (row, later, outcome) in UNCONFIRMED {
        let (stage, scope) = (stage().await, Scope::new());
        let earlier = put(&stage.ssm, "/a", &scope).await;
        let later = send_later(&stage, later).send_in(&scope).await.unwrap();
        let _ = scope.settle().await;
        assert_confirmed(&earlier, row);
        let seen = later.confirmation().unwrap().outcome().to_string();
        assert!(seen.starts_with(outcome), "{row}: {seen}");
        let read = stage.plain_ssm.get_parameter().name("/a").send().await;
        assert!(read.is_ok(), "{row}: it is confirmed, and not there");
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_is_superseded_by_a_third_that_is_not_confirmed_stands_in_for_nothing() {
    for (row, third, _) in UNCONFIRMED {
        let (stage, scope) = (stage().await, Scope::new());
        let first = put(&stage.ssm, "/a", &scope).await;
        let second = put(&stage.ssm, "/a", &scope).await;
        let third = send_later(&stage, third).send_in(&scope).await.unwrap();
        let _ = scope.settle().await;
        let second_fate = second.confirmation().unwrap().outcome();
        assert!(
            matches!(second_fate, WriteOutcome::Confirmed),
            "{row}: {second_fate}"
        );
        match first.confirmation().unwrap().outcome() {
            // Both were read back, or the second stands in for the first.
            WriteOutcome::Confirmed => {}
            WriteOutcome::Superseded { by } => assert_eq!(by, second.name(), "{row}"),
            outcome => panic!("{row}: {outcome}"),
        }
        let third = third.confirmation().unwrap().outcome();
        assert!(!matches!(third, WriteOutcome::Confirmed), "{row}: {third}");
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_only_waits_for_a_check_of_its_own_stands_in_once_that_is_met() {
    let (stage, scope) = (Stage::behind(LAG, every(50 * MS)), Scope::new());
    let earlier = put(&stage.ssm, "/a", &scope).await;
    let later = send_later(&stage, |it| it.unconfirmed().until(is_listed));
    let _ = later.send_in(&scope).await.unwrap();
    scope.settle().await.into_result().unwrap();
    let outcome = earlier.confirmation().unwrap().outcome().to_string();
    assert_eq!(outcome, "superseded by PutParameter of /a");
    assert_eq!(stage.sim.calls_to("GetParameter").len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_later_write_is_waited_for_no_longer_than_leaves_room_to_read_the_earlier_one_back() {
    let (stage, scope) = (Stage::behind(3 * SECOND, every(50 * MS)), Scope::new());
    let short = Policy::builder().deadline(12 * SECOND).build().unwrap();
    let earlier = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let earlier = earlier.confirm_with(short.or(&every(50 * MS)));
    let earlier = earlier.send_in(&scope).await.unwrap();
    let later = send_later(&stage, |it| it.until(is_never_there));
    let _ = later.send_in(&scope).await.unwrap();
    let began = Instant::now();
    let settled = scope.settle_one(&earlier).await;
    assert!(
        matches!(settled.outcome(), WriteOutcome::Confirmed),
        "{settled}"
    );
    // Less the time-out of a poll.
    assert_eq!(began.elapsed(), 7 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn one_that_is_settled_alone_has_the_later_one_read_back() {
    let (stage, scope) = (Stage::behind(LAG, every(50 * MS)), Scope::new());
    let earlier = put(&stage.ssm, "/a", &scope).await;
    let later = put(&stage.ssm, "/a", &scope).await;
    let settled = scope.settle_one(&earlier).await;
    assert_eq!(
        settled.outcome().to_string(),
        "superseded by PutParameter of /a"
    );
    // It is in the next settlement, with nothing to wait for.
    assert_eq!(scope.outstanding(), 1);
    let reads = stage.sim.calls_to("GetParameter").len();
    let settlement = scope.settle().await.into_result().unwrap();
    assert_eq!(settlement.took(), Duration::ZERO);
    assert!(matches!(
        later.confirmation().unwrap().outcome(),
        WriteOutcome::Confirmed
    ));
    assert_eq!(stage.sim.calls_to("GetParameter").len(), reads);
}

#[tokio::test(start_paused = true)]
async fn where_one_of_several_tags_is_taken_off_unconfirmed_all_of_them_are_looked_for() {
    let (stage, scope) = (Stage::behind(LAG, every(50 * MS)), Scope::new());
    let request = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("old")
        .r#type(ParameterType::String);
    request.send().await.unwrap();
    stage.settle().await;
    let kind = ResourceTypeForTagging::Parameter;
    let tag = |key: &str| Tag::builder().key(key).value("value").build().unwrap();
    let request = stage.ssm.add_tags_to_resource().resource_id("/a");
    let request = request.resource_type(kind.clone());
    let tagged = request.tags(tag("team")).tags(tag("env"));
    let tagged = tagged.send_in(&scope).await.unwrap();
    // So that the tag is there for a while.
    sleep(2 * SECOND).await;
    let request = stage.ssm.remove_tags_from_resource().resource_id("/a");
    let request = request.resource_type(kind).tag_keys("team").unconfirmed();
    let _ = request.send_in(&scope).await.unwrap();
    let settlement = scope.settle().await.into_result().unwrap();
    assert_eq!(settlement.took(), 3 * SECOND);
    let settled = tagged.confirmation().unwrap();
    assert!(
        matches!(settled.outcome(), WriteOutcome::Confirmed),
        "{settled}"
    );
    assert_eq!(settled.superseded(), []);
}

#[tokio::test(start_paused = true)]
async fn one_that_takes_back_what_an_unconfirmed_one_has_done_stands_in_for_those_before_that() {
    let (stage, scope) = (Stage::behind(LAG, every(50 * MS)), Scope::new());
    let first = put(&stage.ssm, "/a", &scope).await;
    let second = send_later(&stage, |it| {
        it.until(is_never_there).confirm_with(impatient())
    });
    let second = second.send_in(&scope).await.unwrap();
    assert!(scope.settle_one(&second).await.is_unconfirmed());
    let delete = stage.ssm.delete_parameter().name("/a");
    let _ = delete.send_in(&scope).await.unwrap();
    scope.settle().await.into_result().unwrap();
    let outcome = first.confirmation().unwrap().outcome().to_string();
    assert_eq!(outcome, "superseded by DeleteParameter of /a");
}
