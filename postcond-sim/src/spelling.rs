//! Which of the known words may have been meant: decided here for the library and its program.

use strsim::levenshtein;

/// How many typing errors are between what was given and a known word.
pub(crate) fn errors(given: &str, known: &str) -> usize {
    levenshtein(given, known)
}

/// The same, if those are at most a third of the longer one's letters; else it is another word.
pub fn near(given: &str, known: &str) -> Option<usize> {
    let errors = errors(given, known);
    (errors <= given.len().max(known.len()) / 3).then_some(errors)
}
