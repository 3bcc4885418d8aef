//! Rows of maintenance windows.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
