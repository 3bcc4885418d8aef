//! When a write happened, in the server's time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::FinalizerInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use aws_types::request_id::RequestId;
use tokio::time::Instant;

/// How far server clocks, and the date a service gives a change, may lie before the `Date` header.
const SLACK_BEFORE: Duration = Duration::from_secs(2);
/// The `Date` header is cut to the second.
const SLACK_AFTER: Duration = Duration::from_secs(1);
/// How wrong the local clock may be, where an answer has no `Date` header.
const LOCAL_CLOCK_SLACK: Duration = Duration::from_secs(30);

/// When the write happened, in the server's time: a check's means of telling this life of a
/// resource from an earlier one, and a stale copy from a later change.
///
/// Two moments bracket the write. The earliest is the `Date` header of its response, less the time
/// the whole call took, retries included, less 2 s. The latest is the header plus 1 s. Without a
/// header the local clock stands in, with 30 s of slack before, and no date counts as later.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    not_before: DateTime,
    not_after: Option<DateTime>,
    request_id: Option<String>,
}

impl Witness {
    /// The witness of a write whose response carried `date` and whose call took `took`.
    #[must_use]
    pub fn dated(date: SystemTime, took: Duration) -> Self {
        Self {
            not_before: earlier(date, took + SLACK_BEFORE),
            not_after: Some(DateTime::from(date + SLACK_AFTER)),
            request_id: None,
        }
    }

    /// The witness of a write whose response carried no date, returned at `now` on the local clock.
    #[must_use]
    pub fn undated(now: SystemTime, took: Duration) -> Self {
        Self {
            not_before: earlier(now, took + LOCAL_CLOCK_SLACK),
            not_after: None,
            request_id: None,
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
}

fn earlier(moment: SystemTime, by: Duration) -> DateTime {
    DateTime::from(moment.checked_sub(by).unwrap_or(SystemTime::UNIX_EPOCH))
}

/// An interceptor that takes down when a write happened. One is made for each write, before it is
/// sent.
#[derive(Clone, Debug)]
pub struct WitnessRecorder {
    started: Instant,
    answer: Arc<Mutex<Answer>>,
}

#[derive(Debug, Default)]
struct Answer {
    date: Option<SystemTime>,
    request_id: Option<String>,
}

impl WitnessRecorder {
    /// Starts the clock: call this just before the write is sent.
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "a start of a clock is no default"
    )]
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            answer: Arc::default(),
        }
    }

    /// The witness of the write, which has just been answered.
    #[must_use]
    pub fn witness(&self) -> Witness {
        let answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        let took = self.started.elapsed();
        let witness = match answer.date {
            Some(date) => Witness::dated(date, took),
            None => Witness::undated(SystemTime::now(), took),
        };
        Witness {
            request_id: answer.request_id.clone(),
            ..witness
        }
    }
}

#[dyn_dispatch_hint]
impl Intercept for WitnessRecorder {
    fn name(&self) -> &'static str {
        "postcond::WitnessRecorder"
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(response) = context.response() {
            let mut answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
            answer.date = server_date(response);
            answer.request_id = response.headers().request_id().map(str::to_owned);
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
}
