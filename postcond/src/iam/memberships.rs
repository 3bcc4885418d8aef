//! Which users are in which groups.

use super::Reader;
use super::entities::same_name;
use super::pages::{PAGE, next};
use super::sdk::operation::add_user_to_group::{AddUserToGroupInput, AddUserToGroupOutput};
use super::sdk::operation::get_group::GetGroupError;
use super::sdk::operation::list_groups_for_user::ListGroupsForUserError;
use super::sdk::operation::remove_user_from_group::{
    RemoveUserFromGroupInput, RemoveUserFromGroupOutput,
};
use super::sdk::types::Group;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied, superseded,
};

/// The record of the user lists the group: the record, not yet the rights that come with it.
#[post_condition(service = "iam", op = "AddUserToGroup", reads = ["ListGroupsForUser"])]
pub(crate) async fn user_is_in_group(
    iam: &Reader,
    input: &AddUserToGroupInput,
    _: &AddUserToGroupOutput,
    write: &Witness,
) -> Check {
    let (user, group) = (
        input.user_name().unwrap_or_default(),
        input.group_name().unwrap_or_default(),
    );
    match listed(iam, user, group).await? {
        Listed::Group(seen) if write.precedes(Some(seen.create_date())) => made_anew(group),
        Listed::Group(_) => satisfied(format!("{user} is in {group}")),
        Listed::NoGroup => pending(format!("{user} is not in {group}")),
        Listed::NoUser => pending(format!("the user {user} is not found")),
    }
}

/// The record of the user no longer lists the group, or is gone, too: the record, not yet the loss of the
/// rights that came with it.
#[post_condition(service = "iam", op = "RemoveUserFromGroup", reads = ["ListGroupsForUser"])]
pub(crate) async fn user_is_not_in_group(
    iam: &Reader,
    input: &RemoveUserFromGroupInput,
    _: &RemoveUserFromGroupOutput,
    write: &Witness,
) -> Check {
    let (user, group) = (
        input.user_name().unwrap_or_default(),
        input.group_name().unwrap_or_default(),
    );
    match listed(iam, user, group).await? {
        Listed::Group(seen) if write.precedes(Some(seen.create_date())) => made_anew(group),
        Listed::Group(_) => pending(format!("{user} is still in {group}")),
        Listed::NoGroup => satisfied(format!("{user} is not in {group}")),
        Listed::NoUser => satisfied(format!("the user {user} is not found")),
    }
}

fn made_anew(group: &str) -> Check {
    superseded(format!("the group {group} has been made anew"))
}

/// What the groups of a user show of one of them.
enum Listed {
    Group(Group),
    NoGroup,
    NoUser,
}

/// A user is in few groups, and a group may have thousands of users.
async fn listed(iam: &Reader, user: &str, group: &str) -> Result<Listed, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_groups_for_user()
                .user_name(user)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| {
            page.groups
                .into_iter()
                .find(|it| same_name(it.group_name(), group))
        },
    );
    // The caller may be the user.
    let found = found
        .await
        .denial_may_lift(true)
        .absent_if(ListGroupsForUserError::is_no_such_entity_exception)?;
    Ok(match found {
        Some(Some(seen)) => Listed::Group(seen),
        Some(None) => Listed::NoGroup,
        None => Listed::NoUser,
    })
}

/// The other index, `GetGroup`, lists the user in the group, too.
#[post_condition(
    service = "iam",
    op = "AddUserToGroup",
    reads = ["GetGroup"],
    on_request = true
)]
pub async fn group_lists_user(
    iam: &Reader,
    input: &AddUserToGroupInput,
    _: &AddUserToGroupOutput,
) -> Check {
    let (user, group) = (
        input.user_name().unwrap_or_default(),
        input.group_name().unwrap_or_default(),
    );
    match user_of(iam, group, user).await? {
        true => satisfied(format!("{group} lists {user}")),
        false => pending(format!("{group} does not list {user}")),
    }
}

/// The other index, `GetGroup`, no longer lists the user in the group either.
#[post_condition(
    service = "iam",
    op = "RemoveUserFromGroup",
    reads = ["GetGroup"],
    on_request = true
)]
pub async fn group_does_not_list_user(
    iam: &Reader,
    input: &RemoveUserFromGroupInput,
    _: &RemoveUserFromGroupOutput,
) -> Check {
    let (user, group) = (
        input.user_name().unwrap_or_default(),
        input.group_name().unwrap_or_default(),
    );
    match user_of(iam, group, user).await? {
        true => pending(format!("{group} still lists {user}")),
        false => satisfied(format!("{group} does not list {user}")),
    }
}

/// `false`, too, where there is no such group.
async fn user_of(iam: &Reader, group: &str, user: &str) -> Result<bool, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.get_group()
                .group_name(group)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| {
            page.users
                .into_iter()
                .find(|it| same_name(it.user_name(), user))
        },
    );
    let found = found
        .await
        .denial_may_lift(true)
        .absent_if(GetGroupError::is_no_such_entity_exception)?;
    Ok(found.flatten().is_some())
}
