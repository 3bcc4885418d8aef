//! Rows of rotation.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
