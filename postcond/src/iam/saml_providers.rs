//! SAML providers.

use super::sdk::operation::create_saml_provider::{
    CreateSamlProviderInput, CreateSamlProviderOutput,
};
use super::sdk::operation::delete_saml_provider::{
    DeleteSamlProviderInput, DeleteSamlProviderOutput,
};
use super::sdk::operation::get_saml_provider::{GetSAMLProviderError, GetSamlProviderOutput};
use super::sdk::operation::update_saml_provider::{
    UpdateSamlProviderInput, UpdateSamlProviderOutput,
};
use super::sdk::types::AssertionEncryptionModeType;
use super::{Reader, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, pending, satisfied, superseded};
use postcond_runtime::compare::Members;

/// The record of the provider is found, made by this call, with its mode of encryption and its tags: the
/// record, not yet the right to sign in by it.
#[post_condition(service = "iam", op = "CreateSAMLProvider", reads = ["GetSAMLProvider"])]
pub(crate) async fn saml_provider_is_found(
    iam: &Reader,
    input: &CreateSamlProviderInput,
    output: &CreateSamlProviderOutput,
    write: &Witness,
) -> Check {
    let arn = named("SAMLProviderArn", output.saml_provider_arn())?;
    // Tags can change the caller's own rights.
    let seen = match read(iam, arn, !input.tags().is_empty()).await? {
        None => return pending(format!("{arn} is not found")),
        Some(seen) if !write.covers(seen.create_date()) => {
            return pending(format!("{arn} is found, of an earlier life"));
        }
        Some(seen) => seen,
    };
    let asked = input
        .assertion_encryption_mode()
        .map(AssertionEncryptionModeType::as_str);
    let differing = Members::default().set("AssertionEncryptionMode", asked, mode(&seen));
    let mode = as_asked_for(arn, differing.differing())?;
    Ok(mode.and(tags::are_on_creation(
        input.tags(),
        seen.tags(),
        tags::Keys::AsWritten,
    )?))
}

/// The record of the provider has the document, the mode of encryption and the private keys that the call
/// has changed.
///
/// The id of an added key is in no answer: one that was added since the call counts.
#[post_condition(service = "iam", op = "UpdateSAMLProvider", reads = ["GetSAMLProvider"])]
pub(crate) async fn saml_provider_is_changed(
    iam: &Reader,
    input: &UpdateSamlProviderInput,
    _: &UpdateSamlProviderOutput,
    write: &Witness,
) -> Check {
    let arn = input.saml_provider_arn().unwrap_or_default();
    let seen = match read(iam, arn, false).await? {
        None => return pending(format!("{arn} is not found")),
        Some(seen) if write.precedes(seen.create_date()) => {
            return superseded(format!("{arn} has been made anew"));
        }
        Some(seen) => seen,
    };
    let (asked, shown) = (
        input.saml_metadata_document(),
        seen.saml_metadata_document(),
    );
    let (asked, shown) = (asked.map(lines), shown.map(lines));
    let encryption = input
        .assertion_encryption_mode()
        .map(AssertionEncryptionModeType::as_str);
    let keys = seen.private_key_list();
    let is_added = || keys.iter().any(|key| write.covers(key.timestamp()));
    let is_left = |id: &str| keys.iter().any(|key| key.key_id() == Some(id));
    let differing = Members::default()
        .set("SAMLMetadataDocument", asked.as_deref(), shown.as_deref())
        .set("AssertionEncryptionMode", encryption, mode(&seen))
        .holds("AddPrivateKey", !write.sent_secret() || is_added())
        .holds(
            "RemovePrivateKey",
            !input.remove_private_key().is_some_and(is_left),
        );
    as_asked_for(arn, differing.differing())
}

/// The record of the provider is gone.
///
/// Roles that trust it keep its ARN, and work again once it is made anew.
#[post_condition(service = "iam", op = "DeleteSAMLProvider", reads = ["GetSAMLProvider"])]
pub(crate) async fn saml_provider_is_not_found(
    iam: &Reader,
    input: &DeleteSamlProviderInput,
    _: &DeleteSamlProviderOutput,
    write: &Witness,
) -> Check {
    let arn = input.saml_provider_arn().unwrap_or_default();
    match read(iam, arn, false).await? {
        None => satisfied(format!("{arn} is not found")),
        Some(seen) if write.precedes(seen.create_date()) => {
            superseded(format!("{arn} has been made anew"))
        }
        Some(_) => pending(format!("{arn} is still found")),
    }
}

async fn read(
    iam: &Reader,
    arn: &str,
    denial_may_lift: bool,
) -> Result<Option<GetSamlProviderOutput>, ReadError> {
    iam.get_saml_provider()
        .saml_provider_arn(arn)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetSAMLProviderError::is_no_such_entity_exception)
}

fn mode(seen: &GetSamlProviderOutput) -> Option<&str> {
    seen.assertion_encryption_mode()
        .map(AssertionEncryptionModeType::as_str)
}

/// The lines of a document, whatever they end in.
fn lines(document: &str) -> String {
    document.trim().lines().collect::<Vec<_>>().join("\n")
}

fn as_asked_for(arn: &str, differing: Option<String>) -> Check {
    match differing {
        None => satisfied(format!("{arn} is as asked for")),
        Some(differing) => pending(format!("{arn} is not as asked for: {differing}")),
    }
}
