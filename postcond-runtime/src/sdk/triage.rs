//! What an error of a read-back means for the loop. Decided here and nowhere else.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ErrorKind;

use crate::sdk::error_codes::{self, ErrorCodes};

mod codes;
mod credentials;

use codes::{CREDENTIALS, DENIED, NOT_IMPLEMENTED, SIGNATURE, THROTTLED, TRANSIENT};

pub use codes::Triage;

/// How messages begin that say the same, under whatever code.
const UNKNOWN_ACTION: &str = "unknown action";

/// The server does not support what the request needs to be fulfilled (RFC 9110, section 15.6.2). That
/// does not pass by itself, and the SDK does not repeat such a request either.
pub(crate) const STATUS_NOT_IMPLEMENTED: u16 = 501;

/// Triages the error of one read. The operation's own not-found errors never get here: the check
/// has already said what they mean.
pub(crate) fn triage<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> Triage {
    match error {
        SdkError::TimeoutError(_) => Triage::Transient,
        SdkError::DispatchFailure(failure) => failure
            .as_connector_error()
            .map_or(Triage::Fatal, triage_undelivered),
        SdkError::ResponseError(error) => triage_garbled(error.raw().status().as_u16()),
        SdkError::ServiceError(error) => {
            let (said, raw) = (error.err().meta(), error.raw());
            let of_service = error_codes::of_response(raw);
            match triage_answer(said.code(), raw.status().as_u16(), of_service) {
                Triage::Fatal if said.message().is_some_and(speaks_of_unknown_action) => {
                    Triage::NotImplemented
                }
                triaged => triaged,
            }
        }
        // The request could not be built: a fault of the check.
        _ => Triage::Fatal,
    }
}

fn speaks_of_unknown_action(message: &str) -> bool {
    let start = message.trim_start().get(..UNKNOWN_ACTION.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(UNKNOWN_ACTION))
}

/// A request that was not delivered, as far as its connector knows.
pub(crate) fn triage_undelivered(error: &ConnectorError) -> Triage {
    if error.is_io() || error.is_timeout() {
        return Triage::Transient;
    }
    match error.as_other() {
        Some(ErrorKind::ThrottlingError) => Triage::Throttled,
        Some(ErrorKind::TransientError | ErrorKind::ServerError) => Triage::Transient,
        // Not for the connector to say: the request was never sent.
        _ => credentials::triage(error).unwrap_or(Triage::Fatal),
    }
}

/// An answer whose body broke off or made no sense.
fn triage_garbled(status: u16) -> Triage {
    match status {
        429 => Triage::Throttled,
        STATUS_NOT_IMPLEMENTED => Triage::NotImplemented,
        200..=299 | 500..=599 => Triage::Transient,
        _ => Triage::Fatal,
    }
}

/// An error that a service has answered with, which has these codes of its own.
pub(crate) fn triage_answer(code: Option<&str>, status: u16, of_service: &ErrorCodes) -> Triage {
    // Where the body makes no sense, some services' clients know of an error without a code.
    let Some(code) = code else {
        return triage_garbled(status);
    };
    let is = |codes: &[&str]| codes.contains(&code);
    if status == STATUS_NOT_IMPLEMENTED {
        Triage::NotImplemented
    } else if let Some(triage) = of_service.triage(code) {
        triage
    } else if is(THROTTLED) || status == 429 {
        Triage::Throttled
    } else if is(TRANSIENT) || (500..=599).contains(&status) {
        Triage::Transient
    } else if is(DENIED) {
        Triage::Denied
    } else if is(SIGNATURE) {
        Triage::CredentialsUnavailable
    } else if is(CREDENTIALS) {
        Triage::Credentials
    } else if is(NOT_IMPLEMENTED) {
        Triage::NotImplemented
    } else {
        Triage::Fatal
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
    use aws_smithy_types::body::SdkBody;
    use aws_smithy_types::error::ErrorMetadata;

    use super::*;

    type ReadFailure = SdkError<ErrorMetadata, HttpResponse>;

    fn answer(status: u16) -> HttpResponse {
        HttpResponse::new(status.try_into().unwrap(), SdkBody::empty())
    }

    fn refused(code: Option<&str>, status: u16) -> ReadFailure {
        let mut error = ErrorMetadata::builder();
        if let Some(code) = code {
            error = error.code(code);
        }
        SdkError::service_error(error.build(), answer(status))
    }

    fn service(code: &str, status: u16) -> ReadFailure {
        refused(Some(code), status)
    }

    fn undelivered(error: ConnectorError) -> ReadFailure {
        SdkError::dispatch_failure(error)
    }

    #[test]
    fn a_request_that_was_not_delivered_is_triaged_by_what_kept_it() {
        let of_kind = |kind| undelivered(ConnectorError::other("x".into(), kind));
        for (error, expected) in [
            (
                undelivered(ConnectorError::io("reset".into())),
                Triage::Transient,
            ),
            (
                undelivered(ConnectorError::timeout("slow".into())),
                Triage::Transient,
            ),
            (
                undelivered(ConnectorError::user("malformed".into())),
                Triage::Fatal,
            ),
            (of_kind(Some(ErrorKind::TransientError)), Triage::Transient),
            (of_kind(Some(ErrorKind::ServerError)), Triage::Transient),
            (of_kind(Some(ErrorKind::ThrottlingError)), Triage::Throttled),
            (of_kind(Some(ErrorKind::ClientError)), Triage::Fatal),
            (of_kind(None), Triage::Fatal),
        ] {
            assert_eq!(triage(&error), expected, "{error:?}");
        }
    }

    #[test]
    fn a_request_that_cannot_be_built_is_a_fault_of_the_check() {
        assert_eq!(
            triage(&ReadFailure::construction_failure("bad")),
            Triage::Fatal
        );
    }

    #[test]
    fn a_request_that_is_not_answered_in_time_proves_nothing() {
        assert_eq!(
            triage(&ReadFailure::timeout_error("slow")),
            Triage::Transient
        );
    }

    #[test]
    fn an_answer_that_makes_no_sense_is_triaged_by_its_status() {
        for status in 100..600 {
            let expected = match status {
                429 => Triage::Throttled,
                501 => Triage::NotImplemented,
                200..=299 | 500..=599 => Triage::Transient,
                _ => Triage::Fatal,
            };
            let error = ReadFailure::response_error("cut off", answer(status));
            assert_eq!(triage(&error), expected, "{status}");
        }
    }

    #[test]
    fn an_error_of_no_known_code_is_triaged_by_its_status() {
        for status in 100..600 {
            let expected = match status {
                429 => Triage::Throttled,
                501 => Triage::NotImplemented,
                500..=599 => Triage::Transient,
                _ => Triage::Fatal,
            };
            assert_eq!(triage(&service("Whatever", status)), expected, "{status}");
        }
    }

    #[test]
    fn an_error_without_a_code_is_an_answer_that_makes_no_sense() {
        for status in 100..600 {
            let garbled = ReadFailure::response_error("cut off", answer(status));
            assert_eq!(triage(&refused(None, status)), triage(&garbled), "{status}");
        }
    }

    #[test]
    fn a_services_own_codes_come_first_and_count_for_its_answers_alone() {
        static CODES: ErrorCodes = ErrorCodes::new(
            &["TooBusy"],
            &["Restarting"],
            &["NotYours", "TooManyUpdates"],
            &["TokenInvalid"],
        );
        for (code, own, otherwise) in [
            ("TooBusy", Triage::Throttled, Triage::Fatal),
            ("Restarting", Triage::Transient, Triage::Fatal),
            ("NotYours", Triage::Denied, Triage::Fatal),
            ("TokenInvalid", Triage::Credentials, Triage::Fatal),
            ("TooManyUpdates", Triage::Denied, Triage::Transient),
            ("ThrottlingException", Triage::Throttled, Triage::Throttled),
        ] {
            let mut raw = answer(400);
            error_codes::note_in_response(&CODES, &mut raw);
            let error = ErrorMetadata::builder().code(code).build();
            let of_service = ReadFailure::service_error(error, raw);
            assert_eq!(triage(&of_service), own, "{code}");
            assert_eq!(triage(&service(code, 400)), otherwise, "{code}");
        }
    }

    #[test]
    fn each_code_has_one_meaning_whatever_the_status() {
        let classes = [
            (THROTTLED, Triage::Throttled),
            (TRANSIENT, Triage::Transient),
            (DENIED, Triage::Denied),
            (CREDENTIALS, Triage::Credentials),
            (SIGNATURE, Triage::CredentialsUnavailable),
            (NOT_IMPLEMENTED, Triage::NotImplemented),
        ];
        let mut seen = HashSet::new();
        for (codes, expected) in classes {
            assert!(codes.is_sorted(), "{expected:?}");
            for code in codes {
                assert!(seen.insert(code), "{code} is in two classes");
                for status in [200, 400, 401, 403, 404] {
                    assert_eq!(triage(&service(code, status)), expected, "{code} {status}");
                }
            }
        }
    }

    #[test]
    fn an_overloaded_server_is_overloaded_whatever_its_code() {
        let refusals = [
            DENIED,
            CREDENTIALS,
            SIGNATURE,
            NOT_IMPLEMENTED,
            &["Whatever"],
        ];
        for code in refusals.iter().copied().flatten() {
            assert_eq!(triage(&service(code, 503)), Triage::Transient, "{code}");
            assert_eq!(triage(&service(code, 429)), Triage::Throttled, "{code}");
        }
        for code in THROTTLED {
            assert_eq!(triage(&service(code, 503)), Triage::Throttled, "{code}");
        }
    }

    #[test]
    fn what_the_sdk_would_retry_is_polled_again() {
        for code in THROTTLING_ERRORS {
            assert_eq!(triage(&service(code, 400)), Triage::Throttled, "{code}");
        }
        for code in TRANSIENT_ERRORS {
            assert_eq!(triage(&service(code, 400)), Triage::Transient, "{code}");
        }
    }

    #[test]
    fn a_501_is_final_whatever_its_code() {
        let codes = [THROTTLED, TRANSIENT, DENIED, CREDENTIALS, NOT_IMPLEMENTED];
        for code in codes.iter().copied().flatten() {
            assert_eq!(
                triage(&service(code, 501)),
                Triage::NotImplemented,
                "{code}"
            );
        }
        assert_eq!(triage(&refused(None, 501)), Triage::NotImplemented);
    }

    #[test]
    fn a_message_may_say_that_there_is_no_such_operation_where_no_code_does() {
        let said = |code: &str, status, message: &str| {
            let error = ErrorMetadata::builder().code(code).message(message);
            triage(&ReadFailure::service_error(error.build(), answer(status)))
        };
        let unknown = "Unknown action: GetPatchBaseline";
        for (code, status, message, expected) in [
            ("ValidationError", 400, unknown, Triage::NotImplemented),
            ("404", 404, "unknown action", Triage::NotImplemented),
            ("ThrottlingException", 400, unknown, Triage::Throttled),
            ("InternalFailure", 500, unknown, Triage::Transient),
            ("ValidationError", 400, "Unknown act", Triage::Fatal),
            ("ValidationError", 400, "An unknown action", Triage::Fatal),
            ("ValidationError", 400, "Unknown äction", Triage::Fatal),
        ] {
            assert_eq!(said(code, status, message), expected, "{code} {message}");
        }
    }

    #[test]
    fn what_the_request_itself_is_wrong_about_is_not_read_again() {
        for code in [
            "InvalidFilterKey",
            "InvalidKeyId",
            "InvalidNextToken",
            "InvalidParameterException",
            "InvalidRequestException",
            "ParameterNotFound",
            "ResourceNotFoundException",
            "ValidationException",
        ] {
            assert_eq!(triage(&service(code, 400)), Triage::Fatal, "{code}");
        }
    }
}
