//! What counts as a rotation having begun, and as having finished.

use std::time::Duration;

use aws_sdk_secretsmanager::types::RotationRulesType;
use postcond::runtime::{Cause, Outcome};
use postcond::secretsmanager::on_request::rotation_has_finished;
use postcond::{Policy, Schedule};
use postcond_sim::Answer;
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{MS, SECOND, Stage, every};

const ARN: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf";

async fn with_a_secret(stage: &Stage) {
    let request = stage.plain_secrets.create_secret().name("a");
    request.secret_string("old").send().await.unwrap();
    stage.settle().await;
}

fn every_thirty_days() -> RotationRulesType {
    let rules = RotationRulesType::builder();
    rules.automatically_after_days(30).build()
}

#[tokio::test(start_paused = true)]
async fn a_rotation_at_once_waits_for_its_version_and_not_for_its_end() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    with_a_secret(&stage).await;
    let request = stage.secrets.rotate_secret().secret_id("a");
    let request = request.rotation_rules(every_thirty_days());
    let confirmed = request.send_with_evidence().await.unwrap();
    let version = confirmed.output.version_id().unwrap();
    let polls = confirmed.evidence.polls();
    assert_eq!(polls.len(), 4);
    assert_eq!(polls[0].seen, format!("version {version} is not there"));
}

#[tokio::test(start_paused = true)]
async fn a_rotation_that_is_put_off_waits_for_its_settings_only() {
    let stage = Stage::prompt();
    let rotated = json!({ "ARN": ARN, "VersionId": "of the test" });
    let rotated = Answer::json(200, rotated);
    stage.sim.script("RotateSecret").answer(rotated);
    let days = |days: u64| {
        let rules = json!({ "AutomaticallyAfterDays": days });
        Answer::json(
            200,
            json!({ "RotationEnabled": true, "RotationRules": rules }),
        )
    };
    for days in [days(10), days(30)] {
        stage.sim.script("DescribeSecret").answer(days);
    }
    let request = stage.secrets.rotate_secret().secret_id("a");
    let request = request.rotation_rules(every_thirty_days());
    let request = request.rotate_immediately(false);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
    let polls = acted.evidence.polls();
    assert_eq!(
        polls[0].seen,
        "not as asked for: AutomaticallyAfterDays (another is shown)"
    );
}

#[tokio::test(start_paused = true)]
async fn a_rotation_that_is_put_off_without_settings_reads_nothing() {
    let stage = Stage::lagging();
    with_a_secret(&stage).await;
    let request = stage.secrets.rotate_secret().secret_id("a");
    let request = request.rotate_immediately(false);
    let request = request.until(rotation_has_finished);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(stage.tap.operations(), ["RotateSecret"]);
    let words: Vec<_> = acted.evidence.polls().iter().map(|it| &*it.seen).collect();
    let nothing = "the rotation was put off, which leaves no version, and no settings were given";
    assert!(words.contains(&nothing), "{words:?}");
    assert_eq!(acted.outcomes(), [Outcome::Unverifiable; 2]);
    assert!(acted.evidence.unconfirmed().is_some());
}

/// A stage on which a rotation makes the version `v2`, which has these labels, one after the other.
fn rotating(policy: Policy, labels: &[&[&str]]) -> Stage {
    let stage = Stage::behind(Duration::ZERO, policy);
    let rotated = Answer::json(200, json!({ "ARN": ARN, "VersionId": "v2" }));
    stage.sim.script("RotateSecret").answer(rotated);
    for labels in labels {
        let secret = json!({ "ARN": ARN, "VersionIdsToStages": { "v2": labels } });
        let secret = Answer::json(200, secret);
        stage.sim.script("DescribeSecret").answer(secret);
    }
    stage
}

/// Rotates, and waits for nothing but the end.
async fn until_finished(stage: &Stage) -> Acted {
    let request = stage.secrets.rotate_secret().secret_id("a").unconfirmed();
    let request = request.until(rotation_has_finished);
    request.send_with_evidence().await.into()
}

#[tokio::test(start_paused = true)]
async fn a_rotation_has_finished_when_its_version_is_current() {
    let labels: &[&[&str]] = &[
        &["AWSPENDING"],
        &["AWSPENDING"],
        &["AWSCURRENT", "AWSPENDING"],
    ];
    let stage = rotating(every(50 * MS), labels);
    let acted = until_finished(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let pending = Outcome::Pending;
    assert_eq!(acted.outcomes(), [pending, pending, Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_rotation_is_given_a_quarter_of_an_hour_whatever_the_clients_deadline() {
    let policy = Policy::builder().schedule(Schedule::fixed(30 * SECOND));
    let policy = policy.deadline(60 * SECOND).build().unwrap();
    let in_rotation: &[&str] = &["AWSPENDING"];
    let stage = rotating(policy, &[in_rotation; 40]);
    let acted = until_finished(&stage).await;
    let Some(Cause::Deadline { after, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    assert_eq!(after, 900 * SECOND);
}
