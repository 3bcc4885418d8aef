//! Activations.

use super::Row;
use crate::stage::Stage;

/// The id of the first activation.
const ACTIVATION: &str = "00000001-0003-0000-0000-000000000000";

async fn create(stage: &Stage) {
    let request = stage.plain_ssm.create_activation().iam_role("Role");
    let output = request.send().await.unwrap();
    assert_eq!(output.activation_id(), Some(ACTIVATION));
}

async fn is_listed(stage: &Stage) -> bool {
    let read = stage.plain_ssm.describe_activations().send().await;
    let read = read.unwrap();
    let mut activations = read.activation_list().iter();
    activations.any(|activation| activation.activation_id() == Some(ACTIVATION))
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "CreateActivation",
        operation: "CreateActivation",
        service: "ssm",
        reads: &["DescribeActivations"],
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage.ssm.create_activation().iam_role("Role");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(is_listed(stage)),
    },
    Row {
        name: "DeleteActivation",
        operation: "DeleteActivation",
        service: "ssm",
        reads: &["DescribeActivations"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.delete_activation().activation_id(ACTIVATION);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { !is_listed(stage).await }),
    },
];
