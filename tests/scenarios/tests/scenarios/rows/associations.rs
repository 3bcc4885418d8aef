//! Associations.

use aws_sdk_ssm::error::SdkError;
use aws_sdk_ssm::operation::describe_association::DescribeAssociationError;
use aws_sdk_ssm::types::{AssociationDescription, CreateAssociationBatchRequestEntry};

use super::Row;
use crate::stage::Stage;

const DOCUMENT: &str = "AWS-UpdateSSMAgent";
/// The ids of the first two associations.
const FIRST: &str = "00000001-0001-0000-0000-000000000000";
const SECOND: &str = "00000002-0001-0000-0000-000000000000";

async fn create(stage: &Stage) {
    let request = stage.plain_ssm.create_association().name(DOCUMENT);
    let request = request.schedule_expression("rate(1 day)");
    request.send().await.unwrap();
}

async fn described(stage: &Stage, id: &str) -> Option<AssociationDescription> {
    let request = stage.plain_ssm.describe_association().association_id(id);
    let read = request.send().await;
    match read.map_err(SdkError::into_service_error) {
        Ok(output) => output.association_description,
        Err(DescribeAssociationError::AssociationDoesNotExist(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

/// How often the first association was executed, its creation included.
async fn executions(stage: &Stage) -> usize {
    let request = stage.plain_ssm.describe_association_executions();
    let listed = request.association_id(FIRST).send().await.unwrap();
    listed.association_executions().len()
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "CreateAssociation",
        operation: "CreateAssociation",
        service: "ssm",
        reads: &["DescribeAssociation"],
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage.ssm.create_association().name(DOCUMENT);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { described(stage, FIRST).await.is_some() }),
    },
    Row {
        name: "CreateAssociationBatch",
        operation: "CreateAssociationBatch",
        service: "ssm",
        reads: &["DescribeAssociation", "DescribeAssociation"],
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let entry = CreateAssociationBatchRequestEntry::builder().name(DOCUMENT);
            let entry = entry.build().unwrap();
            let request = stage.ssm.create_association_batch();
            let request = request.entries(entry.clone()).entries(entry);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async {
                described(stage, FIRST).await.is_some() && described(stage, SECOND).await.is_some()
            })
        },
    },
    Row {
        name: "UpdateAssociation",
        operation: "UpdateAssociation",
        service: "ssm",
        reads: &["DescribeAssociation"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.update_association().association_id(FIRST);
            let request = request.schedule_expression("rate(2 days)");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async {
                let described = described(stage, FIRST).await.unwrap();
                described.schedule_expression() == Some("rate(2 days)")
            })
        },
    },
    Row {
        name: "StartAssociationsOnce",
        operation: "StartAssociationsOnce",
        service: "ssm",
        reads: &["DescribeAssociationExecutions"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.start_associations_once().association_ids(FIRST);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { executions(stage).await > 1 }),
    },
    Row {
        name: "DeleteAssociation",
        operation: "DeleteAssociation",
        service: "ssm",
        reads: &["DescribeAssociation"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.delete_association().association_id(FIRST);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { described(stage, FIRST).await.is_none() }),
    },
];
