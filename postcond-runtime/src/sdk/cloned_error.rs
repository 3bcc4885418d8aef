//! The answer to a shared request, for each of those who share it: the SDK's errors cannot be cloned.

use std::error::Error;
use std::fmt;

use aws_credential_types::provider::error::{CredentialsError, TokenError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ErrorKind;

use crate::sdk::error_codes;
use crate::sdk::triage::{Triage, triage};

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
                |connector| connector_error(connector, triage(error)),
            ))
        }
        _ => SdkError::construction_failure(in_words()),
    }
}

/// The response that refuses one of several requests: its code is in the error.
pub(crate) fn refusal(request_id: Option<&str>) -> HttpResponse {
    answer(400, request_id)
}

/// An answer with nothing in it but this.
pub(crate) fn answer(status: u16, request_id: Option<&str>) -> HttpResponse {
    let status = StatusCode::try_from(status).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::empty());
    if let Some(request_id) = request_id {
        // An id that came as a header can go as one.
        let _ = response
            .headers_mut()
            .try_insert(REQUEST_ID, request_id.to_owned());
    }
    response
}

/// Of the same kind, and such that triage makes the same of it.
pub(crate) fn connector_error(error: &ConnectorError, triage: Triage) -> ConnectorError {
    let cause = error
        .source()
        .map_or_else(|| error.to_string().into(), same);
    match triage {
        Triage::Throttled => ConnectorError::other(cause, Some(ErrorKind::ThrottlingError)),
        Triage::Transient if error.is_timeout() => ConnectorError::timeout(cause),
        Triage::Transient if error.is_io() => ConnectorError::io(cause),
        Triage::Transient => ConnectorError::other(cause, Some(ErrorKind::TransientError)),
        // Which of them it is shows by its causes.
        Triage::CredentialsUnavailable
        | Triage::Credentials
        | Triage::Denied
        | Triage::NotImplemented
        | Triage::Fatal => ConnectorError::user(cause),
    }
}

/// The same error with its causes: those of credentials keep their kind, all others their text.
fn same(error: &(dyn Error + 'static)) -> Box<dyn Error + Send + Sync> {
    let cause = || error.source().map(same);
    let known = || cause().unwrap_or_else(|| "unknown".into());
    if let Some(error) = error.downcast_ref::<CredentialsError>() {
        return Box::new(match error {
            CredentialsError::CredentialsNotLoaded(_) => match cause() {
                Some(cause) => CredentialsError::not_loaded(cause),
                None => CredentialsError::not_loaded_no_source(),
            },
            CredentialsError::InvalidConfiguration(_) => {
                CredentialsError::invalid_configuration(known())
            }
            CredentialsError::ProviderTimedOut(after) => {
                CredentialsError::provider_timed_out(after.timeout_duration())
            }
            CredentialsError::ProviderError(_) => CredentialsError::provider_error(known()),
            _ => CredentialsError::unhandled(known()),
        });
    }
    if let Some(error) = error.downcast_ref::<TokenError>() {
        return Box::new(match error {
            TokenError::TokenNotLoaded(_) => TokenError::not_loaded(known()),
            TokenError::InvalidConfiguration(_) => TokenError::invalid_configuration(known()),
            TokenError::ProviderTimedOut(after) => {
                TokenError::provider_timed_out(after.timeout_duration())
            }
            TokenError::ProviderError(_) => TokenError::provider_error(known()),
            TokenError::Unhandled(_) => TokenError::unhandled(known()),
        });
    }
    Box::new(Retold {
        text: error.to_string(),
        cause: cause(),
    })
}

/// The text of an error of any type, and its causes.
#[derive(Debug)]
struct Retold {
    text: String,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl fmt::Display for Retold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for Retold {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

fn without_body(response: &HttpResponse) -> HttpResponse {
    let mut copy = HttpResponse::new(response.status(), SdkBody::empty());
    error_codes::note_in_response(error_codes::of_response(response), &mut copy);
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use aws_smithy_types::error::ErrorMetadata;

    use super::*;
    use crate::sdk::error_codes::ErrorCodes;
    use crate::sdk::read::ReadError;

    type Original = SdkError<ErrorMetadata, HttpResponse>;

    fn response(status: u16) -> HttpResponse {
        let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from("s3cret"));
        response.headers_mut().insert(REQUEST_ID, "the-id");
        response
    }

    fn service(code: &str, status: u16) -> Original {
        let error = ErrorMetadata::builder().code(code).message("s3cret");
        SdkError::service_error(error.build(), response(status))
    }

    fn unsent(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Original {
        SdkError::dispatch_failure(ConnectorError::user(cause.into()))
    }

    fn provider(cause: impl Into<Box<dyn Error + Send + Sync>>) -> CredentialsError {
        CredentialsError::provider_error(cause)
    }

    /// One of each kind that triage tells apart.
    fn originals() -> Vec<Original> {
        let failed = |error| SdkError::dispatch_failure(error);
        let other = |kind| ConnectorError::other("s3cret".into(), kind);
        vec![
            service("ThrottlingException", 400),
            service("AccessDeniedException", 400),
            service("ExpiredTokenException", 400),
            service("Whatever", 503),
            service("ValidationException", 400),
            SdkError::response_error("broken off", response(200)),
            SdkError::response_error("no sense", response(429)),
            SdkError::timeout_error("too late"),
            failed(ConnectorError::timeout("too late".into())),
            failed(ConnectorError::io("reset".into())),
            failed(ConnectorError::user("malformed".into())),
            failed(other(Some(ErrorKind::ThrottlingError))),
            failed(other(None)),
            unsent("identity resolver timed out after 5s"),
            unsent(CredentialsError::not_loaded("none")),
            unsent(CredentialsError::not_loaded_no_source()),
            unsent(CredentialsError::invalid_configuration("typo")),
            unsent(CredentialsError::unhandled("odd")),
            unsent(CredentialsError::provider_timed_out(Duration::ZERO)),
            unsent(provider("out of reach")),
            unsent(provider("the session has expired")),
            unsent(provider(provider("the session has expired"))),
            unsent(provider(std::io::Error::other("StatusCode(403)"))),
            unsent(provider(CredentialsError::not_loaded("none"))),
            unsent(provider(TokenError::not_loaded("none"))),
            unsent(provider(TokenError::invalid_configuration("typo"))),
            unsent(provider(TokenError::provider_error("out of reach"))),
            unsent(provider(TokenError::unhandled("odd"))),
            unsent(provider(TokenError::provider_timed_out(Duration::ZERO))),
            SdkError::construction_failure("a name is missing"),
        ]
    }

    #[test]
    fn what_is_repeated_means_the_same() {
        for original in originals() {
            let repeated = sdk_error(&original, Clone::clone);
            assert_eq!(triage(&repeated), triage(&original), "{original:?}");
        }
    }

    #[test]
    fn whose_codes_an_answer_has_goes_with_what_is_repeated() {
        static CODES: ErrorCodes = ErrorCodes::new(&["TooBusy"], &[], &[], &[]);
        let mut raw = response(400);
        error_codes::note_in_response(&CODES, &mut raw);
        let error = ErrorMetadata::builder().code("TooBusy").build();
        let original: Original = SdkError::service_error(error, raw);
        let repeated = sdk_error(&original, Clone::clone);
        assert_eq!(triage(&repeated), Triage::Throttled);
    }

    #[test]
    fn what_kept_a_request_from_being_sent_is_told_cause_by_cause() {
        let causes = |error: &Original| {
            let mut texts = Vec::new();
            let mut cause = Error::source(error);
            while let Some(error) = cause {
                texts.push(error.to_string());
                cause = error.source();
            }
            texts
        };
        let original = unsent(provider(TokenError::provider_error("out of reach")));
        let repeated = sdk_error(&original, Clone::clone);
        assert_eq!(causes(&repeated), causes(&original));
        assert_eq!(causes(&repeated).last().unwrap(), "out of reach");
    }

    #[test]
    fn a_response_is_repeated_without_its_body() {
        for original in originals() {
            let repeated: Original = sdk_error(&original, |_| ErrorMetadata::builder().build());
            let (Some(before), Some(after)) = (original.raw_response(), repeated.raw_response())
            else {
                continue;
            };
            assert_eq!(after.status(), before.status());
            assert_eq!(after.headers().get(REQUEST_ID), Some("the-id"));
            assert_eq!(after.body().bytes(), Some(&[][..]));
        }
    }

    #[test]
    fn a_refusal_within_a_batch_has_the_request_id_of_the_batch() {
        let error = ErrorMetadata::builder().code("ParameterNotFound").build();
        let refused = SdkError::service_error(error, refusal(Some("the-id")));
        let error = ReadError::from(refused);
        assert_eq!(error.request_id(), Some("the-id"));
        assert_eq!(error.code(), Some("ParameterNotFound"));
        assert!(refusal(None).headers().get(REQUEST_ID).is_none());
    }
}
