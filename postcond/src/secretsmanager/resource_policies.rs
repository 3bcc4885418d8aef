//! Resource policies: put, delete.

use super::sdk::operation::delete_resource_policy::{
    DeleteResourcePolicyInput, DeleteResourcePolicyOutput,
};
use super::sdk::operation::get_resource_policy::{GetResourcePolicyError, GetResourcePolicyOutput};
use super::sdk::operation::put_resource_policy::{PutResourcePolicyInput, PutResourcePolicyOutput};
use super::{Reader, read_back};
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Search, Witness, absent, found, pending, satisfied,
};
use postcond_runtime::compare::{PolicyComparison, compare_policies};

/// The attached policy says the same as the one given.
///
/// There is neither a version nor a date, so the texts are compared, as policies: the service writes
/// them in its own way. A role or user that was made a moment ago may show as a bare id first, one that
/// no longer exists does for good; with an id in the place of an ARN, a policy is not confirmed.
#[post_condition(
    service = "secretsmanager",
    op = "PutResourcePolicy",
    reads = ["GetResourcePolicy"],
    refused_with = ["MalformedPolicyDocumentException"],
    changed_by = policy_attached_though_refused
)]
pub(crate) async fn policy_is_attached(
    secrets: &Reader,
    input: &PutResourcePolicyInput,
    output: &PutResourcePolicyOutput,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    let Some(seen) = read(secrets, id).await? else {
        return pending(format!("{id} is not found"));
    };
    let Some(attached) = policy(&seen) else {
        return pending(format!("no policy is attached to {id}"));
    };
    match compare_policies(input.resource_policy().unwrap_or_default(), attached) {
        PolicyComparison::Same => satisfied(format!("the policy is attached to {id}")),
        PolicyComparison::ShownById(ids) => pending(format!(
            "the policy is attached to {id}, but {}",
            not_yet_as_arn(&ids)
        )),
        PolicyComparison::Different => pending(format!("another policy is attached to {id}")),
        PolicyComparison::Incomparable => pending(format!(
            "a policy is attached to {id}; it cannot be compared with the one given, since one of \
             them is no policy document"
        )),
    }
}

fn not_yet_as_arn(ids: &[String]) -> String {
    let ids = ids.join(", ");
    format!(
        "the principal is shown as {ids}, not yet as the ARN: was it made a moment ago, or deleted?"
    )
}

/// Looks whether a policy that was refused is attached all the same. It is this call's if its rules are,
/// whether or not its principals are shown by their ids.
///
/// For refusals only: a policy does not tell one call from another that gives the same rules.
pub(crate) async fn policy_attached_though_refused(
    secrets: &Reader,
    input: &PutResourcePolicyInput,
    _: &Witness,
) -> Search<PutResourcePolicyOutput> {
    let id = input.secret_id().unwrap_or_default();
    let Some(seen) = read(secrets, id).await? else {
        return absent(format!("{id} is not found"));
    };
    let given = input.resource_policy().unwrap_or_default();
    let seen_instead = match policy(&seen).map(|attached| compare_policies(given, attached)) {
        Some(PolicyComparison::Same) => {
            return found(output_of(seen), format!("the policy is attached to {id}"));
        }
        Some(PolicyComparison::ShownById(ids)) => {
            let but = not_yet_as_arn(&ids);
            return found(
                output_of(seen),
                format!("the policy is attached to {id}, but {but}"),
            );
        }
        Some(_) => format!("another policy is attached to {id}"),
        None => format!("no policy is attached to {id}"),
    };
    absent(seen_instead)
}

fn output_of(seen: GetResourcePolicyOutput) -> PutResourcePolicyOutput {
    let output = PutResourcePolicyOutput::builder().set_arn(seen.arn);
    output.set_name(seen.name).build()
}

/// No policy is attached.
#[post_condition(
    service = "secretsmanager",
    op = "DeleteResourcePolicy",
    reads = ["GetResourcePolicy"]
)]
pub(crate) async fn no_policy_is_attached(
    secrets: &Reader,
    input: &DeleteResourcePolicyInput,
    output: &DeleteResourcePolicyOutput,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    match read(secrets, id).await? {
        None => satisfied(format!("{id} is not found")),
        Some(seen) if policy(&seen).is_none() => {
            satisfied(format!("no policy is attached to {id}"))
        }
        Some(_) => pending(format!("a policy is attached to {id}")),
    }
}

/// `None` if the secret is not found. To have no policy is no error.
async fn read(secrets: &Reader, id: &str) -> Result<Option<GetResourcePolicyOutput>, ReadError> {
    let found = secrets
        .get_resource_policy()
        .secret_id(id)
        .send()
        .await
        // The change of the policy may have changed the caller's own rights.
        .denial_may_lift(true)
        .absent_if(GetResourcePolicyError::is_resource_not_found_exception)?;
    if let Some(seen) = &found {
        read_back::is_of(id, seen.arn(), seen.name())?;
    }
    Ok(found)
}

fn policy(seen: &GetResourcePolicyOutput) -> Option<&str> {
    seen.resource_policy().filter(|policy| !policy.is_empty())
}
