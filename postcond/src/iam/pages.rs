//! Pages of listings: one says that it is not the last, and where the next one begins.

/// As many entries as IAM puts on a page.
pub(super) const PAGE: i32 = 1000;

/// Where the next page begins; `None` of the last one. A page may be short, or empty, and not be the last.
pub(super) fn next(is_truncated: bool, marker: Option<&str>) -> Option<&str> {
    marker.filter(|_| is_truncated)
}
