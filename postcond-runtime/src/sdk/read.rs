//! Errors of read-backs, and the not-found that is an answer rather than an error.

use std::error::Error;
use std::fmt;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;

use crate::sdk::triage::{Triage, triage};

/// An error of a read inside a check, on its way to the loop through `?`.
///
/// What it means is decided by [`triage`](Self::triage), not by the check.
/// It holds the cause, but not the response: a body that could not be read may carry a secret. Of what
/// the service answered it displays the code only, and has no source: services quote in their messages
/// what they were sent, or hold. The message is in [`sdk_error`](Self::sdk_error).
pub struct ReadError {
    triage: Triage,
    code: Option<Box<str>>,
    request_id: Option<Box<str>>,
    may_lift: bool,
    missing_action: Option<&'static str>,
    origin: Origin,
    source: Box<dyn Error + Send + Sync>,
}

/// Where the error of a read comes from: whose words its text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The check made it, not a read.
    Check,
    /// The service answered, with an error or with what cannot be read.
    Answer,
    /// There was no answer.
    Client,
}

impl ReadError {
    /// An error that stops the check, for a reason of the check's own. Its text ends up in evidence
    /// and errors, as that of a verdict does.
    pub fn fatal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            triage: Triage::Fatal,
            code: None,
            request_id: None,
            may_lift: false,
            missing_action: None,
            origin: Origin::Check,
            source: source.into(),
        }
    }

    /// What the error means for the loop.
    #[must_use]
    pub fn triage(&self) -> Triage {
        self.triage
    }

    /// The service's error code, if the service answered.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The request id of the service's answer.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The SDK's error, if the service answered: its text may quote what the service was sent or
    /// holds, so it belongs in no log.
    #[must_use]
    pub fn sdk_error(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        (self.origin == Origin::Answer).then_some(&*self.source)
    }

    /// The same error, of a read that was denied for want of this IAM action and not of its own, as in
    /// `kms:Decrypt`. Of an error that is no denial it changes nothing.
    #[must_use]
    pub fn for_want_of(self, action: &'static str) -> Self {
        Self {
            missing_action: Some(action),
            ..self
        }
    }

    /// The IAM action that is missing, if the check has named one.
    pub(crate) fn missing_action(&self) -> Option<&'static str> {
        self.missing_action
    }

    /// The service's error code, or the check's own words. Never the words of a service or provider:
    /// they may quote more.
    pub(crate) fn in_words(&self) -> String {
        match (&self.code, self.origin) {
            (Some(code), _) => code.to_string(),
            (None, Origin::Check) => self.source.to_string(),
            (None, _) if self.triage == Triage::Credentials => "none could be had".to_owned(),
            (None, _) if self.triage == Triage::CredentialsUnavailable => {
                "loading the credentials failed".to_owned()
            }
            (None, Origin::Answer | Origin::Client) => "no answer".to_owned(),
        }
    }

    /// Whether this is a denial that the write itself may have caused and that may pass; see
    /// [`ReadBack::denial_may_lift`].
    pub(crate) fn may_lift(&self) -> bool {
        self.may_lift && self.triage == Triage::Denied
    }
}

impl<E> From<SdkError<E, HttpResponse>> for ReadError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    fn from(error: SdkError<E, HttpResponse>) -> Self {
        let origin = match error.raw_response() {
            Some(_) => Origin::Answer,
            None => Origin::Client,
        };
        Self {
            triage: triage(&error),
            code: error.meta().code().map(Box::from),
            request_id: RequestId::request_id(&error).map(Box::from),
            may_lift: false,
            missing_action: None,
            origin,
            // What `into_source` does not know comes back whole; today it knows everything.
            source: error
                .into_source()
                .unwrap_or_else(|_| "unknown error".into()),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.origin, &self.code) {
            (Origin::Answer, Some(code)) => f.write_str(code),
            (Origin::Answer, None) => f.write_str("the answer cannot be read"),
            (Origin::Check | Origin::Client, _) => self.source.fmt(f),
        }
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut f = f.debug_struct("ReadError");
        f.field("triage", &self.triage)
            .field("code", &self.code)
            .field("request_id", &self.request_id)
            .field("may_lift", &self.may_lift)
            .field("missing_action", &self.missing_action)
            .field("origin", &self.origin);
        if self.origin == Origin::Answer {
            return f.finish_non_exhaustive();
        }
        f.field("source", &self.source).finish()
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self.origin {
            Origin::Answer => None,
            Origin::Check | Origin::Client => self.source.source(),
        }
    }
}

/// The error of a read, with what the check has said about denials.
pub struct MarkedError<E> {
    error: Box<SdkError<E, HttpResponse>>,
    may_lift: bool,
}

/// Without the response, and without what the service quotes.
impl<E: ProvideErrorMetadata> fmt::Debug for MarkedError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MarkedError")
            .field("code", &self.error.meta().code())
            .field("may_lift", &self.may_lift)
            .finish_non_exhaustive()
    }
}

impl<E> From<MarkedError<E>> for ReadError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    fn from(marked: MarkedError<E>) -> Self {
        Self {
            may_lift: marked.may_lift,
            ..(*marked.error).into()
        }
    }
}

/// Adds to the result of a read what a check says about its errors.
pub trait ReadBack<T, E>: Sized
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    /// The same result, its error open to remarks.
    ///
    /// # Errors
    /// Those of the read.
    fn marked(self) -> Result<T, MarkedError<E>>;

    /// `Ok(None)` for the operation's own not-found errors, which are an answer: pending to a check
    /// that waits for a resource to appear, satisfied to one that waits for it to go.
    ///
    /// # Errors
    /// Every other error, to be passed on with `?`.
    fn absent_if(self, is_not_found: impl FnOnce(&E) -> bool) -> Result<Option<T>, ReadError> {
        match self.marked() {
            Ok(found) => Ok(Some(found)),
            Err(marked) => match marked.error.as_service_error() {
                Some(error) if is_not_found(error) => Ok(None),
                _ => Err(marked.into()),
            },
        }
    }

    /// After a write that can change the caller's own rights (tags, policies), a denial may pass by
    /// itself: if `when` holds, denials are polled again while the policy's
    /// [patience](crate::PolicyBuilder::patience) lasts.
    ///
    /// # Errors
    /// Those of the read, so marked.
    fn denial_may_lift(self, when: bool) -> Result<T, MarkedError<E>> {
        self.marked().map_err(|marked| MarkedError {
            may_lift: when,
            ..marked
        })
    }
}

impl<T, E> ReadBack<T, E> for Result<T, SdkError<E, HttpResponse>>
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    fn marked(self) -> Result<T, MarkedError<E>> {
        self.map_err(|error| MarkedError {
            error: Box::new(error),
            may_lift: false,
        })
    }
}

impl<T, E> ReadBack<T, E> for Result<T, MarkedError<E>>
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    fn marked(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_runtime_api::client::result::ConnectorError;
    use aws_smithy_types::body::SdkBody;
    use aws_smithy_types::error::ErrorMetadata;

    use super::*;

    #[test]
    fn a_body_that_could_not_be_read_is_in_no_text() {
        let response = HttpResponse::new(200.try_into().unwrap(), SdkBody::from("s3cret"));
        let error = SdkError::<ErrorMetadata, _>::response_error("broken off", response);
        let error = ReadError::from(error);
        assert_eq!(error.to_string(), "the answer cannot be read");
        assert_eq!(error.in_words(), "no answer");
        assert!(!format!("{error:?}").contains("s3cret"));
        assert_eq!(error.sdk_error().unwrap().to_string(), "broken off");
    }

    #[test]
    fn a_message_of_the_service_is_for_who_asks_for_it() {
        let response = HttpResponse::new(400.try_into().unwrap(), SdkBody::empty());
        let refused = ErrorMetadata::builder().code("InvalidKeyId");
        let refused = refused.message("s3cret is no key").build();
        let error = ReadError::from(SdkError::service_error(refused, response));
        assert_eq!(error.to_string(), "InvalidKeyId");
        assert!(error.source().is_none());
        assert!(!format!("{error:?}").contains("s3cret"));
        let inside = error.sdk_error().unwrap().to_string();
        assert!(inside.contains("s3cret is no key"), "{inside}");
    }

    #[test]
    fn why_there_was_no_answer_is_told_by_the_sources() {
        let failed = ConnectorError::io("the connection was reset".into());
        let error = ReadError::from(SdkError::<ErrorMetadata, _>::dispatch_failure(failed));
        assert_eq!(error.in_words(), "no answer");
        assert!(error.sdk_error().is_none());
        let source = error.source().unwrap().to_string();
        assert_eq!(source, "the connection was reset");
    }

    #[test]
    fn a_checks_own_reason_is_told() {
        let error = ReadError::fatal("the moon is not full");
        assert_eq!(error.in_words(), "the moon is not full");
    }

    #[test]
    fn only_the_not_found_that_the_check_names_is_an_answer() {
        let refused = |code: &str| {
            let response = HttpResponse::new(400.try_into().unwrap(), SdkBody::empty());
            let error = ErrorMetadata::builder().code(code).build();
            SdkError::service_error(error, response)
        };
        let not_found = |error: &ErrorMetadata| error.code() == Some("ParameterNotFound");
        assert!(
            Err::<(), _>(refused("ParameterNotFound"))
                .absent_if(not_found)
                .unwrap()
                .is_none()
        );
        let error = Err::<(), _>(refused("InvalidKeyId"))
            .absent_if(not_found)
            .unwrap_err();
        assert_eq!(error.code(), Some("InvalidKeyId"));
    }
}
