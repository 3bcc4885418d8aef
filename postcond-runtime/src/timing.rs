//! When to look: what was learned of an operation's lags, and what other checks see meanwhile.
//!
//! | decided here | in |
//! |---|---|
//! | which lags are to be expected | [`history`], [`estimate`] |
//! | what is kept of a write, and for how long | [`observation`], [`lag_history`] |
//! | at which moments to look, given those | [`inspection`] |
//! | which of several checks look first | [`concurrent_checks`] |
//! | when one check looks next | [`pace`] |
//!
//! It learns from what [`report`](crate::report) keeps, and plans by the settings of
//! [`policy`](crate::policy). That the time has come is not yet that a request goes out: see
//! [`requests`](crate::requests), next above it.

pub(crate) mod concurrent_checks;
pub(crate) mod estimate;
pub(crate) mod history;
pub mod inspection;
pub(crate) mod lag_history;
pub(crate) mod observation;
pub(crate) mod pace;
