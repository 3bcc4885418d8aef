//! Rows of associations.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
