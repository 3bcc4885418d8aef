//! Secrets: create, delete.
//!
//! Reads use the full ARN of the output: it ends in six random characters, so it names one life of
//! the secret and cannot hit a later one of the same name.

use super::read_back::describe;
use super::sdk::operation::create_secret::{CreateSecretInput, CreateSecretOutput};
use super::sdk::operation::delete_secret::{DeleteSecretInput, DeleteSecretOutput};
use super::sdk::operation::describe_secret::DescribeSecretOutput;
use super::sdk::types::StatusType;
use super::{Reader, tags};
use crate::compare::tags_are_listed;
use crate::post_condition;
use crate::runtime::{Check, Verdict, failing, pending, satisfied, superseded};

/// The secret can be described, its first version is current, its tags are listed and its replicas
/// are in sync.
#[post_condition(
    service = "secretsmanager",
    op = "CreateSecret",
    reads = ["DescribeSecret"],
    // Replicas take their time.
    deadline = 300
)]
pub(crate) async fn secret_is_described(
    secrets: &Reader,
    input: &CreateSecretInput,
    output: &CreateSecretOutput,
) -> Check {
    let arn = output.arn().unwrap_or_default();
    // Tags can change the caller's own rights.
    let seen = describe(secrets, arn, !input.tags().is_empty()).await?;
    let Some(seen) = seen else {
        return pending(format!("{arn} is not found"));
    };
    if seen.arn() != output.arn() {
        return pending("another secret of that name");
    }
    if seen.deleted_date().is_some() {
        return superseded(format!("{arn} has been marked for deletion"));
    }
    let version = version_was_current(&seen, output.version_id())?;
    let tags = tags_are_listed(tags::pairs(input.tags()), &tags::pairs(seen.tags()))?;
    let replicas = replicas_are_in_sync(&seen, input)?;
    Ok(version.and(tags).and(replicas))
}

/// Whether `version` is current, or was until another write. A secret without a value has none.
fn version_was_current(seen: &DescribeSecretOutput, version: Option<&str>) -> Check {
    let Some(version) = version else {
        return satisfied("the secret, made without a value");
    };
    let labels = seen.version_ids_to_stages().and_then(|it| it.get(version));
    let has = |label: &str| labels.is_some_and(|labels| labels.iter().any(|it| it == label));
    if has("AWSCURRENT") {
        satisfied(format!("version {version} is AWSCURRENT"))
    } else if has("AWSPREVIOUS") {
        superseded(format!("version {version} is AWSPREVIOUS already"))
    } else {
        pending(format!("version {version} is not AWSCURRENT"))
    }
}

fn replicas_are_in_sync(seen: &DescribeSecretOutput, input: &CreateSecretInput) -> Check {
    let mut verdict = Verdict::Satisfied("all replicas are in sync".into());
    for wanted in input.add_replica_regions() {
        let region = wanted.region().unwrap_or_default();
        let mut listed = seen.replication_status().iter();
        let replica = listed.find(|replica| replica.region() == Some(region));
        let of_region = match replica.and_then(|replica| replica.status()) {
            Some(StatusType::InSync) => satisfied(format!("{region} is InSync"))?,
            Some(StatusType::Failed) => {
                let why = replica.and_then(|replica| replica.status_message());
                failing(format!(
                    "{region} is Failed: {}",
                    why.unwrap_or("no reason")
                ))?
            }
            Some(status) => pending(format!("{region} is {status}"))?,
            None => pending(format!("{region} is not listed"))?,
        };
        verdict = verdict.and(of_region);
    }
    Ok(verdict)
}

/// With a recovery window, the secret is marked for deletion; forced, it can no longer be described.
#[post_condition(
    service = "secretsmanager",
    op = "DeleteSecret",
    reads = ["DescribeSecret"],
    // A forced deletion runs in the background.
    deadline = 300
)]
pub(crate) async fn secret_is_deleted(
    secrets: &Reader,
    input: &DeleteSecretInput,
    output: &DeleteSecretOutput,
) -> Check {
    let id = output.arn().or(input.secret_id()).unwrap_or_default();
    let forced = input.force_delete_without_recovery() == Some(true);
    match describe(secrets, id, false).await? {
        None => satisfied(format!("{id} is not found")),
        Some(_) if forced => pending(format!("{id} can still be described")),
        Some(seen) if seen.deleted_date().is_some() => {
            satisfied(format!("{id} is marked for deletion"))
        }
        Some(_) => pending(format!("{id} is not marked for deletion")),
    }
}
