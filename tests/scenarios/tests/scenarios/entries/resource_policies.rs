//! Entries of resource policies.

use super::Entry;

pub(super) fn entries() -> Vec<Entry> {
    Vec::new()
}
