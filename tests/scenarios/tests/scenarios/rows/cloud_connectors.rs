//! Rows of cloud connectors.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
