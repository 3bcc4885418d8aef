//! Rows of inventory.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
