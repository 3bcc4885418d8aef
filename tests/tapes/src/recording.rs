//! Making a tape.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use parking_lot::Mutex;
use serde_json::Value;

use crate::redaction::Redaction;
use crate::tape::Exchange;

/// Those of an answer's headers that the SDK or postcond looks at, less the request's id.
const HEADERS: [&str; 3] = ["content-type", "date", "retry-after"];
const REQUEST_ID: &str = "x-amzn-requestid";

/// An interceptor that writes each request and its answer to a tape: every attempt, and every read-back of a
/// client of postcond's that is made over the client that has it.
///
/// Account ids, request ids, ARNs, access keys and values are replaced, the same by the same, and no header of a
/// request is written.
#[derive(Clone)]
pub struct Recording(Arc<Mutex<Tape>>);

struct Tape {
    written: Box<dyn Write + Send>,
    redaction: Redaction,
    requests: usize,
    /// The first problem, after which nothing is written.
    problem: Option<io::Error>,
}

impl fmt::Debug for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recording").finish_non_exhaustive()
    }
}

/// A request that is under way.
#[derive(Debug)]
struct Sent {
    at: SystemTime,
    operation: String,
    body: Value,
}

impl Storable for Sent {
    type Storer = StoreReplace<Self>;
}

impl Recording {
    /// Begins a tape in a file that is not there yet.
    ///
    /// # Errors
    ///
    /// If the file is there already, or cannot be made.
    pub fn create(path: impl AsRef<Path>) -> io::Result<Self> {
        File::create_new(path).map(Self::to)
    }

    /// Begins a tape in what is written here.
    pub fn to(written: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Tape {
            written: Box::new(written),
            redaction: Redaction::default(),
            requests: 0,
            problem: None,
        })))
    }

    /// How many requests are on the tape.
    ///
    /// # Errors
    ///
    /// If one of them could not be written.
    pub fn finish(&self) -> io::Result<usize> {
        let mut tape = self.0.lock();
        match tape.problem.take() {
            Some(problem) => Err(problem),
            None => tape.written.flush().map(|()| tape.requests),
        }
    }
}

impl Tape {
    fn write(&mut self, sent: &Sent, now: SystemTime, answer: Option<&HttpResponse>) {
        if self.problem.is_some() {
            return;
        }
        let exchange = self.exchange(sent, now, answer);
        let line = serde_json::to_string(&exchange).map_err(io::Error::other);
        match line.and_then(|line| writeln!(self.written, "{line}")) {
            Ok(()) => self.requests += 1,
            Err(problem) => self.problem = Some(problem),
        }
    }

    fn exchange(
        &mut self,
        sent: &Sent,
        now: SystemTime,
        answer: Option<&HttpResponse>,
    ) -> Exchange {
        let took = now.duration_since(sent.at).unwrap_or_default();
        let header = |name| answer.and_then(|it| it.headers().get(name));
        let id = header(REQUEST_ID).map(|id| self.redaction.request_id(id));
        let headers = HEADERS.iter().filter_map(|name| {
            let value = header(name)?;
            Some(((*name).to_owned(), value.to_owned()))
        });
        let id = id.map(|id| (REQUEST_ID.to_owned(), id));
        Exchange {
            at: to_the_millisecond(sent.at),
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            operation: sent.operation.clone(),
            // First: a message may quote it.
            body: self.redaction.body(&sent.body),
            status: answer.map(|it| it.status().as_u16()),
            headers: headers.chain(id).collect(),
            answer: answer.map_or(Value::Null, |it| {
                self.redaction.body(&body(it.body().bytes()))
            }),
        }
    }
}

fn to_the_millisecond(time: SystemTime) -> DateTime {
    let time = DateTime::from(time);
    time.to_millis().map_or(time, DateTime::from_millis)
}

/// What was sent or answered: a string, if it is no JSON.
fn body(bytes: Option<&[u8]>) -> Value {
    let bytes = bytes.unwrap_or_default();
    let text = || Value::String(String::from_utf8_lossy(bytes).into_owned());
    serde_json::from_slice(bytes).unwrap_or_else(|_| text())
}

#[dyn_dispatch_hint]
impl Intercept for Recording {
    fn name(&self) -> &'static str {
        "Recording"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let operation = request.headers().get("x-amz-target").unwrap_or_default();
        cfg.interceptor_state().store_put(Sent {
            at: now(components),
            operation: operation.to_owned(),
            body: body(request.body().bytes()),
        });
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // An attempt that was never sent, as for want of credentials, has nothing of its own here.
        let Some(sent) = cfg.load::<Sent>() else {
            return Ok(());
        };
        self.0
            .lock()
            .write(sent, now(components), context.response());
        cfg.interceptor_state().unset::<Sent>();
        Ok(())
    }
}

fn now(components: &RuntimeComponents) -> SystemTime {
    let time = components.time_source();
    time.map_or_else(SystemTime::now, |time| time.now())
}
