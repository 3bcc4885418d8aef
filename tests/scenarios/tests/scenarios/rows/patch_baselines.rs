//! Rows of patch baselines.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
