//! Rows of nodes.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
