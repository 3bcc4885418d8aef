//! Tags of secrets.

use super::Reader;
use super::read_back::describe;
use super::sdk::operation::tag_resource::{TagResourceInput, TagResourceOutput};
use super::sdk::operation::untag_resource::{UntagResourceInput, UntagResourceOutput};
use super::sdk::types::Tag;
use crate::post_condition;
use crate::runtime::{Check, pending};
use postcond_runtime::compare::{tags_are_listed, tags_are_not_listed};

/// Each given tag is listed with the given value.
#[post_condition(service = "secretsmanager", op = "TagResource", reads = ["DescribeSecret"])]
pub(crate) async fn added_tags_are_listed(
    secrets: &Reader,
    input: &TagResourceInput,
    _: &TagResourceOutput,
) -> Check {
    let id = input.secret_id().unwrap_or_default();
    match describe(secrets, id, true).await? {
        Some(seen) => tags_are_listed(pairs(input.tags()), &pairs(seen.tags())),
        None => pending(format!("{id} is not found")),
    }
}

/// None of the given keys is listed.
#[post_condition(service = "secretsmanager", op = "UntagResource", reads = ["DescribeSecret"])]
pub(crate) async fn removed_tags_are_not_listed(
    secrets: &Reader,
    input: &UntagResourceInput,
    _: &UntagResourceOutput,
) -> Check {
    let id = input.secret_id().unwrap_or_default();
    match describe(secrets, id, true).await? {
        Some(seen) => tags_are_not_listed(input.tag_keys(), &pairs(seen.tags())),
        None => pending(format!("{id} is not found")),
    }
}

/// A tag without a value counts as one with an empty value.
pub(super) fn pairs(tags: &[Tag]) -> Vec<(&str, &str)> {
    let pairs = tags.iter().map(|tag| (tag.key(), tag.value()));
    pairs
        .map(|(key, value)| (key.unwrap_or_default(), value.unwrap_or_default()))
        .collect()
}
