//! What users set: how long, how often, how sure, how many reads; their problems, and their form in a
//! configuration.
//!
//! | decided here | in |
//! |---|---|
//! | deadlines, and what is done where something goes wrong | [`settings`], [`limits`], [`refused_write`], [`unshown_write`] |
//! | how often is looked, if nothing is learned | [`schedule`] |
//! | how often a change must be seen | [`confirmations`] |
//! | how many reads a client may make | [`read_budget`] |
//! | what makes no sense, all at once | [`policy_error`] |
//! | how a program's own configuration says all that | `configuration`, with the feature `serde` |
//!
//! It names no other room. What follows from the settings is decided above: when to look in
//! [`timing`](crate::timing), which requests go out in [`requests`](crate::requests).

#[cfg(feature = "serde")]
pub(crate) mod configuration;
pub(crate) mod confirmations;
pub(crate) mod limits;
pub(crate) mod policy_error;
pub(crate) mod read_budget;
pub(crate) mod refused_write;
pub(crate) mod schedule;
pub(crate) mod settings;
pub(crate) mod unshown_write;
