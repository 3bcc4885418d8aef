//! What calls leave behind that winterbaume drops.

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::{ResourceTypeForTagging, Tag};

use crate::{LAG, lagging, prompt, until};

fn team() -> Tag {
    let tag = Tag::builder().key("team").value("blue");
    tag.build().expect("a tag has a key and a value")
}

async fn tag_keys(ssm: &Client, of: ResourceTypeForTagging, id: &str) -> Vec<String> {
    let tags = ssm.list_tags_for_resource().resource_type(of);
    let output = tags.resource_id(id).send().await.unwrap();
    let tags = output.tag_list().iter();
    tags.map(|tag| tag.key().to_owned()).collect()
}

/// Makes one thing of each kind with a tag, and tells by what its tags are listed.
async fn tagged(ssm: &Client) -> Vec<(ResourceTypeForTagging, String)> {
    use ResourceTypeForTagging as Type;
    let association = ssm.create_association().name("doc").tags(team());
    let association = association.send().await.unwrap();
    let document = ssm.create_document().name("doc").content("{}").tags(team());
    document.send().await.unwrap();
    let window = ssm.create_maintenance_window().name("window");
    let window = window.schedule("rate(1 day)").duration(2).cutoff(1);
    let window = window.allow_unassociated_targets(true).tags(team());
    let window = window.send().await.unwrap();
    let item = ssm.create_ops_item().title("item").source("test");
    let item = item.description("what").tags(team()).send().await.unwrap();
    let metadata = ssm.create_ops_metadata().resource_id("/app").tags(team());
    let metadata = metadata.send().await.unwrap();
    let baseline = ssm.create_patch_baseline().name("baseline").tags(team());
    let baseline = baseline.send().await.unwrap();
    let arn = metadata.ops_metadata_arn.unwrap();
    let (_, metadata) = arn.split_once(":opsmetadata").unwrap();
    let association = association.association_description.unwrap();
    vec![
        (Type::Association, association.association_id.unwrap()),
        (Type::Document, "doc".to_owned()),
        (Type::MaintenanceWindow, window.window_id.unwrap()),
        (Type::OpsItem, item.ops_item_id.unwrap()),
        (Type::Opsmetadata, metadata.to_owned()),
        (Type::Opsmetadata, metadata[1..].to_owned()),
        (Type::PatchBaseline, baseline.baseline_id.unwrap()),
    ]
}

#[tokio::test(start_paused = true)]
async fn tags_given_at_creation_are_listed_after_the_lag() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    let made = tagged(&ssm).await;
    for (of, id) in &made {
        assert_eq!(tag_keys(&ssm, of.clone(), id).await, [""; 0], "{of} {id}");
    }
    until(&sim, LAG).await;
    for (of, id) in &made {
        assert_eq!(tag_keys(&ssm, of.clone(), id).await, ["team"], "{of} {id}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_activation_is_shown_with_its_tags() {
    let sim = prompt();
    let ssm = Client::new(&sim.sdk_config());
    for tags in [Some(vec![team()]), None] {
        let activation = ssm.create_activation().iam_role("role");
        activation.set_tags(tags).send().await.unwrap();
    }
    let shown = ssm.describe_activations().send().await.unwrap();
    let shown = shown.activation_list().iter();
    let mut counts: Vec<usize> = shown.map(|it| it.tags().len()).collect();
    counts.sort_unstable();
    assert_eq!(counts, [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn what_is_made_anew_has_none_of_the_tags_before() {
    let sim = prompt();
    let ssm = Client::new(&sim.sdk_config());
    let create = || ssm.create_document().name("doc").content("{}");
    create().tags(team()).send().await.unwrap();
    ssm.delete_document().name("doc").send().await.unwrap();
    create().send().await.unwrap();
    let listed = tag_keys(&ssm, ResourceTypeForTagging::Document, "doc").await;
    assert_eq!(listed, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn the_default_of_an_operating_system_is_told_from_the_others() {
    let sim = prompt();
    let ssm = Client::new(&sim.sdk_config());
    let mut made = Vec::new();
    for name in ["one", "other"] {
        let baseline = ssm.create_patch_baseline().name(name).send().await.unwrap();
        made.push(baseline.baseline_id.unwrap());
    }
    let defaults = async || {
        let listed = ssm.describe_patch_baselines().send().await.unwrap();
        let listed = listed.baseline_identities.unwrap().into_iter();
        let defaults = listed.filter(|it| it.default_baseline);
        defaults.filter_map(|it| it.baseline_id).collect::<Vec<_>>()
    };
    assert_eq!(defaults().await, [""; 0]);
    for baseline in &made {
        let register = ssm.register_default_patch_baseline().baseline_id(baseline);
        register.send().await.unwrap();
        assert_eq!(defaults().await, [baseline.as_str()]);
    }
}

/// When each was made, in seconds, and its id: in the order of their times.
async fn executions(ssm: &Client, association: &str) -> Vec<(f64, String)> {
    let listed = ssm.describe_association_executions();
    let listed = listed.association_id(association).send().await.unwrap();
    let listed = listed.association_executions.unwrap().into_iter();
    let mut listed: Vec<_> = listed
        .map(|it| {
            (
                it.created_time.unwrap().as_secs_f64(),
                it.execution_id.unwrap(),
            )
        })
        .collect();
    listed.sort_by(|one, other| one.0.total_cmp(&other.0));
    listed
}

#[tokio::test(start_paused = true)]
async fn an_association_that_is_started_has_an_execution_of_that_time_after_the_lag() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    let made = ssm.create_association().name("doc").send().await.unwrap();
    let id = made
        .association_description
        .unwrap()
        .association_id
        .unwrap();
    until(&sim, 10 * LAG).await;
    let executions = || executions(&ssm, &id);
    assert_eq!(executions().await.len(), 1, "the one of the creation");
    let started = sim.date().duration_since(std::time::UNIX_EPOCH).unwrap();
    let once = ssm.start_associations_once().association_ids(&id);
    once.send().await.unwrap();
    assert_eq!(executions().await.len(), 1);
    until(&sim, 11 * LAG).await;
    let listed = executions().await;
    assert_eq!(listed.len(), 2);
    ssm.start_associations_once()
        .association_ids(&id)
        .send()
        .await
        .unwrap();
    until(&sim, 12 * LAG).await;
    let ids: std::collections::BTreeSet<String> =
        executions().await.into_iter().map(|(_, id)| id).collect();
    assert_eq!(ids.len(), 3);
    assert!(
        (listed[1].0 - started.as_secs_f64()).abs() < 0.001,
        "{listed:?}"
    );
}
