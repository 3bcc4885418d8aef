//! One clock for everything: tokio's, counted from the start of the simulator.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::TimeSource;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use parking_lot::Mutex;
use tokio::time::Instant;

/// How finely the service dates what it changes, where its API has finer dates than whole seconds: in parameters. All
/// other dates are cut to whole seconds, as the `date` header of every answer is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatePrecision {
    /// Cut to the millisecond, as Parameter Store's own dates are.
    #[default]
    Milliseconds,
    /// Cut to the second, as with some stand-ins for AWS.
    Seconds,
}

/// Tokio's clock, and the calendar time that the simulated service shows for it.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    /// What the service showed at the start, or would have shown if its clock has been set since.
    epoch: Arc<Mutex<SystemTime>>,
    precision: DatePrecision,
    started: Arc<OnceLock<Instant>>,
}

impl Clock {
    /// A clock that starts now in a runtime, and at its first use outside of one: only then is it certain which
    /// runtime's clock, paused or not, it has to follow.
    pub(crate) fn new(epoch: SystemTime, precision: DatePrecision) -> Self {
        let clock = Self {
            epoch: Arc::new(Mutex::new(epoch)),
            precision,
            started: Arc::default(),
        };
        if tokio::runtime::Handle::try_current().is_ok() {
            clock.started();
        }
        clock
    }

    fn started(&self) -> Instant {
        *self.started.get_or_init(Instant::now)
    }

    pub(crate) fn elapsed(&self) -> Duration {
        let started = self.started();
        Instant::now().saturating_duration_since(started)
    }

    /// Shows `date` now.
    pub(crate) fn set(&self, date: SystemTime) {
        let elapsed = self.elapsed();
        let epoch = date.checked_sub(elapsed);
        *self.epoch.lock() = epoch.unwrap_or(SystemTime::UNIX_EPOCH);
    }

    /// The calendar time that the service shows `elapsed` after the start.
    pub(crate) fn calendar(&self, elapsed: Duration) -> DateTime {
        DateTime::from(*self.epoch.lock() + elapsed)
    }

    /// The date of a change made `elapsed` after the start.
    pub(crate) fn date(&self, elapsed: Duration) -> DateTime {
        let calendar = self.calendar(elapsed);
        let nanos = match self.precision {
            DatePrecision::Milliseconds => calendar.subsec_nanos() / 1_000_000 * 1_000_000,
            DatePrecision::Seconds => 0,
        };
        DateTime::from_secs_and_nanos(calendar.secs(), nanos)
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        *self.epoch.lock() + self.elapsed()
    }
}

/// The value of a `date` header, which has whole seconds only.
pub(crate) fn http_date(calendar: DateTime) -> Option<String> {
    DateTime::from_secs(calendar.secs())
        .fmt(Format::HttpDate)
        .ok()
}
