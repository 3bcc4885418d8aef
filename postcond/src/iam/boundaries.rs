//! Permissions boundaries of roles and users.
//!
//! Listings never show them.

use super::boundary::{is_if_given, is_none};
use super::entities::changed;
use super::sdk::operation::delete_role_permissions_boundary::{
    DeleteRolePermissionsBoundaryInput, DeleteRolePermissionsBoundaryOutput,
};
use super::sdk::operation::delete_user_permissions_boundary::{
    DeleteUserPermissionsBoundaryInput, DeleteUserPermissionsBoundaryOutput,
};
use super::sdk::operation::put_role_permissions_boundary::{
    PutRolePermissionsBoundaryInput, PutRolePermissionsBoundaryOutput,
};
use super::sdk::operation::put_user_permissions_boundary::{
    PutUserPermissionsBoundaryInput, PutUserPermissionsBoundaryOutput,
};
use super::{Reader, roles, users};
use crate::post_condition;
use crate::runtime::{Check, Witness};

/// The record of the role has the permissions boundary: the record, not yet its effect.
#[post_condition(service = "iam", op = "PutRolePermissionsBoundary", reads = ["GetRole"])]
pub(crate) async fn boundary_of_role_shows(
    iam: &Reader,
    input: &PutRolePermissionsBoundaryInput,
    _: &PutRolePermissionsBoundaryOutput,
    write: &Witness,
) -> Check {
    let name = input.role_name().unwrap_or_default();
    // The rights that change may be the caller's own.
    let seen = roles::read(iam, name, true).await?;
    changed(name, seen.as_ref(), write, |seen| {
        is_if_given(input.permissions_boundary(), seen.permissions_boundary())
    })
}

/// The record of the role has no permissions boundary: the record, not yet the end of its effect.
#[post_condition(service = "iam", op = "DeleteRolePermissionsBoundary", reads = ["GetRole"])]
pub(crate) async fn role_has_no_boundary(
    iam: &Reader,
    input: &DeleteRolePermissionsBoundaryInput,
    _: &DeleteRolePermissionsBoundaryOutput,
    write: &Witness,
) -> Check {
    let name = input.role_name().unwrap_or_default();
    let seen = roles::read(iam, name, true).await?;
    changed(name, seen.as_ref(), write, |seen| {
        is_none(seen.permissions_boundary())
    })
}

/// The record of the user has the permissions boundary: the record, not yet its effect.
#[post_condition(service = "iam", op = "PutUserPermissionsBoundary", reads = ["GetUser"])]
pub(crate) async fn boundary_of_user_shows(
    iam: &Reader,
    input: &PutUserPermissionsBoundaryInput,
    _: &PutUserPermissionsBoundaryOutput,
    write: &Witness,
) -> Check {
    let name = input.user_name().unwrap_or_default();
    // The rights that change may be the caller's own.
    let seen = users::read(iam, name, true).await?;
    changed(name, seen.as_ref(), write, |seen| {
        is_if_given(input.permissions_boundary(), seen.permissions_boundary())
    })
}

/// The record of the user has no permissions boundary: the record, not yet the end of its effect.
#[post_condition(service = "iam", op = "DeleteUserPermissionsBoundary", reads = ["GetUser"])]
pub(crate) async fn user_has_no_boundary(
    iam: &Reader,
    input: &DeleteUserPermissionsBoundaryInput,
    _: &DeleteUserPermissionsBoundaryOutput,
    write: &Witness,
) -> Check {
    let name = input.user_name().unwrap_or_default();
    let seen = users::read(iam, name, true).await?;
    changed(name, seen.as_ref(), write, |seen| {
        is_none(seen.permissions_boundary())
    })
}
