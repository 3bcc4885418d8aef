//! Identity providers and server certificates.

use super::*;

const SAML: &str = "arn:aws:iam::123456789012:saml-provider/idp";
const OIDC: &str = "arn:aws:iam::123456789012:oidc-provider/idp.example.com";
const URL: &str = "https://idp.example.com";

async fn saml(stage: &Stage) {
    let request = stage.plain_iam.create_saml_provider().name("idp");
    request
        .saml_metadata_document("<old/>")
        .send()
        .await
        .unwrap();
}

async fn metadata(iam: &aws_sdk_iam::Client) -> Option<String> {
    let provider = iam
        .get_saml_provider()
        .saml_provider_arn(SAML)
        .send()
        .await
        .ok()?;
    provider.saml_metadata_document
}

async fn oidc(stage: &Stage) {
    let request = stage.plain_iam.create_open_id_connect_provider().url(URL);
    request
        .client_id_list("one")
        .thumbprint_list("ab")
        .send()
        .await
        .unwrap();
}

async fn provider(iam: &aws_sdk_iam::Client) -> Option<(Vec<String>, Vec<String>)> {
    let request = iam
        .get_open_id_connect_provider()
        .open_id_connect_provider_arn(OIDC);
    let provider = request.send().await.ok()?;
    Some((
        provider.client_id_list.unwrap_or_default(),
        provider.thumbprint_list.unwrap_or_default(),
    ))
}

async fn clients(iam: &aws_sdk_iam::Client) -> usize {
    provider(iam).await.unwrap().0.len()
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

async fn has_certificate(iam: &aws_sdk_iam::Client, name: &str) -> bool {
    iam.get_server_certificate()
        .server_certificate_name(name)
        .send()
        .await
        .is_ok()
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row!("CreateSAMLProvider", ["GetSAMLProvider"], false, nothing,
        |stage| stage.iam.create_saml_provider().name("idp").saml_metadata_document("<new/>"),
        |iam| metadata(iam).await.is_some()),
    row!("UpdateSAMLProvider", ["GetSAMLProvider"], false, saml,
        |stage| stage.iam.update_saml_provider().saml_provider_arn(SAML).saml_metadata_document("<new/>"),
        |iam| metadata(iam).await.as_deref() == Some("<new/>")),
    row!("DeleteSAMLProvider", ["GetSAMLProvider"], false, saml,
        |stage| stage.iam.delete_saml_provider().saml_provider_arn(SAML),
        |iam| metadata(iam).await.is_none()),
    row!("CreateOpenIDConnectProvider", ["GetOpenIDConnectProvider"], false, nothing,
        |stage| stage.iam.create_open_id_connect_provider().url(URL).client_id_list("one").thumbprint_list("AB"),
        |iam| provider(iam).await.is_some()),
    row!("AddClientIDToOpenIDConnectProvider", ["GetOpenIDConnectProvider"], false, oidc,
        |stage| stage.iam.add_client_id_to_open_id_connect_provider().open_id_connect_provider_arn(OIDC).client_id("two"),
        |iam| clients(iam).await == 2),
    row!("RemoveClientIDFromOpenIDConnectProvider", ["GetOpenIDConnectProvider"], false, oidc,
        |stage| stage.iam.remove_client_id_from_open_id_connect_provider().open_id_connect_provider_arn(OIDC).client_id("one"),
        |iam| clients(iam).await == 0),
    row!("UpdateOpenIDConnectProviderThumbprint", ["GetOpenIDConnectProvider"], false, oidc,
        |stage| stage.iam.update_open_id_connect_provider_thumbprint().open_id_connect_provider_arn(OIDC).thumbprint_list("cd"),
        |iam| provider(iam).await.unwrap().1 == ["cd"]),
    row!("DeleteOpenIDConnectProvider", ["GetOpenIDConnectProvider"], false, oidc,
        |stage| stage.iam.delete_open_id_connect_provider().open_id_connect_provider_arn(OIDC),
        |iam| provider(iam).await.is_none()),
    row!("UploadServerCertificate", ["GetServerCertificate"], false, nothing,
        |stage| stage.iam.upload_server_certificate().server_certificate_name("tls").certificate_body("PEM").private_key("PEM"),
        |iam| has_certificate(iam, "tls").await),
    row!("UpdateServerCertificate", ["GetServerCertificate"], false, certificate,
        |stage| stage.iam.update_server_certificate().server_certificate_name("tls").new_server_certificate_name("new"),
        |iam| has_certificate(iam, "new").await),
    row!("DeleteServerCertificate", ["GetServerCertificate"], false, certificate,
        |stage| stage.iam.delete_server_certificate().server_certificate_name("tls"),
        |iam| !has_certificate(iam, "tls").await),
];
