//! Checks that users write.

use aws_sdk_ssm::types::ParameterType;
use postcond::post_condition;
use postcond::runtime::{Cause, Check, Outcome, ReadBack, pending, satisfied};
use postcond::ssm::sdk::operation::delete_parameter::{
    DeleteParameterInput, DeleteParameterOutput,
};
use postcond::ssm::sdk::operation::describe_parameters::DescribeParametersError;
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::ssm::sdk::operation::start_session::{StartSessionInput, StartSessionOutput};
use postcond::ssm::{ConsistentSsmClient, Reader};
use postcond_sim::Answer;
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{HOUR, LAG, MS, Stage, every, impatient};

/// The name is gone from the listing, too.
#[post_condition(service = "ssm", op = "DeleteParameter", reads = ["DescribeParameters"])]
async fn no_longer_listed(
    ssm: &Reader,
    input: &DeleteParameterInput,
    _: &DeleteParameterOutput,
) -> Check {
    let listed = ssm.describe_parameters().send().await?;
    let mut listed = listed.parameters().iter();
    if listed.any(|parameter| parameter.name() == input.name()) {
        pending("still listed")
    } else {
        satisfied("not listed")
    }
}

/// The session is listed.
#[post_condition(service = "ssm", op = "StartSession", reads = ["DescribeSessions"])]
async fn session_is_listed(
    ssm: &Reader,
    _: &StartSessionInput,
    output: &StartSessionOutput,
) -> Check {
    let active = postcond::ssm::sdk::types::SessionState::Active;
    let listed = ssm.describe_sessions().state(active).send().await?;
    let mut listed = listed.sessions().iter();
    if listed.any(|session| session.session_id() == output.session_id()) {
        satisfied("listed")
    } else {
        pending("not listed")
    }
}

/// Nobody knows.
#[post_condition(service = "ssm", op = "PutParameter")]
async fn panics(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    panic!("the check's own fault")
}

/// An error of the listing means that the name is gone.
#[post_condition(service = "ssm", op = "DeleteParameter", reads = ["DescribeParameters"])]
async fn listing_is_refused(
    ssm: &Reader,
    _: &DeleteParameterInput,
    _: &DeleteParameterOutput,
) -> Check {
    let listed = ssm.describe_parameters().send().await;
    let listed = listed.absent_if(DescribeParametersError::is_invalid_filter_key)?;
    match listed {
        None => satisfied("the listing is refused"),
        Some(_) => pending("the listing is not refused"),
    }
}

/// Reads twice, and returns the error of the first read.
#[post_condition(
    service = "ssm",
    op = "DeleteParameter",
    reads = ["DescribeParameters", "ListDocuments"]
)]
async fn reads_on(ssm: &Reader, _: &DeleteParameterInput, _: &DeleteParameterOutput) -> Check {
    let first = ssm.describe_parameters().send().await;
    ssm.list_documents().send().await?;
    first?;
    satisfied("read twice")
}

/// Lists twice at the same time, and gives the first listing up.
#[post_condition(service = "ssm", op = "DeleteParameter", reads = ["DescribeParameters"])]
async fn lists_twice(ssm: &Reader, _: &DeleteParameterInput, _: &DeleteParameterOutput) -> Check {
    let given_up = tokio::time::timeout(10 * MS, ssm.describe_parameters().send());
    let (_, listed) = tokio::join!(given_up, ssm.describe_parameters().send());
    listed?;
    satisfied("listed")
}

/// Reads on a task of its own.
#[post_condition(service = "ssm", op = "DeleteParameter", reads = ["DescribeParameters"])]
async fn reads_elsewhere(
    ssm: &Reader,
    _: &DeleteParameterInput,
    _: &DeleteParameterOutput,
) -> Check {
    let read = ssm.describe_parameters();
    tokio::spawn(read.send()).await.unwrap()?;
    satisfied("read")
}

/// Cannot be established today.
#[post_condition(service = "ssm", op = "DeleteParameter")]
async fn the_moon_is_full(
    _: &Reader,
    _: &DeleteParameterInput,
    _: &DeleteParameterOutput,
) -> Check {
    Err(postcond::runtime::ReadError::fatal("the moon is not full"))
}

async fn with_a_parameter(stage: &Stage) {
    let request = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("old")
        .r#type(ParameterType::String);
    request.send().await.unwrap();
    stage.settle().await;
}

#[tokio::test(start_paused = true)]
async fn a_check_of_ones_own_is_enforced_beside_the_built_in_ones() {
    let stage = Stage::lagging();
    with_a_parameter(&stage).await;
    let still_listed = json!({ "Parameters": [{ "Name": "/a" }] });
    let script = stage.sim.script("DescribeParameters").next(10);
    script.answer(Answer::json(200, still_listed));
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let ssm = ssm
        .policy(every(50 * MS))
        .post_condition(no_longer_listed)
        .build();
    let request = ssm.delete_parameter().name("/a");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    // Two checks are open: each read waits a millisecond for others to join.
    let waited = acted.evidence.waited();
    assert!((500 * MS..520 * MS).contains(&waited), "{waited:?}");
    let of = |check: &str| {
        acted
            .evidence
            .polls()
            .iter()
            .filter(|poll| poll.check == check)
            .count()
    };
    assert_eq!((of("name_is_not_found"), of("no_longer_listed")), (7, 11));
}

#[tokio::test(start_paused = true)]
async fn of_several_checks_the_one_that_is_not_met_is_named() {
    let stage = Stage::lagging();
    with_a_parameter(&stage).await;
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone()).policy(impatient());
    let ssm = ssm
        .post_condition(no_longer_listed)
        .post_condition(listing_is_refused)
        .build();
    let request = ssm.delete_parameter().name("/a");
    let acted: Acted = request.send_with_evidence().await.into();
    let cause = acted.cause.unwrap();
    assert!(matches!(cause, Cause::Deadline { .. }), "{cause:?}");
    assert_eq!(cause.check(), "listing_is_refused");
}

#[tokio::test(start_paused = true)]
async fn a_check_of_ones_own_is_enforced_where_no_built_in_one_is_met_first() {
    let stage = Stage::prompt();
    let started = Answer::json(200, json!({ "SessionId": "s1" }));
    stage.sim.script("StartSession").answer(started);
    let none = Answer::json(200, json!({ "Sessions": [] }));
    let script = stage.sim.script("DescribeSessions").next(4);
    script.answer(none);
    let one = Answer::json(200, json!({ "Sessions": [{ "SessionId": "s1" }] }));
    stage.sim.script("DescribeSessions").always().answer(one);
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let ssm = ssm
        .policy(every(50 * MS))
        .post_condition(session_is_listed)
        .build();
    let request = ssm.start_session().target("mi-1");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let mut own = acted
        .evidence
        .polls()
        .iter()
        .filter(|poll| poll.check == "session_is_listed");
    let last = own.next_back().unwrap();
    assert_eq!((last.outcome, last.at), (Outcome::Satisfied, 200 * MS));
}

#[tokio::test(start_paused = true)]
async fn a_clone_has_the_checks_and_the_policy_of_its_original() {
    let stage = Stage::behind(HOUR, impatient());
    with_a_parameter(&stage).await;
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone()).policy(impatient());
    let copy = ssm.post_condition(no_longer_listed).build().clone();
    let request = copy.delete_parameter().name("/a");
    let acted: Acted = request.send_with_evidence().await.into();
    let mut polls = acted.evidence.polls().iter();
    assert!(polls.any(|poll| poll.check == "no_longer_listed"));
    assert_eq!(acted.evidence.waited(), 2_000 * MS);
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_a_check_reaches_the_caller() {
    let stage = Stage::prompt();
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let ssm = ssm.post_condition(panics).build();
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let joined = tokio::spawn(request.send()).await;
    let panic = joined.unwrap_err().into_panic();
    let message = panic.downcast_ref::<&str>().unwrap();
    assert_eq!(*message, "the check's own fault");
    // The client is none the worse for it.
    let read = ssm.get_parameter().name("/a").send().await.unwrap();
    assert_eq!(read.parameter().unwrap().version(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_write_given_up_while_it_is_waited_for_leaves_nothing_behind() {
    let stage = Stage::lagging();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let given_up = tokio::time::timeout(120 * MS, request.send()).await;
    assert!(given_up.is_err());
    let calls = stage.sim.calls().len();
    tokio::time::sleep(LAG).await;
    assert_eq!(stage.sim.calls().len(), calls, "somebody goes on reading");
    let read = stage.ssm.get_parameter().name("/a").send().await.unwrap();
    assert_eq!(read.parameter().unwrap().value(), Some("new"));
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("newer")
        .r#type(ParameterType::String);
    request.overwrite(true).send().await.unwrap();
}

/// Deletes `/a` with this check, whose read of the listing is denied.
async fn denied<P>(check: P) -> Vec<String>
where
    P: postcond::runtime::PostCondition<Operation = postcond::ssm::op::DeleteParameter>,
{
    let stage = Stage::prompt();
    with_a_parameter(&stage).await;
    let listing = stage.sim.script("DescribeParameters").always();
    listing.answer(Answer::denied());
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone()).post_condition(check);
    let sent = ssm.build().delete_parameter().name("/a").send().await;
    match &sent.unwrap_err().as_unconfirmed().unwrap().cause {
        Cause::Denied { actions, .. } => actions.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn the_right_that_is_missing_is_that_of_the_denied_read_not_of_the_last_one() {
    assert_eq!(denied(reads_on).await, ["ssm:DescribeParameters"]);
}

#[tokio::test(start_paused = true)]
async fn the_right_of_a_read_that_is_not_on_record_is_one_that_the_check_announces() {
    assert_eq!(denied(reads_elsewhere).await, ["ssm:DescribeParameters"]);
}

#[tokio::test(start_paused = true)]
async fn a_checks_own_reason_to_stop_is_told() {
    let stage = Stage::prompt();
    with_a_parameter(&stage).await;
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let ssm = ssm.post_condition(the_moon_is_full).build();
    let sent = ssm.delete_parameter().name("/a").send().await;
    let told = sent.unwrap_err().to_string();
    let reason = "`the_moon_is_full` could not go on: the moon is not full. \
                  The write stands, so do not repeat it: read it back in another way, or leave the \
                  check out";
    assert!(told.ends_with(reason), "{told}");
}

#[tokio::test(start_paused = true)]
async fn reads_at_the_same_time_are_told_apart() {
    let stage = Stage::prompt();
    with_a_parameter(&stage).await;
    stage
        .sim
        .script("DescribeParameters")
        .answer(Answer::never());
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let ssm = ssm.post_condition(lists_twice).build();
    let sent = ssm.delete_parameter().name("/a").send_with_evidence().await;
    let evidence = sent.unwrap().evidence;
    let mut polls = evidence.polls().iter();
    let poll = polls.find(|poll| poll.check == "lists_twice").unwrap();
    let statuses: Vec<_> = poll.reads.iter().map(|read| read.status).collect();
    assert_eq!(statuses, [None, Some(200)]);
}
