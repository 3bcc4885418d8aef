//! Rows of documents.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
