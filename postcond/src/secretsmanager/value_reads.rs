//! Whether a value can be read, by the id of its version and by its labels: for calls that ask for it.
//!
//! A value that is read is dropped before anything looks at it: what is kept are the version's id, its
//! labels and the secret's ARN. The requests are not shared with other checks, which would keep answers.

use super::Reader;
use super::read_back;
use super::rotation::version_of_rotation;
use super::sdk::error::{ProvideErrorMetadata, SdkError};
use super::sdk::operation::create_secret::{CreateSecretInput, CreateSecretOutput};
use super::sdk::operation::delete_secret::{DeleteSecretInput, DeleteSecretOutput};
use super::sdk::operation::get_secret_value::builders::GetSecretValueFluentBuilder;
use super::sdk::operation::get_secret_value::{GetSecretValueError, GetSecretValueOutput};
use super::sdk::operation::put_secret_value::{PutSecretValueInput, PutSecretValueOutput};
use super::sdk::operation::restore_secret::{RestoreSecretInput, RestoreSecretOutput};
use super::sdk::operation::rotate_secret::{RotateSecretInput, RotateSecretOutput};
use super::sdk::operation::update_secret::{UpdateSecretInput, UpdateSecretOutput};
use super::sdk::operation::update_secret_version_stage::{
    UpdateSecretVersionStageInput, UpdateSecretVersionStageOutput,
};
use super::secret_values::{CURRENT, PREVIOUS, version_made, wanted_labels};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, pending, satisfied, superseded, unverifiable,
};

/// The first value can be read by the secret's name, by the id of its version and as the current one.
///
/// The value is dropped unseen. Reading it takes the right to do so and, under a key of one's own, that
/// to decrypt with the key.
#[post_condition(
    service = "secretsmanager",
    op = "CreateSecret",
    reads = ["GetSecretValue"],
    on_request = true
)]
pub async fn first_value_can_be_read(
    secrets: &Reader,
    input: &CreateSecretInput,
    output: &CreateSecretOutput,
    write: &Witness,
) -> Check {
    let Some(version) = version_made(output.version_id(), write) else {
        return unverifiable("the secret was made without a value");
    };
    let of_version = ValueRead {
        secrets,
        id: input.name().unwrap_or_default(),
        arn: output.arn(),
        version,
        // Tags can change the caller's own rights.
        denial_may_lift: !input.tags().is_empty(),
    };
    of_version.can_be_read_as(&[CURRENT]).await
}

/// The new value can be read by the id of its version and as the current one.
///
/// The value is dropped unseen. Reading it takes the right to do so and, under a key of one's own, that
/// to decrypt with the key.
#[post_condition(
    service = "secretsmanager",
    op = "UpdateSecret",
    reads = ["GetSecretValue"],
    on_request = true
)]
pub async fn updated_value_can_be_read(
    secrets: &Reader,
    input: &UpdateSecretInput,
    output: &UpdateSecretOutput,
    write: &Witness,
) -> Check {
    let Some(version) = version_made(output.version_id(), write) else {
        return unverifiable("the call has changed no value");
    };
    let of_version = ValueRead {
        secrets,
        id: input.secret_id().unwrap_or_default(),
        arn: output.arn(),
        version,
        denial_may_lift: false,
    };
    of_version.can_be_read_as(&[CURRENT]).await
}

/// The value can be read by the id of its version, and under each of its staging labels.
///
/// The labels are those that the call waits for by default. The value is dropped unseen. Reading it
/// takes the right to do so and, under a key of one's own, that to decrypt with the key.
#[post_condition(
    service = "secretsmanager",
    op = "PutSecretValue",
    reads = ["GetSecretValue"],
    on_request = true
)]
pub async fn value_can_be_read(
    secrets: &Reader,
    input: &PutSecretValueInput,
    output: &PutSecretValueOutput,
    write: &Witness,
) -> Check {
    let of_version = ValueRead {
        secrets,
        id: input.secret_id().unwrap_or_default(),
        arn: output.arn(),
        version: named("VersionId", version_made(output.version_id(), write))?,
        denial_may_lift: false,
    };
    of_version
        .can_be_read_as(&wanted_labels(input, output))
        .await
}

/// The value that a rotation has made can be read by the id of its version and as the current one: the
/// rotation has finished, and shows.
///
/// The value is dropped unseen. Reading it takes the right to do so and, under a key of one's own, that
/// to decrypt with the key. How long it takes is up to the rotation function.
#[post_condition(
    service = "secretsmanager",
    op = "RotateSecret",
    reads = ["GetSecretValue"],
    deadline = 900,
    on_request = true
)]
pub async fn rotated_value_can_be_read(
    secrets: &Reader,
    input: &RotateSecretInput,
    output: &RotateSecretOutput,
    write: &Witness,
) -> Check {
    let Some(version) = version_of_rotation(input, output, write) else {
        return unverifiable("the rotation was put off: this call makes no value");
    };
    let of_version = ValueRead {
        secrets,
        id: input.secret_id().unwrap_or_default(),
        arn: output.arn(),
        version,
        denial_may_lift: false,
    };
    of_version.can_be_read_as(&[CURRENT]).await
}

/// Under the staging label, the value of the version that it was moved to is read, and no longer that of
/// the version that it was taken from.
///
/// The value is dropped unseen. Reading it takes the right to do so and, under a key of one's own, that
/// to decrypt with the key.
#[post_condition(
    service = "secretsmanager",
    op = "UpdateSecretVersionStage",
    reads = ["GetSecretValue"],
    on_request = true
)]
pub async fn value_can_be_read_by_label(
    secrets: &Reader,
    input: &UpdateSecretVersionStageInput,
    output: &UpdateSecretVersionStageOutput,
) -> Check {
    let id = input.secret_id().unwrap_or_default();
    let label = input.version_stage().unwrap_or_default();
    let request = secrets.get_secret_value().secret_id(id);
    let seen = read(request.version_stage(label), false).await?;
    let seen = seen.filter(|seen| !seen.is_of_another(output.arn()));
    let seen = seen.as_ref().and_then(|seen| seen.version.as_deref());
    match (input.move_to_version_id(), seen) {
        (None, None) => satisfied(format!("no value is read as {label}")),
        (None, Some(seen)) if Some(seen) != input.remove_from_version_id() => {
            satisfied(format!("as {label}, the value of version {seen} is read"))
        }
        (Some(moved_to), Some(seen)) if seen == moved_to => {
            satisfied(format!("as {label}, the value of version {seen} is read"))
        }
        (_, Some(seen)) => pending(format!("as {label}, the value of version {seen} is read")),
        (Some(_), None) => pending(format!("no value can be read as {label}")),
    }
}

/// The current value of the restored secret can be read.
///
/// The value is dropped unseen. Reading it takes the right to do so and, under a key of one's own, that
/// to decrypt with the key. That of a secret without a value never can be.
#[post_condition(
    service = "secretsmanager",
    op = "RestoreSecret",
    reads = ["GetSecretValue"],
    on_request = true
)]
pub async fn restored_value_can_be_read(
    secrets: &Reader,
    input: &RestoreSecretInput,
    output: &RestoreSecretOutput,
) -> Check {
    let id = input.secret_id().unwrap_or_default();
    match read(secrets.get_secret_value().secret_id(id), false).await? {
        Some(seen) if seen.is_of_another(output.arn()) => {
            pending(format!("{id} is another secret"))
        }
        Some(_) => satisfied(format!("the current value of {id} can be read")),
        None => pending(format!("no current value of {id} can be read")),
    }
}

/// No value of the deleted secret can be read.
///
/// A value that is read all the same is dropped unseen. Trying takes the right to read it: to be denied
/// says nothing.
#[post_condition(
    service = "secretsmanager",
    op = "DeleteSecret",
    reads = ["GetSecretValue"],
    deadline = 300,
    on_request = true
)]
pub async fn no_value_can_be_read(
    secrets: &Reader,
    input: &DeleteSecretInput,
    output: &DeleteSecretOutput,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    match read(secrets.get_secret_value().secret_id(id), false).await? {
        Some(_) => pending(format!("the current value of {id} can still be read")),
        None => satisfied(format!("no value of {id} can be read")),
    }
}

/// How the value of a version is read.
struct ValueRead<'a> {
    secrets: &'a Reader,
    /// What the caller names the secret by, as programs do when they read.
    id: &'a str,
    /// Which secret that has to be.
    arn: Option<&'a str>,
    version: &'a str,
    denial_may_lift: bool,
}

impl ValueRead<'_> {
    /// Whether the value can be read by the version's id, and under each label. A version that was
    /// current until another write is `AWSPREVIOUS`.
    async fn can_be_read_as(&self, labels: &[&str]) -> Check {
        let (id, version) = (self.id, self.version);
        let request = self.secrets.get_secret_value().secret_id(id);
        let Some(by_id) = read(request.version_id(version), self.denial_may_lift).await? else {
            return pending(format!("the value of version {version} cannot be read"));
        };
        if by_id.is_of_another(self.arn) {
            return pending(format!("{id} is another secret"));
        }
        let mut verdict = satisfied(format!("the value of version {version} can be read"))?;
        for label in labels {
            let by_label = self.leads_to_version(label, &by_id).await?;
            let is_visible = by_label.is_visible();
            verdict = verdict.and(by_label);
            if !is_visible {
                break;
            }
        }
        Ok(verdict)
    }

    async fn leads_to_version(&self, label: &str, by_id: &Seen) -> Check {
        let version = self.version;
        let request = self.secrets.get_secret_value().secret_id(self.id);
        let request = request.version_stage(label);
        let Some(seen) = read(request, self.denial_may_lift).await? else {
            return pending(format!("no value can be read as {label}"));
        };
        match seen.version.as_deref() {
            Some(seen) if seen == version => satisfied(format!(
                "the value of version {version} can be read as {label}"
            )),
            _ if label == CURRENT && by_id.labels.iter().any(|label| label == PREVIOUS) => {
                superseded(format!("version {version} is {PREVIOUS} already"))
            }
            Some(seen) => pending(format!("as {label}, the value of version {seen} is read")),
            None => pending(format!(
                "as {label}, the value of an unnamed version is read"
            )),
        }
    }
}

/// What an answer with a value shows besides.
pub(super) struct Seen {
    pub(super) arn: Option<String>,
    pub(super) version: Option<String>,
    labels: Vec<String>,
}

impl Seen {
    /// Whether this is known to be of another secret than the one of this ARN.
    fn is_of_another(&self, arn: Option<&str>) -> bool {
        let both = self.arn.as_deref().zip(arn);
        both.is_some_and(|(seen, wanted)| seen != wanted)
    }
}

async fn read(
    request: GetSecretValueFluentBuilder,
    denial_may_lift: bool,
) -> Result<Option<Seen>, ReadError> {
    seen(request.send().await, denial_may_lift)
}

/// What the answer shows, without the value; `None` if there is none to read: the secret or the version
/// is not found, or the secret marked for deletion.
pub(super) fn seen(
    answer: Result<GetSecretValueOutput, SdkError<GetSecretValueError>>,
    denial_may_lift: bool,
) -> Result<Option<Seen>, ReadError> {
    let message = answer
        .as_ref()
        .err()
        .and_then(ProvideErrorMetadata::message);
    // "Access to KMS is not allowed": the value may be read, and not decrypted.
    let lacks_key = message.is_some_and(|message| message.contains("KMS"));
    let answer = answer.denial_may_lift(denial_may_lift).absent_if(|error| {
        error.is_resource_not_found_exception() || error.is_invalid_request_exception()
    });
    let value = answer.map_err(|error| match lacks_key {
        true => error.for_want_of("kms:Decrypt"),
        false => error,
    })?;
    Ok(value.map(|value| Seen {
        arn: value.arn,
        version: value.version_id,
        labels: value.version_stages.unwrap_or_default(),
    }))
}
