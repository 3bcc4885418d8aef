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

pub(super) async fn create(stage: &Stage) {
    let request = stage
        .plain_secrets
        .create_secret()
        .name("a")
        .secret_string("old");
    let request = request.tags(tag("team", "red")).tags(tag("env", "test"));
    request.send().await.unwrap();
}

pub(super) async fn described(stage: &Stage) -> Option<DescribeSecretOutput> {
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

/// The labels of a version, in order.
pub(super) async fn labels(stage: &Stage, version: &str) -> Vec<String> {
    let versions = described(stage)
        .await
        .and_then(|it| it.version_ids_to_stages);
    let labels = versions.and_then(|mut it| it.remove(version));
    let mut labels = labels.unwrap_or_default();
    labels.sort();
    labels
}

async fn is_current(stage: &Stage) -> bool {
    let versions = described(stage)
        .await
        .and_then(|it| it.version_ids_to_stages);
    let mut labels = versions.unwrap_or_default().into_values().flatten();
    labels.any(|label| label == "AWSCURRENT")
}

/// A secret that is described as `old`.
async fn create_described(stage: &Stage) {
    let request = stage.plain_secrets.create_secret().name("a");
    let request = request.description("old").secret_string("old");
    request.send().await.unwrap();
}

/// A secret that is marked for deletion.
async fn create_and_delete(stage: &Stage) {
    create(stage).await;
    let request = stage.plain_secrets.delete_secret().secret_id("a");
    request.send().await.unwrap();
}

async fn description(stage: &Stage) -> Option<String> {
    described(stage).await.and_then(|it| it.description)
}

async fn number_of_versions(stage: &Stage) -> usize {
    let versions = described(stage)
        .await
        .and_then(|it| it.version_ids_to_stages);
    versions.unwrap_or_default().len()
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
        name: "UpdateSecret, with a value",
        operation: "UpdateSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.secrets.update_secret().secret_id("a");
            let request = request.secret_string("new");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { number_of_versions(stage).await == 2 }),
    },
    Row {
        name: "UpdateSecret, with a description",
        operation: "UpdateSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create_described(stage)),
        act: |stage| {
            let request = stage.secrets.update_secret().secret_id("a");
            let request = request.description("new");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { description(stage).await.as_deref() == Some("new") }),
    },
    Row {
        name: "UpdateSecret, emptying the description",
        operation: "UpdateSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create_described(stage)),
        act: |stage| {
            let request = stage.secrets.update_secret().secret_id("a");
            let request = request.description("");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { description(stage).await.is_none() }),
    },
    Row {
        name: "RestoreSecret",
        operation: "RestoreSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create_and_delete(stage)),
        act: |stage| {
            let request = stage.secrets.restore_secret().secret_id("a");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { !is_marked(stage).await }),
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
