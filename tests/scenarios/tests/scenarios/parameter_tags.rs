//! What counts as a resource of Systems Manager being tagged, and untagged.

use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Tag};
use postcond::runtime::{Cause, Outcome};
use postcond_sim::Answer;
use serde_json::{Value, json};

use crate::acted::Acted;
use crate::stage::{Stage, impatient};

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build().unwrap()
}

/// These tags, as `ListTagsForResource` answers.
fn listed(tags: &[(&str, &str)]) -> Answer {
    let tags = tags
        .iter()
        .map(|(key, value)| json!({ "Key": key, "Value": value }));
    Answer::json(200, json!({ "TagList": tags.collect::<Value>() }))
}

/// A stage on which every change of tags succeeds, and these answers follow.
fn answering(answers: impl IntoIterator<Item = Answer>) -> Stage {
    let stage = Stage::prompt();
    for operation in ["AddTagsToResource", "RemoveTagsFromResource"] {
        let accepted = Answer::json(200, json!({}));
        stage.sim.script(operation).always().answer(accepted);
    }
    for answer in answers {
        stage.sim.script("ListTagsForResource").answer(answer);
    }
    stage
}

async fn add(stage: &Stage, of_type: ResourceTypeForTagging, tag: Tag) -> Acted {
    let request = stage.ssm.add_tags_to_resource().resource_id("id");
    let request = request.resource_type(of_type).tags(tag);
    request.send_with_evidence().await.into()
}

async fn remove(stage: &Stage, of_type: ResourceTypeForTagging, key: &str) -> Acted {
    let request = stage.ssm.remove_tags_from_resource().resource_id("id");
    let request = request.resource_type(of_type).tag_keys(key);
    request.send_with_evidence().await.into()
}

fn all_types() -> impl Iterator<Item = ResourceTypeForTagging> {
    let names = ResourceTypeForTagging::values().iter();
    names.map(|name| ResourceTypeForTagging::from(*name))
}

#[tokio::test(start_paused = true)]
async fn tags_are_read_from_the_type_of_resource_that_was_tagged() {
    assert!(all_types().count() >= 9);
    for of_type in all_types() {
        let stage = answering([listed(&[("team", "blue")]), listed(&[])]);
        add(&stage, of_type.clone(), tag("team", "blue")).await;
        remove(&stage, of_type.clone(), "team").await;
        let asked = json!({ "ResourceType": of_type.as_str(), "ResourceId": "id" });
        let bodies = stage.tap.bodies_of("ListTagsForResource");
        assert_eq!(bodies, [asked.clone(), asked], "{of_type}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_resource_not_found_is_not_tagged_yet() {
    let not_found = || Answer::error(400, "InvalidResourceId", "not valid");
    let stage = answering([not_found(), not_found(), listed(&[("team", "blue")])]);
    let acted = add(
        &stage,
        ResourceTypeForTagging::Document,
        tag("team", "blue"),
    )
    .await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let polls = acted.evidence.polls();
    assert_eq!(polls[0].seen, "InvalidResourceId for the Document id");
    assert_eq!(
        acted.outcomes(),
        [Outcome::Pending, Outcome::Pending, Outcome::Satisfied]
    );
}

#[tokio::test(start_paused = true)]
async fn a_resource_not_found_is_not_untagged_yet() {
    let not_found = Answer::error(400, "InvalidResourceId", "not valid");
    let stage = answering([not_found, listed(&[("other", "")])]);
    let acted = remove(&stage, ResourceTypeForTagging::Parameter, "team").await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn a_resource_that_stays_not_found_is_named_at_the_deadline() {
    let stage = answering([]);
    let not_found = Answer::error(400, "InvalidResourceId", "not valid");
    stage
        .sim
        .script("ListTagsForResource")
        .always()
        .answer(not_found);
    let request = stage
        .ssm
        .remove_tags_from_resource()
        .resource_id("id")
        .tag_keys("team");
    let request = request.resource_type(ResourceTypeForTagging::OpsItem);
    let acted: Acted = request
        .confirm_with(impatient())
        .send_with_evidence()
        .await
        .into();
    let Some(Cause::Deadline { last_seen, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    let expected = "InvalidResourceId for the OpsItem id \
                    (ListTagsForResource: HTTP 400 InvalidResourceId)";
    assert_eq!(last_seen, expected);
}

#[tokio::test(start_paused = true)]
async fn a_type_of_resource_that_the_read_refuses_stops_the_check() {
    let refused = Answer::error(400, "InvalidResourceType", "not valid");
    let stage = answering([refused]);
    let acted = add(
        &stage,
        ResourceTypeForTagging::Document,
        tag("team", "blue"),
    )
    .await;
    assert!(
        matches!(acted.cause, Some(Cause::Read { .. })),
        "{:?}",
        acted.cause
    );
    assert_eq!(acted.outcomes(), [Outcome::Fatal]);
}

#[tokio::test(start_paused = true)]
async fn tags_of_the_system_and_of_others_may_be_there_too() {
    let stage = answering([listed(&[
        ("aws:cloudformation:stack-name", "stack"),
        ("team", "blue"),
        ("owner", "somebody"),
    ])]);
    let acted = add(
        &stage,
        ResourceTypeForTagging::Parameter,
        tag("team", "blue"),
    )
    .await;
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn a_tag_with_its_value_of_before_is_not_the_tag() {
    let stage = answering([listed(&[("team", "red")]), listed(&[("team", "blue")])]);
    let acted = add(
        &stage,
        ResourceTypeForTagging::Parameter,
        tag("team", "blue"),
    )
    .await;
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
    let polls = acted.evidence.polls();
    assert_eq!(polls[0].seen, "not listed, or with another value: team");
}

#[tokio::test(start_paused = true)]
async fn an_empty_value_is_a_value() {
    let stage = answering([
        listed(&[]),
        listed(&[("team", "red")]),
        listed(&[("team", "")]),
    ]);
    let acted = add(&stage, ResourceTypeForTagging::Parameter, tag("team", "")).await;
    let pending = Outcome::Pending;
    assert_eq!(acted.outcomes(), [pending, pending, Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn keys_are_told_apart_by_case() {
    let upper = || listed(&[("Team", "blue")]);
    let lower = listed(&[("team", "blue")]);
    let stage = answering([upper(), lower, upper()]);
    let acted = add(
        &stage,
        ResourceTypeForTagging::Parameter,
        tag("team", "blue"),
    )
    .await;
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
    let acted = remove(&stage, ResourceTypeForTagging::Parameter, "team").await;
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn a_key_that_was_not_there_is_gone_at_the_first_read() {
    let stage = Stage::lagging();
    let request = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("theirs")
        .r#type(ParameterType::String);
    request.tags(tag("env", "test")).send().await.unwrap();
    stage.settle().await;
    let request = stage.ssm.remove_tags_from_resource().resource_id("/a");
    let request = request.resource_type(ResourceTypeForTagging::Parameter);
    let acted: Acted = request.tag_keys("never").send_with_evidence().await.into();
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
}
