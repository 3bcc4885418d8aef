//! What a call waits for that asks for values to be readable, and what it takes to read them.

use std::time::Duration;

use aws_sdk_secretsmanager::types::ReplicaRegionType;
use postcond::runtime::{Cause, Outcome};
use postcond::secretsmanager::on_request::{
    removed_replicas_cannot_be_read, replicas_can_be_read, value_can_be_read,
};
use postcond_sim::Answer;
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{MS, Stage, every};

const ARN: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf";

async fn with_a_secret(stage: &Stage) {
    let request = stage.plain_secrets.create_secret().name("a");
    request.secret_string("old").send().await.unwrap();
    stage.settle().await;
}

async fn put_until_it_can_be_read(stage: &Stage) -> Acted {
    let request = stage.secrets.put_secret_value().secret_id("a");
    let request = request.secret_string("new").until(value_can_be_read);
    request.send_with_evidence().await.into()
}

#[tokio::test(start_paused = true)]
async fn a_value_that_can_be_read_later_than_its_version_shows_is_waited_for() {
    let stage = Stage::behind(Duration::ZERO, every(50 * MS));
    with_a_secret(&stage).await;
    // The version shows at once, and its value neither by id nor by label.
    let not_yet = Answer::error(400, "ResourceNotFoundException", "none");
    stage.sim.script("GetSecretValue").next(3).answer(not_yet);
    let acted = put_until_it_can_be_read(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let polls = acted.evidence.polls().iter();
    let polls = polls.filter(|poll| poll.check == "value_can_be_read");
    let outcomes: Vec<Outcome> = polls.map(|poll| poll.outcome).collect();
    let pending = Outcome::Pending;
    assert_eq!(outcomes, [pending, pending, pending, Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn the_value_is_read_by_the_name_that_the_caller_gave_and_as_programs_do() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    with_a_secret(&stage).await;
    let acted = put_until_it_can_be_read(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert!(acted.evidence.waited() >= 300 * MS);
    let token = &stage.tap.bodies_of("PutSecretValue")[0]["ClientRequestToken"];
    let asked = stage.tap.bodies_of("GetSecretValue");
    let by_id = json!({ "SecretId": "a", "VersionId": token });
    let by_label = json!({ "SecretId": "a", "VersionStage": "AWSCURRENT" });
    let [.., last_but_one, last] = &asked[..] else {
        panic!("{asked:?}");
    };
    assert_eq!((last_but_one, last), (&by_id, &by_label));
}

#[tokio::test(start_paused = true)]
async fn unless_it_is_asked_for_no_value_is_read() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    with_a_secret(&stage).await;
    let request = stage.secrets.put_secret_value().secret_id("a");
    request.secret_string("new").send().await.unwrap();
    assert!(stage.tap.bodies_of("GetSecretValue").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_denial_names_the_action_that_is_missing_also_that_of_the_key() {
    let message = "User: arn:aws:iam::123456789012:user/a is not authorized to perform: \
                   secretsmanager:GetSecretValue";
    for (message, action) in [
        ("Access to KMS is not allowed", "kms:Decrypt"),
        (message, "secretsmanager:GetSecretValue"),
    ] {
        let stage = Stage::prompt();
        with_a_secret(&stage).await;
        let denied = Answer::error(400, "AccessDeniedException", message);
        stage.sim.script("GetSecretValue").always().answer(denied);
        let acted = put_until_it_can_be_read(&stage).await;
        let Some(Cause::Denied { actions, .. }) = &acted.cause else {
            panic!("{:?}", acted.cause);
        };
        assert_eq!(*actions, [action]);
        let statement = acted.cause.as_ref().and_then(Cause::iam_statement);
        assert!(statement.unwrap().contains(action));
    }
}

/// An answer with a value, from this region.
fn value(region: &str) -> Answer {
    let arn = ARN.replace("us-east-1", region);
    Answer::json(200, json!({ "ARN": arn, "SecretString": "new" }))
}

fn none() -> Answer {
    Answer::error(400, "ResourceNotFoundException", "none")
}

/// A stage on which changes of replication are accepted, and these answers are read.
fn answering(answers: impl IntoIterator<Item = Answer>) -> Stage {
    let stage = Stage::prompt();
    for operation in ["ReplicateSecretToRegions", "RemoveRegionsFromReplication"] {
        let accepted = Answer::json(200, json!({ "ARN": ARN }));
        stage.sim.script(operation).answer(accepted);
    }
    for answer in answers {
        stage.sim.script("GetSecretValue").answer(answer);
    }
    stage
}

async fn replicate(stage: &Stage) -> Acted {
    let ireland = ReplicaRegionType::builder().region("eu-west-1").build();
    let request = stage.secrets.replicate_secret_to_regions().secret_id(ARN);
    let request = request.add_replica_regions(ireland).unconfirmed();
    let request = request.until(replicas_can_be_read);
    request.send_with_evidence().await.into()
}

async fn remove(stage: &Stage) -> Acted {
    let request = stage.secrets.remove_regions_from_replication();
    let request = request.secret_id(ARN).remove_replica_regions("eu-west-1");
    let request = request.unconfirmed().until(removed_replicas_cannot_be_read);
    request.send_with_evidence().await.into()
}

#[tokio::test(start_paused = true)]
async fn a_replica_is_read_in_its_own_region() {
    let stage = answering([none(), value("eu-west-1")]);
    let acted = replicate(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
    let asked = stage.tap.asked();
    let reads = asked.iter().filter(|it| it.operation == "GetSecretValue");
    for read in reads {
        let replica = ARN.replace("us-east-1", "eu-west-1");
        assert_eq!(read.body, json!({ "SecretId": replica }));
        assert!(read.uri.contains("eu-west-1"), "{}", read.uri);
    }
    let write = &asked[0];
    assert!(write.uri.contains("us-east-1"), "{}", write.uri);
}

#[tokio::test(start_paused = true)]
async fn an_answer_from_another_region_confirms_nothing_about_a_replica() {
    for region in ["us-east-1", "eu-west-2"] {
        let read = replicate(&answering([value(region)])).await;
        let gone = remove(&answering([value(region)])).await;
        for acted in [read, gone] {
            assert!(acted.cause.is_none(), "{:?}", acted.cause);
            assert_eq!(acted.outcomes(), [Outcome::Unverifiable]);
            let why = acted.evidence.unconfirmed().unwrap();
            assert!(why.contains("answered by another region"), "{why}");
        }
    }
}
