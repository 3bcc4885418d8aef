//! IAM, as winterbaume has it.

use aws_smithy_types::DateTime;
use serde_json::Value;
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_iam::IamService;

use crate::replication::Place;

/// Any call may be about anything: winterbaume keeps what belongs together in several places.
pub(crate) fn subject(_operation: &str, _input: &Value) -> Option<Vec<Place>> {
    None
}

pub(crate) async fn handle(
    service: &IamService,
    request: MockRequest,
    _date: DateTime,
) -> MockResponse {
    service.handle(request).await
}
