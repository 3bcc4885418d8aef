//! Secrets and their tags.

use aws_sdk_secretsmanager::error::SdkError;
use aws_sdk_secretsmanager::operation::describe_secret::{
    DescribeSecretError, DescribeSecretOutput,
};
use aws_sdk_secretsmanager::types::Tag;

use super::Row;
use crate::stage::Stage;

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build()
}

async fn create(stage: &Stage) {
    let request = stage
        .plain_secrets
        .create_secret()
        .name("a")
        .secret_string("old");
    let request = request.tags(tag("team", "red")).tags(tag("env", "test"));
    request.send().await.unwrap();
}

async fn described(stage: &Stage) -> Option<DescribeSecretOutput> {
    let read = stage
        .plain_secrets
        .describe_secret()
        .secret_id("a")
        .send()
        .await;
    match read.map_err(SdkError::into_service_error) {
        Ok(output) => Some(output),
        Err(DescribeSecretError::ResourceNotFoundException(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

async fn is_current(stage: &Stage) -> bool {
    let versions = described(stage)
        .await
        .and_then(|it| it.version_ids_to_stages);
    let mut labels = versions.unwrap_or_default().into_values().flatten();
    labels.any(|label| label == "AWSCURRENT")
}

async fn is_marked(stage: &Stage) -> bool {
    let described = described(stage).await;
    described.is_some_and(|it| it.deleted_date.is_some())
}

/// The tags of the secret in order, as `key=value`.
async fn tags(stage: &Stage) -> Vec<String> {
    let described = described(stage).await;
    let tags = described.and_then(|it| it.tags).unwrap_or_default();
    let pair = |tag: &Tag| format!("{}={}", tag.key().unwrap(), tag.value().unwrap());
    let mut tags: Vec<_> = tags.iter().map(pair).collect();
    tags.sort();
    tags
}

const READS: &[&str] = &["DescribeSecret"];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "CreateSecret",
        operation: "CreateSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage.secrets.create_secret().name("a").secret_string("new");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(is_current(stage)),
    },
    Row {
        name: "CreateSecret, with tags",
        operation: "CreateSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: true,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage.secrets.create_secret().name("a").secret_string("new");
            let request = request.tags(tag("team", "blue"));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { tags(stage).await == ["team=blue"] }),
    },
    Row {
        name: "DeleteSecret, by default",
        operation: "DeleteSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.secrets.delete_secret().secret_id("a");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(is_marked(stage)),
    },
    Row {
        name: "DeleteSecret, with a window",
        operation: "DeleteSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.secrets.delete_secret().secret_id("a");
            let request = request.recovery_window_in_days(7);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(is_marked(stage)),
    },
    Row {
        name: "DeleteSecret, forced",
        operation: "DeleteSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.secrets.delete_secret().secret_id("a");
            let request = request.force_delete_without_recovery(true);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { described(stage).await.is_none() }),
    },
    Row {
        name: "TagResource",
        operation: "TagResource",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: true,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.secrets.tag_resource().secret_id("a");
            let request = request.tags(tag("team", "blue"));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { tags(stage).await == ["env=test", "team=blue"] }),
    },
    Row {
        name: "UntagResource",
        operation: "UntagResource",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: true,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage
                .secrets
                .untag_resource()
                .secret_id("a")
                .tag_keys("team");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { tags(stage).await == ["env=test"] }),
    },
];
