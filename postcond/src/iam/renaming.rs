//! New names and paths.

use crate::runtime::{Check, pending, satisfied};
use postcond_runtime::compare::Members;

/// Whether a `kind` of entity, read by its new name, has the name and the path that were asked for, in the
/// same case. Each is what was asked for, if anything, and what is shown.
pub(super) fn is_renamed(
    kind: &str,
    (asked, name): (Option<&str>, &str),
    (path, shown): (Option<&str>, &str),
) -> Check {
    let differing = Members::default()
        .set("name", asked, Some(name))
        .set("path", path, Some(shown))
        .differing();
    match differing {
        None => satisfied(format!("the {kind} {name} is found, under {shown}")),
        Some(differing) => pending(format!(
            "the {kind} {name} is not as asked for: {differing}"
        )),
    }
}
