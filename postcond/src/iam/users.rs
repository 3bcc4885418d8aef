//! Users: create, rename, delete.

use super::entities::{changed, gone, made, shown};
use super::renaming::is_renamed;
use super::sdk::operation::create_user::{CreateUserInput, CreateUserOutput};
use super::sdk::operation::delete_user::{DeleteUserInput, DeleteUserOutput};
use super::sdk::operation::get_user::GetUserError;
use super::sdk::operation::update_user::{UpdateUserInput, UpdateUserOutput};
use super::sdk::types::User;
use super::{Reader, boundary, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Search, Witness, absent, created, satisfied};

/// The record of the user is found, with its tags and its permissions boundary.
#[post_condition(
    service = "iam",
    op = "CreateUser",
    reads = ["GetUser"],
    batched = "ListUsers",
    found_by = created_user
)]
pub(crate) async fn user_is_found(
    iam: &Reader,
    input: &CreateUserInput,
    output: &CreateUserOutput,
    write: &Witness,
) -> Check {
    let id = named("User.UserId", output.user().map(User::user_id))?;
    let name = named("User.UserName", output.user().map(User::user_name))?;
    // Tags can change the caller's own rights.
    let seen = read(iam, name, !input.tags().is_empty()).await?;
    made(name, id, seen.as_ref(), write, |seen| {
        let tags = tags::are_on_creation(input.tags(), seen.tags(), tags::Keys::IgnoreCase)?;
        let boundary = seen.permissions_boundary();
        Ok(tags.and(boundary::is_if_given(
            input.permissions_boundary(),
            boundary,
        )?))
    })
}

/// A name is free before a user has it: one that was made while the call was under way is the call's.
async fn created_user(
    iam: &Reader,
    input: &CreateUserInput,
    _: &Witness,
) -> Search<CreateUserOutput> {
    let name = input.user_name().unwrap_or_default();
    let Some(seen) = read(iam, name, !input.tags().is_empty()).await? else {
        return absent(format!("the user {name} is not found"));
    };
    let date = *seen.create_date();
    let output = CreateUserOutput::builder().user(seen).build();
    created(output, Some(&date), format!("the user {name}"))
}

/// The record of the user is found under the new name, with the new path.
///
/// The old name is not found any more, which a read by it cannot tell from a stale copy of before the user
/// was made. Policies that name the user show the new ARN from then on.
#[post_condition(service = "iam", op = "UpdateUser", reads = ["GetUser"])]
pub(crate) async fn user_is_renamed(
    iam: &Reader,
    input: &UpdateUserInput,
    _: &UpdateUserOutput,
    write: &Witness,
) -> Check {
    let name = input
        .new_user_name()
        .or(input.user_name())
        .unwrap_or_default();
    let seen = read(iam, name, false).await?;
    changed(name, seen.as_ref(), write, |seen| {
        let names = (input.new_user_name(), seen.user_name());
        is_renamed("user", names, (input.new_path(), seen.path()))
    })
}

/// The old name of the user is no longer found, where it differs from the new one in more than case.
#[post_condition(
    service = "iam",
    op = "UpdateUser",
    reads = ["GetUser"],
    on_request = true
)]
pub async fn old_name_of_user_is_not_found(
    iam: &Reader,
    input: &UpdateUserInput,
    _: &UpdateUserOutput,
    write: &Witness,
) -> Check {
    let name = input.user_name().unwrap_or_default();
    let new = input.new_user_name().unwrap_or(name);
    if new.eq_ignore_ascii_case(name) {
        return satisfied("the user keeps its name");
    }
    gone(name, read(iam, name, false).await?.as_ref(), write)
}

/// The record of the user is gone.
#[post_condition(
    service = "iam",
    op = "DeleteUser",
    reads = ["GetUser"],
    batched = "ListUsers"
)]
pub(crate) async fn user_is_not_found(
    iam: &Reader,
    input: &DeleteUserInput,
    _: &DeleteUserOutput,
    write: &Witness,
) -> Check {
    let name = input.user_name().unwrap_or_default();
    gone(name, read(iam, name, false).await?.as_ref(), write)
}

/// `None` if there is none of that name.
pub(super) async fn read(
    iam: &Reader,
    name: &str,
    denial_may_lift: bool,
) -> Result<Option<User>, ReadError> {
    let found = iam
        .get_user()
        .user_name(name)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetUserError::is_no_such_entity_exception)?;
    shown(found.map(|found| found.user))
}
