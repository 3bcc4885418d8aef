//! Whether credentials that could not be loaded may be had a moment later.
//!
//! A provider says by the kind of its error whether it is set up at all. Whether its session has ended
//! or its service is merely down, it says in the error's text, if anywhere: those of `aws-config` wrap
//! the errors of other clients, whose types cannot be named elsewhere, and the codes that a metadata
//! endpoint answers. So the texts are searched for the words that tell an end. What tells none is taken
//! for a failure that may pass: how long it is borne is for the policy to say.

use std::error::Error;

use aws_credential_types::provider::error::{CredentialsError, TokenError};
use aws_smithy_runtime_api::client::result::ConnectorError;

use super::codes::{CREDENTIALS, DENIED, SIGNATURE, Triage};

/// Codes, beside those of any service, with which services that hand out credentials say that there
/// are none to be had.
const REFUSED: &[&str] = &[
    "IDPRejectedClaim",
    "IDPRejectedClaimException",
    "InvalidClientException",
    "InvalidGrantException",
    "InvalidIdentityToken",
    "InvalidIdentityTokenException",
    "RegionDisabledException",
    "UnauthorizedClientException",
    "UnauthorizedException",
];

/// What ends a session when it is expired, in words.
const EXPIRING: &[&str] = &["credentials", "login", "session", "token"];

/// How the SDK's identity cache begins to say that loading took too long. It has no type for that.
const LOADING_TIMED_OUT: &str = "identity resolver timed out";

/// What an error means that kept a request from being sent. `None` if it is not about credentials.
pub(super) fn triage(error: &ConnectorError) -> Option<Triage> {
    let mut found = None;
    let mut cause = error.source();
    while let Some(error) = cause {
        let of_link = of_kind(error);
        // Only below an error of credentials are words those of a provider.
        let is_over = found.is_some() && tells_an_end(&error.to_string());
        if of_link == Some(Triage::Credentials) || is_over {
            return Some(Triage::Credentials);
        }
        found = found.or(of_link);
        cause = error.source();
    }
    found
}

/// What the kind of an error says, if it is one of credentials.
fn of_kind(error: &(dyn Error + 'static)) -> Option<Triage> {
    if let Some(error) = error.downcast_ref::<CredentialsError>() {
        return Some(match error {
            CredentialsError::CredentialsNotLoaded(_)
            | CredentialsError::InvalidConfiguration(_) => Triage::Credentials,
            _ => Triage::CredentialsUnavailable,
        });
    }
    if let Some(error) = error.downcast_ref::<TokenError>() {
        return Some(match error {
            TokenError::TokenNotLoaded(_) | TokenError::InvalidConfiguration(_) => {
                Triage::Credentials
            }
            _ => Triage::CredentialsUnavailable,
        });
    }
    let timed_out = error.to_string().starts_with(LOADING_TIMED_OUT);
    timed_out.then_some(Triage::CredentialsUnavailable)
}

/// Whether a provider's words say that no later attempt can succeed.
fn tells_an_end(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let has = |sought: &str| words.iter().any(|word| word.eq_ignore_ascii_case(sought));
    let is_code = |word: &&str| {
        [CREDENTIALS, DENIED, REFUSED, SIGNATURE]
            .iter()
            .any(|it| it.contains(word))
    };
    // As in `StatusCode(403)` and `(code: 403)`.
    let is_refused = |pair: &[&str]| {
        let names_a_status = ["code", "status", "StatusCode"].contains(&pair[0]);
        names_a_status && ["401", "403"].contains(&pair[1])
    };
    words.iter().any(is_code)
        || words.windows(2).any(is_refused)
        || (has("expired") && EXPIRING.iter().any(|it| has(it)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use aws_smithy_runtime_api::client::result::SdkError;
    use aws_smithy_types::error::ErrorMetadata;

    use super::*;

    fn of(error: impl Into<Box<dyn Error + Send + Sync>>) -> Option<Triage> {
        triage(&ConnectorError::other(error.into(), None))
    }

    /// The failure of a provider that was told this.
    fn told(source: impl Into<Box<dyn Error + Send + Sync>>) -> CredentialsError {
        CredentialsError::provider_error(source)
    }

    /// The failure of a provider whose client was answered with this code.
    fn answered(code: &str) -> CredentialsError {
        let error = ErrorMetadata::builder().code(code).message("sorry").build();
        told(SdkError::service_error(error, ()))
    }

    #[test]
    fn a_provider_that_is_not_set_up_is_not_asked_again() {
        let invalid = CredentialsError::invalid_configuration;
        for error in [
            CredentialsError::not_loaded("none"),
            CredentialsError::not_loaded_no_source(),
            invalid("typo"),
            told(invalid("typo")),
            told(TokenError::not_loaded("none")),
            told(TokenError::invalid_configuration("typo")),
        ] {
            let shown = format!("{error:?}");
            assert_eq!(of(error), Some(Triage::Credentials), "{shown}");
        }
    }

    #[test]
    fn what_may_pass_at_a_provider_is_tried_again() {
        let timed_out = CredentialsError::provider_timed_out(Duration::ZERO);
        let refused = ConnectorError::io("connection refused".into());
        for error in [
            timed_out,
            CredentialsError::unhandled("an odd answer"),
            told("Non-success status from HTTP credential provider: StatusCode(503)"),
            told("error response from IMDS (code: 500)"),
            told("the timer of the connection has expired"),
            told("403 bytes were read, of 1000"),
            told(TokenError::provider_error("out of reach")),
            told(SdkError::<ErrorMetadata, ()>::dispatch_failure(refused)),
            answered("ServiceUnavailable"),
            answered("Throttling"),
            answered("IDPCommunicationError"),
        ] {
            let shown = format!("{error:?}");
            assert_eq!(of(error), Some(Triage::CredentialsUnavailable), "{shown}");
        }
    }

    #[test]
    fn an_end_that_a_provider_tells_is_one_however_deep_it_lies() {
        let rows = [
            told("the SSO token has expired and cannot be refreshed"),
            told("Your session has expired. Please reauthenticate."),
            told("Error retrieving credentials from IMDS: InvalidClientTokenId no such role"),
            told("failed to load credentials [AccessDeniedException]: not yours"),
            told("Non-success status from HTTP credential provider: StatusCode(403)"),
            told("error response from IMDS (code: 401). Response {}"),
            answered("ExpiredTokenException"),
            answered("AccessDenied"),
            answered("UnauthorizedException"),
            answered("InvalidGrantException"),
            told(std::io::Error::other(answered("ExpiredToken"))),
        ];
        for error in rows {
            let shown = format!("{error:?}");
            assert_eq!(of(error), Some(Triage::Credentials), "{shown}");
        }
    }

    #[test]
    fn what_is_not_about_credentials_says_nothing_of_them() {
        for text in ["malformed", "AccessDenied", "the token has expired"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn the_codes_are_sorted_and_no_others() {
        assert!(REFUSED.is_sorted());
        for code in REFUSED {
            assert!(
                ![CREDENTIALS, DENIED, SIGNATURE]
                    .iter()
                    .any(|it| it.contains(code)),
                "{code}"
            );
        }
    }
}
