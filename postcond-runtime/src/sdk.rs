//! All that knows the SDK, and nothing of ours: what its errors mean, what its hooks see of a request, and
//! what the dates in its answers say of the service's clock.
//!
//! | decided here | in |
//! |---|---|
//! | what an error of a read means | [`triage`], with a service's own [`error_codes`] |
//! | what of an error is told to whom | [`read`] |
//! | how listings are read over their pages | [`listing`] |
//! | which code an answer has, in which form it came, and whether all of it did | [`answer`] |
//! | whether a mutation that failed may have landed | [`ambiguity`] |
//! | where a read goes, and whether that is where its write went | [`destination`], [`place`], [`sent_with`] |
//! | where a receipt says that its write went | `stated_place` |
//! | which endpoints are AWS's | [`aws_domain`] |
//! | what the service's clock shows | [`clock`] |
//! | what a poll's time-out leaves out | [`transmission`], [`time_outs`] |
//! | what is on record of a poll's reads | [`recorder`], [`read_record`] |
//! | how an answer, or an error, is told to several | [`in_memory`], [`cloned_error`] |
//! | which HTTP client the SDK has by itself, and whether one is ours | [`http_client_probe`], [`marked_client`] |
//!
//! It is the lowest room and names no other: checks return its errors, so that what they implement,
//! [`contract`](crate::contract), is next above it.

pub(crate) mod ambiguity;
pub(crate) mod answer;
pub(crate) mod aws_domain;
pub(crate) mod clock;
pub(crate) mod cloned_error;
pub(crate) mod destination;
pub(crate) mod error_codes;
pub(crate) mod http_client_probe;
pub(crate) mod in_memory;
pub(crate) mod listing;
pub(crate) mod marked_client;
pub(crate) mod place;
pub(crate) mod read;
pub(crate) mod read_record;
pub(crate) mod recorder;
pub(crate) mod sent_with;
#[cfg(feature = "receipts")]
pub(crate) mod stated_place;
pub(crate) mod time_outs;
pub(crate) mod transmission;
pub(crate) mod triage;
