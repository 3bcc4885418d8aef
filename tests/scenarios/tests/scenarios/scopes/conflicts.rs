//! Two writes to the same resource in one scope: what the later one overwrites is not waited for.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use futures_util::future::join;
use postcond::Scope;
use postcond::runtime::{Evidence, Handle, Mutation, SettledWrite, WriteOutcome};
use postcond::ssm::sdk::types::{ResourceTypeForTagging, Tag};
use postcond::ssm::{ConsistentSsmClient, op, sdk};
use postcond_sim::{Lag, Simulator};
use tokio::time::sleep;

use super::put;
use crate::stage::{HOUR, LAG, MS, Stage, every};

/// Deletes a parameter.
async fn delete(stage: &Stage, name: &str, scope: &Scope) -> Handle<op::DeleteParameter> {
    let request = stage.ssm.delete_parameter().name(name);
    request.send_in(scope).await.unwrap()
}

fn tag(key: &str) -> Tag {
    Tag::builder().key(key).value("s3cret").build().unwrap()
}

async fn tagged(stage: &Stage, keys: &[&str], scope: &Scope) -> Handle<op::AddTagsToResource> {
    let request = stage.ssm.add_tags_to_resource().resource_id("/a");
    let request = request.resource_type(ResourceTypeForTagging::Parameter);
    let tags = keys.iter().map(|key| tag(key)).collect();
    request.set_tags(Some(tags)).send_in(scope).await.unwrap()
}

async fn untagged(stage: &Stage, key: &str, scope: &Scope) -> Handle<op::RemoveTagsFromResource> {
    let request = stage.ssm.remove_tags_from_resource().resource_id("/a");
    let request = request.resource_type(ResourceTypeForTagging::Parameter);
    request.tag_keys(key).send_in(scope).await.unwrap()
}

/// A stage where this parameter has been for long.
async fn with_parameter() -> Stage {
    let stage = Stage::lagging();
    let request = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("old")
        .r#type(ParameterType::String);
    request.send().await.unwrap();
    sleep(HOUR).await;
    stage.sim.clear_calls();
    stage
}

/// The write is settled, and nobody has read it back: a later one has taken its place.
fn assert_superseded<O: Mutation>(handle: &Handle<O>, by: &str) {
    let settled = handle.confirmation().unwrap();
    assert_eq!(settled.outcome().to_string(), format!("superseded by {by}"));
    assert_eq!(settled.evidence(), &Evidence::default());
    assert!(
        settled
            .superseded()
            .iter()
            .all(|it| it.by.to_string() == by)
    );
    assert!(!settled.superseded().is_empty());
}

fn assert_confirmed<O: Mutation>(handle: &Handle<O>) -> &SettledWrite {
    let settled = handle.confirmation().unwrap();
    assert!(
        matches!(settled.outcome(), WriteOutcome::Confirmed),
        "{settled}"
    );
    settled
}

/// What was overwritten of the write, and by which.
fn superseded<O: Mutation>(handle: &Handle<O>) -> Vec<String> {
    let facts = handle.confirmation().unwrap().superseded().iter();
    facts
        .map(|it| format!("{} by {}", it.fact, it.by))
        .collect()
}

#[tokio::test(start_paused = true)]
async fn put_then_delete_waits_for_the_absence_alone() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let put = put(&stage.ssm, "/a", &scope).await;
    let delete = delete(&stage, "/a", &scope).await;
    let settlement = scope.settle().await.into_result().unwrap();
    assert_superseded(&put, "DeleteParameter of /a");
    assert_confirmed(&delete);
    assert_eq!(
        settlement.to_string(),
        "2 writes settled in 0 s: 1 confirmed, 1 superseded; the slowest was DeleteParameter of /a"
    );
}

#[tokio::test(start_paused = true)]
async fn delete_then_put_waits_for_the_new_value_alone() {
    let (stage, scope) = (with_parameter().await, Scope::new());
    let delete = delete(&stage, "/a", &scope).await;
    let put = put(&stage.ssm, "/a", &scope).await;
    let settlement = scope.settle().await.into_result().unwrap();
    assert_superseded(&delete, "PutParameter of /a");
    assert_confirmed(&put);
    assert_eq!(settlement.took(), LAG);
}

#[tokio::test(start_paused = true)]
async fn put_then_put_waits_for_the_last_value_alone() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let first = put(&stage.ssm, "/a", &scope).await;
    let second = put(&stage.ssm, "/a", &scope).await;
    let third = put(&stage.ssm, "/a", &scope).await;
    scope.settle().await.into_result().unwrap();
    assert_superseded(&first, "PutParameter of /a");
    assert_superseded(&second, "PutParameter of /a");
    assert_confirmed(&third);
    assert_eq!(stage.sim.calls_to("GetParameter").len(), 7);
}

#[tokio::test(start_paused = true)]
async fn tag_then_untag_waits_for_the_tags_absence_alone() {
    let (stage, scope) = (with_parameter().await, Scope::new());
    let tagged = tagged(&stage, &["team"], &scope).await;
    let untagged = untagged(&stage, "team", &scope).await;
    scope.settle().await.into_result().unwrap();
    assert_superseded(&tagged, "RemoveTagsFromResource of /a");
    assert_confirmed(&untagged);
}

#[tokio::test(start_paused = true)]
async fn of_two_tags_one_of_which_is_taken_off_the_other_is_still_waited_for() {
    let (stage, scope) = (with_parameter().await, Scope::new());
    let tagged = tagged(&stage, &["team", "env"], &scope).await;
    let untagged = untagged(&stage, "team", &scope).await;
    let settlement = scope.settle().await.into_result().unwrap();
    assert!(assert_confirmed(&tagged).evidence().polls_made() > 1);
    assert_eq!(
        superseded(&tagged),
        ["tag team of Parameter a by RemoveTagsFromResource of /a"]
    );
    assert_confirmed(&untagged);
    assert_eq!(settlement.counts().confirmed, 2);
    assert!(!format!("{settlement:?}").contains("s3cret"));
}

#[tokio::test(start_paused = true)]
async fn what_two_later_writes_take_back_between_them_is_superseded_altogether() {
    let (stage, scope) = (with_parameter().await, Scope::new());
    let tagged = tagged(&stage, &["team", "env"], &scope).await;
    let _ = untagged(&stage, "team", &scope).await;
    let _ = untagged(&stage, "env", &scope).await;
    scope.settle().await.into_result().unwrap();
    assert_superseded(&tagged, "RemoveTagsFromResource of /a");
}

#[tokio::test(start_paused = true)]
async fn of_two_that_take_it_all_back_between_them_the_later_one_is_named() {
    for tags_last in [true, false] {
        let (stage, scope) = (with_parameter().await, Scope::new());
        let first = tagged(&stage, &["team", "env"], &scope).await;
        let last = if tags_last {
            let _ = untagged(&stage, "team", &scope).await;
            let _ = tagged(&stage, &["env"], &scope).await;
            "AddTagsToResource of /a"
        } else {
            let _ = tagged(&stage, &["env"], &scope).await;
            let _ = untagged(&stage, "team", &scope).await;
            "RemoveTagsFromResource of /a"
        };
        scope.settle().await.into_result().unwrap();
        let outcome = first.confirmation().unwrap().outcome().to_string();
        assert_eq!(outcome, format!("superseded by {last}"));
        let mut by_fact = superseded(&first);
        by_fact.sort();
        assert_eq!(
            by_fact,
            [
                "tag env of Parameter a by AddTagsToResource of /a",
                "tag team of Parameter a by RemoveTagsFromResource of /a",
            ]
        );
    }
}

#[tokio::test(start_paused = true)]
async fn create_then_force_delete_waits_for_the_absence_alone() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let create = stage
        .secrets
        .create_secret()
        .name("a")
        .secret_string("s3cret");
    let create = create.send_in(&scope).await.unwrap();
    let delete = stage.secrets.delete_secret().secret_id("a");
    let delete = delete.force_delete_without_recovery(true);
    let delete = delete.send_in(&scope).await.unwrap();
    scope.settle().await.into_result().unwrap();
    assert_superseded(&create, "DeleteSecret of a");
    assert_confirmed(&delete);
}

#[tokio::test(start_paused = true)]
async fn writes_to_different_resources_all_stand() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let first = put(&stage.ssm, "/a", &scope).await;
    let second = put(&stage.ssm, "/b", &scope).await;
    let _ = delete(&stage, "/b", &scope).await;
    scope.settle().await.into_result().unwrap();
    assert_confirmed(&first);
    assert_superseded(&second, "DeleteParameter of /b");
}

#[tokio::test(start_paused = true)]
async fn of_writes_that_overlapped_both_stand() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(LAG))
        .round_trip(20 * MS);
    let stage = Stage::on(sim.build().unwrap(), every(50 * MS));
    let scope = Scope::new();
    let puts = join(put(&stage.ssm, "/a", &scope), put(&stage.ssm, "/a", &scope));
    let (one, other) = puts.await;
    scope.settle().await.into_result().unwrap();
    assert_confirmed(&one);
    assert_confirmed(&other);
}

#[tokio::test(start_paused = true)]
async fn those_that_a_limit_of_one_has_kept_apart_did_not_overlap() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(LAG))
        .round_trip(20 * MS);
    let stage = Stage::on(sim.build().unwrap(), every(50 * MS));
    let scope = Scope::builder().concurrent_writes(1).build().unwrap();
    let puts = join(put(&stage.ssm, "/a", &scope), put(&stage.ssm, "/a", &scope));
    let (one, other) = puts.await;
    scope.settle().await.into_result().unwrap();
    assert_superseded(&one, "PutParameter of /a");
    assert_confirmed(&other);
}

#[tokio::test(start_paused = true)]
async fn a_write_of_another_client_supersedes_nothing_and_one_of_a_clone_does() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let other = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let other = other.policy(every(50 * MS)).build();
    let first = put(&stage.ssm, "/a", &scope).await;
    let _ = put(&other, "/a", &scope).await;
    let second = put(&stage.ssm.clone(), "/b", &scope).await;
    let _ = put(&stage.ssm, "/b", &scope).await;
    scope.settle().await.into_result().unwrap();
    assert_confirmed(&first);
    assert_superseded(&second, "PutParameter of /b");
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_configuration_is_overridden_may_go_elsewhere_and_supersedes_nothing() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let first = put(&stage.ssm, "/a", &scope).await;
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String)
        .overwrite(true);
    let request = request
        .customize()
        .config_override(sdk::config::Builder::default());
    let _ = request.send_in(&scope).await.unwrap();
    scope.settle().await.into_result().unwrap();
    assert_confirmed(&first);
}

#[tokio::test(start_paused = true)]
async fn what_is_settled_already_stays_as_it_is() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let put = put(&stage.ssm, "/a", &scope).await;
    let _ = scope.settle_one(&put).await;
    let _ = delete(&stage, "/a", &scope).await;
    scope.settle().await.into_result().unwrap();
    assert_confirmed(&put);
}

#[tokio::test(start_paused = true)]
async fn a_write_still_supersedes_earlier_ones_after_it_was_settled_itself() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let put = put(&stage.ssm, "/a", &scope).await;
    let delete = delete(&stage, "/a", &scope).await;
    let _ = scope.settle_one(&delete).await;
    scope.settle().await.into_result().unwrap();
    assert_superseded(&put, "DeleteParameter of /a");
}

#[tokio::test(start_paused = true)]
async fn a_write_that_is_superseded_while_it_is_waited_for_is_settled_with_the_later_one() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let put = put(&stage.ssm, "/a", &scope).await;
    let later = async {
        sleep(120 * MS).await;
        let _ = delete(&stage, "/a", &scope).await;
    };
    let (settlement, ()) = join(scope.settle(), later).await;
    // The copy that is read has seen neither, so that the absence is confirmed at once.
    assert_eq!(settlement.took(), 120 * MS);
    assert_superseded(&put, "DeleteParameter of /a");
    assert_eq!(scope.outstanding(), 1);
    let settlement = scope.settle().await.into_result().unwrap();
    assert_eq!(settlement.took(), Duration::ZERO);
}
