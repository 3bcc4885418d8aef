//! OpsMetadata: create, update, delete.

use std::collections::HashMap;

use super::sdk::operation::create_ops_metadata::{CreateOpsMetadataInput, CreateOpsMetadataOutput};
use super::sdk::operation::delete_ops_metadata::{DeleteOpsMetadataInput, DeleteOpsMetadataOutput};
use super::sdk::operation::get_ops_metadata::{GetOpsMetadataError, GetOpsMetadataOutput};
use super::sdk::operation::list_ops_metadata::ListOpsMetadataOutput;
use super::sdk::operation::update_ops_metadata::{UpdateOpsMetadataInput, UpdateOpsMetadataOutput};
use super::sdk::types::{MetadataValue, OpsMetadata, ResourceTypeForTagging};
use super::{Reader, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, all_pages, find_in_pages, pending, satisfied, superseded,
};
use postcond_runtime::compare::differing_keys;

/// The OpsMetadata object can be fetched, and its tags are listed.
#[post_condition(
    service = "ssm",
    op = "CreateOpsMetadata",
    reads = ["GetOpsMetadata", "ListTagsForResource"],
    batched = "ListOpsMetadata"
)]
pub(crate) async fn ops_metadata_is_found(
    ssm: &Reader,
    input: &CreateOpsMetadataInput,
    output: &CreateOpsMetadataOutput,
) -> Check {
    let arn = named("OpsMetadataArn", output.ops_metadata_arn())?;
    // Tags can change the caller's own rights.
    if !is_found(ssm, arn, !input.tags().is_empty()).await? {
        return pending(format!("{arn} is not found"));
    }
    let of_type = &ResourceTypeForTagging::Opsmetadata;
    let verdict = satisfied(format!("{arn} is found"))?;
    tags::and_listed(verdict, ssm, of_type, tagging_id(arn), input.tags()).await
}

/// What tags know an OpsMetadata object by: what follows the word in its ARN, as in
/// `/aws/ssm/MyGroup/appmanager`. The service takes it with the first slash and without.
fn tagging_id(arn: &str) -> &str {
    arn.split_once(":opsmetadata").map_or(arn, |(_, id)| id)
}

/// The updated keys have their new values, and the deleted keys are gone.
#[post_condition(
    service = "ssm",
    op = "UpdateOpsMetadata",
    reads = ["GetOpsMetadata"],
    batched = "ListOpsMetadata"
)]
pub(crate) async fn metadata_is_changed(
    ssm: &Reader,
    input: &UpdateOpsMetadataInput,
    _: &UpdateOpsMetadataOutput,
) -> Check {
    let arn = input.ops_metadata_arn().unwrap_or_default();
    let Some(seen) = metadata(ssm, arn).await? else {
        return pending(format!("{arn} is not found"));
    };
    let same_value = |_: &str, wanted: &MetadataValue, seen: &MetadataValue| {
        wanted.value().unwrap_or_default() == seen.value().unwrap_or_default()
    };
    let (given, deleted) = (input.metadata_to_update(), input.keys_to_delete());
    let differing = differing_keys(given, deleted, &seen, same_value);
    if differing.is_empty() {
        satisfied(format!("{arn} shows the changes"))
    } else {
        pending(format!("{arn} differs: {}", differing.join(", ")))
    }
}

/// All keys of an OpsMetadata object; `None` if it is not found.
async fn metadata(
    ssm: &Reader,
    arn: &str,
) -> Result<Option<HashMap<String, MetadataValue>>, ReadError> {
    let pages = all_pages(
        |token| {
            ssm.get_ops_metadata()
                .ops_metadata_arn(arn)
                .max_results(10)
                .set_next_token(token)
                .send()
        },
        GetOpsMetadataOutput::next_token,
    );
    let pages = pages
        .await
        .absent_if(GetOpsMetadataError::is_ops_metadata_not_found_exception)?;
    Ok(pages.map(|pages| {
        let keys = pages.into_iter().filter_map(|page| page.metadata);
        keys.flatten().collect()
    }))
}

/// The OpsMetadata object can no longer be fetched.
#[post_condition(
    service = "ssm",
    op = "DeleteOpsMetadata",
    reads = ["GetOpsMetadata"],
    batched = "ListOpsMetadata"
)]
pub(crate) async fn ops_metadata_is_not_found(
    ssm: &Reader,
    input: &DeleteOpsMetadataInput,
    _: &DeleteOpsMetadataOutput,
) -> Check {
    let arn = input.ops_metadata_arn().unwrap_or_default();
    match is_found(ssm, arn, false).await? {
        true => pending(format!("{arn} can still be fetched")),
        false => satisfied(format!("{arn} is not found")),
    }
}

async fn is_found(ssm: &Reader, arn: &str, denial_may_lift: bool) -> Result<bool, ReadError> {
    let found = ssm
        .get_ops_metadata()
        .ops_metadata_arn(arn)
        .max_results(1)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetOpsMetadataError::is_ops_metadata_not_found_exception)?;
    Ok(found.is_some())
}

/// `ListOpsMetadata` lists the OpsMetadata object, as created by this call.
///
/// Its ARN names the resource and the application, and may be that of one deleted before: the date of
/// the creation counts, where the service tells it.
#[post_condition(
    service = "ssm",
    op = "CreateOpsMetadata",
    reads = ["ListOpsMetadata"],
    batched = "ListOpsMetadata",
    on_request = true
)]
pub async fn ops_metadata_is_listed(
    ssm: &Reader,
    input: &CreateOpsMetadataInput,
    output: &CreateOpsMetadataOutput,
    write: &Witness,
) -> Check {
    let arn = named("OpsMetadataArn", output.ops_metadata_arn())?;
    let Some(seen) = listed(ssm, arn, !input.tags().is_empty()).await? else {
        return pending(format!("{arn} is not listed"));
    };
    let created = seen.creation_date();
    if created.is_some() && !write.covers(created) {
        return pending(format!("{arn} of an earlier life is listed"));
    }
    satisfied(format!("{arn} is listed"))
}

/// `ListOpsMetadata` no longer lists the OpsMetadata object, or only one made anew.
#[post_condition(
    service = "ssm",
    op = "DeleteOpsMetadata",
    reads = ["ListOpsMetadata"],
    batched = "ListOpsMetadata",
    on_request = true
)]
pub async fn ops_metadata_is_not_listed(
    ssm: &Reader,
    input: &DeleteOpsMetadataInput,
    _: &DeleteOpsMetadataOutput,
    write: &Witness,
) -> Check {
    let arn = input.ops_metadata_arn().unwrap_or_default();
    match listed(ssm, arn, false).await? {
        None => satisfied(format!("{arn} is not listed")),
        Some(seen) if write.precedes(seen.creation_date()) => {
            superseded(format!("{arn} has been made anew"))
        }
        Some(_) => pending(format!("{arn} is still listed")),
    }
}

/// The OpsMetadata object, if it is listed.
async fn listed(
    ssm: &Reader,
    arn: &str,
    denial_may_lift: bool,
) -> Result<Option<OpsMetadata>, ReadError> {
    let found = find_in_pages(
        |token| {
            ssm.list_ops_metadata()
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        ListOpsMetadataOutput::next_token,
        |page| {
            let mut objects = page.ops_metadata_list?.into_iter();
            objects.find(|object| object.ops_metadata_arn() == Some(arn))
        },
    );
    Ok(found.await.denial_may_lift(denial_may_lift)?)
}
