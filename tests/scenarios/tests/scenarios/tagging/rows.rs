//! A call for each operation that the check is for.

use aws_sdk_resourcegroupstagging::Client;
use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Runbook};
use futures_util::future::BoxFuture;
use postcond::tagging::TagsAreFoundByTaggingApi;
use serde_json::{Value, json};

use super::{SECRET, in_iam, in_ssm, pair_of_iam, pair_of_secrets, pair_of_ssm};
use crate::acted::Acted;
use crate::stage::Stage;

/// A call that gives a tag or removes it.
pub(super) struct Row {
    pub(super) service: &'static str,
    pub(super) operation: &'static str,
    /// The resource's.
    pub(super) arn: String,
    /// What the call is answered.
    pub(super) answer: Value,
    pub(super) is_asked_by_arn: bool,
    pub(super) send: for<'a> fn(&'a Stage, &'a Client) -> BoxFuture<'a, Acted>,
}

/// The operation; whether the API is asked by ARN; the ARN; the answer; the call.
macro_rules! row {
    ($service:ident $operation:literal, $by_arn:literal, $arn:expr, $answer:tt, $call:expr) => {
        Row {
            service: stringify!($service),
            operation: $operation,
            arn: $arn.into(),
            answer: json!($answer),
            is_asked_by_arn: $by_arn,
            send: |stage, tagging| {
                Box::pin(async move {
                    let request = send_with(&stage.$service, $call).unconfirmed();
                    let request = request.until(TagsAreFoundByTaggingApi::with(tagging));
                    request.send_with_evidence().await.into()
                })
            },
        }
    };
}

/// So that a closure knows its client.
fn send_with<C, B>(client: &C, call: impl FnOnce(&C) -> B) -> B {
    call(client)
}

const ID: &str = "01234567-89ab-cdef-0123-456789abcdef";
const WINDOW: &str = "mw-0123456789abcdef0";
const BASELINE: &str = "pb-0123456789abcdef0";
const PROFILE: &str = "instance-profile/a/web";
const PROVIDER: &str = "oidc-provider/example.org";
const SAML: &str = "saml-provider/corp";
const CERTIFICATE: &str = "server-certificate/cloudfront/tls";

impl Row {
    /// All of them.
    pub(super) fn all() -> Vec<Self> {
        let mut rows = Self::giving();
        rows.extend(Self::removing());
        rows
    }

    /// Those that give the tag.
    pub(super) fn giving() -> Vec<Self> {
        let mut rows = created_in_ssm();
        rows.extend(started_in_ssm());
        rows.extend(tagged_elsewhere());
        rows.extend(created_in_iam());
        rows.extend(tagged_in_iam());
        rows
    }
}

fn created_in_ssm() -> Vec<Row> {
    vec![
        row!(ssm "CreateAssociation", false, in_ssm(&format!("association/{ID}")),
            {"AssociationDescription": {"AssociationId": ID}},
            |ssm| ssm.create_association().name("d").tags(pair_of_ssm())),
        row!(ssm "CreateDocument", false, in_ssm("document/d-1"), {},
            |ssm| ssm.create_document().name("d-1").content("{}").tags(pair_of_ssm())),
        row!(ssm "CreateMaintenanceWindow", false, in_ssm(&format!("maintenancewindow/{WINDOW}")),
        {"WindowId": WINDOW},
        |ssm| {
            let request = ssm.create_maintenance_window().name("w").schedule("rate(1 day)");
            let request = request.duration(2).cutoff(1).allow_unassociated_targets(true);
            request.tags(pair_of_ssm())
        }),
        row!(ssm "CreateOpsItem", true, in_ssm("opsitem/oi-1"),
        {"OpsItemId": "oi-1", "OpsItemArn": in_ssm("opsitem/oi-1")},
        |ssm| {
            let request = ssm.create_ops_item().title("t").source("s").description("d");
            request.tags(pair_of_ssm())
        }),
        row!(ssm "CreateOpsMetadata", true, in_ssm("opsmetadata/a/appmanager"),
            {"OpsMetadataArn": in_ssm("opsmetadata/a/appmanager")},
            |ssm| ssm.create_ops_metadata().resource_id("r").tags(pair_of_ssm())),
        row!(ssm "CreatePatchBaseline", false, in_ssm(&format!("patchbaseline/{BASELINE}")),
            {"BaselineId": BASELINE},
            |ssm| ssm.create_patch_baseline().name("b").tags(pair_of_ssm())),
        row!(ssm "PutParameter", false, in_ssm("parameter/app/db"), {"Version": 1},
            |ssm| ssm.put_parameter().name("/app/db").value("v").r#type(ParameterType::String).tags(pair_of_ssm())),
    ]
}

fn started_in_ssm() -> Vec<Row> {
    vec![
        row!(ssm "CreateCloudConnector", false, in_ssm(&format!("cloud-connector/{ID}")),
        {"CloudConnectorId": ID},
        |ssm| {
            let request = ssm.create_cloud_connector().display_name("c").role_arn("r");
            let request = request.config_connector_arn("cca").configuration(super::azure());
            request.tags(pair_of_ssm())
        }),
        row!(ssm "StartAutomationExecution", false, in_ssm(&format!("automation-execution/{ID}")),
            {"AutomationExecutionId": ID},
            |ssm| ssm.start_automation_execution().document_name("d").tags(pair_of_ssm())),
        row!(ssm "StartChangeRequestExecution", false, in_ssm(&format!("automation-execution/{ID}")),
        {"AutomationExecutionId": ID},
        |ssm| {
            let runbook = Runbook::builder().document_name("r").build().unwrap();
            let request = ssm.start_change_request_execution().document_name("d");
            request.runbooks(runbook).tags(pair_of_ssm())
        }),
        row!(ssm "AddTagsToResource", false, in_ssm(&format!("managed-instance/{ID}")), {},
        |ssm| {
            let request = ssm.add_tags_to_resource().resource_id(ID);
            let request = request.resource_type(ResourceTypeForTagging::ManagedInstance);
            request.tags(pair_of_ssm())
        }),
    ]
}

fn tagged_elsewhere() -> Vec<Row> {
    vec![
        row!(secrets "CreateSecret", true, SECRET, {"ARN": SECRET, "Name": "app"},
            |secrets| secrets.create_secret().name("app").tags(pair_of_secrets())),
        row!(secrets "TagResource", true, SECRET, {},
            |secrets| secrets.tag_resource().secret_id("app").tags(pair_of_secrets())),
    ]
}

fn created_in_iam() -> Vec<Row> {
    vec![
        row!(iam "CreateInstanceProfile", true, in_iam(PROFILE),
            {"InstanceProfile": {"Arn": in_iam(PROFILE)}},
            |iam| iam.create_instance_profile().instance_profile_name("web").tags(pair_of_iam())),
        row!(iam "CreateOpenIDConnectProvider", true, in_iam(PROVIDER),
            {"OpenIDConnectProviderArn": in_iam(PROVIDER)},
            |iam| iam.create_open_id_connect_provider().url("https://example.org").tags(pair_of_iam())),
        row!(iam "CreatePolicy", true, in_iam("policy/p"), {"Policy": {"Arn": in_iam("policy/p")}},
            |iam| iam.create_policy().policy_name("p").policy_document("{}").tags(pair_of_iam())),
        row!(iam "CreateSAMLProvider", true, in_iam(SAML), {"SAMLProviderArn": in_iam(SAML)},
        |iam| {
            let request = iam.create_saml_provider().name("corp").saml_metadata_document("x");
            request.tags(pair_of_iam())
        }),
        row!(iam "CreateVirtualMFADevice", true, in_iam("mfa/phone"),
            {"VirtualMFADevice": {"SerialNumber": in_iam("mfa/phone")}},
            |iam| iam.create_virtual_mfa_device().virtual_mfa_device_name("phone").tags(pair_of_iam())),
        row!(iam "UploadServerCertificate", true, in_iam(CERTIFICATE),
        {"ServerCertificateMetadata": {"Arn": in_iam(CERTIFICATE)}},
        |iam| {
            let request = iam.upload_server_certificate().server_certificate_name("tls");
            let request = request.certificate_body("b").private_key("k");
            request.tags(pair_of_iam())
        }),
    ]
}

fn tagged_in_iam() -> Vec<Row> {
    vec![
        row!(iam "TagInstanceProfile", false, in_iam(PROFILE), {},
            |iam| iam.tag_instance_profile().instance_profile_name("Web").tags(pair_of_iam())),
        row!(iam "TagMFADevice", true, in_iam("mfa/phone"), {},
            |iam| iam.tag_mfa_device().serial_number(in_iam("mfa/phone")).tags(pair_of_iam())),
        row!(iam "TagOpenIDConnectProvider", true, in_iam(PROVIDER), {},
        |iam| {
            let request = iam.tag_open_id_connect_provider();
            request.open_id_connect_provider_arn(in_iam(PROVIDER)).tags(pair_of_iam())
        }),
        row!(iam "TagPolicy", true, in_iam("policy/p"), {},
            |iam| iam.tag_policy().policy_arn(in_iam("policy/p")).tags(pair_of_iam())),
        row!(iam "TagSAMLProvider", true, in_iam(SAML), {},
            |iam| iam.tag_saml_provider().saml_provider_arn(in_iam(SAML)).tags(pair_of_iam())),
        row!(iam "TagServerCertificate", false, in_iam(CERTIFICATE), {},
            |iam| iam.tag_server_certificate().server_certificate_name("tls").tags(pair_of_iam())),
    ]
}

impl Row {
    /// Those that remove the tag.
    pub(super) fn removing() -> Vec<Self> {
        vec![
            row!(ssm "RemoveTagsFromResource", false, in_ssm("opsmetadata/a/appmanager"), {},
            |ssm| {
                let request = ssm.remove_tags_from_resource().resource_id("/a/appmanager");
                let request = request.resource_type(ResourceTypeForTagging::Opsmetadata);
                request.tag_keys("stage")
            }),
            row!(secrets "UntagResource", true, SECRET, {},
                |secrets| secrets.untag_resource().secret_id("app").tag_keys("stage")),
            row!(iam "UntagInstanceProfile", false, in_iam(PROFILE), {},
                |iam| iam.untag_instance_profile().instance_profile_name("web").tag_keys("stage")),
            row!(iam "UntagMFADevice", true, in_iam("mfa/phone"), {},
                |iam| iam.untag_mfa_device().serial_number(in_iam("mfa/phone")).tag_keys("stage")),
            row!(iam "UntagOpenIDConnectProvider", true, in_iam(PROVIDER), {},
            |iam| {
                let request = iam.untag_open_id_connect_provider();
                request.open_id_connect_provider_arn(in_iam(PROVIDER)).tag_keys("stage")
            }),
            row!(iam "UntagPolicy", true, in_iam("policy/p"), {},
                |iam| iam.untag_policy().policy_arn(in_iam("policy/p")).tag_keys("stage")),
            row!(iam "UntagSAMLProvider", true, in_iam(SAML), {},
                |iam| iam.untag_saml_provider().saml_provider_arn(in_iam(SAML)).tag_keys("stage")),
            row!(iam "UntagServerCertificate", false, in_iam(CERTIFICATE), {},
                |iam| iam.untag_server_certificate().server_certificate_name("tls").tag_keys("stage")),
        ]
    }
}
