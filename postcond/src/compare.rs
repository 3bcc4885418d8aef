//! Comparisons that more than one check makes: when is what was read the same as what was asked for?
//!
//! None of them keeps or names a value: differences are named by keys and members.

#[cfg(feature = "ssm")]
mod dates;
#[cfg(feature = "ssm")]
mod ids;
#[cfg(feature = "ssm")]
mod keys;
#[cfg(feature = "secretsmanager")]
mod kms_keys;
mod members;
#[cfg(feature = "ssm")]
mod names;
#[cfg(any(feature = "iam", feature = "secretsmanager"))]
mod policies;
mod tags;
#[cfg(feature = "ssm")]
mod updates;

#[cfg(feature = "ssm")]
pub(crate) use dates::{is_not_before, is_text_not_before, same_instant};
#[cfg(feature = "ssm")]
pub(crate) use ids::same_id;
#[cfg(feature = "ssm")]
pub(crate) use keys::differing_keys;
#[cfg(feature = "secretsmanager")]
pub(crate) use kms_keys::{KeyComparison, compare_keys};
#[cfg(feature = "ssm")]
pub(crate) use members::Comparable;
pub(crate) use members::Members;
#[cfg(any(feature = "iam", feature = "ssm"))]
pub(crate) use members::same_set;
#[cfg(feature = "ssm")]
pub(crate) use names::{asked_as, same_parameter};
#[cfg(any(feature = "iam", feature = "secretsmanager"))]
pub(crate) use policies::PolicyComparison;
#[cfg(feature = "iam")]
pub(crate) use policies::compare_documents;
#[cfg(feature = "secretsmanager")]
pub(crate) use policies::compare_policies;
pub(crate) use tags::{tags_are_listed, tags_are_not_listed};
#[cfg(feature = "ssm")]
pub(crate) use updates::UpdatedMembers;
