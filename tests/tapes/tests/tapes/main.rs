//! Sessions played back through the clients, and how they are recorded.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

mod calls;
mod playing;
mod recorded;
mod redacted;
mod sessions;
