//! Data syncs.
