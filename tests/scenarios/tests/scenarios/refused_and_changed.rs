//! Calls that were refused, and have changed something all the same: the error says so.

use postcond::runtime::Cause;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond_sim::Answer;
use serde_json::{Value, json};

use crate::stage::Stage;

const ROLE: &str = "arn:aws:iam::123456789012:role/reader";
const ROLE_ID: &str = "AROADBQP57FF2AEXAMPLE";
const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:none";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

fn policy(principal: &str, effect: &str) -> String {
    let statement = json!({"Effect": effect, "Principal": {"AWS": principal}, "Action": "*"});
    json!({ "Statement": [statement] }).to_string()
}

/// A service that refuses this operation with this code, and answers a look with that.
fn refusing(operation: &str, code: &str, read: &str, seen: Option<Value>) -> Stage {
    let stage = Stage::prompt();
    let refused = Answer::error(400, code, "no");
    stage.sim.script(operation).answer(refused);
    stage.sim.script(read).answer(match seen {
        Some(seen) => Answer::json(200, seen),
        None => Answer::error(400, "ResourceNotFoundException", "none"),
    });
    stage
}

/// What the error says was changed, if it was.
fn changed<E, T>(
    stage: &Stage,
    error: postcond::secretsmanager::MutationError<E, T>,
) -> Option<String> {
    assert_eq!(stage.sim.calls().len(), 2, "the call, and one look");
    let ambiguous = error.as_ambiguous()?;
    assert!(
        ambiguous
            .to_string()
            .contains("was refused, and has changed something")
    );
    match &ambiguous.cause {
        Cause::Changed { seen, .. } => Some(seen.clone()),
        cause => panic!("{cause:?}"),
    }
}

async fn put_policy(secrets: &ConsistentSecretsManagerClient) -> Option<String> {
    let request = secrets.put_resource_policy().secret_id("a");
    let result = request.resource_policy(policy(ROLE, "Allow")).send().await;
    result.err().map(|error| error.to_string())
}

#[tokio::test(start_paused = true)]
async fn a_policy_that_was_refused_and_is_attached_all_the_same_is_told() {
    let attached =
        |policy: String| Some(json!({"ARN": "arn", "Name": "a", "ResourcePolicy": policy}));
    let but = format!("the policy is attached to a, but the principal is shown as {ROLE_ID}");
    for (seen, words) in [
        (
            attached(policy(ROLE, "Allow")),
            Some("the policy is attached to a"),
        ),
        (attached(policy(ROLE_ID, "Allow")), Some(&*but)),
        (attached(policy(ROLE_ID, "Deny")), None),
        (attached(String::new()), None),
        (None, None),
    ] {
        let code = "MalformedPolicyDocumentException";
        let stage = refusing("PutResourcePolicy", code, "GetResourcePolicy", seen);
        let request = stage.secrets.put_resource_policy().secret_id("a");
        let request = request.resource_policy(policy(ROLE, "Allow"));
        let error = request.send().await.unwrap_err();
        let service_error = error.as_service_error().unwrap();
        assert!(service_error.is_malformed_policy_document_exception());
        let changed = changed(&stage, error);
        assert_eq!(changed.is_some(), words.is_some(), "{changed:?}");
        assert!(
            changed
                .unwrap_or_default()
                .starts_with(words.unwrap_or_default())
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_rotation_that_was_refused_and_has_begun_or_set_rules_all_the_same_is_told() {
    let version = json!({"ARN": "arn", "VersionIdsToStages": {TOKEN: ["AWSPENDING"]}});
    let set = |days: i64| {
        let rules = json!({"AutomaticallyAfterDays": days});
        json!({"RotationEnabled": true, "RotationLambdaARN": FUNCTION, "RotationRules": rules})
    };
    for (seen, words) in [
        (Some(version), Some(format!("a has version {TOKEN}"))),
        (
            Some(set(30)),
            Some("a has the rotation settings that were asked for".to_owned()),
        ),
        (Some(set(10)), None),
        (Some(json!({"ARN": "arn"})), None),
        (None, None),
    ] {
        let code = "ResourceNotFoundException";
        let stage = refusing("RotateSecret", code, "DescribeSecret", seen);
        let rules = aws_sdk_secretsmanager::types::RotationRulesType::builder();
        let rules = rules.automatically_after_days(30).build();
        let request = stage.secrets.rotate_secret().secret_id("a");
        let request = request.client_request_token(TOKEN).rotation_rules(rules);
        let error = request
            .rotation_lambda_arn(FUNCTION)
            .send()
            .await
            .unwrap_err();
        assert_eq!(changed(&stage, error), words);
    }
}

#[tokio::test(start_paused = true)]
async fn any_other_refusal_is_the_services_error_and_not_looked_into() {
    let stage = Stage::prompt();
    let refused = Answer::error(400, "InvalidParameterException", "no");
    stage.sim.script("PutResourcePolicy").answer(refused);
    assert!(put_policy(&stage.secrets).await.is_some());
    assert_eq!(stage.sim.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_for_nothing_is_not_looked_into() {
    let code = "MalformedPolicyDocumentException";
    let stage = refusing("PutResourcePolicy", code, "GetResourcePolicy", None);
    let request = stage.secrets.put_resource_policy().secret_id("a");
    let request = request.resource_policy(policy(ROLE, "Allow")).unconfirmed();
    let error = request.send().await.unwrap_err();
    assert!(error.as_ambiguous().is_none());
    assert_eq!(stage.sim.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_look_that_fails_leaves_the_services_error_as_it_is() {
    for answer in [
        Answer::denied(),
        Answer::throttled(),
        Answer::server_error(),
        Answer::never(),
    ] {
        let code = "MalformedPolicyDocumentException";
        let stage = refusing("PutResourcePolicy", code, "GetResourcePolicy", None);
        stage.sim.clear_scripts();
        let refused = Answer::error(400, code, "no");
        stage.sim.script("PutResourcePolicy").answer(refused);
        stage.sim.script("GetResourcePolicy").answer(answer);
        let request = stage.secrets.put_resource_policy().secret_id("a");
        let request = request.resource_policy(policy(ROLE, "Allow"));
        let error = request.send().await.unwrap_err();
        assert!(error.as_ambiguous().is_none());
        assert!(error.as_service_error().is_some());
    }
}

#[tokio::test(start_paused = true)]
async fn a_baseline_that_was_refused_and_made_all_the_same_is_told_by_its_date() {
    // The simulator begins at 2024-01-01.
    for (made, is_told) in [(1_704_067_200, true), (1_604_067_200, false)] {
        let stage = Stage::prompt();
        let refused = Answer::error(400, "InvalidResourceType", "no tags here");
        stage.sim.script("CreatePatchBaseline").answer(refused);
        let listed = json!({"BaselineIdentities": [{"BaselineName": "web", "BaselineId": "pb-1"}]});
        let listed = Answer::json(200, listed);
        stage.sim.script("DescribePatchBaselines").answer(listed);
        let seen = json!({"BaselineId": "pb-1", "Name": "web", "CreatedDate": made});
        stage
            .sim
            .script("GetPatchBaseline")
            .answer(Answer::json(200, seen));
        let error = stage.ssm.create_patch_baseline().name("web").send().await;
        let error = error.unwrap_err();
        assert_eq!(error.as_ambiguous().is_some(), is_told, "{error:?}");
    }
}
