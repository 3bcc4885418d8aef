//! Aliases, by `DescribeStateMachineAlias`.

use postcond::post_condition;
use postcond::runtime::compare::is_not_before;
use postcond::runtime::{Check, ReadBack, pending, satisfied};

use super::Reader;
use super::sdk::operation::create_state_machine_alias::{
    CreateStateMachineAliasInput, CreateStateMachineAliasOutput,
};
use super::sdk::operation::describe_state_machine_alias::DescribeStateMachineAliasError;
use super::sdk::operation::update_state_machine_alias::{
    UpdateStateMachineAliasInput, UpdateStateMachineAliasOutput,
};

/// The alias can be described.
#[post_condition(
    service = crate::sfn,
    op = "CreateStateMachineAlias",
    reads = ["DescribeStateMachineAlias"]
)]
pub(crate) async fn alias_is_shown(
    reader: &Reader,
    _: &CreateStateMachineAliasInput,
    output: &CreateStateMachineAliasOutput,
) -> Check {
    let arn = output.state_machine_alias_arn();
    let read = reader
        .describe_state_machine_alias()
        .state_machine_alias_arn(arn);
    let is_absent = DescribeStateMachineAliasError::is_resource_not_found;
    match read.send().await.absent_if(is_absent)? {
        Some(_) => satisfied("the alias is shown"),
        None => pending("no such alias"),
    }
}

/// The alias is shown as of this update, or a later one.
#[post_condition(
    service = crate::sfn,
    op = "UpdateStateMachineAlias",
    reads = ["DescribeStateMachineAlias"]
)]
pub(crate) async fn alias_is_updated(
    reader: &Reader,
    input: &UpdateStateMachineAliasInput,
    output: &UpdateStateMachineAliasOutput,
) -> Check {
    let arn = input.state_machine_alias_arn().unwrap_or_default();
    let read = reader
        .describe_state_machine_alias()
        .state_machine_alias_arn(arn);
    let seen = read.send().await?;
    match is_not_before(seen.update_date(), Some(output.update_date())) {
        true => satisfied("the update is shown"),
        false => pending("the alias as it was before"),
    }
}
