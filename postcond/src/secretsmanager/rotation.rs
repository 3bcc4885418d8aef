//! Rotation: begin and configure, cancel.

use super::Reader;
use super::read_back::{self, describe};
use super::sdk::operation::cancel_rotate_secret::{
    CancelRotateSecretInput, CancelRotateSecretOutput,
};
use super::sdk::operation::describe_secret::DescribeSecretOutput;
use super::sdk::operation::rotate_secret::{RotateSecretInput, RotateSecretOutput};
use super::sdk::types::{ExternalSecretRotationMetadataItem, RotationRulesType};
use super::secret_values::{is_described, version_of_call, version_was_current};
use crate::post_condition;
use crate::runtime::{
    Check, Search, Witness, absent, found, pending, satisfied, unfindable, unverifiable,
};
use postcond_runtime::compare::Members;

/// The rotation settings show and, unless the rotation was put off, its version is there; whether
/// the rotation has finished takes no part.
///
/// Any label on the version proves that the rotation has begun: a quick one may have finished
/// already, and the next one begun. A failed rotation looks like one that still runs.
#[post_condition(
    service = "secretsmanager",
    op = "RotateSecret",
    reads = ["DescribeSecret"],
    batched = "ListSecrets",
    found_by = begun_rotation,
    // Some endpoints keep the settings of a rotation whose function they do not find.
    refused_with = ["ResourceNotFoundException"],
    changed_by = rotation_changed_though_refused
)]
pub(crate) async fn rotation_has_begun(
    secrets: &Reader,
    input: &RotateSecretInput,
    output: &RotateSecretOutput,
    write: &Witness,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    let version = version_of_rotation(input, output, write);
    if !has_settings(input) && version.is_none() {
        return unverifiable(
            "the rotation was put off, which leaves no version, and no settings were given",
        );
    }
    let Some(seen) = describe(secrets, id, false).await? else {
        return pending(format!("{id} is not found"));
    };
    let version = version_is_there(&seen, version)?;
    let settings = settings_show(input, &seen)?;
    Ok(version.and(settings))
}

/// The version that the rotation makes has the token for its id.
async fn begun_rotation(
    secrets: &Reader,
    input: &RotateSecretInput,
    write: &Witness,
) -> Search<RotateSecretOutput> {
    let is_put_off = input.rotate_immediately() == Some(false);
    let Some(token) = write.idempotency_token().filter(|_| !is_put_off) else {
        return unfindable("a rotation that is put off leaves no version");
    };
    let id = input.secret_id().unwrap_or_default();
    version_of_call(secrets, id, token, |seen| {
        let output = RotateSecretOutput::builder()
            .set_arn(seen.arn)
            .set_name(seen.name);
        output.version_id(token).build()
    })
    .await
}

/// The version that the rotation makes is current: the rotation has finished.
///
/// How long that takes is up to the rotation function. One that fails is not told from one that
/// still runs, and ends at the deadline.
#[post_condition(
    service = "secretsmanager",
    op = "RotateSecret",
    reads = ["DescribeSecret"],
    deadline = 900,
    on_request = true
)]
pub async fn rotation_has_finished(
    secrets: &Reader,
    input: &RotateSecretInput,
    output: &RotateSecretOutput,
    write: &Witness,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    let Some(version) = version_of_rotation(input, output, write) else {
        return unverifiable("the rotation was put off: this call does not rotate the secret");
    };
    match describe(secrets, id, false).await? {
        Some(seen) => version_was_current(&seen, version),
        None => pending(format!("{id} is not found")),
    }
}

/// The version that the rotation makes: the one that its answer names, or else the one that has the
/// call's token for its id. A rotation that is put off makes one only to test it, and removes it again.
pub(super) fn version_of_rotation<'a>(
    input: &RotateSecretInput,
    output: &'a RotateSecretOutput,
    write: &'a Witness,
) -> Option<&'a str> {
    let is_put_off = input.rotate_immediately() == Some(false);
    let answered = output.version_id().filter(|version| !version.is_empty());
    let version = answered.or(write.idempotency_token());
    version.filter(|_| !is_put_off)
}

/// Looks whether a rotation that was refused has begun, or changed the settings, all the same.
///
/// For refusals only: settings do not tell one call from another that gives the same.
pub(crate) async fn rotation_changed_though_refused(
    secrets: &Reader,
    input: &RotateSecretInput,
    write: &Witness,
) -> Search<RotateSecretOutput> {
    let id = input.secret_id().unwrap_or_default();
    let Some(seen) = describe(secrets, id, false).await? else {
        return absent(format!("{id} is not found"));
    };
    let token = write.idempotency_token();
    let version = token.filter(|token| is_described(&seen, token));
    let settings_show = has_settings(input) && settings_show(input, &seen)?.is_visible();
    let what = match (version, settings_show) {
        (Some(version), _) => format!("{id} has version {version}"),
        (None, true) => format!("{id} has the rotation settings that were asked for"),
        (None, false) => {
            return absent(format!(
                "{id} has neither a version of this call nor its rotation settings"
            ));
        }
    };
    let output = RotateSecretOutput::builder().set_version_id(version.map(str::to_owned));
    found(output.set_arn(seen.arn).set_name(seen.name).build(), what)
}

fn version_is_there(seen: &DescribeSecretOutput, version: Option<&str>) -> Check {
    let Some(version) = version else {
        return satisfied("the rotation settings show");
    };
    match seen.version_ids_to_stages().and_then(|it| it.get(version)) {
        Some(labels) => satisfied(format!("version {version} is {}", labels.join(", "))),
        None => pending(format!("version {version} is not there")),
    }
}

fn has_settings(input: &RotateSecretInput) -> bool {
    input.rotation_lambda_arn().is_some()
        || input.rotation_rules().is_some()
        || input.external_secret_rotation_role_arn().is_some()
        || !input.external_secret_rotation_metadata().is_empty()
}

/// Only what was set is compared: asked for a schedule, the service may add a count of days.
fn settings_show(input: &RotateSecretInput, seen: &DescribeSecretOutput) -> Check {
    let is_on = seen.rotation_enabled() == Some(true);
    let metadata = pairs(input.external_secret_rotation_metadata());
    let members = Members::default()
        .holds("RotationEnabled", !has_settings(input) || is_on)
        .set(
            "RotationLambdaARN",
            input.rotation_lambda_arn(),
            seen.rotation_lambda_arn(),
        )
        .set(
            "ExternalSecretRotationRoleArn",
            input.external_secret_rotation_role_arn(),
            seen.external_secret_rotation_role_arn(),
        )
        .compared(
            !metadata.is_empty(),
            "ExternalSecretRotationMetadata",
            Some(metadata.as_slice()),
            Some(pairs(seen.external_secret_rotation_metadata()).as_slice()),
        );
    let members = match input.rotation_rules() {
        Some(asked) => with_rules(members, asked, seen.rotation_rules()),
        None => members,
    };
    match members.differing() {
        None => satisfied("the rotation settings are as asked for"),
        Some(differing) => pending(format!("not as asked for: {differing}")),
    }
}

fn with_rules(
    members: Members,
    asked: &RotationRulesType,
    seen: Option<&RotationRulesType>,
) -> Members {
    let days = seen.and_then(RotationRulesType::automatically_after_days);
    members
        .set(
            "AutomaticallyAfterDays",
            asked.automatically_after_days().as_ref(),
            days.as_ref(),
        )
        .set(
            "Duration",
            asked.duration(),
            seen.and_then(RotationRulesType::duration),
        )
        .set(
            "ScheduleExpression",
            asked.schedule_expression(),
            seen.and_then(RotationRulesType::schedule_expression),
        )
}

fn pairs(items: &[ExternalSecretRotationMetadataItem]) -> Vec<(Option<&str>, Option<&str>)> {
    items
        .iter()
        .map(|item| (item.key(), item.value()))
        .collect()
}

/// Automatic rotation shows as off.
///
/// Its rules and its function stay, and so may a version that is half made.
#[post_condition(service = "secretsmanager", op = "CancelRotateSecret", reads = ["DescribeSecret"])]
pub(crate) async fn rotation_is_off(
    secrets: &Reader,
    input: &CancelRotateSecretInput,
    output: &CancelRotateSecretOutput,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    match describe(secrets, id, false).await? {
        None => pending(format!("{id} is not found")),
        Some(seen) if seen.rotation_enabled() == Some(true) => {
            pending(format!("the rotation of {id} is on"))
        }
        Some(_) => satisfied(format!("the rotation of {id} is off")),
    }
}
