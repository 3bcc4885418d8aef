//! Server certificates: upload, rename, delete.

use super::entities::{changed, gone, made, shown};
use super::renaming::is_renamed;
use super::sdk::operation::delete_server_certificate::{
    DeleteServerCertificateInput, DeleteServerCertificateOutput,
};
use super::sdk::operation::get_server_certificate::GetServerCertificateError;
use super::sdk::operation::update_server_certificate::{
    UpdateServerCertificateInput, UpdateServerCertificateOutput,
};
use super::sdk::operation::upload_server_certificate::{
    UploadServerCertificateInput, UploadServerCertificateOutput,
};
use super::sdk::types::{ServerCertificate, ServerCertificateMetadata};
use super::{Reader, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, satisfied};

/// The record of the certificate is found, with its tags: the record, which other services may not know
/// yet.
#[post_condition(
    service = "iam",
    op = "UploadServerCertificate",
    reads = ["GetServerCertificate"],
    batched = "ListServerCertificates"
)]
pub(crate) async fn server_certificate_is_found(
    iam: &Reader,
    input: &UploadServerCertificateInput,
    output: &UploadServerCertificateOutput,
    write: &Witness,
) -> Check {
    let made_as = output.server_certificate_metadata();
    let id = made_as.map(ServerCertificateMetadata::server_certificate_id);
    let id = named("ServerCertificateMetadata.ServerCertificateId", id)?;
    let name = made_as.map(ServerCertificateMetadata::server_certificate_name);
    let name = named("ServerCertificateMetadata.ServerCertificateName", name)?;
    // Tags can change the caller's own rights.
    let seen = read(iam, name, !input.tags().is_empty()).await?;
    let listed = seen.as_ref().map(|it| it.tags.clone().unwrap_or_default());
    let seen = seen.and_then(|it| it.server_certificate_metadata);
    made(name, id, seen.as_ref(), write, |_| {
        tags::are_on_creation(
            input.tags(),
            &listed.unwrap_or_default(),
            tags::Keys::AsWritten,
        )
    })
}

/// The record of the certificate is found under the new name, with the new path.
#[post_condition(service = "iam", op = "UpdateServerCertificate", reads = ["GetServerCertificate"])]
pub(crate) async fn server_certificate_is_renamed(
    iam: &Reader,
    input: &UpdateServerCertificateInput,
    _: &UpdateServerCertificateOutput,
    write: &Witness,
) -> Check {
    let new = input.new_server_certificate_name();
    let name = new.or(input.server_certificate_name()).unwrap_or_default();
    let seen = metadata(iam, name).await?;
    changed(name, seen.as_ref(), write, |seen| {
        let names = (new, seen.server_certificate_name());
        is_renamed("server certificate", names, (input.new_path(), seen.path()))
    })
}

/// The old name of the certificate is no longer found, where it differs from the new one in more than case.
#[post_condition(
    service = "iam",
    op = "UpdateServerCertificate",
    reads = ["GetServerCertificate"],
    on_request = true
)]
pub async fn old_name_of_server_certificate_is_not_found(
    iam: &Reader,
    input: &UpdateServerCertificateInput,
    _: &UpdateServerCertificateOutput,
    write: &Witness,
) -> Check {
    let name = input.server_certificate_name().unwrap_or_default();
    let new = input.new_server_certificate_name().unwrap_or(name);
    if new.eq_ignore_ascii_case(name) {
        return satisfied("the server certificate keeps its name");
    }
    gone(name, metadata(iam, name).await?.as_ref(), write)
}

/// The record of the certificate is gone.
#[post_condition(
    service = "iam",
    op = "DeleteServerCertificate",
    reads = ["GetServerCertificate"],
    batched = "ListServerCertificates"
)]
pub(crate) async fn server_certificate_is_not_found(
    iam: &Reader,
    input: &DeleteServerCertificateInput,
    _: &DeleteServerCertificateOutput,
    write: &Witness,
) -> Check {
    let name = input.server_certificate_name().unwrap_or_default();
    gone(name, metadata(iam, name).await?.as_ref(), write)
}

async fn metadata(
    iam: &Reader,
    name: &str,
) -> Result<Option<ServerCertificateMetadata>, ReadError> {
    let seen = read(iam, name, false).await?;
    shown(seen.map(|it| it.server_certificate_metadata))
}

/// `None` if there is none of that name.
async fn read(
    iam: &Reader,
    name: &str,
    denial_may_lift: bool,
) -> Result<Option<ServerCertificate>, ReadError> {
    let found = iam
        .get_server_certificate()
        .server_certificate_name(name)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetServerCertificateError::is_no_such_entity_exception)?;
    shown(found.map(|found| found.server_certificate))
}
