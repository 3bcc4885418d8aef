//! Executions, by `DescribeExecution`.

use postcond::post_condition;
use postcond::runtime::{Check, ReadBack, pending, satisfied, unverifiable};

use super::Reader;
use super::sdk::operation::describe_execution::DescribeExecutionError;
use super::sdk::operation::start_execution::{StartExecutionInput, StartExecutionOutput};
use super::sdk::operation::stop_execution::{StopExecutionInput, StopExecutionOutput};
use super::sdk::types::ExecutionStatus;

/// The execution can be described.
#[post_condition(service = crate::sfn, op = "StartExecution", reads = ["DescribeExecution"])]
pub(crate) async fn execution_is_shown(
    reader: &Reader,
    _: &StartExecutionInput,
    output: &StartExecutionOutput,
) -> Check {
    let arn = output.execution_arn();
    if arn.contains(":express:") {
        return unverifiable("executions of Express workflows are in CloudWatch Logs alone");
    }
    let read = reader.describe_execution().execution_arn(arn).send().await;
    match read.absent_if(DescribeExecutionError::is_execution_does_not_exist)? {
        Some(_) => satisfied("the execution is shown"),
        None => pending("no such execution"),
    }
}

/// The execution is not running any more.
#[post_condition(service = crate::sfn, op = "StopExecution", reads = ["DescribeExecution"])]
pub(crate) async fn execution_is_stopped(
    reader: &Reader,
    input: &StopExecutionInput,
    _: &StopExecutionOutput,
) -> Check {
    let arn = input.execution_arn().unwrap_or_default();
    let seen = reader
        .describe_execution()
        .execution_arn(arn)
        .send()
        .await?;
    match seen.status() {
        ExecutionStatus::Running | ExecutionStatus::PendingRedrive => pending("it is running"),
        status => satisfied(format!("it is {}", status.as_str())),
    }
}
