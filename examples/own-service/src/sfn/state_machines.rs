//! State machines, by `DescribeStateMachine`.

use postcond::post_condition;
use postcond::runtime::compare::{Members, is_not_before};
use postcond::runtime::{Check, ReadBack, ReadError, pending, satisfied};

use super::Reader;
use super::sdk::operation::create_state_machine::{
    CreateStateMachineInput, CreateStateMachineOutput,
};
use super::sdk::operation::delete_state_machine::{
    DeleteStateMachineInput, DeleteStateMachineOutput,
};
use super::sdk::operation::describe_state_machine::{
    DescribeStateMachineError, DescribeStateMachineOutput,
};
use super::sdk::operation::update_state_machine::{
    UpdateStateMachineInput, UpdateStateMachineOutput,
};
use super::sdk::types::StateMachineStatus;

/// A state machine or a version of one, by its ARN, if it is there.
pub(super) async fn described(
    reader: &Reader,
    arn: &str,
) -> Result<Option<DescribeStateMachineOutput>, ReadError> {
    let read = reader.describe_state_machine().state_machine_arn(arn);
    let is_absent = DescribeStateMachineError::is_state_machine_does_not_exist;
    read.send().await.absent_if(is_absent)
}

/// The state machine can be described.
#[post_condition(service = crate::sfn, op = "CreateStateMachine", reads = ["DescribeStateMachine"])]
pub(crate) async fn state_machine_is_shown(
    reader: &Reader,
    _: &CreateStateMachineInput,
    output: &CreateStateMachineOutput,
) -> Check {
    match described(reader, output.state_machine_arn()).await? {
        None => pending("no such state machine"),
        Some(seen) if !is_not_before(Some(seen.creation_date()), Some(output.creation_date())) => {
            pending("a state machine of the same name that was there before")
        }
        Some(_) => satisfied("the state machine is shown"),
    }
}

/// The state machine is shown in the revision that the call has made.
#[post_condition(service = crate::sfn, op = "UpdateStateMachine", reads = ["DescribeStateMachine"])]
pub(crate) async fn revision_is_shown(
    reader: &Reader,
    input: &UpdateStateMachineInput,
    output: &UpdateStateMachineOutput,
) -> Check {
    let arn = input.state_machine_arn().unwrap_or_default();
    let Some(seen) = described(reader, arn).await? else {
        return pending("no such state machine");
    };
    if output.revision_id().is_some() && seen.revision_id() == output.revision_id() {
        return satisfied("the revision is shown");
    }
    if output.revision_id().is_some() {
        return pending("another revision");
    }
    // What differs is named, and not quoted: a definition may hold anything.
    let members = Members::default()
        .set("definition", input.definition(), Some(seen.definition()))
        .set("roleArn", input.role_arn(), Some(seen.role_arn()));
    match members.differing() {
        None => satisfied("the state machine is as it was updated"),
        Some(differing) => pending(differing),
    }
}

/// The state machine is not found any more, or is being deleted, which lasts as long as its executions run.
#[post_condition(service = crate::sfn, op = "DeleteStateMachine", reads = ["DescribeStateMachine"])]
pub(crate) async fn state_machine_is_gone(
    reader: &Reader,
    input: &DeleteStateMachineInput,
    _: &DeleteStateMachineOutput,
) -> Check {
    let arn = input.state_machine_arn().unwrap_or_default();
    match described(reader, arn).await? {
        None => satisfied("it is not found"),
        Some(seen) if seen.status() == Some(&StateMachineStatus::Deleting) => {
            satisfied("it is being deleted")
        }
        Some(_) => pending("it is still there"),
    }
}
