//! Secrets, where winterbaume differs from the service.

mod deletion;
mod listing;
mod reads;
mod refusals;
mod state;
mod values;

use aws_smithy_types::DateTime;
use serde_json::Value;
use winterbaume_core::{MockRequest, MockResponse, MockService};
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

pub(crate) async fn handle(
    service: &SecretsManagerService,
    request: MockRequest,
    date: DateTime,
) -> MockResponse {
    let input = backend::input(&request);
    let operation = backend::operation(&request).map(str::to_owned);
    match operation.as_deref().unwrap_or_default() {
        operation @ ("CreateSecret" | "PutSecretValue" | "UpdateSecret" | "RotateSecret") => {
            values::write(service, operation, request, &input).await
        }
        "DeleteSecret" => deletion::delete(service, request, &input, date).await,
        "GetSecretValue" | "BatchGetSecretValue" => reads::values(service, request).await,
        "DescribeSecret" => reads::describe(service, request).await,
        "ListSecretVersionIds" => reads::versions(service, request, &input).await,
        "ListSecrets" => listing::list(service, request, &input).await,
        _ => service.handle(request).await,
    }
}
