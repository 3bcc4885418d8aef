//! Rows of secret values.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
