//! An endpoint with a fault.

use std::sync::Arc;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use postcond::dispatch;

use super::CameTo;
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
    /// No answer comes.
    Silence,
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
    NoDate,
}

pub(super) const FAULTS: [Fault; 17] = [
    Fault::Throttled,
    Fault::InternalError,
    Fault::NotImplemented,
    Fault::Unavailable,
    Fault::BadGateway,
    Fault::ResetBefore,
    Fault::ResetAfter,
    Fault::Silence,
    Fault::Truncated,
    Fault::Garbled,
    Fault::Page,
    Fault::Oversized,
    Fault::WrongContentType,
    Fault::Denied,
    Fault::Expired,
    Fault::ClockAhead,
    Fault::NoDate,
];

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
            Self::Oversized | Self::WrongContentType | Self::ClockAhead | Self::NoDate => {
                &[CameTo::Confirmed]
            }
            Self::Denied => &[CameTo::Unconfirmed("denied")],
            Self::Expired => &[CameTo::Unconfirmed("credentials")],
            Self::NotImplemented => &[CameTo::Unconfirmed("not implemented")],
            Self::Garbled | Self::Page | Self::Truncated => {
                &[CameTo::Unconfirmed("deadline"), CameTo::Unconfirmed("read")]
            }
            Self::Throttled
            | Self::InternalError
            | Self::Unavailable
            | Self::BadGateway
            | Self::ResetBefore
            | Self::ResetAfter
            | Self::Silence => &[CameTo::Unconfirmed("deadline")],
        }
    }

    /// What a call comes to, if each of its attempts is answered so.
    pub(super) fn of_every_attempt(self) -> CameTo {
        match self {
            Self::Oversized | Self::WrongContentType | Self::ClockAhead | Self::NoDate => {
                CameTo::Confirmed
            }
            _ => CameTo::Failed,
        }
    }

    /// Whether it looks like a success from afar.
    pub(super) fn has_status_200(self) -> bool {
        matches!(self, Self::Garbled | Self::Page | Self::Truncated)
    }

    /// An answer in place of the service's own, if the service is not asked.
    fn in_place(self, is_query: bool) -> Option<Result<HttpResponse, ConnectorError>> {
        let error = |code: &str| match is_query {
            true => format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>"),
            false => format!(r#"{{"__type": "{code}"}}"#),
        };
        let (status, body) = match self {
            Self::Throttled => (400, error("ThrottlingException")),
            Self::InternalError => (500, error("InternalServerError")),
            Self::NotImplemented => (501, error("InternalFailure")),
            Self::Unavailable => (503, String::new()),
            Self::BadGateway => (502, "<html>bad gateway</html>".to_owned()),
            Self::Page => (200, "<html>welcome</html>".to_owned()),
            Self::Garbled => (200, "\u{1}\u{2}".to_owned()),
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

/// An endpoint with a fault, in front of the one that is right.
#[derive(Clone, Debug)]
pub(super) struct Faulty {
    inner: SharedHttpClient,
    fault: Fault,
    of: Of,
}

#[derive(Debug)]
struct Connector(Arc<Faulty>, SharedHttpConnector);

impl Faulty {
    pub(super) fn in_front_of(inner: SharedHttpClient, fault: Fault, of: Of) -> SharedHttpClient {
        SharedHttpClient::new(Self { inner, fault, of })
    }

    /// Whether it befalls this request.
    fn befalls(&self, request: &HttpRequest) -> bool {
        let operation = operation(request);
        let mut rows = dispatch::operations();
        let is_read = rows.any(|(_, row)| row.name == operation && row.is_read());
        is_read == (self.of == Of::ReadBacks)
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
        if !self.0.befalls(&request) {
            return self.1.call(request);
        }
        let is_query = request.headers().get("x-amz-target").is_none();
        if let Some(answer) = fault.in_place(is_query) {
            return HttpConnectorFuture::ready(answer);
        }
        let inner = self.1.clone();
        HttpConnectorFuture::new(async move {
            let answer = inner.call(request).await?;
            if fault == Fault::Silence {
                std::future::pending::<()>().await;
            }
            fault.spoil(answer)
        })
    }
}
