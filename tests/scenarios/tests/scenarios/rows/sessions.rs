//! Rows of sessions.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
