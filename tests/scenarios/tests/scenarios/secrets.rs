//! What counts as a secret having been created.

use std::time::Duration;

use aws_sdk_secretsmanager::types::{ReplicaRegionType, Tag};
use postcond::runtime::{Cause, Outcome};
use postcond_sim::Answer;
use serde_json::{Value, json};

use crate::acted::Acted;
use crate::stage::{MS, SECOND, Stage};

const ARN: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf";

fn answer(body: Value) -> Answer {
    Answer::json(200, body)
}

/// The secret with these labels on the version that was made with it.
fn labelled(labels: &[&str]) -> Value {
    json!({ "ARN": ARN, "Name": "a", "VersionIdsToStages": { "v1": labels } })
}

/// The secret with replicas in these regions.
fn replicated(replicas: &[(&str, &str)]) -> Value {
    let replicas = replicas.iter().map(|(region, status)| {
        json!({ "Region": region, "Status": status, "StatusMessage": "no such key" })
    });
    let mut secret = labelled(&["AWSCURRENT"]);
    secret["ReplicationStatus"] = replicas.collect();
    secret
}

fn not_found() -> Answer {
    Answer::error(400, "ResourceNotFoundException", "no such secret")
}

/// A stage on which secrets are created with a version `v1`, and these answers follow.
fn answering(answers: impl IntoIterator<Item = Answer>) -> Stage {
    let stage = Stage::prompt();
    let created = answer(json!({ "ARN": ARN, "Name": "a", "VersionId": "v1" }));
    stage.sim.script("CreateSecret").answer(created);
    for answer in answers {
        stage.sim.script("DescribeSecret").answer(answer);
    }
    stage
}

async fn create(stage: &Stage, replicas: &[&str]) -> Acted {
    let mut request = stage
        .secrets
        .create_secret()
        .name("a")
        .secret_string("ours");
    for region in replicas {
        let replica = ReplicaRegionType::builder().region(*region).build();
        request = request.add_replica_regions(replica);
    }
    request.send_with_evidence().await.into()
}

fn outcomes(pending: usize, last: Outcome) -> Vec<Outcome> {
    let pending = std::iter::repeat_n(Outcome::Pending, pending);
    pending.chain([last]).collect()
}

#[tokio::test(start_paused = true)]
async fn the_version_made_with_a_secret_must_be_current() {
    let stage = answering([
        not_found(),
        answer(json!({ "ARN": ARN, "Name": "a" })),
        answer(json!({ "ARN": ARN, "VersionIdsToStages": { "v0": ["AWSCURRENT"] } })),
        answer(labelled(&["AWSPENDING"])),
        answer(labelled(&["AWSCURRENT"])),
    ]);
    let acted = create(&stage, &[]).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), outcomes(4, Outcome::Satisfied));
    for body in stage.tap.bodies_of("DescribeSecret") {
        assert_eq!(body["SecretId"], ARN);
    }
}

#[tokio::test(start_paused = true)]
async fn a_version_that_was_current_until_somebody_wrote_the_next_counts() {
    let stage = answering([answer(labelled(&["AWSPREVIOUS"]))]);
    let acted = create(&stage, &[]).await;
    assert_eq!(acted.outcomes(), [Outcome::Superseded]);
}

#[tokio::test(start_paused = true)]
async fn of_a_secret_made_without_a_value_no_version_is_waited_for() {
    let stage = Stage::lagging();
    let request = stage.secrets.create_secret().name("a");
    let confirmed = request.send_with_evidence().await.unwrap();
    assert_eq!(confirmed.output.version_id(), None);
    let last = confirmed.evidence.polls().last().unwrap();
    assert_eq!(last.outcome, Outcome::Satisfied);
    assert!(confirmed.evidence.waited() >= Duration::from_millis(300));
}

#[tokio::test(start_paused = true)]
async fn a_secret_that_somebody_has_deleted_meanwhile_was_created() {
    let mut deleted = labelled(&[]);
    deleted["DeletedDate"] = json!(1_704_067_200);
    let stage = answering([not_found(), answer(deleted)]);
    let acted = create(&stage, &[]).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), outcomes(1, Outcome::Superseded));
}

#[tokio::test(start_paused = true)]
async fn tags_given_at_creation_are_waited_for() {
    let mut tagged = labelled(&["AWSCURRENT"]);
    tagged["Tags"] = json!([{ "Key": "team" }, { "Key": "aws:x", "Value": "y" }]);
    let stage = answering([answer(labelled(&["AWSCURRENT"])), answer(tagged)]);
    let request = stage
        .secrets
        .create_secret()
        .name("a")
        .secret_string("ours");
    let request = request.tags(Tag::builder().key("team").value("").build());
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), outcomes(1, Outcome::Satisfied));
}

#[tokio::test(start_paused = true)]
async fn a_secret_of_the_same_name_from_an_earlier_life_is_another_one() {
    let mut earlier = labelled(&["AWSCURRENT"]);
    earlier["ARN"] = json!(ARN.replace("AbCdEf", "Zyxwvu"));
    let stage = answering([answer(earlier), answer(labelled(&["AWSCURRENT"]))]);
    let acted = create(&stage, &[]).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let polls = acted.evidence.polls();
    assert!(
        polls[0].seen.starts_with("another secret than "),
        "{}",
        polls[0].seen
    );
}

#[tokio::test(start_paused = true)]
async fn a_secret_of_the_same_name_that_awaits_its_deletion_is_another_one() {
    let mut earlier = labelled(&[]);
    earlier["ARN"] = json!(ARN.replace("AbCdEf", "Zyxwvu"));
    earlier["DeletedDate"] = json!(1_704_067_200);
    let stage = answering([answer(earlier), answer(labelled(&["AWSCURRENT"]))]);
    let acted = create(&stage, &[]).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), outcomes(1, Outcome::Satisfied));
}

#[tokio::test(start_paused = true)]
async fn every_replica_must_be_in_sync() {
    let both = |one, other| answer(replicated(&[("eu-west-1", one), ("eu-west-2", other)]));
    let stage = answering([
        answer(replicated(&[])),
        answer(replicated(&[("eu-west-1", "InSync")])),
        both("InSync", "InProgress"),
        both("InProgress", "InSync"),
        both("InSync", "Pending"),
        both("InSync", "InSync"),
    ]);
    let acted = create(&stage, &["eu-west-1", "eu-west-2"]).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), outcomes(5, Outcome::Satisfied));
}

#[tokio::test(start_paused = true)]
async fn a_replica_that_failed_counts_as_failed_when_read_again_two_seconds_later() {
    let stage = answering([]);
    let failed = answer(replicated(&[("eu-west-1", "Failed")]));
    stage.sim.script("DescribeSecret").always().answer(failed);
    let acted = create(&stage, &["eu-west-1"]).await;
    let Some(Cause::Failed { state, .. }) = &acted.cause else {
        panic!("{:?}", acted.cause);
    };
    assert_eq!(state, "eu-west-1 is Failed: no such key");
    assert_eq!(acted.evidence.waited(), 2 * SECOND);
    assert!(stage.tap.has_told(&acted.output), "{}", acted.output);
}

#[tokio::test(start_paused = true)]
async fn a_replica_read_as_failed_once_may_be_a_stale_copy() {
    let stage = answering([
        answer(replicated(&[("eu-west-1", "Failed")])),
        answer(replicated(&[("eu-west-1", "InSync")])),
    ]);
    let acted = create(&stage, &["eu-west-1"]).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Failing, Outcome::Satisfied]);
    assert_eq!(acted.evidence.waited(), 50 * MS);
}
