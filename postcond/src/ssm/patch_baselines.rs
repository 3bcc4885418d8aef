//! Patch baselines.
