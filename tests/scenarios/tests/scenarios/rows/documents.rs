//! Documents, who may use them, and their reviews.

use aws_sdk_ssm::error::SdkError;
use aws_sdk_ssm::operation::describe_document::DescribeDocumentError;
use aws_sdk_ssm::types::{
    DocumentDescription, DocumentMetadataEnum, DocumentPermissionType, DocumentReviewAction,
    DocumentReviews,
};

use super::Row;
use crate::stage::Stage;

const NAME: &str = "restart";
const ONE: &str = "111111111111";
const OTHER: &str = "222222222222";

async fn create(stage: &Stage) {
    let request = stage.plain_ssm.create_document().name(NAME).content("old");
    request.send().await.unwrap();
}

async fn create_and_update(stage: &Stage) {
    create(stage).await;
    let request = stage.plain_ssm.update_document().name(NAME).content("new");
    request.send().await.unwrap();
}

async fn create_and_share(stage: &Stage) {
    create(stage).await;
    let request = stage.plain_ssm.modify_document_permission().name(NAME);
    let request = request.permission_type(DocumentPermissionType::Share);
    request.account_ids_to_add(ONE).send().await.unwrap();
}

async fn described(stage: &Stage) -> Option<DocumentDescription> {
    let read = stage.plain_ssm.describe_document().name(NAME).send().await;
    match read.map_err(SdkError::into_service_error) {
        Ok(output) => output.document,
        Err(DescribeDocumentError::InvalidDocument(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

/// The accounts that the document is shared with.
async fn accounts(stage: &Stage) -> Vec<String> {
    let request = stage.plain_ssm.describe_document_permission().name(NAME);
    let request = request.permission_type(DocumentPermissionType::Share);
    request
        .send()
        .await
        .unwrap()
        .account_ids
        .unwrap_or_default()
}

async fn is_reviewed(stage: &Stage) -> bool {
    let request = stage.plain_ssm.list_document_metadata_history().name(NAME);
    let request = request.metadata(DocumentMetadataEnum::DocumentReviews);
    let metadata = request.send().await.unwrap().metadata;
    metadata.is_some_and(|it| !it.reviewer_response().is_empty())
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "CreateDocument",
        operation: "CreateDocument",
        service: "ssm",
        reads: &["DescribeDocument"],
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage.ssm.create_document().name(NAME).content("new");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { described(stage).await.is_some() }),
    },
    Row {
        name: "UpdateDocument",
        operation: "UpdateDocument",
        service: "ssm",
        reads: &["DescribeDocument"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.update_document().name(NAME).content("new");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async { described(stage).await.unwrap().latest_version() == Some("2") })
        },
    },
    Row {
        name: "DeleteDocument",
        operation: "DeleteDocument",
        service: "ssm",
        reads: &["DescribeDocument"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.delete_document().name(NAME);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { described(stage).await.is_none() }),
    },
    Row {
        name: "UpdateDocumentDefaultVersion",
        operation: "UpdateDocumentDefaultVersion",
        service: "ssm",
        reads: &["DescribeDocument"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create_and_update(stage)),
        act: |stage| {
            let request = stage.ssm.update_document_default_version().name(NAME);
            let request = request.document_version("2");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async { described(stage).await.unwrap().default_version() == Some("2") })
        },
    },
    Row {
        name: "ModifyDocumentPermission, adding",
        operation: "ModifyDocumentPermission",
        service: "ssm",
        reads: &["DescribeDocumentPermission"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create_and_share(stage)),
        act: |stage| {
            let request = stage.ssm.modify_document_permission().name(NAME);
            let request = request.permission_type(DocumentPermissionType::Share);
            let request = request.account_ids_to_add(OTHER);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { accounts(stage).await == [ONE, OTHER] }),
    },
    Row {
        name: "ModifyDocumentPermission, removing",
        operation: "ModifyDocumentPermission",
        service: "ssm",
        reads: &["DescribeDocumentPermission"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create_and_share(stage)),
        act: |stage| {
            let request = stage.ssm.modify_document_permission().name(NAME);
            let request = request.permission_type(DocumentPermissionType::Share);
            let request = request.account_ids_to_remove(ONE);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { accounts(stage).await.is_empty() }),
    },
    Row {
        name: "UpdateDocumentMetadata, updating a review",
        operation: "UpdateDocumentMetadata",
        service: "ssm",
        reads: &["ListDocumentMetadataHistory"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let review = DocumentReviews::builder().action(DocumentReviewAction::UpdateReview);
            let request = stage.ssm.update_document_metadata().name(NAME);
            let request = request.document_reviews(review.build().unwrap());
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(is_reviewed(stage)),
    },
];
