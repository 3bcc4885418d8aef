//! An endpoint with a fault.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::timeout::TimeoutConfig;
use postcond::dispatch;
use postcond_sim::Simulator;

use super::CameTo;
use crate::clock_skew::{TAKEN, signed_at};
use crate::stage::{HOUR, SECOND};
use crate::tap::operation;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Throttled,
    InternalError,
    NotImplemented,
    Unavailable,
    BadGateway,
    /// The connection is reset before the request arrives.
    ResetBefore,
    /// The connection is reset after the request was carried out.
    ResetAfter,
    /// No answer comes, and the SDK ends the attempt.
    Silence,
    /// No answer comes, and the SDK ends the whole operation.
    SilenceOfTheOperation,
    /// The answer breaks off.
    Truncated,
    /// The answer is no JSON.
    Garbled,
    /// The answer is a page of HTML.
    Page,
    /// The answer has some megabytes of white space in it.
    Oversized,
    /// The answer says that it is text.
    WrongContentType,
    Denied,
    Expired,
    /// The service's clock is an hour ahead all of a sudden.
    ClockAhead,
    /// The client's clock is set an hour ahead while the first request is under way.
    ClientClockAhead,
    /// The same, an hour back.
    ClientClockBack,
    NoDate,
    /// A proxy finds the request too large.
    TooLarge,
    /// The service finds the request too large.
    EntityTooLarge,
    /// The service finds a member too long.
    Invalid,
}

pub(super) const FAULTS: [Fault; 23] = [
    Fault::Throttled,
    Fault::InternalError,
    Fault::NotImplemented,
    Fault::Unavailable,
    Fault::BadGateway,
    Fault::ResetBefore,
    Fault::ResetAfter,
    Fault::Silence,
    Fault::SilenceOfTheOperation,
    Fault::Truncated,
    Fault::Garbled,
    Fault::Page,
    Fault::Oversized,
    Fault::WrongContentType,
    Fault::Denied,
    Fault::Expired,
    Fault::ClockAhead,
    Fault::ClientClockAhead,
    Fault::ClientClockBack,
    Fault::NoDate,
    Fault::TooLarge,
    Fault::EntityTooLarge,
    Fault::Invalid,
];

/// Those after which it is not known whether the call has landed: two of which it has, and one.
pub(super) const LOST: [Fault; 3] = [Fault::ResetAfter, Fault::Silence, Fault::ResetBefore];

/// What it befalls, always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Call,
    ReadBacks,
}

impl Fault {
    /// What a call may come to, if each of its read-backs is answered so.
    pub(super) fn of_every_read_back(self) -> &'static [CameTo] {
        match self {
            harmless if harmless.is_harmless() => &[CameTo::Confirmed],
            Self::Denied => &[CameTo::Unconfirmed("denied")],
            Self::Expired => &[CameTo::Unconfirmed("credentials")],
            Self::NotImplemented => &[CameTo::Unconfirmed("not implemented")],
            Self::Garbled | Self::Page | Self::Truncated => {
                &[CameTo::Unconfirmed("deadline"), CameTo::Unconfirmed("read")]
            }
            Self::TooLarge | Self::EntityTooLarge | Self::Invalid => &[CameTo::Unconfirmed("read")],
            _ => &[CameTo::Unconfirmed("deadline")],
        }
    }

    /// Whether it sets the client's clock.
    pub(super) fn sets_the_clients_clock(self) -> bool {
        matches!(self, Self::ClientClockAhead | Self::ClientClockBack)
    }

    /// Whether what the service says arrives all the same.
    pub(super) fn is_harmless(self) -> bool {
        matches!(
            self,
            Self::Oversized
                | Self::WrongContentType
                | Self::ClockAhead
                | Self::ClientClockAhead
                | Self::ClientClockBack
                | Self::NoDate
        )
    }

    /// So that what has no answer ends.
    pub(super) fn limits(self) -> TimeoutConfig {
        let limits = TimeoutConfig::builder();
        match self {
            Self::SilenceOfTheOperation => limits.operation_timeout(SECOND).build(),
            _ => limits.operation_attempt_timeout(SECOND).build(),
        }
    }

    /// The longest that the SDK's attempts may take: of what it tries again there are three, with pauses of up to
    /// one and two seconds.
    pub(super) fn attempts_take(self) -> Duration {
        match self {
            Self::SilenceOfTheOperation => SECOND,
            Self::Silence => 3 * SECOND + 3 * SECOND,
            Self::Throttled
            | Self::InternalError
            | Self::Unavailable
            | Self::BadGateway
            | Self::ResetBefore
            | Self::ResetAfter => 3 * SECOND,
            _ => Duration::ZERO,
        }
    }

    /// Whether the service gets to see a call.
    pub(super) fn lands(self) -> bool {
        self.in_place(false).is_none()
    }

    /// An answer in place of the service's own, if the service is not asked.
    fn in_place(self, is_query: bool) -> Option<Result<HttpResponse, ConnectorError>> {
        let error = |code| error(code, is_query);
        let (status, body) = match self {
            Self::Throttled => (400, error("ThrottlingException")),
            Self::InternalError => (500, error("InternalServerError")),
            Self::NotImplemented => (501, error("InternalFailure")),
            Self::Unavailable => (503, String::new()),
            Self::BadGateway => (502, "<html>bad gateway</html>".to_owned()),
            Self::Page => (200, "<html>welcome</html>".to_owned()),
            Self::Garbled => (200, "\u{1}\u{2}".to_owned()),
            Self::TooLarge => (413, "<html>request entity too large</html>".to_owned()),
            Self::EntityTooLarge => (413, error("RequestEntityTooLargeException")),
            Self::Invalid => (400, error("ValidationException")),
            Self::Denied => (400, error("AccessDeniedException")),
            Self::Expired => (400, error("ExpiredTokenException")),
            Self::ResetBefore => return Some(Err(ConnectorError::io("reset".into()))),
            _ => return None,
        };
        let status = u16::try_into(status).unwrap();
        Some(Ok(HttpResponse::new(status, SdkBody::from(body))))
    }

    /// What becomes of the service's own answer.
    fn spoil(self, mut answer: HttpResponse) -> Result<HttpResponse, ConnectorError> {
        let body = answer.body().bytes().unwrap_or_default().to_vec();
        let headers = answer.headers_mut();
        match self {
            Self::ResetAfter => {
                return Err(ConnectorError::io("connection reset by peer".into()));
            }
            Self::Truncated => {
                let half = body[..body.len() / 2].to_vec();
                *answer.body_mut() = SdkBody::from(half);
            }
            Self::Oversized => {
                let padded = [vec![b' '; 4 << 20], body].concat();
                *answer.body_mut() = SdkBody::from(padded);
            }
            Self::WrongContentType => {
                headers.insert("content-type", "text/plain");
            }
            Self::ClockAhead => {
                headers.insert("date", "Thu, 01 Jan 2026 01:00:00 GMT");
            }
            Self::NoDate => {
                headers.remove("date");
            }
            _ => {}
        }
        Ok(answer)
    }
}

/// Whether it is in the query protocol, and its answer in XML.
fn is_query(request: &HttpRequest) -> bool {
    request.headers().get("x-amz-target").is_none()
}

/// The body of an error with this code.
fn error(code: &str, is_query: bool) -> String {
    match is_query {
        true => format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>"),
        false => format!(r#"{{"__type": "{code}"}}"#),
    }
}

/// The clock of the client's host, which may be set.
#[derive(Clone, Debug)]
pub(super) struct HostClock {
    sim: Simulator,
    fault: Fault,
    is_set: Arc<AtomicBool>,
}

impl TimeSource for HostClock {
    fn now(&self) -> SystemTime {
        let now = self.sim.date();
        match self.fault {
            _ if !self.is_set.load(Ordering::Relaxed) => now,
            Fault::ClientClockBack => now - HOUR,
            Fault::ClientClockAhead => now + HOUR,
            _ => now,
        }
    }
}

/// An endpoint with a fault, in front of the one that is right.
#[derive(Clone, Debug)]
pub(super) struct Faulty {
    inner: SharedHttpClient,
    fault: Fault,
    of: Of,
    clock: HostClock,
}

#[derive(Debug)]
struct Connector(Arc<Faulty>, SharedHttpConnector);

impl Faulty {
    /// The endpoint, and the clock of the host that it is called from.
    pub(super) fn in_front_of(
        inner: SharedHttpClient,
        sim: &Simulator,
        fault: Fault,
        of: Of,
    ) -> (SharedHttpClient, HostClock) {
        let clock = HostClock {
            sim: sim.clone(),
            fault,
            is_set: Arc::default(),
        };
        let endpoint = Self {
            inner,
            fault,
            of,
            clock: clock.clone(),
        };
        (SharedHttpClient::new(endpoint), clock)
    }

    /// Whether it befalls this request.
    fn befalls(&self, request: &HttpRequest) -> bool {
        let operation = operation(request);
        let mut rows = dispatch::operations();
        let is_read = rows.any(|(_, row)| row.name == operation && row.is_read());
        is_read == (self.of == Of::ReadBacks)
    }

    /// What is answered to a signature that is too far from the service's time, as AWS does. An endpoint that
    /// says another time than it has would refuse everything.
    fn refusal(&self, request: &HttpRequest) -> Option<HttpResponse> {
        let now = DateTime::from(self.clock.sim.date());
        if self.fault == Fault::ClockAhead
            || now.secs().abs_diff(signed_at(request).secs()) <= TAKEN
        {
            return None;
        }
        let code = match is_query(request) {
            true => "SignatureDoesNotMatch",
            false => "InvalidSignatureException",
        };
        let body = SdkBody::from(error(code, is_query(request)));
        let mut answer = HttpResponse::new(400.try_into().unwrap(), body);
        let date = now.fmt(Format::HttpDate).unwrap();
        answer.headers_mut().insert("date", date);
        Some(answer)
    }
}

impl HttpClient for Faulty {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Connector(Arc::new(self.clone()), inner))
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let fault = self.0.fault;
        if let Some(refusal) = self.0.refusal(&request) {
            return HttpConnectorFuture::ready(Ok(refusal));
        }
        if !self.0.befalls(&request) {
            return self.1.call(request);
        }
        self.0.clock.is_set.store(true, Ordering::Relaxed);
        if let Some(answer) = fault.in_place(is_query(&request)) {
            return HttpConnectorFuture::ready(answer);
        }
        let inner = self.1.clone();
        HttpConnectorFuture::new(async move {
            let answer = inner.call(request).await?;
            if matches!(fault, Fault::Silence | Fault::SilenceOfTheOperation) {
                std::future::pending::<()>().await;
            }
            fault.spoil(answer)
        })
    }
}
