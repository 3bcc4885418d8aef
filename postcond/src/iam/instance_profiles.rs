//! Instance profiles, and the role in them.

use super::Reader;
use super::entities::{changed, gone, made, same_name, shown};
use super::pages::{PAGE, next};
use super::sdk::operation::add_role_to_instance_profile::{
    AddRoleToInstanceProfileInput, AddRoleToInstanceProfileOutput,
};
use super::sdk::operation::create_instance_profile::{
    CreateInstanceProfileInput, CreateInstanceProfileOutput,
};
use super::sdk::operation::delete_instance_profile::{
    DeleteInstanceProfileInput, DeleteInstanceProfileOutput,
};
use super::sdk::operation::get_instance_profile::GetInstanceProfileError;
use super::sdk::operation::list_instance_profiles_for_role::ListInstanceProfilesForRoleError;
use super::sdk::operation::remove_role_from_instance_profile::{
    RemoveRoleFromInstanceProfileInput, RemoveRoleFromInstanceProfileOutput,
};
use super::sdk::types::InstanceProfile;
use super::tags;
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Search, Witness, absent, created, find_in_pages, pending, satisfied,
};

/// The record of the instance profile is found, with its tags: the record, which EC2 may not know for
/// minutes.
#[post_condition(
    service = "iam",
    op = "CreateInstanceProfile",
    reads = ["GetInstanceProfile"],
    batched = "ListInstanceProfiles",
    found_by = created_profile
)]
pub(crate) async fn profile_is_found(
    iam: &Reader,
    input: &CreateInstanceProfileInput,
    output: &CreateInstanceProfileOutput,
    write: &Witness,
) -> Check {
    let profile = output.instance_profile();
    let id = profile.map(InstanceProfile::instance_profile_id);
    let id = named("InstanceProfile.InstanceProfileId", id)?;
    let name = profile.map(InstanceProfile::instance_profile_name);
    let name = named("InstanceProfile.InstanceProfileName", name)?;
    // Tags can change the caller's own rights.
    let seen = read(iam, name, !input.tags().is_empty()).await?;
    made(name, id, seen.as_ref(), write, |seen| {
        tags::are_on_creation(input.tags(), seen.tags(), tags::Keys::AsWritten)
    })
}

/// A name is free before a profile has it: one that was made while the call was under way is the call's.
async fn created_profile(
    iam: &Reader,
    input: &CreateInstanceProfileInput,
    _: &Witness,
) -> Search<CreateInstanceProfileOutput> {
    let name = input.instance_profile_name().unwrap_or_default();
    let Some(seen) = read(iam, name, !input.tags().is_empty()).await? else {
        return absent(format!("the instance profile {name} is not found"));
    };
    let date = *seen.create_date();
    let output = CreateInstanceProfileOutput::builder()
        .instance_profile(seen)
        .build();
    created(output, Some(&date), format!("the instance profile {name}"))
}

/// The record of the instance profile has the role in it: the record, which EC2 may not know for minutes.
///
/// That the profile is found would prove nothing: it was before. Where EC2 refuses it, the start of the
/// instance is to be repeated.
#[post_condition(service = "iam", op = "AddRoleToInstanceProfile", reads = ["GetInstanceProfile"])]
pub(crate) async fn role_is_in_profile(
    iam: &Reader,
    input: &AddRoleToInstanceProfileInput,
    _: &AddRoleToInstanceProfileOutput,
    write: &Witness,
) -> Check {
    let name = input.instance_profile_name().unwrap_or_default();
    let role = input.role_name().unwrap_or_default();
    let seen = read(iam, name, false).await?;
    changed(name, seen.as_ref(), write, |seen| {
        match has_role(seen, role) {
            true => satisfied(format!("{role} is in {name}")),
            false => pending(format!("{role} is not in {name}")),
        }
    })
}

/// The record of the instance profile no longer has the role in it, or is gone, too.
#[post_condition(
    service = "iam",
    op = "RemoveRoleFromInstanceProfile",
    reads = ["GetInstanceProfile"]
)]
pub(crate) async fn role_is_not_in_profile(
    iam: &Reader,
    input: &RemoveRoleFromInstanceProfileInput,
    _: &RemoveRoleFromInstanceProfileOutput,
    write: &Witness,
) -> Check {
    let name = input.instance_profile_name().unwrap_or_default();
    let role = input.role_name().unwrap_or_default();
    let Some(seen) = read(iam, name, false).await? else {
        return satisfied(format!("the instance profile {name} is not found"));
    };
    changed(name, Some(&seen), write, |seen| {
        match has_role(seen, role) {
            true => pending(format!("{role} is still in {name}")),
            false => satisfied(format!("{role} is not in {name}")),
        }
    })
}

fn has_role(profile: &InstanceProfile, role: &str) -> bool {
    profile
        .roles()
        .iter()
        .any(|it| same_name(it.role_name(), role))
}

/// The record of the instance profile is gone.
#[post_condition(
    service = "iam",
    op = "DeleteInstanceProfile",
    reads = ["GetInstanceProfile"],
    batched = "ListInstanceProfiles"
)]
pub(crate) async fn profile_is_not_found(
    iam: &Reader,
    input: &DeleteInstanceProfileInput,
    _: &DeleteInstanceProfileOutput,
    write: &Witness,
) -> Check {
    let name = input.instance_profile_name().unwrap_or_default();
    gone(name, read(iam, name, false).await?.as_ref(), write)
}

/// `None` if there is none of that name.
async fn read(
    iam: &Reader,
    name: &str,
    denial_may_lift: bool,
) -> Result<Option<InstanceProfile>, ReadError> {
    let found = iam
        .get_instance_profile()
        .instance_profile_name(name)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetInstanceProfileError::is_no_such_entity_exception)?;
    shown(found.map(|found| found.instance_profile))
}

/// The other index, the instance profiles of the role, lists the profile, too.
#[post_condition(
    service = "iam",
    op = "AddRoleToInstanceProfile",
    reads = ["ListInstanceProfilesForRole"],
    on_request = true
)]
pub async fn profile_is_listed_for_role(
    iam: &Reader,
    input: &AddRoleToInstanceProfileInput,
    _: &AddRoleToInstanceProfileOutput,
) -> Check {
    let name = input.instance_profile_name().unwrap_or_default();
    let role = input.role_name().unwrap_or_default();
    match listed(iam, role, name).await? {
        true => satisfied(format!("{name} is listed for {role}")),
        false => pending(format!("{name} is not listed for {role}")),
    }
}

/// The other index, the instance profiles of the role, no longer lists the profile either.
#[post_condition(
    service = "iam",
    op = "RemoveRoleFromInstanceProfile",
    reads = ["ListInstanceProfilesForRole"],
    on_request = true
)]
pub async fn profile_is_not_listed_for_role(
    iam: &Reader,
    input: &RemoveRoleFromInstanceProfileInput,
    _: &RemoveRoleFromInstanceProfileOutput,
) -> Check {
    let name = input.instance_profile_name().unwrap_or_default();
    let role = input.role_name().unwrap_or_default();
    match listed(iam, role, name).await? {
        true => pending(format!("{name} is still listed for {role}")),
        false => satisfied(format!("{name} is not listed for {role}")),
    }
}

/// `false`, too, where there is no such role.
async fn listed(iam: &Reader, role: &str, name: &str) -> Result<bool, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_instance_profiles_for_role()
                .role_name(role)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| {
            let mut profiles = page.instance_profiles.into_iter();
            profiles.find(|it| same_name(it.instance_profile_name(), name))
        },
    );
    let found = found
        .await
        .absent_if(ListInstanceProfilesForRoleError::is_no_such_entity_exception)?;
    Ok(found.flatten().is_some())
}
