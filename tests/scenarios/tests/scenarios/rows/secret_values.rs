//! Secret values and the labels of versions.

use super::Row;
use super::secrets::{described, labels};
use crate::stage::Stage;

/// Tokens, which become the ids of versions.
const FIRST: &str = "00000000-0000-0000-0000-000000000001";
const SECOND: &str = "00000000-0000-0000-0000-000000000002";

async fn create(stage: &Stage) {
    let request = stage.plain_secrets.create_secret().name("a");
    request.send().await.unwrap();
    put(stage, FIRST, &["AWSCURRENT"]).await;
}

async fn put(stage: &Stage, version: &str, labels: &[&str]) {
    let request = stage.plain_secrets.put_secret_value().secret_id("a");
    let request = request.secret_string("old").client_request_token(version);
    let labels = labels.iter().map(|&label| label.to_owned()).collect();
    let request = request.set_version_stages(Some(labels));
    request.send().await.unwrap();
}

/// The first version is `AWSPREVIOUS`, the second `AWSCURRENT` and `blue`.
async fn create_two(stage: &Stage) {
    create(stage).await;
    put(stage, SECOND, &["AWSCURRENT", "blue"]).await;
}

/// Whether a version other than the first is current.
async fn is_replaced(stage: &Stage) -> bool {
    let versions = described(stage)
        .await
        .and_then(|it| it.version_ids_to_stages);
    let mut versions = versions.unwrap_or_default().into_iter();
    versions.any(|(id, labels)| id != FIRST && labels.iter().any(|label| label == "AWSCURRENT"))
}

const READS: &[&str] = &["DescribeSecret"];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "PutSecretValue",
        operation: "PutSecretValue",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.secrets.put_secret_value().secret_id("a");
            let request = request.secret_string("new");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(is_replaced(stage)),
    },
    Row {
        name: "PutSecretValue, with labels",
        operation: "PutSecretValue",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create_two(stage)),
        act: |stage| {
            let request = stage.secrets.put_secret_value().secret_id("a");
            let request = request.secret_string("new").version_stages("blue");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { labels(stage, SECOND).await == ["AWSCURRENT"] }),
    },
    Row {
        name: "PutSecretValue, with a token of one's own",
        operation: "PutSecretValue",
        service: "secretsmanager",
        reads: &["DescribeSecret", "ListSecretVersionIds"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.secrets.put_secret_value().secret_id("a");
            let request = request.secret_string("new").client_request_token(SECOND);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { labels(stage, SECOND).await == ["AWSCURRENT"] }),
    },
    Row {
        name: "UpdateSecretVersionStage, rolling back",
        operation: "UpdateSecretVersionStage",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create_two(stage)),
        act: |stage| {
            let request = stage.secrets.update_secret_version_stage().secret_id("a");
            let request = request.version_stage("AWSCURRENT");
            let request = request.move_to_version_id(FIRST);
            let request = request.remove_from_version_id(SECOND);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { labels(stage, FIRST).await == ["AWSCURRENT"] }),
    },
    Row {
        name: "UpdateSecretVersionStage, adding a label",
        operation: "UpdateSecretVersionStage",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create_two(stage)),
        act: |stage| {
            let request = stage.secrets.update_secret_version_stage().secret_id("a");
            let request = request.version_stage("green").move_to_version_id(FIRST);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async { labels(stage, FIRST).await == ["AWSPREVIOUS", "green"] })
        },
    },
    Row {
        name: "UpdateSecretVersionStage, removing a label",
        operation: "UpdateSecretVersionStage",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create_two(stage)),
        act: |stage| {
            let request = stage.secrets.update_secret_version_stage().secret_id("a");
            let request = request.version_stage("blue").remove_from_version_id(SECOND);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { labels(stage, SECOND).await == ["AWSCURRENT"] }),
    },
];
