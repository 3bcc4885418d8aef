//! Resource policies: put, delete.

use super::sdk::operation::delete_resource_policy::{
    DeleteResourcePolicyInput, DeleteResourcePolicyOutput,
};
use super::sdk::operation::get_resource_policy::{GetResourcePolicyError, GetResourcePolicyOutput};
use super::sdk::operation::put_resource_policy::{PutResourcePolicyInput, PutResourcePolicyOutput};
use super::{Reader, read_back};
use crate::compare::same_policy;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, pending, satisfied};

/// The attached policy says the same as the one given.
///
/// There is neither a version nor a date, so the texts are compared, as policies: the service writes
/// them in its own way. A principal that no longer exists reads back as a bare id, and such a policy
/// cannot be confirmed.
#[post_condition(service = "secretsmanager", op = "PutResourcePolicy", reads = ["GetResourcePolicy"])]
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
    match same_policy(input.resource_policy().unwrap_or_default(), attached) {
        Some(true) => satisfied(format!("the policy is attached to {id}")),
        Some(false) => pending(format!("another policy is attached to {id}")),
        None => pending(format!(
            "a policy is attached to {id}; it cannot be compared with the one given, since one of \
             them is no JSON"
        )),
    }
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
    secrets
        .get_resource_policy()
        .secret_id(id)
        .send()
        .await
        // The change of the policy may have changed the caller's own rights.
        .denial_may_lift(true)
        .absent_if(GetResourcePolicyError::is_resource_not_found_exception)
}

fn policy(seen: &GetResourcePolicyOutput) -> Option<&str> {
    seen.resource_policy().filter(|policy| !policy.is_empty())
}
