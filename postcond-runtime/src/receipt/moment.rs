//! A moment of the wall clock, in text: another machine has no other clock in common.

use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde::{Deserialize, Serialize};

/// To the millisecond, as in `2026-01-01T00:00:00.5Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Moment(SystemTime);

impl Moment {
    pub(crate) fn time(self) -> SystemTime {
        self.0
    }

    /// How long ago it was; nothing if it is still to come.
    pub(crate) fn age(self, now: SystemTime) -> Duration {
        now.duration_since(self.0).unwrap_or_default()
    }

    /// How far it is still off; nothing if it has passed.
    pub(crate) fn left(self, now: SystemTime) -> Duration {
        self.0.duration_since(now).unwrap_or_default()
    }

    pub(crate) fn minus(self, duration: Duration) -> Self {
        Self::from(self.0.checked_sub(duration).unwrap_or(self.0))
    }

    pub(crate) fn plus(self, duration: Duration) -> Self {
        Self::from(self.0.checked_add(duration).unwrap_or(self.0))
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        let date = DateTime::from(time);
        let millis = date.subsec_nanos() / 1_000_000;
        let cut = DateTime::from_secs_and_nanos(date.secs(), millis * 1_000_000);
        Self(SystemTime::try_from(cut).unwrap_or(time))
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        // Years with more than four digits have no text, and come back as nothing.
        let text = DateTime::from(moment.0).fmt(Format::DateTime);
        text.unwrap_or_default()
    }
}

impl TryFrom<String> for Moment {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let date = DateTime::from_str(&text, Format::DateTime).map_err(|_| "not a date")?;
        let time = SystemTime::try_from(date).map_err(|_| "not a date")?;
        Ok(Self::from(time))
    }
}
