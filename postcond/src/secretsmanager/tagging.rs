//! The calls whose tags the Resource Groups Tagging API shows, too.

use super::op::{CreateSecret, TagResource, UntagResource};
use super::read_back::describe;
use super::{Reader, tags};
use crate::answer::named;
use crate::runtime::{InputOf, OutputOf, ReadError};
use crate::tagging::{Lookup, Resource, TagChange, Tagging, changes_tags};

/// What it takes to find a secret's ARN, and its tags by that.
const READS: &[&str] = &["DescribeSecret"];
const RIGHTS: &[&str] = &["secretsmanager:DescribeSecret", "tag:GetResources"];

changes_tags!(CreateSecret: |input| TagChange::Given(tags::pairs(input.tags())), |_, output| {
    Resource::Arn(named("ARN", output.arn())?.to_owned())
});

impl Tagging for TagResource {
    const READS: &'static [&'static str] = READS;
    const RIGHTS: &'static [&'static str] = RIGHTS;

    fn change(input: &InputOf<Self>) -> TagChange<'_> {
        TagChange::Given(tags::pairs(input.tags()))
    }

    async fn lookup(
        secrets: &Reader,
        input: &InputOf<Self>,
        _: &OutputOf<Self>,
    ) -> Result<Lookup, ReadError> {
        by_arn(secrets, input.secret_id()).await
    }
}

impl Tagging for UntagResource {
    const READS: &'static [&'static str] = READS;
    const RIGHTS: &'static [&'static str] = RIGHTS;

    fn change(input: &InputOf<Self>) -> TagChange<'_> {
        TagChange::Removed(input.tag_keys())
    }

    async fn lookup(
        secrets: &Reader,
        input: &InputOf<Self>,
        _: &OutputOf<Self>,
    ) -> Result<Lookup, ReadError> {
        by_arn(secrets, input.secret_id()).await
    }
}

/// An ARN ends in characters that no call needs to know, and only the ARN tells one life of a secret from another.
async fn by_arn(secrets: &Reader, id: Option<&str>) -> Result<Lookup, ReadError> {
    let id = id.unwrap_or_default();
    let seen = describe(secrets, id, true).await?;
    match seen.and_then(|seen| seen.arn) {
        Some(arn) => Ok(Lookup::For(Resource::Arn(arn))),
        None => Err(ReadError::pending(format!("{id} is not found"))),
    }
}
