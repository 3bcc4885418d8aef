//! Targets of maintenance windows: register, update, deregister.

use std::collections::BTreeSet;

use super::Reader;
use super::sdk::operation::deregister_target_from_maintenance_window::{
    DeregisterTargetFromMaintenanceWindowInput, DeregisterTargetFromMaintenanceWindowOutput,
};
use super::sdk::operation::describe_maintenance_window_targets::{
    DescribeMaintenanceWindowTargetsError, DescribeMaintenanceWindowTargetsOutput,
};
use super::sdk::operation::register_target_with_maintenance_window::{
    RegisterTargetWithMaintenanceWindowInput, RegisterTargetWithMaintenanceWindowOutput,
};
use super::sdk::operation::update_maintenance_window_target::{
    UpdateMaintenanceWindowTargetInput, UpdateMaintenanceWindowTargetOutput,
};
use super::sdk::types::{MaintenanceWindowTarget, Target};
use crate::answer::named;
use crate::compare::{Comparable, UpdatedMembers};
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied};

/// The target is listed under its window.
#[post_condition(
    service = "ssm",
    op = "RegisterTargetWithMaintenanceWindow",
    reads = ["DescribeMaintenanceWindowTargets"]
)]
pub(crate) async fn target_is_listed(
    ssm: &Reader,
    input: &RegisterTargetWithMaintenanceWindowInput,
    output: &RegisterTargetWithMaintenanceWindowOutput,
) -> Check {
    let window = input.window_id().unwrap_or_default();
    let id = named("WindowTargetId", output.window_target_id())?;
    match read(ssm, window, id).await? {
        Some(_) => satisfied(format!("{id} is listed under {window}")),
        None => pending(format!("{id} is not listed under {window}")),
    }
}

/// The target shows the new settings, as the answer to the update has them.
///
/// It carries no date: a change that somebody else has made since looks like a stale read.
#[post_condition(
    service = "ssm",
    op = "UpdateMaintenanceWindowTarget",
    reads = ["DescribeMaintenanceWindowTargets"]
)]
pub(crate) async fn target_has_the_new_settings(
    ssm: &Reader,
    input: &UpdateMaintenanceWindowTargetInput,
    output: &UpdateMaintenanceWindowTargetOutput,
    write: &Witness,
) -> Check {
    let window = input.window_id().unwrap_or_default();
    let id = input.window_target_id().unwrap_or_default();
    let Some(seen) = read(ssm, window, id).await? else {
        return pending(format!("{id} is not listed under {window}"));
    };
    let members = settings(input, output, &seen, write.left_out());
    match members.differing() {
        None => members.as_asked(format!("{id} has the new settings")),
        Some(members) => pending(format!("{id} differs in {members}")),
    }
}

#[rustfmt::skip] // a table
fn settings<'a>(
    input: &UpdateMaintenanceWindowTargetInput,
    output: &UpdateMaintenanceWindowTargetOutput,
    seen: &MaintenanceWindowTarget,
    left_out: &'a [String],
) -> UpdatedMembers<'a> {
    UpdatedMembers::of(input.replace(), left_out)
        .echoed("Targets", &input.targets, &output.targets, &seen.targets)
        .echoed("OwnerInformation", &input.owner_information, &output.owner_information, &seen.owner_information)
        .echoed("Name", &input.name, &output.name, &seen.name)
        .echoed("Description", &input.description, &output.description, &seen.description)
}

impl Comparable for Vec<Target> {
    fn same(&self, other: &Self) -> bool {
        keys_and_values(self) == keys_and_values(other)
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// The set of keys, each with its set of values.
fn keys_and_values(targets: &[Target]) -> BTreeSet<(Option<&str>, BTreeSet<&String>)> {
    let targets = targets.iter();
    targets
        .map(|target| (target.key(), target.values().iter().collect()))
        .collect()
}

/// The target is no longer listed under its window, or the window is gone, too.
#[post_condition(
    service = "ssm",
    op = "DeregisterTargetFromMaintenanceWindow",
    reads = ["DescribeMaintenanceWindowTargets"]
)]
pub(crate) async fn target_is_not_listed(
    ssm: &Reader,
    input: &DeregisterTargetFromMaintenanceWindowInput,
    _: &DeregisterTargetFromMaintenanceWindowOutput,
) -> Check {
    let window = input.window_id().unwrap_or_default();
    let id = input.window_target_id().unwrap_or_default();
    match read(ssm, window, id).await? {
        None => satisfied(format!("{id} is not listed under {window}")),
        Some(_) => pending(format!("{id} is listed under {window}")),
    }
}

/// The target, if it is listed; a window that does not exist lists none.
async fn read(
    ssm: &Reader,
    window: &str,
    id: &str,
) -> Result<Option<MaintenanceWindowTarget>, ReadError> {
    let found = find_in_pages(
        |token| {
            ssm.describe_maintenance_window_targets()
                .window_id(window)
                .max_results(100)
                .set_next_token(token)
                .send()
        },
        DescribeMaintenanceWindowTargetsOutput::next_token,
        |page| {
            let mut targets = page.targets?.into_iter();
            targets.find(|target| target.window_target_id() == Some(id))
        },
    );
    let found = found
        .await
        .absent_if(DescribeMaintenanceWindowTargetsError::is_does_not_exist_exception)?;
    Ok(found.flatten())
}
