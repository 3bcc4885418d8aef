//! Patch baselines.

use aws_sdk_ssm::error::SdkError;
use aws_sdk_ssm::operation::get_patch_baseline::GetPatchBaselineError;

use super::Row;
use crate::stage::Stage;

/// The id that the simulator gives to the first one.
const ID: &str = "pb-00000000000000001";

async fn create(stage: &Stage) {
    let request = stage.plain_ssm.create_patch_baseline().name("old");
    let output = request.send().await.unwrap();
    assert_eq!(output.baseline_id(), Some(ID));
}

/// The name of the baseline, if it exists.
async fn name(stage: &Stage) -> Option<String> {
    let request = stage.plain_ssm.get_patch_baseline().baseline_id(ID);
    match request.send().await.map_err(SdkError::into_service_error) {
        Ok(output) => output.name,
        Err(GetPatchBaselineError::DoesNotExistException(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

/// Whether it is listed as a default.
async fn is_default(stage: &Stage) -> bool {
    let listed = stage.plain_ssm.describe_patch_baselines().send().await;
    let mut listed = listed.unwrap().baseline_identities.into_iter().flatten();
    listed.any(|it| it.baseline_id() == Some(ID) && it.default_baseline())
}

const READS: &[&str] = &["GetPatchBaseline"];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "CreatePatchBaseline",
        operation: "CreatePatchBaseline",
        service: "ssm",
        reads: READS,
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage.ssm.create_patch_baseline().name("new");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { name(stage).await.as_deref() == Some("new") }),
    },
    Row {
        name: "UpdatePatchBaseline",
        operation: "UpdatePatchBaseline",
        service: "ssm",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.update_patch_baseline().baseline_id(ID);
            let request = request.name("new");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { name(stage).await.as_deref() == Some("new") }),
    },
    Row {
        name: "RegisterDefaultPatchBaseline",
        operation: "RegisterDefaultPatchBaseline",
        service: "ssm",
        reads: &["DescribePatchBaselines"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.register_default_patch_baseline().baseline_id(ID);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(is_default(stage)),
    },
    Row {
        name: "DeletePatchBaseline",
        operation: "DeletePatchBaseline",
        service: "ssm",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage)),
        act: |stage| {
            let request = stage.ssm.delete_patch_baseline().baseline_id(ID);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { name(stage).await.is_none() }),
    },
];
