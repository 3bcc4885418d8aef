//! Resource policies of secrets.

use super::Row;
use super::secrets::create;
use crate::stage::Stage;

const OLD: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;
const NEW: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"secretsmanager:*","Resource":"*"}]}"#;

/// The secret has the old policy.
async fn with_a_policy(stage: &Stage) {
    create(stage).await;
    let request = stage.plain_secrets.put_resource_policy().secret_id("a");
    request.resource_policy(OLD).send().await.unwrap();
}

async fn policy(stage: &Stage) -> Option<String> {
    let request = stage.plain_secrets.get_resource_policy().secret_id("a");
    request.send().await.unwrap().resource_policy
}

const READS: &[&str] = &["GetResourcePolicy"];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "PutResourcePolicy",
        operation: "PutResourcePolicy",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: true,
        arrange: |stage| Box::pin(with_a_policy(stage)),
        act: |stage| {
            let request = stage.secrets.put_resource_policy().secret_id("a");
            let request = request.resource_policy(NEW);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { policy(stage).await.as_deref() == Some(NEW) }),
    },
    Row {
        name: "DeleteResourcePolicy",
        operation: "DeleteResourcePolicy",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: true,
        arrange: |stage| Box::pin(with_a_policy(stage)),
        act: |stage| {
            let request = stage.secrets.delete_resource_policy().secret_id("a");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { policy(stage).await.is_none() }),
    },
];
