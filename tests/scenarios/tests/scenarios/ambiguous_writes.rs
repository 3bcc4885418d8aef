//! Writes that fail, indeterminate whether they landed, and what the policy makes of them.

use std::fmt::Debug;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::{ProvideCredentials, future};
use aws_sdk_ssm::config::retry::RetryConfig;
use aws_sdk_ssm::config::timeout::TimeoutConfig;
use aws_sdk_ssm::error::{DisplayErrorContext, ProvideErrorMetadata};
use aws_sdk_ssm::operation::put_parameter::{PutParameterError, PutParameterOutput};
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use postcond::runtime::{Cause, Confirmed, Evidence, Outcome};
use postcond::ssm::sdk::error::SdkError;
use postcond::{AmbiguousWrite, Policy, dispatch, iam, secretsmanager, ssm};
use postcond_sim::{Answer, Simulator};
use serde_json::json;

use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every, impatient};

/// What a call came to, whatever its operation.
#[derive(Debug)]
enum Came {
    /// The output in the SDK's debug form.
    Confirmed(String, Evidence),
    Unconfirmed(String, Cause),
    Ambiguous(String, Cause, Evidence),
    Failed(String),
}

macro_rules! came_from {
    ($service:ident) => {
        impl<E, T> From<Result<Confirmed<T>, $service::MutationError<E, T>>> for Came
        where
            E: Debug + std::error::Error + 'static,
            T: Debug,
        {
            fn from(result: Result<Confirmed<T>, $service::MutationError<E, T>>) -> Self {
                use $service::MutationError;
                match result {
                    Ok(confirmed) => {
                        Self::Confirmed(format!("{:?}", confirmed.output), confirmed.evidence)
                    }
                    Err(MutationError::Unconfirmed(error)) => {
                        Self::Unconfirmed(format!("{:?}", error.output), error.cause)
                    }
                    Err(MutationError::Ambiguous(error)) => {
                        Self::Ambiguous(error.to_string(), error.cause, error.evidence)
                    }
                    Err(MutationError::Failed(error)) => Self::Failed(error.to_string()),
                }
            }
        }
    };
}
came_from!(iam);
came_from!(ssm);
came_from!(secretsmanager);

fn looking() -> Policy {
    let policy = Policy::builder().on_ambiguous(AmbiguousWrite::ReadBack);
    policy.build().unwrap().or(&every(50 * MS))
}

fn looking_briefly() -> Policy {
    let policy = Policy::builder().on_ambiguous(AmbiguousWrite::ReadBack);
    policy.build().unwrap().or(&impatient())
}

/// One attempt, which is given a second.
macro_rules! once {
    ($service:ident) => {
        $service::config::Builder::default()
            .retry_config(RetryConfig::disabled())
            .timeout_config(
                TimeoutConfig::builder()
                    .operation_attempt_timeout(SECOND)
                    .build(),
            )
    };
}

macro_rules! sent_once {
    ($service:ident, $request:expr) => {{
        let request = $request.customize().config_override(once!($service));
        Box::pin(async { request.send_with_evidence().await.into() })
    }};
}

// After the macros, which they use.
mod attempts;
mod identity;
mod rows;

use rows::ROWS;

fn with_a_secret(stage: &Stage) -> Pin<Box<dyn Future<Output = ()> + '_>> {
    let request = stage.plain_secrets.create_secret().name("a");
    Box::pin(async {
        request.secret_string("old").send().await.unwrap();
    })
}

#[test]
fn every_operation_that_can_be_looked_up_is_tried() {
    let can = dispatch::operations().filter(|(_, operation)| operation.can_be_found());
    let can: Vec<&str> = can.map(|(_, operation)| operation.name).collect();
    let mut tried: Vec<&str> = ROWS.iter().map(|row| row.operation).collect();
    tried.dedup();
    assert_eq!(tried, can);
}

#[tokio::test(start_paused = true)]
async fn a_write_whose_answer_was_lost_is_found_and_confirmed() {
    for row in ROWS {
        for answer in [Answer::lost(), Answer::withheld()] {
            let (_, came) = row.played(Duration::ZERO, looking(), answer).await;
            let name = row.operation;
            let Came::Confirmed(output, evidence) = came else {
                panic!("{name}: {came:?}");
            };
            assert!(output.contains(row.output), "{name}: {output}");
            assert_eq!(evidence.polls_made(), 2, "{name}: {evidence:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_shows_late_is_looked_for_until_it_does() {
    for row in ROWS {
        let (stage, came) = row.played(LAG, looking(), Answer::lost()).await;
        let name = row.operation;
        let Came::Confirmed(_, evidence) = came else {
            panic!("{name}: {came:?}");
        };
        assert!(stage.sim.now() >= stage.sim.converged_at(), "{name}");
        assert_eq!(evidence.waited(), LAG, "{name}");
        let outcomes = evidence.polls().iter().map(|poll| poll.outcome);
        let pending = outcomes.filter(|it| *it == Outcome::Pending).count();
        assert_eq!(pending, 6, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_never_got_there_is_the_original_error_with_what_was_seen() {
    for row in ROWS {
        for answer in [Answer::reset(), Answer::never(), Answer::server_error()] {
            let policy = looking_briefly();
            let (_, came) = row.played(Duration::ZERO, policy, answer).await;
            let name = row.operation;
            let Came::Ambiguous(_, Cause::Deadline { after, .. }, evidence) = came else {
                panic!("{name}: {came:?}");
            };
            assert_eq!(after, 2 * SECOND, "{name}");
            assert_eq!(evidence.polls_made(), 8, "{name}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_refuses_leaves_nothing_open() {
    for row in ROWS {
        for answer in [Answer::denied(), Answer::throttled()] {
            let (stage, came) = row.played(Duration::ZERO, looking(), answer).await;
            let name = row.operation;
            assert!(matches!(came, Came::Failed(_)), "{name}: {came:?}");
            assert_eq!(stage.sim.calls().len(), 1, "{name}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn unless_the_policy_says_so_nothing_is_looked_up() {
    for row in ROWS {
        let policy = every(50 * MS);
        let (stage, came) = row.played(Duration::ZERO, policy, Answer::lost()).await;
        let name = row.operation;
        let Came::Failed(text) = came else {
            panic!("{name}: {came:?}");
        };
        assert_eq!(text, "dispatch failure", "{name}");
        assert_eq!(stage.sim.calls().len(), 1, "{name}");
    }
}

type Put = Result<
    Confirmed<PutParameterOutput>,
    ssm::MutationError<PutParameterError, PutParameterOutput>,
>;

fn put(stage: &Stage) -> ssm::builders::PutParameterFluentBuilder {
    stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String)
}

async fn put_once(request: ssm::builders::PutParameterFluentBuilder) -> Put {
    let request = request.customize().config_override(once!(aws_sdk_ssm));
    request.send_with_evidence().await
}

#[tokio::test(start_paused = true)]
async fn a_call_decides_before_its_client() {
    let fail = Policy::builder().on_ambiguous(AmbiguousWrite::Fail);
    let stage = Stage::behind(Duration::ZERO, looking());
    stage.sim.script("PutParameter").answer(Answer::lost());
    let request = put(&stage).confirm_with(fail.build().unwrap());
    let came = put_once(request).await.into();
    assert!(matches!(came, Came::Failed(_)), "{came:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_opts_out_of_its_check_opts_out_of_the_search() {
    let stage = Stage::behind(Duration::ZERO, looking());
    stage.sim.script("PutParameter").answer(Answer::lost());
    let came = put_once(put(&stage).unconfirmed()).await.into();
    assert!(matches!(came, Came::Failed(_)), "{came:?}");
    assert_eq!(stage.sim.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_told_from_somebody_elses_is_not_looked_up() {
    let stage = Stage::behind(Duration::ZERO, looking());
    with_a_secret(&stage).await;
    stage.settle().await;
    let secrets = &stage.secrets;
    for operation in [
        "PutParameter",
        "UpdateSecret",
        "RotateSecret",
        "DeleteSecret",
    ] {
        stage.sim.script(operation).answer(Answer::lost());
    }
    let update = secrets.update_secret().secret_id("a").description("new");
    let rotate = secrets.rotate_secret().secret_id("a");
    let rotate = rotate.rotate_immediately(false);
    let delete = secrets.delete_secret().secret_id("a");
    let update: Pin<Box<dyn Future<Output = Came>>> = sent_once!(aws_sdk_secretsmanager, update);
    let rotate: Pin<Box<dyn Future<Output = Came>>> = sent_once!(aws_sdk_secretsmanager, rotate);
    let delete: Pin<Box<dyn Future<Output = Came>>> = sent_once!(aws_sdk_secretsmanager, delete);
    let came = [
        put_once(put(&stage).overwrite(true)).await.into(),
        update.await,
        rotate.await,
        delete.await,
    ];
    for came in came {
        assert!(matches!(came, Came::Failed(_)), "{came:?}");
    }
    assert_eq!(stage.sim.calls().len(), 4, "nothing was read");
}

async fn create_by_somebody(stage: &Stage) {
    let request = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("theirs")
        .r#type(ParameterType::String);
    request.send().await.unwrap();
}

fn last_seen(came: Came) -> String {
    match came {
        Came::Ambiguous(_, Cause::Deadline { last_seen, .. }, _) => last_seen,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_search_that_may_not_read_is_the_original_error_and_names_the_right() {
    let accept = Policy::builder().on_denied(postcond::DeniedRead::Accept);
    let policy = accept.build().unwrap().or(&looking());
    let stage = Stage::behind(Duration::ZERO, policy);
    stage.sim.script("PutParameter").answer(Answer::lost());
    stage.sim.script("GetParameter").answer(Answer::denied());
    let came = put_once(put(&stage)).await.into();
    let Came::Ambiguous(text, Cause::Denied { actions, .. }, _) = came else {
        panic!("{came:?}");
    };
    assert_eq!(actions, ["ssm:GetParameter"]);
    assert_eq!(
        text,
        "PutParameter of /a failed, and it is not known whether it landed (1 poll): \
         `created_parameter` may not read. Allow `ssm:GetParameter` to this caller, and look before \
         the call is repeated"
    );
}

#[tokio::test(start_paused = true)]
async fn one_deadline_covers_search_and_confirmation() {
    let stage = Stage::behind(Duration::ZERO, looking_briefly());
    stage.sim.script("PutParameter").answer(Answer::lost());
    let absent = Answer::error(400, "ParameterNotFound", "not found");
    let read = |answer: Answer| stage.sim.script("GetParameter").answer(answer);
    for _ in 0..4 {
        read(absent.clone());
    }
    let now = stage.date();
    read(Answer::json(
        200,
        json!({ "Parameter": { "Version": 1, "LastModifiedDate": now } }),
    ));
    stage
        .sim
        .script("GetParameter")
        .always()
        .answer(absent.clone());
    let began = stage.sim.now();
    let came = put_once(put(&stage)).await.into();
    let Came::Unconfirmed(output, Cause::Deadline { after, .. }) = came else {
        panic!("{came:?}");
    };
    assert!(output.contains("version: 1"), "{output}");
    assert_eq!(after, 2 * SECOND);
    assert_eq!(stage.sim.now() - began, 2 * SECOND);
}

async fn never_found() -> ssm::MutationError<PutParameterError, PutParameterOutput> {
    let stage = Stage::behind(HOUR, looking_briefly());
    stage.sim.script("PutParameter").answer(Answer::lost());
    put_once(put(&stage)).await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn the_error_tells_what_was_seen_and_then_the_sdks_own() {
    let error = never_found().await;
    let text = "PutParameter of /a failed, and it is not known whether it landed (8 polls): \
                `created_parameter` did not find it within 2 s; last seen: /a is not found \
                (GetParameter: HTTP 400 ParameterNotFound). Look again before the call is repeated: it may land yet";
    assert_eq!(error.to_string(), text);
    let chain = DisplayErrorContext(&error).to_string();
    let expected = format!("{text}: dispatch failure: io error: the connection was reset");
    assert!(chain.starts_with(&expected), "{chain}");
}

#[tokio::test(start_paused = true)]
async fn to_a_program_written_against_the_sdk_it_is_the_sdks_error() {
    let error = never_found().await;
    assert!(error.as_service_error().is_none() && error.as_unconfirmed().is_none());
    assert!(error.raw_response().is_none());
    assert_eq!((error.code(), error.message()), (None, None));
    let error: SdkError<PutParameterError> = error.into();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert!(never_found().await.into_output().is_err());
    let error = ssm::sdk::Error::from(never_found().await);
    let shown = DisplayErrorContext(&error).to_string();
    assert!(shown.contains("the connection was reset"), "{shown}");
    let error = never_found().await.into_service_error();
    assert!(!error.is_parameter_already_exists());
}

#[tokio::test(start_paused = true)]
async fn nothing_of_it_tells_a_value() {
    let stage = Stage::behind(HOUR, looking_briefly());
    let answer = || Answer::json(200, json!("s3ntinel"));
    stage.sim.script("PutParameter").answer(answer());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("s3ntinel")
        .r#type(ParameterType::String);
    let error = put_once(request).await.unwrap_err();
    assert!(error.as_ambiguous().is_some(), "{error:?}");
    assert!(!format!("{error:?} {error}").contains("s3ntinel"));
}
