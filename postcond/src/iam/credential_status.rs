//! Whether keys, certificates and credentials are in use, by their ids.

use super::sdk::types::StatusType;
use crate::runtime::{Check, failed, pending, satisfied};

/// Whether the status of a credential is the one that was asked for. `what` names it, as in `the access key
/// AKIA`; `None` if it is not shown.
pub(super) fn is_as_asked(
    what: &str,
    asked: Option<&StatusType>,
    seen: Option<&StatusType>,
) -> Check {
    let asked = asked.map_or("", StatusType::as_str);
    match seen.map(StatusType::as_str) {
        None => pending(format!("{what} is not found")),
        Some(seen) if seen == asked => satisfied(format!("{what} is {seen}")),
        // It has ended, and no status takes that back.
        Some("Expired") if asked == "Active" => failed(format!("{what} is Expired")),
        Some(seen) => pending(format!("{what} is {seen}, not {asked}")),
    }
}
