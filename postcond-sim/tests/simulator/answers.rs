//! Answers laid down in advance.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use aws_sdk_secretsmanager::operation::get_secret_value::GetSecretValueError;
use aws_sdk_ssm::Client;
use aws_sdk_ssm::config::timeout::TimeoutConfig;
use aws_sdk_ssm::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_ssm::operation::RequestId;
use aws_sdk_ssm::operation::get_access_token::GetAccessTokenError;
use aws_sdk_ssm::operation::get_parameter::GetParameterError;
use postcond_sim::{Answer, Outcome};
use serde_json::json;

use crate::{code, once, prompt, put, value};

#[tokio::test(start_paused = true)]
async fn throttled() {
    let sim = prompt();
    sim.script("GetParameter").answer(Answer::throttled());
    let error = once(&sim)
        .get_parameter()
        .name("/a")
        .send()
        .await
        .unwrap_err();
    assert_eq!(code(&error), "ThrottlingException");
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 400);
}

#[tokio::test(start_paused = true)]
async fn denied() {
    let sim = prompt();
    sim.script("GetParameter").answer(Answer::denied());
    let error = once(&sim)
        .get_parameter()
        .name("/a")
        .send()
        .await
        .unwrap_err();
    assert_eq!(code(&error), "AccessDeniedException");
    let message = error.as_service_error().unwrap().message().unwrap();
    assert!(
        message.contains("not authorized to perform: ssm:GetParameter"),
        "{message}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_types_of_errors_have_their_message() {
    let sim = prompt();
    sim.script("GetAccessToken").answer(Answer::denied());
    let token = once(&sim).get_access_token().access_request_id("oi-1");
    match token.send().await.map_err(SdkError::into_service_error) {
        Err(GetAccessTokenError::AccessDeniedException(denied)) => {
            assert!(denied.message.contains("ssm:GetAccessToken"), "{denied}");
        }
        other => panic!("{other:?}"),
    }
    let secrets = aws_sdk_secretsmanager::Client::new(&sim.sdk_config());
    let read = secrets.get_secret_value().secret_id("none");
    match read.send().await.map_err(SdkError::into_service_error) {
        Err(GetSecretValueError::ResourceNotFoundException(error)) => {
            assert!(error.message.is_some(), "{error}");
        }
        other => panic!("{other:?}"),
    }
    // Of which the model has it in `message`.
    let read = once(&sim).get_parameter().name("/none").send().await;
    match read.map_err(SdkError::into_service_error) {
        Err(GetParameterError::ParameterNotFound(error)) => {
            assert!(error.message.is_some(), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn server_error() {
    let sim = prompt();
    sim.script("GetParameter").answer(Answer::server_error());
    let error = once(&sim)
        .get_parameter()
        .name("/a")
        .send()
        .await
        .unwrap_err();
    assert!(error.as_service_error().unwrap().is_internal_server_error());
    assert_eq!(sim.calls()[0].outcome, Outcome::Status(500));
}

#[tokio::test(start_paused = true)]
async fn reset() {
    let sim = prompt();
    sim.script("GetParameter").answer(Answer::reset());
    let error = once(&sim)
        .get_parameter()
        .name("/a")
        .send()
        .await
        .unwrap_err();
    let SdkError::DispatchFailure(failure) = &error else {
        panic!("{}", DisplayErrorContext(&error));
    };
    assert!(failure.is_io());
    assert_eq!(sim.calls()[0].outcome, Outcome::Reset);
}

#[tokio::test(start_paused = true)]
async fn never() {
    let sim = prompt();
    sim.script("GetParameter").answer(Answer::never());
    let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_secs(9));
    let config = sim.sdk_config().into_builder();
    let ssm = Client::new(&config.timeout_config(timeouts.build()).build());
    let error = ssm.get_parameter().name("/a").send().await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert!(sim.now() >= Duration::from_secs(9));
    let outcomes: Vec<Outcome> = sim.calls().iter().map(|call| call.outcome).collect();
    assert_eq!(outcomes, [Outcome::Unanswered]);
}

#[tokio::test(start_paused = true)]
async fn an_error_of_ones_own() {
    let sim = prompt();
    let answer = Answer::error(400, "ParameterVersionNotFound", "no such version");
    sim.script("GetParameter").answer(answer);
    let error = once(&sim)
        .get_parameter()
        .name("/a")
        .send()
        .await
        .unwrap_err();
    let error = error.as_service_error().unwrap();
    assert!(error.is_parameter_version_not_found());
    assert_eq!(error.message(), Some("no such version"));
}

#[tokio::test(start_paused = true)]
async fn json_of_ones_own() {
    let sim = prompt();
    let answer = Answer::json(
        200,
        json!({ "Parameter": { "Name": "/a", "Value": "made up" } }),
    );
    sim.script("GetParameter").answer(answer);
    assert_eq!(value(&once(&sim), "/a").await, Ok("made up".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn answers_are_given_in_order_and_then_the_service_answers() {
    let sim = prompt();
    let ssm = once(&sim);
    put(&ssm, "/a", "1").await;
    sim.script("GetParameter")
        .next(2)
        .answer(Answer::throttled());
    sim.script("GetParameter").answer(Answer::denied());
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(value(&ssm, "/a").await);
    }
    assert_eq!(seen[0], Err("ThrottlingException".to_owned()));
    assert_eq!(seen[1], Err("ThrottlingException".to_owned()));
    assert_eq!(seen[2], Err("AccessDeniedException".to_owned()));
    assert_eq!(seen[3], Ok("1".to_owned()));
    let scripted: Vec<bool> = sim
        .calls_to("GetParameter")
        .iter()
        .map(|call| call.scripted)
        .collect();
    assert_eq!(scripted, [true, true, true, false]);
}

#[tokio::test(start_paused = true)]
async fn always_lasts_until_it_is_cleared() {
    let sim = prompt();
    let ssm = once(&sim);
    put(&ssm, "/a", "1").await;
    sim.script("GetParameter").always().answer(Answer::denied());
    for _ in 0..10 {
        assert_eq!(
            value(&ssm, "/a").await,
            Err("AccessDeniedException".to_owned())
        );
    }
    sim.clear_scripts();
    assert_eq!(value(&ssm, "/a").await, Ok("1".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_scripted_write_changes_nothing() {
    let sim = prompt();
    let ssm = once(&sim);
    sim.script("PutParameter")
        .answer(Answer::json(200, json!({ "Version": 5 })));
    assert_eq!(put(&ssm, "/a", "1").await, 5);
    assert_eq!(value(&ssm, "/a").await, Err("ParameterNotFound".to_owned()));
    assert_eq!(sim.writes(), []);
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_two_services_have_is_told_apart_by_service() {
    let sim = prompt();
    let secrets = aws_sdk_secretsmanager::Client::new(&sim.sdk_config());
    sim.script("ssm:PutResourcePolicy").answer(Answer::denied());
    let request = secrets
        .put_resource_policy()
        .secret_id("a")
        .resource_policy("{}");
    assert_eq!(
        code(&request.send().await.unwrap_err()),
        "ResourceNotFoundException"
    );
}

#[tokio::test(start_paused = true)]
async fn calls_to_an_operation_that_two_services_have_are_told_apart_by_service() {
    let sim = prompt();
    let secrets = aws_sdk_secretsmanager::Client::new(&sim.sdk_config());
    let request = secrets.put_resource_policy().secret_id("a");
    let _ = request.resource_policy("{}").send().await;
    let counts = [
        "PutResourcePolicy",
        "secretsmanager:PutResourcePolicy",
        "ssm:PutResourcePolicy",
    ]
    .map(|operation| sim.calls_to(operation).len());
    assert_eq!(counts, [1, 1, 0]);
}

#[test]
#[should_panic = "`GetParamter`; did you mean `GetParameter`?"]
fn an_answer_to_an_operation_that_there_is_not_is_refused() {
    let _ = prompt().script("GetParamter");
}

#[test]
#[should_panic = "`ssm:PutParamter`; did you mean `ssm:PutParameter`?"]
fn the_calls_to_an_operation_that_there_is_not_are_not_counted() {
    let _ = prompt().calls_to("ssm:PutParamter");
}

#[tokio::test(start_paused = true)]
async fn an_answer_for_no_call_is_not_given() {
    let sim = prompt();
    sim.script("DescribeParameters")
        .next(0)
        .answer(Answer::throttled());
    let listed = aws_sdk_ssm::Client::new(&sim.sdk_config()).describe_parameters();
    assert!(listed.send().await.is_ok());
}

#[test]
fn an_answer_has_the_status_of_its_kind() {
    let json = |status| Answer::json(status, json!({}));
    let error = |status| Answer::error(status, "Code", "message");
    let allowed = |answer: &dyn Fn(u16) -> Answer, status| {
        // What is caught is a panic of these functions, which change nothing.
        std::panic::catch_unwind(AssertUnwindSafe(|| answer(status))).is_ok()
    };
    let statuses = [0, 7, 99, 100, 200, 302, 399, 400, 599, 600, 1_000];
    for status in statuses {
        assert_eq!(
            allowed(&json, status),
            (100..600).contains(&status),
            "{status}"
        );
        assert_eq!(
            allowed(&error, status),
            (400..600).contains(&status),
            "{status}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn the_sdk_retries_throttled_calls() {
    let sim = prompt();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    sim.script("GetParameter")
        .next(2)
        .answer(Answer::throttled());
    let read = ssm.get_parameter().name("/a").send().await.unwrap();
    assert!(read.request_id().is_some());
    assert_eq!(sim.calls_to("GetParameter").len(), 3);
}
