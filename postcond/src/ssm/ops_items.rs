//! Ops items.
