//! Reviews of documents that are change templates.

use super::Reader;
use super::documents::describe;
use super::sdk::operation::list_document_metadata_history::{
    ListDocumentMetadataHistoryError, ListDocumentMetadataHistoryOutput,
};
use super::sdk::operation::update_document_metadata::{
    UpdateDocumentMetadataInput, UpdateDocumentMetadataOutput,
};
use super::sdk::types::{
    DocumentMetadataEnum, DocumentReviewAction, DocumentReviewerResponseSource, DocumentReviews,
    ReviewStatus,
};
use crate::post_condition;
use crate::runtime::{Check, ReadBack, Witness, find_in_pages, pending, satisfied};

/// The review action shows on that version of the change template.
///
/// Where there are several reviewers, one approval does not change the status of the document: only
/// the reviewer's own response proves it.
#[post_condition(
    service = "ssm",
    op = "UpdateDocumentMetadata",
    reads = ["DescribeDocument", "ListDocumentMetadataHistory"]
)]
pub(crate) async fn review_action_shows(
    ssm: &Reader,
    input: &UpdateDocumentMetadataInput,
    _: &UpdateDocumentMetadataOutput,
    write: &Witness,
) -> Check {
    match input.document_reviews().map(DocumentReviews::action) {
        Some(DocumentReviewAction::SendForReview) => is_sent_for_review(ssm, input).await,
        Some(DocumentReviewAction::Approve) => {
            response_is_listed(ssm, input, write, Some(ReviewStatus::Approved)).await
        }
        Some(DocumentReviewAction::Reject) => {
            response_is_listed(ssm, input, write, Some(ReviewStatus::Rejected)).await
        }
        _ => response_is_listed(ssm, input, write, None).await,
    }
}

async fn is_sent_for_review(ssm: &Reader, input: &UpdateDocumentMetadataInput) -> Check {
    let name = input.name().unwrap_or_default();
    let seen = describe(ssm, name, input.document_version(), false).await?;
    let Some(seen) = seen else {
        return pending(format!("{name} is not found"));
    };
    match seen.review_status() {
        Some(
            status @ (ReviewStatus::Pending | ReviewStatus::Approved | ReviewStatus::Rejected),
        ) => satisfied(format!("{name} is {status}")),
        Some(status) => pending(format!("{name} is {status}")),
        None => pending(format!("{name} has no review status")),
    }
}

/// Whether a reviewer has responded since the write, with `status` if there is one to expect.
async fn response_is_listed(
    ssm: &Reader,
    input: &UpdateDocumentMetadataInput,
    write: &Witness,
    status: Option<ReviewStatus>,
) -> Check {
    let name = input.name().unwrap_or_default();
    let is_the_response = |response: &DocumentReviewerResponseSource| {
        let is_new = write.covers(response.updated_time()) || write.covers(response.create_time());
        is_new && (status.is_none() || response.review_status() == status.as_ref())
    };
    let response = find_in_pages(
        |token| {
            ssm.list_document_metadata_history()
                .name(name)
                .set_document_version(input.document_version().map(str::to_owned))
                .metadata(DocumentMetadataEnum::DocumentReviews)
                .set_next_token(token)
                .send()
        },
        ListDocumentMetadataHistoryOutput::next_token,
        |page| {
            let mut responses = page.metadata?.reviewer_response?.into_iter();
            responses.find(is_the_response)
        },
    );
    let response = response
        .await
        .absent_if(|error: &ListDocumentMetadataHistoryError| {
            error.is_invalid_document() || error.is_invalid_document_version()
        })?;
    match response {
        Some(Some(_)) => satisfied(format!("a reviewer of {name} has responded")),
        Some(None) => pending(format!("no such response of a reviewer of {name}")),
        None => pending(format!("{name} is not found")),
    }
}
