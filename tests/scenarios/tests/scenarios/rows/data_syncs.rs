//! Rows of data syncs.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
