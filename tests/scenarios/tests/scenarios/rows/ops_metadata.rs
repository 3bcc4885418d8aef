//! OpsMetadata.

use std::collections::BTreeMap;

use aws_sdk_ssm::error::SdkError;
use aws_sdk_ssm::operation::get_ops_metadata::GetOpsMetadataError;
use aws_sdk_ssm::types::MetadataValue;

use super::Row;
use crate::stage::Stage;

/// The ARN of the first object.
const ARN: &str = "arn:aws:ssm:us-east-1:123456789012:opsmetadata/aws/ssm/00000000000000001";

fn value(value: &str) -> MetadataValue {
    MetadataValue::builder().value(value).build()
}

async fn create(stage: &Stage) {
    let request = stage.plain_ssm.create_ops_metadata().resource_id("group");
    let request = request.metadata("kept", value("old"));
    let request = request.metadata("changed", value("old"));
    let request = request.metadata("deleted", value("old"));
    request.send().await.unwrap();
}

/// The keys with their values, in order.
async fn metadata(stage: &Stage) -> Option<BTreeMap<String, String>> {
    let request = stage.plain_ssm.get_ops_metadata().ops_metadata_arn(ARN);
    let read = request.send().await;
    let found = match read.map_err(SdkError::into_service_error) {
        Ok(output) => output.metadata.unwrap_or_default(),
        Err(GetOpsMetadataError::OpsMetadataNotFoundException(_)) => return None,
        Err(error) => panic!("{error:?}"),
    };
    let pairs = found.into_iter();
    Some(
        pairs
            .map(|(key, value)| (key, value.value.unwrap()))
            .collect(),
    )
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "CreateOpsMetadata",
        operation: "CreateOpsMetadata",
        service: "ssm",
        reads: &["GetOpsMetadata"],
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage.ssm.create_ops_metadata().resource_id("group");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { metadata(stage).await.is_some() }),
    },
    Row {
        name: "UpdateOpsMetadata",
        operation: "UpdateOpsMetadata",
        service: "ssm",
        reads: &["GetOpsMetadata"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.update_ops_metadata().ops_metadata_arn(ARN);
            let request = request.metadata_to_update("changed", value("new"));
            let request = request.keys_to_delete("deleted");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async {
                let seen = metadata(stage).await.unwrap();
                let seen = seen.iter().map(|(key, value)| format!("{key}={value}"));
                seen.eq(["changed=new", "kept=old"])
            })
        },
    },
    Row {
        name: "DeleteOpsMetadata",
        operation: "DeleteOpsMetadata",
        service: "ssm",
        reads: &["GetOpsMetadata"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.delete_ops_metadata().ops_metadata_arn(ARN);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { metadata(stage).await.is_none() }),
    },
];
