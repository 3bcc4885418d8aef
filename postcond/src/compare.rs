//! Comparisons that more than one check makes: when is what was read the same as what was asked for?
//!
//! None of them keeps or names a value: differences are named by keys and members.

mod dates;
mod ids;
mod kms_keys;
mod members;
mod policies;
mod tags;

pub(crate) use dates::{is_not_before, same_instant};
pub(crate) use ids::{last_part, same_id};
pub(crate) use kms_keys::{KeyComparison, compare_keys};
pub(crate) use members::{Comparable, Members, same_set};
pub(crate) use policies::same_policy;
pub(crate) use tags::{tags_are_listed, tags_are_not_listed};
