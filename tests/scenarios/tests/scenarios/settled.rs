//! What a call waits for because it asks for it, with `until`.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use postcond::post_condition;
use postcond::runtime::{Cause, Check, Outcome, failed, pending, satisfied};
use postcond::ssm::on_request::{automation_has_succeeded, session_is_listed};
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::ssm::{ConsistentSsmClient, Reader, op};
use postcond::{DeniedRead, Policy};
use postcond_sim::Answer;
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every, impatient};

/// What a listing of the parameters shows: ours once, it is hoped.
async fn listed(ssm: &Reader) -> Check {
    let listed = ssm.describe_parameters().send().await?;
    match listed.parameters() {
        [] => pending("not listed"),
        [_] => satisfied("listed"),
        _ => failed("listed twice"),
    }
}

/// The parameter is listed, for which there are ten minutes.
#[post_condition(
    service = "ssm",
    op = "PutParameter",
    reads = ["DescribeParameters"],
    deadline = 600
)]
async fn is_listed(ssm: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    listed(ssm).await
}

/// The parameter is listed, for which there is as long as usual.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["DescribeParameters"])]
async fn is_listed_at_last(ssm: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    listed(ssm).await
}

/// The parameter is listed within five seconds, or it is no matter.
#[post_condition(
    service = "ssm",
    op = "PutParameter",
    reads = ["DescribeParameters"],
    deadline = 5,
    best_effort = true
)]
async fn is_listed_if_possible(
    ssm: &Reader,
    _: &PutParameterInput,
    _: &PutParameterOutput,
) -> Check {
    listed(ssm).await
}

/// Answers every listing of parameters with so many of them.
fn lists(stage: &Stage, parameters: usize) {
    let listed = vec![json!({"Name": "/a"}); parameters];
    let answer = Answer::json(200, json!({ "Parameters": listed }));
    let script = stage.sim.script("DescribeParameters").always();
    script.answer(answer);
}

fn put(ssm: &ConsistentSsmClient) -> postcond::ssm::builders::PutParameterFluentBuilder {
    ssm.put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String)
}

fn within(deadline: Duration) -> Policy {
    Policy::builder().deadline(deadline).build().unwrap()
}

/// Which checks were polled, in the order of their first polls.
fn polled(acted: &Acted) -> Vec<&'static str> {
    let mut checks = Vec::new();
    for poll in acted.evidence.polls() {
        if !checks.contains(&poll.check) {
            checks.push(poll.check);
        }
    }
    checks
}

#[tokio::test(start_paused = true)]
async fn what_a_call_asks_for_is_added_to_what_it_waits_for_by_default() {
    let stage = Stage::lagging();
    lists(&stage, 1);
    let request = put(&stage.ssm).until(is_listed);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(
        polled(&acted),
        ["version_and_tags_are_visible", "is_listed"]
    );
    // The listing shows at once, the parameter itself does not.
    assert_eq!(acted.evidence.waited(), LAG);
}

#[tokio::test(start_paused = true)]
async fn several_can_be_asked_for() {
    let stage = Stage::lagging();
    lists(&stage, 1);
    let request = put(&stage.ssm).until(is_listed).until(is_listed_at_last);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let default = "version_and_tags_are_visible";
    let expected = [default, "is_listed", "is_listed_at_last"];
    assert_eq!(polled(&acted), expected);
}

#[tokio::test(start_paused = true)]
async fn unconfirmed_it_is_all_that_is_waited_for() {
    let stage = Stage::lagging();
    lists(&stage, 1);
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let ssm = ssm.post_condition(is_listed_at_last).build();
    for request in [
        put(&ssm).unconfirmed().until(is_listed),
        put(&ssm).overwrite(true).until(is_listed).unconfirmed(),
    ] {
        let acted: Acted = request.send_with_evidence().await.into();
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
        assert_eq!(polled(&acted), ["is_listed"]);
        assert_eq!(acted.evidence.waited(), Duration::ZERO);
    }
}

#[tokio::test(start_paused = true)]
async fn one_call_that_asks_leaves_the_others_as_they_are() {
    let stage = Stage::prompt();
    lists(&stage, 1);
    let request = put(&stage.ssm).until(is_listed);
    request.send().await.unwrap();
    let acted: Acted = put(&stage.ssm)
        .overwrite(true)
        .send_with_evidence()
        .await
        .into();
    assert_eq!(polled(&acted), ["version_and_tags_are_visible"]);
}

/// Puts a parameter that is never listed, and says how long that was waited for.
async fn waited(ssm: &ConsistentSsmClient, policy: Option<Policy>) -> Duration {
    let mut request = put(ssm).overwrite(true).until(is_listed);
    if let Some(policy) = policy {
        request = request.confirm_with(policy);
    }
    let acted: Acted = request.send_with_evidence().await.into();
    let cause = acted.cause.unwrap();
    assert!(matches!(cause, Cause::Deadline { .. }), "{cause:?}");
    assert_eq!(cause.check(), "is_listed");
    acted.evidence.waited()
}

#[tokio::test(start_paused = true)]
async fn its_own_deadline_holds_whatever_the_clients_policies_say() {
    let stage = Stage::prompt();
    lists(&stage, 0);
    for deadline in [2 * SECOND, HOUR] {
        let ssm = || ConsistentSsmClient::builder(stage.plain_ssm.clone());
        let of_client = ssm().policy(within(deadline)).build();
        assert_eq!(waited(&of_client, None).await, 600 * SECOND);
        let of_operation = ssm().operation_policy::<op::PutParameter>(within(deadline));
        assert_eq!(waited(&of_operation.build(), None).await, 600 * SECOND);
    }
}

#[tokio::test(start_paused = true)]
async fn the_calls_own_policy_shortens_and_lengthens_it() {
    let stage = Stage::behind(Duration::ZERO, Policy::default());
    lists(&stage, 0);
    for deadline in [2 * SECOND, HOUR] {
        let waited = waited(&stage.ssm, Some(within(deadline))).await;
        assert_eq!(waited, deadline);
    }
}

#[tokio::test(start_paused = true)]
async fn a_check_without_a_deadline_has_the_clients() {
    let stage = Stage::behind(Duration::ZERO, impatient());
    lists(&stage, 0);
    let request = put(&stage.ssm).until(is_listed_at_last);
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.waited(), 2 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_changes_only_the_pace_leaves_the_deadline() {
    let stage = Stage::behind(Duration::ZERO, impatient());
    lists(&stage, 0);
    let pace = Policy::builder().schedule(postcond::Schedule::fixed(100 * SECOND));
    let request = put(&stage.ssm).until(is_listed);
    let request = request.confirm_with(pace.build().unwrap());
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.waited(), 600 * SECOND);
    let of_listing = acted.evidence.polls().iter();
    let of_listing = of_listing.filter(|poll| poll.check == "is_listed");
    assert_eq!(of_listing.count(), 7);
}

#[tokio::test(start_paused = true)]
async fn what_holds_by_default_keeps_its_deadline_and_ends_the_wait() {
    let stage = Stage::behind(HOUR, impatient());
    lists(&stage, 0);
    let request = put(&stage.ssm).until(is_listed);
    let acted: Acted = request.send_with_evidence().await.into();
    let cause = acted.cause.unwrap();
    assert_eq!(cause.check(), "version_and_tags_are_visible");
    assert_eq!(acted.evidence.waited(), 2 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn the_clients_other_settings_hold_for_it_too() {
    let sure = Policy::builder().confirmations(3).build().unwrap();
    let stage = Stage::behind(Duration::ZERO, sure.or(&every(50 * MS)));
    lists(&stage, 1);
    let request = put(&stage.ssm).unconfirmed().until(is_listed);
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.outcomes(), [Outcome::Satisfied; 3]);
    assert_eq!(acted.evidence.waited(), 100 * MS);
}

#[tokio::test(start_paused = true)]
async fn best_effort_bears_a_deadline() {
    let stage = Stage::prompt();
    lists(&stage, 0);
    let request = put(&stage.ssm).until(is_listed_if_possible);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let evidence = acted.evidence;
    assert_eq!(evidence.waited(), 5 * SECOND);
    assert_eq!(evidence.unconfirmed(), Some("is_listed_if_possible"));
}

/// Puts a parameter whose listing, which is best effort, is answered like this. What is unconfirmed.
async fn unconfirmed(policy: Policy, listing: Answer) -> Option<String> {
    let stage = Stage::behind(Duration::ZERO, policy);
    stage
        .sim
        .script("DescribeParameters")
        .always()
        .answer(listing);
    let request = put(&stage.ssm).until(is_listed_if_possible);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    acted.evidence.unconfirmed().map(str::to_owned)
}

#[tokio::test(start_paused = true)]
async fn best_effort_is_never_the_reason_of_an_error_and_says_what_is_missing() {
    let twice = json!({ "Parameters": [{"Name": "/a"}, {"Name": "/a"}] });
    let expired = Answer::error(400, "ExpiredTokenException", "expired");
    let refused = Answer::error(400, "InvalidFilterKey", "no such key");
    for (listing, missing) in [
        (Answer::denied(), "no right to ssm:DescribeParameters"),
        (
            expired,
            "no valid credentials: DescribeParameters answered HTTP 400 ExpiredTokenException",
        ),
        (Answer::json(200, twice), "a terminal state: listed twice"),
        (
            refused,
            "DescribeParameters answered HTTP 400 InvalidFilterKey",
        ),
    ] {
        let expected = format!("is_listed_if_possible: {missing}");
        let accepting = Policy::builder().on_denied(DeniedRead::Accept).build();
        for policy in [Policy::default(), accepting.unwrap()] {
            let unconfirmed = unconfirmed(policy, listing.clone()).await;
            assert_eq!(unconfirmed.as_deref(), Some(&*expected));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn best_effort_that_is_built_in_bears_every_error_of_its_read() {
    for (code, missing) in [
        ("AccessDeniedException", "no right to ssm:DescribeSessions"),
        (
            "InvalidFilterKey",
            "DescribeSessions answered HTTP 400 InvalidFilterKey",
        ),
    ] {
        let stage = Stage::prompt();
        let script = stage.sim.script("DescribeSessions").always();
        script.answer(Answer::error(400, code, "no"));
        let request = stage.ssm.start_session().target("i-1");
        let request = request.until(session_is_listed);
        let acted: Acted = request.send_with_evidence().await.into();
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
        let expected = format!("session_is_listed: {missing}");
        assert_eq!(acted.evidence.unconfirmed(), Some(&*expected));
    }
}

#[tokio::test(start_paused = true)]
async fn of_several_checks_that_are_accepted_unconfirmed_each_is_told() {
    let accepting = Policy::builder().on_denied(DeniedRead::Accept).build();
    let stage = Stage::behind(Duration::ZERO, accepting.unwrap());
    for read in ["GetParameter", "DescribeParameters"] {
        let script = stage.sim.script(read).always();
        script.answer(Answer::denied());
    }
    let request = put(&stage.ssm).until(is_listed_if_possible);
    let acted: Acted = request.send_with_evidence().await.into();
    let told = "ssm:GetParameter; is_listed_if_possible: no right to ssm:DescribeParameters";
    assert_eq!(acted.evidence.unconfirmed(), Some(told));
}

#[tokio::test(start_paused = true)]
async fn best_effort_does_not_bear_what_another_check_fails_with() {
    let stage = Stage::prompt();
    stage
        .sim
        .script("GetParameter")
        .always()
        .answer(Answer::denied());
    lists(&stage, 0);
    let request = put(&stage.ssm).until(is_listed_if_possible);
    let acted: Acted = request.send_with_evidence().await.into();
    let cause = acted.cause.unwrap();
    assert_eq!(cause.check(), "version_and_tags_are_visible");
    assert!(matches!(cause, Cause::Denied { .. }), "{cause:?}");
}

#[tokio::test(start_paused = true)]
async fn an_execution_is_given_an_hour_to_succeed() {
    let stage = Stage::behind(Duration::ZERO, within(2 * SECOND));
    let id = "4105a4fc-f944-11e6-9d32-0123456789ab";
    let started = Answer::json(200, json!({ "AutomationExecutionId": id }));
    let script = stage.sim.script("StartAutomationExecution").always();
    script.answer(started);
    let running = json!({"AutomationExecutionId": id, "AutomationExecutionStatus": "InProgress"});
    let running = Answer::json(200, json!({ "AutomationExecution": running }));
    let script = stage.sim.script("GetAutomationExecution").always();
    script.answer(running);
    let start = || stage.ssm.start_automation_execution().document_name("d");
    let request = start().until(automation_has_succeeded);
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.waited(), HOUR);
    let cause = acted.cause.unwrap();
    assert_eq!(cause.check(), "automation_has_succeeded");
    // Nothing waits for it by default.
    let acted: Acted = start().send_with_evidence().await.into();
    assert_eq!(acted.evidence.waited(), Duration::ZERO);
}
