//! What counts as a secret being updated, and as a label of its versions being moved.

use postcond::runtime::Outcome;
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{MS, SECOND, Stage, every};

/// Tokens of one's own: they become the ids of versions.
const FIRST: &str = "00000000-0000-0000-0000-000000000001";
const LATEST: &str = "00000000-0000-0000-0000-000000000002";
const THIRD: &str = "00000000-0000-0000-0000-000000000003";

async fn put(stage: &Stage, version: &str, label: &str) {
    let request = stage.plain_secrets.put_secret_value().secret_id("a");
    let request = request.secret_string("old").client_request_token(version);
    request.version_stages(label).send().await.unwrap();
}

/// A secret whose first version is `AWSPREVIOUS` and whose latest is `AWSCURRENT`.
async fn with_two_versions(stage: &Stage) {
    let request = stage.plain_secrets.create_secret().name("a");
    request.send().await.unwrap();
    put(stage, FIRST, "AWSCURRENT").await;
    put(stage, LATEST, "AWSCURRENT").await;
    stage.settle().await;
}

fn seen(acted: &Acted) -> Vec<&str> {
    let polls = acted.evidence.polls().iter();
    polls.map(|poll| poll.seen.as_str()).collect()
}

#[tokio::test(start_paused = true)]
async fn an_update_with_a_value_waits_for_the_version_that_the_service_made() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    with_two_versions(&stage).await;
    let request = stage.secrets.update_secret().secret_id("a");
    let request = request.secret_string("new").description("ours");
    let confirmed = request.send_with_evidence().await.unwrap();
    let version = confirmed.output.version_id().unwrap();
    let polls = confirmed.evidence.polls();
    assert_eq!(polls.len(), 4);
    assert_eq!(
        polls[0].seen,
        format!("version {version} is not AWSCURRENT")
    );
    assert_eq!(polls[3].seen, format!("version {version} is AWSCURRENT"));
}

#[tokio::test(start_paused = true)]
async fn an_update_without_a_value_never_waits_for_the_token_that_the_sdk_sends() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    with_two_versions(&stage).await;
    let request = stage.secrets.update_secret().secret_id("a");
    let request = request.description("ours");
    let confirmed = request.send_with_evidence().await.unwrap();
    assert_eq!(confirmed.output.version_id(), None);
    assert_eq!(confirmed.evidence.polls_made(), 4);
    let token = &stage.tap.bodies_of("UpdateSecret")[0]["ClientRequestToken"];
    let request = stage.plain_secrets.describe_secret().secret_id("a");
    let described = request.send().await.unwrap();
    let versions = described.version_ids_to_stages.unwrap();
    assert!(!versions.contains_key(token.as_str().unwrap()), "{token}");
}

#[tokio::test(start_paused = true)]
async fn an_update_of_nothing_but_the_value_is_not_met_by_the_details() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    with_two_versions(&stage).await;
    let request = stage.secrets.update_secret().secret_id("a");
    let acted: Acted = request
        .secret_string("new")
        .send_with_evidence()
        .await
        .into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.evidence.waited(), 300 * MS);
}

async fn move_current(stage: &Stage, to: &str, from: &str) -> Acted {
    let request = stage.secrets.update_secret_version_stage().secret_id("a");
    let request = request.version_stage("AWSCURRENT");
    let request = request.move_to_version_id(to).remove_from_version_id(from);
    request.send_with_evidence().await.into()
}

#[tokio::test(start_paused = true)]
async fn a_moved_label_is_waited_for_where_it_was_moved_to() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    with_two_versions(&stage).await;
    put(&stage, THIRD, "AWSPENDING").await;
    stage.settle().await;
    let acted = move_current(&stage, THIRD, LATEST).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let stale = format!("version {THIRD} does not carry AWSCURRENT");
    let moved = "AWSCURRENT is where it was moved to";
    assert_eq!(seen(&acted), [&stale, &stale, &stale, moved]);
}

#[tokio::test(start_paused = true)]
async fn in_a_roll_back_the_target_was_previous_to_begin_with() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    with_two_versions(&stage).await;
    let acted = move_current(&stage, FIRST, LATEST).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let stale = format!("version {FIRST} does not carry AWSCURRENT");
    let moved = "AWSCURRENT is where it was moved to";
    assert_eq!(seen(&acted), [&stale, &stale, &stale, moved]);
}

#[tokio::test(start_paused = true)]
async fn a_label_that_somebody_has_moved_on_since_was_moved() {
    let stage = Stage::behind(10 * SECOND, every(30 * SECOND));
    with_two_versions(&stage).await;
    let somebody = async {
        tokio::time::sleep(5 * SECOND).await;
        put(&stage, THIRD, "AWSCURRENT").await;
    };
    let (acted, ()) = tokio::join!(move_current(&stage, FIRST, LATEST), somebody);
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Superseded]);
}

#[tokio::test(start_paused = true)]
async fn versions_that_may_lack_a_value_are_looked_up_in_the_list_of_those_that_hold_one() {
    let stage = Stage::prompt();
    with_two_versions(&stage).await;
    let request = stage.secrets.put_secret_value().secret_id("a");
    request.secret_string("new").send().await.unwrap();
    assert_eq!(
        stage.tap.operations(),
        ["PutSecretValue", "DescribeSecret"],
        "the id that the SDK has made is nobody's before"
    );
    stage.tap.clear();
    let request = stage.secrets.put_secret_value().secret_id("a");
    let request = request.secret_string("new").client_request_token(THIRD);
    let written = request.send().await.unwrap();
    let asked = stage.tap.bodies_of("ListSecretVersionIds");
    let expected = json!({
        "SecretId": written.arn(), "IncludeDeprecated": true, "MaxResults": 100
    });
    assert_eq!(asked, [expected]);
}
