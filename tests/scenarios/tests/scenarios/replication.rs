//! What counts as a secret being replicated, and as a replica standing alone.

use std::time::Duration;

use aws_sdk_secretsmanager::config::Region;
use aws_sdk_secretsmanager::types::ReplicaRegionType;
use postcond::runtime::{Cause, Outcome};
use postcond::secretsmanager::on_request::added_regions_are_listed;
use postcond::{Policy, Schedule};
use postcond_sim::Answer;
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{MS, SECOND, Stage, every};

/// The secret with a replica in `eu-west-1` of this status.
fn replica(status: &str) -> Answer {
    let message = "a secret of that name exists in this region";
    let replica = json!({ "Region": "eu-west-1", "Status": status, "StatusMessage": message });
    Answer::json(200, json!({ "ReplicationStatus": [replica] }))
}

/// A stage on which every replication is accepted, and these answers follow.
fn answering(policy: Policy, answers: impl IntoIterator<Item = Answer>) -> Stage {
    let stage = Stage::behind(Duration::ZERO, policy);
    let accepted = Answer::json(200, json!({ "ARN": "arn" }));
    stage
        .sim
        .script("ReplicateSecretToRegions")
        .answer(accepted);
    for answer in answers {
        stage.sim.script("DescribeSecret").answer(answer);
    }
    stage
}

fn to_ireland() -> ReplicaRegionType {
    ReplicaRegionType::builder().region("eu-west-1").build()
}

async fn replicate(stage: &Stage) -> Acted {
    let request = stage.secrets.replicate_secret_to_regions();
    let request = request.secret_id("a").add_replica_regions(to_ireland());
    request.send_with_evidence().await.into()
}

#[tokio::test(start_paused = true)]
async fn a_replica_is_waited_for_until_it_is_in_sync() {
    let answers = ["InProgress", "Pending", "InSync"].map(replica);
    let stage = answering(every(50 * MS), answers);
    let acted = replicate(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let pending = Outcome::Pending;
    assert_eq!(acted.outcomes(), [pending, pending, Outcome::Satisfied]);
    for body in stage.tap.bodies_of("DescribeSecret") {
        assert_eq!(body, json!({ "SecretId": "a" }));
    }
}

#[tokio::test(start_paused = true)]
async fn a_replica_that_has_failed_fails_once_it_is_seen_so_again_two_seconds_later() {
    let stage = answering(every(500 * MS), []);
    let failed = replica("Failed");
    stage.sim.script("DescribeSecret").always().answer(failed);
    let acted = replicate(&stage).await;
    let Some(Cause::Failed { state, .. }) = &acted.cause else {
        panic!("{:?}", acted.cause);
    };
    let why = "eu-west-1 is Failed: a secret of that name exists in this region";
    assert_eq!(state, why);
    assert_eq!(acted.evidence.waited(), 2 * SECOND);
    assert_eq!(acted.outcomes(), [Outcome::Failing; 5]);
}

#[tokio::test(start_paused = true)]
async fn a_failure_of_an_earlier_attempt_on_a_stale_copy_is_none() {
    let answers = ["Failed", "Failed", "InProgress", "Failed", "InSync"].map(replica);
    let stage = answering(every(1_500 * MS), answers);
    let acted = replicate(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let (failing, pending) = (Outcome::Failing, Outcome::Pending);
    let expected = [failing, failing, pending, failing, Outcome::Satisfied];
    assert_eq!(acted.outcomes(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_call_can_be_content_with_a_replication_in_progress() {
    let stage = answering(every(50 * MS), ["Pending", "InProgress"].map(replica));
    let request = stage.secrets.replicate_secret_to_regions();
    let request = request.secret_id("a").add_replica_regions(to_ireland());
    let request = request.unconfirmed().until(added_regions_are_listed);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn a_replication_is_given_ten_minutes() {
    let policy = Policy::builder().schedule(Schedule::fixed(60 * SECOND));
    let stage = answering(policy.build().unwrap(), []);
    let in_progress = replica("InProgress");
    stage
        .sim
        .script("DescribeSecret")
        .always()
        .answer(in_progress);
    let acted = replicate(&stage).await;
    let Some(Cause::Deadline { after, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    assert_eq!(after, 600 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_former_replica_is_read_in_its_own_region() {
    let arn =
        |region: &str| format!("arn:aws:secretsmanager:{region}:123456789012:secret:a-AbCdEf");
    let stage = Stage::prompt();
    let stopped = Answer::json(200, json!({ "ARN": arn("eu-west-1") }));
    stage.sim.script("StopReplicationToReplica").answer(stopped);
    for primary in ["us-east-1", "eu-west-1"] {
        let secret = json!({ "ARN": arn("eu-west-1"), "PrimaryRegion": primary });
        let secret = Answer::json(200, secret);
        stage.sim.script("DescribeSecret").answer(secret);
    }
    let ireland = aws_sdk_secretsmanager::Config::builder().region(Region::new("eu-west-1"));
    let request = stage.secrets.stop_replication_to_replica();
    let request = request.secret_id(arn("us-east-1")).customize();
    let request = request.config_override(ireland);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
    let asked = stage.tap.asked();
    for read in asked.iter().filter(|it| it.operation == "DescribeSecret") {
        assert_eq!(read.body, json!({ "SecretId": arn("eu-west-1") }));
        assert!(read.uri.contains("eu-west-1"), "{}", read.uri);
    }
}
