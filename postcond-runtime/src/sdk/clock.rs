//! What an endpoint's clock shows, as far as the `Date` headers of its answers tell.
//!
//! Cristian's algorithm, by intervals. An answer was dated after its request was sent and before it
//! arrived, by a clock that then showed the second of its `Date` header. So each answer says what the
//! clock showed at least when it arrived, and at most when its request was sent; the best of all
//! answers bounds what it showed at any moment of the local monotonic clock. The local wall clock plays
//! no part.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::sdk::place::host;

/// How much the clocks of the hosts behind one endpoint may differ: answers that show more contradict
/// each other. NTP keeps the hosts of one network within a few milliseconds, Amazon's time service those
/// of AWS within less than one.
const HOSTS_DIFFER_BY: Duration = Duration::from_millis(25);
/// How much the clock of a host that dates changes may be away from what answers say. Twice as much as
/// they may contradict each other by, so that a clock that was set by more than this shows.
pub(crate) const SLACK: Duration = Duration::from_millis(50);
/// The same of an endpoint whose answers have contradicted each other, until they agree for a while: a
/// clock has been set, or its hosts differ by more.
const SLACK_AFTER_A_CONTRADICTION: Duration = Duration::from_secs(2);
/// How many different seconds the answers have to agree in until the hosts are trusted again.
const SECONDS_OF_AGREEMENT: u32 = 10;
/// What the rate of two quartz clocks differs by, as a part of the time between: 200 ppm, where either
/// may be off by 100.
const DRIFT: i64 = 5_000;
/// The `Date` header is cut to the second.
pub(crate) const DATE_HEADER_WIDTH: Duration = Duration::from_secs(1);

/// A moment of a server's clock, in microseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ServerTime(pub(crate) i64);

impl ServerTime {
    pub(crate) fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(micros(duration)))
    }

    pub(crate) fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(micros(duration)))
    }
}

/// To the nearest microsecond: JSON has dates as floating-point seconds, which are not finer, and the
/// SDK cuts what is left of them to the nanosecond, so that `.768` is read as `.767999999`.
impl From<&DateTime> for ServerTime {
    fn from(date: &DateTime) -> Self {
        let fraction = (i64::from(date.subsec_nanos()) + 500) / 1_000;
        Self(
            date.secs()
                .saturating_mul(1_000_000)
                .saturating_add(fraction),
        )
    }
}

impl From<SystemTime> for ServerTime {
    fn from(time: SystemTime) -> Self {
        Self::from(&DateTime::from(time))
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

/// What one answer says of the clock of the host that gave it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Answer {
    /// Its `Date` header.
    pub(crate) date: ServerTime,
    /// When its request was sent.
    pub(crate) sent: Instant,
    pub(crate) arrived: Instant,
}

impl Answer {
    /// What this answer says, which has just arrived to a request that was sent at `sent`. `None`
    /// without a date.
    pub(crate) fn arrived(response: &HttpResponse, sent: Instant) -> Option<Self> {
        let date = response.headers().get("date")?;
        let date = DateTime::from_str(date, Format::HttpDate).ok()?;
        Some(Self {
            date: ServerTime::from(&date),
            sent,
            arrived: Instant::now(),
        })
    }
}

/// What a clock showed at a local moment: at least, or at most.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bound {
    time: ServerTime,
    at: Instant,
}

impl Bound {
    /// What the clock showed at another moment if it ran as the local one, and how wrong that may be.
    fn carried_to(self, moment: Instant) -> (ServerTime, Duration) {
        let since = moment.saturating_duration_since(self.at);
        let until = self.at.saturating_duration_since(moment);
        let time = self.time.plus(since).minus(until);
        let drift = micros(since.max(until)) / DRIFT;
        (time, Duration::from_micros(drift.unsigned_abs()))
    }

    fn at_least(self, moment: Instant) -> ServerTime {
        let (time, drift) = self.carried_to(moment);
        time.minus(drift)
    }

    fn at_most(self, moment: Instant) -> ServerTime {
        let (time, drift) = self.carried_to(moment);
        time.plus(drift)
    }
}

/// What answers that do not contradict each other say of an endpoint's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Estimate {
    at_least: Bound,
    at_most: Bound,
    /// How often the answers have contradicted what was known.
    contradictions: u32,
    newest: ServerTime,
    seconds_of_agreement: u32,
}

impl Estimate {
    fn of(answer: Answer) -> Self {
        Self {
            at_least: Bound {
                time: answer.date,
                at: answer.arrived,
            },
            at_most: Bound {
                time: answer.date.plus(DATE_HEADER_WIDTH),
                at: answer.sent,
            },
            contradictions: 0,
            newest: answer.date,
            seconds_of_agreement: 0,
        }
    }

    /// With what one more answer says. If that contradicts the others, it stands alone.
    fn and(self, answer: Answer) -> Self {
        let alone = Self::of(answer);
        let (arrived, sent) = (answer.arrived, answer.sent);
        let is_first = alone.at_least.time >= self.at_least.at_least(arrived);
        let is_last = alone.at_most.time <= self.at_most.at_most(sent);
        let both = Self {
            at_least: if is_first {
                alone.at_least
            } else {
                self.at_least
            },
            at_most: if is_last { alone.at_most } else { self.at_most },
            newest: self.newest.max(answer.date),
            seconds_of_agreement: self
                .seconds_of_agreement
                .saturating_add(u32::from(answer.date > self.newest)),
            ..self
        };
        let latest = both.at_most.at_most(arrived).plus(HOSTS_DIFFER_BY);
        if both.at_least.at_least(arrived) <= latest {
            both
        } else {
            Self {
                contradictions: self.contradictions.saturating_add(1),
                ..alone
            }
        }
    }

    fn slack(&self) -> Duration {
        if self.contradictions > 0 && self.seconds_of_agreement < SECONDS_OF_AGREEMENT {
            SLACK_AFTER_A_CONTRADICTION
        } else {
            SLACK
        }
    }

    /// Which of the times between contradictions this is of.
    pub(crate) fn era(&self) -> u32 {
        self.contradictions
    }

    /// What the clock of any host showed at least.
    pub(crate) fn earliest(&self, moment: Instant) -> ServerTime {
        self.at_least.at_least(moment).minus(self.slack())
    }

    /// What the clock of any host showed at most.
    pub(crate) fn latest(&self, moment: Instant) -> ServerTime {
        self.at_most.at_most(moment).plus(self.slack())
    }
}

/// The clock of one endpoint. A clone is another handle on the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct EndpointClock(Arc<Mutex<Option<Estimate>>>);

impl EndpointClock {
    pub(crate) fn note(&self, answer: Answer) {
        let mut known = self.0.lock();
        *known = Some(known.map_or_else(|| Estimate::of(answer), |it| it.and(answer)));
    }

    /// `None` as long as no answer had a date.
    pub(crate) fn estimate(&self) -> Option<Estimate> {
        *self.0.lock()
    }
}

/// Whether they are handles on the same clock.
impl PartialEq for EndpointClock {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The clocks of the endpoints that a client talks to, as the `Date` headers of their answers show
/// them. A clone is another handle on the same clocks.
///
/// Generated clients share one among the interceptors that they and their clones install: every answer
/// to a mutation or to a read-back narrows what is known of the clock of its endpoint, which is what the
/// scheme, the host and the port of a request name.
#[derive(Clone, Debug, Default)]
pub struct ServerClocks(Arc<Mutex<HashMap<String, EndpointClock>>>);

impl ServerClocks {
    /// The clock of the endpoint that a request to `uri` goes to. `None` if it names none.
    pub(crate) fn of(&self, uri: &str) -> Option<EndpointClock> {
        let endpoint = host(uri);
        if !endpoint.contains(':') {
            return None;
        }
        let mut clocks = self.0.lock();
        // As the SDK writes it, for every request but the first.
        if let Some(clock) = clocks.get(endpoint) {
            return Some(clock.clone());
        }
        let endpoint = endpoint.to_ascii_lowercase();
        Some(clocks.entry(endpoint).or_default().clone())
    }
}

#[cfg(test)]
mod tests;
