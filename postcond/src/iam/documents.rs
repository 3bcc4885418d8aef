//! Policy documents, as IAM shows them.

use crate::runtime::{Check, pending, satisfied};
use postcond_runtime::compare::{PolicyComparison, compare_documents};

/// Whether the document that is shown says the same as the one given; `what` names it.
pub(super) fn says_the_same(what: &str, given: &str, shown: Option<&str>) -> Check {
    let Some(shown) = shown.filter(|shown| !shown.is_empty()) else {
        return pending(format!("{what} is not shown"));
    };
    match compare_documents(given, shown) {
        PolicyComparison::Same => satisfied(format!("{what} is as given")),
        PolicyComparison::ShownById(ids) => pending(format!(
            "{what} is as given, but names {} in the place of ARNs: that role or user is deleted, or was \
             made anew",
            ids.join(", ")
        )),
        PolicyComparison::Different => pending(format!("{what} is another")),
        PolicyComparison::Incomparable => pending(format!(
            "{what} is another text, and one of both is no policy document"
        )),
    }
}
