//! What errors and evidence say, word for word.

use aws_sdk_ssm::types::ParameterType;
use postcond::runtime::Confirmed;
use postcond::ssm::sdk::operation::put_parameter::{PutParameterError, PutParameterOutput};
use postcond::ssm::sdk::types::Tag;
use postcond::{Policy, ssm};
use postcond_sim::Answer;

use crate::stage::{HOUR, LAG, MS, Stage, every, impatient};

type Sent = Result<
    Confirmed<PutParameterOutput>,
    ssm::MutationError<PutParameterError, PutParameterOutput>,
>;

async fn put(stage: &Stage) -> Sent {
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    request.send_with_evidence().await
}

#[tokio::test(start_paused = true)]
async fn at_the_deadline() {
    let stage = Stage::behind(HOUR, impatient());
    assert_eq!(
        put(&stage).await.unwrap_err().to_string(),
        "PutParameter of /a succeeded, but is not confirmed (8 polls): \
         `version_and_tags_are_visible` was still pending after 2 s; last seen: /a is not found \
         (GetParameter: HTTP 400 ParameterNotFound). \
         Raise the policy's deadline, or look for what keeps the change from showing"
    );
}

#[tokio::test(start_paused = true)]
async fn of_a_denied_read() {
    let stage = Stage::prompt();
    stage.sim.script("GetParameter").answer(Answer::denied());
    assert_eq!(
        put(&stage).await.unwrap_err().to_string(),
        "PutParameter of /a succeeded, but is not confirmed (1 poll): \
         `version_and_tags_are_visible` may not read. Allow it to this caller with \
         `{\"Effect\":\"Allow\",\"Action\":[\"ssm:GetParameter\"],\"Resource\":\"*\"}` in an IAM policy, \
         or accept unconfirmed writes with `DeniedRead::Accept`"
    );
}

#[tokio::test(start_paused = true)]
async fn of_a_denial_that_outlasts_the_patience() {
    let stage = Stage::prompt();
    let denied = stage.sim.script("GetParameter").always();
    denied.answer(Answer::denied());
    let tag = Tag::builder().key("team").value("blue").build().unwrap();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String)
        .tags(tag);
    let patience = Policy::builder().patience(100 * MS).build().unwrap();
    let error = request.confirm_with(patience).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "PutParameter of /a succeeded, but is not confirmed (3 polls): \
         `version_and_tags_are_visible` may not read. Allow it to this caller with \
         `{\"Effect\":\"Allow\",\"Action\":[\"ssm:GetParameter\"],\"Resource\":\"*\"}` in an IAM policy, \
         raise the policy's `patience` if the right is still to spread, \
         or accept unconfirmed writes with `DeniedRead::Accept`"
    );
}

#[tokio::test(start_paused = true)]
async fn of_a_read_that_fails_for_good() {
    let stage = Stage::prompt();
    let refused = Answer::error(400, "ValidationException", "what was sent is quoted here");
    stage.sim.script("GetParameter").answer(refused);
    assert_eq!(
        put(&stage).await.unwrap_err().to_string(),
        "PutParameter of /a succeeded, but is not confirmed (1 poll): \
         `version_and_tags_are_visible` could not go on: GetParameter answered HTTP 400 ValidationException. The write stands, so \
         do not repeat it: `ReadError::sdk_error` has what the service said of the read; read it back \
         in another way, or leave the check out"
    );
}

#[tokio::test(start_paused = true)]
async fn of_credentials_that_expired() {
    let stage = Stage::prompt();
    let expired = Answer::error(
        400,
        "ExpiredTokenException",
        "The security token is expired",
    );
    stage.sim.script("GetParameter").answer(expired);
    assert_eq!(
        put(&stage).await.unwrap_err().to_string(),
        "PutParameter of /a succeeded, but is not confirmed (1 poll): \
         `version_and_tags_are_visible` has no valid credentials to read with: \
         GetParameter answered HTTP 400 ExpiredTokenException. The write stands, so do not repeat it: renew the credentials and \
         read it back, or accept unconfirmed writes with `DeniedRead::Accept`"
    );
}

#[tokio::test(start_paused = true)]
async fn of_a_service_that_never_answers_a_read() {
    let policy = Policy::builder().deadline(300 * MS).poll_timeout(100 * MS);
    let stage = Stage::behind(LAG, policy.build().unwrap().or(&every(50 * MS)));
    stage
        .sim
        .script("GetParameter")
        .always()
        .answer(Answer::never());
    assert_eq!(
        put(&stage).await.unwrap_err().to_string(),
        "PutParameter of /a succeeded, but is not confirmed (2 polls): \
         `version_and_tags_are_visible` was still pending after 0.25 s; last seen: GetParameter had no answer in \
         time. \
         Raise the policy's deadline, or look for what keeps the change from showing"
    );
}

#[tokio::test(start_paused = true)]
async fn of_each_poll() {
    let stage = Stage::behind(100 * MS, every(200 * MS));
    stage.sim.script("GetParameter").answer(Answer::throttled());
    let confirmed = put(&stage).await.unwrap();
    let polls = confirmed.evidence.polls().iter();
    let lines: Vec<String> = polls
        .map(|poll| {
            let read = &poll.reads[0];
            let (at, outcome, seen) = (poll.at, poll.outcome, &poll.seen);
            let status = read.status.unwrap();
            format!("{at:?} {} {status}: {outcome}, {seen}", read.operation)
        })
        .collect();
    let expected = [
        "0ns GetParameter 400: throttled, GetParameter answered HTTP 400 ThrottlingException",
        "100ms GetParameter 200: satisfied, version 1 of /a",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test(start_paused = true)]
async fn a_call_in_debug_form_names_its_resource_and_no_value() {
    let stage = Stage::prompt();
    let put = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("a value")
        .r#type(ParameterType::String);
    let put = format!("{put:?}");
    let name = r#"PutParameterFluentBuilder { name: Some("/a"), call: "#;
    assert!(put.starts_with(name), "{put}");
    assert!(!put.contains("a value"), "{put}");
}
