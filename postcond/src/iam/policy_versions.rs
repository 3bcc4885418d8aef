//! Versions of managed policies, and which of them is the default.
//!
//! The number of a version is used once in the life of a policy, and its document never changes.

use super::Reader;
use super::entities::{changed, shown};
use super::policy_reads::read;
use super::sdk::operation::create_policy_version::{
    CreatePolicyVersionInput, CreatePolicyVersionOutput,
};
use super::sdk::operation::delete_policy_version::{
    DeletePolicyVersionInput, DeletePolicyVersionOutput,
};
use super::sdk::operation::get_policy_version::GetPolicyVersionError;
use super::sdk::operation::set_default_policy_version::{
    SetDefaultPolicyVersionInput, SetDefaultPolicyVersionOutput,
};
use super::sdk::types::PolicyVersion;
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, pending, satisfied, superseded};

/// The record of the version is found and, if that was asked for, it is the default: the record, not yet
/// its effect.
#[post_condition(
    service = "iam",
    op = "CreatePolicyVersion",
    // The second one only where the version is to be the default.
    reads = ["GetPolicyVersion", "GetPolicy"]
)]
pub(crate) async fn version_is_found(
    iam: &Reader,
    input: &CreatePolicyVersionInput,
    output: &CreatePolicyVersionOutput,
    write: &Witness,
) -> Check {
    let arn = input.policy_arn().unwrap_or_default();
    let id = output.policy_version().and_then(PolicyVersion::version_id);
    let id = named("PolicyVersion.VersionId", id)?;
    // The new default may change the caller's own rights.
    let is_to_be_default = input.set_as_default() == Some(true);
    let verdict = match version(iam, arn, id, is_to_be_default).await? {
        None => return pending(format!("the version {id} of {arn} is not found")),
        Some(seen) if !write.covers(seen.create_date()) => {
            return pending(format!("the version {id} of {arn} is of an earlier life"));
        }
        Some(_) => satisfied(format!("the version {id} of {arn} is found"))?,
    };
    if !is_to_be_default {
        return Ok(verdict);
    }
    let policy = read(iam, arn, true).await?;
    let is_default = changed(arn, policy.as_ref(), write, |policy| {
        let default = policy.default_version_id().unwrap_or_default();
        match is_higher(default, id) {
            // Made after this one, and the default since.
            true if write.covers(policy.update_date()) => superseded(format!(
                "the default of {arn} is the later version {default}"
            )),
            _ => is_the_default(arn, id, default),
        }
    });
    Ok(verdict.and(is_default?))
}

/// The record of the policy has this version for its default: the record, not yet the effect of it.
///
/// Setting back is the usual reason of the call: a higher number proves nothing.
#[post_condition(service = "iam", op = "SetDefaultPolicyVersion", reads = ["GetPolicy"])]
pub(crate) async fn version_is_the_default(
    iam: &Reader,
    input: &SetDefaultPolicyVersionInput,
    _: &SetDefaultPolicyVersionOutput,
    write: &Witness,
) -> Check {
    let (arn, id) = (
        input.policy_arn().unwrap_or_default(),
        input.version_id().unwrap_or_default(),
    );
    let policy = read(iam, arn, true).await?;
    changed(arn, policy.as_ref(), write, |policy| {
        let default = policy.default_version_id().unwrap_or_default();
        // Only a new version moves the date.
        match !is_same(default, id) && write.precedes(policy.update_date()) {
            true => superseded(format!(
                "a version of {arn} was made since; {default} is the default"
            )),
            false => is_the_default(arn, id, default),
        }
    })
}

fn is_the_default(arn: &str, id: &str, default: &str) -> Check {
    match is_same(id, default) {
        true => satisfied(format!("{id} is the default of {arn}")),
        false => pending(format!("the default of {arn} is {default}, not {id}")),
    }
}

/// The record of the version is gone.
#[post_condition(
    service = "iam",
    op = "DeletePolicyVersion",
    reads = ["GetPolicyVersion"],
    batched = "ListPolicyVersions"
)]
pub(crate) async fn version_is_not_found(
    iam: &Reader,
    input: &DeletePolicyVersionInput,
    _: &DeletePolicyVersionOutput,
    write: &Witness,
) -> Check {
    let (arn, id) = (
        input.policy_arn().unwrap_or_default(),
        input.version_id().unwrap_or_default(),
    );
    match version(iam, arn, id, false).await? {
        None => satisfied(format!("the version {id} of {arn} is not found")),
        Some(seen) if write.precedes(seen.create_date()) => {
            superseded(format!("the policy {arn} has been made anew"))
        }
        Some(_) => pending(format!("the version {id} of {arn} is still found")),
    }
}

/// `None` if there is none of that number.
pub(super) async fn version(
    iam: &Reader,
    arn: &str,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<PolicyVersion>, ReadError> {
    let found = iam
        .get_policy_version()
        .policy_arn(arn)
        .version_id(id)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetPolicyVersionError::is_no_such_entity_exception)?;
    let found = shown(found.map(|found| found.policy_version))?;
    match found.as_ref().and_then(PolicyVersion::version_id) {
        Some(other) if !is_same(other, id) => Err(ReadError::pending(format!(
            "another version of {arn} than {id}: {other}"
        ))),
        _ => Ok(found),
    }
}

/// The number in `v12`.
fn number(id: &str) -> Option<u64> {
    id.strip_prefix('v')?.parse().ok()
}

fn is_same(one: &str, other: &str) -> bool {
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

fn is_higher(one: &str, other: &str) -> bool {
    number(one)
        .zip(number(other))
        .is_some_and(|(one, other)| one > other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        for (one, other, same, higher) in [
            ("v2", "v2", true, false),
            ("v10", "v9", false, true),
            ("v9", "v10", false, false),
            ("v01", "v1", true, false),
            ("first", "first", true, false),
            ("first", "v1", false, false),
        ] {
            assert_eq!(is_same(one, other), same, "{one}, {other}");
            assert_eq!(is_higher(one, other), higher, "{one}, {other}");
        }
    }
}
