//! Rotation. The simulator's service finishes one at once, and does not cancel any.

use aws_sdk_secretsmanager::types::RotationRulesType;

use super::Row;
use super::secrets::{create, described};
use crate::stage::Stage;

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:rotate";

fn every(days: i64) -> RotationRulesType {
    let rules = RotationRulesType::builder();
    rules.automatically_after_days(days).build()
}

/// The secret is rotated every ten days.
async fn rotated(stage: &Stage) {
    create(stage).await;
    let request = stage.plain_secrets.rotate_secret().secret_id("a");
    let request = request.rotation_rules(every(10));
    request.send().await.unwrap();
}

/// How many versions there have been, and how often the secret is rotated.
async fn versions_and_days(stage: &Stage) -> (usize, Option<i64>) {
    let rules = described(stage).await.unwrap().rotation_rules;
    let listed = stage.plain_secrets.list_secret_version_ids().secret_id("a");
    let listed = listed.include_deprecated(true).send().await.unwrap();
    (
        listed.versions().len(),
        rules.and_then(|it| it.automatically_after_days),
    )
}

const READS: &[&str] = &["DescribeSecret"];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "RotateSecret",
        operation: "RotateSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(rotated(stage)),
        act: |stage| {
            let request = stage.secrets.rotate_secret().secret_id("a");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { versions_and_days(stage).await == (3, Some(10)) }),
    },
    Row {
        name: "RotateSecret, for the first time",
        operation: "RotateSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.secrets.rotate_secret().secret_id("a");
            let request = request.rotation_lambda_arn(FUNCTION);
            let request = request.rotation_rules(every(30));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { versions_and_days(stage).await == (2, Some(30)) }),
    },
    Row {
        name: "RotateSecret, put off",
        operation: "RotateSecret",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(rotated(stage)),
        act: |stage| {
            let request = stage.secrets.rotate_secret().secret_id("a");
            let request = request.rotation_rules(every(30));
            let request = request.rotate_immediately(false);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { versions_and_days(stage).await.1 == Some(30) }),
    },
];
