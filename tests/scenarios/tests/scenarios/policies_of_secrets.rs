//! What counts as a secret's policy being the one that was given.

use postcond::runtime::{Cause, Outcome};
use postcond_sim::Answer;
use serde_json::{Value, json};

use crate::acted::Acted;
use crate::stage::{Stage, impatient};

const GIVEN: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":["123456789012","arn:aws:iam::210987654321:role/reader"]},"Action":["secretsmanager:GetSecretValue","secretsmanager:DescribeSecret"],"Resource":["*"],"Condition":{"Bool":{"aws:SecureTransport":true}}}}"#;

/// The given policy, as a service might write it.
fn rewritten() -> Value {
    json!({
        "Statement": [{
            "Condition": { "Bool": { "aws:SecureTransport": "true" } },
            "Resource": "*",
            "Action": ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
            "Principal": { "AWS": [
                "arn:aws:iam::210987654321:role/reader",
                "arn:aws:iam::123456789012:root",
            ] },
            "Effect": "Allow",
        }],
        "Version": "2012-10-17",
    })
}

/// A stage on which every policy is accepted, and these are read.
fn answering(policies: impl IntoIterator<Item = String>) -> Stage {
    let stage = Stage::prompt();
    let accepted = Answer::json(200, json!({ "ARN": "arn" }));
    stage.sim.script("PutResourcePolicy").answer(accepted);
    for policy in policies {
        let read = Answer::json(200, json!({ "ARN": "arn", "ResourcePolicy": policy }));
        stage.sim.script("GetResourcePolicy").answer(read);
    }
    stage
}

async fn put(stage: &Stage, policy: &str) -> Acted {
    let request = stage.secrets.put_resource_policy().secret_id("a");
    let request = request.resource_policy(policy).confirm_with(impatient());
    request.send_with_evidence().await.into()
}

#[tokio::test(start_paused = true)]
async fn a_policy_is_the_same_however_the_service_writes_it() {
    let stage = answering([serde_json::to_string_pretty(&rewritten()).unwrap()]);
    let acted = put(&stage, GIVEN).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
    let asked = stage.tap.bodies_of("GetResourcePolicy");
    assert_eq!(asked, [json!({ "SecretId": "arn" })]);
}

#[tokio::test(start_paused = true)]
async fn a_policy_that_allows_one_thing_more_is_another() {
    let mut wider = rewritten();
    let actions = wider["Statement"][0]["Action"].as_array_mut().unwrap();
    actions.push(json!("secretsmanager:PutSecretValue"));
    let stage = answering([wider.to_string(), rewritten().to_string()]);
    let acted = put(&stage, GIVEN).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
    let polls = acted.evidence.polls();
    assert_eq!(polls[0].seen, "another policy is attached to arn");
}

#[tokio::test(start_paused = true)]
async fn a_policy_that_is_no_json_cannot_be_confirmed_and_the_words_say_so() {
    for (given, attached) in [("my policy", GIVEN), (GIVEN, "my policy")] {
        let stage = answering(std::iter::repeat_n(attached.to_owned(), 10));
        let acted = put(&stage, given).await;
        let Some(Cause::Deadline { last_seen, .. }) = acted.cause else {
            panic!("{:?}", acted.cause);
        };
        assert!(last_seen.contains("cannot be compared"), "{last_seen}");
        assert!(!last_seen.contains("my policy"), "{last_seen}");
    }
}
