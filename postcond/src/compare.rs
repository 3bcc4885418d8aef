//! Comparisons that several checks of Parameter Store and its neighbours make, beside those that are
//! [anybody's](postcond_runtime::compare).
//!
//! Their tests need no service, and run without one too, in seconds.
#![cfg_attr(all(test, not(feature = "ssm")), allow(dead_code, unused_imports))]

mod names;
mod updates;

pub(crate) use names::{asked_as, same_parameter};
pub(crate) use updates::{Comparable, UpdatedMembers};
