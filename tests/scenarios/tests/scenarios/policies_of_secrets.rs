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

/// The given policy in other forms of the same.
fn other_forms() -> [Value; 5] {
    let mut named = rewritten();
    named["Statement"][0]["Sid"] = json!("");
    let mut identified: Value = serde_json::from_str(GIVEN).unwrap();
    identified["Id"] = json!("");
    let mut shouted = rewritten();
    shouted["Statement"][0]["Action"] = json!([
        "SECRETSMANAGER:GetSecretValue",
        "secretsmanager:describesecret"
    ]);
    let mut doubled = rewritten();
    let statement = doubled["Statement"][0].clone();
    doubled["Statement"].as_array_mut().unwrap().push(statement);
    let mut key = rewritten();
    key["Statement"][0]["Condition"]["Bool"] = json!({ "AWS:securetransport": ["true"] });
    [named, identified, shouted, doubled, key]
}

#[tokio::test(start_paused = true)]
async fn a_policy_that_differs_in_form_only_is_confirmed_at_once() {
    for form in other_forms() {
        let stage = answering([form.to_string()]);
        let acted = put(&stage, GIVEN).await;
        assert!(acted.cause.is_none(), "{form}: {:?}", acted.cause);
        assert_eq!(acted.outcomes(), [Outcome::Satisfied], "{form}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_policy_without_a_version_is_read_back_with_the_oldest_one() {
    let mut given = rewritten();
    given.as_object_mut().unwrap().remove("Version");
    let mut attached = rewritten();
    attached["Version"] = json!("2008-10-17");
    attached["Statement"][0]["Condition"] = json!({});
    given["Statement"][0]
        .as_object_mut()
        .unwrap()
        .remove("Condition");
    let stage = answering([rewritten().to_string(), attached.to_string()]);
    let acted = put(&stage, &given.to_string()).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
}

/// The given policy, whose role is shown by its unique id.
fn with_the_role_by_its_id() -> String {
    rewritten()
        .to_string()
        .replace("arn:aws:iam::210987654321:role/reader", ROLE_ID)
}

const ROLE_ID: &str = "AROADBQP57FF2AEXAMPLE";

#[tokio::test(start_paused = true)]
async fn a_role_that_is_shown_by_its_id_first_is_waited_for() {
    let by_id = || with_the_role_by_its_id();
    let stage = answering([by_id(), by_id(), by_id(), rewritten().to_string()]);
    let acted = put(&stage, GIVEN).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let pending = Outcome::Pending;
    let expected = [pending, pending, pending, Outcome::Satisfied];
    assert_eq!(acted.outcomes(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_role_that_stays_an_id_is_named_as_the_reason() {
    let stage = answering(std::iter::repeat_n(with_the_role_by_its_id(), 10));
    let acted = put(&stage, GIVEN).await;
    let Some(Cause::Deadline { last_seen, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    let reason = "the policy is attached to arn, but the principal is shown as \
                  AROADBQP57FF2AEXAMPLE, not yet as the ARN";
    assert!(last_seen.starts_with(reason), "{last_seen}");
}
