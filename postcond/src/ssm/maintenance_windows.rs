//! Maintenance windows: create, update, delete; and cancelling what they execute.

use super::sdk::operation::cancel_maintenance_window_execution::{
    CancelMaintenanceWindowExecutionInput, CancelMaintenanceWindowExecutionOutput,
};
use super::sdk::operation::create_maintenance_window::{
    CreateMaintenanceWindowInput, CreateMaintenanceWindowOutput,
};
use super::sdk::operation::delete_maintenance_window::{
    DeleteMaintenanceWindowInput, DeleteMaintenanceWindowOutput,
};
use super::sdk::operation::get_maintenance_window::{
    GetMaintenanceWindowError, GetMaintenanceWindowOutput,
};
use super::sdk::operation::get_maintenance_window_execution::GetMaintenanceWindowExecutionError;
use super::sdk::operation::update_maintenance_window::{
    UpdateMaintenanceWindowInput, UpdateMaintenanceWindowOutput,
};
use super::sdk::types::{MaintenanceWindowExecutionStatus, ResourceTypeForTagging};
use super::{Reader, tags};
use crate::answer::{is_about, named};
use crate::compare::UpdatedMembers;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, pending, satisfied, superseded};

/// The window can be fetched by its id, and the tags given at creation are listed.
///
/// Its settings are not compared: a call repeated with the same client token returns the window that
/// was made first, which may have been changed since.
#[post_condition(
    service = "ssm",
    op = "CreateMaintenanceWindow",
    reads = ["GetMaintenanceWindow", "ListTagsForResource"],
    batched = "DescribeMaintenanceWindows"
)]
pub(crate) async fn window_and_tags_are_visible(
    ssm: &Reader,
    input: &CreateMaintenanceWindowInput,
    output: &CreateMaintenanceWindowOutput,
) -> Check {
    let id = named("WindowId", output.window_id())?;
    // Tags can change the caller's own rights.
    let has_tags = !input.tags().is_empty();
    let Some(seen) = read(ssm, id, has_tags).await? else {
        return pending(format!("{id} does not exist"));
    };
    if seen.window_id() != output.window_id() {
        return pending(format!("another window than {id}"));
    }
    let of_type = &ResourceTypeForTagging::MaintenanceWindow;
    let verdict = satisfied(format!("{id} exists"))?;
    tags::and_listed(verdict, ssm, of_type, id, input.tags()).await
}

/// The window shows the new settings, as the answer to the update has them, or a later change.
#[post_condition(
    service = "ssm",
    op = "UpdateMaintenanceWindow",
    reads = ["GetMaintenanceWindow"],
    batched = "DescribeMaintenanceWindows"
)]
pub(crate) async fn window_has_the_new_settings(
    ssm: &Reader,
    input: &UpdateMaintenanceWindowInput,
    output: &UpdateMaintenanceWindowOutput,
    write: &Witness,
) -> Check {
    let id = input.window_id().unwrap_or_default();
    let Some(seen) = read(ssm, id, false).await? else {
        return pending(format!("{id} does not exist"));
    };
    let members = settings(input, output, &seen, write.left_out());
    match members.differing() {
        None => members.as_asked(format!("{id} has the new settings")),
        Some(_) if write.precedes(seen.modified_date()) => {
            superseded(format!("{id} has been changed since"))
        }
        Some(members) => pending(format!("{id} differs in {members}")),
    }
}

/// The answer, not the input, is what counts: a start in the past, for one, becomes the present.
#[rustfmt::skip] // a table
fn settings<'a>(
    input: &UpdateMaintenanceWindowInput,
    output: &UpdateMaintenanceWindowOutput,
    seen: &GetMaintenanceWindowOutput,
    left_out: &'a [String],
) -> UpdatedMembers<'a> {
    UpdatedMembers::of(input.replace(), left_out)
        .echoed("Name", &input.name, &output.name, &seen.name)
        .echoed("Description", &input.description, &output.description, &seen.description)
        .echoed_date("StartDate", &input.start_date, &output.start_date, &seen.start_date)
        .echoed_date("EndDate", &input.end_date, &output.end_date, &seen.end_date)
        .echoed("Schedule", &input.schedule, &output.schedule, &seen.schedule)
        .echoed("ScheduleTimezone", &input.schedule_timezone, &output.schedule_timezone, &seen.schedule_timezone)
        .echoed("ScheduleOffset", &input.schedule_offset, &output.schedule_offset, &seen.schedule_offset)
        .echoed("Duration", &input.duration, &output.duration, &seen.duration)
        .echoed_or_default("Cutoff", input.cutoff, output.cutoff, seen.cutoff)
        .echoed_or_default(
            "AllowUnassociatedTargets", input.allow_unassociated_targets,
            output.allow_unassociated_targets, seen.allow_unassociated_targets,
        )
        .echoed_or_default("Enabled", input.enabled, output.enabled, seen.enabled)
}

/// The window can no longer be fetched.
#[post_condition(
    service = "ssm",
    op = "DeleteMaintenanceWindow",
    reads = ["GetMaintenanceWindow"],
    batched = "DescribeMaintenanceWindows"
)]
pub(crate) async fn window_does_not_exist(
    ssm: &Reader,
    input: &DeleteMaintenanceWindowInput,
    _: &DeleteMaintenanceWindowOutput,
) -> Check {
    let id = input.window_id().unwrap_or_default();
    match read(ssm, id, false).await? {
        None => satisfied(format!("{id} does not exist")),
        Some(_) => pending(format!("{id} exists")),
    }
}

async fn read(
    ssm: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<GetMaintenanceWindowOutput>, ReadError> {
    let found = ssm
        .get_maintenance_window()
        .window_id(id)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetMaintenanceWindowError::is_does_not_exist_exception)?;
    if let Some(seen) = &found {
        is_about("window", id, seen.window_id())?;
    }
    Ok(found)
}

/// The execution is being cancelled, or is over.
///
/// Tasks that already run go on to their end; nothing waits for them.
#[post_condition(
    service = "ssm",
    op = "CancelMaintenanceWindowExecution",
    reads = ["GetMaintenanceWindowExecution"]
)]
pub(crate) async fn execution_is_being_cancelled_or_over(
    ssm: &Reader,
    input: &CancelMaintenanceWindowExecutionInput,
    _: &CancelMaintenanceWindowExecutionOutput,
) -> Check {
    use MaintenanceWindowExecutionStatus::{
        Cancelled, Cancelling, Failed, SkippedOverlapping, Success, TimedOut,
    };
    let id = input.window_execution_id().unwrap_or_default();
    let seen = ssm
        .get_maintenance_window_execution()
        .window_execution_id(id)
        .send()
        .await
        .absent_if(GetMaintenanceWindowExecutionError::is_does_not_exist_exception)?;
    let Some(seen) = seen else {
        return pending(format!("{id} does not exist"));
    };
    is_about("execution", id, seen.window_execution_id())?;
    match seen.status() {
        Some(
            status @ (Cancelling | Cancelled | Success | Failed | TimedOut | SkippedOverlapping),
        ) => satisfied(format!("{id} is {status}")),
        Some(status) => pending(format!("{id} is {status}")),
        None => pending(format!("{id} has no status")),
    }
}
