//! Signing certificates, SSH keys, and credentials for one service.

use aws_sdk_iam::types::StatusType;

use super::*;

const CERTIFICATES: &str = "ListSigningCertificates";
const SSH: &str = "GetSSHPublicKey";
const CREDENTIALS: &str = "ListServiceSpecificCredentials";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        certificate_uploaded(),
        certificate_updated(),
        certificate_switched_on(),
        certificate_deleted(),
        ssh_key_uploaded(),
        ssh_key_updated(),
        ssh_key_deleted(),
        credential_created(),
        credential_updated(),
        credential_deleted(),
    ]
}

fn certificate(id: &str, status: &str, since: u64) -> Value {
    json!({
        "UserName": "maria",
        "CertificateId": id,
        "CertificateBody": "PEM",
        "Status": status,
        "UploadDate": since,
    })
}

fn page(certificates: &[Value], marker: Option<&str>) -> Read {
    let page =
        json!({"Certificates": certificates, "IsTruncated": marker.is_some(), "Marker": marker});
    read(CERTIFICATES, with(page, json!({})))
}

fn listed(status: &str, since: u64) -> [Read; 1] {
    [page(
        &[
            certificate("OTHER", "Active", date::AFTER),
            certificate("ONE", status, since),
        ],
        None,
    )]
}

fn certificate_uploaded() -> Entry {
    let entry = Entry::iam("UploadSigningCertificate", |stage| {
        let request = stage.iam.upload_signing_certificate().user_name("maria");
        act!(request.certificate_body("PEM"))
    });
    entry
        .answered(json!({"Certificate": certificate("ONE", "Active", date::WRITTEN)}))
        .satisfied("it", listed("Active", date::WRITTEN))
        .satisfied(
            "it, on the second page",
            [
                page(&[], Some("2")),
                page(&[certificate("ONE", "Active", date::WRITTEN)], None),
            ],
        )
        .pending("one of an earlier life", listed("Active", date::BEFORE))
        .pending("none", [page(&[], None)])
        .pending("no user", none(CERTIFICATES))
        .stopped("the read is refused", told(CERTIFICATES, "ValidationError"))
}

fn certificate_updated() -> Entry {
    let entry = Entry::iam("UpdateSigningCertificate", |stage| {
        let request = stage.iam.update_signing_certificate().user_name("maria");
        act!(request.certificate_id("ONE").status(StatusType::Inactive))
    });
    entry
        .satisfied("it is off", listed("Inactive", date::BEFORE))
        .pending("it is on", listed("Active", date::BEFORE))
        .pending("none", [page(&[], None)])
}

fn certificate_switched_on() -> Entry {
    let entry = Entry::iam("UpdateSigningCertificate, of the caller, to on", |stage| {
        let request = stage.iam.update_signing_certificate().certificate_id("ONE");
        act!(request.status(StatusType::Active))
    });
    entry
        .satisfied("it is on", listed("Active", date::BEFORE))
        .failed("it is expired", listed("Expired", date::BEFORE))
}

fn certificate_deleted() -> Entry {
    let entry = Entry::iam("DeleteSigningCertificate", |stage| {
        let request = stage.iam.delete_signing_certificate().user_name("maria");
        act!(request.certificate_id("ONE"))
    });
    entry
        .satisfied(
            "another",
            [page(&[certificate("OTHER", "Active", date::BEFORE)], None)],
        )
        .satisfied("no user", none(CERTIFICATES))
        .superseded("it, uploaded since", listed("Active", date::AFTER))
        .pending("it", listed("Active", date::BEFORE))
}

fn key(id: &str, status: &str) -> Value {
    json!({"SSHPublicKey": {
        "UserName": "maria",
        "SSHPublicKeyId": id,
        "Fingerprint": "00",
        "SSHPublicKeyBody": "ssh-rsa",
        "Status": status,
    }})
}

fn ssh_key_uploaded() -> Entry {
    let entry = Entry::iam("UploadSSHPublicKey", |stage| {
        let request = stage.iam.upload_ssh_public_key().user_name("maria");
        act!(request.ssh_public_key_body("ssh-rsa"))
    });
    entry
        .answered(key("APKAONE", "Active"))
        .satisfied("it", seen(SSH, key("APKAONE", "Inactive")))
        .pending("another", seen(SSH, key("APKATWO", "Active")))
        .pending("nothing", seen(SSH, json!({})))
        .pending("none", none(SSH))
        .stopped(
            "the read is refused",
            told(SSH, "UnrecognizedPublicKeyEncoding"),
        )
}

fn ssh_key_updated() -> Entry {
    let entry = Entry::iam("UpdateSSHPublicKey", |stage| {
        let request = stage.iam.update_ssh_public_key().user_name("maria");
        act!(
            request
                .ssh_public_key_id("APKAONE")
                .status(StatusType::Inactive)
        )
    });
    entry
        .satisfied("it is off", seen(SSH, key("APKAONE", "Inactive")))
        .pending("it is on", seen(SSH, key("APKAONE", "Active")))
        .pending("none", none(SSH))
}

fn ssh_key_deleted() -> Entry {
    let entry = Entry::iam("DeleteSSHPublicKey", |stage| {
        let request = stage.iam.delete_ssh_public_key().user_name("maria");
        act!(request.ssh_public_key_id("APKAONE"))
    });
    entry
        .satisfied("none", none(SSH))
        .pending("it", seen(SSH, key("APKAONE", "Active")))
        .pending("another", seen(SSH, key("APKATWO", "Active")))
}

fn credential(id: &str, status: &str) -> Value {
    json!({
        "UserName": "maria",
        "Status": status,
        "ServiceUserName": "maria-at-1",
        "CreateDate": date::WRITTEN,
        "ServiceSpecificCredentialId": id,
        "ServiceName": "codecommit.amazonaws.com",
    })
}

fn credentials(credentials: &[Value], marker: Option<&str>) -> Read {
    let page = json!({"ServiceSpecificCredentials": credentials, "IsTruncated": marker.is_some(), "Marker": marker});
    read(CREDENTIALS, with(page, json!({})))
}

fn credential_created() -> Entry {
    let entry = Entry::iam("CreateServiceSpecificCredential", |stage| {
        let request = stage
            .iam
            .create_service_specific_credential()
            .user_name("maria");
        act!(request.service_name("codecommit.amazonaws.com"))
    });
    let made = with(
        credential("ACCAONE", "Active"),
        json!({"ServicePassword": sentinel("password")}),
    );
    entry
        .answered(json!({ "ServiceSpecificCredential": made }))
        .satisfied(
            "it",
            [credentials(&[credential("ACCAONE", "Inactive")], None)],
        )
        .satisfied(
            "it, on the second page",
            [
                credentials(&[], Some("2")),
                credentials(&[credential("ACCAONE", "Active")], None),
            ],
        )
        .pending(
            "another",
            [credentials(&[credential("ACCATWO", "Active")], None)],
        )
        .pending("no list", seen(CREDENTIALS, json!({})))
        .pending("no user", none(CREDENTIALS))
        // Of status 404 on AWS, and no absence.
        .stopped(
            "the service is refused",
            told(CREDENTIALS, "NotSupportedService"),
        )
}

fn credential_updated() -> Entry {
    let entry = Entry::iam("UpdateServiceSpecificCredential", |stage| {
        let request = stage
            .iam
            .update_service_specific_credential()
            .user_name("maria");
        act!(
            request
                .service_specific_credential_id("ACCAONE")
                .status(StatusType::Inactive)
        )
    });
    entry
        .satisfied(
            "it is off",
            [credentials(&[credential("ACCAONE", "Inactive")], None)],
        )
        .pending(
            "it is on",
            [credentials(&[credential("ACCAONE", "Active")], None)],
        )
        .pending("no user", none(CREDENTIALS))
}

fn credential_deleted() -> Entry {
    let entry = Entry::iam("DeleteServiceSpecificCredential", |stage| {
        let request = stage
            .iam
            .delete_service_specific_credential()
            .user_name("maria");
        act!(request.service_specific_credential_id("ACCAONE"))
    });
    entry
        .satisfied(
            "another",
            [credentials(&[credential("ACCATWO", "Active")], None)],
        )
        .satisfied("no user", none(CREDENTIALS))
        .pending(
            "it",
            [credentials(&[credential("ACCAONE", "Active")], None)],
        )
        .stopped(
            "the service is refused",
            told(CREDENTIALS, "NotSupportedService"),
        )
}
