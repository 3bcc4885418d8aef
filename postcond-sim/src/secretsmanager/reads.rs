//! Binary values, versions without a stage, and pages of versions, which winterbaume does not know.

use aws_smithy_types::base64;
use serde_json::{Value, json};
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_secretsmanager::SecretsManagerService;

use super::state::Held;
use crate::backend::amended;
use crate::pages::Page;

/// The value of one secret, or those of several.
pub(super) async fn values(service: &SecretsManagerService, request: MockRequest) -> MockResponse {
    let held = Held::of(service, &request).await;
    amended(
        service.handle(request).await,
        |output| match output["SecretValues"].as_array_mut() {
            Some(values) => values
                .iter_mut()
                .for_each(|value| show_binary(&held, value)),
            None => show_binary(&held, output),
        },
    )
}

fn show_binary(held: &Held<'_>, shown: &mut Value) {
    let version = shown["VersionId"].as_str().and_then(|id| {
        let secret = held.secret(&shown["ARN"])?;
        secret.versions.get(id)
    });
    if let Some(bytes) = version.and_then(|version| version.secret_binary.as_ref()) {
        shown["SecretBinary"] = base64::encode(bytes).into();
    }
}

/// Those of a secret's versions that have a stage.
pub(super) async fn describe(
    service: &SecretsManagerService,
    request: MockRequest,
) -> MockResponse {
    amended(service.handle(request).await, |output| {
        if let Some(versions) = output["VersionIdsToStages"].as_object_mut() {
            versions.retain(|_, stages| *stages != json!([]));
        }
    })
}

/// Those of a secret's versions that have a stage, or all of them.
pub(super) async fn versions(
    service: &SecretsManagerService,
    request: MockRequest,
    input: &Value,
) -> MockResponse {
    let page = match Page::parse(input, 1..=100) {
        Ok(page) => page,
        Err(refusal) => return *refusal,
    };
    let with_deprecated = input["IncludeDeprecated"] == true;
    amended(service.handle(request).await, |output| {
        let versions = output["Versions"].take();
        let versions = versions.as_array().cloned().unwrap_or_default();
        let shown = versions
            .into_iter()
            .filter(|version| with_deprecated || version["VersionStages"] != json!([]));
        let keyed = shown.map(|version| {
            let id = version["VersionId"].as_str().unwrap_or_default();
            (id.to_owned(), version)
        });
        page.show(output, "Versions", keyed.collect(), |version| version);
    })
}
