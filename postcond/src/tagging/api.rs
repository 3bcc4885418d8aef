//! What is asked of the tagging API, and what its answers mean.

use aws_sdk_resourcegroupstagging::Client;
use aws_sdk_resourcegroupstagging::config::Config;
use aws_sdk_resourcegroupstagging::config::retry::RetryConfig;
use aws_sdk_resourcegroupstagging::operation::get_resources::GetResourcesOutput;
use aws_sdk_resourcegroupstagging::operation::get_resources::builders::GetResourcesFluentBuilder;
use aws_sdk_resourcegroupstagging::types::{ResourceTagMapping, Tag, TagFilter};

use super::change::{GET_RESOURCES, TagChange};
use super::resource::Resource;
use crate::runtime::{Check, ReadError, find_in_pages, pending, satisfied};
use postcond_runtime::compare::{tags_are_listed, tags_are_not_listed};

/// The most that there may be on a page.
const PAGE: i32 = 100;

/// Whether the tagging API shows a resource as a change of its tags has left it.
pub(super) async fn shows(tagging: &Client, resource: &Resource, change: &TagChange<'_>) -> Check {
    match (resource, change) {
        (_, TagChange::Given(given)) => {
            let filters = given.iter().map(|(key, value)| filter(key, value));
            let listed = find(tagging, resource, filters.collect()).await?;
            is_listed_with(resource, given, listed.as_deref())
        }
        (Resource::Arn(_), TagChange::Removed(keys)) => {
            match find(tagging, resource, Vec::new()).await? {
                Some(listed) => tags_are_not_listed(keys, &pairs(&listed)),
                None => satisfied(format!("{resource} is not listed, so it has no tags")),
            }
        }
        (Resource::Named { .. }, TagChange::Removed(keys)) => {
            let found = keys_that_find(tagging, resource, keys).await?;
            let found: Vec<_> = found.into_iter().map(|key| (key, "")).collect();
            tags_are_not_listed(keys, &found)
        }
    }
}

fn is_listed_with(resource: &Resource, given: &[(&str, &str)], listed: Option<&[Tag]>) -> Check {
    match (listed, resource) {
        (Some(listed), _) => tags_are_listed(given.iter().copied(), &pairs(listed)),
        (None, Resource::Arn(_)) => pending(format!("{resource} is not listed")),
        // What it is listed with instead is not told.
        (None, Resource::Named { .. }) => {
            let keys: Vec<&str> = given.iter().map(|(key, _)| *key).collect();
            let keys = keys.join(", ");
            pending(format!(
                "{resource} is not found by its tags with their values: {keys}"
            ))
        }
    }
}

/// Those of the keys by which the resource is still found: filters of several keys want all of them, so each is asked
/// for by itself.
async fn keys_that_find<'a>(
    tagging: &Client,
    resource: &Resource,
    keys: &'a [String],
) -> Result<Vec<&'a str>, ReadError> {
    let mut found = Vec::new();
    for key in keys {
        if find(tagging, resource, vec![filter(key, "")])
            .await?
            .is_some()
        {
            found.push(key.as_str());
        }
    }
    Ok(found)
}

/// The tags of the resource; `None` if it is not listed. An ARN takes no filters beside it, and has no pages.
async fn find(
    tagging: &Client,
    resource: &Resource,
    filters: Vec<TagFilter>,
) -> Result<Option<Vec<Tag>>, ReadError> {
    let found = find_in_pages(
        |token| {
            let request = restricted(tagging.get_resources(), resource, &filters);
            // The loop repeats what fails.
            let once = Config::builder().retry_config(RetryConfig::disabled());
            let request = request.set_pagination_token(token).customize();
            request.config_override(once).send()
        },
        |page| next_token(resource, page),
        |page| {
            let listed = page.resource_tag_mapping_list.unwrap_or_default();
            listed.into_iter().find(|it| is_about(resource, it))
        },
    );
    // Else a denial would be put down to the service that was written to.
    let denied = |error| ReadError::from(error).for_want_of(GET_RESOURCES);
    let found = found.await.map_err(denied)?;
    Ok(found.map(|found| found.tags.unwrap_or_default()))
}

/// A request by ARN may not have a token in it.
fn next_token<'a>(resource: &Resource, page: &'a GetResourcesOutput) -> Option<&'a str> {
    match resource {
        Resource::Arn(_) => None,
        Resource::Named { .. } => page.pagination_token(),
    }
}

fn restricted(
    request: GetResourcesFluentBuilder,
    resource: &Resource,
    filters: &[TagFilter],
) -> GetResourcesFluentBuilder {
    match resource {
        Resource::Arn(arn) => request.resource_arn_list(arn),
        Resource::Named {
            service, of_type, ..
        } => request
            .resource_type_filters(format!("{service}:{of_type}"))
            .set_tag_filters(Some(filters.to_vec()))
            .resources_per_page(PAGE),
    }
}

/// Without a value, whatever the value is: an empty one cannot be filtered by.
fn filter(key: &str, value: &str) -> TagFilter {
    let values = Some(value).filter(|value| !value.is_empty());
    let filter = TagFilter::builder().key(key);
    filter
        .set_values(values.map(|value| vec![value.to_owned()]))
        .build()
}

fn is_about(resource: &Resource, listed: &ResourceTagMapping) -> bool {
    listed.resource_arn().is_some_and(|arn| resource.is(arn))
}

fn pairs(tags: &[Tag]) -> Vec<(&str, &str)> {
    tags.iter().map(|tag| (tag.key(), tag.value())).collect()
}
