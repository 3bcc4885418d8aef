//! Reviews of documents.

use aws_sdk_ssm::types::{DocumentReviewAction, DocumentReviews};
use postcond::ssm::builders::UpdateDocumentMetadataFluentBuilder;
use serde_json::{Value, json};

use super::documents::{NAME, described, no_document, no_version};
use super::{Entry, Read, date, read, refused};
use crate::stage::Stage;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        sent_for_review(),
        approved(),
        approved_over_pages(),
        rejected(),
        review_updated(),
    ]
}

fn review(stage: &Stage, action: DocumentReviewAction) -> UpdateDocumentMetadataFluentBuilder {
    let review = DocumentReviews::builder().action(action).build().unwrap();
    let request = stage.ssm.update_document_metadata().name(NAME);
    request.document_version("2").document_reviews(review)
}

fn sent_for_review() -> Entry {
    let send = Entry::ssm("UpdateDocumentMetadata, sending for review", |stage| {
        let request = review(stage, DocumentReviewAction::SendForReview);
        act!(request)
    });
    let status = |status: &str| described(json!({"ReviewStatus": status, "Status": "Active"}));
    send.satisfied("pending", status("PENDING"))
        .satisfied("approved", status("APPROVED"))
        .satisfied("rejected", status("REJECTED"))
        .pending("not reviewed", status("NOT_REVIEWED"))
        .pending("a status that is not known", status("Newer"))
        .pending("no review status", described(json!({"Status": "Active"})))
        .pending("no such document", no_document())
        .pending("no such version", no_version())
}

fn responses(responses: Value) -> Read {
    let metadata = json!({ "ReviewerResponse": responses });
    read(
        "ListDocumentMetadataHistory",
        json!({ "Metadata": metadata }),
    )
}

fn response(status: &str, updated: u64) -> Value {
    json!({"ReviewStatus": status, "UpdatedTime": updated, "CreateTime": date::BEFORE})
}

fn no_history(code: &'static str) -> [Read; 1] {
    [refused("ListDocumentMetadataHistory", code)]
}

fn approved() -> Entry {
    let approve = Entry::ssm("UpdateDocumentMetadata, approving", |stage| {
        let request = review(stage, DocumentReviewAction::Approve);
        act!(request)
    });
    let ours = || response("APPROVED", date::WRITTEN);
    let before = || response("APPROVED", date::BEFORE);
    let created = |created: u64| json!([{"ReviewStatus": "APPROVED", "CreateTime": created}]);
    approve
        .satisfied("approved", [responses(json!([ours()]))])
        .satisfied("approved, created now", [responses(created(date::WRITTEN))])
        .satisfied(
            "approved, among others",
            [responses(json!([
                before(),
                response("PENDING", date::WRITTEN),
                ours()
            ]))],
        )
        .pending("approved before", [responses(json!([before()]))])
        .pending(
            "approved, created before",
            [responses(created(date::BEFORE))],
        )
        .pending(
            "approved, without a date",
            [responses(json!([{"ReviewStatus": "APPROVED"}]))],
        )
        .pending(
            "rejected",
            [responses(json!([response("REJECTED", date::WRITTEN)]))],
        )
        .pending(
            "one approved before, another pending now",
            [responses(json!([
                before(),
                response("PENDING", date::WRITTEN)
            ]))],
        )
        .pending(
            "without a status",
            [responses(json!([{"UpdatedTime": date::WRITTEN}]))],
        )
        .pending("no response", [responses(json!([]))])
        .pending("nothing", [read("ListDocumentMetadataHistory", json!({}))])
        .pending("no such document", no_history("InvalidDocument"))
        .pending("no such version", no_history("InvalidDocumentVersion"))
        .stopped("the read is refused", no_history("ValidationException"))
}

fn approved_over_pages() -> Entry {
    let approve = Entry::ssm("UpdateDocumentMetadata, approving, over pages", |stage| {
        let request = review(stage, DocumentReviewAction::Approve);
        act!(request)
    });
    let first_page = |responses: Value| {
        let metadata = json!({ "ReviewerResponse": responses });
        let page = json!({"Metadata": metadata, "NextToken": "2"});
        read("ListDocumentMetadataHistory", page)
    };
    let ours = || response("APPROVED", date::WRITTEN);
    let before = || response("APPROVED", date::BEFORE);
    approve
        .satisfied(
            "on the second page",
            [first_page(json!([before()])), responses(json!([ours()]))],
        )
        .satisfied("on the first page", [first_page(json!([ours()]))])
        .pending(
            "no response on either page",
            [first_page(json!([])), responses(json!([]))],
        )
}

fn rejected() -> Entry {
    let reject = Entry::ssm("UpdateDocumentMetadata, rejecting", |stage| {
        let request = review(stage, DocumentReviewAction::Reject);
        act!(request)
    });
    let now = |status: &str| [responses(json!([response(status, date::WRITTEN)]))];
    reject
        .satisfied("rejected", now("REJECTED"))
        .pending("approved", now("APPROVED"))
        .pending(
            "rejected before",
            [responses(json!([response("REJECTED", date::BEFORE)]))],
        )
}

fn review_updated() -> Entry {
    let update = Entry::ssm("UpdateDocumentMetadata, updating a review", |stage| {
        let request = review(stage, DocumentReviewAction::UpdateReview);
        act!(request)
    });
    let now = |status: &str| [responses(json!([response(status, date::WRITTEN)]))];
    update
        .satisfied("approved", now("APPROVED"))
        .satisfied("rejected", now("REJECTED"))
        .satisfied("pending", now("PENDING"))
        .satisfied(
            "without a status",
            [responses(json!([{"UpdatedTime": date::WRITTEN}]))],
        )
        .pending(
            "a response of before",
            [responses(json!([response("APPROVED", date::BEFORE)]))],
        )
        .pending("no response", [responses(json!([]))])
}
