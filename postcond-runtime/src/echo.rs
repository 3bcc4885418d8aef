//! The answer to a shared request, for each of those who share it: the SDK's errors cannot be cloned.

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::Triage;
use crate::triage::triage;

/// The header of AWS's request ids.
const REQUEST_ID: &str = "x-amzn-requestid";

/// The same error again, of the type that `error_of` makes of the service's. Of the response, its
/// status and headers are kept; of other errors their kind and their text.
pub(crate) fn sdk_error<A, B>(
    error: &SdkError<A, HttpResponse>,
    error_of: impl FnOnce(&A) -> B,
) -> SdkError<B, HttpResponse>
where
    A: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    let in_words = || text_of(error);
    match error {
        SdkError::ServiceError(inner) => {
            SdkError::service_error(error_of(inner.err()), without_body(inner.raw()))
        }
        SdkError::ResponseError(inner) => {
            SdkError::response_error(in_words(), without_body(inner.raw()))
        }
        SdkError::TimeoutError(_) => SdkError::timeout_error(in_words()),
        SdkError::DispatchFailure(inner) => {
            SdkError::dispatch_failure(inner.as_connector_error().map_or_else(
                || ConnectorError::other(in_words().into(), None),
                |connector| connector_error(connector, triage(error), in_words()),
            ))
        }
        _ => SdkError::construction_failure(in_words()),
    }
}

/// The response that refuses one of several requests: its code is in the error.
pub(crate) fn refusal(request_id: Option<&str>) -> HttpResponse {
    let bad_request = StatusCode::try_from(400).expect("a status");
    let mut response = HttpResponse::new(bad_request, SdkBody::empty());
    if let Some(request_id) = request_id {
        // An id that came as a header can go as one.
        let _ = response
            .headers_mut()
            .try_insert(REQUEST_ID, request_id.to_owned());
    }
    response
}

/// What triage asks about is kept: the kind, and that credentials could not be had.
fn connector_error(error: &ConnectorError, triage: Triage, text: String) -> ConnectorError {
    if triage == Triage::Credentials {
        ConnectorError::user(CredentialsError::provider_error(text).into())
    } else if error.is_timeout() {
        ConnectorError::timeout(text.into())
    } else if error.is_io() {
        ConnectorError::io(text.into())
    } else if error.is_user() {
        ConnectorError::user(text.into())
    } else {
        ConnectorError::other(text.into(), error.as_other())
    }
}

fn without_body(response: &HttpResponse) -> HttpResponse {
    let mut copy = HttpResponse::new(response.status(), SdkBody::empty());
    for (name, value) in response.headers() {
        let _ = copy
            .headers_mut()
            .try_append(name.to_owned(), value.to_owned());
    }
    copy
}

/// The text of what lies behind the SDK's own.
fn text_of<A: Error + 'static>(error: &SdkError<A, HttpResponse>) -> String {
    error
        .source()
        .map_or_else(|| error.to_string(), ToString::to_string)
}
