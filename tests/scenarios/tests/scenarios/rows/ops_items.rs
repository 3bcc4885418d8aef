//! OpsItems and their related items.

use aws_sdk_ssm::error::SdkError;
use aws_sdk_ssm::operation::get_ops_item::GetOpsItemError;
use aws_sdk_ssm::types::{OpsItem, OpsItemStatus};

use super::Row;
use crate::stage::Stage;

/// The ids of the first OpsItem and of its first relation.
const ID: &str = "oi-00000000000000001";
const RELATION: &str = "00000001-0004-0000-0000-000000000000";

async fn create(stage: &Stage) {
    let request = stage.plain_ssm.create_ops_item().title("full");
    let request = request
        .source("disk")
        .description("It is full.")
        .priority(1);
    request.send().await.unwrap();
}

async fn create_related(stage: &Stage) {
    create(stage).await;
    let request = stage.plain_ssm.associate_ops_item_related_item();
    let request = request.ops_item_id(ID).association_type("IsParentOf");
    let request = request.resource_type("AWS::SSMIncidents::IncidentRecord");
    request.resource_uri("arn:a").send().await.unwrap();
}

async fn found(stage: &Stage) -> Option<OpsItem> {
    let read = stage.plain_ssm.get_ops_item().ops_item_id(ID).send().await;
    match read.map_err(SdkError::into_service_error) {
        Ok(output) => output.ops_item,
        Err(GetOpsItemError::OpsItemNotFoundException(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

async fn is_related(stage: &Stage) -> bool {
    let request = stage.plain_ssm.list_ops_item_related_items();
    let listed = request.ops_item_id(ID).send().await.unwrap();
    let mut relations = listed.summaries().iter();
    relations.any(|it| it.association_id() == Some(RELATION))
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "CreateOpsItem",
        operation: "CreateOpsItem",
        service: "ssm",
        reads: &["GetOpsItem"],
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage.ssm.create_ops_item().title("full").source("disk");
            let request = request.description("It is full.");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { found(stage).await.is_some() }),
    },
    Row {
        name: "UpdateOpsItem",
        operation: "UpdateOpsItem",
        service: "ssm",
        reads: &["GetOpsItem"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.update_ops_item().ops_item_id(ID);
            let request = request.title("empty").description("It is empty.");
            let request = request.priority(2).status(OpsItemStatus::Resolved);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async { found(stage).await.unwrap().title() == Some("empty") })
        },
    },
    Row {
        name: "DeleteOpsItem",
        operation: "DeleteOpsItem",
        service: "ssm",
        reads: &["GetOpsItem"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.delete_ops_item().ops_item_id(ID);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { found(stage).await.is_none() }),
    },
    Row {
        name: "AssociateOpsItemRelatedItem",
        operation: "AssociateOpsItemRelatedItem",
        service: "ssm",
        reads: &["ListOpsItemRelatedItems"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.associate_ops_item_related_item();
            let request = request.ops_item_id(ID).association_type("IsParentOf");
            let request = request.resource_type("AWS::SSMIncidents::IncidentRecord");
            let request = request.resource_uri("arn:a");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(is_related(stage)),
    },
    Row {
        name: "DisassociateOpsItemRelatedItem",
        operation: "DisassociateOpsItemRelatedItem",
        service: "ssm",
        reads: &["ListOpsItemRelatedItems"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create_related(stage)),
        act: |stage| {
            let request = stage.ssm.disassociate_ops_item_related_item();
            let request = request.ops_item_id(ID).association_id(RELATION);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { !is_related(stage).await }),
    },
];
