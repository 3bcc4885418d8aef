//! Resource policies: put, delete.

use super::Reader;
use super::sdk::operation::delete_resource_policy::{
    DeleteResourcePolicyInput, DeleteResourcePolicyOutput,
};
use super::sdk::operation::get_resource_policies::{
    GetResourcePoliciesError, GetResourcePoliciesOutput,
};
use super::sdk::operation::put_resource_policy::{PutResourcePolicyInput, PutResourcePolicyOutput};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, find_in_pages, pending, satisfied};

/// The policy is listed by its id, with the hash that this call returned.
///
/// The hash is that of the text, so the text need not be compared. Without a date, a still later
/// change cannot be told from an older copy.
#[post_condition(service = "ssm", op = "PutResourcePolicy", reads = ["GetResourcePolicies"])]
pub(crate) async fn policy_is_listed(
    ssm: &Reader,
    input: &PutResourcePolicyInput,
    output: &PutResourcePolicyOutput,
) -> Check {
    let resource = input.resource_arn().unwrap_or_default();
    let id = named("PolicyId", output.policy_id())?;
    let wanted = named("PolicyHash", output.policy_hash())?;
    match listed(ssm, resource, id).await? {
        Listed::WithHash(hash) if hash == wanted => {
            satisfied(format!("{id} is listed with the hash {hash}"))
        }
        Listed::WithHash(hash) => {
            pending(format!("{id} is listed with the hash {hash}, not {wanted}"))
        }
        Listed::Not => pending(format!("{id} is not listed")),
        Listed::ResourceNotFound => pending(format!("{resource} is not found")),
    }
}

/// The policy is no longer listed.
#[post_condition(service = "ssm", op = "DeleteResourcePolicy", reads = ["GetResourcePolicies"])]
pub(crate) async fn policy_is_not_listed(
    ssm: &Reader,
    input: &DeleteResourcePolicyInput,
    _: &DeleteResourcePolicyOutput,
) -> Check {
    let resource = input.resource_arn().unwrap_or_default();
    let id = input.policy_id().unwrap_or_default();
    match listed(ssm, resource, id).await? {
        Listed::WithHash(_) => pending(format!("{id} is still listed")),
        Listed::Not => satisfied(format!("{id} is not listed")),
        Listed::ResourceNotFound => satisfied(format!("{resource} is not found")),
    }
}

/// How a policy is listed at its resource.
enum Listed {
    WithHash(String),
    Not,
    ResourceNotFound,
}

async fn listed(ssm: &Reader, resource: &str, id: &str) -> Result<Listed, ReadError> {
    let found = find_in_pages(
        |token| {
            ssm.get_resource_policies()
                .resource_arn(resource)
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        GetResourcePoliciesOutput::next_token,
        |page| {
            let mut policies = page.policies?.into_iter();
            policies.find(|policy| policy.policy_id() == Some(id))
        },
    );
    let found = found
        .await
        // The policy may be what gives the caller the right to read it.
        .denial_may_lift(true)
        .absent_if(GetResourcePoliciesError::is_resource_not_found_exception)?;
    Ok(match found {
        Some(Some(policy)) => Listed::WithHash(policy.policy_hash.unwrap_or_default()),
        Some(None) => Listed::Not,
        None => Listed::ResourceNotFound,
    })
}
