//! What counts as this version of a document having been read, and what the reads ask for.

use aws_sdk_ssm::types::{DocumentPermissionType, DocumentReviewAction, DocumentReviews, Tag};
use postcond::Policy;
use postcond::runtime::{Cause, Outcome};
use postcond_sim::{Answer, Simulator};
use serde_json::{Value, json};

use crate::acted::Acted;
use crate::stage::{HOUR, MS, SECOND, Stage, every};

async fn create_by_somebody(stage: &Stage) {
    let request = stage.plain_ssm.create_document().name("a").content("same");
    request.send().await.unwrap();
}

/// A document whose latest version is this one.
async fn with_versions(stage: &Stage, latest: usize) {
    create_by_somebody(stage).await;
    for _ in 1..latest {
        let request = stage.plain_ssm.update_document().name("a").content("same");
        request.send().await.unwrap();
    }
    stage.settle().await;
}

async fn update(stage: &Stage) -> Acted {
    let request = stage.ssm.update_document().name("a").content("same");
    request.send_with_evidence().await.into()
}

fn seen(acted: &Acted) -> Vec<&str> {
    let polls = acted.evidence.polls().iter();
    polls.map(|poll| poll.seen.as_str()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_new_version_is_confirmed_although_the_default_stays_where_it_is() {
    let stage = Stage::behind(300 * MS, every(200 * MS));
    with_versions(&stage, 1).await;
    let acted = update(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let stale = "1 of a is described, and 2 was asked for; 2 is not listed";
    assert_eq!(seen(&acted), [stale, stale, "version 2 of a is Active"]);
    let asked = json!({"Name": "a", "DocumentVersion": "2"});
    assert_eq!(stage.tap.bodies_of("DescribeDocument"), vec![asked; 3]);
    let read = stage.plain_ssm.describe_document().name("a").send().await;
    let document = read.unwrap().document.unwrap();
    assert_eq!(document.default_version(), Some("1"));
}

#[tokio::test(start_paused = true)]
async fn the_tenth_version_comes_after_the_ninth() {
    let stage = Stage::behind(300 * MS, every(300 * MS));
    with_versions(&stage, 9).await;
    let acted = update(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let stale = "9 of a is described, and 10 was asked for; 10 is not listed";
    assert_eq!(seen(&acted), [stale, "version 10 of a is Active"]);
}

#[tokio::test(start_paused = true)]
async fn an_update_that_names_no_version_cannot_be_read_back() {
    let stage = Stage::prompt();
    let nameless = json!({"DocumentDescription": {"Name": "a"}});
    let answer = Answer::json(200, nameless);
    stage.sim.script("UpdateDocument").answer(answer);
    let acted = update(&stage).await;
    assert!(
        matches!(acted.cause, Some(Cause::Read { .. })),
        "{:?}",
        acted.cause
    );
    assert_eq!(stage.tap.operations(), ["UpdateDocument"]);
}

#[tokio::test(start_paused = true)]
async fn a_document_of_an_earlier_life_confirms_nothing() {
    let stage = Stage::behind(300 * MS, every(200 * MS));
    create_by_somebody(&stage).await;
    stage.settle().await;
    tokio::time::advance(HOUR).await;
    let delete = stage.plain_ssm.delete_document().name("a");
    delete.send().await.unwrap();
    let request = stage.ssm.create_document().name("a").content("same");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let stale = "a, not dated since the write";
    assert_eq!(seen(&acted), [stale, stale, "version 1 of a is Active"]);
}

#[tokio::test(start_paused = true)]
async fn a_document_that_somebody_has_made_anew_since_was_deleted() {
    let stage = Stage::behind(10 * SECOND, every(30 * SECOND));
    create_by_somebody(&stage).await;
    stage.settle().await;
    let delete = stage.ssm.delete_document().name("a").send_with_evidence();
    let somebody = async {
        tokio::time::sleep(5 * SECOND).await;
        create_by_somebody(&stage).await;
    };
    let (acted, ()) = tokio::join!(delete, somebody);
    let acted = Acted::from(acted);
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Superseded]);
}

#[tokio::test(start_paused = true)]
async fn of_a_selected_version_it_is_said_that_it_is_not_read_back() {
    let stage = Stage::lagging();
    create_by_somebody(&stage).await;
    stage.settle().await;
    let request = stage.ssm.delete_document().name("a");
    let request = request.document_version("$LATEST");
    let acted: Acted = request.send_with_evidence().await.into();
    let said = "$LATEST of a names another version by now";
    assert_eq!(seen(&acted), [said]);
    assert_eq!(stage.tap.operations(), ["DeleteDocument"]);
}

/// The reads of these creations are denied three times.
async fn created_and_denied(tags: Vec<Tag>) -> Vec<Outcome> {
    let sim = Simulator::builder().build().unwrap();
    let by_default = Policy::builder().build().unwrap();
    let stage = Stage::on(sim, by_default);
    let tagged = json!([{"Key": "team", "Value": "blue"}]);
    let document = json!({"Status": "Active", "CreatedDate": stage.date(), "Tags": tagged});
    let read = || stage.sim.script("DescribeDocument");
    for _ in 0..3 {
        read().answer(Answer::denied());
    }
    read().answer(Answer::json(200, json!({ "Document": document })));
    let request = stage.ssm.create_document().name("a").content("same");
    let request = request.set_tags(Some(tags));
    let acted: Acted = request.send_with_evidence().await.into();
    acted.outcomes()
}

#[tokio::test(start_paused = true)]
async fn a_denial_after_a_creation_with_tags_may_lift() {
    let tag = Tag::builder().key("team").value("blue").build().unwrap();
    let denied = Outcome::Denied;
    assert_eq!(
        created_and_denied(vec![tag]).await,
        [denied, denied, denied, Outcome::Satisfied]
    );
    assert_eq!(created_and_denied(vec![]).await, [denied]);
}

/// What the first read asked for, where every mutation succeeds and every read is empty.
async fn asked(act: impl AsyncFn(&Stage), read: &str) -> Value {
    let stage = Stage::behind(MS, crate::stage::impatient());
    let operations = [
        "CreateDocument",
        "DeleteDocument",
        "UpdateDocumentDefaultVersion",
        "ModifyDocumentPermission",
        "UpdateDocumentMetadata",
        read,
    ];
    for operation in operations {
        let script = stage.sim.script(operation);
        script.always().answer(Answer::json(200, json!({})));
    }
    act(&stage).await;
    stage.tap.bodies_of(read)[0].clone()
}

#[tokio::test(start_paused = true)]
async fn a_creation_answered_without_a_version_is_read_without_one() {
    let create = async |stage: &Stage| {
        let request = stage.ssm.create_document().name("a").content("same");
        let _ = request.version_name("red").send().await;
    };
    assert_eq!(
        asked(create, "DescribeDocument").await,
        json!({"Name": "a"})
    );
}

#[tokio::test(start_paused = true)]
async fn a_deletion_is_read_back_by_what_the_caller_gave() {
    for (version, version_name, expected) in [
        (None, None, json!({"Name": "a"})),
        (
            Some("2"),
            None,
            json!({"Name": "a", "DocumentVersion": "2"}),
        ),
        (
            None,
            Some("red"),
            json!({"Name": "a", "VersionName": "red"}),
        ),
        (
            Some("2"),
            Some("red"),
            json!({"Name": "a", "DocumentVersion": "2", "VersionName": "red"}),
        ),
    ] {
        let delete = async |stage: &Stage| {
            let request = stage.ssm.delete_document().name("a").force(true);
            let request = request.set_document_version(version.map(str::to_owned));
            let request = request.set_version_name(version_name.map(str::to_owned));
            let _ = request.send().await;
        };
        assert_eq!(asked(delete, "DescribeDocument").await, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn the_default_is_what_a_read_without_a_version_shows() {
    let update = async |stage: &Stage| {
        let request = stage.ssm.update_document_default_version().name("a");
        let _ = request.document_version("2").send().await;
    };
    assert_eq!(
        asked(update, "DescribeDocument").await,
        json!({"Name": "a"})
    );
}

#[tokio::test(start_paused = true)]
async fn the_accounts_are_read_in_pages_as_long_as_they_can_be() {
    let modify = async |stage: &Stage| {
        let request = stage.ssm.modify_document_permission().name("a");
        let request = request.permission_type(DocumentPermissionType::Share);
        let _ = request.account_ids_to_add("111111111111").send().await;
    };
    let expected = json!({"Name": "a", "PermissionType": "Share", "MaxResults": 200});
    assert_eq!(asked(modify, "DescribeDocumentPermission").await, expected);
}

#[tokio::test(start_paused = true)]
async fn a_review_is_read_back_from_the_version_that_was_reviewed() {
    for version in [None, Some("2"), Some("$LATEST")] {
        let send = async |stage: &Stage, action| {
            let review = DocumentReviews::builder().action(action).build().unwrap();
            let request = stage.ssm.update_document_metadata().name("a");
            let request = request.set_document_version(version.map(str::to_owned));
            let _ = request.document_reviews(review).send().await;
        };
        let send_for_review =
            async |stage: &Stage| send(stage, DocumentReviewAction::SendForReview).await;
        let approve = async |stage: &Stage| send(stage, DocumentReviewAction::Approve).await;
        let of_version = |mut body: Value| {
            if let Some(version) = version {
                body["DocumentVersion"] = version.into();
            }
            body
        };
        let expected = of_version(json!({"Name": "a"}));
        assert_eq!(asked(send_for_review, "DescribeDocument").await, expected);
        let expected = of_version(json!({"Name": "a", "Metadata": "DocumentReviews"}));
        let history = "ListDocumentMetadataHistory";
        assert_eq!(asked(approve, history).await, expected);
    }
}
