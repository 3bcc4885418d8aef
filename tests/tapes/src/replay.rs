//! Answering from a tape.

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use parking_lot::Mutex;
use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::tape::{Exchange, Tape, name};

/// An HTTP client that answers from a tape, and a clock that shows what the client's clock showed.
///
/// Writes are made in the order of the tape. Between two of them, a read is answered by the next one on the tape
/// with the same operation and body; one that is asked more often than it was, as it was last. Reads may go
/// unasked: a program has made some of its own. All else is an error, and noted as one of the
/// [`problems`](Self::problems).
#[derive(Clone, Debug)]
pub struct Replay(Arc<Playing>);

#[derive(Debug)]
struct Playing {
    tape: Tape,
    began: Instant,
    position: Mutex<Position>,
}

#[derive(Debug, Default)]
struct Position {
    /// The first exchange after the write that was asked last.
    since: usize,
    /// In the order in which they were asked.
    answered: Vec<usize>,
    repeated: usize,
    problems: Vec<String>,
}

impl Replay {
    /// Plays a tape from its beginning, which is now on tokio's clock.
    #[must_use]
    pub fn of(tape: Tape) -> Self {
        Self(Arc::new(Playing {
            tape,
            began: Instant::now(),
            position: Mutex::default(),
        }))
    }

    /// The first write that was not asked yet. It is the next one that may be.
    #[must_use]
    pub fn next_write(&self) -> Option<&Exchange> {
        let since = self.0.position.lock().since;
        let mut rest = self.0.tape.exchanges().iter().skip(since);
        rest.find(|it| !it.is_read())
    }

    /// The answer to the last request of this operation so far.
    #[must_use]
    pub fn last_answer_to(&self, operation: &str) -> Option<&Exchange> {
        let position = self.0.position.lock();
        let mut answered = position.answered.iter().rev();
        let exchanges = self.0.tape.exchanges();
        let last = answered.find(|index| exchanges[**index].operation == operation);
        last.map(|index| &exchanges[*index])
    }

    /// Waits until the client's clock shows what it did when this was sent.
    pub async fn until(&self, exchange: &Exchange) {
        let left = exchange.sent_at().duration_since(self.now());
        sleep(left.unwrap_or_default()).await;
    }

    /// How many requests of the tape were asked.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.0.position.lock().answered.len()
    }

    /// How many reads were asked more often than they were recorded.
    #[must_use]
    pub fn repeated(&self) -> usize {
        self.0.position.lock().repeated
    }

    /// What was asked and is not on the tape, in words.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        self.0.position.lock().problems.clone()
    }
}

impl TimeSource for Replay {
    fn now(&self) -> SystemTime {
        let first = self.0.tape.exchanges().first();
        first.map_or(SystemTime::UNIX_EPOCH, Exchange::sent_at) + self.0.began.elapsed()
    }
}

impl Playing {
    /// What answers a request, if it is on the tape.
    fn answer_to(&self, operation: &str, body: &Value) -> Result<&Exchange, String> {
        let mut position = self.position.lock();
        let exchanges = self.tape.exchanges();
        let is_asked = |index: &usize| {
            let exchange = &exchanges[*index];
            exchange.operation == operation && said(&exchange.body) == said(body)
        };
        let within = self.until_the_next_write(position.since);
        let unasked = within
            .clone()
            .filter(|index| !position.answered.contains(index))
            .find(is_asked);
        if let Some(index) = unasked {
            position.answered.push(index);
            if !exchanges[index].is_read() {
                position.since = index + 1;
            }
            return Ok(&exchanges[index]);
        }
        let last = within.rev().filter(|index| exchanges[*index].is_read());
        if let Some(index) = last.into_iter().find(is_asked) {
            position.repeated += 1;
            return Ok(&exchanges[index]);
        }
        let problem = self.problem(operation, body, position.since);
        position.problems.push(problem.clone());
        Err(problem)
    }

    /// From an exchange to the first write after it, with that.
    fn until_the_next_write(&self, since: usize) -> Range<usize> {
        let exchanges = self.tape.exchanges();
        let write = exchanges[since..].iter().position(|it| !it.is_read());
        since..write.map_or(exchanges.len(), |write| since + write + 1)
    }

    fn problem(&self, operation: &str, body: &Value, since: usize) -> String {
        let exchanges = self.tape.exchanges();
        let after = match since.checked_sub(1).map(|last| &exchanges[last]) {
            Some(last) => format!("after request {since}, {}", last.name()),
            None => "at the beginning".to_owned(),
        };
        let there = exchanges[self.until_the_next_write(since)].iter();
        let there = there.map(|it| format!("{} {}", it.name(), it.body));
        let there = match there.collect::<Vec<String>>() {
            none if none.is_empty() => "nothing more".to_owned(),
            some => some.join(", "),
        };
        let asked = name(operation);
        format!("{asked} {body} is not on the tape: {after}, it has {there}")
    }
}

/// What a body says: a member that is `false` says no more than one that is missing, and a token is the SDK's own.
fn said(body: &Value) -> Value {
    let mut body = body.clone();
    if let Value::Object(members) = &mut body {
        members.retain(|name, value| name != "ClientRequestToken" && *value != Value::Bool(false));
    }
    body
}

impl HttpClient for Replay {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Replay {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let operation = request.headers().get("x-amz-target").unwrap_or_default();
        let body = request.body().bytes().unwrap_or_default();
        let body = serde_json::from_slice(body).unwrap_or_default();
        let exchange = match self.0.answer_to(operation, &body) {
            Ok(exchange) => exchange.clone(),
            Err(problem) => {
                let error = ConnectorError::other(problem.into(), None);
                return HttpConnectorFuture::ready(Err(error));
            }
        };
        HttpConnectorFuture::new(async move {
            sleep(Duration::from_millis(exchange.took_ms)).await;
            answer(&exchange)
        })
    }
}

fn answer(exchange: &Exchange) -> Result<HttpResponse, ConnectorError> {
    let Some(status) = exchange.status else {
        return Err(ConnectorError::io("no answer, as on the tape".into()));
    };
    let status = status.try_into();
    let status = status.map_err(|error| ConnectorError::other(Box::new(error), None))?;
    let body = match &exchange.answer {
        Value::String(text) => text.clone(),
        json => json.to_string(),
    };
    let mut answer = HttpResponse::new(status, SdkBody::from(body));
    for (name, value) in &exchange.headers {
        answer.headers_mut().insert(name.clone(), value.clone());
    }
    Ok(answer)
}
