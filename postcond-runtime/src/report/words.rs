//! How writes, polls, times and missing reads are put into words.

use std::time::Duration;

use crate::sdk::read::ReadError;
use crate::sdk::triage::Triage;

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

/// That the endpoint does not have the read, and how it has said so.
pub(crate) fn not_implemented(source: &ReadError, answers: u32) -> String {
    let read = source.operation().unwrap_or("one of the reads");
    let answer = source.answer_in_words();
    if source.triage() == Triage::NotImplemented {
        return format!("this endpoint does not implement {read} ({answer})");
    }
    format!(
        "this endpoint may not implement {read}, which it has answered with {answer} {answers} times \
         in a row, and never otherwise"
    )
}
