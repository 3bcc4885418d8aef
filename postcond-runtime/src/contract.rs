//! What generated code and checks implement: operations and what there is to know of them, checks and
//! their verdicts.
//!
//! | decided here | in |
//! |---|---|
//! | what a service and its operations are | [`operation`], [`batch`], [`dispatch`] |
//! | what a check is, and what one poll established | [`post_condition`], [`check_info`], [`verdict`], [`outcome`] |
//! | how a write is looked for that was not answered | [`search`] |
//! | what a check can know of when a write happened | [`witness`] |
//! | which later write overwrites what a write has done | [`footprint`], [`resource`] |
//! | which refusals pass once an earlier write has settled | [`refusals`] |
//! | how inputs and outputs become JSON, and values again | `portable` |
//! | where the types of a call end | [`erased`], [`condition`], [`value`] |
//!
//! It names [`sdk`](crate::sdk) alone. [`policy`](crate::policy) is next above it.

pub(crate) mod batch;
pub(crate) mod check_info;
pub(crate) mod condition;
pub(crate) mod dispatch;
pub(crate) mod erased;
pub(crate) mod footprint;
pub(crate) mod operation;
pub(crate) mod outcome;
#[cfg(feature = "receipts")]
pub mod portable;
pub(crate) mod post_condition;
pub(crate) mod refusals;
pub(crate) mod resource;
pub(crate) mod search;
pub(crate) mod value;
pub(crate) mod verdict;
pub(crate) mod witness;
