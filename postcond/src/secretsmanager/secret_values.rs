//! Secret values: new versions, and the staging labels that versions carry.

use super::Reader;
use super::read_back::{self, describe};
use super::sdk::operation::describe_secret::DescribeSecretOutput;
use super::sdk::operation::list_secret_version_ids::{
    ListSecretVersionIdsError, ListSecretVersionIdsOutput,
};
use super::sdk::operation::put_secret_value::{PutSecretValueInput, PutSecretValueOutput};
use super::sdk::operation::update_secret_version_stage::{
    UpdateSecretVersionStageInput, UpdateSecretVersionStageOutput,
};
use super::sdk::types::SecretVersionsListEntry;
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Search, Verdict, Witness, absent, find_in_pages, found, pending,
    satisfied, superseded, unfindable,
};

const CURRENT: &str = "AWSCURRENT";
const PREVIOUS: &str = "AWSPREVIOUS";
/// Of the version that a rotation is making.
const IN_ROTATION: &str = "AWSPENDING";

/// The version carries the staging labels that the service reported; one that may be part of a
/// rotation is also listed as holding a value.
///
/// The labels are those of the output: a call repeated with an old token succeeds, does nothing, and
/// reports the labels of today. Where there are none left, the list alone shows the version.
#[post_condition(
    service = "secretsmanager",
    op = "PutSecretValue",
    reads = ["DescribeSecret", "ListSecretVersionIds"],
    batched = "ListSecrets",
    found_by = put_value
)]
pub(crate) async fn version_carries_its_labels(
    secrets: &Reader,
    input: &PutSecretValueInput,
    output: &PutSecretValueOutput,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    let version = named("VersionId", output.version_id())?;
    if output.version_stages().is_empty() {
        return version_holds_a_value(secrets, id, version).await;
    }
    let Some(seen) = describe(secrets, id, false).await? else {
        return pending(format!("{id} is not found"));
    };
    let may_lack_a_value = may_be_known_beforehand(input, output);
    if may_lack_a_value && labels_of(&seen, version).is_empty() {
        return version_has_lost_its_labels(secrets, id, version).await;
    }
    let labelled = carries(&seen, version, output.version_stages())?;
    if !may_lack_a_value || matches!(labelled, Verdict::Pending(_)) {
        return Ok(labelled);
    }
    Ok(labelled.and(version_holds_a_value(secrets, id, version).await?))
}

/// The version has the token for its id. One of the caller's own may be described before it holds a
/// value, as in a rotation: there the list decides.
async fn put_value(
    secrets: &Reader,
    input: &PutSecretValueInput,
    write: &Witness,
) -> Search<PutSecretValueOutput> {
    let Some(token) = write.idempotency_token() else {
        return unfindable("the call was sent without a token");
    };
    let id = input.secret_id().unwrap_or_default();
    let Some(seen) = describe(secrets, id, false).await? else {
        return absent(format!("{id} is not found"));
    };
    if !is_described(&seen, token) {
        return absent(format!("{id} has no version {token}"));
    }
    let is_the_callers = input.client_request_token().is_some();
    if is_the_callers && listed(secrets, id, token).await?.is_none() {
        return absent(format!("version {token} holds no value"));
    }
    let output = PutSecretValueOutput::builder()
        .set_version_stages(Some(labels_of(&seen, token).to_vec()))
        .set_arn(seen.arn)
        .set_name(seen.name)
        .version_id(token);
    found(output.build(), format!("{id} has version {token}"))
}

/// Whether the version may have had labels before this call gave it a value, as it has in a rotation.
///
/// Its id is then the caller's own: one that the SDK makes for the call is nobody's before. A
/// rotation token is a secret and not shown to checks; the label of a rotation stands in for it.
fn may_be_known_beforehand(input: &PutSecretValueInput, output: &PutSecretValueOutput) -> bool {
    let mut labels = output.version_stages().iter();
    input.client_request_token().is_some() || labels.any(|label| label == IN_ROTATION)
}

async fn version_holds_a_value(secrets: &Reader, id: &str, version: &str) -> Check {
    match listed(secrets, id, version).await? {
        Some(_) => satisfied(format!("version {version} holds a value")),
        None => pending(format!("version {version} is not listed")),
    }
}

/// Two later writes are enough to take its last label from a version. One that holds a value and has
/// no label had its labels before.
async fn version_has_lost_its_labels(secrets: &Reader, id: &str, version: &str) -> Check {
    match listed(secrets, id, version).await? {
        Some(listed) if listed.version_stages().is_empty() => {
            superseded(format!("version {version} has lost its labels since"))
        }
        Some(_) => pending(format!("version {version} is listed, but not described")),
        None => pending(format!("version {version} is not listed")),
    }
}

/// The version's entry in the list of those that hold a value.
async fn listed(
    secrets: &Reader,
    id: &str,
    version: &str,
) -> Result<Option<SecretVersionsListEntry>, ReadError> {
    let found = find_in_pages(
        |token| {
            secrets
                .list_secret_version_ids()
                .secret_id(id)
                // Those without labels, too.
                .include_deprecated(true)
                .max_results(100)
                .set_next_token(token)
                .send()
        },
        ListSecretVersionIdsOutput::next_token,
        |page| {
            let mut versions = page.versions?.into_iter();
            versions.find(|listed| listed.version_id() == Some(version))
        },
    );
    let found = found
        .await
        .absent_if(ListSecretVersionIdsError::is_resource_not_found_exception)?;
    Ok(found.flatten())
}

/// The staging label is on the version that it was moved to, and off the one that it was taken from.
///
/// A version that has lost its last label is no longer described. `AWSPREVIOUS` on the target proves
/// nothing: in a roll-back it was there to begin with.
#[post_condition(
    service = "secretsmanager",
    op = "UpdateSecretVersionStage",
    reads = ["DescribeSecret"]
)]
pub(crate) async fn label_has_moved(
    secrets: &Reader,
    input: &UpdateSecretVersionStageInput,
    output: &UpdateSecretVersionStageOutput,
    write: &Witness,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    let label = input.version_stage().unwrap_or_default();
    let (to, from) = (input.move_to_version_id(), input.remove_from_version_id());
    let Some(seen) = describe(secrets, id, false).await? else {
        return pending(format!("{id} is not found"));
    };
    let carries = |version: &str| labels_of(&seen, version).iter().any(|it| it == label);
    let mut versions = seen.version_ids_to_stages().into_iter().flatten();
    let is_on_a_third = versions.any(|(version, labels)| {
        ![to, from].contains(&Some(version.as_str())) && labels.iter().any(|it| it == label)
    });
    let lacking = to.filter(|version| !carries(version));
    let left_on = from.filter(|version| carries(version));
    match (lacking, left_on) {
        (None, None) => satisfied(format!("{label} is where it was moved to")),
        _ if is_on_a_third && write.precedes(seen.last_changed_date()) => {
            superseded(format!("{label} has been moved to a third version since"))
        }
        (Some(version), _) => pending(format!("version {version} does not carry {label}")),
        (None, Some(version)) => pending(format!("version {version} still carries {label}")),
    }
}

/// Whether `version` is current, or was until another write.
pub(super) fn version_was_current(seen: &DescribeSecretOutput, version: &str) -> Check {
    carries(seen, version, &[CURRENT])
}

/// Whether `version` carries each of these labels. One that was current until another write is
/// `AWSPREVIOUS`.
fn carries<L: AsRef<str>>(seen: &DescribeSecretOutput, version: &str, wanted: &[L]) -> Check {
    let labels = labels_of(seen, version);
    let has = |wanted: &str| labels.iter().any(|label| label == wanted);
    let wanted = wanted.iter().map(AsRef::as_ref);
    let missing: Vec<&str> = wanted.filter(|label| !has(label)).collect();
    match missing[..] {
        [] => satisfied(format!("version {version} is {}", labels.join(", "))),
        [CURRENT] if has(PREVIOUS) => {
            superseded(format!("version {version} is {PREVIOUS} already"))
        }
        _ => pending(format!("version {version} is not {}", missing.join(", "))),
    }
}

/// Looks up the version that a call has made, which has the call's token for its id; the output is made
/// up of the secret that shows it.
pub(super) async fn version_of_call<T>(
    secrets: &Reader,
    id: &str,
    token: &str,
    output: impl FnOnce(DescribeSecretOutput) -> T,
) -> Search<T> {
    match describe(secrets, id, false).await? {
        Some(seen) if is_described(&seen, token) => {
            found(output(seen), format!("{id} has version {token}"))
        }
        Some(_) => absent(format!("{id} has no version {token}")),
        None => absent(format!("{id} is not found")),
    }
}

/// Whether the secret shows this version.
pub(super) fn is_described(seen: &DescribeSecretOutput, version: &str) -> bool {
    let mut versions = seen.version_ids_to_stages().into_iter().flatten();
    versions.any(|(id, _)| id == version)
}

/// The labels of a version; none if it is not described.
fn labels_of<'a>(seen: &'a DescribeSecretOutput, version: &str) -> &'a [String] {
    let labels = seen.version_ids_to_stages().and_then(|it| it.get(version));
    labels.map(Vec::as_slice).unwrap_or_default()
}
