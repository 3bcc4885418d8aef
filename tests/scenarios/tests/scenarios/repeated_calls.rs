//! An unconfirmed write, as the SDK's error, to code that repeats calls: it has happened, and is not to
//! happen twice.

use std::future::{Ready, ready};
use std::time::Duration;

use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_sdk_ssm::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_ssm::operation::put_parameter::{PutParameterError, PutParameterOutput};
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, ModeledAsRetryableClassifier, TransientErrorClassifier,
    run_classifiers_on_ctx,
};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, InterceptorContext};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::retries::classifiers::{RetryAction, SharedRetryClassifier};
use aws_smithy_types::body::SdkBody;
use backon::{ConstantBuilder, Retryable};
use postcond::ssm::ConsistentSsmClient;
use tower::{Service, ServiceBuilder, ServiceExt, service_fn};

use crate::stage::{HOUR, MS, Stage, impatient};

type Put = Result<PutParameterOutput, SdkError<PutParameterError>>;

async fn put(ssm: ConsistentSsmClient) -> Put {
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .overwrite(true);
    Ok(request.send().await?)
}

/// A stage on which no write is ever confirmed.
fn stage() -> Stage {
    Stage::behind(HOUR, impatient())
}

fn is_written_once(stage: &Stage, put: &Put) {
    assert!(put.is_err());
    assert_eq!(stage.sim.calls_to("PutParameter").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_sdks_own_classifiers_do_not_repeat_it() {
    let error = put(stage().ssm).await.unwrap_err();
    let SdkError::ServiceError(error) = error else {
        panic!("{error:?}");
    };
    let status = error.raw().status();
    assert_eq!((error.err().code(), status.as_u16()), (None, 200));
    let classifiers = [
        SharedRetryClassifier::new(AwsErrorCodeClassifier::<PutParameterError>::new()),
        SharedRetryClassifier::new(HttpStatusCodeClassifier::default()),
        SharedRetryClassifier::new(ModeledAsRetryableClassifier::<PutParameterError>::new()),
        SharedRetryClassifier::new(TransientErrorClassifier::<PutParameterError>::new()),
    ];
    let mut context = InterceptorContext::new(Input::doesnt_matter());
    context.enter_serialization_phase();
    let _ = context.take_input();
    context.set_request(HttpRequest::empty());
    context.enter_before_transmit_phase();
    context.enter_transmit_phase();
    let _ = context.take_request();
    context.set_response(HttpResponse::new(status, SdkBody::empty()));
    context.enter_before_deserialization_phase();
    context.enter_deserialization_phase();
    let error = OrchestratorError::operation(Error::erase(error.into_err()));
    context.set_output_or_error(Err(error));
    let action = run_classifiers_on_ctx(classifiers.into_iter(), &context);
    assert_eq!(action, RetryAction::NoActionIndicated);
}

#[tokio::test(start_paused = true)]
async fn the_usual_predicates_of_backon_do_not_repeat_it() {
    type Predicate = fn(&SdkError<PutParameterError>) -> bool;
    let predicates: [(&str, Predicate); 4] = [
        ("not the service's", |error| {
            error.as_service_error().is_none()
        }),
        ("what has no answer", |error| {
            matches!(
                error,
                SdkError::TimeoutError(_)
                    | SdkError::DispatchFailure(_)
                    | SdkError::ResponseError(_)
            )
        }),
        ("a server error", |error| {
            let response = error.raw_response();
            response.is_some_and(|response| response.status().is_server_error())
        }),
        ("throttling", |error| {
            error.code().is_some_and(|code| code.contains("Throttl"))
        }),
    ];
    for (name, predicate) in predicates {
        let stage = stage();
        let policy = ConstantBuilder::default().with_delay(MS).with_max_times(3);
        let call = || put(stage.ssm.clone());
        let result = call
            .retry(policy)
            .sleep(tokio::time::sleep)
            .when(predicate)
            .await;
        is_written_once(&stage, &result);
        println!("{name}");
    }
}

/// Repeats what failed without an answer, up to three times.
#[derive(Clone)]
struct Transient {
    left: u32,
}

impl tower::retry::Policy<ConsistentSsmClient, PutParameterOutput, SdkError<PutParameterError>>
    for Transient
{
    type Future = Ready<()>;

    fn retry(&mut self, _: &mut ConsistentSsmClient, result: &mut Put) -> Option<Ready<()>> {
        let is_transient = match result {
            Ok(_) | Err(SdkError::ServiceError(_) | SdkError::ConstructionFailure(_)) => false,
            Err(_) => true,
        };
        self.left = self.left.checked_sub(u32::from(is_transient))?;
        is_transient.then(|| ready(()))
    }

    fn clone_request(&mut self, request: &ConsistentSsmClient) -> Option<ConsistentSsmClient> {
        Some(request.clone())
    }
}

#[tokio::test(start_paused = true)]
async fn a_tower_policy_for_transient_failures_does_not_repeat_it() {
    let stage = stage();
    let service = ServiceBuilder::new()
        .retry(Transient { left: 3 })
        .service(service_fn(put));
    let mut service = tower::timeout::Timeout::new(service, Duration::from_secs(60));
    let result = service.ready().await.unwrap().call(stage.ssm.clone()).await;
    assert!(result.is_err());
    assert_eq!(stage.sim.calls_to("PutParameter").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_source_of_the_sdks_error_has_the_evidence() {
    let error = put(stage().ssm).await.unwrap_err();
    let mut source: &dyn std::error::Error = &error;
    while let Some(next) = source.source() {
        source = next;
        if let Some(unconfirmed) = source.downcast_ref::<postcond::runtime::Unconfirmed<()>>() {
            assert!(unconfirmed.evidence.polls_made() > 0);
            return;
        }
    }
    panic!("{error:?}");
}
