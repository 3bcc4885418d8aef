//! Access keys.
//!
//! A listed key is refused by the services for 5 to 15 seconds more.

use super::Reader;
use super::credential_status::is_as_asked;
use super::pages::{PAGE, next};
use super::sdk::operation::create_access_key::{CreateAccessKeyInput, CreateAccessKeyOutput};
use super::sdk::operation::delete_access_key::{DeleteAccessKeyInput, DeleteAccessKeyOutput};
use super::sdk::operation::list_access_keys::ListAccessKeysError;
use super::sdk::operation::update_access_key::{UpdateAccessKeyInput, UpdateAccessKeyOutput};
use super::sdk::types::{AccessKey, AccessKeyMetadata, StatusType};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied};

/// The record of the key is listed with its user: the record, not yet the right to sign with it, which comes 5
/// to 15 seconds later.
///
/// Where the key is not confirmed, the error has the only copy of its secret.
#[post_condition(
    service = "iam",
    op = "CreateAccessKey",
    reads = ["ListAccessKeys"],
    batched = "ListAccessKeys"
)]
pub(crate) async fn key_is_listed(
    iam: &Reader,
    _: &CreateAccessKeyInput,
    output: &CreateAccessKeyOutput,
) -> Check {
    let key = output.access_key();
    let id = named("AccessKey.AccessKeyId", key.map(AccessKey::access_key_id))?;
    let user = named("AccessKey.UserName", key.map(AccessKey::user_name))?;
    match listed(iam, Some(user), id).await? {
        // It may have been switched off since.
        Some(_) => satisfied(format!("{id} is listed")),
        None => pending(format!("{id} is not listed")),
    }
}

/// The record of the key has the status: the record, which the services may not know for some seconds.
#[post_condition(
    service = "iam",
    op = "UpdateAccessKey",
    reads = ["ListAccessKeys"],
    batched = "ListAccessKeys"
)]
pub(crate) async fn key_has_status(
    iam: &Reader,
    input: &UpdateAccessKeyInput,
    _: &UpdateAccessKeyOutput,
    write: &Witness,
) -> Check {
    let id = input.access_key_id().unwrap_or_default();
    let is_switched_off = input.status() == Some(&StatusType::Inactive);
    match listed(iam, input.user_name(), id).await {
        Err(error) if is_switched_off && is_cut_off(&error, id, write) => cut_off(id),
        seen => {
            let seen = seen?;
            let status = seen.as_ref().and_then(AccessKeyMetadata::status);
            is_as_asked(&format!("the access key {id}"), input.status(), status)
        }
    }
}

/// The record of the key is no longer listed, or its user is gone, too: the record, which the services may
/// not know for some seconds.
#[post_condition(
    service = "iam",
    op = "DeleteAccessKey",
    reads = ["ListAccessKeys"],
    batched = "ListAccessKeys"
)]
pub(crate) async fn key_is_not_listed(
    iam: &Reader,
    input: &DeleteAccessKeyInput,
    _: &DeleteAccessKeyOutput,
    write: &Witness,
) -> Check {
    let id = input.access_key_id().unwrap_or_default();
    match listed(iam, input.user_name(), id).await {
        Err(error) if is_cut_off(&error, id, write) => cut_off(id),
        // An id never comes back.
        seen => match seen? {
            Some(_) => pending(format!("{id} is still listed")),
            None => satisfied(format!("{id} is not listed")),
        },
    }
}

/// Whether the read-back is refused because it is signed with the very key.
fn is_cut_off(error: &ReadError, id: &str, write: &Witness) -> bool {
    error.code() == Some("InvalidClientTokenId") && write.is_signed_with(id)
}

fn cut_off(id: &str) -> Check {
    satisfied(format!(
        "{id} no longer signs: it is the key of this client, whose reads are refused"
    ))
}

/// `None`, too, if there is no such user. Where none is named, it is the owner of the key that signs.
async fn listed(
    iam: &Reader,
    user: Option<&str>,
    id: &str,
) -> Result<Option<AccessKeyMetadata>, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_access_keys()
                .set_user_name(user.map(str::to_owned))
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| {
            let mut keys = page.access_key_metadata.into_iter();
            keys.find(|it| it.access_key_id() == Some(id))
        },
    );
    let found = found
        .await
        .absent_if(ListAccessKeysError::is_no_such_entity_exception)?;
    Ok(found.flatten())
}
