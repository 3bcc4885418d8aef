//! What one look finds after a call that was refused and may have changed something all the same.

use postcond_sim::{Answer, Simulator};
use serde_json::{Value, json};

use super::resource_policies::policy_attached_though_refused;
use super::rotation::rotation_changed_though_refused;
use super::sdk::Client;
use super::sdk::config::Builder;
use super::sdk::operation::put_resource_policy::PutResourcePolicyInput;
use super::sdk::operation::rotate_secret::RotateSecretInput;
use super::sdk::types::RotationRulesType;
use super::{Reader, op};
use crate::runtime::{Finding, Witness, WitnessRecorder, WriteRecorder};

const ROLE: &str = "arn:aws:iam::123456789012:role/reader";
const ROLE_ID: &str = "AROADBQP57FF2AEXAMPLE";
const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:none";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// A service that answers a read with this, or does not know the secret.
fn answering(operation: &str, answer: Option<Value>) -> Client {
    let sim = Simulator::builder().build().unwrap();
    let answer = match answer {
        Some(answer) => Answer::json(200, answer),
        None => Answer::error(400, "ResourceNotFoundException", "none"),
    };
    sim.script(operation).answer(answer);
    sim.script("RotateSecret")
        .answer(Answer::json(200, json!({})));
    let config = Builder::from(&sim.sdk_config()).interceptor(WriteRecorder);
    Client::from_conf(config.build())
}

fn policy(principal: &str, effect: &str) -> String {
    let statement = json!({"Effect": effect, "Principal": {"AWS": principal}, "Action": "*"});
    json!({ "Statement": [statement] }).to_string()
}

/// Whether something was found, and in which words.
fn told<T>(finding: Finding<T>) -> (bool, String) {
    match finding {
        Finding::Found(_, seen) => (true, seen.into_owned()),
        Finding::Absent(seen) => (false, seen.into_owned()),
        _ => panic!("neither found nor absent"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_policy_that_was_refused_is_found_if_its_rules_are_attached() {
    let attached =
        |policy: String| Some(json!({"ARN": "arn", "Name": "a", "ResourcePolicy": policy}));
    let but =
        format!("the policy is attached to a, but the principal is shown as {ROLE_ID}, not yet");
    for (seen, is_found, words) in [
        (
            attached(policy(ROLE, "Allow")),
            true,
            "the policy is attached to a",
        ),
        (attached(policy(ROLE_ID, "Allow")), true, &*but),
        (
            attached(policy(ROLE_ID, "Deny")),
            false,
            "another policy is attached to a",
        ),
        (attached(String::new()), false, "no policy is attached to a"),
        (None, false, "a is not found"),
    ] {
        let reader = Reader::new(&answering("GetResourcePolicy", seen));
        let input = PutResourcePolicyInput::builder().secret_id("a");
        let input = input
            .resource_policy(policy(ROLE, "Allow"))
            .build()
            .unwrap();
        let witness = Witness::undated(std::time::SystemTime::now(), std::time::Duration::ZERO);
        let finding = policy_attached_though_refused(&reader, &input, &witness).await;
        let (found, seen) = told(finding.unwrap());
        assert_eq!(found, is_found, "{seen}");
        assert!(seen.starts_with(words), "{seen}");
    }
}

/// The witness of a rotation with the token, which a client has sent.
async fn rotation(client: &Client, input: &RotateSecretInput) -> Witness {
    let recorder = WitnessRecorder::start::<op::RotateSecret>();
    let request = client.rotate_secret().secret_id("a");
    let request = request.set_client_request_token(input.client_request_token.clone());
    recorder.record(request.send()).await.unwrap();
    recorder.witness()
}

#[tokio::test(start_paused = true)]
async fn a_rotation_that_was_refused_is_found_if_its_version_or_its_settings_show() {
    let version = json!({"ARN": "arn", "VersionIdsToStages": {TOKEN: ["AWSPENDING"]}});
    let another = json!({"ARN": "arn", "VersionIdsToStages": {"v1": ["AWSCURRENT"]}});
    let set = |days: i64| {
        let rules = json!({"AutomaticallyAfterDays": days});
        json!({"RotationEnabled": true, "RotationLambdaARN": FUNCTION, "RotationRules": rules})
    };
    let neither = "a has neither a version of this call nor its rotation settings";
    for (with_settings, seen, is_found, words) in [
        (
            true,
            Some(version.clone()),
            true,
            &*format!("a has version {TOKEN}"),
        ),
        (
            false,
            Some(version),
            true,
            &*format!("a has version {TOKEN}"),
        ),
        (
            true,
            Some(set(30)),
            true,
            "a has the rotation settings that were asked for",
        ),
        (true, Some(set(10)), false, neither),
        (true, Some(another.clone()), false, neither),
        (false, Some(another), false, neither),
        (true, None, false, "a is not found"),
    ] {
        let client = answering("DescribeSecret", seen);
        let rules = RotationRulesType::builder().automatically_after_days(30);
        let input = RotateSecretInput::builder().secret_id("a");
        let input = input.client_request_token(TOKEN);
        let input = match with_settings {
            true => input
                .rotation_lambda_arn(FUNCTION)
                .rotation_rules(rules.build()),
            false => input,
        };
        let input = input.build().unwrap();
        let witness = rotation(&client, &input).await;
        let reader = Reader::new(&client);
        let finding = rotation_changed_though_refused(&reader, &input, &witness).await;
        let (found, seen) = told(finding.unwrap());
        assert_eq!((found, &*seen), (is_found, words));
    }
}
