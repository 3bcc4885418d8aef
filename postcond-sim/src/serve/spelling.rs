//! Which of the known words was meant.

use postcond_sim::__private::near;

/// That `given` is no such thing, and what may have been meant.
pub(crate) fn unknown<'a>(
    what: &str,
    given: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let near = known.iter().filter_map(|it| Some((near(given, it)?, *it)));
    match near.min() {
        Some((_, meant)) => format!("there is no {what} `{given}`; did you mean `{meant}`?"),
        None => format!("there is no {what} `{given}`, only {}", known.join(", ")),
    }
}
