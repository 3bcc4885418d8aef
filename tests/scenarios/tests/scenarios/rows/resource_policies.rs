//! Rows of resource policies.

use super::Row;
use crate::stage::Stage;

const RESOURCE: &str = "arn:aws:ssm:us-east-1:123456789012:parameter/a";
const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;
const ID: &str = "p";

async fn put(stage: &Stage, id: &str) {
    let request = stage.plain_ssm.put_resource_policy();
    let request = request.resource_arn(RESOURCE).policy(POLICY).policy_id(id);
    request.send().await.unwrap();
}

/// How many policies the resource has.
async fn policies(stage: &Stage) -> usize {
    let request = stage.plain_ssm.get_resource_policies();
    let listed = request.resource_arn(RESOURCE).send().await.unwrap();
    listed.policies().len()
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "PutResourcePolicy",
        operation: "PutResourcePolicy",
        service: "ssm",
        reads: &["GetResourcePolicies"],
        may_change_rights: true,
        arrange: |stage| Box::pin(put(stage, "other")),
        act: |stage| {
            let request = stage.ssm.put_resource_policy().resource_arn(RESOURCE);
            let request = request.policy(POLICY);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { policies(stage).await == 2 }),
    },
    Row {
        name: "DeleteResourcePolicy",
        operation: "DeleteResourcePolicy",
        service: "ssm",
        reads: &["GetResourcePolicies"],
        may_change_rights: true,
        arrange: |stage| {
            Box::pin(async {
                put(stage, "other").await;
                put(stage, ID).await;
            })
        },
        act: |stage| {
            let request = stage.ssm.delete_resource_policy().resource_arn(RESOURCE);
            let request = request.policy_id(ID).policy_hash("1");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { policies(stage).await == 1 }),
    },
];
