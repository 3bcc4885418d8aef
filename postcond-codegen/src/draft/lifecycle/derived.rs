//! How a mutation is read back.

use super::compared::Compared;
use super::identified::Identified;
use super::mutation::Mutation;

/// How a mutation is read back.
pub(super) struct Derived<'a> {
    pub(super) mutation: Mutation<'a>,
    pub(super) identified: Vec<Identified<'a>>,
    /// The errors of the read that say that the resource is not there.
    pub(super) absences: Vec<&'a str>,
    /// What is compared once the resource is found; nothing if that it is found says enough.
    pub(super) compared: Option<Compared<'a>>,
}
