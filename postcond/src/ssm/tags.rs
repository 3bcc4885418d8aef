//! Tags, of whatever type of resource.

use super::Reader;
use super::sdk::operation::add_tags_to_resource::{
    AddTagsToResourceInput, AddTagsToResourceOutput,
};
use super::sdk::operation::list_tags_for_resource::ListTagsForResourceError;
use super::sdk::operation::remove_tags_from_resource::{
    RemoveTagsFromResourceInput, RemoveTagsFromResourceOutput,
};
use super::sdk::types::{ResourceTypeForTagging, Tag};
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Verdict, pending, satisfied};
use postcond_runtime::compare::{tags_are_listed, tags_are_not_listed};

/// Each given tag is listed with the given value.
#[post_condition(service = "ssm", op = "AddTagsToResource", reads = ["ListTagsForResource"])]
pub(crate) async fn added_tags_are_listed(
    ssm: &Reader,
    input: &AddTagsToResourceInput,
    _: &AddTagsToResourceOutput,
) -> Check {
    let (resource_type, id) = resource(input.resource_type(), input.resource_id())?;
    are_listed(ssm, resource_type, id, input.tags()).await
}

/// None of the given keys is listed.
#[post_condition(service = "ssm", op = "RemoveTagsFromResource", reads = ["ListTagsForResource"])]
pub(crate) async fn removed_tags_are_not_listed(
    ssm: &Reader,
    input: &RemoveTagsFromResourceInput,
    _: &RemoveTagsFromResourceOutput,
) -> Check {
    let (resource_type, id) = resource(input.resource_type(), input.resource_id())?;
    match read(ssm, resource_type, id, true).await? {
        Some(listed) => tags_are_not_listed(input.tag_keys(), &pairs(&listed)),
        None => pending(not_visible(resource_type, id)),
    }
}

/// `verdict` on a creation and, once that is visible, on the tags that were given with it.
pub(super) async fn and_listed(
    verdict: Verdict,
    ssm: &Reader,
    resource_type: &ResourceTypeForTagging,
    id: &str,
    given: &[Tag],
) -> Check {
    if !verdict.is_visible() || given.is_empty() {
        return Ok(verdict);
    }
    Ok(verdict.and(are_listed(ssm, resource_type, id, given).await?))
}

// Rules that depend on tags may refuse these reads until the change of tags has spread.
async fn are_listed(
    ssm: &Reader,
    resource_type: &ResourceTypeForTagging,
    id: &str,
    wanted: &[Tag],
) -> Check {
    match read(ssm, resource_type, id, true).await? {
        Some(listed) => tags_are_listed(pairs(wanted), &pairs(&listed)),
        None => pending(not_visible(resource_type, id)),
    }
}

/// Whether a deleted resource has no tags any more: it is unknown to them, or its list is empty.
pub(super) async fn none_is_left(
    ssm: &Reader,
    resource_type: &ResourceTypeForTagging,
    id: &str,
) -> Check {
    let listed = read(ssm, resource_type, id, false).await?;
    let listed = listed.unwrap_or_default();
    if listed.is_empty() {
        return satisfied(format!("{id} has no tags"));
    }
    let keys: Vec<&str> = listed.iter().map(Tag::key).collect();
    pending(format!("{id} still has the tags {}", keys.join(", ")))
}

async fn read(
    ssm: &Reader,
    resource_type: &ResourceTypeForTagging,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<Vec<Tag>>, ReadError> {
    let request = ssm
        .list_tags_for_resource()
        .resource_type(resource_type.clone())
        .resource_id(id);
    // Boxed: the checks of most writes come by here and read no tags, and a request takes kilobytes.
    let found = Box::pin(request.send())
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(ListTagsForResourceError::is_invalid_resource_id)?;
    Ok(found.map(|found| found.tag_list.unwrap_or_default()))
}

pub(super) fn pairs(tags: &[Tag]) -> Vec<(&str, &str)> {
    tags.iter().map(|tag| (tag.key(), tag.value())).collect()
}

fn not_visible(resource_type: &ResourceTypeForTagging, id: &str) -> String {
    format!("InvalidResourceId for the {resource_type} {id}")
}

/// The resource that a call has named; the service refuses one that names none.
fn resource<'a>(
    resource_type: Option<&'a ResourceTypeForTagging>,
    id: Option<&'a str>,
) -> Result<(&'a ResourceTypeForTagging, &'a str), ReadError> {
    let unnamed = "the service accepted a call without resource type and id";
    resource_type
        .zip(id)
        .ok_or_else(|| ReadError::fatal(unnamed))
}
