//! What the checks of associations, OpsItems and OpsMetadata bear, and in which words they tell of it.

use std::time::Duration;

use postcond::Policy;
use postcond::runtime::{Cause, Outcome};
use postcond_sim::Answer;
use serde_json::json;

use crate::acted::Acted;
use crate::entries::{self, Entry};
use crate::stage::{HOUR, MS, SECOND, Stage, every, impatient};

const ASSOCIATION: &str = "11111111-0000-4000-8000-000000000000";
const ITEM: &str = "oi-0123456789ab";
const METADATA: &str = "arn:aws:ssm:us-east-2:123456789012:opsmetadata/aws/ssm/MyGroup/appmanager";

/// The words about a poll of the entry of this name that is answered by the line of this name.
async fn words(entry: &str, seen: &str) -> String {
    let stage = Stage::behind(Duration::ZERO, impatient());
    let entry = named(entry);
    let line = entry.lines.iter().find(|it| it.seen == seen).unwrap();
    let acted = entry.played(&stage, &[line]).await;
    acted.evidence.polls()[0].seen.to_string()
}

fn named(name: &str) -> Entry {
    let mut entries = entries::all().into_iter();
    entries.find(|entry| entry.name == name).unwrap()
}

#[tokio::test(start_paused = true)]
async fn an_update_whose_version_is_not_told_cannot_be_confirmed() {
    let stage = Stage::prompt();
    let update = stage.sim.script("UpdateAssociation");
    update.answer(Answer::json(200, json!({ "AssociationDescription": {} })));
    let request = stage.ssm.update_association().association_id(ASSOCIATION);
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.outcomes(), [Outcome::Fatal]);
    assert_eq!(stage.tap.operations(), ["UpdateAssociation"]);
}

#[tokio::test(start_paused = true)]
async fn what_differs_is_named_and_not_quoted() {
    let item = words("UpdateOpsItem", "nothing of it").await;
    let members = [
        "Description",
        "Priority",
        "Status",
        "Title",
        "Category",
        "Severity",
    ];
    let members = members.map(|it| format!("{it} (none is shown)")).join(", ");
    assert_eq!(item, format!("{ITEM} differs: {members}"));
    let data = words("UpdateOpsItem, operational data", "no data").await;
    let keys = "OperationalData /aws/resources, OperationalData own";
    assert_eq!(data, format!("{ITEM} differs: {keys}"));
    let metadata = words("UpdateOpsMetadata", "no metadata").await;
    assert_eq!(metadata, format!("{METADATA} differs: a, b"));
}

/// What the polls come to if the first read is always answered with the error of this code.
async fn denied(entry: &str, read: &str, code: &str) -> Acted {
    let patience = Policy::builder().patience(150 * MS).build();
    let stage = Stage::behind(Duration::ZERO, patience.unwrap().or(&every(50 * MS)));
    let denied = Answer::error(400, code, "not yours");
    stage.sim.script(read).always().answer(denied);
    named(entry).played(&stage, &[]).await
}

#[tokio::test(start_paused = true)]
async fn an_ops_item_that_is_kept_from_the_caller_is_not_gone() {
    let code = "OpsItemAccessDeniedException";
    let acted = denied("DeleteOpsItem", "GetOpsItem", code).await;
    let Some(Cause::Denied { actions, .. }) = &acted.cause else {
        panic!("{:?}", acted.cause);
    };
    assert_eq!(*actions, ["ssm:GetOpsItem"]);
    assert_eq!(acted.outcomes(), [Outcome::Denied]);
}

#[tokio::test(start_paused = true)]
async fn new_tags_may_keep_what_was_created_from_the_caller_for_a_while() {
    let any = "AccessDeniedException";
    for (creation, read, code) in [
        ("CreateAssociation", "DescribeAssociation", any),
        ("CreateOpsItem", "GetOpsItem", any),
        (
            "CreateOpsItem",
            "GetOpsItem",
            "OpsItemAccessDeniedException",
        ),
        ("CreateOpsMetadata", "GetOpsMetadata", any),
    ] {
        let untagged = denied(creation, read, code).await;
        assert_eq!(untagged.outcomes(), [Outcome::Denied], "{creation}");
        let tagged = format!("{creation}, with tags");
        let tagged = denied(&tagged, read, code).await;
        assert_eq!(tagged.outcomes(), [Outcome::Denied; 4], "{creation}");
        assert!(matches!(tagged.cause, Some(Cause::Denied { .. })));
    }
}

#[tokio::test(start_paused = true)]
async fn the_deletion_of_an_ops_item_is_given_five_minutes() {
    let stage = Stage::behind(HOUR, Policy::default());
    let create = stage.plain_ssm.create_ops_item().title("full");
    let create = create.source("disk").description("It is full.");
    let output = create.send().await.unwrap();
    stage.settle().await;
    let request = stage.ssm.delete_ops_item();
    let request = request.ops_item_id(output.ops_item_id().unwrap());
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.waited(), 300 * SECOND);
}
