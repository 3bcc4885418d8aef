//! Calls that give a secret a version: winterbaume drops binary values, names some versions itself, knows no repeated
//! calls, and leaves the stage `AWSPREVIOUS` where it has ever been.

use aws_smithy_types::base64;
use serde_json::{Value, json};
use winterbaume_core::{MockRequest, MockResponse, MockService, StateViewError};
use winterbaume_secretsmanager::SecretsManagerService;
use winterbaume_secretsmanager::views::{SecretVersionView, SecretView};

use super::refusals::Refusal;
use super::state::{Held, has, staged};
use crate::backend;

const CURRENT: &str = "AWSCURRENT";
const PREVIOUS: &str = "AWSPREVIOUS";
/// The most versions that the service keeps of a secret.
const VERSIONS: usize = 100;

/// The value that a call gives.
enum Given<'a> {
    Nothing,
    Text(&'a str),
    Binary(Vec<u8>),
}

impl<'a> Given<'a> {
    fn parse(input: &'a Value) -> Result<Self, Refusal> {
        let text = input["SecretString"].as_str();
        match (text, input["SecretBinary"].as_str()) {
            (Some(_), Some(_)) => Err(Refusal::TwoValues),
            (Some(text), None) => Ok(Self::Text(text)),
            (None, Some(encoded)) => base64::decode(encoded)
                .map(Self::Binary)
                .map_err(|_| Refusal::NotBase64),
            (None, None) => Ok(Self::Nothing),
        }
    }

    fn is_that_of(&self, version: &SecretVersionView) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => version.secret_string.as_deref() == Some(*text),
            Self::Binary(bytes) => version.secret_binary.as_deref() == Some(&**bytes),
        }
    }
}

/// Why a call with this value to this secret, if it is there, is refused.
fn refusal(operation: &str, given: &Given<'_>, secret: Option<&SecretView>) -> Option<Refusal> {
    let is_deleted = secret.is_some_and(|secret| secret.deleted_date.is_some());
    match operation {
        "PutSecretValue" if matches!(given, Given::Nothing) => Some(Refusal::NoValue),
        "CreateSecret" if is_deleted => Some(Refusal::NameScheduledForDeletion),
        _ if is_deleted => Some(Refusal::MarkedForDeletion),
        _ => None,
    }
}

pub(super) async fn write(
    service: &SecretsManagerService,
    operation: &str,
    mut request: MockRequest,
    input: &Value,
) -> MockResponse {
    let before = Held::of(service, &request).await;
    let id = match operation {
        "CreateSecret" => &input["Name"],
        _ => &input["SecretId"],
    };
    let secret = before.secret(id);
    let given = match Given::parse(input) {
        Ok(given) => given,
        Err(refusal) => return refusal.answer(),
    };
    if let Some(refusal) = refusal(operation, &given, secret) {
        return refusal.answer();
    }
    let version = secret.and_then(|secret| of_token(operation, input, &given, secret));
    match (secret, version) {
        (Some(_), Some(version)) if !given.is_that_of(version) => {
            return Refusal::OtherValue.answer();
        }
        (Some(secret), Some(version)) if operation != "UpdateSecret" => {
            return repeated(operation, secret, version);
        }
        _ => request.body = sent(input, &given, version).to_string().into(),
    }
    let response = service.handle(request).await;
    let written = Written {
        before: &before,
        token: input["ClientRequestToken"].as_str(),
        given,
        repeats: version.is_some(),
    };
    match written.settled(response).await {
        Ok(response) => response,
        Err(fault) => backend::broken(&fault),
    }
}

/// The version that an earlier call with the same token has made, if this one is to make a version.
fn of_token<'a>(
    operation: &str,
    input: &Value,
    given: &Given<'_>,
    secret: &'a SecretView,
) -> Option<&'a SecretVersionView> {
    let makes_one = operation == "RotateSecret" || !matches!(given, Given::Nothing);
    let token = input["ClientRequestToken"].as_str().filter(|_| makes_one)?;
    secret.versions.get(token)
}

/// The answer to a call whose version is there.
fn repeated(operation: &str, secret: &SecretView, version: &SecretVersionView) -> MockResponse {
    let mut output = json!({
        "ARN": secret.arn,
        "Name": secret.name,
        "VersionId": version.version_id,
    });
    if operation == "PutSecretValue" {
        output["VersionStages"] = json!(version.version_stages);
    }
    MockResponse::json(200, output.to_string())
}

/// The input for winterbaume, which takes text alone for a value. One whose version is there gives none.
fn sent(input: &Value, given: &Given<'_>, version: Option<&SecretVersionView>) -> Value {
    let mut input = input.clone();
    if let Given::Binary(_) = given {
        input["SecretString"] = input["SecretBinary"].take();
    }
    if version.is_some() {
        input["SecretString"] = Value::Null;
    }
    input
}

/// A call that has been handled.
struct Written<'a> {
    before: &'a Held<'a>,
    token: Option<&'a str>,
    given: Given<'a>,
    /// Whether the version had been there.
    repeats: bool,
}

impl Written<'_> {
    /// The answer and the state with the version as the service has it.
    async fn settled(self, response: MockResponse) -> Result<MockResponse, StateViewError> {
        if !backend::succeeded(&response) {
            return Ok(response);
        }
        let mut output: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        if let Some(made) = output["VersionId"].as_str().map(str::to_owned) {
            let mut after = self.before.anew().await;
            if let Some(secret) = after.secret_mut(&output["ARN"]) {
                output["VersionId"] = self.settle(secret, &made).into();
            }
            after.put_back().await?;
        } else if self.repeats {
            output["VersionId"] = self.token.into();
        }
        Ok(backend::amended(response, |it| *it = output))
    }

    /// Puts the version right that was made, and those before it; returns its id.
    fn settle(self, secret: &mut SecretView, made: &str) -> String {
        let id = self.token.unwrap_or(made).to_owned();
        let arn = Value::from(secret.arn.as_str());
        let before = self.before.secret(&arn);
        let current = before.and_then(|it| staged(it, CURRENT));
        if let Some(mut version) = secret.versions.remove(made) {
            version.version_id.clone_from(&id);
            match self.given {
                Given::Binary(bytes) => {
                    version.secret_string = None;
                    version.secret_binary = Some(bytes);
                }
                // A rotation goes on with the value that there was.
                Given::Nothing => {
                    version.secret_binary = current.and_then(|it| it.secret_binary.clone());
                }
                Given::Text(_) => {}
            }
            if has(&version, CURRENT) {
                secret.current_version_id = Some(id.clone());
                let previous = current.map(|current| current.version_id.as_str());
                leave_previous_to(secret, previous);
            }
            secret.versions.insert(id.clone(), version);
        }
        if let Some(before) = before {
            keep(secret, before);
        }
        id
    }
}

/// No other version has the stage any more.
fn leave_previous_to(secret: &mut SecretView, version: Option<&str>) {
    for (id, other) in &mut secret.versions {
        if version != Some(id) {
            other.version_stages.retain(|stage| stage != PREVIOUS);
        }
    }
}

/// Versions without a stage stay for a while: as many as the service has room for.
fn keep(secret: &mut SecretView, before: &SecretView) {
    for (id, version) in &before.versions {
        secret.versions.entry(id.clone()).or_insert_with(|| {
            let version_stages = Vec::new();
            SecretVersionView {
                version_stages,
                ..version.clone()
            }
        });
    }
    let excess = secret.versions.len().saturating_sub(VERSIONS);
    let deprecated = secret
        .versions
        .values()
        .filter(|it| it.version_stages.is_empty());
    let mut deprecated: Vec<_> = deprecated
        .map(|version| (version.created_date.clone(), version.version_id.clone()))
        .collect();
    deprecated.sort_unstable();
    for (_, id) in deprecated.into_iter().take(excess) {
        secret.versions.remove(&id);
    }
}
