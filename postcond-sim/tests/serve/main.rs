//! `postcond-sim serve`, as a program of its own and over real sockets.
//!
//! Time is the real one here: lags are `zero` or `never`, so that nothing depends on how long anything takes.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

mod control;
mod messages;
mod program;
mod sdk;
mod sockets;
