//! Answers of Secrets Manager, or of a stand-in, that say something else than what was asked for.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use postcond::runtime::{Cause, Outcome};
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond_sim::Answer;
use serde_json::{Value, json};

use crate::acted::Acted;
use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// Takes the version's id out of every answer.
#[derive(Debug)]
struct Unnamed;

#[dyn_dispatch_hint]
impl Intercept for Unnamed {
    fn name(&self) -> &'static str {
        "Unnamed"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.response_mut().body_mut();
        let mut answer: Value = serde_json::from_slice(body.bytes().unwrap_or_default())?;
        if let Some(members) = answer.as_object_mut() {
            members.remove("VersionId");
        }
        *body = SdkBody::from(answer.to_string());
        Ok(())
    }
}

/// A client whose answers name no versions.
fn unnamed(stage: &Stage) -> ConsistentSecretsManagerClient {
    let config = stage
        .plain_secrets
        .config()
        .to_builder()
        .interceptor(Unnamed);
    let client = aws_sdk_secretsmanager::Client::from_conf(config.build());
    let client = ConsistentSecretsManagerClient::builder(client);
    client.policy(every(50 * MS)).build()
}

async fn with_a_secret(stage: &Stage) {
    let request = stage.plain_secrets.create_secret().name("a");
    request.secret_string("old").send().await.unwrap();
    stage.settle().await;
}

#[tokio::test(start_paused = true)]
async fn a_version_that_the_answer_does_not_name_is_told_by_the_token_that_the_sdk_made_up() {
    let create = Stage::behind(LAG, every(50 * MS));
    let request = unnamed(&create).create_secret().name("a");
    let created: Acted = request
        .secret_string("new")
        .send_with_evidence()
        .await
        .into();
    let update = Stage::behind(LAG, every(50 * MS));
    with_a_secret(&update).await;
    let request = unnamed(&update).update_secret().secret_id("a");
    let updated: Acted = request
        .secret_string("new")
        .send_with_evidence()
        .await
        .into();
    let put = Stage::behind(LAG, every(50 * MS));
    with_a_secret(&put).await;
    let request = unnamed(&put).put_secret_value().secret_id("a");
    let written: Acted = request
        .secret_string("new")
        .send_with_evidence()
        .await
        .into();
    let rotate = Stage::behind(LAG, every(50 * MS));
    with_a_secret(&rotate).await;
    let request = unnamed(&rotate).rotate_secret().secret_id("a");
    let rotated: Acted = request.send_with_evidence().await.into();
    for (stage, acted, operation) in [
        (create, created, "CreateSecret"),
        (update, updated, "UpdateSecret"),
        (put, written, "PutSecretValue"),
        (rotate, rotated, "RotateSecret"),
    ] {
        assert!(acted.cause.is_none(), "{operation}: {:?}", acted.cause);
        assert!(
            acted.output.contains("version_id: None"),
            "{}",
            acted.output
        );
        assert_eq!(acted.evidence.waited(), LAG, "{operation}");
        let token = &stage.tap.bodies_of(operation)[0]["ClientRequestToken"];
        let last = &acted.evidence.polls().last().unwrap().seen;
        assert!(
            last.contains(token.as_str().unwrap()),
            "{operation}: {last}"
        );
    }
}

/// A stage with a secret that was made an hour ago, which creations are answered with.
async fn answering_with_the_old_secret() -> (Stage, Value) {
    let stage = Stage::prompt();
    let request = stage.plain_secrets.create_secret().name("a");
    let request = request.client_request_token(TOKEN).secret_string("old");
    let old = request.send().await.unwrap();
    tokio::time::advance(HOUR).await;
    stage.settle().await;
    let old = json!({ "ARN": old.arn, "Name": "a", "VersionId": old.version_id });
    let answer = Answer::json(200, old.clone());
    stage.sim.script("CreateSecret").answer(answer);
    (stage, old)
}

#[tokio::test(start_paused = true)]
async fn a_secret_that_was_there_before_is_not_confirmed_as_created() {
    for with_value in [true, false] {
        let (stage, old) = answering_with_the_old_secret().await;
        let request = stage.secrets.create_secret().name("a");
        let request = request.set_secret_string(with_value.then(|| "new".to_owned()));
        let acted: Acted = request.send_with_evidence().await.into();
        let Some(Cause::Failed { state, .. }) = &acted.cause else {
            panic!("{:?}", acted.cause);
        };
        let arn = old["ARN"].as_str().unwrap();
        let expected = format!("{arn} was there before this call: the name was taken");
        assert!(state.starts_with(&expected), "{state}");
        assert_eq!(acted.evidence.waited(), 2 * SECOND);
    }
}

#[tokio::test(start_paused = true)]
async fn a_creation_that_is_repeated_with_its_token_is_confirmed_as_the_one_before() {
    let (stage, _) = answering_with_the_old_secret().await;
    let request = stage.secrets.create_secret().name("a");
    let request = request.client_request_token(TOKEN).secret_string("old");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
}
