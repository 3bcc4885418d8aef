//! The loop: poll, decide, pause, conclude.
//!
//! | decided here | in |
//! |---|---|
//! | which checks and which policy apply to a call | [`consistency`] |
//! | what a call says of its own confirmation | [`call`] |
//! | how the checks of one write run together, and which of their failures are accepted | [`checks`] |
//! | when to poll again and when to stop | [`enforce`] |
//! | what follows from one poll | [`decision`] |
//! | what a poll comes to whose read has failed | [`failed_poll`] |
//! | which reads the endpoint is known to have | [`answered_reads`] |
//! | what a poll looks for | [`look`], [`lookup`], [`after_refusal`] |
//! | how a receipt is made, and taken up | `receipts` |
//! | what a poll is given of a write, and what the confirmations of one client share | [`write`], [`recent_writes`] |
//!
//! It looks when [`timing`](crate::timing) says, through [`requests`](crate::requests), and tells
//! [`report`](crate::report). How a write came about that is confirmed here is decided in
//! [`sending`](crate::sending), next above it.

pub(crate) mod after_refusal;
pub(crate) mod answered_reads;
pub(crate) mod call;
pub(crate) mod checks;
pub(crate) mod consistency;
pub(crate) mod decision;
pub(crate) mod enforce;
pub(crate) mod failed_poll;
pub(crate) mod look;
pub(crate) mod lookup;
#[cfg(feature = "receipts")]
pub(crate) mod receipts;
pub(crate) mod recent_writes;
#[cfg(test)]
pub(crate) mod stub;
pub(crate) mod write;
