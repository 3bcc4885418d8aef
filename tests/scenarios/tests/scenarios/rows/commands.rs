//! Rows of commands.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
