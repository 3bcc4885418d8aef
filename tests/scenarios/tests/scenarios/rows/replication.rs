//! Rows of replication.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
