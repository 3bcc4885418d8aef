//! `PutParameter`: what the service refuses and winterbaume does not.

use serde_json::Value;
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_ssm::SsmService;

use super::state::with_state;
use crate::protocol::json_error;

pub(super) async fn put(service: &SsmService, request: MockRequest, input: &Value) -> MockResponse {
    let name = input["Name"].as_str().unwrap_or_default();
    let exists = with_state(service, &request, |state| {
        state.parameters.contains_key(name)
    })
    .await;
    if input["Type"].is_null() && !exists {
        let message = "A parameter type is required when you create a parameter.";
        return json_error(400, "ValidationException", message);
    }
    service.handle(request).await
}
