//! Managed policies that are attached to roles, users and groups.
//!
//! There is neither a version nor a date, and a policy that was attached or detached by somebody else since
//! looks as a stale copy does.

use super::Reader;
use super::pages::{PAGE, next};
use super::sdk::operation::attach_group_policy::{AttachGroupPolicyInput, AttachGroupPolicyOutput};
use super::sdk::operation::attach_role_policy::{AttachRolePolicyInput, AttachRolePolicyOutput};
use super::sdk::operation::attach_user_policy::{AttachUserPolicyInput, AttachUserPolicyOutput};
use super::sdk::operation::detach_group_policy::{DetachGroupPolicyInput, DetachGroupPolicyOutput};
use super::sdk::operation::detach_role_policy::{DetachRolePolicyInput, DetachRolePolicyOutput};
use super::sdk::operation::detach_user_policy::{DetachUserPolicyInput, DetachUserPolicyOutput};
use super::sdk::operation::list_attached_group_policies::ListAttachedGroupPoliciesError;
use super::sdk::operation::list_attached_role_policies::ListAttachedRolePoliciesError;
use super::sdk::operation::list_attached_user_policies::ListAttachedUserPoliciesError;
use super::sdk::types::AttachedPolicy;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, find_in_pages, pending, satisfied};

/// Whether a policy is listed with its holder, a role, user or group.
enum Attached {
    Yes,
    No,
    /// There is no such holder.
    NoHolder,
}

/// The record of the role lists the policy: the record, not yet its effect, which comes 10 to 30 seconds later as
/// a rule.
#[post_condition(
    service = "iam",
    op = "AttachRolePolicy",
    reads = ["ListAttachedRolePolicies"],
    batched = "ListAttachedRolePolicies"
)]
pub(crate) async fn policy_is_attached_to_role(
    iam: &Reader,
    input: &AttachRolePolicyInput,
    _: &AttachRolePolicyOutput,
) -> Check {
    let (name, arn) = (
        input.role_name().unwrap_or_default(),
        input.policy_arn().unwrap_or_default(),
    );
    is_attached("role", name, arn, &attached_to_role(iam, name, arn).await?)
}

/// The record of the role no longer lists the policy, or is gone, too: the record, not yet the end of its
/// effect.
#[post_condition(
    service = "iam",
    op = "DetachRolePolicy",
    reads = ["ListAttachedRolePolicies"],
    batched = "ListAttachedRolePolicies"
)]
pub(crate) async fn policy_is_detached_from_role(
    iam: &Reader,
    input: &DetachRolePolicyInput,
    _: &DetachRolePolicyOutput,
) -> Check {
    let (name, arn) = (
        input.role_name().unwrap_or_default(),
        input.policy_arn().unwrap_or_default(),
    );
    is_detached("role", name, arn, &attached_to_role(iam, name, arn).await?)
}

/// The record of the user lists the policy: the record, not yet its effect, which comes 10 to 30 seconds later as
/// a rule.
#[post_condition(
    service = "iam",
    op = "AttachUserPolicy",
    reads = ["ListAttachedUserPolicies"],
    batched = "ListAttachedUserPolicies"
)]
pub(crate) async fn policy_is_attached_to_user(
    iam: &Reader,
    input: &AttachUserPolicyInput,
    _: &AttachUserPolicyOutput,
) -> Check {
    let (name, arn) = (
        input.user_name().unwrap_or_default(),
        input.policy_arn().unwrap_or_default(),
    );
    is_attached("user", name, arn, &attached_to_user(iam, name, arn).await?)
}

/// The record of the user no longer lists the policy, or is gone, too: the record, not yet the end of its
/// effect.
#[post_condition(
    service = "iam",
    op = "DetachUserPolicy",
    reads = ["ListAttachedUserPolicies"],
    batched = "ListAttachedUserPolicies"
)]
pub(crate) async fn policy_is_detached_from_user(
    iam: &Reader,
    input: &DetachUserPolicyInput,
    _: &DetachUserPolicyOutput,
) -> Check {
    let (name, arn) = (
        input.user_name().unwrap_or_default(),
        input.policy_arn().unwrap_or_default(),
    );
    is_detached("user", name, arn, &attached_to_user(iam, name, arn).await?)
}

/// The record of the group lists the policy: the record, not yet its effect, which comes 10 to 30 seconds later as
/// a rule.
#[post_condition(
    service = "iam",
    op = "AttachGroupPolicy",
    reads = ["ListAttachedGroupPolicies"],
    batched = "ListAttachedGroupPolicies"
)]
pub(crate) async fn policy_is_attached_to_group(
    iam: &Reader,
    input: &AttachGroupPolicyInput,
    _: &AttachGroupPolicyOutput,
) -> Check {
    let (name, arn) = (
        input.group_name().unwrap_or_default(),
        input.policy_arn().unwrap_or_default(),
    );
    is_attached(
        "group",
        name,
        arn,
        &attached_to_group(iam, name, arn).await?,
    )
}

/// The record of the group no longer lists the policy, or is gone, too: the record, not yet the end of its
/// effect.
#[post_condition(
    service = "iam",
    op = "DetachGroupPolicy",
    reads = ["ListAttachedGroupPolicies"],
    batched = "ListAttachedGroupPolicies"
)]
pub(crate) async fn policy_is_detached_from_group(
    iam: &Reader,
    input: &DetachGroupPolicyInput,
    _: &DetachGroupPolicyOutput,
) -> Check {
    let (name, arn) = (
        input.group_name().unwrap_or_default(),
        input.policy_arn().unwrap_or_default(),
    );
    is_detached(
        "group",
        name,
        arn,
        &attached_to_group(iam, name, arn).await?,
    )
}

fn is_attached(kind: &str, name: &str, arn: &str, seen: &Attached) -> Check {
    match seen {
        Attached::Yes => satisfied(format!("{arn} is attached to the {kind} {name}")),
        Attached::No => pending(format!("{arn} is not attached to the {kind} {name}")),
        Attached::NoHolder => pending(format!("the {kind} {name} is not found")),
    }
}

fn is_detached(kind: &str, name: &str, arn: &str, seen: &Attached) -> Check {
    match seen {
        Attached::Yes => pending(format!("{arn} is still attached to the {kind} {name}")),
        Attached::No => satisfied(format!("{arn} is not attached to the {kind} {name}")),
        Attached::NoHolder => satisfied(format!("the {kind} {name} is not found")),
    }
}

/// Of the answer to a search for it.
fn attached(found: Option<Option<()>>) -> Attached {
    match found {
        Some(Some(())) => Attached::Yes,
        Some(None) => Attached::No,
        None => Attached::NoHolder,
    }
}

/// By ARN: two policies may share a name.
fn is_among(policies: Option<Vec<AttachedPolicy>>, arn: &str) -> Option<()> {
    let mut policies = policies?.into_iter();
    policies
        .any(|it| it.policy_arn() == Some(arn))
        .then_some(())
}

async fn attached_to_role(iam: &Reader, name: &str, arn: &str) -> Result<Attached, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_attached_role_policies()
                .role_name(name)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| is_among(page.attached_policies, arn),
    );
    // The rights that change may be the caller's own.
    let found = found
        .await
        .denial_may_lift(true)
        .absent_if(ListAttachedRolePoliciesError::is_no_such_entity_exception)?;
    Ok(attached(found))
}

async fn attached_to_user(iam: &Reader, name: &str, arn: &str) -> Result<Attached, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_attached_user_policies()
                .user_name(name)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| is_among(page.attached_policies, arn),
    );
    // The rights that change may be the caller's own.
    let found = found
        .await
        .denial_may_lift(true)
        .absent_if(ListAttachedUserPoliciesError::is_no_such_entity_exception)?;
    Ok(attached(found))
}

async fn attached_to_group(iam: &Reader, name: &str, arn: &str) -> Result<Attached, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_attached_group_policies()
                .group_name(name)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| is_among(page.attached_policies, arn),
    );
    // The rights that change may be the caller's own.
    let found = found
        .await
        .denial_may_lift(true)
        .absent_if(ListAttachedGroupPoliciesError::is_no_such_entity_exception)?;
    Ok(attached(found))
}
