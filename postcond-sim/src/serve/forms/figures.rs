//! Numbers, durations and dates as text.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

/// What was meant, or why it is not clear.
pub(crate) type Meant<T> = Result<T, String>;

/// A duration that nobody means to wait for is a slip.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// `0.2` or `20%`.
pub(super) fn portion(text: &str) -> Meant<f64> {
    match text.strip_suffix('%') {
        Some(percent) => number(percent).map(|percent| percent / 100.0),
        None => number(text),
    }
}

pub(crate) fn number(text: &str) -> Meant<f64> {
    let text = text.trim();
    text.parse()
        .map_err(|_| format!("`{text}` is no number, such as `3` or `0.5`"))
}

/// A whole number, and not above or below these.
pub(crate) fn within<N>(text: &str, bounds: RangeInclusive<N>) -> Meant<N>
where
    N: FromStr + PartialOrd + Display,
{
    let text = text.trim();
    let number = text.parse().ok().filter(|number| bounds.contains(number));
    number.ok_or_else(|| {
        let (least, most) = bounds.into_inner();
        format!("`{text}` is no whole number from {least} to {most}")
    })
}

pub(crate) fn duration(text: &str) -> Meant<Duration> {
    match humantime::parse_duration(text.trim()) {
        Ok(duration) if duration <= LONGEST => Ok(duration),
        Ok(_) => Err(format!(
            "`{text}` is longer than a day, the most that a duration may be"
        )),
        Err(_) => Err(format!("`{text}` is no duration, such as `300ms` or `2s`")),
    }
}

pub(crate) fn date(text: &str) -> Meant<SystemTime> {
    let text = text.trim();
    let is_date = |text: &str| humantime::parse_rfc3339_weak(text).is_ok();
    // Which are none for the parser, whatever the rest of them.
    if let Some((year, rest)) = text.split_once('-')
        && year.len() == 4
        && year.parse().is_ok_and(|year: u16| year < 1970)
        && is_date(&format!("2000-{rest}"))
    {
        return Err("the service has no date before 1970".to_owned());
    }
    let date = humantime::parse_rfc3339_weak(text);
    date.map_err(|_| format!("`{text}` is no date in UTC, such as `2024-01-01T00:00:00Z`"))
}
