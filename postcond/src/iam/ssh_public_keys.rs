//! SSH public keys of users.

use super::Reader;
use super::credential_status::is_as_asked;
use super::entities::shown;
use super::sdk::operation::delete_ssh_public_key::{
    DeleteSshPublicKeyInput, DeleteSshPublicKeyOutput,
};
use super::sdk::operation::get_ssh_public_key::GetSSHPublicKeyError;
use super::sdk::operation::update_ssh_public_key::{
    UpdateSshPublicKeyInput, UpdateSshPublicKeyOutput,
};
use super::sdk::operation::upload_ssh_public_key::{
    UploadSshPublicKeyInput, UploadSshPublicKeyOutput,
};
use super::sdk::types::{EncodingType, SshPublicKey};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, pending, satisfied};

/// The record of the key is found.
#[post_condition(service = "iam", op = "UploadSSHPublicKey", reads = ["GetSSHPublicKey"])]
pub(crate) async fn ssh_key_is_found(
    iam: &Reader,
    _: &UploadSshPublicKeyInput,
    output: &UploadSshPublicKeyOutput,
) -> Check {
    let made = output.ssh_public_key();
    let id = named(
        "SSHPublicKey.SSHPublicKeyId",
        made.map(SshPublicKey::ssh_public_key_id),
    )?;
    let user = named("SSHPublicKey.UserName", made.map(SshPublicKey::user_name))?;
    match read(iam, user, id).await? {
        Some(_) => satisfied(format!("the SSH key {id} is found")),
        None => pending(format!("the SSH key {id} is not found")),
    }
}

/// The record of the key has the status.
#[post_condition(service = "iam", op = "UpdateSSHPublicKey", reads = ["GetSSHPublicKey"])]
pub(crate) async fn ssh_key_has_status(
    iam: &Reader,
    input: &UpdateSshPublicKeyInput,
    _: &UpdateSshPublicKeyOutput,
) -> Check {
    let id = input.ssh_public_key_id().unwrap_or_default();
    let seen = read(iam, input.user_name().unwrap_or_default(), id).await?;
    let status = seen.as_ref().map(SshPublicKey::status);
    is_as_asked(&format!("the SSH key {id}"), input.status(), status)
}

/// The record of the key is gone, or its user is, too.
#[post_condition(service = "iam", op = "DeleteSSHPublicKey", reads = ["GetSSHPublicKey"])]
pub(crate) async fn ssh_key_is_not_found(
    iam: &Reader,
    input: &DeleteSshPublicKeyInput,
    _: &DeleteSshPublicKeyOutput,
) -> Check {
    let id = input.ssh_public_key_id().unwrap_or_default();
    match read(iam, input.user_name().unwrap_or_default(), id).await? {
        // An id never comes back.
        Some(_) => pending(format!("the SSH key {id} is still found")),
        None => satisfied(format!("the SSH key {id} is not found")),
    }
}

/// `None` if there is none of that id, or no such user.
async fn read(iam: &Reader, user: &str, id: &str) -> Result<Option<SshPublicKey>, ReadError> {
    let found = iam
        .get_ssh_public_key()
        .user_name(user)
        .ssh_public_key_id(id)
        .encoding(EncodingType::Ssh)
        .send()
        .await
        .absent_if(GetSSHPublicKeyError::is_no_such_entity_exception)?;
    let found = shown(found.map(|found| found.ssh_public_key))?;
    match found {
        Some(other) if other.ssh_public_key_id() != id => Err(ReadError::pending(format!(
            "another SSH key than {id}: {}",
            other.ssh_public_key_id()
        ))),
        found => Ok(found),
    }
}
