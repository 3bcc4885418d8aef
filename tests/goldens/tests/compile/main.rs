//! The expected files compile against an SDK crate, and requests pass through what they define.
//!
//! Each form has a stub of an SDK crate, written by hand from what real ones look like, with the
//! same names and the same setters. What differs from them by a name or a type does not compile.

#![deny(deprecated, unused)]
#![allow(missing_docs)] // Of the stub: it stands for crates that have documentation of their own.
#![allow(unreachable_pub)] // Stub and generated code are as public as in the crates they stand for.
#![allow(dead_code)] // That it compiles is the test.
// Errors of real SDK crates are not exhaustive.
#![allow(clippy::match_wildcard_for_single_variants)]

#[macro_use]
mod operation;

mod coalesced;
mod footprint;
mod forms;
mod kinds;
mod refused;
mod sdk;
mod secret;
mod stream;
