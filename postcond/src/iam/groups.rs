//! Groups: create, rename, delete.

use super::Reader;
use super::entities::{changed, gone, made, shown};
use super::renaming::is_renamed;
use super::sdk::operation::create_group::{CreateGroupInput, CreateGroupOutput};
use super::sdk::operation::delete_group::{DeleteGroupInput, DeleteGroupOutput};
use super::sdk::operation::get_group::GetGroupError;
use super::sdk::operation::update_group::{UpdateGroupInput, UpdateGroupOutput};
use super::sdk::types::Group;
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Search, Witness, absent, created, satisfied};

/// The record of the group is found.
#[post_condition(
    service = "iam",
    op = "CreateGroup",
    reads = ["GetGroup"],
    batched = "ListGroups",
    found_by = created_group
)]
pub(crate) async fn group_is_found(
    iam: &Reader,
    _: &CreateGroupInput,
    output: &CreateGroupOutput,
    write: &Witness,
) -> Check {
    let id = named("Group.GroupId", output.group().map(Group::group_id))?;
    let name = named("Group.GroupName", output.group().map(Group::group_name))?;
    let seen = read(iam, name).await?;
    made(name, id, seen.as_ref(), write, |_| satisfied("as made"))
}

/// A name is free before a group has it: one that was made while the call was under way is the call's.
async fn created_group(
    iam: &Reader,
    input: &CreateGroupInput,
    _: &Witness,
) -> Search<CreateGroupOutput> {
    let name = input.group_name().unwrap_or_default();
    let Some(seen) = read(iam, name).await? else {
        return absent(format!("the group {name} is not found"));
    };
    let date = *seen.create_date();
    let output = CreateGroupOutput::builder().group(seen).build();
    created(output, Some(&date), format!("the group {name}"))
}

/// The record of the group is found under the new name, with the new path.
#[post_condition(service = "iam", op = "UpdateGroup", reads = ["GetGroup"])]
pub(crate) async fn group_is_renamed(
    iam: &Reader,
    input: &UpdateGroupInput,
    _: &UpdateGroupOutput,
    write: &Witness,
) -> Check {
    let name = input
        .new_group_name()
        .or(input.group_name())
        .unwrap_or_default();
    let seen = read(iam, name).await?;
    changed(name, seen.as_ref(), write, |seen| {
        let names = (input.new_group_name(), seen.group_name());
        is_renamed("group", names, (input.new_path(), seen.path()))
    })
}

/// The old name of the group is no longer found, where it differs from the new one in more than case.
#[post_condition(
    service = "iam",
    op = "UpdateGroup",
    reads = ["GetGroup"],
    on_request = true
)]
pub async fn old_name_of_group_is_not_found(
    iam: &Reader,
    input: &UpdateGroupInput,
    _: &UpdateGroupOutput,
    write: &Witness,
) -> Check {
    let name = input.group_name().unwrap_or_default();
    let new = input.new_group_name().unwrap_or(name);
    if new.eq_ignore_ascii_case(name) {
        return satisfied("the group keeps its name");
    }
    gone(name, read(iam, name).await?.as_ref(), write)
}

/// The record of the group is gone.
#[post_condition(
    service = "iam",
    op = "DeleteGroup",
    reads = ["GetGroup"],
    batched = "ListGroups"
)]
pub(crate) async fn group_is_not_found(
    iam: &Reader,
    input: &DeleteGroupInput,
    _: &DeleteGroupOutput,
    write: &Witness,
) -> Check {
    let name = input.group_name().unwrap_or_default();
    gone(name, read(iam, name).await?.as_ref(), write)
}

/// `None` if there is none of that name. Of its users, which come along, one is asked for.
async fn read(iam: &Reader, name: &str) -> Result<Option<Group>, ReadError> {
    let found = iam
        .get_group()
        .group_name(name)
        .max_items(1)
        .send()
        .await
        .absent_if(GetGroupError::is_no_such_entity_exception)?;
    shown(found.map(|found| found.group))
}
