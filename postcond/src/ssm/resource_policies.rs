//! Resource policies.
