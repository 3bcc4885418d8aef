//! A mutation that fails, and what becomes of its error.

use std::error::Error as _;

use aws_sdk_ssm::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_ssm::operation::RequestId;
use aws_sdk_ssm::operation::delete_parameter::{DeleteParameterError, DeleteParameterOutput};
use aws_sdk_ssm::types::{ParameterType, Tag};
use postcond::runtime::{Cause, Unconfirmed};
use postcond::ssm::MutationError;
use postcond::{secretsmanager, ssm};

use crate::stage::{HOUR, Stage, impatient};

type Failed = MutationError<DeleteParameterError, DeleteParameterOutput>;

/// A deletion that the service refuses.
async fn refused(stage: &Stage) -> Failed {
    let request = stage.ssm.delete_parameter().name("/never");
    request.send().await.unwrap_err()
}

/// A deletion that does not show.
async fn unconfirmed() -> Failed {
    let stage = Stage::behind(HOUR, impatient());
    let request = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("old")
        .r#type(ParameterType::String);
    request.send().await.unwrap();
    stage.settle().await;
    let request = stage.ssm.delete_parameter().name("/a");
    request.send().await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn a_mutation_that_fails_is_not_checked_and_its_error_is_the_sdks() {
    let stage = Stage::prompt();
    let plain = stage.plain_ssm.delete_parameter().name("/never");
    let plain = plain.send().await.unwrap_err();
    stage.tap.clear();
    let error = refused(&stage).await;
    assert_eq!(stage.tap.operations(), ["DeleteParameter"]);
    assert_eq!(error.to_string(), plain.to_string());
    assert_eq!(error.code(), plain.code());
    assert_eq!(error.message(), plain.message());
    assert!(error.as_service_error().unwrap().is_parameter_not_found());
    assert!(error.as_unconfirmed().is_none());
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 400);
    assert_eq!(
        error.request_id(),
        Some(stage.sim.calls()[1].request_id.as_str())
    );
    let MutationError::Failed(error) = error else {
        panic!("{error}")
    };
    let of_plain = DisplayErrorContext(&plain)
        .to_string()
        .replace(plain.request_id().unwrap(), "");
    let of_ours = DisplayErrorContext(&error)
        .to_string()
        .replace(error.request_id().unwrap(), "");
    assert_eq!(of_ours, of_plain);
}

#[tokio::test(start_paused = true)]
async fn the_services_error_can_be_taken_out() {
    let error = refused(&Stage::prompt()).await.into_service_error();
    assert!(error.is_parameter_not_found());
    assert!(refused(&Stage::prompt()).await.into_output().is_err());
}

#[tokio::test(start_paused = true)]
async fn a_required_member_left_out_is_the_services_own_error_and_nothing_is_checked() {
    let stage = Stage::prompt();
    let plain = stage
        .plain_ssm
        .put_parameter()
        .value("new")
        .r#type(ParameterType::String)
        .send()
        .await
        .unwrap_err();
    let error = stage
        .ssm
        .put_parameter()
        .value("new")
        .r#type(ParameterType::String)
        .send()
        .await
        .unwrap_err();
    assert!(error.as_unconfirmed().is_none());
    assert_eq!(error.code(), plain.code());
    assert_eq!(error.message(), plain.message());
    assert_eq!(stage.tap.operations(), ["PutParameter", "PutParameter"]);
}

#[tokio::test(start_paused = true)]
async fn members_left_out_of_a_change_of_tags_are_refused_whatever_the_service_and_nothing_is_read()
{
    let stage = Stage::prompt();
    let parameter = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("old")
        .r#type(ParameterType::String);
    parameter.send().await.unwrap();
    let secret = stage.plain_secrets.create_secret().name("b");
    secret.secret_string("old").send().await.unwrap();
    stage.settle().await;

    let of_parameter = stage.ssm.add_tags_to_resource().resource_id("/a");
    let of_parameter = of_parameter.send().await.unwrap_err();
    let of_secret = stage.secrets.tag_resource().secret_id("b");
    let of_secret = of_secret.send().await.unwrap_err();

    assert!(of_parameter.as_unconfirmed().is_none() && of_secret.as_unconfirmed().is_none());
    assert_eq!(of_parameter.code(), Some("ValidationException"));
    assert_eq!(of_secret.code(), Some("ValidationException"));
    let calls = stage.sim.calls();
    let called: Vec<&str> = calls.iter().map(|call| call.operation.as_str()).collect();
    assert_eq!(called, ["AddTagsToResource", "TagResource"]);
}

#[test]
fn a_nested_builder_without_a_required_member_gives_the_sdks_build_error() {
    fn tag() -> Result<Tag, ssm::sdk::error::BuildError> {
        Tag::builder().key("team").build()
    }
    let shown = DisplayErrorContext(&tag().unwrap_err()).to_string();
    assert!(shown.starts_with("value was missing"), "{shown}");
}

fn source_of(error: &dyn std::error::Error) -> &Unconfirmed<()> {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(unconfirmed) = error.downcast_ref::<Unconfirmed<()>>() {
            return unconfirmed;
        }
        source = error.source();
    }
    panic!("no source says what was not confirmed: {error:?}")
}

#[tokio::test(start_paused = true)]
async fn a_question_mark_makes_either_failure_the_services_error() {
    async fn all(stage: &Stage) -> Result<(), ssm::sdk::Error> {
        stage.ssm.delete_parameter().name("/never").send().await?;
        Ok(())
    }
    let refused = all(&Stage::prompt()).await.unwrap_err();
    assert!(
        matches!(refused, ssm::sdk::Error::ParameterNotFound(_)),
        "{refused:?}"
    );
    let unconfirmed = ssm::sdk::Error::from(unconfirmed().await);
    assert!(matches!(
        source_of(&unconfirmed).cause,
        Cause::Deadline { .. }
    ));
    assert_eq!(unconfirmed.code(), None);
}

#[tokio::test(start_paused = true)]
async fn a_question_mark_makes_either_failure_the_sdks_error() {
    let refused: SdkError<DeleteParameterError> = refused(&Stage::prompt()).await.into();
    assert!(refused.as_service_error().unwrap().is_parameter_not_found());
    let unconfirmed: SdkError<DeleteParameterError> = unconfirmed().await.into();
    assert!(
        matches!(unconfirmed, SdkError::ServiceError(_)),
        "{unconfirmed:?}"
    );
    assert_eq!(source_of(&unconfirmed).operation, "DeleteParameter");
}

#[tokio::test(start_paused = true)]
async fn an_unconfirmed_mutation_has_no_error_of_the_services() {
    let error = unconfirmed().await;
    assert!(error.as_service_error().is_none());
    assert!(error.raw_response().is_none());
    assert_eq!((error.code(), error.message()), (None, None));
    assert!(error.request_id().is_some());
    let output = unconfirmed().await.into_output().unwrap();
    assert!(output.request_id().is_some());
    let error = unconfirmed().await.into_service_error();
    assert!(!error.is_parameter_not_found());
    assert_eq!(source_of(&error).resource.as_deref(), Some("/a"));
}

#[tokio::test(start_paused = true)]
async fn the_error_of_an_unconfirmed_mutation_tells_its_cause_once() {
    let error = unconfirmed().await;
    let cause = &error.as_unconfirmed().unwrap().cause;
    assert!(matches!(cause, Cause::Deadline { .. }), "{cause:?}");
    assert!(error.to_string().ends_with(&cause.to_string()), "{error}");
    // Whoever prints the chain of sources does not read it again.
    assert!(error.source().is_none());
}

#[tokio::test(start_paused = true)]
async fn secrets_manager_fails_in_the_same_ways() {
    async fn all(stage: &Stage) -> Result<(), secretsmanager::sdk::Error> {
        let tag = stage.secrets.tag_resource().secret_id("never");
        tag.tags(
            aws_sdk_secretsmanager::types::Tag::builder()
                .key("a")
                .build(),
        )
        .send()
        .await?;
        Ok(())
    }
    let stage = Stage::prompt();
    let error = all(&stage).await.unwrap_err();
    let expected = matches!(
        error,
        secretsmanager::sdk::Error::ResourceNotFoundException(_)
    );
    assert!(expected, "{error:?}");
    assert_eq!(stage.tap.operations(), ["TagResource"]);
}
