//! Dates that a service writes as text, and dates to the second.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// Whether `seen` is `wanted` or later, to the second. `false` if either is absent.
///
/// ```
/// use aws_smithy_types::DateTime;
/// use postcond_runtime::compare::is_not_before;
///
/// let (seen, wanted) = (DateTime::from_secs_f64(10.1), DateTime::from_secs_f64(10.9));
/// assert!(is_not_before(Some(&seen), Some(&wanted)));
/// assert!(!is_not_before(None, Some(&wanted)));
/// ```
#[must_use]
pub fn is_not_before(seen: Option<&DateTime>, wanted: Option<&DateTime>) -> bool {
    let both = seen.zip(wanted);
    both.is_some_and(|(seen, wanted)| seen.secs() >= wanted.secs())
}

/// Whether `seen`, a date written as text, is `wanted` or later: as instants, to the second, if
/// both can be read as dates. Of other texts nothing is known but whether they are the same.
///
/// ```
/// use postcond_runtime::compare::is_text_not_before;
///
/// // Earlier as text, and later as an instant.
/// assert!(is_text_not_before("2025-12-31T23:00:00-02:00", "2026-01-01T00:00:00Z"));
/// assert!(!is_text_not_before("soon", "later"));
/// ```
#[must_use]
pub fn is_text_not_before(seen: &str, wanted: &str) -> bool {
    match (instant(seen), instant(wanted)) {
        (Some(seen), Some(wanted)) => seen.secs() >= wanted.secs(),
        _ => seen == wanted,
    }
}

/// Whether two dates written as text are the same: as instants, to the second, if both can be read
/// as dates, else as text.
///
/// ```
/// use postcond_runtime::compare::same_instant;
///
/// assert!(same_instant("2026-01-01T00:00:00Z", "2026-01-01T01:00+01:00"));
/// assert!(!same_instant("2026-01-01T00:00:00Z", "2026-01-01"));
/// ```
#[must_use]
pub fn same_instant(one: &str, other: &str) -> bool {
    match (instant(one), instant(other)) {
        (Some(one), Some(other)) => one.secs() == other.secs(),
        _ => one == other,
    }
}

/// The instant of an ISO 8601 date and time, with or without seconds.
fn instant(text: &str) -> Option<DateTime> {
    let parse = |text: &str| DateTime::from_str(text, Format::DateTimeWithOffset).ok();
    parse(text).or_else(|| {
        let (date, time) = text.split_once('T')?;
        let (minutes, offset) = time.split_at_checked(5)?;
        parse(&format!("{date}T{minutes}:00{offset}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_as_instants_where_they_are_dates() {
        for (one, other, same) in [
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", true),
            ("2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", true),
            ("2026-01-01T00:00:00Z", "2025-12-31T16:00:00-08:00", true),
            ("2026-01-01T00:00:00.900Z", "2026-01-01T00:00:00Z", true),
            ("2026-01-01T00:00Z", "2026-01-01T00:00:00Z", true),
            ("2026-01-01T00:00-08:00", "2026-01-01T08:00:00Z", true),
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", false),
            ("2026-01-01", "2026-01-01", true),
            ("2026-01-01", "2026-01-01T00:00:00Z", false),
            ("soon", "soon", true),
            ("soon", "later", false),
            ("", "", true),
        ] {
            assert_eq!(same_instant(one, other), same, "{one}, {other}");
            assert_eq!(same_instant(other, one), same, "{other}, {one}");
        }
    }

    #[test]
    fn a_date_is_not_before_itself_to_the_second() {
        let at = |secs: f64| Some(DateTime::from_secs_f64(secs));
        for (seen, wanted, holds) in [
            (at(10.0), at(10.0), true),
            (at(11.0), at(10.0), true),
            (at(10.1), at(10.9), true),
            (at(9.9), at(10.0), false),
            (None, at(10.0), false),
            (at(10.0), None, false),
        ] {
            assert_eq!(is_not_before(seen.as_ref(), wanted.as_ref()), holds);
        }
    }

    #[test]
    fn a_text_is_not_before_another_if_its_instant_is_not() {
        for (seen, wanted, holds) in [
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", true),
            ("2026-01-01T00:00:01Z", "2026-01-01T00:00:00Z", true),
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", false),
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.900Z", true),
            // Later as text, and not as an instant; and the other way round.
            ("2026-01-01T01:00:00+02:00", "2026-01-01T00:00:00Z", false),
            ("2025-12-31T23:00:00-02:00", "2026-01-01T00:00:00Z", true),
            ("soon", "soon", true),
            ("soon", "later", false),
            ("soon", "2026-01-01T00:00:00Z", false),
            ("", "2026-01-01T00:00:00Z", false),
        ] {
            assert_eq!(is_text_not_before(seen, wanted), holds, "{seen}, {wanted}");
        }
    }
}
