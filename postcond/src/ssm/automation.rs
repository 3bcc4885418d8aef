//! Automation: start, stop, and the change requests, previews and access requests beside it.

use super::sdk::operation::get_automation_execution::GetAutomationExecutionError;
use super::sdk::operation::get_execution_preview::GetExecutionPreviewError;
use super::sdk::operation::start_access_request::{
    StartAccessRequestInput, StartAccessRequestOutput,
};
use super::sdk::operation::start_automation_execution::{
    StartAutomationExecutionInput, StartAutomationExecutionOutput,
};
use super::sdk::operation::start_change_request_execution::{
    StartChangeRequestExecutionInput, StartChangeRequestExecutionOutput,
};
use super::sdk::operation::start_execution_preview::{
    StartExecutionPreviewInput, StartExecutionPreviewOutput,
};
use super::sdk::operation::stop_automation_execution::{
    StopAutomationExecutionInput, StopAutomationExecutionOutput,
};
use super::sdk::types::{AutomationExecution, ResourceTypeForTagging, StopType, Tag};
use super::{Reader, ops_items, tags};
use crate::answer::{is_about, named};
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, failed, pending, satisfied, unverifiable};

/// The execution can be fetched by its id, whatever its status, and its tags are listed.
#[post_condition(
    service = "ssm",
    op = "StartAutomationExecution",
    reads = ["GetAutomationExecution", "ListTagsForResource"],
    batched = "DescribeAutomationExecutions"
)]
pub(crate) async fn automation_is_visible(
    ssm: &Reader,
    input: &StartAutomationExecutionInput,
    output: &StartAutomationExecutionOutput,
) -> Check {
    let id = named("AutomationExecutionId", output.automation_execution_id())?;
    execution_is_visible(ssm, id, input.tags()).await
}

/// The change request can be fetched by its id, whatever its status, and its tags are listed.
///
/// The OpsItem that it opens may appear later.
#[post_condition(
    service = "ssm",
    op = "StartChangeRequestExecution",
    reads = ["GetAutomationExecution", "ListTagsForResource"],
    batched = "DescribeAutomationExecutions"
)]
pub(crate) async fn change_request_is_visible(
    ssm: &Reader,
    input: &StartChangeRequestExecutionInput,
    output: &StartChangeRequestExecutionOutput,
) -> Check {
    let id = named("AutomationExecutionId", output.automation_execution_id())?;
    execution_is_visible(ssm, id, input.tags()).await
}

async fn execution_is_visible(ssm: &Reader, id: &str, tags: &[Tag]) -> Check {
    // Tags can change the caller's own rights.
    let denial_may_lift = !tags.is_empty();
    let Some(seen) = read(ssm, id, denial_may_lift).await? else {
        return pending(not_found(id));
    };
    if seen.id != id {
        return pending(format!("another execution than {id}"));
    }
    let verdict = satisfied(seen.in_words(id))?;
    tags::and_listed(verdict, ssm, &ResourceTypeForTagging::Automation, id, tags).await
}

/// The execution is over, and has succeeded; one that has ended in any other way is an error.
///
/// Nothing waits for it unless asked: an execution takes as long as its runbook.
#[post_condition(
    service = "ssm",
    op = "StartAutomationExecution",
    reads = ["GetAutomationExecution"],
    batched = "DescribeAutomationExecutions",
    deadline = 3600,
    on_request = true
)]
pub async fn automation_has_succeeded(
    ssm: &Reader,
    input: &StartAutomationExecutionInput,
    output: &StartAutomationExecutionOutput,
) -> Check {
    let id = named("AutomationExecutionId", output.automation_execution_id())?;
    // Tags can change the caller's own rights.
    let Some(seen) = read(ssm, id, !input.tags().is_empty()).await? else {
        return pending(not_found(id));
    };
    let status = seen.in_words(id);
    if has_succeeded(&seen.status) {
        satisfied(status)
    } else if !is_over(&seen.status) {
        pending(status)
    } else {
        // Its own text may quote what the runbook was given, and is not passed on.
        failed(format!("{status}: see its FailureMessage for the reason"))
    }
}

/// The execution is being cancelled, or is over; one that was asked to complete is not waited for.
///
/// To complete is to let the current step run to its end, however long, and nothing shows it before.
#[post_condition(
    service = "ssm",
    op = "StopAutomationExecution",
    reads = ["GetAutomationExecution"],
    batched = "DescribeAutomationExecutions"
)]
pub(crate) async fn automation_is_being_cancelled(
    ssm: &Reader,
    input: &StopAutomationExecutionInput,
    _: &StopAutomationExecutionOutput,
) -> Check {
    let id = input.automation_execution_id().unwrap_or_default();
    if input.r#type() == Some(&StopType::Complete) {
        return unverifiable(format!("{id} may complete its current step, however long"));
    }
    match read(ssm, id, false).await? {
        Some(seen) if seen.status == "Cancelling" || is_over(&seen.status) => {
            satisfied(seen.in_words(id))
        }
        Some(seen) => pending(seen.in_words(id)),
        None => pending(not_found(id)),
    }
}

/// The execution is over, in whichever way.
///
/// Nothing waits for it unless asked: the step that is running may take long to end.
#[post_condition(
    service = "ssm",
    op = "StopAutomationExecution",
    reads = ["GetAutomationExecution"],
    batched = "DescribeAutomationExecutions",
    deadline = 3600,
    on_request = true
)]
pub async fn automation_is_over(
    ssm: &Reader,
    input: &StopAutomationExecutionInput,
    _: &StopAutomationExecutionOutput,
) -> Check {
    let id = input.automation_execution_id().unwrap_or_default();
    match read(ssm, id, false).await? {
        Some(seen) if is_over(&seen.status) => satisfied(seen.in_words(id)),
        Some(seen) => pending(seen.in_words(id)),
        None => pending(not_found(id)),
    }
}

fn has_succeeded(status: &str) -> bool {
    matches!(status, "Success" | "CompletedWithSuccess")
}

/// Whether this is the last status of an execution.
fn is_over(status: &str) -> bool {
    let over_otherwise = matches!(
        status,
        "Cancelled" | "TimedOut" | "Failed" | "Rejected" | "CompletedWithFailure" | "Exited"
    );
    has_succeeded(status) || over_otherwise
}

fn not_found(id: &str) -> String {
    format!("{id} is not found")
}

/// What matters of an execution; the rest, its parameters and outputs, can hold secrets.
struct Execution {
    id: String,
    status: String,
}

impl Execution {
    fn of(read: AutomationExecution) -> Self {
        let status = read.automation_execution_status;
        Self {
            id: read.automation_execution_id.unwrap_or_default(),
            status: status.map_or_else(String::new, |it| it.as_str().to_owned()),
        }
    }

    fn in_words(&self, id: &str) -> String {
        match self.status.as_str() {
            "" => format!("{id} has no status"),
            status => format!("{id} is {status}"),
        }
    }
}

async fn read(
    ssm: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<Execution>, ReadError> {
    let found = ssm
        .get_automation_execution()
        .automation_execution_id(id)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetAutomationExecutionError::is_automation_execution_not_found_exception)?;
    let execution = found.and_then(|found| found.automation_execution);
    let execution = execution.map(Execution::of);
    if let Some(seen) = &execution {
        is_about("execution", id, Some(&seen.id))?;
    }
    Ok(execution)
}

/// The preview can be fetched by its id, finished or not.
#[post_condition(
    service = "ssm",
    op = "StartExecutionPreview",
    reads = ["GetExecutionPreview"]
)]
pub(crate) async fn preview_is_visible(
    ssm: &Reader,
    _: &StartExecutionPreviewInput,
    output: &StartExecutionPreviewOutput,
) -> Check {
    let id = named("ExecutionPreviewId", output.execution_preview_id())?;
    let seen = ssm
        .get_execution_preview()
        .execution_preview_id(id)
        .send()
        .await
        .absent_if(GetExecutionPreviewError::is_resource_not_found_exception)?;
    match seen {
        Some(seen) if seen.execution_preview_id() == Some(id) => {
            satisfied(format!("the preview {id} is visible"))
        }
        Some(_) => pending(format!("another preview than {id}")),
        None => pending(not_found(id)),
    }
}

/// The access request can be looked up as an OpsItem, approved or not.
///
/// The read that asks for it by name would hand out live credentials once it is approved.
#[post_condition(service = "ssm", op = "StartAccessRequest", reads = ["GetOpsItem"])]
pub(crate) async fn access_request_is_visible(
    ssm: &Reader,
    input: &StartAccessRequestInput,
    output: &StartAccessRequestOutput,
) -> Check {
    let id = named("AccessRequestId", output.access_request_id())?;
    // Tags can change the caller's own rights.
    match ops_items::read(ssm, id, None, !input.tags().is_empty()).await? {
        Some(seen) if seen.ops_item_id() == Some(id) => satisfied(format!("{id} is visible")),
        Some(_) => pending(format!("another OpsItem than {id}")),
        None => pending(not_found(id)),
    }
}
