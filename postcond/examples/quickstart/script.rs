//! The script: writes as a deployment makes them, each followed by a read.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use aws_config::SdkConfig;
use postcond::secretsmanager::{ConsistentSecretsManagerClient, sdk as secretsmanager};
use postcond::ssm::{ConsistentSsmClient, sdk as ssm};
use postcond_tapes::Recording;
use ssm::error::ProvideErrorMetadata;
use ssm::types::{ParameterType, ResourceTypeForTagging, Tag};
use tokio::time::sleep;

use crate::leftovers::Resource;
use crate::reads;
use crate::report::{Report, Run};

/// Deployments do other things, too.
const BETWEEN_STEPS: Duration = Duration::from_millis(200);

type SecretTag = secretsmanager::types::Tag;

/// Why the script ended before its time.
#[derive(Debug)]
pub(crate) enum Stopped {
    Unwritten(Box<dyn Error>),
    HalfWay {
        /// The write that was begun last, if one was.
        at: Option<String>,
        cause: Box<dyn Error>,
    },
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unwritten(_) => f.write_str("the script stopped before it wrote anything"),
            Self::HalfWay { at: None, .. } => f.write_str("the script stopped half way"),
            Self::HalfWay { at: Some(at), .. } => write!(f, "the script stopped at {at}"),
        }
    }
}

impl Error for Stopped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let (Self::Unwritten(cause) | Self::HalfWay { cause, .. }) = self;
        Some(&**cause)
    }
}

/// Runs the script with the SDK's clients and with the consistent ones, up to the first error, and cleans up. What the
/// consistent ones ask is recorded.
pub(crate) async fn run_both(
    config: &SdkConfig,
    recording: Option<&Recording>,
    prefix: &str,
) -> Result<Report, Stopped> {
    both_answer(config, prefix)
        .await
        .map_err(Stopped::Unwritten)?;
    let mut report = Report::default();
    let ended = both_runs(config, recording, prefix, &mut report).await;
    for run in [&report.plain, &report.consistent] {
        run.left.clean_up(config).await;
    }
    match ended {
        Ok(()) => Ok(report),
        Err(cause) => Err(Stopped::HalfWay {
            at: report.last_begun(),
            cause,
        }),
    }
}

/// Nothing is written before both services have answered: what cannot be reached has nothing to clean up.
async fn both_answer(config: &SdkConfig, prefix: &str) -> Result<(), Box<dyn Error>> {
    reads::parameter(&ssm::Client::new(config), prefix).await?;
    reads::secret(&secretsmanager::Client::new(config), prefix).await?;
    Ok(())
}

async fn both_runs(
    config: &SdkConfig,
    recording: Option<&Recording>,
    prefix: &str,
    report: &mut Report,
) -> Result<(), Box<dyn Error>> {
    with_the_sdk(config, &format!("{prefix}/sdk"), &mut report.plain).await?;
    with_postcond(
        config,
        recording,
        &format!("{prefix}/postcond"),
        &mut report.consistent,
    )
    .await
}

/// The script, for any pair of clients: the clients' types are all that differs.
///
/// `$write!(run, resource, name, request, expected, read)` sends the request, reads, and notes both, and that there may
/// be the resource now.
macro_rules! script {
    ($write:ident, $run:ident, $ssm:expr, $secrets:expr, $read_ssm:expr, $read_secrets:expr, $prefix:expr) => {{
        let db = Resource::Parameter(format!("{}/db", $prefix));
        let cache = Resource::Parameter(format!("{}/cache", $prefix));
        let key = Resource::Secret(format!("{}/key", $prefix));
        let token = Resource::Secret(format!("{}/token", $prefix));

        let put = |parameter: &Resource, value: &str| {
            let put = $ssm
                .put_parameter()
                .name(parameter.name())
                .value(value)
                .r#type(ParameterType::String);
            put.r#type(ParameterType::String)
        };
        $write!(
            $run,
            &db,
            "PutParameter db",
            put(&db, "v1"),
            "v1, version 1",
            reads::parameter($read_ssm, db.name())
        );
        $write!(
            $run,
            &db,
            "PutParameter db, overwriting",
            put(&db, "v2").overwrite(true),
            "v2, version 2",
            reads::parameter($read_ssm, db.name())
        );
        $write!(
            $run,
            &cache,
            "PutParameter cache, tagged",
            put(&cache, "on").tags(tag("team", "core")?),
            "tags team",
            reads::parameter_tags($read_ssm, cache.name())
        );

        let add_tags = $ssm
            .add_tags_to_resource()
            .resource_type(ResourceTypeForTagging::Parameter);
        let add_tags = add_tags.resource_id(db.name()).tags(tag("env", "prod")?);
        $write!(
            $run,
            &db,
            "AddTagsToResource db",
            add_tags,
            "tags env",
            reads::parameter_tags($read_ssm, db.name())
        );
        let remove_tags = $ssm
            .remove_tags_from_resource()
            .resource_type(ResourceTypeForTagging::Parameter);
        let remove_tags = remove_tags.resource_id(db.name()).tag_keys("env");
        $write!(
            $run,
            &db,
            "RemoveTagsFromResource db",
            remove_tags,
            "no tags",
            reads::parameter_tags($read_ssm, db.name())
        );

        let create = |secret: &Resource| {
            $secrets
                .create_secret()
                .name(secret.name())
                .secret_string("not a secret")
        };
        $write!(
            $run,
            &key,
            "CreateSecret key",
            create(&key),
            "there",
            reads::secret($read_secrets, key.name())
        );
        let tag = SecretTag::builder().key("env").value("prod").build();
        $write!(
            $run,
            &key,
            "TagResource key",
            $secrets.tag_resource().secret_id(key.name()).tags(tag),
            "tags env",
            reads::secret_tags($read_secrets, key.name())
        );
        $write!(
            $run,
            &key,
            "UntagResource key",
            $secrets
                .untag_resource()
                .secret_id(key.name())
                .tag_keys("env"),
            "no tags",
            reads::secret_tags($read_secrets, key.name())
        );
        $write!(
            $run,
            &key,
            "DeleteSecret key",
            $secrets.delete_secret().secret_id(key.name()),
            "marked for deletion",
            reads::secret($read_secrets, key.name())
        );
        $write!(
            $run,
            &token,
            "CreateSecret token",
            create(&token),
            "there",
            reads::secret($read_secrets, token.name())
        );
        let delete = $secrets
            .delete_secret()
            .secret_id(token.name())
            .force_delete_without_recovery(true);
        $write!(
            $run,
            &token,
            "DeleteSecret token, forced",
            delete,
            "not found",
            reads::secret($read_secrets, token.name())
        );

        $write!(
            $run,
            &db,
            "DeleteParameter db",
            $ssm.delete_parameter().name(db.name()),
            "not found",
            reads::parameter($read_ssm, db.name())
        );
        $write!(
            $run,
            &cache,
            "DeleteParameters cache",
            $ssm.delete_parameters().names(cache.name()),
            "not found",
            reads::parameter($read_ssm, cache.name())
        );
    }};
}

macro_rules! write_plainly {
    ($run:ident, $resource:expr, $name:expr, $request:expr, $expected:expr, $read:expr) => {
        $run.begin($resource, $name);
        let seen = match $request.send().await {
            Ok(_) => $read.await?,
            Err(error) => missed(&error).ok_or(error)?,
        };
        $run.plain($name, $expected, seen);
        sleep(BETWEEN_STEPS).await;
    };
}

macro_rules! write_consistently {
    ($run:ident, $resource:expr, $name:expr, $request:expr, $expected:expr, $read:expr) => {
        $run.begin($resource, $name);
        let confirmed = $request.send_with_evidence().await?;
        $run.consistent($name, $expected, $read.await?, &confirmed.evidence);
        sleep(BETWEEN_STEPS).await;
    };
}

/// What the report says of a write that found nothing to change: on AWS it may meet a copy that the one before has not
/// reached.
fn missed(error: &impl ProvideErrorMetadata) -> Option<String> {
    match error.code()? {
        code @ ("ParameterNotFound" | "InvalidResourceId" | "ResourceNotFoundException") => {
            Some(format!("the write failed: {code}"))
        }
        _ => None,
    }
}

async fn with_the_sdk(
    config: &SdkConfig,
    prefix: &str,
    run: &mut Run,
) -> Result<(), Box<dyn Error>> {
    let ssm = ssm::Client::new(config);
    let secrets = secretsmanager::Client::new(config);
    script!(write_plainly, run, ssm, secrets, &ssm, &secrets, prefix);
    Ok(())
}

async fn with_postcond(
    config: &SdkConfig,
    recording: Option<&Recording>,
    prefix: &str,
    run: &mut Run,
) -> Result<(), Box<dyn Error>> {
    let mut ssm = ssm::config::Builder::from(config);
    let mut secrets = secretsmanager::config::Builder::from(config);
    if let Some(recording) = recording {
        ssm = ssm.interceptor(recording.clone());
        secrets = secrets.interceptor(recording.clone());
    }
    let ssm = ConsistentSsmClient::builder(ssm::Client::from_conf(ssm.build())).build();
    let secrets = secretsmanager::Client::from_conf(secrets.build());
    let secrets = ConsistentSecretsManagerClient::builder(secrets).build();
    script!(
        write_consistently,
        run,
        ssm,
        secrets,
        ssm.inner(),
        secrets.inner(),
        prefix
    );
    Ok(())
}

fn tag(key: &str, value: &str) -> Result<Tag, ssm::error::BuildError> {
    Tag::builder().key(key).value(value).build()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use postcond_sim::{Answer, Simulator};

    use super::*;

    const PREFIX: &str = "/quickstart";

    /// What ended the script where an operation is answered like this, and which calls it made.
    async fn ended_by(operation: &str, answer: Answer) -> (String, Vec<String>) {
        let sim = Simulator::builder().build().unwrap();
        sim.script(operation).always().answer(answer);
        let ended = run_both(&sim.sdk_config(), None, PREFIX).await;
        let error = ended.err().unwrap();
        let error = ssm::error::DisplayErrorContext(error).to_string();
        let mut calls: Vec<String> = sim.calls().into_iter().map(|it| it.operation).collect();
        calls.dedup();
        (error, calls)
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_written_or_cleaned_up_before_both_services_have_answered() {
        let (_, calls) = ended_by("GetParameter", Answer::reset()).await;
        assert_eq!(calls, ["GetParameter"]);
        let (_, calls) = ended_by("DescribeSecret", Answer::denied()).await;
        assert_eq!(calls, ["GetParameter", "DescribeSecret"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_write_that_is_refused_ends_the_script() {
        let (error, calls) = ended_by("PutParameter", Answer::denied()).await;
        assert!(error.contains("AccessDeniedException"), "{error}");
        let at = "the script stopped at PutParameter db, by the SDK's clients";
        assert!(error.contains(at), "{error}");
        assert_eq!(calls[2..], ["PutParameter", "DeleteParameter"]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_try_has_left_that_was_not_answered_is_removed_whatever_ended_the_others() {
        for ending in [Answer::lost(), Answer::throttled(), Answer::denied()] {
            let sim = Simulator::builder().build().unwrap();
            sim.script("PutParameter").answer(Answer::lost());
            sim.script("PutParameter").always().answer(ending);
            assert!(run_both(&sim.sdk_config(), None, PREFIX).await.is_err());
            let listed = ssm::Client::new(&sim.sdk_config()).describe_parameters();
            assert_eq!(listed.send().await.unwrap().parameters(), []);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_written_before_the_error_is_removed() {
        let sim = Simulator::builder().build().unwrap();
        sim.script("CreateSecret").always().answer(Answer::denied());
        assert!(run_both(&sim.sdk_config(), None, PREFIX).await.is_err());
        assert_eq!(sim.calls_to("DeleteParameter").len(), 2);
        let listed = ssm::Client::new(&sim.sdk_config()).describe_parameters();
        assert_eq!(listed.send().await.unwrap().parameters(), []);
    }

    #[tokio::test(start_paused = true)]
    async fn the_policy_allows_what_the_script_calls_and_nothing_else() {
        let policy: serde_json::Value = serde_json::from_str(include_str!("policy.json")).unwrap();
        let statements = policy["Statement"].as_array().unwrap();
        let actions = statements
            .iter()
            .flat_map(|it| it["Action"].as_array().unwrap());
        let allowed: BTreeSet<&str> = actions.map(|it| it.as_str().unwrap()).collect();
        let operations = allowed.iter().map(|it| it.split_once(':').unwrap().1);
        let sim = Simulator::builder().build().unwrap();
        run_both(&sim.sdk_config(), None, PREFIX).await.unwrap();
        let called = sim.calls().into_iter().map(|it| it.operation);
        assert_eq!(
            operations.map(str::to_owned).collect::<BTreeSet<_>>(),
            called.collect::<BTreeSet<_>>()
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_script_that_runs_to_its_end_leaves_nothing() {
        let sim = Simulator::builder().build().unwrap();
        let report = run_both(&sim.sdk_config(), None, PREFIX).await.unwrap();
        assert!(report.consistent_is_right());
        let config = sim.sdk_config();
        let parameters = ssm::Client::new(&config).describe_parameters();
        assert_eq!(parameters.send().await.unwrap().parameters(), []);
        let secrets = secretsmanager::Client::new(&config).list_secrets();
        let secrets = secrets.include_planned_deletion(true).send().await;
        assert_eq!(secrets.unwrap().secret_list(), []);
    }

    #[tokio::test(start_paused = true)]
    async fn the_consistent_run_alone_is_recorded() {
        let file = std::env::temp_dir().join(format!("quickstart-{}.jsonl", std::process::id()));
        let recording = Recording::create(&file).unwrap();
        let sim = Simulator::builder().build().unwrap();
        let report = run_both(&sim.sdk_config(), Some(&recording), PREFIX).await;
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        let tape = postcond_tapes::Tape::parse(&text).unwrap();
        let writes = tape.exchanges().iter().filter(|it| !it.is_read()).count();
        assert_eq!(writes, report.unwrap().consistent.steps.len());
        assert!(!text.contains("/quickstart/sdk"), "{text}");
        assert_eq!(recording.finish().unwrap(), tape.exchanges().len());
    }
}
