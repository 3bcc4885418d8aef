//! What happened in a history, as the oracle needs it: what was sent and answered, and what each call came to.

use std::cell::Cell;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll};
use std::time::Duration;

use postcond::runtime::Evidence;
use postcond_sim::{Shown, Write};
use tokio::time::Instant;

use crate::activity::Activity;
use crate::program::{Op, Who};

thread_local! {
    /// The call whose future is being polled.
    static CURRENT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The call whose future is being polled.
pub(crate) fn current() -> Option<usize> {
    CURRENT.get()
}

/// A future that is part of a call.
pub(crate) struct OfCall<F> {
    pub(crate) call: usize,
    pub(crate) future: F,
}

impl<F: Future + Unpin> Future for OfCall<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let before = CURRENT.replace(Some(self.call));
        let polled = Pin::new(&mut self.future).poll(context);
        CURRENT.set(before);
        polled
    }
}

/// What happened so far. All times are since the start of the history.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) calls: Vec<Call>,
    pub(crate) settlings: Vec<Settling>,
    pub(crate) exchanges: Vec<Exchange>,
    /// What has not ended within an hour.
    pub(crate) hung: Vec<String>,
    /// When the first future was held.
    pub(crate) first_held: Option<Duration>,
    /// Whether a future was dropped that had not ended.
    pub(crate) has_dropped: bool,
}

/// One call of the program.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) step: usize,
    pub(crate) who: Who,
    pub(crate) op: Op,
    /// Whether it was polled without a break until it ended.
    pub(crate) steadily_polled: bool,
    /// When the SDK's call returned, and whether with an output.
    pub(crate) returned: Option<(Duration, bool)>,
    pub(crate) finish: Option<Finish>,
    /// What became of it in the scope.
    pub(crate) settled: Option<Finish>,
}

/// What a call or a write of the scope came to, and what reads showed of it at that instant.
#[derive(Debug)]
pub(crate) struct Finish {
    pub(crate) at: Duration,
    pub(crate) came_to: CameTo,
    pub(crate) evidence: Evidence,
    pub(crate) shown: Vec<Landed>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CameTo {
    Confirmed,
    /// A later write of the scope overwrote it; whether only in part.
    Superseded,
    ConfirmedInPart,
    /// It succeeded, and says that nothing was confirmed.
    Unverified(String),
    Unconfirmed(String),
    Ambiguous(String),
    Failed(String),
    /// It was sent in the scope, or by a plain client.
    Sent,
}

/// A write that has landed, and what reads show of it.
#[derive(Clone, Debug)]
pub(crate) struct Landed {
    pub(crate) write: Write,
    pub(crate) is_away: bool,
    pub(crate) shown: Vec<Shown>,
}

/// One settling of the scope, or of one of its writes.
#[derive(Debug)]
pub(crate) struct Settling {
    pub(crate) step: usize,
    pub(crate) steadily_polled: bool,
    pub(crate) began: Duration,
    pub(crate) ended: Option<Duration>,
    /// Of all of the scope, with nothing left unconfirmed: the calls that it settled, and all writes so far.
    pub(crate) claims: Option<(Vec<usize>, Vec<Landed>)>,
}

/// One request of a client.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) call: Option<usize>,
    pub(crate) kind: Kind,
    pub(crate) operation: String,
    pub(crate) invocation_id: String,
    pub(crate) began: Duration,
    pub(crate) ended: Option<Duration>,
    /// The status and the request id of the answer, if one arrived.
    pub(crate) answer: Option<(u16, String)>,
    /// The code and the words of an answer that is an error.
    pub(crate) refusal: Option<(String, String)>,
    /// How many of its kind were on their way when it began, itself included, less those that others may pass by. `None`
    /// where it goes on beside those that have passed it by.
    pub(crate) in_flight: Option<usize>,
    pub(crate) activity: Activity,
}

/// What limits apply to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A read of this service by its consistent client.
    ReadBack(&'static str),
    WriteOfScope,
    Other,
}

/// A handle on the log.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    log: Arc<Mutex<Log>>,
    began: Instant,
}

impl Record {
    pub(crate) fn new() -> Self {
        Self {
            log: Arc::default(),
            began: Instant::now(),
        }
    }

    pub(crate) fn now(&self) -> Duration {
        self.began.elapsed()
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap()
    }

    /// Takes down a call that is about to begin.
    pub(crate) fn call(&self, step: usize, who: Who, op: Op) -> usize {
        let mut log = self.log();
        log.calls.push(Call {
            step,
            who,
            op,
            steadily_polled: true,
            returned: None,
            finish: None,
            settled: None,
        });
        log.calls.len() - 1
    }

    /// The invocations of a call's mutation.
    pub(crate) fn invocations(&self, call: usize) -> Vec<String> {
        let log = self.log();
        let sent = log.exchanges.iter();
        let sent = sent.filter(|it| it.call == Some(call) && !is_read(&it.operation));
        sent.map(|it| it.invocation_id.clone()).collect()
    }
}

/// Whether an operation of either service reads.
pub(crate) fn is_read(operation: &str) -> bool {
    ["Get", "List", "Describe"]
        .iter()
        .any(|verb| operation.starts_with(verb))
}
