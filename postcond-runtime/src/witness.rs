//! When a write happened, in the server's time.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
    FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use aws_types::request_id::RequestId;
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::Mutation;
use crate::ambiguity::may_have_landed;
use crate::sent::SentWrite;

/// How far server clocks, and the date a service gives a change, may lie before the `Date` header.
const SLACK_BEFORE: Duration = Duration::from_secs(2);
/// The `Date` header is cut to the second.
const SLACK_AFTER: Duration = Duration::from_secs(1);
/// How wrong the local clock may be, where an answer has no `Date` header.
const LOCAL_CLOCK_SLACK: Duration = Duration::from_secs(30);
/// How long the answer to a read may have been under way with the date that another write is told by.
const SLACK_OF_READS: Duration = Duration::from_secs(2);

/// When the write happened, in the server's time: a check's means of telling this life of a
/// resource from an earlier one, and a stale copy from a later change.
///
/// Two moments bracket the write. The earliest is the `Date` header of its response, less the time
/// the whole call took, retries included, less 2 s. The latest is the header plus 1 s. Without a
/// header the local clock stands in, with 30 s of slack before, and no date counts as later.
///
/// Of a write that was not answered, the header of a read-back stands in, less the time since.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    not_before: DateTime,
    not_after: Option<DateTime>,
    request_id: Option<String>,
    sent: Sent,
}

/// What a call has sent, as far as its own answer does not show it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sent {
    idempotency_token: Option<String>,
    secret: bool,
}

impl Sent {
    pub(crate) fn of<O: Mutation>(input: &O::Input) -> Self {
        Self {
            idempotency_token: O::idempotency_token(input).map(str::to_owned),
            secret: O::has_secret(input),
        }
    }
}

impl Witness {
    /// The witness of a write whose response carried `date` and whose call took `took`.
    #[must_use]
    pub fn dated(date: SystemTime, took: Duration) -> Self {
        let not_before = earlier(date, took + SLACK_BEFORE);
        Self::between(not_before, Some(date + SLACK_AFTER))
    }

    /// The witness of a write that was not answered, and was under way between these moments of the
    /// server's clock, each known to the second.
    fn unanswered(began: SystemTime, returned: SystemTime) -> Self {
        let not_before = earlier(began, SLACK_BEFORE);
        Self::between(not_before, Some(returned + SLACK_AFTER + SLACK_OF_READS))
    }

    /// The witness of a write whose response carried no date, returned at `now` on the local clock.
    #[must_use]
    pub fn undated(now: SystemTime, took: Duration) -> Self {
        Self::between(earlier(now, took + LOCAL_CLOCK_SLACK), None)
    }

    /// Of what was sent and answered, nothing is known yet.
    fn between(not_before: DateTime, not_after: Option<SystemTime>) -> Self {
        Self {
            not_before,
            not_after: not_after.map(DateTime::from),
            request_id: None,
            sent: Sent::default(),
        }
    }

    /// Whether `date` is not from before the write: it is this write's, or a later one's. To the
    /// second. `false` without a date.
    #[must_use]
    pub fn covers(&self, date: Option<&DateTime>) -> bool {
        date.is_some_and(|date| date.secs() >= self.not_before.secs())
    }

    /// Whether `date` is surely from after the write: somebody has made a change since. To the
    /// second. `false` without a date, and where the write's response carried none.
    #[must_use]
    pub fn precedes(&self, date: Option<&DateTime>) -> bool {
        let (Some(date), Some(not_after)) = (date, &self.not_after) else {
            return false;
        };
        date.secs() > not_after.secs()
    }

    /// The request id of the write.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The idempotency token that the call was sent with: the caller's own, or the one that the SDK
    /// has made up. `None` where the operation has none.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        self.sent.idempotency_token.as_deref()
    }

    /// Whether the call was sent with a secret in its input, which checks do not see.
    #[must_use]
    pub fn sent_secret(&self) -> bool {
        self.sent.secret
    }
}

/// The server's clock, as an answer has shown it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ServerClock {
    date: SystemTime,
    at: Instant,
}

impl ServerClock {
    /// The clock of the server that this answer has just come from; `None` without a date.
    pub(crate) fn read(response: &HttpResponse) -> Option<Self> {
        Some(Self {
            date: server_date(response)?,
            at: Instant::now(),
        })
    }

    /// What the clock showed at an earlier moment, to the second.
    fn showed(&self, moment: Instant) -> SystemTime {
        let since = self.at.saturating_duration_since(moment);
        self.date
            .checked_sub(since)
            .unwrap_or(SystemTime::UNIX_EPOCH)
    }
}

fn earlier(moment: SystemTime, by: Duration) -> DateTime {
    DateTime::from(moment.checked_sub(by).unwrap_or(SystemTime::UNIX_EPOCH))
}

tokio::task_local! {
    /// The record of the write that the current task is sending.
    static WRITE: Arc<Mutex<Record>>;
}

/// Takes down what was sent for a write, when it happened, and whether it may have happened although
/// it failed. One is made for each write, before it is sent.
#[derive(Clone, Debug)]
pub(crate) struct WitnessRecorder {
    started: Instant,
    record: Arc<Mutex<Record>>,
}

/// An interceptor that notes each write for its [`WitnessRecorder`].
///
/// Generated clients install it once, since an interceptor for one request costs more than all else
/// that they do. Writes that nobody records are not noted.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriteRecorder;

#[derive(Debug)]
struct Record {
    write: SentWrite,
    sent: Sent,
    date: Option<SystemTime>,
    request_id: Option<String>,
    /// Whether the current attempt has been sent.
    attempt_is_sent: bool,
    /// Whether any attempt failed without a word on what it has done.
    may_have_landed: bool,
    /// Whether the last attempt was refused: the service has answered, and done nothing.
    is_refused: bool,
}

impl Record {
    fn new(write: SentWrite) -> Self {
        Self {
            write,
            sent: Sent::default(),
            date: None,
            request_id: None,
            attempt_is_sent: false,
            may_have_landed: false,
            is_refused: false,
        }
    }
}

impl WitnessRecorder {
    /// Starts the clock: call this just before the write is sent.
    pub(crate) fn start(write: SentWrite) -> Self {
        Self {
            started: Instant::now(),
            record: Arc::new(Mutex::new(Record::new(write))),
        }
    }

    /// What is known of the write.
    pub(crate) fn write<T>(&self, ask: impl FnOnce(&mut SentWrite) -> T) -> T {
        ask(&mut self.record.lock().write)
    }

    /// Sends the write, and takes it down.
    pub(crate) async fn record<T>(&self, send: impl Future<Output = T>) -> T {
        WRITE.scope(Arc::clone(&self.record), send).await
    }

    /// The witness of the write, which has just been answered.
    pub(crate) fn witness(&self) -> Witness {
        let record = self.record.lock();
        let took = self.started.elapsed();
        let witness = match record.date {
            Some(date) => Witness::dated(date, took),
            None => Witness::undated(SystemTime::now(), took),
        };
        Witness {
            request_id: record.request_id.clone(),
            sent: record.sent.clone(),
            ..witness
        }
    }

    /// The witness of the write, which has failed at `returned` without a word on whether it landed.
    /// By the server's clock, if a read has shown it since: the local one may be wrong by more than
    /// tells this write from another.
    pub(crate) fn unanswered(&self, clock: Option<ServerClock>, returned: Instant) -> Witness {
        let witness = match clock {
            Some(clock) => Witness::unanswered(clock.showed(self.started), clock.showed(returned)),
            None => Witness::undated(SystemTime::now(), self.started.elapsed()),
        };
        Witness {
            sent: self.record.lock().sent.clone(),
            ..witness
        }
    }

    /// Whether any attempt at the write failed without a word on what it has done: a later one may
    /// have been refused because of what it did.
    pub(crate) fn may_have_landed(&self) -> bool {
        self.record.lock().may_have_landed
    }

    /// Whether the last attempt was refused: for what an earlier one has done, or for what somebody
    /// else has.
    pub(crate) fn is_refused(&self) -> bool {
        self.record.lock().is_refused
    }
}

/// Nobody is told of a write that nobody records.
fn with_record(note: impl FnOnce(&mut Record)) {
    // There is nobody to tell of it, either.
    let _ = WRITE.try_with(|record| note(&mut record.lock()));
}

#[dyn_dispatch_hint]
impl Intercept for WriteRecorder {
    fn name(&self) -> &'static str {
        "postcond::WriteRecorder"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // Of the input as it is sent: the SDK fills in the token at the last moment.
        with_record(|record| record.sent = record.write.serialized(context.input()));
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        runtime_components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        with_record(|record| {
            record.attempt_is_sent = true;
            let request = context.request();
            record.write.transmitted(request, runtime_components);
        });
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        with_record(|record| {
            let was_sent = std::mem::take(&mut record.attempt_is_sent);
            if let (true, Some(Ok(_))) = (was_sent, context.output_or_error()) {
                record.write.accepted();
            }
            if let (true, Some(Err(error))) = (was_sent, context.output_or_error()) {
                let status = context.response().map(|it| it.status().as_u16());
                let leaves_it_open = may_have_landed(error, status);
                record.may_have_landed |= leaves_it_open;
                record.is_refused = !leaves_it_open && status.is_some();
                if let Some(status) = status.filter(|_| record.is_refused) {
                    record.write.refused(error, status);
                }
            }
        });
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(response) = context.response() {
            with_record(|record| {
                record.date = server_date(response);
                record.request_id = response.headers().request_id().map(str::to_owned);
            });
        }
        Ok(())
    }
}

fn server_date(response: &HttpResponse) -> Option<SystemTime> {
    let date = DateTime::from_str(response.headers().get("date")?, Format::HttpDate).ok()?;
    SystemTime::try_from(date).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(secs)
    }

    fn date(secs: i64) -> DateTime {
        DateTime::from_secs_and_nanos(secs, 999_000_000)
    }

    fn recorder() -> WitnessRecorder {
        WitnessRecorder::start(SentWrite::unknown())
    }

    #[test]
    fn two_moments_bracket_the_write() {
        let witness = Witness::dated(at(1_000), Duration::from_secs(3));
        for (secs, covers, precedes) in [
            (994, false, false),
            (995, true, false),
            (1_001, true, false),
            (1_002, true, true),
        ] {
            assert_eq!(witness.covers(Some(&date(secs))), covers, "{secs}");
            assert_eq!(witness.precedes(Some(&date(secs))), precedes, "{secs}");
        }
    }

    #[test]
    fn without_a_header_the_local_clock_allows_more_and_nothing_is_later() {
        let witness = Witness::undated(at(1_000), Duration::ZERO);
        assert!(witness.covers(Some(&date(970))));
        assert!(!witness.covers(Some(&date(969))));
        assert!(!witness.precedes(Some(&date(9_999))));
    }

    #[test]
    fn an_absent_date_proves_nothing() {
        let witness = Witness::dated(at(1_000), Duration::ZERO);
        assert!(!witness.covers(None));
        assert!(!witness.precedes(None));
    }

    #[tokio::test(start_paused = true)]
    async fn a_write_that_was_not_answered_is_dated_by_a_later_read() {
        let recorder = recorder();
        tokio::time::advance(Duration::from_secs(5)).await;
        let returned = Instant::now();
        tokio::time::advance(Duration::from_secs(60)).await;
        let clock = ServerClock {
            date: at(1_065),
            at: Instant::now(),
        };
        // A later look sees the same.
        tokio::time::advance(Duration::from_secs(60)).await;
        let witness = recorder.unanswered(Some(clock), returned);
        for (secs, covers, precedes) in [
            (997, false, false),
            (998, true, false),
            (1_008, true, false),
            (1_009, true, true),
        ] {
            assert_eq!(witness.covers(Some(&date(secs))), covers, "{secs}");
            assert_eq!(witness.precedes(Some(&date(secs))), precedes, "{secs}");
        }
    }
}
