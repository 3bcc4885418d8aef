//! Comparisons that more than one check makes: when is what was read the same as what was asked for?
//!
//! None of them keeps or names a value: differences are named by keys and members.
//!
//! Their tests need no service, and run without one too, in seconds.
#![cfg_attr(
    all(test, not(all(feature = "secretsmanager", feature = "ssm"))),
    allow(dead_code, unused_imports)
)]

#[cfg(any(feature = "ssm", test))]
mod dates;
#[cfg(any(feature = "ssm", test))]
mod ids;
#[cfg(any(feature = "ssm", test))]
mod keys;
#[cfg(any(feature = "secretsmanager", test))]
mod kms_keys;
mod members;
#[cfg(any(feature = "ssm", test))]
mod names;
#[cfg(any(feature = "secretsmanager", test))]
mod policies;
mod tags;
#[cfg(any(feature = "ssm", test))]
mod updates;

#[cfg(any(feature = "ssm", test))]
pub(crate) use dates::{is_not_before, is_text_not_before, same_instant};
#[cfg(any(feature = "ssm", test))]
pub(crate) use ids::same_id;
#[cfg(any(feature = "ssm", test))]
pub(crate) use keys::differing_keys;
#[cfg(any(feature = "secretsmanager", test))]
pub(crate) use kms_keys::{KeyComparison, compare_keys};
pub(crate) use members::Members;
#[cfg(any(feature = "ssm", test))]
pub(crate) use members::{Comparable, same_set};
#[cfg(any(feature = "ssm", test))]
pub(crate) use names::{asked_as, same_parameter};
#[cfg(any(feature = "secretsmanager", test))]
pub(crate) use policies::{PolicyComparison, compare_policies};
pub(crate) use tags::{tags_are_listed, tags_are_not_listed};
#[cfg(any(feature = "ssm", test))]
pub(crate) use updates::UpdatedMembers;
