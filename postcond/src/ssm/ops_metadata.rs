//! Ops metadata.
