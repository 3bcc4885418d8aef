//! Rows of ops items.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
