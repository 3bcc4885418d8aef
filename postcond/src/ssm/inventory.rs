//! Inventory: put, delete. Compliance items: put.

use super::Reader;
use super::sdk::operation::delete_inventory::{DeleteInventoryInput, DeleteInventoryOutput};
use super::sdk::operation::describe_inventory_deletions::{
    DescribeInventoryDeletionsError, DescribeInventoryDeletionsOutput,
};
use super::sdk::operation::list_compliance_items::ListComplianceItemsOutput;
use super::sdk::operation::list_inventory_entries::ListInventoryEntriesError;
use super::sdk::operation::put_compliance_items::{
    PutComplianceItemsInput, PutComplianceItemsOutput,
};
use super::sdk::operation::put_inventory::{PutInventoryInput, PutInventoryOutput};
use super::sdk::types::{
    ComplianceExecutionSummary, ComplianceItem, ComplianceItemEntry, ComplianceUploadType,
    InventoryDeletionStatus, InventoryDeletionStatusItem, InventoryDeletionSummary,
};
use crate::answer::{is_about, named};
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, all_pages, find_in_pages, pending, satisfied, unverifiable,
};
use postcond_runtime::compare::{is_not_before, is_text_not_before};

/// Each item type of the node shows this capture or a later one.
///
/// The time of the capture decides, not the content: content that is as before is not stored again.
#[post_condition(
    service = "ssm",
    op = "PutInventory",
    reads = ["ListInventoryEntries"],
    // One read for each item, or page.
    poll_timeout = 30
)]
pub(crate) async fn captures_are_listed(
    ssm: &Reader,
    input: &PutInventoryInput,
    _: &PutInventoryOutput,
) -> Check {
    let node = input.instance_id().unwrap_or_default();
    for item in input.items() {
        let (type_name, wanted) = (item.type_name(), item.capture_time());
        match read_capture_time(ssm, node, type_name).await? {
            Some(seen) if is_text_not_before(&seen, wanted) => {}
            Some(seen) => {
                return pending(format!(
                    "{type_name} of {node} was captured at {seen}, not yet {wanted}"
                ));
            }
            None => return pending(format!("{type_name} of {node} has no capture")),
        }
    }
    satisfied(format!("all captures of {node} are listed"))
}

/// When the items of this type were captured; `None` too if the node or the type is not known yet.
/// The first of the entries comes along and is dropped here.
async fn read_capture_time(
    ssm: &Reader,
    node: &str,
    type_name: &str,
) -> Result<Option<String>, ReadError> {
    let found = ssm
        .list_inventory_entries()
        .instance_id(node)
        .type_name(type_name)
        .max_results(1)
        .send()
        .await
        .absent_if(|error: &ListInventoryEntriesError| {
            // A custom type has to be registered first.
            error.is_invalid_type_name_exception() || error.is_invalid_instance_id()
        })?;
    if let Some(seen) = &found {
        is_about("node", node, seen.instance_id())?;
        is_about("type", type_name, seen.type_name())?;
    }
    Ok(found.and_then(|found| found.capture_time))
}

/// The deletion can be looked up by its id; it need not have finished. A dry run deletes nothing.
#[post_condition(
    service = "ssm",
    op = "DeleteInventory",
    reads = ["DescribeInventoryDeletions"],
    batched = "DescribeInventoryDeletions"
)]
pub(crate) async fn inventory_deletion_is_listed(
    ssm: &Reader,
    input: &DeleteInventoryInput,
    output: &DeleteInventoryOutput,
) -> Check {
    if input.dry_run() == Some(true) {
        return satisfied(DRY_RUN);
    }
    let id = named("DeletionId", output.deletion_id())?;
    match read_deletion(ssm, id).await? {
        Some(_) => satisfied(format!("the deletion {id} is listed")),
        None => pending(format!("the deletion {id} is not listed")),
    }
}

/// The deletion is complete, and nothing remains to be deleted. A dry run deletes nothing.
#[post_condition(
    service = "ssm",
    op = "DeleteInventory",
    reads = ["DescribeInventoryDeletions"],
    batched = "DescribeInventoryDeletions",
    // Inventory is deleted in the background, node by node.
    deadline = 3600,
    on_request = true
)]
pub async fn inventory_deletion_is_complete(
    ssm: &Reader,
    input: &DeleteInventoryInput,
    output: &DeleteInventoryOutput,
) -> Check {
    if input.dry_run() == Some(true) {
        return satisfied(DRY_RUN);
    }
    let id = named("DeletionId", output.deletion_id())?;
    let Some(seen) = read_deletion(ssm, id).await? else {
        return pending(format!("the deletion {id} is not listed"));
    };
    let remaining = seen
        .deletion_summary()
        .map(InventoryDeletionSummary::remaining_count);
    match (seen.last_status(), remaining) {
        (Some(InventoryDeletionStatus::Complete), Some(0)) => satisfied(format!(
            "the deletion {id} is Complete, and nothing remains"
        )),
        (Some(status), Some(remaining)) => pending(format!(
            "the deletion {id} is {status}, and {remaining} remain"
        )),
        (Some(status), None) => pending(format!("the deletion {id} is {status}, without a count")),
        (None, _) => pending(format!("the deletion {id} has no status")),
    }
}

const DRY_RUN: &str = "a dry run, which deletes nothing";

async fn read_deletion(
    ssm: &Reader,
    id: &str,
) -> Result<Option<InventoryDeletionStatusItem>, ReadError> {
    let found = find_in_pages(
        |token| {
            ssm.describe_inventory_deletions()
                .deletion_id(id)
                .set_next_token(token)
                .send()
        },
        DescribeInventoryDeletionsOutput::next_token,
        |page| {
            let mut deletions = page.inventory_deletions?.into_iter();
            deletions.find(|deletion| deletion.deletion_id() == Some(id))
        },
    );
    let found = found.await;
    let found =
        found.absent_if(DescribeInventoryDeletionsError::is_invalid_deletion_id_exception)?;
    Ok(found.flatten())
}

/// Each given item is listed with its status and severity, from this execution or a later one; if
/// none was given, none of the type is listed.
///
/// Items without an id cannot be looked for: a call that gives some is not confirmed. A partial upload
/// of none changes nothing.
#[post_condition(
    service = "ssm",
    op = "PutComplianceItems",
    reads = ["ListComplianceItems"],
    // One read for each item, or page.
    poll_timeout = 30
)]
pub(crate) async fn compliance_items_are_listed(
    ssm: &Reader,
    input: &PutComplianceItemsInput,
    _: &PutComplianceItemsOutput,
) -> Check {
    let resource = input.resource_id().unwrap_or_default();
    let of_type = input.compliance_type().unwrap_or_default();
    let replaces_all = input.upload_type() != Some(&ComplianceUploadType::Partial);
    if input.items().is_empty() && replaces_all {
        return match read_compliance_items(ssm, input).await?.len() {
            0 => satisfied(format!("no {of_type} item of {resource} is listed")),
            left => pending(format!("{of_type} items of {resource} are listed: {left}")),
        };
    }
    if input.items().is_empty() {
        return satisfied("a partial upload of no item");
    }
    let (wanted, without_id): (Vec<_>, Vec<_>) = input.items().iter().partition(|it| has_id(it));
    let all = format!("all {of_type} items of {resource} are listed");
    let verdict = match without_id.len() {
        0 => satisfied(all)?,
        unseen => unverifiable(format!(
            "{of_type} items of {resource} without an id, which cannot be looked for: {unseen}"
        ))?,
    };
    if wanted.is_empty() {
        return Ok(verdict);
    }
    let listed = read_compliance_items(ssm, input).await?;
    let is_missing = |item: &ComplianceItemEntry| !listed.iter().any(|it| shows(it, item, input));
    let missing = wanted.into_iter().filter(|item| is_missing(item));
    let missing: Vec<&str> = missing.filter_map(ComplianceItemEntry::id).collect();
    if missing.is_empty() {
        return Ok(verdict);
    }
    pending(format!(
        "{of_type} items of {resource}, not listed or not as given: {}",
        missing.join(", ")
    ))
}

fn has_id(item: &ComplianceItemEntry) -> bool {
    item.id().is_some_and(|id| !id.is_empty())
}

/// Whether `seen` is the item that was given, from this execution or a later one.
fn shows(
    seen: &ComplianceItem,
    wanted: &ComplianceItemEntry,
    input: &PutComplianceItemsInput,
) -> bool {
    let date = ComplianceExecutionSummary::execution_time;
    let (given, found) = (input.execution_summary(), seen.execution_summary());
    // If the hash says that nothing is new, the service keeps the earlier execution.
    let has_hash = input.item_content_hash().is_some_and(|it| !it.is_empty());
    seen.id() == wanted.id()
        && seen.status() == Some(wanted.status())
        && seen.severity() == Some(wanted.severity())
        && (has_hash || is_not_before(found.map(date), given.map(date)))
}

/// The items of the call's compliance type. Which keys the read can be filtered by is not
/// documented, so that all of the resource are read.
async fn read_compliance_items(
    ssm: &Reader,
    input: &PutComplianceItemsInput,
) -> Result<Vec<ComplianceItem>, ReadError> {
    let pages = all_pages(
        |token| {
            ssm.list_compliance_items()
                .resource_ids(input.resource_id().unwrap_or_default())
                .resource_types(input.resource_type().unwrap_or_default())
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        ListComplianceItemsOutput::next_token,
    );
    let items = pages
        .await?
        .into_iter()
        .flat_map(|page| page.compliance_items);
    let of_type = |item: &ComplianceItem| item.compliance_type() == input.compliance_type();
    Ok(items.flatten().filter(of_type).collect())
}
