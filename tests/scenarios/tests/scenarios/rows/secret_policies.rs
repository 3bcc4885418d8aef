//! Rows of secret policies.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
