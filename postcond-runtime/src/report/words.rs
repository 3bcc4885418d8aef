//! How writes, polls and times are put into words.

use std::time::Duration;

/// To the millisecond: what is beyond it is noise.
pub(crate) fn seconds(time: Duration) -> f64 {
    time.as_millis() as f64 / 1_000.0
}

/// As in `PutParameter of /app/db`.
pub(crate) fn write_in_words(operation: &str, resource: Option<&str>) -> String {
    match resource {
        Some(resource) => format!("{operation} of {resource}"),
        None => operation.to_owned(),
    }
}

/// As in `2 polls`.
pub(crate) fn polls_in_words(made: usize) -> String {
    match made {
        1 => "1 poll".to_owned(),
        polls => format!("{polls} polls"),
    }
}
