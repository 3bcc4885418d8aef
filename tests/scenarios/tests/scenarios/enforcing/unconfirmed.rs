//! How a caller of the SDK's client finds out that a call was not confirmed.

use std::error::Error;
use std::fmt;

use aws_sdk_ssm::error::{DisplayErrorContext, SdkError};
use aws_sdk_ssm::operation::RequestId;
use aws_sdk_ssm::operation::put_parameter::{PutParameterError, PutParameterOutput};
use aws_sdk_ssm::types::ParameterType;
use postcond::runtime::Cause;
use postcond::ssm::{ambiguous, unconfirmed};
use postcond_sim::Answer;
use serde_json::json;

use crate::stage::{HOUR, Stage, impatient};

async fn put() -> SdkError<PutParameterError> {
    let stage = Stage::behind(HOUR, impatient());
    let ssm = stage.ssm.enforcing_sdk_client();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    put.send().await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn the_output_the_cause_and_the_evidence_are_in_the_sdks_error() {
    let error = put().await;
    let SdkError::ServiceError(of_service) = &error else {
        panic!("programs repeat calls upon other kinds: {error:?}");
    };
    assert_eq!(of_service.raw().status().as_u16(), 200);
    assert!(error.request_id().is_some());
    let unconfirmed = unconfirmed(&error).unwrap();
    let output = unconfirmed.output.downcast_ref::<PutParameterOutput>();
    assert_eq!(output.unwrap().version(), 1);
    assert!(matches!(unconfirmed.cause, Cause::Deadline { .. }));
    assert!(unconfirmed.evidence.polls_made() > 1);
    assert_eq!(unconfirmed.request_id(), error.request_id());
    let said = DisplayErrorContext(&error).to_string();
    assert!(
        said.contains("PutParameter of /a succeeded, but is not confirmed"),
        "{said}"
    );
}

/// An error of a program's own.
#[derive(Debug)]
struct Own(Box<dyn Error + Send + Sync>);

impl fmt::Display for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("seeding failed")
    }
}

impl Error for Own {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

#[tokio::test(start_paused = true)]
async fn it_is_found_in_the_errors_that_programs_make_of_the_sdks() {
    let wrapped: [Box<dyn Error>; 4] = [
        Box::new(put().await.into_service_error()),
        Box::new(aws_sdk_ssm::Error::from(put().await)),
        Box::new(Own(Box::new(put().await))),
        Box::new(Own(Box::new(Own(Box::new(aws_sdk_ssm::Error::from(
            put().await,
        )))))),
    ];
    for error in wrapped {
        assert!(unconfirmed(&*error).is_some(), "{error:?}");
    }
    assert!(unconfirmed(&Own("something else".into())).is_none());
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_has_changed_something_says_so_and_keeps_its_code() {
    let stage = Stage::prompt();
    let secrets = stage.secrets.enforcing_sdk_client();
    let policy = json!({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*"}]});
    let refused = Answer::error(400, "MalformedPolicyDocumentException", "no");
    stage
        .sim
        .script("secretsmanager:PutResourcePolicy")
        .answer(refused);
    let attached = json!({"ARN": "arn", "Name": "a", "ResourcePolicy": policy.to_string()});
    let read = stage.sim.script("secretsmanager:GetResourcePolicy");
    read.answer(Answer::json(200, attached));
    let put = secrets.put_resource_policy().secret_id("a");
    let error = put
        .resource_policy(policy.to_string())
        .send()
        .await
        .unwrap_err();
    let changed = ambiguous(&error).unwrap();
    assert!(matches!(changed.cause, Cause::Changed { .. }), "{changed}");
    let code = Some("MalformedPolicyDocumentException");
    assert_eq!(changed.error.code(), code);
    assert_eq!(
        aws_sdk_secretsmanager::error::ProvideErrorMetadata::code(&error),
        code
    );
}
