//! Takes connections, and answers what comes over them.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{CONNECTION, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use postcond_sim::ConnectionReset;
use serde_json::json;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};

use super::body::{self, Unread};
use super::control;
use super::report::Report;
use super::served::Served;
use super::settings::Settings;

/// How long no connection is taken after one could not be: there may be too many.
const PAUSE: Duration = Duration::from_millis(50);

pub(crate) struct Server {
    listener: TcpListener,
    address: SocketAddr,
    served: Arc<Served>,
}

/// Why a server cannot be started.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    #[error("127.0.0.1:{port} is in use; `--port 0` takes a port that is free")]
    InUse { port: u16 },
    #[error("cannot listen on 127.0.0.1:{port}: {source}")]
    Listen { port: u16, source: io::Error },
    #[error("{0}")]
    Simulator(String),
}

/// Why a connection ends without an answer.
#[derive(Debug, thiserror::Error)]
enum Unanswered {
    #[error(transparent)]
    Reset(#[from] ConnectionReset),
    #[error("hung up in the middle of a request")]
    HungUp,
}

impl Server {
    pub(crate) async fn bind(settings: Settings) -> Result<Self, StartError> {
        let port = settings.port;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let cannot = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => StartError::InUse { port },
            _ => StartError::Listen { port, source },
        };
        let listener = listener.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let served = Served::new(settings).map_err(StartError::Simulator)?;
        Ok(Self {
            listener,
            address,
            served: Arc::new(served),
        })
    }

    /// Where it listens, and what follows from which seed.
    pub(crate) fn introduction(&self) -> String {
        let in_words = self.served.settings().in_words();
        format!("listening on http://{}\n{in_words}", self.address)
    }

    /// Serves until this is over. What is under way is then dropped: it may be meant to take for ever.
    pub(crate) async fn run(self, until: impl Future<Output = ()>) -> Report {
        tokio::select! {
            never = self.accept() => match never {},
            () = until => self.served.report(),
        }
    }

    async fn accept(&self) -> Infallible {
        loop {
            match self.listener.accept().await {
                Ok((stream, client)) => {
                    tokio::spawn(connection(stream, client, Arc::clone(&self.served)));
                }
                Err(error) => {
                    complain(&format_args!("a connection could not be taken: {error}"));
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }
}

/// Says what is wrong, if anybody listens: where nobody does, there is nobody to be told that either.
pub(crate) fn complain(what: &dyn fmt::Display) {
    let _ = writeln!(io::stderr(), "postcond-sim: {what}");
}

async fn connection(stream: TcpStream, client: SocketAddr, served: Arc<Served>) {
    // Without it, only slower.
    let _ = stream.set_nodelay(true);
    if let Err(words) = requests(stream, &served).await {
        complain(&format_args!("client {client}: {words}"));
    }
}

/// Answers the requests of one connection until it ends; says how, unless it was meant to.
pub(crate) async fn requests(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    served: &Served,
) -> Result<(), String> {
    let service = service_fn(|request| answer(served, request));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    match connection.await {
        Ok(()) => Ok(()),
        Err(error) => in_words(&error).map_or(Ok(()), Err),
    }
}

/// What went wrong with a connection; None if it was meant to.
fn in_words(error: &hyper::Error) -> Option<String> {
    let cause = error
        .source()
        .and_then(|it| it.downcast_ref::<Unanswered>());
    match cause {
        Some(Unanswered::Reset(_)) => None,
        Some(hung_up @ Unanswered::HungUp) => Some(hung_up.to_string()),
        None if error.is_incomplete_message() => Some(Unanswered::HungUp.to_string()),
        None if error.is_parse() => Some(format!("sent no HTTP request: {error}")),
        None => Some(with_causes(error)),
    }
}

/// An error that says itself only what it was about.
fn with_causes(error: &hyper::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}

async fn answer(
    served: &Served,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Unanswered> {
    let (head, body) = request.into_parts();
    let limit = served.settings().body_limit;
    let body = match body::read(body, limit).await {
        Ok(body) => body,
        Err(Unread::TooLarge) => return Ok(too_large(limit)),
        Err(Unread::Malformed(error)) => return Ok(malformed(&error)),
        Err(Unread::HungUp) => return Err(Unanswered::HungUp),
    };
    if let Some(path) = control::named(head.uri.path()) {
        return Ok(control::answer(served, &head.method, path, &body).await);
    }
    let request = Request::from_parts(head, body);
    let answer = served.simulator().serve(request).await?;
    Ok(answer.map(Full::new))
}

/// In the form that clients of AWS read.
fn unread(status: StatusCode, code: &str, message: &str) -> Response<Full<Bytes>> {
    let body = json!({ "__type": code, "message": message });
    let mut response = Response::new(Full::from(body.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    let json = HeaderValue::from_static("application/x-amz-json-1.1");
    headers.insert(CONTENT_TYPE, json);
    // None of the simulator's, which has not heard of the request.
    let id = format!("{:032x}", rand::random::<u128>());
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert("x-amzn-requestid", id);
    }
    response
}

fn too_large(limit: usize) -> Response<Full<Bytes>> {
    let message = format!(
        "The body is larger than {limit} bytes, the most that this simulator reads; see `--body-limit`."
    );
    let (status, code) = (
        StatusCode::PAYLOAD_TOO_LARGE,
        "RequestEntityTooLargeException",
    );
    unread(status, code, &message)
}

fn malformed(error: &hyper::Error) -> Response<Full<Bytes>> {
    let message = format!(
        "The body is not of the form that the head of the request says: {}.",
        with_causes(error)
    );
    unread(StatusCode::BAD_REQUEST, "SerializationException", &message)
}
