//! The deletion of service-linked roles, which is a task of its own.

use super::entities::gone;
use super::sdk::operation::delete_service_linked_role::{
    DeleteServiceLinkedRoleInput, DeleteServiceLinkedRoleOutput,
};
use super::sdk::operation::get_service_linked_role_deletion_status::{
    GetServiceLinkedRoleDeletionStatusError, GetServiceLinkedRoleDeletionStatusOutput,
};
use super::sdk::types::{DeletionTaskFailureReasonType, DeletionTaskStatusType};
use super::{Reader, roles};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, failed, pending, satisfied};

/// The task that deletes the role is found, and has not failed: it may take minutes, and a role that is
/// still in use is not deleted.
#[post_condition(
    service = "iam",
    op = "DeleteServiceLinkedRole",
    reads = ["GetServiceLinkedRoleDeletionStatus"]
)]
pub(crate) async fn deletion_is_under_way(
    iam: &Reader,
    _: &DeleteServiceLinkedRoleInput,
    output: &DeleteServiceLinkedRoleOutput,
) -> Check {
    let task = named("DeletionTaskId", Some(output.deletion_task_id()))?;
    status(iam, task).await
}

/// The task has succeeded, and the record of the role is gone.
#[post_condition(
    service = "iam",
    op = "DeleteServiceLinkedRole",
    reads = ["GetServiceLinkedRoleDeletionStatus", "GetRole"],
    on_request = true,
    deadline = 600
)]
pub async fn service_linked_role_is_deleted(
    iam: &Reader,
    input: &DeleteServiceLinkedRoleInput,
    output: &DeleteServiceLinkedRoleOutput,
    write: &Witness,
) -> Check {
    let task = named("DeletionTaskId", Some(output.deletion_task_id()))?;
    let name = input.role_name().unwrap_or_default();
    match read(iam, task).await? {
        Some(seen) if seen.status() == &DeletionTaskStatusType::Succeeded => {
            gone(name, roles::read(iam, name, false).await?.as_ref(), write)
        }
        Some(seen) if seen.status() == &DeletionTaskStatusType::Failed => has_failed(task, &seen),
        Some(seen) => pending(format!("the task {task} is {}", seen.status())),
        None => pending(format!("the task {task} is not found")),
    }
}

async fn status(iam: &Reader, task: &str) -> Check {
    let Some(seen) = read(iam, task).await? else {
        return pending(format!("the task {task} is not found"));
    };
    match seen.status() {
        DeletionTaskStatusType::Failed => has_failed(task, &seen),
        DeletionTaskStatusType::InProgress
        | DeletionTaskStatusType::NotStarted
        | DeletionTaskStatusType::Succeeded => {
            satisfied(format!("the task {task} is {}", seen.status()))
        }
        other => pending(format!("the task {task} is {other}")),
    }
}

/// With what the service says of why, and where the role is in use.
fn has_failed(task: &str, seen: &GetServiceLinkedRoleDeletionStatusOutput) -> Check {
    let reason = seen.reason();
    let why = reason
        .and_then(|it| it.reason())
        .unwrap_or("no reason is given");
    let usages = reason
        .map(DeletionTaskFailureReasonType::role_usage_list)
        .unwrap_or_default();
    let usages = usages.iter().map(|usage| {
        let region = usage.region().unwrap_or_default();
        format!("; in use in {region} by {}", usage.resources().join(", "))
    });
    failed(format!(
        "the task {task} has failed: {why}{}",
        usages.collect::<String>()
    ))
}

async fn read(
    iam: &Reader,
    task: &str,
) -> Result<Option<GetServiceLinkedRoleDeletionStatusOutput>, ReadError> {
    iam.get_service_linked_role_deletion_status()
        .deletion_task_id(task)
        .send()
        .await
        .absent_if(GetServiceLinkedRoleDeletionStatusError::is_no_such_entity_exception)
}
