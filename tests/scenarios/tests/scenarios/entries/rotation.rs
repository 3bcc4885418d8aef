//! Entries of rotation.

use super::Entry;

pub(super) fn entries() -> Vec<Entry> {
    Vec::new()
}
