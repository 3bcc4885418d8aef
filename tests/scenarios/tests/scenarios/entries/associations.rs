//! Entries of associations.

use super::Entry;

pub(super) fn entries() -> Vec<Entry> {
    Vec::new()
}
