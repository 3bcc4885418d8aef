//! What one write has shown of how long a change takes to show.

use std::time::Duration;

use crate::report::evidence::Sighting;
use crate::timing::estimate::Interval;

/// What one write has shown. All times are in whole microseconds, so that it is the same once it was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Observation {
    /// When the last poll began that did not see the change, from the write's return.
    pub(crate) missed: Option<Duration>,
    /// When the first poll after that began that saw it.
    pub(crate) seen: Option<Duration>,
    /// How long a poll took.
    pub(crate) round_trip: Duration,
    /// Whether it was one of several writes that were read back together.
    pub(crate) is_of_several: bool,
}

impl Observation {
    pub(crate) fn new(sighting: Sighting, round_trip: Duration, is_of_several: bool) -> Self {
        Self {
            missed: sighting.missed.map(to_micros),
            seen: sighting.seen.map(to_micros),
            round_trip: to_micros(round_trip),
            is_of_several,
        }
    }

    pub(crate) fn interval(&self) -> Interval {
        Interval::new(self.missed, self.seen)
    }
}

fn to_micros(time: Duration) -> Duration {
    Duration::from_micros(micros(time))
}

/// In whole microseconds.
pub(crate) fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
