//! Tapes of real traffic: what was asked of a service, what it answered, and when.
//!
//! [`Recording`] makes one, an interceptor for any client of the SDK; nothing that it writes names an account
//! or holds a secret. [`Replay`] answers from one, an HTTP client for any client of the SDK. A tape is a file
//! with one JSON object a line, an [`Exchange`].
//!
//! `docs/recording.md` says how to make one and where to send it.

mod members;
mod pseudonyms;
mod recording;
mod redaction;
mod replay;
mod tape;

pub use recording::Recording;
pub use replay::Replay;
pub use tape::{Exchange, Tape, TapeError};
