//! Inline policies of roles, users and groups.
//!
//! There is neither a version nor a date. Put means create or replace: a document that is put back to what it
//! was before can be met by the copy from before.

use super::Reader;
use super::documents::says_the_same;
use super::sdk::operation::delete_group_policy::{DeleteGroupPolicyInput, DeleteGroupPolicyOutput};
use super::sdk::operation::delete_role_policy::{DeleteRolePolicyInput, DeleteRolePolicyOutput};
use super::sdk::operation::delete_user_policy::{DeleteUserPolicyInput, DeleteUserPolicyOutput};
use super::sdk::operation::get_group_policy::GetGroupPolicyError;
use super::sdk::operation::get_role_policy::GetRolePolicyError;
use super::sdk::operation::get_user_policy::GetUserPolicyError;
use super::sdk::operation::put_group_policy::{PutGroupPolicyInput, PutGroupPolicyOutput};
use super::sdk::operation::put_role_policy::{PutRolePolicyInput, PutRolePolicyOutput};
use super::sdk::operation::put_user_policy::{PutUserPolicyInput, PutUserPolicyOutput};
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, pending, satisfied};

/// The record of the role has an inline policy that says the same as the one given: the record, not yet its effect,
/// which comes 10 to 30 seconds later as a rule.
#[post_condition(service = "iam", op = "PutRolePolicy", reads = ["GetRolePolicy"])]
pub(crate) async fn inline_policy_of_role_shows(
    iam: &Reader,
    input: &PutRolePolicyInput,
    _: &PutRolePolicyOutput,
) -> Check {
    let (name, policy) = (
        input.role_name().unwrap_or_default(),
        input.policy_name().unwrap_or_default(),
    );
    let seen = of_role(iam, name, policy).await?;
    let what = format!("the policy {policy} of the role {name}");
    says_the_same(
        &what,
        input.policy_document().unwrap_or_default(),
        seen.as_deref(),
    )
}

/// The record of the role no longer has the inline policy: the record, not yet the end of its effect.
#[post_condition(
    service = "iam",
    op = "DeleteRolePolicy",
    reads = ["GetRolePolicy"],
    batched = "ListRolePolicies"
)]
pub(crate) async fn inline_policy_of_role_is_not_found(
    iam: &Reader,
    input: &DeleteRolePolicyInput,
    _: &DeleteRolePolicyOutput,
) -> Check {
    let (name, policy) = (
        input.role_name().unwrap_or_default(),
        input.policy_name().unwrap_or_default(),
    );
    is_gone(
        "role",
        name,
        policy,
        of_role(iam, name, policy).await?.as_deref(),
    )
}

/// The record of the user has an inline policy that says the same as the one given: the record, not yet its effect,
/// which comes 10 to 30 seconds later as a rule.
#[post_condition(service = "iam", op = "PutUserPolicy", reads = ["GetUserPolicy"])]
pub(crate) async fn inline_policy_of_user_shows(
    iam: &Reader,
    input: &PutUserPolicyInput,
    _: &PutUserPolicyOutput,
) -> Check {
    let (name, policy) = (
        input.user_name().unwrap_or_default(),
        input.policy_name().unwrap_or_default(),
    );
    let seen = of_user(iam, name, policy).await?;
    let what = format!("the policy {policy} of the user {name}");
    says_the_same(
        &what,
        input.policy_document().unwrap_or_default(),
        seen.as_deref(),
    )
}

/// The record of the user no longer has the inline policy: the record, not yet the end of its effect.
#[post_condition(
    service = "iam",
    op = "DeleteUserPolicy",
    reads = ["GetUserPolicy"],
    batched = "ListUserPolicies"
)]
pub(crate) async fn inline_policy_of_user_is_not_found(
    iam: &Reader,
    input: &DeleteUserPolicyInput,
    _: &DeleteUserPolicyOutput,
) -> Check {
    let (name, policy) = (
        input.user_name().unwrap_or_default(),
        input.policy_name().unwrap_or_default(),
    );
    is_gone(
        "user",
        name,
        policy,
        of_user(iam, name, policy).await?.as_deref(),
    )
}

/// The record of the group has an inline policy that says the same as the one given: the record, not yet its effect,
/// which comes 10 to 30 seconds later as a rule.
#[post_condition(service = "iam", op = "PutGroupPolicy", reads = ["GetGroupPolicy"])]
pub(crate) async fn inline_policy_of_group_shows(
    iam: &Reader,
    input: &PutGroupPolicyInput,
    _: &PutGroupPolicyOutput,
) -> Check {
    let (name, policy) = (
        input.group_name().unwrap_or_default(),
        input.policy_name().unwrap_or_default(),
    );
    let seen = of_group(iam, name, policy).await?;
    let what = format!("the policy {policy} of the group {name}");
    says_the_same(
        &what,
        input.policy_document().unwrap_or_default(),
        seen.as_deref(),
    )
}

/// The record of the group no longer has the inline policy: the record, not yet the end of its effect.
#[post_condition(
    service = "iam",
    op = "DeleteGroupPolicy",
    reads = ["GetGroupPolicy"],
    batched = "ListGroupPolicies"
)]
pub(crate) async fn inline_policy_of_group_is_not_found(
    iam: &Reader,
    input: &DeleteGroupPolicyInput,
    _: &DeleteGroupPolicyOutput,
) -> Check {
    let (name, policy) = (
        input.group_name().unwrap_or_default(),
        input.policy_name().unwrap_or_default(),
    );
    is_gone(
        "group",
        name,
        policy,
        of_group(iam, name, policy).await?.as_deref(),
    )
}

fn is_gone(kind: &str, name: &str, policy: &str, seen: Option<&str>) -> Check {
    match seen {
        None => satisfied(format!(
            "the policy {policy} of the {kind} {name} is not found"
        )),
        Some(_) => pending(format!(
            "the policy {policy} of the {kind} {name} is still found"
        )),
    }
}

/// The document; `None` if there is no such policy, or no such role.
async fn of_role(iam: &Reader, name: &str, policy: &str) -> Result<Option<String>, ReadError> {
    let found = iam
        .get_role_policy()
        .role_name(name)
        .policy_name(policy)
        .send()
        .await
        // The rights that change may be the caller's own.
        .denial_may_lift(true)
        .absent_if(GetRolePolicyError::is_no_such_entity_exception)?;
    Ok(found.map(|found| found.policy_document))
}

/// The document; `None` if there is no such policy, or no such user.
async fn of_user(iam: &Reader, name: &str, policy: &str) -> Result<Option<String>, ReadError> {
    let found = iam
        .get_user_policy()
        .user_name(name)
        .policy_name(policy)
        .send()
        .await
        // The rights that change may be the caller's own.
        .denial_may_lift(true)
        .absent_if(GetUserPolicyError::is_no_such_entity_exception)?;
    Ok(found.map(|found| found.policy_document))
}

/// The document; `None` if there is no such policy, or no such group.
async fn of_group(iam: &Reader, name: &str, policy: &str) -> Result<Option<String>, ReadError> {
    let found = iam
        .get_group_policy()
        .group_name(name)
        .policy_name(policy)
        .send()
        .await
        // The rights that change may be the caller's own.
        .denial_may_lift(true)
        .absent_if(GetGroupPolicyError::is_no_such_entity_exception)?;
    Ok(found.map(|found| found.policy_document))
}
