//! Entries of secret policies.

use super::Entry;

pub(super) fn entries() -> Vec<Entry> {
    Vec::new()
}
