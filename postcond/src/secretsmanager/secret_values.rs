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

pub(super) const CURRENT: &str = "AWSCURRENT";
pub(super) const PREVIOUS: &str = "AWSPREVIOUS";
/// Of the version that a rotation is making.
const IN_ROTATION: &str = "AWSPENDING";

/// The version carries the staging labels that were asked for and those that the service reported; one
/// that may be part of a rotation is also listed as holding a value.
///
/// A call repeated with a token of the caller's own succeeds, does nothing, and reports the labels of
/// today: of a version that is older than the call, or not known to be of it, those alone count. Where
/// there are none left, the list alone shows the version.
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
    write: &Witness,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    let version = named("VersionId", version_made(output.version_id(), write))?;
    let wanted = wanted_labels(input, output);
    if wanted.is_empty() {
        return match listed(secrets, id, version).await? {
            Some(listed) => listed_version_is_as_asked_for(input, &listed, write),
            None => pending(format!("version {version} is not listed")),
        };
    }
    let Some(seen) = describe(secrets, id, false).await? else {
        return pending(format!("{id} is not found"));
    };
    let may_lack_a_value = may_be_known_beforehand(input, output);
    let may_have_none_left = may_lack_a_value || output.version_stages().is_empty();
    if may_have_none_left && labels_of(&seen, version).is_empty() {
        return version_has_lost_its_labels(secrets, id, version).await;
    }
    let labelled = carries(labels_of(&seen, version), version, &wanted)?;
    if !may_lack_a_value || matches!(labelled, Verdict::Pending(_)) {
        return Ok(labelled);
    }
    match listed(secrets, id, version).await? {
        Some(listed) => Ok(labelled.and(listed_version_is_as_asked_for(input, &listed, write)?)),
        None => pending(format!("version {version} is not listed")),
    }
}

/// The labels that the version must carry: those that were asked for, and those of the answer. Of a call
/// that may repeat an earlier one those of the answer, until the list tells.
pub(super) fn wanted_labels<'a>(
    input: &'a PutSecretValueInput,
    output: &'a PutSecretValueOutput,
) -> Vec<&'a str> {
    let answered = output.version_stages().iter().map(String::as_str);
    if input.client_request_token().is_some() {
        return answered.collect();
    }
    let mut wanted: Vec<&str> = input.version_stages().iter().map(String::as_str).collect();
    if wanted.is_empty() {
        wanted.push(CURRENT);
    }
    let also: Vec<&str> = answered.filter(|label| !wanted.contains(label)).collect();
    wanted.extend(also);
    wanted
}

/// Whether a version that holds a value carries what was asked for, if this call has made it. One of an
/// earlier call with the same token need not.
fn listed_version_is_as_asked_for(
    input: &PutSecretValueInput,
    listed: &SecretVersionsListEntry,
    write: &Witness,
) -> Check {
    let version = listed.version_id().unwrap_or_default();
    if write.covers(listed.created_date()) {
        return carries(listed.version_stages(), version, input.version_stages());
    }
    satisfied(format!("version {version} holds a value"))
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
/// Its id is then the caller's own: one that the SDK makes for the call is not in use before. A
/// rotation token is a secret and not shown to checks; the label of a rotation stands in for it.
fn may_be_known_beforehand(input: &PutSecretValueInput, output: &PutSecretValueOutput) -> bool {
    let mut labels = output.version_stages().iter();
    input.client_request_token().is_some() || labels.any(|label| label == IN_ROTATION)
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
    labels_are_current(labels_of(seen, version), version)
}

/// Whether these labels of `version` say that it is current, or was until another write.
pub(super) fn labels_are_current(labels: &[String], version: &str) -> Check {
    carries(labels, version, &[CURRENT])
}

/// Whether `version`, which has these labels, carries each of the `wanted`. One that was current until
/// another write is `AWSPREVIOUS`.
fn carries<L: AsRef<str>>(labels: &[String], version: &str, wanted: &[L]) -> Check {
    let has = |wanted: &str| labels.iter().any(|label| label == wanted);
    let wanted = wanted.iter().map(AsRef::as_ref);
    let missing: Vec<&str> = wanted.filter(|label| !has(label)).collect();
    match missing[..] {
        [] if labels.is_empty() => satisfied(format!("version {version} holds a value")),
        [] => satisfied(format!("version {version} is {}", labels.join(", "))),
        [CURRENT] if has(PREVIOUS) => {
            superseded(format!("version {version} is {PREVIOUS} already"))
        }
        _ if labels.is_empty() => {
            pending(format!("version {version} is not {}", missing.join(", ")))
        }
        _ => {
            let (labels, missing) = (labels.join(", "), missing.join(", "));
            pending(format!("version {version} is {labels}, not {missing}"))
        }
    }
}

/// The version that a call with a value has made: the one that its answer names or, since some answers
/// name none, the one that has the call's token for its id. `None` if no value was sent.
pub(super) fn version_made<'a>(answered: Option<&'a str>, write: &'a Witness) -> Option<&'a str> {
    let token = write.idempotency_token().filter(|_| write.sent_secret());
    answered.filter(|version| !version.is_empty()).or(token)
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
