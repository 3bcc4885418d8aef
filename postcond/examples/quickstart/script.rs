//! The script: writes as a deployment makes them, each followed by a read.

use std::error::Error;
use std::time::Duration;

use aws_config::SdkConfig;
use postcond::secretsmanager::{ConsistentSecretsManagerClient, sdk as secretsmanager};
use postcond::ssm::{ConsistentSsmClient, sdk as ssm};
use ssm::error::ProvideErrorMetadata;
use ssm::types::{ParameterType, ResourceTypeForTagging, Tag};
use tokio::time::sleep;

use crate::reads;
use crate::report::{Report, Run};

/// Deployments do other things, too.
const BETWEEN_STEPS: Duration = Duration::from_millis(200);

type SecretTag = secretsmanager::types::Tag;

/// Runs the script with the SDK's clients and with the consistent ones, and cleans up.
pub(crate) async fn run_both(config: &SdkConfig, prefix: &str) -> Result<Report, Box<dyn Error>> {
    let (sdk_prefix, consistent_prefix) = (format!("{prefix}/sdk"), format!("{prefix}/postcond"));
    let plain = with_the_sdk(config, &sdk_prefix).await;
    clean_up(config, &sdk_prefix).await;
    let consistent = with_postcond(config, &consistent_prefix).await;
    clean_up(config, &consistent_prefix).await;
    Ok(Report {
        plain: plain?,
        consistent: consistent?,
    })
}

/// The script, for any pair of clients: the clients' types are all that differs.
///
/// `$write!(run, name, request, expected, read)` sends the request, reads, and notes both.
macro_rules! script {
    ($write:ident, $run:ident, $ssm:expr, $secrets:expr, $read_ssm:expr, $read_secrets:expr, $prefix:expr) => {{
        let db = format!("{}/db", $prefix);
        let cache = format!("{}/cache", $prefix);
        let key = format!("{}/key", $prefix);
        let token = format!("{}/token", $prefix);

        let put = |name: &str, value: &str| {
            let put = $ssm.put_parameter().name(name).value(value);
            put.r#type(ParameterType::String)
        };
        $write!(
            $run,
            "PutParameter db",
            put(&db, "v1"),
            "v1, version 1",
            reads::parameter($read_ssm, &db)
        );
        $write!(
            $run,
            "PutParameter db, overwriting",
            put(&db, "v2").overwrite(true),
            "v2, version 2",
            reads::parameter($read_ssm, &db)
        );
        $write!(
            $run,
            "PutParameter cache, tagged",
            put(&cache, "on").tags(tag("team", "core")?),
            "tags team",
            reads::parameter_tags($read_ssm, &cache)
        );

        let add_tags = $ssm
            .add_tags_to_resource()
            .resource_type(ResourceTypeForTagging::Parameter);
        let add_tags = add_tags.resource_id(&db).tags(tag("env", "prod")?);
        $write!(
            $run,
            "AddTagsToResource db",
            add_tags,
            "tags env",
            reads::parameter_tags($read_ssm, &db)
        );
        let remove_tags = $ssm
            .remove_tags_from_resource()
            .resource_type(ResourceTypeForTagging::Parameter);
        let remove_tags = remove_tags.resource_id(&db).tag_keys("env");
        $write!(
            $run,
            "RemoveTagsFromResource db",
            remove_tags,
            "no tags",
            reads::parameter_tags($read_ssm, &db)
        );

        let create = |name: &str| {
            $secrets
                .create_secret()
                .name(name)
                .secret_string("not a secret")
        };
        $write!(
            $run,
            "CreateSecret key",
            create(&key),
            "there",
            reads::secret($read_secrets, &key)
        );
        let tag = SecretTag::builder().key("env").value("prod").build();
        $write!(
            $run,
            "TagResource key",
            $secrets.tag_resource().secret_id(&key).tags(tag),
            "tags env",
            reads::secret_tags($read_secrets, &key)
        );
        $write!(
            $run,
            "UntagResource key",
            $secrets.untag_resource().secret_id(&key).tag_keys("env"),
            "no tags",
            reads::secret_tags($read_secrets, &key)
        );
        $write!(
            $run,
            "DeleteSecret key",
            $secrets.delete_secret().secret_id(&key),
            "marked for deletion",
            reads::secret($read_secrets, &key)
        );
        $write!(
            $run,
            "CreateSecret token",
            create(&token),
            "there",
            reads::secret($read_secrets, &token)
        );
        let delete = $secrets
            .delete_secret()
            .secret_id(&token)
            .force_delete_without_recovery(true);
        $write!(
            $run,
            "DeleteSecret token, forced",
            delete,
            "not found",
            reads::secret($read_secrets, &token)
        );

        $write!(
            $run,
            "DeleteParameter db",
            $ssm.delete_parameter().name(&db),
            "not found",
            reads::parameter($read_ssm, &db)
        );
        $write!(
            $run,
            "DeleteParameters cache",
            $ssm.delete_parameters().names(&cache),
            "not found",
            reads::parameter($read_ssm, &cache)
        );
    }};
}

macro_rules! write_plainly {
    ($run:ident, $name:expr, $request:expr, $expected:expr, $read:expr) => {
        let seen = match $request.send().await {
            Ok(_) => $read.await?,
            // On AWS a write can fail because it meets a copy that the one before has not reached.
            Err(error) => format!("the write failed: {}", error.code().unwrap_or("no answer")),
        };
        $run.plain($name, $expected, seen);
        sleep(BETWEEN_STEPS).await;
    };
}

macro_rules! write_consistently {
    ($run:ident, $name:expr, $request:expr, $expected:expr, $read:expr) => {
        let confirmed = $request.send_with_evidence().await?;
        $run.consistent($name, $expected, $read.await?, &confirmed.evidence);
        sleep(BETWEEN_STEPS).await;
    };
}

async fn with_the_sdk(config: &SdkConfig, prefix: &str) -> Result<Run, Box<dyn Error>> {
    let ssm = ssm::Client::new(config);
    let secrets = secretsmanager::Client::new(config);
    let mut run = Run::default();
    script!(write_plainly, run, ssm, secrets, &ssm, &secrets, prefix);
    Ok(run)
}

async fn with_postcond(config: &SdkConfig, prefix: &str) -> Result<Run, Box<dyn Error>> {
    let ssm = ConsistentSsmClient::new(config);
    let secrets = ConsistentSecretsManagerClient::new(config);
    let mut run = Run::default();
    script!(
        write_consistently,
        run,
        ssm,
        secrets,
        ssm.inner(),
        secrets.inner(),
        prefix
    );
    Ok(run)
}

fn tag(key: &str, value: &str) -> Result<Tag, ssm::error::BuildError> {
    Tag::builder().key(key).value(value).build()
}

/// Removes whatever a script that stopped half way has left.
async fn clean_up(config: &SdkConfig, prefix: &str) {
    let ssm = ssm::Client::new(config);
    let secrets = secretsmanager::Client::new(config);
    let mut refusals = Vec::new();
    for name in ["db", "cache"].map(|name| format!("{prefix}/{name}")) {
        let deleted = ssm.delete_parameter().name(name).send().await;
        refusals.extend(deleted.err().as_ref().and_then(refusal));
    }
    for name in ["key", "token"].map(|name| format!("{prefix}/{name}")) {
        let delete = secrets.delete_secret().secret_id(name);
        let deleted = delete.force_delete_without_recovery(true).send().await;
        refusals.extend(deleted.err().as_ref().and_then(refusal));
    }
    if let Some(refusal) = refusals.first() {
        eprintln!("{prefix}/... may not be cleaned up ({refusal}): look for what is left");
    }
}

/// Why something could not be deleted. What was not found is gone already.
fn refusal(error: &impl ProvideErrorMetadata) -> Option<String> {
    match error.code() {
        Some("ParameterNotFound" | "ResourceNotFoundException") => None,
        code => Some(code.unwrap_or("no answer").to_owned()),
    }
}
