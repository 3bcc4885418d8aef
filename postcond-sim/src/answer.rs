//! Answers in place of the service's own.

use serde_json::Value;
use winterbaume_core::{MockResponse, default_account_id};

use crate::service::Service;

/// An answer to give in place of the service's own.
///
/// The service does not see the request, so that a write answered like this changes nothing; except for
/// [`lost`](Self::lost) and [`withheld`](Self::withheld).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Throttled,
    Denied,
    ServerError,
    Never,
    Reset,
    Lost,
    Withheld,
    Error {
        status: u16,
        code: String,
        message: String,
    },
    Json {
        status: u16,
        body: Value,
    },
}

impl Answer {
    /// Too many requests: status 400, `ThrottlingException`.
    pub const fn throttled() -> Self {
        Self(Kind::Throttled)
    }

    /// The caller lacks the right to the operation: status 400, `AccessDeniedException`, with the IAM action in the
    /// message.
    pub const fn denied() -> Self {
        Self(Kind::Denied)
    }

    /// The service failed: status 500, with the code that the service uses for it.
    pub const fn server_error() -> Self {
        Self(Kind::ServerError)
    }

    /// No answer, ever: the caller waits until its own time-out.
    pub const fn never() -> Self {
        Self(Kind::Never)
    }

    /// The connection is dropped.
    pub const fn reset() -> Self {
        Self(Kind::Reset)
    }

    /// The service handles the request, and the connection is dropped before its answer gets through.
    pub const fn lost() -> Self {
        Self(Kind::Lost)
    }

    /// The service handles the request, and its answer never comes: the caller waits until its own time-out.
    pub const fn withheld() -> Self {
        Self(Kind::Withheld)
    }

    /// Whether the service handles the request all the same.
    pub(crate) fn is_handled(&self) -> bool {
        matches!(self.0, Kind::Lost | Kind::Withheld)
    }

    /// An error with this HTTP status, code and message.
    ///
    /// # Panics
    ///
    /// When the status is not one of errors, from 400 to 599: what else it says, the SDK would not take it for one.
    #[track_caller]
    pub fn error(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        assert!(
            matches!(status, 400..=599),
            "an error has an HTTP status from 400 to 599, and {status} is not"
        );
        Self(Kind::Error {
            status,
            code: code.into(),
            message: message.into(),
        })
    }

    /// This JSON, with this HTTP status. A service that answers in XML, as IAM does, has it written so, by the members
    /// of its model; what is no object is left as it is, an answer that makes no sense.
    ///
    /// # Panics
    ///
    /// When it is none, which are those from 100 to 599 (RFC 9110, section 15).
    #[track_caller]
    pub fn json(status: u16, body: Value) -> Self {
        assert!(
            matches!(status, 100..=599),
            "an HTTP status is from 100 to 599, and {status} is not"
        );
        Self(Kind::Json { status, body })
    }

    pub(crate) fn reply(&self, service: &Service, operation: &str) -> Reply {
        let protocol = &service.protocol;
        let errors = protocol.common_errors();
        let response = match &self.0 {
            Kind::Never | Kind::Withheld => return Reply::Never,
            Kind::Reset | Kind::Lost => return Reply::Reset,
            Kind::Throttled => protocol.error(400, errors.throttled, "Rate exceeded"),
            Kind::Denied => {
                let (status, code) = errors.denied;
                protocol.error(status, code, &denial(&service.name, operation))
            }
            Kind::ServerError => protocol.error(
                500,
                service.internal_error,
                "An error occurred on the server side.",
            ),
            Kind::Error {
                status,
                code,
                message,
            } => protocol.error(*status, code, message),
            Kind::Json { status, body } => protocol.output(operation, *status, body),
        };
        Reply::Response(response)
    }
}

fn denial(service: &str, operation: &str) -> String {
    format!(
        "User: arn:aws:iam::{}:user/simulated is not authorized to perform: {service}:{operation} because no \
         identity-based policy allows the {service}:{operation} action",
        default_account_id()
    )
}

/// What becomes of a request.
pub(crate) enum Reply {
    Response(MockResponse),
    Never,
    Reset,
}
