//! Roles: create, acquire, change, delete.

use super::entities::{changed, gone, made, shown};
use super::sdk::operation::acquire_role::{AcquireRoleInput, AcquireRoleOutput};
use super::sdk::operation::create_role::{CreateRoleInput, CreateRoleOutput};
use super::sdk::operation::create_service_linked_role::{
    CreateServiceLinkedRoleInput, CreateServiceLinkedRoleOutput,
};
use super::sdk::operation::delete_role::{DeleteRoleInput, DeleteRoleOutput};
use super::sdk::operation::get_role::GetRoleError;
use super::sdk::operation::update_role::{UpdateRoleInput, UpdateRoleOutput};
use super::sdk::operation::update_role_description::{
    UpdateRoleDescriptionInput, UpdateRoleDescriptionOutput,
};
use super::sdk::types::{Role, SourceRoleTemplate};
use super::{Reader, boundary, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Search, Witness, absent, created, pending, satisfied, unverifiable,
};
use postcond_runtime::compare::Members;

/// The record of the role is found, with its tags and its permissions boundary: the record, not yet the
/// right to assume it, which comes 10 to 30 seconds later as a rule, and rarely minutes.
///
/// The id tells it from an earlier role of the name. Its description, duration, path and trust policy come
/// with the id, and may have been changed since.
#[post_condition(
    service = "iam",
    op = "CreateRole",
    reads = ["GetRole"],
    batched = "ListRoles",
    found_by = created_role
)]
pub(crate) async fn role_is_found(
    iam: &Reader,
    input: &CreateRoleInput,
    output: &CreateRoleOutput,
    write: &Witness,
) -> Check {
    let id = named("Role.RoleId", output.role().map(Role::role_id))?;
    let name = named("Role.RoleName", output.role().map(Role::role_name))?;
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

/// A name is free before a role has it: one that was made while the call was under way is the call's.
async fn created_role(
    iam: &Reader,
    input: &CreateRoleInput,
    _: &Witness,
) -> Search<CreateRoleOutput> {
    let name = input.role_name().unwrap_or_default();
    let Some(seen) = read(iam, name, !input.tags().is_empty()).await? else {
        return absent(format!("the role {name} is not found"));
    };
    let date = *seen.create_date();
    let output = CreateRoleOutput::builder().role(seen).build();
    created(output, Some(&date), format!("the role {name}"))
}

/// The record of the role is found, as made from this version of the template: the record, not yet the
/// right to assume it. The policies that the template attaches are not looked for.
///
/// Which those are, `GetRoleTemplateVersion` shows, with placeholders.
#[post_condition(
    service = "iam",
    op = "AcquireRole",
    reads = ["GetRole"],
    batched = "ListRoles"
)]
pub(crate) async fn acquired_role_is_found(
    iam: &Reader,
    _: &AcquireRoleInput,
    output: &AcquireRoleOutput,
    write: &Witness,
) -> Check {
    let id = named("Role.RoleId", output.role().map(Role::role_id))?;
    let name = named("Role.RoleName", output.role().map(Role::role_name))?;
    let template = output.role().and_then(Role::source_role_template);
    let seen = read(iam, name, false).await?;
    made(name, id, seen.as_ref(), write, |seen| {
        let shown = seen.source_role_template();
        let arn = |it: Option<&SourceRoleTemplate>| it.map(|it| it.template_arn().to_owned());
        let version =
            |it: Option<&SourceRoleTemplate>| it.map(SourceRoleTemplate::template_minor_version);
        let differing = Members::default()
            .set("TemplateArn", arn(template).as_ref(), arn(shown).as_ref())
            .set(
                "TemplateMinorVersion",
                version(template).as_ref(),
                version(shown).as_ref(),
            )
            .differing();
        as_asked_for(name, differing)
    })
}

/// The record of the role is found, whose name the service has made: the record, not yet the right of the
/// service to assume it.
#[post_condition(
    service = "iam",
    op = "CreateServiceLinkedRole",
    reads = ["GetRole"],
    batched = "ListRoles"
)]
pub(crate) async fn service_linked_role_is_found(
    iam: &Reader,
    _: &CreateServiceLinkedRoleInput,
    output: &CreateServiceLinkedRoleOutput,
    write: &Witness,
) -> Check {
    let id = named("Role.RoleId", output.role().map(Role::role_id))?;
    let name = named("Role.RoleName", output.role().map(Role::role_name))?;
    let seen = read(iam, name, false).await?;
    made(name, id, seen.as_ref(), write, |_| satisfied("as made"))
}

/// The record of the role shows the description and the longest session that were given.
///
/// What was not given is not compared: whether IAM sets it back is not known.
#[post_condition(service = "iam", op = "UpdateRole", reads = ["GetRole"])]
pub(crate) async fn role_is_changed(
    iam: &Reader,
    input: &UpdateRoleInput,
    _: &UpdateRoleOutput,
    write: &Witness,
) -> Check {
    if input.description().is_none() && input.max_session_duration().is_none() {
        return unverifiable("the call gave neither a description nor a duration to look for");
    }
    let name = input.role_name().unwrap_or_default();
    let seen = read(iam, name, false).await?;
    changed(name, seen.as_ref(), write, |seen| {
        let (asked, shown) = (input.max_session_duration(), seen.max_session_duration());
        let differing = Members::default()
            .set("Description", input.description(), seen.description())
            .set("MaxSessionDuration", asked.as_ref(), shown.as_ref())
            .differing();
        as_asked_for(name, differing)
    })
}

/// The record of the role shows the description.
#[post_condition(service = "iam", op = "UpdateRoleDescription", reads = ["GetRole"])]
pub(crate) async fn description_is_changed(
    iam: &Reader,
    input: &UpdateRoleDescriptionInput,
    output: &UpdateRoleDescriptionOutput,
    write: &Witness,
) -> Check {
    let name = input.role_name().unwrap_or_default();
    let seen = read(iam, name, false).await?;
    let seen = seen.as_ref();
    let shows = |seen: &Role| {
        let description =
            Members::default().set("Description", input.description(), seen.description());
        as_asked_for(name, description.differing())
    };
    match output.role().map(Role::role_id) {
        Some(id) => made(name, id, seen, write, shows),
        None => changed(name, seen, write, shows),
    }
}

/// The record of the role is gone.
///
/// Where `DeleteConflict` refuses the deletion although every detachment was confirmed, no read shows when it
/// will be taken.
#[post_condition(
    service = "iam",
    op = "DeleteRole",
    reads = ["GetRole"],
    batched = "ListRoles"
)]
pub(crate) async fn role_is_not_found(
    iam: &Reader,
    input: &DeleteRoleInput,
    _: &DeleteRoleOutput,
    write: &Witness,
) -> Check {
    let name = input.role_name().unwrap_or_default();
    gone(name, read(iam, name, false).await?.as_ref(), write)
}

/// `None` if there is none of that name.
pub(super) async fn read(
    iam: &Reader,
    name: &str,
    denial_may_lift: bool,
) -> Result<Option<Role>, ReadError> {
    let found = iam
        .get_role()
        .role_name(name)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetRoleError::is_no_such_entity_exception)?;
    shown(found.map(|found| found.role))
}

fn as_asked_for(name: &str, differing: Option<String>) -> Check {
    match differing {
        None => satisfied(format!("the role {name} is as asked for")),
        Some(differing) => pending(format!("the role {name} is not as asked for: {differing}")),
    }
}
