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
pub(crate) async fn password_policy_shows(
    iam: &Reader,
    input: &UpdateAccountPasswordPolicyInput,
    _: &UpdateAccountPasswordPolicyOutput,
) -> Check {
    let Some(seen) = read(iam).await? else {
        return pending("there is no password policy");
    };
    let (length, shown) = (
        input.minimum_password_length(),
        seen.minimum_password_length(),
    );
    let length = Members::default().set("MinimumPasswordLength", length.as_ref(), shown.as_ref());
    let others = flags(input, &seen).into_iter().chain(numbers(input, &seen));
    let all = others.fold(length, |all, (name, is_as_asked)| {
        all.holds(name, is_as_asked)
    });
    match all.differing() {
        None => satisfied("the password policy is as asked for"),
        Some(differing) => pending(format!(
            "the password policy is not as asked for: {differing}"
        )),
    }
}

/// Whether each shows as asked for: none is off.
fn flags(
    asked: &UpdateAccountPasswordPolicyInput,
    seen: &PasswordPolicy,
) -> [(&'static str, bool); 6] {
    let is = |asked: Option<bool>, seen: bool| asked.unwrap_or_default() == seen;
    let (upper, lower) = (
        asked.require_uppercase_characters(),
        asked.require_lowercase_characters(),
    );
    let (change, expiry) = (
        asked.allow_users_to_change_password(),
        seen.hard_expiry().unwrap_or_default(),
    );
    [
        (
            "RequireSymbols",
            is(asked.require_symbols(), seen.require_symbols()),
        ),
        (
            "RequireNumbers",
            is(asked.require_numbers(), seen.require_numbers()),
        ),
        (
            "RequireUppercaseCharacters",
            is(upper, seen.require_uppercase_characters()),
        ),
        (
            "RequireLowercaseCharacters",
            is(lower, seen.require_lowercase_characters()),
        ),
        (
            "AllowUsersToChangePassword",
            is(change, seen.allow_users_to_change_password()),
        ),
        ("HardExpiry", is(asked.hard_expiry(), expiry)),
    ]
}

/// Whether each shows as asked for: none is zero.
fn numbers(
    asked: &UpdateAccountPasswordPolicyInput,
    seen: &PasswordPolicy,
) -> [(&'static str, bool); 2] {
    let is = |asked: Option<i32>, seen: Option<i32>| {
        asked.unwrap_or_default() == seen.unwrap_or_default()
    };
    let (reused, shown) = (
        asked.password_reuse_prevention(),
        seen.password_reuse_prevention(),
    );
    [
        (
            "MaxPasswordAge",
            is(asked.max_password_age(), seen.max_password_age()),
        ),
        ("PasswordReusePrevention", is(reused, shown)),
    ]
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
