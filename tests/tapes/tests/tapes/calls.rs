//! The writes of a tape, made again with the client and what was recorded.
//!
//! A member that is not handed on here is missed by the replay, which compares what is sent with the tape.

use aws_smithy_types::{Blob, base64};
use postcond::runtime::Evidence;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::secretsmanager::sdk::types::Tag as SecretTag;
use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk::types::{ParameterType, Tag};
use postcond_tapes::Exchange;
use serde_json::Value;

/// The two clients that a tape may be of.
pub(crate) struct Clients {
    pub(crate) ssm: ConsistentSsmClient,
    pub(crate) secrets: ConsistentSecretsManagerClient,
}

/// What a call came to.
#[derive(Debug, PartialEq)]
pub(crate) enum Verdict {
    Confirmed,
    /// It has landed, and is not confirmed for this reason.
    Unconfirmed(String),
    /// The service has refused it: with this code.
    Refused(String),
}

fn accepted(evidence: &Evidence) -> Verdict {
    match evidence.unconfirmed() {
        None if evidence.is_checked() => Verdict::Confirmed,
        None => Verdict::Unconfirmed("nothing was read back".to_owned()),
        Some(why) => Verdict::Unconfirmed(why.to_owned()),
    }
}

/// The members of a body.
struct Body<'a>(&'a Value);

impl Body<'_> {
    fn text(&self, member: &str) -> Option<String> {
        self.0[member].as_str().map(str::to_owned)
    }

    fn word<T: for<'b> From<&'b str>>(&self, member: &str) -> Option<T> {
        self.0[member].as_str().map(T::from)
    }

    fn flag(&self, member: &str) -> Option<bool> {
        self.0[member].as_bool()
    }

    fn number(&self, member: &str) -> Option<i64> {
        self.0[member].as_i64()
    }

    fn bytes(&self, member: &str) -> Option<Blob> {
        let bytes = self.0[member].as_str().map(base64::decode);
        bytes.and_then(Result::ok).map(Blob::new)
    }

    fn list<T>(&self, member: &str, item: impl Fn(Body<'_>) -> T) -> Option<Vec<T>> {
        let items = self.0[member].as_array()?.iter();
        Some(items.map(|it| item(Body(it))).collect())
    }

    fn texts(&self, member: &str) -> Option<Vec<String>> {
        self.list(member, |it| it.0.as_str().unwrap().to_owned())
    }

    fn tags(&self) -> Option<Vec<Tag>> {
        self.list("Tags", |it| {
            let tag = Tag::builder().set_key(it.text("Key"));
            tag.set_value(it.text("Value")).build().unwrap()
        })
    }

    fn secret_tags(&self) -> Option<Vec<SecretTag>> {
        self.list("Tags", |it| {
            let tag = SecretTag::builder().set_key(it.text("Key"));
            tag.set_value(it.text("Value")).build()
        })
    }
}

macro_rules! sent {
    ($service:ident, $request:expr) => {{
        use postcond::$service::MutationError;
        use postcond::$service::sdk::error::ProvideErrorMetadata as _;
        Ok(match $request.send_with_evidence().await {
            Ok(confirmed) => accepted(&confirmed.evidence),
            Err(MutationError::Unconfirmed(error)) => Verdict::Unconfirmed(error.to_string()),
            Err(error) => Verdict::Refused(error.code().unwrap_or("no code").to_owned()),
        })
    }};
}

impl Clients {
    /// Makes a recorded call again.
    pub(crate) async fn make(&self, call: &Exchange) -> Result<Verdict, String> {
        let body = Body(&call.body);
        match call.operation.split_once('.') {
            Some(("AmazonSSM", name)) => self.parameter(name, body).await,
            Some(("secretsmanager", name)) => self.secret(name, body).await,
            _ => Err(unknown(&call.operation)),
        }
    }

    async fn parameter(&self, name: &str, body: Body<'_>) -> Result<Verdict, String> {
        let ssm = &self.ssm;
        match name {
            "PutParameter" => self.put_parameter(body).await,
            "LabelParameterVersion" => {
                let label = ssm.label_parameter_version().set_name(body.text("Name"));
                let label = label.set_parameter_version(body.number("ParameterVersion"));
                sent!(ssm, label.set_labels(body.texts("Labels")))
            }
            "AddTagsToResource" => {
                let add = ssm.add_tags_to_resource().set_tags(body.tags());
                let add = add.set_resource_type(body.word("ResourceType"));
                sent!(ssm, add.set_resource_id(body.text("ResourceId")))
            }
            "RemoveTagsFromResource" => {
                let remove = ssm.remove_tags_from_resource();
                let remove = remove.set_resource_type(body.word("ResourceType"));
                let remove = remove.set_resource_id(body.text("ResourceId"));
                sent!(ssm, remove.set_tag_keys(body.texts("TagKeys")))
            }
            "DeleteParameter" => sent!(ssm, ssm.delete_parameter().set_name(body.text("Name"))),
            "DeleteParameters" => {
                sent!(ssm, ssm.delete_parameters().set_names(body.texts("Names")))
            }
            other => Err(unknown(other)),
        }
    }

    async fn put_parameter(&self, body: Body<'_>) -> Result<Verdict, String> {
        let put = self
            .ssm
            .put_parameter()
            .r#type(ParameterType::String)
            .set_name(body.text("Name"));
        let put = put
            .set_value(body.text("Value"))
            .set_type(body.word("Type"));
        let put = put.set_overwrite(body.flag("Overwrite"));
        let put = put.set_description(body.text("Description"));
        let put = put
            .set_key_id(body.text("KeyId"))
            .set_tier(body.word("Tier"));
        let put = put.set_allowed_pattern(body.text("AllowedPattern"));
        let put = put.set_data_type(body.text("DataType"));
        let put = put.set_policies(body.text("Policies"));
        sent!(ssm, put.set_tags(body.tags()))
    }

    async fn secret(&self, name: &str, body: Body<'_>) -> Result<Verdict, String> {
        let secrets = &self.secrets;
        let id = body.text("SecretId");
        match name {
            "CreateSecret" | "PutSecretValue" | "UpdateSecret" => self.value(name, body).await,
            "TagResource" => {
                let tag = secrets.tag_resource().set_secret_id(id);
                sent!(secretsmanager, tag.set_tags(body.secret_tags()))
            }
            "UntagResource" => {
                let untag = secrets.untag_resource().set_secret_id(id);
                sent!(secretsmanager, untag.set_tag_keys(body.texts("TagKeys")))
            }
            "DeleteSecret" => {
                let delete = secrets.delete_secret().set_secret_id(id);
                let days = body.number("RecoveryWindowInDays");
                let delete = delete.set_recovery_window_in_days(days);
                let force = body.flag("ForceDeleteWithoutRecovery");
                sent!(
                    secretsmanager,
                    delete.set_force_delete_without_recovery(force)
                )
            }
            "RestoreSecret" => {
                sent!(secretsmanager, secrets.restore_secret().set_secret_id(id))
            }
            other => Err(unknown(other)),
        }
    }

    /// The writes of a secret's value. Their token is left to the SDK, as it was: one that a program gives makes it
    /// wait for more.
    async fn value(&self, name: &str, body: Body<'_>) -> Result<Verdict, String> {
        let (secrets, id) = (&self.secrets, body.text("SecretId"));
        let (text, bytes) = (body.text("SecretString"), body.bytes("SecretBinary"));
        match name {
            "CreateSecret" => {
                let create = secrets.create_secret().set_name(body.text("Name"));
                let create = create.set_description(body.text("Description"));
                let create = create.set_kms_key_id(body.text("KmsKeyId"));
                let create = create.set_secret_string(text).set_secret_binary(bytes);
                sent!(secretsmanager, create.set_tags(body.secret_tags()))
            }
            "PutSecretValue" => {
                let put = secrets.put_secret_value().set_secret_id(id);
                let put = put.set_secret_string(text).set_secret_binary(bytes);
                let stages = body.texts("VersionStages");
                sent!(secretsmanager, put.set_version_stages(stages))
            }
            _ => {
                let update = secrets.update_secret().set_secret_id(id);
                let update = update.set_description(body.text("Description"));
                let update = update.set_kms_key_id(body.text("KmsKeyId"));
                let update = update.set_secret_string(text).set_secret_binary(bytes);
                sent!(secretsmanager, update)
            }
        }
    }
}

fn unknown(operation: &str) -> String {
    format!(
        "{operation} cannot be made from a tape yet: add it to tests/tapes/tests/tapes/calls.rs"
    )
}
