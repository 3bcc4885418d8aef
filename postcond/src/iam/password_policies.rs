//! The password policy of the account.

use super::Reader;
use super::entities::shown;
use super::sdk::operation::delete_account_password_policy::{
    DeleteAccountPasswordPolicyInput, DeleteAccountPasswordPolicyOutput,
};
use super::sdk::operation::get_account_password_policy::GetAccountPasswordPolicyError;
use super::sdk::operation::update_account_password_policy::{
    UpdateAccountPasswordPolicyInput, UpdateAccountPasswordPolicyOutput,
};
use super::sdk::types::PasswordPolicy;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, pending, satisfied};
use postcond_runtime::compare::Members;

/// The record of the password policy is as the call has set it, what it left out included.
///
/// Only the shortest length has a default other than none: where it was left out, it is not compared.
#[post_condition(
    service = "iam",
    op = "UpdateAccountPasswordPolicy",
    reads = ["GetAccountPasswordPolicy"]
)]
#[allow(clippy::too_many_lines, reason = "a row for each member")]
pub(crate) async fn password_policy_shows(
    iam: &Reader,
    input: &UpdateAccountPasswordPolicyInput,
    _: &UpdateAccountPasswordPolicyOutput,
) -> Check {
    let Some(seen) = read(iam).await? else {
        return pending("there is no password policy");
    };
    let flag = |members: Members, name, asked: Option<bool>, seen: bool| {
        members.holds(name, asked.unwrap_or_default() == seen)
    };
    // None is zero.
    let number = |members: Members, name, asked: Option<i32>, seen: Option<i32>| {
        members.holds(name, asked.unwrap_or_default() == seen.unwrap_or_default())
    };
    let (length, shown) = (
        input.minimum_password_length(),
        seen.minimum_password_length(),
    );
    let it = Members::default().set("MinimumPasswordLength", length.as_ref(), shown.as_ref());
    let it = flag(
        it,
        "RequireSymbols",
        input.require_symbols(),
        seen.require_symbols(),
    );
    let it = flag(
        it,
        "RequireNumbers",
        input.require_numbers(),
        seen.require_numbers(),
    );
    let (asked, shown) = (
        input.require_uppercase_characters(),
        seen.require_uppercase_characters(),
    );
    let it = flag(it, "RequireUppercaseCharacters", asked, shown);
    let (asked, shown) = (
        input.require_lowercase_characters(),
        seen.require_lowercase_characters(),
    );
    let it = flag(it, "RequireLowercaseCharacters", asked, shown);
    let (asked, shown) = (
        input.allow_users_to_change_password(),
        seen.allow_users_to_change_password(),
    );
    let it = flag(it, "AllowUsersToChangePassword", asked, shown);
    let it = flag(
        it,
        "HardExpiry",
        input.hard_expiry(),
        seen.hard_expiry().unwrap_or_default(),
    );
    let it = number(
        it,
        "MaxPasswordAge",
        input.max_password_age(),
        seen.max_password_age(),
    );
    let (asked, shown) = (
        input.password_reuse_prevention(),
        seen.password_reuse_prevention(),
    );
    let it = number(it, "PasswordReusePrevention", asked, shown);
    match it.differing() {
        None => satisfied("the password policy is as asked for"),
        Some(differing) => pending(format!(
            "the password policy is not as asked for: {differing}"
        )),
    }
}

/// There is no record of a password policy.
#[post_condition(
    service = "iam",
    op = "DeleteAccountPasswordPolicy",
    reads = ["GetAccountPasswordPolicy"]
)]
pub(crate) async fn there_is_no_password_policy(
    iam: &Reader,
    _: &DeleteAccountPasswordPolicyInput,
    _: &DeleteAccountPasswordPolicyOutput,
) -> Check {
    match read(iam).await? {
        None => satisfied("there is no password policy"),
        Some(_) => pending("there still is a password policy"),
    }
}

async fn read(iam: &Reader) -> Result<Option<PasswordPolicy>, ReadError> {
    let found = iam
        .get_account_password_policy()
        .send()
        .await
        .absent_if(GetAccountPasswordPolicyError::is_no_such_entity_exception)?;
    shown(found.map(|found| found.password_policy))
}
