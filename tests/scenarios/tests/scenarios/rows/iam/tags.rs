//! Tags.

use aws_sdk_iam::types::Tag;

use super::*;

const SERIAL: &str = "arn:aws:iam::123456789012:mfa/phone";
const SAML: &str = "arn:aws:iam::123456789012:saml-provider/idp";
const OIDC: &str = "arn:aws:iam::123456789012:oidc-provider/idp.example.com";

async fn device(stage: &Stage) {
    let request = stage.plain_iam.create_virtual_mfa_device();
    request
        .virtual_mfa_device_name("phone")
        .send()
        .await
        .unwrap();
}

async fn saml(stage: &Stage) {
    let request = stage.plain_iam.create_saml_provider().name("idp");
    request
        .saml_metadata_document("<old/>")
        .send()
        .await
        .unwrap();
}

async fn oidc(stage: &Stage) {
    let request = stage.plain_iam.create_open_id_connect_provider();
    request
        .url("https://idp.example.com")
        .thumbprint_list("ab")
        .send()
        .await
        .unwrap();
}

async fn certificate(stage: &Stage) {
    let request = stage
        .plain_iam
        .upload_server_certificate()
        .server_certificate_name("tls");
    request
        .certificate_body("PEM")
        .private_key("PEM")
        .send()
        .await
        .unwrap();
}

fn tag() -> Tag {
    Tag::builder().key("team").value("blue").build().unwrap()
}

async fn tagged_role(stage: &Stage) {
    role(stage).await;
    let request = stage.plain_iam.tag_role().role_name("app");
    request.tags(tag()).send().await.unwrap();
}

async fn role_has_tags(iam: &aws_sdk_iam::Client) -> bool {
    let tags = iam.list_role_tags().role_name("app").send().await;
    !tags.unwrap().tags.is_empty()
}

async fn tagged_user(stage: &Stage) {
    user(stage).await;
    let request = stage.plain_iam.tag_user().user_name("maria");
    request.tags(tag()).send().await.unwrap();
}

async fn user_has_tags(iam: &aws_sdk_iam::Client) -> bool {
    let tags = iam.list_user_tags().user_name("maria").send().await;
    !tags.unwrap().tags.is_empty()
}

async fn tagged_policy(stage: &Stage) {
    policy(stage).await;
    let request = stage.plain_iam.tag_policy().policy_arn(POLICY);
    request.tags(tag()).send().await.unwrap();
}

async fn policy_has_tags(iam: &aws_sdk_iam::Client) -> bool {
    let tags = iam.list_policy_tags().policy_arn(POLICY).send().await;
    !tags.unwrap().tags.is_empty()
}

async fn tagged_instance_profile(stage: &Stage) {
    profile(stage).await;
    let request = stage
        .plain_iam
        .tag_instance_profile()
        .instance_profile_name("web");
    request.tags(tag()).send().await.unwrap();
}

async fn instance_profile_has_tags(iam: &aws_sdk_iam::Client) -> bool {
    let tags = iam
        .list_instance_profile_tags()
        .instance_profile_name("web")
        .send()
        .await;
    !tags.unwrap().tags.is_empty()
}

async fn tagged_mfa_device(stage: &Stage) {
    device(stage).await;
    let request = stage.plain_iam.tag_mfa_device().serial_number(SERIAL);
    request.tags(tag()).send().await.unwrap();
}

async fn mfa_device_has_tags(iam: &aws_sdk_iam::Client) -> bool {
    let tags = iam
        .list_mfa_device_tags()
        .serial_number(SERIAL)
        .send()
        .await;
    !tags.unwrap().tags.is_empty()
}

async fn tagged_open_id_connect_provider(stage: &Stage) {
    oidc(stage).await;
    let request = stage
        .plain_iam
        .tag_open_id_connect_provider()
        .open_id_connect_provider_arn(OIDC);
    request.tags(tag()).send().await.unwrap();
}

async fn open_id_connect_provider_has_tags(iam: &aws_sdk_iam::Client) -> bool {
    let tags = iam
        .list_open_id_connect_provider_tags()
        .open_id_connect_provider_arn(OIDC)
        .send()
        .await;
    !tags.unwrap().tags.is_empty()
}

async fn tagged_saml_provider(stage: &Stage) {
    saml(stage).await;
    let request = stage.plain_iam.tag_saml_provider().saml_provider_arn(SAML);
    request.tags(tag()).send().await.unwrap();
}

async fn saml_provider_has_tags(iam: &aws_sdk_iam::Client) -> bool {
    let tags = iam
        .list_saml_provider_tags()
        .saml_provider_arn(SAML)
        .send()
        .await;
    !tags.unwrap().tags.is_empty()
}

async fn tagged_server_certificate(stage: &Stage) {
    certificate(stage).await;
    let request = stage
        .plain_iam
        .tag_server_certificate()
        .server_certificate_name("tls");
    request.tags(tag()).send().await.unwrap();
}

async fn server_certificate_has_tags(iam: &aws_sdk_iam::Client) -> bool {
    let tags = iam
        .list_server_certificate_tags()
        .server_certificate_name("tls")
        .send()
        .await;
    !tags.unwrap().tags.is_empty()
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row!("TagRole", ["ListRoleTags"], true, role,
        |stage| stage.iam.tag_role().role_name("app").tags(tag()),
        |iam| role_has_tags(iam).await),
    row!("UntagRole", ["ListRoleTags"], true, tagged_role,
        |stage| stage.iam.untag_role().role_name("app").tag_keys("team"),
        |iam| !role_has_tags(iam).await),
    row!("TagUser", ["ListUserTags"], true, user,
        |stage| stage.iam.tag_user().user_name("maria").tags(tag()),
        |iam| user_has_tags(iam).await),
    row!("UntagUser", ["ListUserTags"], true, tagged_user,
        |stage| stage.iam.untag_user().user_name("maria").tag_keys("team"),
        |iam| !user_has_tags(iam).await),
    row!("TagPolicy", ["ListPolicyTags"], true, policy,
        |stage| stage.iam.tag_policy().policy_arn(POLICY).tags(tag()),
        |iam| policy_has_tags(iam).await),
    row!("UntagPolicy", ["ListPolicyTags"], true, tagged_policy,
        |stage| stage.iam.untag_policy().policy_arn(POLICY).tag_keys("team"),
        |iam| !policy_has_tags(iam).await),
    row!("TagInstanceProfile", ["ListInstanceProfileTags"], true, profile,
        |stage| stage.iam.tag_instance_profile().instance_profile_name("web").tags(tag()),
        |iam| instance_profile_has_tags(iam).await),
    row!("UntagInstanceProfile", ["ListInstanceProfileTags"], true, tagged_instance_profile,
        |stage| stage.iam.untag_instance_profile().instance_profile_name("web").tag_keys("team"),
        |iam| !instance_profile_has_tags(iam).await),
    row!("TagMFADevice", ["ListMFADeviceTags"], true, device,
        |stage| stage.iam.tag_mfa_device().serial_number(SERIAL).tags(tag()),
        |iam| mfa_device_has_tags(iam).await),
    row!("UntagMFADevice", ["ListMFADeviceTags"], true, tagged_mfa_device,
        |stage| stage.iam.untag_mfa_device().serial_number(SERIAL).tag_keys("team"),
        |iam| !mfa_device_has_tags(iam).await),
    row!("TagOpenIDConnectProvider", ["ListOpenIDConnectProviderTags"], true, oidc,
        |stage| stage.iam.tag_open_id_connect_provider().open_id_connect_provider_arn(OIDC).tags(tag()),
        |iam| open_id_connect_provider_has_tags(iam).await),
    row!("UntagOpenIDConnectProvider", ["ListOpenIDConnectProviderTags"], true, tagged_open_id_connect_provider,
        |stage| stage.iam.untag_open_id_connect_provider().open_id_connect_provider_arn(OIDC).tag_keys("team"),
        |iam| !open_id_connect_provider_has_tags(iam).await),
    row!("TagSAMLProvider", ["ListSAMLProviderTags"], true, saml,
        |stage| stage.iam.tag_saml_provider().saml_provider_arn(SAML).tags(tag()),
        |iam| saml_provider_has_tags(iam).await),
    row!("UntagSAMLProvider", ["ListSAMLProviderTags"], true, tagged_saml_provider,
        |stage| stage.iam.untag_saml_provider().saml_provider_arn(SAML).tag_keys("team"),
        |iam| !saml_provider_has_tags(iam).await),
    row!("TagServerCertificate", ["ListServerCertificateTags"], true, certificate,
        |stage| stage.iam.tag_server_certificate().server_certificate_name("tls").tags(tag()),
        |iam| server_certificate_has_tags(iam).await),
    row!("UntagServerCertificate", ["ListServerCertificateTags"], true, tagged_server_certificate,
        |stage| stage.iam.untag_server_certificate().server_certificate_name("tls").tag_keys("team"),
        |iam| !server_certificate_has_tags(iam).await),
];
