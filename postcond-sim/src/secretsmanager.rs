//! Secrets, where winterbaume differs from the service: the version that a call makes has the call's token for its id.

use serde_json::Value;
use winterbaume_core::auth::extract_region_from_uri;
use winterbaume_core::{
    MockRequest, MockResponse, MockService, StateViewError, StatefulService, default_account_id,
};
use winterbaume_secretsmanager::SecretsManagerService;

use crate::backend;
use crate::replication::{Place, place};

/// All calls but those that list are about one secret, given by its name or its ARN, and see no other.
pub(crate) fn subject(operation: &str, input: &Value) -> Option<Vec<Place>> {
    let id = match operation {
        // It is about nothing that can be late.
        "GetRandomPassword" => return Some(Vec::new()),
        "CreateSecret" => &input["Name"],
        _ => &input["SecretId"],
    };
    let id = id.as_str()?;
    let secret = |name| place("secrets", name);
    Some(
        [id].into_iter()
            .chain(name_in_arn(id))
            .map(secret)
            .collect(),
    )
}

/// The name in the ARN of a secret, which ends in a hyphen and six characters of the service's own.
fn name_in_arn(id: &str) -> Option<&str> {
    let (_, resource) = id.strip_prefix("arn:")?.rsplit_once(':')?;
    let (name, _) = resource.rsplit_once('-')?;
    Some(name)
}

pub(crate) async fn handle(service: &SecretsManagerService, request: MockRequest) -> MockResponse {
    let operation = backend::operation(&request);
    let input = backend::input(&request);
    let gives_a_value = input.get("SecretString").or(input.get("SecretBinary"));
    let makes_a_version = match operation {
        Some("CreateSecret" | "UpdateSecret") => gives_a_value.is_some(),
        Some("RotateSecret") => true,
        _ => false,
    };
    let token = input["ClientRequestToken"].as_str();
    let region = extract_region_from_uri(&request.uri);
    let response = service.handle(request).await;
    match token.filter(|_| makes_a_version && backend::succeeded(&response)) {
        Some(token) => match with_version(service, &region, response, token).await {
            Ok(response) => response,
            Err(fault) => backend::broken(&fault),
        },
        None => response,
    }
}

/// The answer and the state with the version's id, which is a UUID of winterbaume's own, replaced.
async fn with_version(
    service: &SecretsManagerService,
    region: &str,
    mut response: MockResponse,
    token: &str,
) -> Result<MockResponse, StateViewError> {
    let output: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let Some(made) = output["VersionId"].as_str() else {
        return Ok(response);
    };
    let quoted = |text: &str| Value::from(text).to_string();
    let renamed = |json: String| json.replace(&quoted(made), &quoted(token));
    let state = service.snapshot(default_account_id(), region).await;
    let state = renamed(serde_json::to_string(&state)?);
    let state = serde_json::from_str(&state)?;
    service.restore(default_account_id(), region, state).await?;
    response.body = renamed(output.to_string()).into();
    Ok(response)
}
