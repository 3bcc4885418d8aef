//! Inputs that lack what the model says is required.

use aws_sdk_ssm::error::{ProvideErrorMetadata, SdkError};
use postcond_sim::{Answer, Outcome, Simulator};
use serde_json::Value;

use crate::{code, once, prompt, put, value};

const NULL: &str = "failed to satisfy constraint: Member must not be null";

/// Code and message of an error that the service answered with.
fn refused<O, E, R>(answered: Result<O, SdkError<E, R>>) -> (String, String)
where
    O: std::fmt::Debug,
    E: ProvideErrorMetadata,
{
    let error = answered.expect_err("a required member is missing");
    let code = error.code().unwrap_or_default().to_owned();
    (code, error.message().unwrap_or_default().to_owned())
}

fn validation(message: String) -> (String, String) {
    ("ValidationException".to_owned(), message)
}

fn secrets(sim: &Simulator) -> aws_sdk_secretsmanager::Client {
    aws_sdk_secretsmanager::Client::new(&sim.sdk_config())
}

#[tokio::test(start_paused = true)]
async fn one_is_named() {
    let sim = prompt();
    let ssm = once(&sim);
    put(&ssm, "/a", "1").await;
    let rows = [
        (refused(ssm.put_parameter().value("1").send().await), "name"),
        (refused(ssm.get_parameter().send().await), "name"),
        (
            refused(ssm.start_session().document_name("a").send().await),
            "target",
        ),
        (
            refused(
                secrets(&sim)
                    .create_secret()
                    .secret_string("1")
                    .send()
                    .await,
            ),
            "name",
        ),
        (
            refused(secrets(&sim).describe_secret().send().await),
            "secretId",
        ),
    ];
    for (refusal, member) in rows {
        let expected = format!("1 validation error detected: Value null at '{member}' {NULL}");
        assert_eq!(refusal, validation(expected));
    }
}

#[tokio::test(start_paused = true)]
async fn several_are_named_at_once() {
    let request = once(&prompt()).add_tags_to_resource().resource_id("/a");
    let expected = format!(
        "2 validation errors detected: Value null at 'resourceType' {NULL}; Value null at 'tags' {NULL}"
    );
    assert_eq!(refused(request.send().await), validation(expected));
}

#[tokio::test(start_paused = true)]
async fn the_call_is_on_record_as_an_error_that_no_copy_has_seen_and_no_write() {
    let sim = prompt();
    let ssm = once(&sim);
    ssm.put_parameter().name("/a").send().await.unwrap_err();
    ssm.get_parameter().send().await.unwrap_err();
    for call in sim.calls() {
        assert_eq!(call.outcome, Outcome::Status(400));
        assert_eq!(call.replica, None);
    }
    assert_eq!(sim.calls().len(), 2);
    assert_eq!(sim.writes(), []);
    assert_eq!(value(&ssm, "/a").await, Err("ParameterNotFound".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_laid_down_comes_first() {
    let sim = prompt();
    sim.script("GetParameter").answer(Answer::denied());
    let error = once(&sim).get_parameter().send().await.unwrap_err();
    assert_eq!(code(&error), "AccessDeniedException");
}

#[tokio::test(start_paused = true)]
async fn a_write_that_is_refused_has_not_landed_when_its_answer_is_lost() {
    let sim = prompt();
    sim.script("PutParameter").answer(Answer::lost());
    let request = once(&sim).put_parameter().name("/a");
    request.send().await.unwrap_err();
    assert_eq!(sim.writes(), []);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_no_object_is_no_input_without_members() {
    let sim = prompt();
    let rows = [
        (
            "AmazonSSM.PutParameter",
            "notjson",
            "SerializationException",
        ),
        ("AmazonSSM.PutParameter", "[1]", "SerializationException"),
        ("AmazonSSM.PutParameter", "null", "SerializationException"),
        (
            "AmazonSSM.PutParameter",
            r#"{"Name":"#,
            "SerializationException",
        ),
        (
            "secretsmanager.CreateSecret",
            "\"a\"",
            "SerializationException",
        ),
        ("secretsmanager.ListSecrets", "[]", "SerializationException"),
        ("AmazonSSM.PutParameter", "{}", "ValidationException"),
        ("AmazonSSM.PutParameter", "", "ValidationException"),
    ];
    for (target, body, code) in rows {
        let request = http::Request::post("/").header("x-amz-target", target);
        let answer = sim.serve(request.body(body.into()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), 400, "{target} {body}");
        let answer: Value = serde_json::from_slice(answer.body()).unwrap();
        assert_eq!(answer["__type"], code, "{target} {body}");
    }
}
