//! What counts as a secret being deleted, tagged and untagged.

use aws_sdk_secretsmanager::types::Tag;
use postcond::runtime::{Cause, Outcome};
use postcond_sim::Answer;
use serde_json::{Value, json};

use crate::acted::Acted;
use crate::stage::{MS, Stage, every, impatient};

/// A secret that shows, and its ARN.
async fn with_a_secret(stage: &Stage) -> String {
    let request = stage
        .plain_secrets
        .create_secret()
        .name("a")
        .secret_string("old");
    let created = request.send().await.unwrap();
    stage.settle().await;
    created.arn.unwrap()
}

async fn force(stage: &Stage) -> Acted {
    let request = stage.secrets.delete_secret().secret_id("a");
    let request = request.force_delete_without_recovery(true);
    request.send_with_evidence().await.into()
}

fn described(arn: &str, more: Value) -> Answer {
    let mut secret = json!({ "ARN": arn, "Name": "a" });
    secret
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    Answer::json(200, secret)
}

fn not_found() -> Answer {
    Answer::error(400, "ResourceNotFoundException", "no such secret")
}

#[tokio::test(start_paused = true)]
async fn a_secret_in_its_recovery_window_is_still_described_and_deleted_all_the_same() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    let arn = with_a_secret(&stage).await;
    let request = stage.secrets.delete_secret().secret_id("a");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.evidence.waited(), 300 * MS);
    let last = acted.evidence.polls().last().unwrap();
    assert_eq!(last.seen, format!("{arn} is marked for deletion"));
}

#[tokio::test(start_paused = true)]
async fn a_secret_already_gone_needs_no_mark() {
    let stage = Stage::prompt();
    with_a_secret(&stage).await;
    stage.sim.script("DescribeSecret").answer(not_found());
    let request = stage.secrets.delete_secret().secret_id("a");
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn a_mark_is_not_enough_for_a_forced_deletion() {
    let stage = Stage::prompt();
    let arn = with_a_secret(&stage).await;
    let marked = described(&arn, json!({ "DeletedDate": 1_704_067_200 }));
    stage.sim.script("DescribeSecret").next(2).answer(marked);
    let acted = force(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let pending = Outcome::Pending;
    assert_eq!(acted.outcomes(), [pending, pending, Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn a_deletion_is_read_back_by_the_arn_that_the_service_answered() {
    let stage = Stage::prompt();
    let arn = with_a_secret(&stage).await;
    force(&stage).await;
    let asked = stage.tap.bodies_of("DescribeSecret");
    assert_eq!(asked, [json!({ "SecretId": arn })]);
}

#[tokio::test(start_paused = true)]
async fn a_secret_of_the_same_name_made_since_is_another_one() {
    let stage = Stage::behind(300 * MS, every(1_000 * MS));
    let arn = with_a_secret(&stage).await;
    let somebody = async {
        tokio::time::sleep(100 * MS).await;
        let request = stage.plain_secrets.create_secret().name("a");
        request.secret_string("theirs").send().await.unwrap()
    };
    let (acted, theirs) = tokio::join!(force(&stage), somebody);
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
    let request = stage.plain_secrets.describe_secret().secret_id("a");
    let found = request.send().await.unwrap();
    assert_eq!(found.arn, theirs.arn);
    assert_ne!(found.arn, Some(arn));
}

#[tokio::test(start_paused = true)]
async fn forcing_a_secret_that_never_existed_is_met_at_once() {
    let acted = force(&Stage::lagging()).await;
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
}

/// A stage on which every change of tags succeeds, and these answers follow.
fn answering(answers: impl IntoIterator<Item = Answer>) -> Stage {
    let stage = Stage::prompt();
    for operation in ["TagResource", "UntagResource"] {
        let accepted = Answer::json(200, json!({}));
        stage.sim.script(operation).always().answer(accepted);
    }
    for answer in answers {
        stage.sim.script("DescribeSecret").answer(answer);
    }
    stage
}

async fn tag(stage: &Stage, tag: Tag) -> Acted {
    let request = stage.secrets.tag_resource().secret_id("id").tags(tag);
    request.send_with_evidence().await.into()
}

async fn untag(stage: &Stage, key: &str) -> Acted {
    let request = stage.secrets.untag_resource().secret_id("id").tag_keys(key);
    request.send_with_evidence().await.into()
}

fn with_tags(tags: &[(&str, &str)]) -> Answer {
    let tags = tags
        .iter()
        .map(|(key, value)| json!({ "Key": key, "Value": value }));
    described("id", json!({ "Tags": tags.collect::<Value>() }))
}

#[tokio::test(start_paused = true)]
async fn a_secret_not_found_is_neither_tagged_nor_untagged_yet() {
    let tagged = with_tags(&[("team", "blue")]);
    let stage = answering([not_found(), tagged, not_found(), with_tags(&[])]);
    let blue = Tag::builder().key("team").value("blue").build();
    let not_yet_then_met = [Outcome::Pending, Outcome::Satisfied];
    assert_eq!(tag(&stage, blue).await.outcomes(), not_yet_then_met);
    assert_eq!(untag(&stage, "team").await.outcomes(), not_yet_then_met);
    for body in stage.tap.bodies_of("DescribeSecret") {
        assert_eq!(body, json!({ "SecretId": "id" }));
    }
}

#[tokio::test(start_paused = true)]
async fn a_tag_without_a_value_has_an_empty_one() {
    let stage = answering([
        with_tags(&[("Team", "")]),
        with_tags(&[("team", "red")]),
        with_tags(&[("aws:x", "y"), ("team", "")]),
    ]);
    let acted = tag(&stage, Tag::builder().key("team").build()).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let pending = Outcome::Pending;
    assert_eq!(acted.outcomes(), [pending, pending, Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn a_key_is_gone_when_it_alone_is_not_listed() {
    let stage = answering([
        with_tags(&[("env", "test"), ("team", "blue")]),
        with_tags(&[("env", "test"), ("Team", "blue")]),
    ]);
    let acted = untag(&stage, "team").await;
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
    assert_eq!(acted.evidence.polls()[0].seen, "still listed: team");
}

#[tokio::test(start_paused = true)]
async fn a_secret_that_somebody_restores_meanwhile_ends_at_the_deadline() {
    let stage = Stage::prompt();
    let arn = with_a_secret(&stage).await;
    let restored = described(&arn, json!({}));
    stage.sim.script("DescribeSecret").always().answer(restored);
    let request = stage.secrets.delete_secret().secret_id("a");
    let acted: Acted = request
        .confirm_with(impatient())
        .send_with_evidence()
        .await
        .into();
    assert!(
        matches!(acted.cause, Some(Cause::Deadline { .. })),
        "{:?}",
        acted.cause
    );
}
