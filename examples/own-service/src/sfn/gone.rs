//! What is deleted is not found: as `init` has drafted it, and confirmed since.
use crate::sfn::{Reader, sdk};
use postcond::post_condition;
use postcond::runtime::{Check, ReadBack, pending, satisfied};
/// The activity is not found any more.
#[post_condition(
    service = crate::sfn,
    op = "DeleteActivity",
    reads = ["DescribeActivity"]
)]
pub(crate) async fn activity_is_gone(
    reader: &Reader,
    input: &sdk::operation::delete_activity::DeleteActivityInput,
    _: &sdk::operation::delete_activity::DeleteActivityOutput,
) -> Check {
    let read = reader
        .describe_activity()
        .set_activity_arn(input.activity_arn().map(str::to_owned))
        .send()
        .await;
    match read.absent_if(
        sdk::operation::describe_activity::DescribeActivityError::is_activity_does_not_exist,
    )? {
        Some(_) => pending("it is still there"),
        None => satisfied("it is not found"),
    }
}
/// The state machine alias is not found any more.
#[post_condition(
    service = crate::sfn,
    op = "DeleteStateMachineAlias",
    reads = ["DescribeStateMachineAlias"]
)]
pub(crate) async fn state_machine_alias_is_gone(
    reader: &Reader,
    input: &sdk::operation::delete_state_machine_alias::DeleteStateMachineAliasInput,
    _: &sdk::operation::delete_state_machine_alias::DeleteStateMachineAliasOutput,
) -> Check {
    let read = reader
        .describe_state_machine_alias()
        .set_state_machine_alias_arn(input.state_machine_alias_arn().map(str::to_owned))
        .send()
        .await;
    match read
        .absent_if(
            sdk::operation::describe_state_machine_alias::DescribeStateMachineAliasError::is_resource_not_found,
        )?
    {
        Some(_) => pending("it is still there"),
        None => satisfied("it is not found"),
    }
}
