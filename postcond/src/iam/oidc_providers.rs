//! OpenID Connect providers.

use super::sdk::operation::add_client_id_to_open_id_connect_provider::{
    AddClientIdToOpenIdConnectProviderInput, AddClientIdToOpenIdConnectProviderOutput,
};
use super::sdk::operation::create_open_id_connect_provider::{
    CreateOpenIdConnectProviderInput, CreateOpenIdConnectProviderOutput,
};
use super::sdk::operation::delete_open_id_connect_provider::{
    DeleteOpenIdConnectProviderInput, DeleteOpenIdConnectProviderOutput,
};
use super::sdk::operation::get_open_id_connect_provider::{
    GetOpenIDConnectProviderError, GetOpenIdConnectProviderOutput,
};
use super::sdk::operation::remove_client_id_from_open_id_connect_provider::{
    RemoveClientIdFromOpenIdConnectProviderInput, RemoveClientIdFromOpenIdConnectProviderOutput,
};
use super::sdk::operation::update_open_id_connect_provider_thumbprint::{
    UpdateOpenIdConnectProviderThumbprintInput, UpdateOpenIdConnectProviderThumbprintOutput,
};
use super::{Reader, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, pending, satisfied, superseded};
use postcond_runtime::compare::{Members, same_set};

/// The record of the provider is found, made by this call, with its client ids, thumbprints and tags: the
/// record, not yet the right to sign in by it.
///
/// Without thumbprints in the call, the service fetches one, and none is compared.
#[post_condition(
    service = "iam",
    op = "CreateOpenIDConnectProvider",
    reads = ["GetOpenIDConnectProvider"]
)]
pub(crate) async fn oidc_provider_is_found(
    iam: &Reader,
    input: &CreateOpenIdConnectProviderInput,
    output: &CreateOpenIdConnectProviderOutput,
    write: &Witness,
) -> Check {
    let arn = named(
        "OpenIDConnectProviderArn",
        output.open_id_connect_provider_arn(),
    )?;
    // Tags can change the caller's own rights.
    let seen = match read(iam, arn, !input.tags().is_empty()).await? {
        None => return pending(format!("{arn} is not found")),
        Some(seen) if !write.covers(seen.create_date()) => {
            return pending(format!("{arn} is found, of an earlier life"));
        }
        Some(seen) => seen,
    };
    let clients = seen.client_id_list();
    let thumbprints = input.thumbprint_list();
    let differing = Members::default()
        .holds(
            "ClientIDList",
            input.client_id_list().iter().all(|it| clients.contains(it)),
        )
        .holds(
            "ThumbprintList",
            thumbprints.is_empty() || same_thumbprints(thumbprints, seen.thumbprint_list()),
        )
        .differing();
    let members = match differing {
        None => satisfied(format!("{arn} is as asked for"))?,
        Some(differing) => pending(format!("{arn} is not as asked for: {differing}"))?,
    };
    Ok(members.and(tags::are_on_creation(
        input.tags(),
        seen.tags(),
        tags::Keys::AsWritten,
    )?))
}

/// The record of the provider has the client id.
#[post_condition(
    service = "iam",
    op = "AddClientIDToOpenIDConnectProvider",
    reads = ["GetOpenIDConnectProvider"]
)]
pub(crate) async fn client_id_is_listed(
    iam: &Reader,
    input: &AddClientIdToOpenIdConnectProviderInput,
    _: &AddClientIdToOpenIdConnectProviderOutput,
    write: &Witness,
) -> Check {
    let arn = input.open_id_connect_provider_arn().unwrap_or_default();
    let client = input.client_id().unwrap_or_default();
    changed(iam, arn, write, |seen| match has_client(seen, client) {
        true => satisfied(format!("{arn} has the client id {client}")),
        false => pending(format!("{arn} does not have the client id {client}")),
    })
    .await
}

/// The record of the provider no longer has the client id.
#[post_condition(
    service = "iam",
    op = "RemoveClientIDFromOpenIDConnectProvider",
    reads = ["GetOpenIDConnectProvider"]
)]
pub(crate) async fn client_id_is_not_listed(
    iam: &Reader,
    input: &RemoveClientIdFromOpenIdConnectProviderInput,
    _: &RemoveClientIdFromOpenIdConnectProviderOutput,
    write: &Witness,
) -> Check {
    let arn = input.open_id_connect_provider_arn().unwrap_or_default();
    let client = input.client_id().unwrap_or_default();
    changed(iam, arn, write, |seen| match has_client(seen, client) {
        true => pending(format!("{arn} still has the client id {client}")),
        false => satisfied(format!("{arn} does not have the client id {client}")),
    })
    .await
}

/// The record of the provider has the thumbprints, and no others.
#[post_condition(
    service = "iam",
    op = "UpdateOpenIDConnectProviderThumbprint",
    reads = ["GetOpenIDConnectProvider"]
)]
pub(crate) async fn thumbprints_are_replaced(
    iam: &Reader,
    input: &UpdateOpenIdConnectProviderThumbprintInput,
    _: &UpdateOpenIdConnectProviderThumbprintOutput,
    write: &Witness,
) -> Check {
    let arn = input.open_id_connect_provider_arn().unwrap_or_default();
    changed(iam, arn, write, |seen| {
        match same_thumbprints(input.thumbprint_list(), seen.thumbprint_list()) {
            true => satisfied(format!("{arn} has the thumbprints")),
            false => pending(format!("{arn} has other thumbprints")),
        }
    })
    .await
}

/// The record of the provider is gone.
///
/// Roles that trust it keep its ARN, and work again once it is made anew.
#[post_condition(
    service = "iam",
    op = "DeleteOpenIDConnectProvider",
    reads = ["GetOpenIDConnectProvider"]
)]
pub(crate) async fn oidc_provider_is_not_found(
    iam: &Reader,
    input: &DeleteOpenIdConnectProviderInput,
    _: &DeleteOpenIdConnectProviderOutput,
    write: &Witness,
) -> Check {
    let arn = input.open_id_connect_provider_arn().unwrap_or_default();
    match read(iam, arn, false).await? {
        None => satisfied(format!("{arn} is not found")),
        Some(seen) if write.precedes(seen.create_date()) => made_anew(arn),
        Some(_) => pending(format!("{arn} is still found")),
    }
}

/// Whether a change of the provider `shows`.
async fn changed(
    iam: &Reader,
    arn: &str,
    write: &Witness,
    shows: impl FnOnce(&GetOpenIdConnectProviderOutput) -> Check,
) -> Check {
    match read(iam, arn, false).await? {
        None => pending(format!("{arn} is not found")),
        Some(seen) if write.precedes(seen.create_date()) => made_anew(arn),
        Some(seen) => shows(&seen),
    }
}

fn made_anew(arn: &str) -> Check {
    superseded(format!("{arn} has been made anew"))
}

async fn read(
    iam: &Reader,
    arn: &str,
    denial_may_lift: bool,
) -> Result<Option<GetOpenIdConnectProviderOutput>, ReadError> {
    iam.get_open_id_connect_provider()
        .open_id_connect_provider_arn(arn)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetOpenIDConnectProviderError::is_no_such_entity_exception)
}

/// In this case: client ids are told apart by it.
fn has_client(seen: &GetOpenIdConnectProviderOutput, client: &str) -> bool {
    seen.client_id_list().iter().any(|it| it == client)
}

/// Digits in hexadecimal, in whatever case.
fn same_thumbprints(one: &[String], other: &[String]) -> bool {
    let lower = |list: &[String]| {
        list.iter()
            .map(|it| it.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    same_set(&lower(one), &lower(other))
}
