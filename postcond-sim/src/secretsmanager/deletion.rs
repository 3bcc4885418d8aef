//! `DeleteSecret`: winterbaume says that the secret is deleted at once.

use aws_smithy_types::DateTime;
use serde_json::Value;
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_secretsmanager::SecretsManagerService;

use super::refusals::in_words_of_the_service;
use crate::backend::amended;

const DAY: i64 = 24 * 60 * 60;
/// How many days a secret can be restored where the call says nothing else.
const WINDOW: i64 = 30;

/// The answer has the date of the end of the recovery window, whatever the service shows of the secret until then: that
/// is the date of the call.
pub(super) async fn delete(
    service: &SecretsManagerService,
    request: MockRequest,
    input: &Value,
    date: DateTime,
) -> MockResponse {
    let response = in_words_of_the_service(service.handle(request).await);
    if input["ForceDeleteWithoutRecovery"] == true {
        return response;
    }
    let days = input["RecoveryWindowInDays"].as_i64().unwrap_or(WINDOW);
    amended(response, |output| {
        let end = date.secs() + days * DAY;
        output["DeletionDate"] = (end as f64).into();
    })
}
