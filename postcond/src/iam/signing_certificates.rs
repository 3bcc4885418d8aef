//! X.509 certificates that users sign with.

use super::Reader;
use super::credential_status::is_as_asked;
use super::pages::{PAGE, next};
use super::sdk::operation::delete_signing_certificate::{
    DeleteSigningCertificateInput, DeleteSigningCertificateOutput,
};
use super::sdk::operation::list_signing_certificates::ListSigningCertificatesError;
use super::sdk::operation::update_signing_certificate::{
    UpdateSigningCertificateInput, UpdateSigningCertificateOutput,
};
use super::sdk::operation::upload_signing_certificate::{
    UploadSigningCertificateInput, UploadSigningCertificateOutput,
};
use super::sdk::types::SigningCertificate;
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied, superseded,
};

/// The record of the certificate is listed with its user, with the date of this upload.
///
/// The id may depend on the certificate alone: the date tells it from one that was deleted before.
#[post_condition(
    service = "iam",
    op = "UploadSigningCertificate",
    reads = ["ListSigningCertificates"],
    batched = "ListSigningCertificates"
)]
pub(crate) async fn certificate_is_listed(
    iam: &Reader,
    _: &UploadSigningCertificateInput,
    output: &UploadSigningCertificateOutput,
    write: &Witness,
) -> Check {
    let made = output.certificate();
    let id = named(
        "Certificate.CertificateId",
        made.map(SigningCertificate::certificate_id),
    )?;
    let user = named(
        "Certificate.UserName",
        made.map(SigningCertificate::user_name),
    )?;
    match listed(iam, Some(user), id).await? {
        None => pending(format!("the certificate {id} is not listed")),
        Some(seen) if write.covers(seen.upload_date()) => {
            satisfied(format!("the certificate {id} is listed"))
        }
        Some(_) => pending(format!("the certificate {id} is of an earlier life")),
    }
}

/// The record of the certificate has the status.
#[post_condition(
    service = "iam",
    op = "UpdateSigningCertificate",
    reads = ["ListSigningCertificates"],
    batched = "ListSigningCertificates"
)]
pub(crate) async fn certificate_has_status(
    iam: &Reader,
    input: &UpdateSigningCertificateInput,
    _: &UpdateSigningCertificateOutput,
) -> Check {
    let id = input.certificate_id().unwrap_or_default();
    let seen = listed(iam, input.user_name(), id).await?;
    let status = seen.as_ref().map(SigningCertificate::status);
    is_as_asked(&format!("the certificate {id}"), input.status(), status)
}

/// The record of the certificate is no longer listed, or its user is gone, too.
#[post_condition(
    service = "iam",
    op = "DeleteSigningCertificate",
    reads = ["ListSigningCertificates"],
    batched = "ListSigningCertificates"
)]
pub(crate) async fn certificate_is_not_listed(
    iam: &Reader,
    input: &DeleteSigningCertificateInput,
    _: &DeleteSigningCertificateOutput,
    write: &Witness,
) -> Check {
    let id = input.certificate_id().unwrap_or_default();
    match listed(iam, input.user_name(), id).await? {
        None => satisfied(format!("the certificate {id} is not listed")),
        Some(seen) if write.precedes(seen.upload_date()) => {
            superseded(format!("the certificate {id} has been uploaded anew"))
        }
        Some(_) => pending(format!("the certificate {id} is still listed")),
    }
}

/// `None`, too, if there is no such user. Where none is named, it is the owner of the key that signs.
async fn listed(
    iam: &Reader,
    user: Option<&str>,
    id: &str,
) -> Result<Option<SigningCertificate>, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_signing_certificates()
                .set_user_name(user.map(str::to_owned))
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| {
            page.certificates
                .into_iter()
                .find(|it| it.certificate_id() == id)
        },
    );
    let found = found
        .await
        .absent_if(ListSigningCertificatesError::is_no_such_entity_exception)?;
    Ok(found.flatten())
}
