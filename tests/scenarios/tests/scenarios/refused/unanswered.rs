//! Calls that were sent again, and then not answered, or refused for good: what is known of them says
//! how often they were sent again.

use aws_sdk_secretsmanager::config::retry::RetryConfig;
use aws_sdk_secretsmanager::operation::create_secret::{
    CreateSecretError, CreateSecretInput, CreateSecretOutput,
};
use aws_sdk_secretsmanager::types::RotationRulesType;
use postcond::post_condition;
use postcond::runtime::{Cause, Check, Evidence, pending};
use postcond::secretsmanager::{MutationError, Reader};
use postcond::{AmbiguousWrite, Scope};
use serde_json::json;

use super::*;
use crate::stage::impatient;

/// Is never there.
#[post_condition(service = "secretsmanager", op = "CreateSecret")]
async fn is_never_there(_: &Reader, _: &CreateSecretInput, _: &CreateSecretOutput) -> Check {
    pending("still nothing")
}

/// A client that looks up what was not answered, and whose SDK sends everything once. It has just
/// deleted a secret by force, and creating it anew is refused twice and then answered so.
async fn deleted_and_then(answer: Answer) -> (Stage, ConsistentSecretsManagerClient) {
    let stage = Stage::prompt();
    let config = aws_sdk_secretsmanager::config::Builder::from(&stage.sim.sdk_config());
    let config = config.retry_config(RetryConfig::disabled()).build();
    let looking = Policy::builder().on_ambiguous(AmbiguousWrite::ReadBack);
    let secrets = aws_sdk_secretsmanager::Client::from_conf(config);
    let secrets = ConsistentSecretsManagerClient::builder(secrets);
    let secrets = secrets.policy(looking.build().unwrap().or(&impatient()));
    let secrets = secrets.build();
    create(&secrets).await;
    force_delete(&secrets).await;
    stage.sim.script("CreateSecret").next(2).answer(scheduled());
    stage.sim.script("CreateSecret").answer(answer);
    (stage, secrets)
}

/// That it was sent again twice, and why.
fn says_so(evidence: &Evidence) {
    let resent = evidence.resent().expect("sent again");
    let after = resent.after.as_ref().map(ToString::to_string);
    assert_eq!(
        (resent.times, &*resent.code, after.as_deref()),
        (2, "InvalidRequestException", Some("DeleteSecret of a"))
    );
}

#[tokio::test(start_paused = true)]
async fn one_that_is_found_and_confirmed_says_how_often_it_was_sent_again() {
    let (_stage, secrets) = deleted_and_then(Answer::lost()).await;
    let request = secrets.create_secret().name("a").secret_string("v");
    let confirmed = request.send_with_evidence().await.unwrap();
    says_so(&confirmed.evidence);

    let (_stage, secrets) = deleted_and_then(Answer::lost()).await;
    let scope = Scope::new();
    let request = secrets.create_secret().name("a").secret_string("v");
    let handle = request.send_in(&scope).await.unwrap();
    says_so(scope.settle_one(&handle).await.evidence());
}

type Refused = MutationError<CreateSecretError, CreateSecretOutput>;

async fn created_in_vain(answer: Answer) -> Refused {
    let (_stage, secrets) = deleted_and_then(answer).await;
    let request = secrets.create_secret().name("a").secret_string("v");
    request.until(is_never_there).send().await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn one_that_is_found_and_not_confirmed_says_so_too() {
    let error = created_in_vain(Answer::lost()).await;
    says_so(&error.as_unconfirmed().unwrap().evidence);
}

#[tokio::test(start_paused = true)]
async fn one_that_is_looked_for_in_vain_says_so_too() {
    let error = created_in_vain(Answer::reset()).await;
    says_so(&error.as_ambiguous().unwrap().evidence);
}

#[tokio::test(start_paused = true)]
async fn one_that_is_refused_for_good_is_the_sdks_error_untouched() {
    let wrong = Answer::error(400, "EncryptionFailure", "The key cannot be used.");
    let error = created_in_vain(wrong).await;
    assert!(matches!(&error, MutationError::Failed(_)), "{error:?}");
    assert!(error.as_service_error().unwrap().is_encryption_failure());
}

#[tokio::test(start_paused = true)]
async fn one_that_is_refused_and_has_changed_something_says_so_too() {
    let stage = Stage::prompt();
    create(&stage.secrets).await;
    let rotate = || stage.secrets.rotate_secret().secret_id("a");
    rotate().send().await.unwrap();
    let script = || stage.sim.script("RotateSecret");
    let busy = "A previous rotation isn't complete.";
    let busy = Answer::error(400, "InvalidRequestException", busy);
    script().next(2).answer(busy);
    script().answer(Answer::error(400, "ResourceNotFoundException", "no role"));
    let rules = json!({"AutomaticallyAfterDays": 30});
    let seen = json!({"ARN": "arn", "RotationEnabled": true, "RotationRules": rules});
    let seen = Answer::json(200, seen);
    stage.sim.script("DescribeSecret").answer(seen);
    let rules = RotationRulesType::builder().automatically_after_days(30);
    let error = rotate().rotation_rules(rules.build()).send().await;
    let error = error.unwrap_err();
    let ambiguous = error.as_ambiguous().unwrap();
    assert!(
        matches!(ambiguous.cause, Cause::Changed { .. }),
        "{ambiguous}"
    );
    let resent = ambiguous.evidence.resent().unwrap();
    let after = resent.after.as_ref().unwrap().to_string();
    assert_eq!((resent.times, &*after), (2, "RotateSecret of a"));
}

/// The secret that is in the way is our own, and no longer the one that was deleted.
#[tokio::test(start_paused = true)]
async fn a_name_that_was_found_to_be_taken_by_ourselves_is_refused_at_once() {
    let (stage, secrets) = deleted_and_then(Answer::lost()).await;
    create(&secrets).await;
    stage.sim.clear_calls();
    let began = stage.sim.now();
    let again = secrets.create_secret().name("a").secret_string("other");
    let error = again.send().await.unwrap_err();
    assert!(
        error
            .as_service_error()
            .unwrap()
            .is_resource_exists_exception()
    );
    assert_eq!(stage.sim.calls_to("CreateSecret").len(), 1);
    assert!(stage.sim.now() - began < SECOND);
}
