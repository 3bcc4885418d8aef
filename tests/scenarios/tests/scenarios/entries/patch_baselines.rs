//! Entries of patch baselines.

use super::Entry;

pub(super) fn entries() -> Vec<Entry> {
    Vec::new()
}
