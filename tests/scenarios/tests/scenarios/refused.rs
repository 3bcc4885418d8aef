//! Calls that are refused because an earlier write of the same client has not settled.

mod earlier;
mod overlay;
mod rows;
mod unanswered;

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::{Policy, RefusedWrite, Schedule, Scope};
use postcond_sim::Answer;

use crate::stage::{MS, SECOND, Stage, every};

const SCHEDULED: &str = "You can't create this secret because a secret with this name is already \
                         scheduled for deletion.";

fn scheduled() -> Answer {
    Answer::error(400, "InvalidRequestException", SCHEDULED)
}

fn exists() -> Answer {
    Answer::error(
        400,
        "ResourceExistsException",
        "The secret a already exists.",
    )
}

/// From now on, for this long, the operation is answered so.
fn refuse_for(stage: &Stage, operation: &str, time: Duration, answer: Answer) {
    let sim = stage.sim.clone();
    sim.script(operation).always().answer(answer);
    tokio::spawn(async move {
        tokio::time::sleep(time).await;
        sim.clear_scripts();
    });
}

async fn create(secrets: &ConsistentSecretsManagerClient) {
    let request = secrets.create_secret().name("a").secret_string("s3cret");
    request.send().await.unwrap();
}

async fn force_delete(secrets: &ConsistentSecretsManagerClient) {
    let request = secrets.delete_secret().secret_id("a");
    let request = request.force_delete_without_recovery(true);
    request.send().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_secret_that_was_deleted_by_force_is_created_anew_once_the_service_lets_it_be() {
    for answer in [scheduled(), exists()] {
        for refused_for in [0, 2, 20] {
            let (stage, refused_for) = (Stage::lagging(), refused_for * SECOND);
            create(&stage.secrets).await;
            force_delete(&stage.secrets).await;
            stage.sim.clear_calls();
            if !refused_for.is_zero() {
                refuse_for(&stage, "CreateSecret", refused_for, answer.clone());
            }
            let began = stage.sim.now();
            let request = stage.secrets.create_secret().name("a");
            let request = request.secret_string("s3cret");
            let confirmed = request.send_with_evidence().await.unwrap();
            assert_eq!(confirmed.evidence.unconfirmed(), None);
            let calls = stage.sim.calls_to("CreateSecret");
            // The schedule of `lagging` is one every 50 ms.
            let most = (refused_for.as_millis() / 50 + 2) as usize;
            assert!(calls.len() <= most, "{} in {refused_for:?}", calls.len());
            assert_eq!(calls.len() - 1, times_resent(&confirmed.evidence));
            assert!(stage.sim.now() - began <= refused_for + SECOND);
            let described = stage.plain_secrets.describe_secret().secret_id("a");
            assert!(described.send().await.is_ok());
        }
    }
}

fn times_resent(evidence: &postcond::runtime::Evidence) -> usize {
    evidence.resent().map_or(0, |resent| resent.times as usize)
}

#[tokio::test(start_paused = true)]
async fn a_call_that_was_changed_on_its_way_is_an_own_write_like_others() {
    let stage = Stage::lagging();
    create(&stage.secrets).await;
    force_delete(&stage.secrets).await;
    let changed = stage.secrets.create_secret().name("a").secret_string("v");
    let changed = changed.customize().mutate_request(|request| {
        request.headers_mut().insert("x-trace", "1");
    });
    changed.send().await.unwrap();
    stage.sim.clear_calls();
    let began = stage.sim.now();
    let again = stage.secrets.create_secret().name("a").secret_string("v");
    again.send().await.unwrap_err();
    assert_eq!(stage.sim.calls_to("CreateSecret").len(), 1);
    assert_eq!(stage.sim.now(), began);
}

#[tokio::test(start_paused = true)]
async fn the_evidence_names_the_earlier_write_and_the_code() {
    let stage = Stage::lagging();
    create(&stage.secrets).await;
    force_delete(&stage.secrets).await;
    refuse_for(&stage, "CreateSecret", 2 * SECOND, scheduled());
    let request = stage.secrets.create_secret().name("a").secret_string("v");
    let confirmed = request.send_with_evidence().await.unwrap();
    let resent = confirmed.evidence.resent().unwrap();
    assert_eq!(resent.code, "InvalidRequestException");
    assert_eq!(
        resent.after.as_ref().unwrap().to_string(),
        "DeleteSecret of a"
    );
    assert!(
        resent.over >= 2 * SECOND && resent.over <= 3 * SECOND,
        "{resent}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_call_is_sent_again_no_more_often_than_the_schedule_says() {
    let growing = Schedule::exponential().first(500 * MS).factor(2.0);
    let growing = growing.max(4 * SECOND).jitter(false);
    let policy = Policy::builder().schedule(growing).build().unwrap();
    let stage = Stage::behind(Duration::ZERO, policy);
    create(&stage.secrets).await;
    force_delete(&stage.secrets).await;
    stage.sim.clear_calls();
    refuse_for(&stage, "CreateSecret", 20 * SECOND, scheduled());
    create(&stage.secrets).await;
    let calls = stage.sim.calls_to("CreateSecret");
    let gaps: Vec<u128> = calls
        .windows(2)
        .map(|pair| (pair[1].at - pair[0].at).as_millis())
        .collect();
    assert_eq!(gaps, [500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000, 4_000]);
}

/// What is refused at once: nothing of the client's own explains it.
async fn is_refused_at_once(stage: &Stage, answer: Answer) {
    stage.sim.clear_calls();
    stage.sim.script("CreateSecret").always().answer(answer);
    let began = stage.sim.now();
    let request = stage.secrets.create_secret().name("a").secret_string("v");
    let error = request.send().await.unwrap_err();
    assert!(error.as_service_error().is_some(), "{error:?}");
    assert_eq!(stage.sim.now(), began);
    assert_eq!(stage.sim.calls_to("CreateSecret").len(), 1);
    stage.sim.clear_scripts();
}

#[tokio::test(start_paused = true)]
async fn a_name_that_somebody_else_made_is_refused_at_once() {
    let stage = Stage::lagging();
    let other = stage.plain_secrets.create_secret().name("a");
    other.secret_string("theirs").send().await.unwrap();
    is_refused_at_once(&stage, exists()).await;
}

#[tokio::test(start_paused = true)]
async fn what_no_write_of_ours_explains_is_refused_at_once() {
    let stage = Stage::lagging();
    create(&stage.secrets).await;
    force_delete(&stage.secrets).await;
    let other = Answer::error(400, "EncryptionFailure", "The key cannot be used.");
    is_refused_at_once(&stage, other).await;
    // The same code for something else.
    let wrong = Answer::error(400, "InvalidRequestException", "The parameter is wrong.");
    is_refused_at_once(&stage, wrong).await;
    // Long ago.
    tokio::time::advance(Duration::from_secs(601)).await;
    is_refused_at_once(&stage, scheduled()).await;
}

#[tokio::test(start_paused = true)]
async fn what_we_have_written_since_explains_a_refusal_too_and_is_not_waited_for() {
    let stage = Stage::prompt();
    create(&stage.secrets).await;
    force_delete(&stage.secrets).await;
    create(&stage.secrets).await;
    is_refused_at_once(&stage, exists()).await;

    let put = || {
        stage
            .ssm
            .put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String)
    };
    put().send().await.unwrap();
    stage
        .ssm
        .delete_parameter()
        .name("/a")
        .send()
        .await
        .unwrap();
    put().send().await.unwrap();
    let began = stage.sim.now();
    let error = put().send().await.unwrap_err();
    assert!(
        error
            .as_service_error()
            .unwrap()
            .is_parameter_already_exists()
    );
    stage
        .ssm
        .delete_parameter()
        .name("/a")
        .send()
        .await
        .unwrap();
    let tag = aws_sdk_ssm::types::Tag::builder()
        .key("k")
        .value("v")
        .build();
    let add = stage
        .ssm
        .add_tags_to_resource()
        .resource_id("/a")
        .tags(tag.unwrap());
    let add = add.resource_type(aws_sdk_ssm::types::ResourceTypeForTagging::Parameter);
    assert!(add.send().await.is_err());
    assert_eq!(stage.sim.now(), began);
}

#[tokio::test(start_paused = true)]
async fn what_was_written_to_another_resource_explains_nothing() {
    let stage = Stage::lagging();
    let other = stage.secrets.create_secret().name("b").secret_string("v");
    other.send().await.unwrap();
    let delete = stage.secrets.delete_secret().secret_id("b");
    delete
        .force_delete_without_recovery(true)
        .send()
        .await
        .unwrap();
    is_refused_at_once(&stage, scheduled()).await;
}

#[tokio::test(start_paused = true)]
async fn what_was_written_elsewhere_explains_nothing_here() {
    let stage = Stage::prompt();
    create(&stage.secrets).await;
    let elsewhere = aws_sdk_secretsmanager::config::Region::new("eu-west-1");
    let elsewhere = || aws_sdk_secretsmanager::Config::builder().region(elsewhere.clone());
    let there = stage.secrets.create_secret().name("a").secret_string("v");
    let there = there.customize().config_override(elsewhere());
    there.send().await.unwrap();
    let delete = stage.secrets.delete_secret().secret_id("a");
    let delete = delete.force_delete_without_recovery(true).customize();
    delete.config_override(elsewhere()).send().await.unwrap();
    is_refused_at_once(&stage, exists()).await;
}

#[tokio::test(start_paused = true)]
async fn a_deletion_with_a_recovery_window_blocks_the_name_for_days_and_is_not_waited_for() {
    let stage = Stage::lagging();
    create(&stage.secrets).await;
    let request = stage.secrets.delete_secret().secret_id("a");
    request.recovery_window_in_days(7).send().await.unwrap();
    is_refused_at_once(&stage, scheduled()).await;
}

#[tokio::test(start_paused = true)]
async fn another_clients_deletion_is_not_ours_but_a_clones_is() {
    let stage = Stage::lagging();
    create(&stage.secrets).await;
    let other = ConsistentSecretsManagerClient::builder(stage.plain_secrets.clone());
    force_delete(&other.policy(every(50 * MS)).build()).await;
    is_refused_at_once(&stage, scheduled()).await;

    create(&stage.secrets).await;
    force_delete(&stage.secrets.clone()).await;
    refuse_for(&stage, "CreateSecret", SECOND, scheduled());
    create(&stage.secrets).await;
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_outlasts_the_deadline_is_the_services_error() {
    let stage = Stage::lagging();
    create(&stage.secrets).await;
    force_delete(&stage.secrets).await;
    stage
        .sim
        .script("CreateSecret")
        .always()
        .answer(scheduled());
    let began = stage.sim.now();
    let request = stage.secrets.create_secret().name("a").secret_string("v");
    let error = request.send().await.unwrap_err();
    assert!(error.as_service_error().is_some(), "{error:?}");
    assert!(stage.sim.now() - began <= 60 * SECOND);
    assert!(stage.sim.now() - began >= 59 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn the_policy_decides_whether_a_refusal_is_waited_for() {
    let rows = [
        (RefusedWrite::Fail, scheduled(), false),
        (RefusedWrite::RetryAfterOwn, scheduled(), true),
        (RefusedWrite::Retry, scheduled(), true),
        (
            RefusedWrite::RetryAfterOwn,
            Answer::error(400, "InvalidRequestException", "Not now."),
            false,
        ),
        (
            RefusedWrite::Retry,
            Answer::error(400, "InvalidRequestException", "Not now."),
            true,
        ),
    ];
    for (on_refused, answer, is_waited_for) in rows {
        let policy = Policy::builder().on_refused(on_refused).build().unwrap();
        let stage = Stage::behind(Duration::ZERO, policy.or(&every(50 * MS)));
        create(&stage.secrets).await;
        force_delete(&stage.secrets).await;
        stage.sim.script("CreateSecret").next(3).answer(answer);
        let request = stage.secrets.create_secret().name("a").secret_string("v");
        let created = request.send().await;
        assert_eq!(created.is_ok(), is_waited_for, "{on_refused:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_goes_elsewhere_is_not_explained_by_what_was_written_here() {
    let stage = Stage::lagging();
    create(&stage.secrets).await;
    force_delete(&stage.secrets).await;
    stage
        .sim
        .script("CreateSecret")
        .always()
        .answer(scheduled());
    let elsewhere = aws_sdk_secretsmanager::config::Region::new("eu-west-1");
    let elsewhere = aws_sdk_secretsmanager::Config::builder().region(elsewhere);
    let request = stage.secrets.create_secret().name("a").secret_string("v");
    let request = request.customize().config_override(elsewhere);
    assert!(request.send().await.is_err());
    assert_eq!(stage.sim.calls_to("CreateSecret").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn in_a_scope_a_refused_call_waits_too() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    create(&stage.secrets).await;
    force_delete(&stage.secrets).await;
    refuse_for(&stage, "CreateSecret", 2 * SECOND, scheduled());
    let request = stage.secrets.create_secret().name("a").secret_string("v");
    let handle = request.send_in(&scope).await.unwrap();
    let settled = scope.settle_one(&handle).await;
    assert!(times_resent(settled.evidence()) > 10);
}
