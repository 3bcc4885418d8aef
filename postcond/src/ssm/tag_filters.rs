//! Resources as programs find them by their tags: with a filter of a listing.

use super::Reader;
use super::sdk::operation::add_tags_to_resource::{
    AddTagsToResourceInput, AddTagsToResourceOutput,
};
use super::sdk::operation::describe_instance_information::DescribeInstanceInformationOutput;
use super::sdk::operation::describe_parameters::DescribeParametersOutput;
use super::sdk::operation::remove_tags_from_resource::{
    RemoveTagsFromResourceInput, RemoveTagsFromResourceOutput,
};
use super::sdk::types::{
    InstanceInformationStringFilter, ParameterStringFilter, ResourceTypeForTagging,
};
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, find_in_pages, pending, satisfied, unverifiable};

/// The listing of the resource's type finds it by the key of each given tag: that of parameters or of
/// managed nodes.
///
/// Values are neither sent with these reads nor compared; that they have changed is what the built-in
/// check sees to. Other types of resources are listed without such a filter, and cannot be looked for.
#[post_condition(
    service = "ssm",
    op = "AddTagsToResource",
    reads = ["DescribeParameters", "DescribeInstanceInformation"],
    // One read for each tag, or page.
    poll_timeout = 30,
    on_request = true
)]
pub async fn resource_is_found_by_its_tags(
    ssm: &Reader,
    input: &AddTagsToResourceInput,
    _: &AddTagsToResourceOutput,
) -> Check {
    let id = input.resource_id().unwrap_or_default();
    let Some(listing) = Listing::of(input.resource_type()) else {
        return unverifiable(format!("no listing finds {id} by its tags"));
    };
    for tag in input.tags() {
        let key = tag.key();
        if !listing.finds(ssm, id, key).await? {
            return pending(format!("{id} is not found by its tag {key}"));
        }
    }
    satisfied(format!("{id} is found by each of its tags"))
}

/// The listing of the resource's type no longer finds it by any of the given keys: that of parameters
/// or of managed nodes.
///
/// Other types of resources are listed without such a filter, and cannot be looked for.
#[post_condition(
    service = "ssm",
    op = "RemoveTagsFromResource",
    reads = ["DescribeParameters", "DescribeInstanceInformation"],
    // One read for each tag, or page.
    poll_timeout = 30,
    on_request = true
)]
pub async fn resource_is_not_found_by_removed_tags(
    ssm: &Reader,
    input: &RemoveTagsFromResourceInput,
    _: &RemoveTagsFromResourceOutput,
) -> Check {
    let id = input.resource_id().unwrap_or_default();
    let Some(listing) = Listing::of(input.resource_type()) else {
        return unverifiable(format!("no listing finds {id} by its tags"));
    };
    for key in input.tag_keys() {
        if listing.finds(ssm, id, key).await? {
            return pending(format!("{id} is still found by the tag {key}"));
        }
    }
    satisfied(format!("{id} is found by none of the tags"))
}

/// The listings that can be filtered by the keys of tags. That of documents takes the value, too.
#[derive(Clone, Copy)]
enum Listing {
    Parameters,
    ManagedNodes,
}

impl Listing {
    /// The one that shows resources of this type, if there is one.
    fn of(resource_type: Option<&ResourceTypeForTagging>) -> Option<Self> {
        match resource_type {
            Some(ResourceTypeForTagging::Parameter) => Some(Self::Parameters),
            Some(ResourceTypeForTagging::ManagedInstance) => Some(Self::ManagedNodes),
            _ => None,
        }
    }

    async fn finds(self, ssm: &Reader, id: &str, key: &str) -> Result<bool, ReadError> {
        match self {
            Self::Parameters => finds_parameter(ssm, id, key).await,
            Self::ManagedNodes => finds_node(ssm, id, key).await,
        }
    }
}

async fn finds_parameter(ssm: &Reader, name: &str, key: &str) -> Result<bool, ReadError> {
    let filter = || ParameterStringFilter::builder().option("Equals");
    let by_name = filter().key("Name").values(name).build();
    // Without values, whatever the tag's value is.
    let by_tag = filter().key(format!("tag:{key}")).build();
    let filters = [by_name, by_tag].into_iter().collect::<Result<Vec<_>, _>>();
    let filters = filters.map_err(ReadError::fatal)?;
    let found = find_in_pages(
        |token| {
            ssm.describe_parameters()
                .set_parameter_filters(Some(filters.clone()))
                .set_next_token(token)
                .send()
        },
        DescribeParametersOutput::next_token,
        |page| {
            let mut parameters = page.parameters().iter();
            parameters.any(|it| it.name() == Some(name)).then_some(())
        },
    );
    // Rules that depend on tags may refuse the read until the change of tags has spread.
    Ok(found.await.denial_may_lift(true)?.is_some())
}

async fn finds_node(ssm: &Reader, id: &str, key: &str) -> Result<bool, ReadError> {
    let by_tag = InstanceInformationStringFilter::builder().key("tag-key");
    let by_tag = by_tag.values(key).build().map_err(ReadError::fatal)?;
    let found = find_in_pages(
        |token| {
            ssm.describe_instance_information()
                .filters(by_tag.clone())
                .set_next_token(token)
                .send()
        },
        DescribeInstanceInformationOutput::next_token,
        |page| {
            let mut nodes = page.instance_information_list().iter();
            nodes.any(|it| it.instance_id() == Some(id)).then_some(())
        },
    );
    Ok(found.await.denial_may_lift(true)?.is_some())
}
