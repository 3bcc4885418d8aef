//! An SDK client that waits: the SDK's own type, whose mutating calls return once they are confirmed.
//!
//! | decided here | in |
//! |---|---|
//! | which calls wait, and what guards that they do | [`interceptor`] |
//! | that what is sent passes by there | [`http_client`] |
//! | what one call is known by | [`call`] |
//! | how it is sent and confirmed, in the HTTP client | [`exchange`] |
//! | what the SDK's caller is told then | [`conclusion`] |
//! | what a call differs in from those of its client | [`configuration`] |
//! | what one call, or those of a task, can ask for | [`sdk_calls`] |
//! | how a caller finds out why a call was not confirmed | [`outcome`] |
//!
//! The SDK's hooks cannot wait, its HTTP client can. So the client's interceptor notes the call and hangs
//! it on the HTTP request; the HTTP client sends that, reads the answer, confirms the write, and only then
//! lets the answer go. What came of it is told once the SDK is done with the answer and its retries:
//! nothing of it can make the SDK send the request again.
//!
//! How a write is confirmed is decided in [`confirm`](crate::confirm), when it is sent again in
//! [`sending`](crate::sending). It is the topmost room, and names none of [`scope`](crate::scope).

mod call;
mod conclusion;
mod configuration;
mod exchange;
mod http_client;
mod interceptor;
mod outcome;
mod sdk_calls;

pub use interceptor::Enforcing;
pub use outcome::{Refusal, SdkOutput, ambiguous, unconfirmed};
pub use sdk_calls::{ConfirmedWrite, EvidenceLog, SdkCalls};
