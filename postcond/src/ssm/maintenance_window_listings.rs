//! Maintenance windows as programs list them: all of them, and those of a target.

use super::Reader;
use super::sdk::operation::create_maintenance_window::{
    CreateMaintenanceWindowInput, CreateMaintenanceWindowOutput,
};
use super::sdk::operation::delete_maintenance_window::{
    DeleteMaintenanceWindowInput, DeleteMaintenanceWindowOutput,
};
use super::sdk::operation::describe_maintenance_windows::DescribeMaintenanceWindowsOutput;
use super::sdk::operation::describe_maintenance_windows_for_target::DescribeMaintenanceWindowsForTargetOutput;
use super::sdk::operation::register_target_with_maintenance_window::{
    RegisterTargetWithMaintenanceWindowInput, RegisterTargetWithMaintenanceWindowOutput,
};
use super::sdk::operation::update_maintenance_window::{
    UpdateMaintenanceWindowInput, UpdateMaintenanceWindowOutput,
};
use super::sdk::types::MaintenanceWindowIdentity;
use crate::answer::named;
use crate::compare::UpdatedMembers;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied, unverifiable,
};

/// `DescribeMaintenanceWindows` lists the window.
#[post_condition(
    service = "ssm",
    op = "CreateMaintenanceWindow",
    reads = ["DescribeMaintenanceWindows"],
    batched = "DescribeMaintenanceWindows",
    on_request = true
)]
pub async fn window_is_listed(
    ssm: &Reader,
    input: &CreateMaintenanceWindowInput,
    output: &CreateMaintenanceWindowOutput,
) -> Check {
    let id = named("WindowId", output.window_id())?;
    match listed(ssm, id, !input.tags().is_empty()).await? {
        Some(_) => satisfied(format!("{id} is listed")),
        None => pending(format!("{id} is not listed")),
    }
}

/// `DescribeMaintenanceWindows` lists the window with its new settings, as the answer to the update has
/// them.
///
/// A listed window carries no date: a change that somebody else has made since looks like a stale read.
/// `AllowUnassociatedTargets` is not listed.
#[post_condition(
    service = "ssm",
    op = "UpdateMaintenanceWindow",
    reads = ["DescribeMaintenanceWindows"],
    batched = "DescribeMaintenanceWindows",
    on_request = true
)]
pub async fn window_is_listed_with_the_new_settings(
    ssm: &Reader,
    input: &UpdateMaintenanceWindowInput,
    output: &UpdateMaintenanceWindowOutput,
    write: &Witness,
) -> Check {
    let id = input.window_id().unwrap_or_default();
    let Some(seen) = listed(ssm, id, false).await? else {
        return pending(format!("{id} is not listed"));
    };
    let members = settings(input, output, &seen, write.left_out());
    match members.differing() {
        None => members.as_asked(format!("{id} is listed with the new settings")),
        Some(members) => pending(format!("{id} is listed, and differs in {members}")),
    }
}

#[rustfmt::skip] // a table
fn settings<'a>(
    input: &UpdateMaintenanceWindowInput,
    output: &UpdateMaintenanceWindowOutput,
    seen: &MaintenanceWindowIdentity,
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
        .echoed_or_default("Enabled", input.enabled, output.enabled, seen.enabled)
}

/// `DescribeMaintenanceWindows` no longer lists the window.
#[post_condition(
    service = "ssm",
    op = "DeleteMaintenanceWindow",
    reads = ["DescribeMaintenanceWindows"],
    batched = "DescribeMaintenanceWindows",
    on_request = true
)]
pub async fn window_is_not_listed(
    ssm: &Reader,
    input: &DeleteMaintenanceWindowInput,
    _: &DeleteMaintenanceWindowOutput,
) -> Check {
    let id = input.window_id().unwrap_or_default();
    match listed(ssm, id, false).await? {
        None => satisfied(format!("{id} is not listed")),
        Some(_) => pending(format!("{id} is still listed")),
    }
}

/// The window, if it is listed.
async fn listed(
    ssm: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<MaintenanceWindowIdentity>, ReadError> {
    // Not filtered by name: it may be another by now, and the same request serves all windows.
    let found = find_in_pages(
        |token| {
            ssm.describe_maintenance_windows()
                .max_results(100)
                .set_next_token(token)
                .send()
        },
        DescribeMaintenanceWindowsOutput::next_token,
        |page| {
            let mut windows = page.window_identities?.into_iter();
            windows.find(|window| window.window_id() == Some(id))
        },
    );
    Ok(found.await.denial_may_lift(denial_may_lift)?)
}

/// `DescribeMaintenanceWindowsForTarget` lists the window as one of those of the target.
///
/// It takes the targets of one registration, and nothing that tells it from another of the same window
/// with the same targets.
#[post_condition(
    service = "ssm",
    op = "RegisterTargetWithMaintenanceWindow",
    reads = ["DescribeMaintenanceWindowsForTarget"],
    on_request = true
)]
pub async fn window_is_listed_for_the_target(
    ssm: &Reader,
    input: &RegisterTargetWithMaintenanceWindowInput,
    _: &RegisterTargetWithMaintenanceWindowOutput,
) -> Check {
    let window = input.window_id().unwrap_or_default();
    if input.targets().is_empty() {
        return unverifiable("the call names no targets");
    }
    let found = find_in_pages(
        |token| {
            ssm.describe_maintenance_windows_for_target()
                .set_resource_type(input.resource_type().cloned())
                .set_targets(Some(input.targets().to_vec()))
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        DescribeMaintenanceWindowsForTargetOutput::next_token,
        |page| {
            let mut windows = page.window_identities().iter();
            let is_it = windows.any(|it| it.window_id() == Some(window));
            is_it.then_some(())
        },
    );
    match found.await? {
        Some(()) => satisfied(format!("{window} is listed for the target")),
        None => pending(format!("{window} is not listed for the target")),
    }
}
