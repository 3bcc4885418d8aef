//! Which of the known words was meant.

use strsim::levenshtein;

/// That `given` is no such thing, and what may have been meant. A word of which more than a third differs is another.
pub(crate) fn unknown<'a>(
    what: &str,
    given: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let apart = known.iter().map(|it| (levenshtein(given, it), *it));
    let near = apart.filter(|(apart, it)| *apart <= it.len().max(3) / 3);
    match near.min() {
        Some((_, meant)) => format!("there is no {what} `{given}`; did you mean `{meant}`?"),
        None => format!("there is no {what} `{given}`, only {}", known.join(", ")),
    }
}
