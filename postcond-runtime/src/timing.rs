//! When to look: what was learned of an operation's lags, and what other checks see meanwhile.
//!
//! | decided here | in |
//! |---|---|
//! | which lags are to be expected | [`history`], [`estimate`] |
//! | at which moments to look, given those | [`inspection`] |
//! | which of several checks look first | [`concurrent_checks`] |
//! | when one check looks next | [`pace`] |
//!
//! That the time has come is not yet that a request goes out: see [`requests`](crate::requests).

pub(crate) mod concurrent_checks;
pub(crate) mod estimate;
pub(crate) mod history;
pub mod inspection;
pub(crate) mod pace;
