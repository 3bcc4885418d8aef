//! The calls that change tags.

use std::future::Future;

use super::resource::Resource;
use crate::runtime::{InputOf, Mutation, OutputOf, ReadError, ReaderOf};

/// The IAM action of the API's read.
pub(super) const GET_RESOURCES: &str = "tag:GetResources";

/// What a call does to the tags of a resource.
#[derive(Debug)]
pub enum TagChange<'a> {
    /// Keys and values.
    Given(Vec<(&'a str, &'a str)>),
    /// Keys.
    Removed(&'a [String]),
}

impl TagChange<'_> {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Given(tags) => tags.is_empty(),
            Self::Removed(keys) => keys.is_empty(),
        }
    }
}

/// Where there is something to look for.
#[derive(Debug)]
pub enum Lookup {
    /// This is to be looked for.
    For(Resource),
    /// Nothing: why not.
    None(&'static str),
}

impl From<Resource> for Lookup {
    fn from(resource: Resource) -> Self {
        Self::For(resource)
    }
}

/// A call that changes the tags of a resource which the tagging API lists. Not for others to implement.
pub trait Tagging: Mutation {
    /// The reads of its own service that the lookup makes.
    const READS: &'static [&'static str] = &[];
    /// The IAM actions of all reads.
    const RIGHTS: &'static [&'static str] = &[GET_RESOURCES];

    /// What becomes of which tags.
    fn change(input: &InputOf<Self>) -> TagChange<'_>;

    /// The resource that has the tags.
    fn lookup(
        reader: &ReaderOf<Self>,
        input: &InputOf<Self>,
        output: &OutputOf<Self>,
    ) -> impl Future<Output = Result<Lookup, ReadError>> + Send;
}

/// Says how tags change with a call, and what is looked for: a resource that the call or its answer names, or a lookup.
macro_rules! changes_tags {
    ($operation:ident: |$change:ident| $tags:expr, |$input:pat_param, $output:pat_param| $lookup:expr) => {
        impl Tagging for $operation {
            fn change($change: &InputOf<Self>) -> TagChange<'_> {
                $tags
            }

            async fn lookup(
                _: &Reader,
                $input: &InputOf<Self>,
                $output: &OutputOf<Self>,
            ) -> Result<Lookup, ReadError> {
                Ok(Lookup::from($lookup))
            }
        }
    };
}
pub(crate) use changes_tags;
