//! What callers, logs and metrics get: evidence, errors, telemetry.
//!
//! | decided here | in |
//! |---|---|
//! | what is kept of the polls of a write | [`evidence`] |
//! | why a write could not be confirmed, in words | [`error`], [`words`] |
//! | what comes of a receipt | `from_receipt` |
//! | that a call was sent again, and after which earlier write | [`resent`] |
//! | the names in logs and metrics | [`telemetry`] |
//!
//! It names [`contract`](crate::contract), [`sdk`](crate::sdk) and `receipt`; all that waits for something fills it in.

pub(crate) mod error;
pub(crate) mod evidence;
#[cfg(feature = "receipts")]
pub(crate) mod from_receipt;
pub(crate) mod resent;
pub mod telemetry;
pub(crate) mod words;
