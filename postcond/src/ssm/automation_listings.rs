//! Executions of automation as programs list them.

use super::Reader;
use super::sdk::operation::describe_automation_executions::DescribeAutomationExecutionsOutput;
use super::sdk::operation::start_automation_execution::{
    StartAutomationExecutionInput, StartAutomationExecutionOutput,
};
use super::sdk::operation::start_change_request_execution::{
    StartChangeRequestExecutionInput, StartChangeRequestExecutionOutput,
};
use super::sdk::types::{AutomationExecutionFilter, AutomationExecutionFilterKey};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, find_in_pages, pending, satisfied};

/// `DescribeAutomationExecutions` lists the execution, whatever its status.
#[post_condition(
    service = "ssm",
    op = "StartAutomationExecution",
    reads = ["DescribeAutomationExecutions"],
    batched = "DescribeAutomationExecutions",
    on_request = true
)]
pub async fn automation_is_listed(
    ssm: &Reader,
    input: &StartAutomationExecutionInput,
    output: &StartAutomationExecutionOutput,
) -> Check {
    let id = named("AutomationExecutionId", output.automation_execution_id())?;
    is_listed(ssm, id, !input.tags().is_empty()).await
}

/// `DescribeAutomationExecutions` lists the change request, whatever its status.
#[post_condition(
    service = "ssm",
    op = "StartChangeRequestExecution",
    reads = ["DescribeAutomationExecutions"],
    batched = "DescribeAutomationExecutions",
    on_request = true
)]
pub async fn change_request_is_listed(
    ssm: &Reader,
    input: &StartChangeRequestExecutionInput,
    output: &StartChangeRequestExecutionOutput,
) -> Check {
    let id = named("AutomationExecutionId", output.automation_execution_id())?;
    is_listed(ssm, id, !input.tags().is_empty()).await
}

/// What executions were given and what came of them can be secrets: they are dropped unseen.
async fn is_listed(ssm: &Reader, id: &str, denial_may_lift: bool) -> Check {
    let by_id = AutomationExecutionFilter::builder()
        .key(AutomationExecutionFilterKey::ExecutionId)
        .values(id)
        .build()
        .map_err(ReadError::fatal)?;
    let found = find_in_pages(
        |token| {
            ssm.describe_automation_executions()
                .filters(by_id.clone())
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        DescribeAutomationExecutionsOutput::next_token,
        |page| {
            let mut executions = page.automation_execution_metadata_list().iter();
            let is_it = executions.any(|it| it.automation_execution_id() == Some(id));
            is_it.then_some(())
        },
    );
    match found.await.denial_may_lift(denial_may_lift)? {
        Some(()) => satisfied(format!("{id} is listed")),
        None => pending(format!("{id} is not listed")),
    }
}
