//! Versions of state machines: `DescribeStateMachine` takes their ARNs, too.

use postcond::post_condition;
use postcond::runtime::{Check, pending, satisfied};

use super::Reader;
use super::sdk::operation::delete_state_machine_version::{
    DeleteStateMachineVersionInput, DeleteStateMachineVersionOutput,
};
use super::sdk::operation::publish_state_machine_version::{
    PublishStateMachineVersionInput, PublishStateMachineVersionOutput,
};
use super::state_machines::described;

/// The version can be described.
#[post_condition(
    service = crate::sfn,
    op = "PublishStateMachineVersion",
    reads = ["DescribeStateMachine"]
)]
pub(crate) async fn version_is_shown(
    reader: &Reader,
    _: &PublishStateMachineVersionInput,
    output: &PublishStateMachineVersionOutput,
) -> Check {
    match described(reader, output.state_machine_version_arn()).await? {
        Some(_) => satisfied("the version is shown"),
        None => pending("no such version"),
    }
}

/// The version is not found any more.
#[post_condition(
    service = crate::sfn,
    op = "DeleteStateMachineVersion",
    reads = ["DescribeStateMachine"]
)]
pub(crate) async fn version_is_gone(
    reader: &Reader,
    input: &DeleteStateMachineVersionInput,
    _: &DeleteStateMachineVersionOutput,
) -> Check {
    let arn = input.state_machine_version_arn().unwrap_or_default();
    match described(reader, arn).await? {
        Some(_) => pending("it is still there"),
        None => satisfied("it is not found"),
    }
}
