//! Trust policies: who may assume a role.

use super::documents::says_the_same;
use super::entities::changed;
use super::sdk::operation::update_assume_role_policy::{
    UpdateAssumeRolePolicyInput, UpdateAssumeRolePolicyOutput,
};
use super::{Reader, roles};
use crate::post_condition;
use crate::runtime::{Check, Witness};

/// The record of the role shows a trust policy that says the same as the one given: the record, not yet
/// the right to assume the role.
///
/// IAM keeps principals by their unique ids, and shows an id in the place of an ARN once the role or the
/// user is deleted: with one, the policy is not confirmed.
#[post_condition(service = "iam", op = "UpdateAssumeRolePolicy", reads = ["GetRole"])]
pub(crate) async fn trust_policy_shows(
    iam: &Reader,
    input: &UpdateAssumeRolePolicyInput,
    _: &UpdateAssumeRolePolicyOutput,
    write: &Witness,
) -> Check {
    let name = input.role_name().unwrap_or_default();
    let given = input.policy_document().unwrap_or_default();
    // It may be the caller's own role.
    let seen = roles::read(iam, name, true).await?;
    changed(name, seen.as_ref(), write, |seen| {
        let what = format!("the trust policy of {name}");
        says_the_same(&what, given, seen.assume_role_policy_document())
    })
}
