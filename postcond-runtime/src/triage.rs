//! What an error of a read-back means for the loop. Decided here and nowhere else.

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

/// What an error of a read-back means for the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Triage {
    /// It proves neither presence nor absence (5xx, time-out, dropped connection): poll again.
    Transient,
    /// Like [`Transient`](Self::Transient), and the service asks for fewer reads: poll again, later.
    Throttled,
    /// The caller may not read: the proof is refused, not the change.
    Denied,
    /// The credentials expired or are not valid: no further read can succeed.
    Credentials,
    /// Anything else: another poll would fail in the same way.
    Fatal,
}

/// Throttling codes; most are declared in no model.
const THROTTLED: &[&str] = &[
    "BandwidthLimitExceeded",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "ServiceUnavailable",
    "ServiceUnavailableException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
];

/// Codes of failures that pass by themselves, whatever their HTTP status.
const TRANSIENT: &[&str] = &[
    "InternalFailure",
    "InternalServerError",
    "InternalServiceError",
    "RequestTimeout",
    "RequestTimeoutException",
    "TooManyUpdates",
];

/// Codes that say that the caller may not make this read.
const DENIED: &[&str] = &[
    "AccessDenied",
    "AccessDeniedException",
    "OpsItemAccessDeniedException",
    "UnauthorizedOperation",
];

/// Codes that say that the caller is not, or no longer, who they claim to be.
const CREDENTIALS: &[&str] = &[
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "NotAuthorized",
    "OptInRequired",
    "RequestExpired",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
];

/// Triages the error of one read. The operation's own not-found errors never get here: the check
/// has already said what they mean.
pub(crate) fn triage<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> Triage {
    match error {
        SdkError::TimeoutError(_) => Triage::Transient,
        SdkError::DispatchFailure(failure) => {
            let passes = failure.is_io() || failure.is_timeout() || failure.as_other().is_some();
            if passes {
                Triage::Transient
            } else {
                triage_unsent(failure.as_connector_error())
            }
        }
        SdkError::ResponseError(error) => triage_garbled(error.raw().status().as_u16()),
        SdkError::ServiceError(error) => {
            triage_answer(error.err().meta().code(), error.raw().status().as_u16())
        }
        // The request could not be built: a fault of the check.
        _ => Triage::Fatal,
    }
}

/// A request that was never sent: its credentials could not be had, or it is malformed.
fn triage_unsent(error: Option<&impl std::error::Error>) -> Triage {
    let mut cause = error.and_then(std::error::Error::source);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<CredentialsError>() {
            return match error {
                CredentialsError::ProviderTimedOut(_) => Triage::Transient,
                _ => Triage::Credentials,
            };
        }
        cause = error.source();
    }
    Triage::Fatal
}

/// An answer whose body broke off or made no sense.
fn triage_garbled(status: u16) -> Triage {
    match status {
        429 => Triage::Throttled,
        200..=299 | 500..=599 => Triage::Transient,
        _ => Triage::Fatal,
    }
}

fn triage_answer(code: Option<&str>, status: u16) -> Triage {
    let is = |codes: &[&str]| code.is_some_and(|code| codes.contains(&code));
    if is(THROTTLED) || status == 429 {
        Triage::Throttled
    } else if is(TRANSIENT) || (500..=599).contains(&status) {
        Triage::Transient
    } else if is(DENIED) {
        Triage::Denied
    } else if is(CREDENTIALS) {
        Triage::Credentials
    } else {
        Triage::Fatal
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_runtime_api::client::result::ConnectorError;
    use aws_smithy_types::body::SdkBody;
    use aws_smithy_types::error::ErrorMetadata;
    use aws_smithy_types::retry::ErrorKind;

    use super::*;

    type ReadFailure = SdkError<ErrorMetadata, HttpResponse>;

    fn answer(status: u16) -> HttpResponse {
        HttpResponse::new(status.try_into().unwrap(), SdkBody::empty())
    }

    fn service(code: &str, status: u16) -> ReadFailure {
        SdkError::service_error(ErrorMetadata::builder().code(code).build(), answer(status))
    }

    fn assert_rows(rows: Vec<(ReadFailure, Triage)>) {
        for (error, expected) in rows {
            assert_eq!(triage(&error), expected, "{error:?}");
        }
    }

    #[test]
    fn an_error_without_an_answer_has_one_meaning() {
        let rows: Vec<(ReadFailure, Triage)> = vec![
            (SdkError::construction_failure("bad"), Triage::Fatal),
            (SdkError::timeout_error("slow"), Triage::Transient),
            (
                SdkError::dispatch_failure(ConnectorError::io("reset".into())),
                Triage::Transient,
            ),
            (
                SdkError::dispatch_failure(ConnectorError::timeout("slow".into())),
                Triage::Transient,
            ),
            (
                SdkError::dispatch_failure(ConnectorError::other(
                    "x".into(),
                    Some(ErrorKind::TransientError),
                )),
                Triage::Transient,
            ),
            (
                SdkError::dispatch_failure(ConnectorError::user("x".into())),
                Triage::Fatal,
            ),
            (
                SdkError::dispatch_failure(ConnectorError::other(
                    CredentialsError::not_loaded("none").into(),
                    None,
                )),
                Triage::Credentials,
            ),
            (
                SdkError::dispatch_failure(ConnectorError::other(
                    CredentialsError::provider_timed_out(std::time::Duration::ZERO).into(),
                    None,
                )),
                Triage::Transient,
            ),
            (
                SdkError::response_error("cut off", answer(200)),
                Triage::Transient,
            ),
            (
                SdkError::response_error("html", answer(503)),
                Triage::Transient,
            ),
            (
                SdkError::response_error("html", answer(429)),
                Triage::Throttled,
            ),
            (SdkError::response_error("html", answer(404)), Triage::Fatal),
        ];
        assert_rows(rows);
    }

    #[test]
    fn an_answer_that_is_an_error_has_one_meaning() {
        assert_rows(vec![
            (service("ThrottlingException", 400), Triage::Throttled),
            (service("Whatever", 429), Triage::Throttled),
            (service("ServiceUnavailable", 503), Triage::Throttled),
            (service("InternalServerError", 500), Triage::Transient),
            (service("InternalServiceError", 400), Triage::Transient),
            (service("TooManyUpdates", 400), Triage::Transient),
            (service("Whatever", 503), Triage::Transient),
            (service("AccessDeniedException", 400), Triage::Denied),
            (service("ExpiredTokenException", 400), Triage::Credentials),
            (service("ValidationException", 400), Triage::Fatal),
            (service("InvalidKeyId", 400), Triage::Fatal),
        ]);
    }
}
