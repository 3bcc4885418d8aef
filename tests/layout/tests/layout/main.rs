//! The structure of the crates, computed from their code: which module names which, and what is public.
//!
//! `POSTCOND_BLESS=1` writes what is expected anew.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

mod arrows;
mod circles;
mod expected;
mod paths;
mod public;
mod tree;
