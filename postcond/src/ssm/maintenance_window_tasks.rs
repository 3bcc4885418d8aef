//! Tasks of maintenance windows: register, update, deregister.

use super::Reader;
use super::sdk::operation::deregister_task_from_maintenance_window::{
    DeregisterTaskFromMaintenanceWindowInput, DeregisterTaskFromMaintenanceWindowOutput,
};
use super::sdk::operation::describe_maintenance_window_tasks::{
    DescribeMaintenanceWindowTasksError, DescribeMaintenanceWindowTasksOutput,
};
use super::sdk::operation::get_maintenance_window_task::{
    GetMaintenanceWindowTaskError, GetMaintenanceWindowTaskOutput,
};
use super::sdk::operation::register_task_with_maintenance_window::{
    RegisterTaskWithMaintenanceWindowInput, RegisterTaskWithMaintenanceWindowOutput,
};
use super::sdk::operation::update_maintenance_window_task::{
    UpdateMaintenanceWindowTaskInput, UpdateMaintenanceWindowTaskOutput,
};
use super::sdk::types::{
    AlarmConfiguration, CloudWatchOutputConfig, DocumentHashType, LoggingInfo,
    MaintenanceWindowAutomationParameters, MaintenanceWindowLambdaParameters,
    MaintenanceWindowRunCommandParameters, MaintenanceWindowStepFunctionsParameters,
    MaintenanceWindowTaskCutoffBehavior, MaintenanceWindowTaskInvocationParameters,
    NotificationConfig,
};
use crate::answer::{is_about, named};
use crate::compare::{Comparable, UpdatedMembers};
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied};
use postcond_runtime::compare::same_set;

/// The task is listed under its window.
///
/// Its settings are not compared: the service adds to them.
#[post_condition(
    service = "ssm",
    op = "RegisterTaskWithMaintenanceWindow",
    reads = ["DescribeMaintenanceWindowTasks"]
)]
pub(crate) async fn task_is_listed(
    ssm: &Reader,
    input: &RegisterTaskWithMaintenanceWindowInput,
    output: &RegisterTaskWithMaintenanceWindowOutput,
) -> Check {
    let window = input.window_id().unwrap_or_default();
    let id = named("WindowTaskId", output.window_task_id())?;
    if is_listed(ssm, window, id).await? {
        satisfied(format!("{id} is listed under {window}"))
    } else {
        pending(format!("{id} is not listed under {window}"))
    }
}

/// The task shows the new settings, as the answer to the update has them.
///
/// It carries no date: a change that somebody else has made since looks like a stale read.
#[post_condition(
    service = "ssm",
    op = "UpdateMaintenanceWindowTask",
    // The listing lacks the parameters of the invocation.
    reads = ["GetMaintenanceWindowTask"]
)]
pub(crate) async fn task_has_the_new_settings(
    ssm: &Reader,
    input: &UpdateMaintenanceWindowTaskInput,
    output: &UpdateMaintenanceWindowTaskOutput,
    write: &Witness,
) -> Check {
    let window = input.window_id().unwrap_or_default();
    let id = input.window_task_id().unwrap_or_default();
    let Some(seen) = fetch(ssm, window, id).await? else {
        return pending(format!("{id} of {window} does not exist"));
    };
    let members = settings(input, output, &seen, write.left_out());
    match members.differing() {
        None => members.as_asked(format!("{id} has the new settings")),
        Some(members) => pending(format!("{id} differs in {members}")),
    }
}

#[rustfmt::skip] // a table
fn settings<'a>(
    input: &UpdateMaintenanceWindowTaskInput,
    output: &UpdateMaintenanceWindowTaskOutput,
    seen: &GetMaintenanceWindowTaskOutput,
    left_out: &'a [String],
) -> UpdatedMembers<'a> {
    UpdatedMembers::of(input.replace(), left_out)
        .echoed("Targets", &input.targets, &output.targets, &seen.targets)
        .echoed("TaskArn", &input.task_arn, &output.task_arn, &seen.task_arn)
        .echoed("ServiceRoleArn", &input.service_role_arn, &output.service_role_arn, &seen.service_role_arn)
        .echoed("TaskParameters", &input.task_parameters, &output.task_parameters, &seen.task_parameters)
        .echoed(
            "TaskInvocationParameters", &input.task_invocation_parameters,
            &output.task_invocation_parameters, &seen.task_invocation_parameters,
        )
        .echoed_or_default("Priority", input.priority, output.priority, seen.priority)
        .echoed("MaxConcurrency", &input.max_concurrency, &output.max_concurrency, &seen.max_concurrency)
        .echoed("MaxErrors", &input.max_errors, &output.max_errors, &seen.max_errors)
        .echoed("LoggingInfo", &input.logging_info, &output.logging_info, &seen.logging_info)
        .echoed("Name", &input.name, &output.name, &seen.name)
        .echoed("Description", &input.description, &output.description, &seen.description)
        .echoed("CutoffBehavior", &input.cutoff_behavior, &output.cutoff_behavior, &seen.cutoff_behavior)
        .echoed("AlarmConfiguration", &input.alarm_configuration, &output.alarm_configuration, &seen.alarm_configuration)
}

/// The task is no longer listed under its window, or the window is gone, too.
#[post_condition(
    service = "ssm",
    op = "DeregisterTaskFromMaintenanceWindow",
    reads = ["DescribeMaintenanceWindowTasks"]
)]
pub(crate) async fn task_is_not_listed(
    ssm: &Reader,
    input: &DeregisterTaskFromMaintenanceWindowInput,
    _: &DeregisterTaskFromMaintenanceWindowOutput,
) -> Check {
    let window = input.window_id().unwrap_or_default();
    let id = input.window_task_id().unwrap_or_default();
    if is_listed(ssm, window, id).await? {
        pending(format!("{id} is listed under {window}"))
    } else {
        satisfied(format!("{id} is not listed under {window}"))
    }
}

/// `GetMaintenanceWindowTask` returns the task.
#[post_condition(
    service = "ssm",
    op = "RegisterTaskWithMaintenanceWindow",
    reads = ["GetMaintenanceWindowTask"],
    on_request = true
)]
pub async fn window_task_can_be_fetched(
    ssm: &Reader,
    input: &RegisterTaskWithMaintenanceWindowInput,
    output: &RegisterTaskWithMaintenanceWindowOutput,
) -> Check {
    let window = input.window_id().unwrap_or_default();
    let id = named("WindowTaskId", output.window_task_id())?;
    match fetch(ssm, window, id).await? {
        Some(seen) if seen.window_task_id() == Some(id) => {
            satisfied(format!("{id} of {window} can be fetched"))
        }
        Some(_) => pending(format!("another task than {id}")),
        None => pending(format!("{id} of {window} does not exist")),
    }
}

/// `GetMaintenanceWindowTask` no longer finds the task, or its window.
#[post_condition(
    service = "ssm",
    op = "DeregisterTaskFromMaintenanceWindow",
    reads = ["GetMaintenanceWindowTask"],
    on_request = true
)]
pub async fn window_task_does_not_exist(
    ssm: &Reader,
    input: &DeregisterTaskFromMaintenanceWindowInput,
    _: &DeregisterTaskFromMaintenanceWindowOutput,
) -> Check {
    let window = input.window_id().unwrap_or_default();
    let id = input.window_task_id().unwrap_or_default();
    match fetch(ssm, window, id).await? {
        None => satisfied(format!("{id} of {window} does not exist")),
        Some(_) => pending(format!("{id} of {window} can still be fetched")),
    }
}

/// The task; `None` if it, or its window, does not exist.
async fn fetch(
    ssm: &Reader,
    window: &str,
    id: &str,
) -> Result<Option<GetMaintenanceWindowTaskOutput>, ReadError> {
    let found = ssm
        .get_maintenance_window_task()
        .window_id(window)
        .window_task_id(id)
        .send()
        .await
        .absent_if(GetMaintenanceWindowTaskError::is_does_not_exist_exception)?;
    if let Some(seen) = &found {
        is_about("window", window, seen.window_id())?;
        is_about("task", id, seen.window_task_id())?;
    }
    Ok(found)
}

/// Whether the task is listed; a window that does not exist lists none.
async fn is_listed(ssm: &Reader, window: &str, id: &str) -> Result<bool, ReadError> {
    let found = find_in_pages(
        |token| {
            ssm.describe_maintenance_window_tasks()
                .window_id(window)
                .max_results(100)
                .set_next_token(token)
                .send()
        },
        DescribeMaintenanceWindowTasksOutput::next_token,
        |page| {
            let mut tasks = page.tasks().iter();
            tasks
                .find(|task| task.window_task_id() == Some(id))
                .map(drop)
        },
    );
    let found = found
        .await
        .absent_if(DescribeMaintenanceWindowTasksError::is_does_not_exist_exception)?;
    Ok(found.flatten().is_some())
}

impl Comparable for AlarmConfiguration {}
impl Comparable for CloudWatchOutputConfig {}
impl Comparable for DocumentHashType {}
impl Comparable for LoggingInfo {}
impl Comparable for MaintenanceWindowTaskCutoffBehavior {}

impl Comparable for NotificationConfig {
    fn same(&self, other: &Self) -> bool {
        self.notification_arn == other.notification_arn
            && same_set(self.notification_events(), other.notification_events())
            && self.notification_type == other.notification_type
    }
}

/// An update replaces these as a whole, and removes what it does not send again. Not every answer has
/// all of them, so they are compared where both have one.
impl Comparable for MaintenanceWindowTaskInvocationParameters {
    fn same(&self, other: &Self) -> bool {
        self.is_empty() == other.is_empty()
            && agree(&self.run_command, &other.run_command)
            && agree(&self.automation, &other.automation)
            && agree(&self.step_functions, &other.step_functions)
            && agree(&self.lambda, &other.lambda)
    }

    fn is_empty(&self) -> bool {
        *self == Self::builder().build()
    }
}

/// Whether it is the same in both, if both have it.
fn agree<T: Comparable>(one: &Option<T>, other: &Option<T>) -> bool {
    let both = one.as_ref().zip(other.as_ref());
    both.is_none_or(|(one, other)| one.is_empty() || other.is_empty() || one.same(other))
}

#[rustfmt::skip] // a table
impl Comparable for MaintenanceWindowRunCommandParameters {
    fn same(&self, other: &Self) -> bool {
        agree(&self.comment, &other.comment)
            && agree(&self.cloud_watch_output_config, &other.cloud_watch_output_config)
            && agree(&self.document_hash, &other.document_hash)
            && agree(&self.document_hash_type, &other.document_hash_type)
            && agree(&self.document_version, &other.document_version)
            && agree(&self.notification_config, &other.notification_config)
            && agree(&self.output_s3_bucket_name, &other.output_s3_bucket_name)
            && agree(&self.output_s3_key_prefix, &other.output_s3_key_prefix)
            && agree(&self.parameters, &other.parameters)
            && agree(&self.service_role_arn, &other.service_role_arn)
            && agree(&self.timeout_seconds, &other.timeout_seconds)
    }
}

impl Comparable for MaintenanceWindowAutomationParameters {
    fn same(&self, other: &Self) -> bool {
        agree(&self.document_version, &other.document_version)
            && agree(&self.parameters, &other.parameters)
    }
}

impl Comparable for MaintenanceWindowStepFunctionsParameters {
    fn same(&self, other: &Self) -> bool {
        agree(&self.input, &other.input) && agree(&self.name, &other.name)
    }
}

/// All but the payload, which may be a secret.
impl Comparable for MaintenanceWindowLambdaParameters {
    fn same(&self, other: &Self) -> bool {
        agree(&self.client_context, &other.client_context)
            && agree(&self.qualifier, &other.qualifier)
    }
}
