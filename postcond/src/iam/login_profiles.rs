//! Login profiles: the passwords of users, of which no read shows anything but a date and a flag.

use super::Reader;
use super::entities::shown;
use super::sdk::operation::create_login_profile::{
    CreateLoginProfileInput, CreateLoginProfileOutput,
};
use super::sdk::operation::delete_login_profile::{
    DeleteLoginProfileInput, DeleteLoginProfileOutput,
};
use super::sdk::operation::get_login_profile::GetLoginProfileError;
use super::sdk::operation::update_login_profile::{
    UpdateLoginProfileInput, UpdateLoginProfileOutput,
};
use super::sdk::types::LoginProfile;
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, pending, satisfied, superseded, unverifiable,
};

/// The record of the login profile is found, with its date: the record, not yet the right to sign in.
///
/// Whether the password has to be changed is not compared: the first sign-in takes that back.
#[post_condition(service = "iam", op = "CreateLoginProfile", reads = ["GetLoginProfile"])]
pub(crate) async fn login_profile_is_found(
    iam: &Reader,
    _: &CreateLoginProfileInput,
    output: &CreateLoginProfileOutput,
    write: &Witness,
) -> Check {
    let made = output.login_profile();
    let user = named("LoginProfile.UserName", made.map(LoginProfile::user_name))?;
    let date = made.map(|it| it.create_date().secs());
    match read(iam, Some(user)).await? {
        None => pending(format!("the login profile of {user} is not found")),
        Some(seen) if Some(seen.create_date().secs()) == date => {
            satisfied(format!("the login profile of {user} is found"))
        }
        Some(seen) if write.precedes(Some(seen.create_date())) => made_anew(user),
        Some(_) => pending(format!("the login profile of {user} is of an earlier life")),
    }
}

/// The record of the login profile shows whether the password has to be changed; the password itself cannot
/// be seen, and where it alone was given, nothing is read back.
///
/// The flag is taken back once the user has set a password.
#[post_condition(service = "iam", op = "UpdateLoginProfile", reads = ["GetLoginProfile"])]
pub(crate) async fn password_reset_shows(
    iam: &Reader,
    input: &UpdateLoginProfileInput,
    _: &UpdateLoginProfileOutput,
    write: &Witness,
) -> Check {
    let Some(asked) = input.password_reset_required() else {
        return unverifiable("no read shows a password, and nothing else was changed");
    };
    let user = input.user_name().unwrap_or_default();
    match read(iam, Some(user)).await? {
        None => pending(format!("the login profile of {user} is not found")),
        Some(seen) if write.precedes(Some(seen.create_date())) => made_anew(user),
        Some(seen) if seen.password_reset_required() == asked => satisfied(format!(
            "the login profile of {user} says PasswordResetRequired = {asked}"
        )),
        Some(_) => pending(format!(
            "the login profile of {user} does not say PasswordResetRequired = {asked}"
        )),
    }
}

/// The record of the login profile is gone.
#[post_condition(service = "iam", op = "DeleteLoginProfile", reads = ["GetLoginProfile"])]
pub(crate) async fn login_profile_is_not_found(
    iam: &Reader,
    input: &DeleteLoginProfileInput,
    _: &DeleteLoginProfileOutput,
    write: &Witness,
) -> Check {
    let user = input.user_name().unwrap_or("the caller");
    match read(iam, input.user_name()).await? {
        None => satisfied(format!("the login profile of {user} is not found")),
        Some(seen) if write.precedes(Some(seen.create_date())) => made_anew(user),
        Some(_) => pending(format!("the login profile of {user} is still found")),
    }
}

fn made_anew(user: &str) -> Check {
    superseded(format!("the login profile of {user} has been made anew"))
}

/// `None` if the user has none, or there is no such user.
async fn read(iam: &Reader, user: Option<&str>) -> Result<Option<LoginProfile>, ReadError> {
    let found = iam
        .get_login_profile()
        .set_user_name(user.map(str::to_owned))
        .send()
        .await
        .absent_if(GetLoginProfileError::is_no_such_entity_exception)?;
    shown(found.map(|found| found.login_profile))
}
