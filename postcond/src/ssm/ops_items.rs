//! OpsItems and their related items: create, update, delete, associate, disassociate.

use std::collections::HashMap;

use serde_json::Value;

use super::sdk::operation::associate_ops_item_related_item::{
    AssociateOpsItemRelatedItemInput, AssociateOpsItemRelatedItemOutput,
};
use super::sdk::operation::create_ops_item::{CreateOpsItemInput, CreateOpsItemOutput};
use super::sdk::operation::delete_ops_item::{DeleteOpsItemInput, DeleteOpsItemOutput};
use super::sdk::operation::disassociate_ops_item_related_item::{
    DisassociateOpsItemRelatedItemInput, DisassociateOpsItemRelatedItemOutput,
};
use super::sdk::operation::get_ops_item::GetOpsItemError;
use super::sdk::operation::list_ops_item_related_items::ListOpsItemRelatedItemsOutput;
use super::sdk::operation::update_ops_item::{UpdateOpsItemInput, UpdateOpsItemOutput};
use super::sdk::types::{
    OpsItem, OpsItemDataValue, OpsItemNotification, OpsItemRelatedItemsFilter,
    OpsItemRelatedItemsFilterKey, OpsItemRelatedItemsFilterOperator, OpsItemStatus, RelatedOpsItem,
    ResourceTypeForTagging,
};
use super::{Reader, tags};
use crate::answer::{is_about, named};
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied, superseded,
};
use postcond_runtime::compare::{Members, differing_keys};

/// The OpsItem can be fetched, and its tags are listed.
#[post_condition(
    service = "ssm",
    op = "CreateOpsItem",
    reads = ["GetOpsItem", "ListTagsForResource"],
    batched = "DescribeOpsItems"
)]
pub(crate) async fn ops_item_is_found(
    ssm: &Reader,
    input: &CreateOpsItemInput,
    output: &CreateOpsItemOutput,
) -> Check {
    let id = named("OpsItemId", output.ops_item_id())?;
    // In another account, an OpsItem is known by its ARN.
    let arn = input.account_id().and(output.ops_item_arn());
    // Tags can change the caller's own rights.
    let Some(seen) = read(ssm, id, arn, !input.tags().is_empty()).await? else {
        return pending(format!("{id} is not found"));
    };
    if seen.ops_item_id() != Some(id) {
        return pending(format!("another OpsItem than {id}"));
    }
    let of_type = &ResourceTypeForTagging::OpsItem;
    let verdict = satisfied(format!("{id} is found"))?;
    tags::and_listed(verdict, ssm, of_type, id, input.tags()).await
}

/// The OpsItem shows every change that the call asked for, or has been changed again since.
///
/// The call returns no version, so the members that it set are compared one by one. Operational
/// data can hold secrets: differences are named by their keys.
#[post_condition(
    service = "ssm",
    op = "UpdateOpsItem",
    reads = ["GetOpsItem"],
    batched = "DescribeOpsItems"
)]
pub(crate) async fn ops_item_shows_the_changes(
    ssm: &Reader,
    input: &UpdateOpsItemInput,
    _: &UpdateOpsItemOutput,
    write: &Witness,
) -> Check {
    let id = input.ops_item_id().unwrap_or_default();
    let Some(seen) = read(ssm, id, input.ops_item_arn(), false).await? else {
        return pending(format!("{id} is not found"));
    };
    let differing = differing(input, &seen);
    if differing.is_empty() {
        satisfied(format!("{id} shows the changes"))
    } else if write.precedes(seen.last_modified_time()) {
        superseded(format!("{id} has been changed since"))
    } else {
        pending(format!("{id} differs: {}", differing.join(", ")))
    }
}

/// The names of what differs: of members, and of keys of the operational data.
fn differing(input: &UpdateOpsItemInput, seen: &OpsItem) -> Vec<String> {
    let members = differing_texts(Members::default(), input, seen);
    let members = differing_times(members, input, seen);
    let members = differing_lists(members, input, seen);
    let empty = HashMap::new();
    let keys = differing_keys(
        input.operational_data(),
        input.operational_data_to_delete(),
        seen.operational_data().unwrap_or(&empty),
        same_data,
    );
    let keys = keys.into_iter().map(|key| format!("OperationalData {key}"));
    members.differing().into_iter().chain(keys).collect()
}

fn differing_texts(members: Members, input: &UpdateOpsItemInput, seen: &OpsItem) -> Members {
    members
        .set("Description", input.description(), seen.description())
        .set(
            "Priority",
            input.priority().as_ref(),
            seen.priority().as_ref(),
        )
        .set(
            "Status",
            input.status().map(OpsItemStatus::as_str),
            seen.status().map(OpsItemStatus::as_str),
        )
        .set("Title", input.title(), seen.title())
        .set("Category", input.category(), seen.category())
        .set("Severity", input.severity(), seen.severity())
}

fn differing_times(members: Members, input: &UpdateOpsItemInput, seen: &OpsItem) -> Members {
    members
        .set(
            "ActualStartTime",
            input.actual_start_time(),
            seen.actual_start_time(),
        )
        .set(
            "ActualEndTime",
            input.actual_end_time(),
            seen.actual_end_time(),
        )
        .set(
            "PlannedStartTime",
            input.planned_start_time(),
            seen.planned_start_time(),
        )
        .set(
            "PlannedEndTime",
            input.planned_end_time(),
            seen.planned_end_time(),
        )
}

fn differing_lists(members: Members, input: &UpdateOpsItemInput, seen: &OpsItem) -> Members {
    members
        .compared(
            input.notifications.is_some(),
            "Notifications",
            Some(&*arns(input.notifications())),
            Some(&*arns(seen.notifications())),
        )
        .compared(
            input.related_ops_items.is_some(),
            "RelatedOpsItems",
            Some(&*ids(input.related_ops_items())),
            Some(&*ids(seen.related_ops_items())),
        )
}

fn arns(notifications: &[OpsItemNotification]) -> Vec<Option<&str>> {
    notifications.iter().map(OpsItemNotification::arn).collect()
}

fn ids(related: &[RelatedOpsItem]) -> Vec<&str> {
    related.iter().map(RelatedOpsItem::ops_item_id).collect()
}

fn same_data(key: &str, wanted: &OpsItemDataValue, seen: &OpsItemDataValue) -> bool {
    let same_type = wanted.r#type().is_none() || wanted.r#type() == seen.r#type();
    let (wanted, seen) = (wanted.value(), seen.value());
    // The service may write the JSON of its own keys anew.
    let is_reserved = key.starts_with("/aws/");
    let same_text = wanted.is_none_or(|wanted| wanted == seen.unwrap_or_default());
    let same_value = same_text || (is_reserved && same_json(wanted, seen));
    same_type && same_value
}

fn same_json(one: Option<&str>, other: Option<&str>) -> bool {
    let parse = |text: Option<&str>| serde_json::from_str::<Value>(text?).ok();
    parse(one).is_some_and(|one| Some(one) == parse(other))
}

/// The OpsItem can no longer be fetched.
#[post_condition(
    service = "ssm",
    op = "DeleteOpsItem",
    reads = ["GetOpsItem"],
    batched = "DescribeOpsItems",
    // AWS says that it can take a few minutes, and that the OpsItem stays readable until then.
    deadline = 300
)]
pub(crate) async fn ops_item_is_not_found(
    ssm: &Reader,
    input: &DeleteOpsItemInput,
    _: &DeleteOpsItemOutput,
) -> Check {
    let id = input.ops_item_id().unwrap_or_default();
    match read(ssm, id, None, false).await? {
        None => satisfied(format!("{id} is not found")),
        Some(_) => pending(format!("{id} can still be fetched")),
    }
}

/// The OpsItem; `None` if it is not found.
pub(super) async fn read(
    ssm: &Reader,
    id: &str,
    arn: Option<&str>,
    denial_may_lift: bool,
) -> Result<Option<OpsItem>, ReadError> {
    let found = ssm
        .get_ops_item()
        .ops_item_id(id)
        .set_ops_item_arn(arn.map(str::to_owned))
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetOpsItemError::is_ops_item_not_found_exception)?;
    // An answer without an OpsItem does not say that there is none.
    let nothing = || OpsItem::builder().build();
    let found = found.map(|found| found.ops_item.unwrap_or_else(nothing));
    if let Some(seen) = &found {
        is_about("OpsItem", id, seen.ops_item_id())?;
    }
    Ok(found)
}

/// The relation is among the related items of the OpsItem.
#[post_condition(
    service = "ssm",
    op = "AssociateOpsItemRelatedItem",
    reads = ["ListOpsItemRelatedItems"],
    batched = "ListOpsItemRelatedItems"
)]
pub(crate) async fn relation_is_listed(
    ssm: &Reader,
    input: &AssociateOpsItemRelatedItemInput,
    output: &AssociateOpsItemRelatedItemOutput,
) -> Check {
    let relation = named("AssociationId", output.association_id())?;
    match is_listed(ssm, input.ops_item_id().unwrap_or_default(), relation).await? {
        true => satisfied(format!("{relation} is listed")),
        false => pending(format!("{relation} is not listed")),
    }
}

/// The relation is no longer among the related items of the OpsItem.
#[post_condition(
    service = "ssm",
    op = "DisassociateOpsItemRelatedItem",
    reads = ["ListOpsItemRelatedItems"]
)]
pub(crate) async fn relation_is_not_listed(
    ssm: &Reader,
    input: &DisassociateOpsItemRelatedItemInput,
    _: &DisassociateOpsItemRelatedItemOutput,
) -> Check {
    let relation = input.association_id().unwrap_or_default();
    match is_listed(ssm, input.ops_item_id().unwrap_or_default(), relation).await? {
        true => pending(format!("{relation} is still listed")),
        false => satisfied(format!("{relation} is not listed")),
    }
}

async fn is_listed(ssm: &Reader, ops_item: &str, relation: &str) -> Result<bool, ReadError> {
    let by_id = OpsItemRelatedItemsFilter::builder()
        .key(OpsItemRelatedItemsFilterKey::AssociationId)
        .values(relation)
        .operator(OpsItemRelatedItemsFilterOperator::Equal)
        .build()
        .map_err(ReadError::fatal)?;
    let found = find_in_pages(
        |token| {
            ssm.list_ops_item_related_items()
                .ops_item_id(ops_item)
                .filters(by_id.clone())
                .set_next_token(token)
                .send()
        },
        ListOpsItemRelatedItemsOutput::next_token,
        |page| {
            let mut relations = page.summaries?.into_iter();
            relations.find(|it| it.association_id() == Some(relation))
        },
    );
    Ok(found.await?.is_some())
}
