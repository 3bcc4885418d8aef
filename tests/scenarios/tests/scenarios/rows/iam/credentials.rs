//! Keys, passwords, certificates and MFA devices of users.

use aws_sdk_iam::types::EncodingType;

use super::*;

const SERIAL: &str = "arn:aws:iam::123456789012:mfa/phone";
const SSH_KEY: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ";

async fn with_password(stage: &Stage) {
    user(stage).await;
    let request = stage.plain_iam.create_login_profile().user_name("maria");
    request.password("secret").send().await.unwrap();
}

async fn reset_required(iam: &aws_sdk_iam::Client) -> Option<bool> {
    let profile = iam
        .get_login_profile()
        .user_name("maria")
        .send()
        .await
        .ok()?;
    Some(profile.login_profile.unwrap().password_reset_required)
}

async fn has_key(iam: &aws_sdk_iam::Client) -> bool {
    let keys = iam.list_access_keys().user_name("maria").send().await;
    !keys.unwrap().access_key_metadata.is_empty()
}

async fn has_certificate(iam: &aws_sdk_iam::Client) -> bool {
    let certificates = iam
        .list_signing_certificates()
        .user_name("maria")
        .send()
        .await;
    !certificates.unwrap().certificates.is_empty()
}

async fn has_ssh_key(iam: &aws_sdk_iam::Client) -> bool {
    let keys = iam
        .list_ssh_public_keys()
        .user_name("maria")
        .send()
        .await
        .unwrap();
    let keys = keys.ssh_public_keys.unwrap_or_default();
    let Some(key) = keys.first() else {
        return false;
    };
    let read = iam
        .get_ssh_public_key()
        .user_name("maria")
        .encoding(EncodingType::Ssh);
    read.ssh_public_key_id(key.ssh_public_key_id())
        .send()
        .await
        .is_ok()
}

async fn has_credential(iam: &aws_sdk_iam::Client) -> bool {
    let credentials = iam
        .list_service_specific_credentials()
        .user_name("maria")
        .send()
        .await;
    !credentials
        .unwrap()
        .service_specific_credentials
        .unwrap_or_default()
        .is_empty()
}

async fn device(stage: &Stage) {
    user(stage).await;
    let request = stage.plain_iam.create_virtual_mfa_device();
    request
        .virtual_mfa_device_name("phone")
        .send()
        .await
        .unwrap();
}

async fn enabled_device(stage: &Stage) {
    device(stage).await;
    let request = stage.plain_iam.enable_mfa_device().user_name("maria");
    let request = request.serial_number(SERIAL).authentication_code1("123456");
    request.authentication_code2("654321").send().await.unwrap();
}

async fn has_device(iam: &aws_sdk_iam::Client) -> bool {
    let devices = iam.list_virtual_mfa_devices().send().await.unwrap();
    !devices.virtual_mfa_devices.is_empty()
}

async fn is_enabled(iam: &aws_sdk_iam::Client) -> bool {
    let devices = iam
        .list_mfa_devices()
        .user_name("maria")
        .send()
        .await
        .unwrap();
    !devices.mfa_devices.is_empty()
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row!("CreateAccessKey", ["ListAccessKeys"], false, user,
        |stage| stage.iam.create_access_key().user_name("maria"),
        |iam| has_key(iam).await),
    row!("CreateLoginProfile", ["GetLoginProfile"], false, user,
        |stage| stage.iam.create_login_profile().user_name("maria").password("secret"),
        |iam| reset_required(iam).await.is_some()),
    row!("UpdateLoginProfile", ["GetLoginProfile"], false, with_password,
        |stage| stage.iam.update_login_profile().user_name("maria").password_reset_required(true),
        |iam| reset_required(iam).await == Some(true)),
    row!("DeleteLoginProfile", ["GetLoginProfile"], false, with_password,
        |stage| stage.iam.delete_login_profile().user_name("maria"),
        |iam| reset_required(iam).await.is_none()),
    row!("UploadSigningCertificate", ["ListSigningCertificates"], false, user,
        |stage| stage.iam.upload_signing_certificate().user_name("maria").certificate_body("PEM"),
        |iam| has_certificate(iam).await),
    row!("UploadSSHPublicKey", ["GetSSHPublicKey"], false, user,
        |stage| stage.iam.upload_ssh_public_key().user_name("maria").ssh_public_key_body(SSH_KEY),
        |iam| has_ssh_key(iam).await),
    row!("CreateServiceSpecificCredential", ["ListServiceSpecificCredentials"], false, user,
        |stage| stage.iam.create_service_specific_credential().user_name("maria").service_name("codecommit.amazonaws.com"),
        |iam| has_credential(iam).await),
    row!("CreateVirtualMFADevice", ["ListVirtualMFADevices"], true, user,
        |stage| stage.iam.create_virtual_mfa_device().virtual_mfa_device_name("phone"),
        |iam| has_device(iam).await),
    row!("EnableMFADevice", ["ListMFADevices"], true, device,
        |stage| stage.iam.enable_mfa_device().user_name("maria").serial_number(SERIAL)
            .authentication_code1("123456").authentication_code2("654321"),
        |iam| is_enabled(iam).await),
    row!("DeactivateMFADevice", ["ListMFADevices"], true, enabled_device,
        |stage| stage.iam.deactivate_mfa_device().user_name("maria").serial_number(SERIAL),
        |iam| !is_enabled(iam).await),
    row!("DeleteVirtualMFADevice", ["ListVirtualMFADevices"], true, device,
        |stage| stage.iam.delete_virtual_mfa_device().serial_number(SERIAL),
        |iam| !has_device(iam).await),
];
