//! What the fuzz targets share.

mod json;

pub use json::mutated;

/// Stands between the parts of an input that is text.
pub const SEPARATOR: &str = "\n---\n";
