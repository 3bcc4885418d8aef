//! Errors of read-backs, and the not-found that is an answer rather than an error.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;

use crate::sdk::answer::content_type;
use crate::sdk::read_record::is_bare_failure;
use crate::sdk::triage::{Triage, triage};

/// An error of a read inside a check, on its way to the loop through `?`.
///
/// What it means is decided by [`triage`](Self::triage), not by the check.
/// It holds the cause, but not the response: a body that could not be read may carry a secret. Of what
/// the service answered it displays the code only, and has no source: services quote in their messages
/// what they were sent, or hold. The message is in [`sdk_error`](Self::sdk_error).
pub struct ReadError {
    triage: Triage,
    status: Option<u16>,
    /// Boxed: errors are returned by value.
    names: Box<Names>,
    code: Option<Box<str>>,
    request_id: Option<Box<str>>,
    may_lift: bool,
    missing_action: Option<&'static str>,
    origin: Origin,
    source: Box<dyn Error + Send + Sync>,
}

/// What the read and its answer are called.
#[derive(Debug, Default)]
struct Names {
    /// The operation, once it is known.
    operation: Option<Box<str>>,
    content_type: Option<Box<str>>,
}

/// Where the error of a read comes from: whose words its text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The check made it, not a read.
    Check,
    /// The check made it of an answer that says nothing about what was asked for.
    Elsewhere,
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
            status: None,
            names: Box::default(),
            code: None,
            request_id: None,
            may_lift: false,
            missing_action: None,
            origin: Origin::Check,
            source: source.into(),
        }
    }

    /// Ends the check as [`pending`](crate::pending) does, with these words: for functions of a check that
    /// return what they have read. An answer about something else than was asked for, say, proves neither
    /// that this is there nor that it is gone.
    #[must_use]
    pub fn pending(seen: impl Into<Cow<'static, str>>) -> Self {
        Self {
            triage: Triage::Transient,
            origin: Origin::Elsewhere,
            ..Self::fatal(seen.into())
        }
    }

    /// What the error means for the loop.
    #[must_use]
    pub fn triage(&self) -> Triage {
        self.triage
    }

    /// The operation of the read, as in `GetParameter`, where the loop has it on record.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.names.operation.as_deref()
    }

    /// The HTTP status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
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

    /// The same error, of this read.
    pub(crate) fn of_read(mut self, operation: &str) -> Self {
        self.names.operation = Some(operation.into());
        self
    }

    /// Whether the endpoint has answered with a 5xx and nothing else.
    pub(crate) fn is_bare_failure(&self) -> bool {
        let (code, request_id) = (self.code(), self.request_id());
        let is_bare = |status| is_bare_failure(status, code, request_id);
        self.triage == Triage::Transient && self.status.is_some_and(is_bare)
    }

    /// What is to be pending, where [`pending`](Self::pending) has made this.
    pub(crate) fn into_pending(self) -> Result<Cow<'static, str>, Self> {
        match self.origin {
            Origin::Elsewhere => Ok(self.source.to_string().into()),
            Origin::Check | Origin::Answer | Origin::Client => Err(self),
        }
    }

    /// Which read was answered how, or the check's own words. Of what the service said, the code alone:
    /// the words of a service or provider may quote more.
    pub(crate) fn in_words(&self) -> String {
        let read = self.operation().unwrap_or("the read");
        match (self.origin, self.triage) {
            (Origin::Check | Origin::Elsewhere, _) => self.source.to_string(),
            (Origin::Answer, _) => format!("{read} answered {}", self.answer_in_words()),
            (Origin::Client, Triage::Credentials) => "none could be had".to_owned(),
            (Origin::Client, Triage::CredentialsUnavailable) => {
                "loading the credentials failed".to_owned()
            }
            (Origin::Client, _) => format!("{read} had no answer"),
        }
    }

    /// As in `HTTP 501 InternalFailure`.
    pub(crate) fn answer_in_words(&self) -> String {
        let status = self.status.unwrap_or_default();
        if let Some(code) = self.code() {
            return format!("HTTP {status} {code}");
        }
        let what = match status {
            400..=599 => "without an error code",
            _ => "with what cannot be read",
        };
        let form = self.names.content_type.as_deref();
        let form = form.unwrap_or("no content type");
        format!("HTTP {status} {what} ({form})")
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
        let answer = error.raw_response();
        let origin = match answer {
            Some(_) => Origin::Answer,
            None => Origin::Client,
        };
        Self {
            triage: triage(&error),
            status: answer.map(|answer| answer.status().as_u16()),
            names: Box::new(Names {
                operation: None,
                content_type: answer.and_then(content_type).map(Box::from),
            }),
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
            (Origin::Check | Origin::Elsewhere | Origin::Client, _) => self.source.fmt(f),
        }
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut f = f.debug_struct("ReadError");
        f.field("triage", &self.triage)
            .field("names", &self.names)
            .field("status", &self.status)
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
            Origin::Check | Origin::Elsewhere | Origin::Client => self.source.source(),
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

/// What only results of reads implement: there may be more to say of one.
pub trait OfRead {}

impl<T, E> OfRead for Result<T, SdkError<E, HttpResponse>> {}

impl<T, E> OfRead for Result<T, MarkedError<E>> {}

/// Adds to the result of a read what a check says about its errors. Implemented for those results alone.
pub trait ReadBack<T, E>: OfRead + Sized
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
mod tests;
