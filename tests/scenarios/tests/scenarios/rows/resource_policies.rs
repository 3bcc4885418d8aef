//! Rows of resource policies.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
