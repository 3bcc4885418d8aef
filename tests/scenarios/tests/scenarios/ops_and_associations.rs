//! What the checks of associations, OpsItems and OpsMetadata ask for, and what they tell.

use std::time::{Duration, SystemTime};

use postcond::Policy;
use postcond::runtime::{Cause, Outcome};
use postcond_sim::{Answer, Lag, Simulator};
use serde_json::{Value, json};

use crate::acted::Acted;
use crate::entries::{self, date};
use crate::stage::{HOUR, MS, SECOND, Stage, every};

const ASSOCIATION: &str = "11111111-0000-4000-8000-000000000000";
const SECOND_ASSOCIATION: &str = "22222222-0000-4000-8000-000000000000";
const ITEM: &str = "oi-0123456789ab";
const ITEM_ARN: &str = "arn:aws:ssm:us-east-1:123456789012:opsitem/oi-0123456789ab";
const RELATION: &str = "11111111-0000-4000-8000-000000000000";
const METADATA: &str = "arn:aws:ssm:us-east-2:123456789012:opsmetadata/aws/ssm/MyGroup/appmanager";

/// Plays the entry of this name, its read-backs answered by the line of this name.
async fn played(entry: &str, seen: &str) -> (Stage, Acted) {
    let epoch = SystemTime::UNIX_EPOCH + Duration::from_secs(date::WRITTEN);
    let sim = Simulator::builder().lag(Lag::fixed(MS)).epoch(epoch);
    let stage = Stage::on(sim.build().unwrap(), every(50 * MS));
    let entries = entries::all();
    let entry = entries.iter().find(|it| it.name == entry).unwrap();
    let line = entry.lines.iter().find(|it| it.seen == seen).unwrap();
    let acted = entry.played(&stage, &[line]).await;
    (stage, acted)
}

/// What the read-backs of a poll so answered ask for.
async fn asked(entry: &str, seen: &str) -> Vec<Value> {
    let (stage, acted) = played(entry, seen).await;
    let reads = acted.evidence.polls()[0].reads.len();
    let asked = stage.tap.asked().into_iter().skip(1);
    asked.take(reads).map(|asked| asked.body).collect()
}

/// The words about a poll so answered.
async fn words(entry: &str, seen: &str) -> String {
    let (_, acted) = played(entry, seen).await;
    acted.evidence.polls()[0].seen.to_string()
}

#[tokio::test(start_paused = true)]
async fn associations_are_read_by_what_names_them() {
    let by_id = || json!({ "AssociationId": ASSOCIATION });
    let by_node = || json!({"Name": "AWS-UpdateSSMAgent", "InstanceId": "i-0123456789abcdef0"});
    let tags = || json!({"ResourceType": "Association", "ResourceId": ASSOCIATION});
    for (entry, seen, expected) in [
        (
            "CreateAssociation, with tags",
            "all tags",
            vec![by_id(), tags()],
        ),
        (
            "CreateAssociation, in the old style, answered without an id",
            "an association",
            vec![by_node(), tags()],
        ),
        (
            "CreateAssociation, in the old style, answered with an id",
            "that association",
            vec![by_id()],
        ),
        ("UpdateAssociation", "the new version", vec![by_id()]),
        ("UpdateAssociationStatus", "the status", vec![by_node()]),
        ("DeleteAssociation", "not found", vec![by_id()]),
        (
            "DeleteAssociation, by document and node",
            "not found",
            vec![by_node()],
        ),
    ] {
        assert_eq!(asked(entry, seen).await, expected, "{entry}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_association_of_a_call_is_read() {
    let made = asked("CreateAssociationBatch", "both that were made").await;
    let ids = [ASSOCIATION, SECOND_ASSOCIATION];
    assert_eq!(made, ids.map(|id| json!({ "AssociationId": id })));
    let on_two_pages = "an execution made since on the second page, and one on the first";
    let executions = asked("StartAssociationsOnce", on_two_pages).await;
    let first = ids.map(|id| json!({"AssociationId": id, "MaxResults": 50}));
    let mut second_page = first[0].clone();
    second_page["NextToken"] = json!("2");
    assert_eq!(
        executions,
        [first[0].clone(), second_page, first[1].clone()]
    );
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
async fn ops_items_are_read_by_their_id_and_by_their_arn_where_it_is_needed() {
    let by_id = || json!({ "OpsItemId": ITEM });
    let by_arn = || json!({"OpsItemId": ITEM, "OpsItemArn": ITEM_ARN});
    let tags = || json!({"ResourceType": "OpsItem", "ResourceId": ITEM});
    for (entry, seen, expected) in [
        ("CreateOpsItem", "the OpsItem", vec![by_id()]),
        ("CreateOpsItem, with tags", "the tag", vec![by_id(), tags()]),
        (
            "CreateOpsItem, in another account",
            "the OpsItem",
            vec![by_arn()],
        ),
        ("UpdateOpsItem", "the changes", vec![by_id()]),
        (
            "UpdateOpsItem, times",
            "the times, to the second",
            vec![by_arn()],
        ),
        ("DeleteOpsItem", "not found", vec![by_id()]),
    ] {
        assert_eq!(asked(entry, seen).await, expected, "{entry}");
    }
}

#[tokio::test(start_paused = true)]
async fn related_items_are_listed_by_the_relation() {
    let filter = json!([{"Key": "AssociationId", "Values": [RELATION], "Operator": "Equal"}]);
    let listing = json!({"OpsItemId": ITEM, "Filters": filter});
    let mut second_page = listing.clone();
    second_page["NextToken"] = json!("2");
    let expected = [listing, second_page];
    for (entry, seen) in [
        (
            "AssociateOpsItemRelatedItem",
            "the relation on the second page, which is not the last",
        ),
        (
            "DisassociateOpsItemRelatedItem",
            "no relation on the last page either",
        ),
    ] {
        assert_eq!(asked(entry, seen).await, expected, "{entry}");
    }
}

#[tokio::test(start_paused = true)]
async fn ops_metadata_is_read_by_its_arn_and_tagged_by_a_part_of_it() {
    let page = |size: u32| json!({"OpsMetadataArn": METADATA, "MaxResults": size});
    let mut second_page = page(10);
    second_page["NextToken"] = json!("2");
    let tags = || {
        json!({
            "ResourceType": "OpsMetadata",
            "ResourceId": "/aws/ssm/MyGroup/appmanager",
        })
    };
    for (entry, seen, expected) in [
        (
            "CreateOpsMetadata",
            "the first of several pages",
            vec![page(1)],
        ),
        (
            "CreateOpsMetadata, with tags",
            "the tag",
            vec![page(1), tags()],
        ),
        (
            "UpdateOpsMetadata",
            "both values, on two pages",
            vec![page(10), second_page],
        ),
        ("DeleteOpsMetadata", "not found", vec![page(1)]),
    ] {
        assert_eq!(asked(entry, seen).await, expected, "{entry}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_differs_is_named_and_not_quoted() {
    let item = words("UpdateOpsItem", "nothing of it").await;
    let members = "Description, Priority, Status, Title, Category, Severity";
    assert_eq!(item, format!("{ITEM} differs: {members}"));
    let data = words("UpdateOpsItem, operational data", "no data").await;
    let keys = "OperationalData /aws/resources, OperationalData own";
    assert_eq!(data, format!("{ITEM} differs: {keys}"));
    let metadata = words("UpdateOpsMetadata", "no metadata").await;
    assert_eq!(metadata, format!("{METADATA} differs: a, b"));
}

/// What the polls come to if the first read is always answered with the error of this code.
async fn denied(entry: &str, read: &str, code: &str) -> Acted {
    let stage = Stage::behind(Duration::ZERO, Policy::default());
    let denied = Answer::error(400, code, "not yours");
    stage.sim.script(read).always().answer(denied);
    let entries = entries::all();
    let entry = entries.iter().find(|it| it.name == entry).unwrap();
    entry.played(&stage, &[]).await
}

#[tokio::test(start_paused = true)]
async fn an_ops_item_that_is_kept_from_the_caller_is_not_gone() {
    let code = "OpsItemAccessDeniedException";
    let acted = denied("DeleteOpsItem", "GetOpsItem", code).await;
    let Some(Cause::Denied { action, .. }) = &acted.cause else {
        panic!("{:?}", acted.cause);
    };
    assert_eq!(*action, "ssm:GetOpsItem");
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
