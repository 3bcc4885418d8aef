//! Managed policies: create, delete.

use super::documents::says_the_same;
use super::entities::{gone, made};
use super::policy_reads::read;
use super::policy_versions::version;
use super::sdk::operation::create_policy::{CreatePolicyInput, CreatePolicyOutput};
use super::sdk::operation::delete_policy::{DeletePolicyInput, DeletePolicyOutput};
use super::sdk::types::Policy;
use super::{Reader, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, Witness, pending};

/// The record of the policy is found, with its tags: the record, not yet its effect on those that it is
/// attached to.
///
/// The id tells it from an earlier policy of the name, whose ARN was the same and whose versions began at
/// v1, too.
#[post_condition(
    service = "iam",
    op = "CreatePolicy",
    reads = ["GetPolicy"],
    batched = "ListPolicies"
)]
pub(crate) async fn policy_is_found(
    iam: &Reader,
    input: &CreatePolicyInput,
    output: &CreatePolicyOutput,
    write: &Witness,
) -> Check {
    let id = named(
        "Policy.PolicyId",
        output.policy().and_then(Policy::policy_id),
    )?;
    let arn = named("Policy.Arn", output.policy().and_then(Policy::arn))?;
    // Tags can change the caller's own rights.
    let seen = read(iam, arn, !input.tags().is_empty()).await?;
    made(arn, id, seen.as_ref(), write, |seen| {
        tags::are_on_creation(input.tags(), seen.tags(), tags::Keys::AsWritten)
    })
}

/// The first version of the policy can be read, and its document says the same as the one given.
#[post_condition(
    service = "iam",
    op = "CreatePolicy",
    reads = ["GetPolicyVersion"],
    on_request = true
)]
pub async fn policy_document_is_found(
    iam: &Reader,
    input: &CreatePolicyInput,
    output: &CreatePolicyOutput,
    write: &Witness,
) -> Check {
    let arn = named("Policy.Arn", output.policy().and_then(Policy::arn))?;
    let id = output.policy().and_then(Policy::default_version_id);
    let id = named("Policy.DefaultVersionId", id)?;
    let what = format!("the version {id} of {arn}");
    match version(iam, arn, id, false).await? {
        None => pending(format!("{what} is not found")),
        Some(seen) if !write.covers(seen.create_date()) => {
            pending(format!("{what} is of an earlier life"))
        }
        Some(seen) => says_the_same(
            &what,
            input.policy_document().unwrap_or_default(),
            seen.document(),
        ),
    }
}

/// The record of the policy is gone.
#[post_condition(
    service = "iam",
    op = "DeletePolicy",
    reads = ["GetPolicy"],
    batched = "ListPolicies"
)]
pub(crate) async fn policy_is_not_found(
    iam: &Reader,
    input: &DeletePolicyInput,
    _: &DeletePolicyOutput,
    write: &Witness,
) -> Check {
    let arn = input.policy_arn().unwrap_or_default();
    gone(arn, read(iam, arn, false).await?.as_ref(), write)
}
