//! Entries of ops items.

use super::Entry;

pub(super) fn entries() -> Vec<Entry> {
    Vec::new()
}
