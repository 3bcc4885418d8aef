//! Credentials of users for one service each.

use super::Reader;
use super::credential_status::is_as_asked;
use super::pages::{PAGE, next};
use super::sdk::operation::create_service_specific_credential::{
    CreateServiceSpecificCredentialInput, CreateServiceSpecificCredentialOutput,
};
use super::sdk::operation::delete_service_specific_credential::{
    DeleteServiceSpecificCredentialInput, DeleteServiceSpecificCredentialOutput,
};
use super::sdk::operation::list_service_specific_credentials::ListServiceSpecificCredentialsError;
use super::sdk::operation::update_service_specific_credential::{
    UpdateServiceSpecificCredentialInput, UpdateServiceSpecificCredentialOutput,
};
use super::sdk::types::{ServiceSpecificCredential, ServiceSpecificCredentialMetadata};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, find_in_pages, pending, satisfied};

/// The record of the credential is listed with its user: the record, not yet the right to use it.
///
/// Where it is not confirmed, the error has the only copy of its secret.
#[post_condition(
    service = "iam",
    op = "CreateServiceSpecificCredential",
    reads = ["ListServiceSpecificCredentials"],
    batched = "ListServiceSpecificCredentials"
)]
pub(crate) async fn credential_is_listed(
    iam: &Reader,
    input: &CreateServiceSpecificCredentialInput,
    output: &CreateServiceSpecificCredentialOutput,
) -> Check {
    let made = output.service_specific_credential();
    let id = made.map(ServiceSpecificCredential::service_specific_credential_id);
    let id = named("ServiceSpecificCredential.ServiceSpecificCredentialId", id)?;
    match listed(iam, input.user_name(), id).await? {
        // It may have been switched off since.
        Some(_) => satisfied(format!("the credential {id} is listed")),
        None => pending(format!("the credential {id} is not listed")),
    }
}

/// The record of the credential has the status.
#[post_condition(
    service = "iam",
    op = "UpdateServiceSpecificCredential",
    reads = ["ListServiceSpecificCredentials"],
    batched = "ListServiceSpecificCredentials"
)]
pub(crate) async fn credential_has_status(
    iam: &Reader,
    input: &UpdateServiceSpecificCredentialInput,
    _: &UpdateServiceSpecificCredentialOutput,
) -> Check {
    let id = input.service_specific_credential_id().unwrap_or_default();
    let seen = listed(iam, input.user_name(), id).await?;
    let status = seen.as_ref().map(ServiceSpecificCredentialMetadata::status);
    is_as_asked(&format!("the credential {id}"), input.status(), status)
}

/// The record of the credential is no longer listed, or its user is gone, too.
#[post_condition(
    service = "iam",
    op = "DeleteServiceSpecificCredential",
    reads = ["ListServiceSpecificCredentials"],
    batched = "ListServiceSpecificCredentials"
)]
pub(crate) async fn credential_is_not_listed(
    iam: &Reader,
    input: &DeleteServiceSpecificCredentialInput,
    _: &DeleteServiceSpecificCredentialOutput,
) -> Check {
    let id = input.service_specific_credential_id().unwrap_or_default();
    match listed(iam, input.user_name(), id).await? {
        // An id never comes back.
        Some(_) => pending(format!("the credential {id} is still listed")),
        None => satisfied(format!("the credential {id} is not listed")),
    }
}

/// `None`, too, if there is no such user. Of all services: a filter by one may be refused.
async fn listed(
    iam: &Reader,
    user: Option<&str>,
    id: &str,
) -> Result<Option<ServiceSpecificCredentialMetadata>, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_service_specific_credentials()
                .set_user_name(user.map(str::to_owned))
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| {
            let mut credentials = page.service_specific_credentials?.into_iter();
            credentials.find(|it| it.service_specific_credential_id() == id)
        },
    );
    let found = found
        .await
        .absent_if(ListServiceSpecificCredentialsError::is_no_such_entity_exception)?;
    Ok(found.flatten())
}
