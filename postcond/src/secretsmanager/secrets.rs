//! Secrets: create, update, delete, restore.
//!
//! Reads use the full ARN of the output: it ends in six random characters, so it names one life of
//! the secret and cannot hit a later one of the same name.

use super::read_back::{self, describe};
use super::replication::replicas_are_in_sync;
use super::sdk::operation::create_secret::{CreateSecretInput, CreateSecretOutput};
use super::sdk::operation::delete_secret::{DeleteSecretInput, DeleteSecretOutput};
use super::sdk::operation::describe_secret::DescribeSecretOutput;
use super::sdk::operation::restore_secret::{RestoreSecretInput, RestoreSecretOutput};
use super::sdk::operation::update_secret::{UpdateSecretInput, UpdateSecretOutput};
use super::sdk::primitives::DateTime;
use super::secret_values::{is_described, version_made, version_of_call, version_was_current};
use super::{Reader, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, Search, Witness, absent, created, failing, found, pending, satisfied, superseded,
    unfindable,
};
use postcond_runtime::compare::{KeyComparison, Members, compare_keys, tags_are_listed};

/// The secret can be described, its first version is current, its tags are listed and its replicas
/// are in sync.
///
/// One that was there before the call is not the one that was to be created, whatever the answer says.
#[post_condition(
    service = "secretsmanager",
    op = "CreateSecret",
    reads = ["DescribeSecret"],
    batched = "ListSecrets",
    // Replicas take their time.
    deadline = 300,
    found_by = created_secret
)]
pub(crate) async fn secret_is_described(
    secrets: &Reader,
    input: &CreateSecretInput,
    output: &CreateSecretOutput,
    write: &Witness,
) -> Check {
    let arn = named("ARN", output.arn())?;
    // Tags can change the caller's own rights.
    let seen = describe(secrets, arn, !input.tags().is_empty()).await?;
    let Some(seen) = seen else {
        return pending(format!("{arn} is not found"));
    };
    if seen.arn() != output.arn() {
        return pending("another secret of that name");
    }
    if was_there_before(input, &seen, write) {
        return failing(format!(
            "{arn} was there before this call: the name was taken, and the answer names the old secret"
        ));
    }
    if seen.deleted_date().is_some() {
        return superseded(format!("{arn} has been marked for deletion"));
    }
    let version = match version_made(output.version_id(), write) {
        Some(version) => version_was_current(&seen, version)?,
        None => satisfied(format!("{arn} is described, and was made without a value"))?,
    };
    let tags = tags_are_listed(tags::pairs(input.tags()), &tags::pairs(seen.tags()))?;
    let replicas = replicas_are_in_sync(&seen, input.add_replica_regions())?;
    Ok(version.and(tags).and(replicas))
}

/// Whether the secret is older than the call. Without a date that is not known, and one that has the
/// version of a token of the caller's own was made by an earlier call of theirs, repeated here.
fn was_there_before(
    input: &CreateSecretInput,
    seen: &DescribeSecretOutput,
    write: &Witness,
) -> bool {
    let created = seen.created_date();
    let is_older = created.is_some() && !write.covers(created);
    let own_token = input.client_request_token();
    is_older && !own_token.is_some_and(|token| is_described(seen, token))
}

/// The first version has the token for its id. A secret without a value has no version: it is told
/// by its date.
async fn created_secret(
    secrets: &Reader,
    input: &CreateSecretInput,
    write: &Witness,
) -> Search<CreateSecretOutput> {
    let name = input.name().unwrap_or_default();
    let Some(seen) = describe(secrets, name, !input.tags().is_empty()).await? else {
        return absent(format!("{name} is not found"));
    };
    let output = CreateSecretOutput::builder()
        .set_arn(seen.arn().map(str::to_owned))
        .set_name(seen.name().map(str::to_owned))
        .set_replication_status(seen.replication_status.clone());
    match write.idempotency_token() {
        Some(token) if write.sent_secret() => match is_described(&seen, token) {
            true => found(
                output.version_id(token).build(),
                format!("{name} has version {token}"),
            ),
            false => absent(format!("{name} has no version {token}")),
        },
        _ if seen
            .version_ids_to_stages()
            .is_some_and(|it| !it.is_empty()) =>
        {
            absent(format!("{name} has a value, and was to be made without"))
        }
        _ => {
            let output = output.build();
            created(
                output,
                seen.created_date(),
                format!("{name} without a value"),
            )
        }
    }
}

/// The changed details show and, if a value was given, its version is current.
///
/// Without a value there is no new version, although the SDK sends a token for one. That older
/// versions are encrypted anew under a new key does not show.
#[post_condition(
    service = "secretsmanager",
    op = "UpdateSecret",
    reads = ["DescribeSecret"],
    batched = "ListSecrets",
    found_by = updated_secret
)]
pub(crate) async fn changes_show(
    secrets: &Reader,
    input: &UpdateSecretInput,
    output: &UpdateSecretOutput,
    write: &Witness,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    let Some(seen) = describe(secrets, id, false).await? else {
        return pending(format!("{id} is not found"));
    };
    let version = match version_made(output.version_id(), write) {
        Some(version) => version_was_current(&seen, version)?,
        None => satisfied(format!("the changes of {id} show"))?,
    };
    let details = Details {
        description: seen.description(),
        r#type: seen.r#type(),
        key: seen.kms_key_id(),
        last_changed: seen.last_changed_date(),
    };
    Ok(version.and(details_show(input, &details, write)?))
}

/// What a read shows of a secret that an update may change.
pub(super) struct Details<'a> {
    pub(super) description: Option<&'a str>,
    pub(super) r#type: Option<&'a str>,
    pub(super) key: Option<&'a str>,
    pub(super) last_changed: Option<&'a DateTime>,
}

pub(super) fn details_show(
    input: &UpdateSecretInput,
    seen: &Details<'_>,
    write: &Witness,
) -> Check {
    let differing = Members::default()
        .set("Description", input.description(), seen.description)
        .set("Type", input.r#type(), seen.r#type)
        .holds_or_is_absent(
            "KmsKeyId",
            key_shows(input, seen, write),
            seen.key.is_some(),
        )
        .differing();
    match differing {
        None => satisfied("the details are as asked for"),
        Some(differing) => pending(format!("not as asked for: {differing}")),
    }
}

/// The new version has the token for its id.
async fn updated_secret(
    secrets: &Reader,
    input: &UpdateSecretInput,
    write: &Witness,
) -> Search<UpdateSecretOutput> {
    let Some(token) = write.idempotency_token().filter(|_| write.sent_secret()) else {
        return unfindable("without a value there is no new version");
    };
    let id = input.secret_id().unwrap_or_default();
    version_of_call(secrets, id, token, |seen| {
        let output = UpdateSecretOutput::builder()
            .set_arn(seen.arn)
            .set_name(seen.name);
        output.version_id(token).build()
    })
    .await
}

/// Whether the key that was asked for, if any, is the secret's. Where only KMS knows, the date of the
/// secret's last change decides.
fn key_shows(input: &UpdateSecretInput, seen: &Details<'_>, write: &Witness) -> bool {
    let Some(asked) = input.kms_key_id() else {
        return true;
    };
    let key = seen.key.unwrap_or_default();
    match (is_aws_managed(asked), is_aws_managed(key)) {
        (true, true) => true,
        (false, false) => match compare_keys(asked, key) {
            KeyComparison::Same => true,
            KeyComparison::Different => false,
            KeyComparison::Unknown => write.covers(seen.last_changed),
        },
        _ => false,
    }
}

/// Whether this names the key that AWS manages: the one of a secret that shows none.
fn is_aws_managed(key: &str) -> bool {
    key.is_empty() || compare_keys(key, "alias/aws/secretsmanager") == KeyComparison::Same
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
    let id = read_back::id(output.arn(), input.secret_id());
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

/// The secret is no longer marked for deletion.
#[post_condition(service = "secretsmanager", op = "RestoreSecret", reads = ["DescribeSecret"])]
pub(crate) async fn secret_is_restored(
    secrets: &Reader,
    input: &RestoreSecretInput,
    output: &RestoreSecretOutput,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    match describe(secrets, id, false).await? {
        None => pending(format!("{id} is not found")),
        Some(seen) if seen.deleted_date().is_some() => {
            pending(format!("{id} is marked for deletion"))
        }
        Some(_) => satisfied(format!("{id} is not marked for deletion")),
    }
}
