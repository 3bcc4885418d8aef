//! Numbers, durations and dates as text.

use std::ops::Range;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

/// What was meant, or why it is not clear.
pub(crate) type Meant<T> = Result<T, String>;

/// `0.2` or `20%`.
pub(super) fn portion(text: &str) -> Meant<f64> {
    match text.strip_suffix('%') {
        Some(percent) => number::<f64>(percent).map(|percent| percent / 100.0),
        None => number(text),
    }
}

pub(crate) fn number<N: FromStr>(text: &str) -> Meant<N> {
    let text = text.trim();
    text.parse()
        .map_err(|_| format!("`{text}` is no number that fits here"))
}

/// A number, and not above or below these.
pub(crate) fn within(text: &str, bounds: Range<usize>) -> Meant<usize> {
    let (least, most) = (bounds.start, bounds.end.saturating_sub(1));
    match number(text) {
        Ok(number) if bounds.contains(&number) => Ok(number),
        _ => Err(format!("`{text}` is no number from {least} to {most}")),
    }
}

pub(crate) fn duration(text: &str) -> Meant<Duration> {
    let duration = humantime::parse_duration(text.trim());
    duration.map_err(|_| format!("`{text}` is no duration, such as `300ms` or `2s`"))
}

pub(crate) fn date(text: &str) -> Meant<SystemTime> {
    let date = humantime::parse_rfc3339_weak(text.trim());
    date.map_err(|_| format!("`{text}` is no date in UTC, such as `2024-01-01T00:00:00Z`"))
}
