//! Resources as programs find them by their tags: with a filter of a listing.

use super::Reader;
use super::sdk::operation::add_tags_to_resource::{
    AddTagsToResourceInput, AddTagsToResourceOutput,
};
use super::sdk::operation::describe_instance_information::DescribeInstanceInformationOutput;
use super::sdk::operation::describe_parameters::DescribeParametersOutput;
use super::sdk::operation::list_documents::ListDocumentsOutput;
use super::sdk::operation::remove_tags_from_resource::{
    RemoveTagsFromResourceInput, RemoveTagsFromResourceOutput,
};
use super::sdk::types::{
    DocumentKeyValuesFilter, InstanceInformationStringFilter, ParameterStringFilter,
    ResourceTypeForTagging,
};
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, find_in_pages, pending, satisfied, unverifiable};

/// The listing of the resource's type finds it by each of the given tags: that of parameters, of
/// documents or of managed nodes.
///
/// Other types of resources are listed without such a filter, and cannot be looked for. A tag whose
/// value is empty is looked for by its key, which the listing of documents cannot do.
#[post_condition(
    service = "ssm",
    op = "AddTagsToResource",
    reads = ["DescribeParameters", "ListDocuments", "DescribeInstanceInformation"],
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
    let listing = Listing::of(input.resource_type());
    for tag in input.tags() {
        let key = tag.key();
        let value = Some(tag.value()).filter(|value| !value.is_empty());
        match listing.finds(ssm, id, key, value).await? {
            Some(true) => {}
            Some(false) => return pending(format!("{id} is not found by its tag {key}")),
            None => return unverifiable(format!("no listing finds {id} by its tag {key}")),
        }
    }
    satisfied(format!("{id} is found by each of its tags"))
}

/// The listing of the resource's type no longer finds it by any of the given keys: that of parameters
/// or of managed nodes.
///
/// Other types of resources are listed without such a filter, and documents only with one that takes
/// the value, too, which the call does not name. They cannot be looked for.
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
    let listing = Listing::of(input.resource_type());
    for key in input.tag_keys() {
        match listing.finds(ssm, id, key, None).await? {
            Some(true) => return pending(format!("{id} is still found by the tag {key}")),
            Some(false) => {}
            None => return unverifiable(format!("no listing finds {id} by the key {key} alone")),
        }
    }
    satisfied(format!("{id} is found by none of the tags"))
}

/// The listing that shows resources of one type.
#[derive(Clone, Copy)]
enum Listing {
    Parameters,
    Documents,
    ManagedNodes,
    /// One that cannot be filtered by tags.
    Other,
}

impl Listing {
    fn of(resource_type: Option<&ResourceTypeForTagging>) -> Self {
        match resource_type {
            Some(ResourceTypeForTagging::Parameter) => Self::Parameters,
            Some(ResourceTypeForTagging::Document) => Self::Documents,
            Some(ResourceTypeForTagging::ManagedInstance) => Self::ManagedNodes,
            _ => Self::Other,
        }
    }

    /// Whether the resource is found by a tag with this key and, if one is given, this value; `None`
    /// if the listing has no such filter.
    async fn finds(
        self,
        ssm: &Reader,
        id: &str,
        key: &str,
        value: Option<&str>,
    ) -> Result<Option<bool>, ReadError> {
        let found = match (self, value) {
            (Self::Parameters, value) => finds_parameter(ssm, id, key, value).await?,
            (Self::Documents, Some(value)) => finds_document(ssm, id, key, value).await?,
            (Self::ManagedNodes, value) => finds_node(ssm, id, key, value).await?,
            (Self::Documents, None) | (Self::Other, _) => return Ok(None),
        };
        Ok(Some(found))
    }
}

/// As in `tag:team`.
fn tag(key: &str) -> String {
    format!("tag:{key}")
}

async fn finds_parameter(
    ssm: &Reader,
    name: &str,
    key: &str,
    value: Option<&str>,
) -> Result<bool, ReadError> {
    let filter = || ParameterStringFilter::builder().option("Equals");
    let by_name = filter().key("Name").values(name).build();
    let values = value.map(|value| vec![value.to_owned()]);
    let by_tag = filter().key(tag(key)).set_values(values).build();
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

async fn finds_document(
    ssm: &Reader,
    name: &str,
    key: &str,
    value: &str,
) -> Result<bool, ReadError> {
    let by_tag = DocumentKeyValuesFilter::builder().key(tag(key));
    let by_tag = by_tag.values(value).build();
    let found = find_in_pages(
        |token| {
            ssm.list_documents()
                .filters(by_tag.clone())
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        ListDocumentsOutput::next_token,
        |page| {
            let mut documents = page.document_identifiers().iter();
            documents.any(|it| it.name() == Some(name)).then_some(())
        },
    );
    Ok(found.await.denial_may_lift(true)?.is_some())
}

async fn finds_node(
    ssm: &Reader,
    id: &str,
    key: &str,
    value: Option<&str>,
) -> Result<bool, ReadError> {
    let (filter, sought) = match value {
        Some(value) => (tag(key), value),
        None => ("tag-key".to_owned(), key),
    };
    let filter = InstanceInformationStringFilter::builder().key(filter);
    let by_tag = filter.values(sought).build().map_err(ReadError::fatal)?;
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
