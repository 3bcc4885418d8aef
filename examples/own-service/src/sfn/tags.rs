//! Tags, by `ListTagsForResource`: as `init` has drafted it, with comparisons that say which tag is missing.

use postcond::post_condition;
use postcond::runtime::compare::{tags_are_listed, tags_are_not_listed};
use postcond::runtime::{Check, ReadError};

use super::Reader;
use super::sdk::operation::tag_resource::{TagResourceInput, TagResourceOutput};
use super::sdk::operation::untag_resource::{UntagResourceInput, UntagResourceOutput};
use super::sdk::types::Tag;

async fn listed(reader: &Reader, arn: Option<&str>) -> Result<Vec<Tag>, ReadError> {
    let read = reader
        .list_tags_for_resource()
        .set_resource_arn(arn.map(str::to_owned));
    Ok(read.send().await?.tags.unwrap_or_default())
}

fn pairs(tags: &[Tag]) -> Vec<(&str, &str)> {
    let tags = tags.iter();
    let pairs = tags.filter_map(|tag| Some((tag.key()?, tag.value().unwrap_or_default())));
    pairs.collect()
}

/// Each given tag is listed.
#[post_condition(service = crate::sfn, op = "TagResource", reads = ["ListTagsForResource"])]
pub(crate) async fn given_tags_are_listed(
    reader: &Reader,
    input: &TagResourceInput,
    _: &TagResourceOutput,
) -> Check {
    let listed = listed(reader, input.resource_arn()).await?;
    tags_are_listed(pairs(input.tags()), &pairs(&listed))
}

/// None of the given keys is listed.
#[post_condition(service = crate::sfn, op = "UntagResource", reads = ["ListTagsForResource"])]
pub(crate) async fn taken_tags_are_gone(
    reader: &Reader,
    input: &UntagResourceInput,
    _: &UntagResourceOutput,
) -> Check {
    let listed = listed(reader, input.resource_arn()).await?;
    tags_are_not_listed(input.tag_keys(), &pairs(&listed))
}
