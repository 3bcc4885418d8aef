//! Rows of service settings.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
