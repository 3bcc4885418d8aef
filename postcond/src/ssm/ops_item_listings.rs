//! OpsItems as programs list them, access requests among them.

use super::Reader;
use super::sdk::operation::create_ops_item::{CreateOpsItemInput, CreateOpsItemOutput};
use super::sdk::operation::delete_ops_item::{DeleteOpsItemInput, DeleteOpsItemOutput};
use super::sdk::operation::describe_ops_items::DescribeOpsItemsOutput;
use super::sdk::operation::start_access_request::{
    StartAccessRequestInput, StartAccessRequestOutput,
};
use super::sdk::operation::update_ops_item::{UpdateOpsItemInput, UpdateOpsItemOutput};
use super::sdk::types::{
    OpsItemFilter, OpsItemFilterKey, OpsItemFilterOperator, OpsItemStatus, OpsItemSummary,
};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied, superseded,
    unverifiable,
};
use postcond_runtime::compare::Members;

/// `DescribeOpsItems` lists the OpsItem. One of another account is not listed, and cannot be looked
/// for.
#[post_condition(
    service = "ssm",
    op = "CreateOpsItem",
    reads = ["DescribeOpsItems"],
    batched = "DescribeOpsItems",
    on_request = true
)]
pub async fn ops_item_is_listed(
    ssm: &Reader,
    input: &CreateOpsItemInput,
    output: &CreateOpsItemOutput,
) -> Check {
    let id = named("OpsItemId", output.ops_item_id())?;
    if input.account_id().is_some() {
        return unverifiable(format!("{id} is one of another account"));
    }
    is_listed(ssm, id, !input.tags().is_empty()).await
}

/// `DescribeOpsItems` lists the access request, approved or not.
#[post_condition(
    service = "ssm",
    op = "StartAccessRequest",
    reads = ["DescribeOpsItems"],
    on_request = true
)]
pub async fn access_request_is_listed(
    ssm: &Reader,
    input: &StartAccessRequestInput,
    output: &StartAccessRequestOutput,
) -> Check {
    let id = named("AccessRequestId", output.access_request_id())?;
    is_listed(ssm, id, !input.tags().is_empty()).await
}

async fn is_listed(ssm: &Reader, id: &str, denial_may_lift: bool) -> Check {
    match listed(ssm, id, denial_may_lift).await? {
        Some(_) => satisfied(format!("{id} is listed")),
        None => pending(format!("{id} is not listed")),
    }
}

/// `DescribeOpsItems` lists the OpsItem with every change that is shown there, or as changed again
/// since.
///
/// Title, status, priority, category, severity and times are. A call that changes nothing else cannot
/// be looked for.
#[post_condition(
    service = "ssm",
    op = "UpdateOpsItem",
    reads = ["DescribeOpsItems"],
    batched = "DescribeOpsItems",
    on_request = true
)]
pub async fn ops_item_is_listed_with_the_changes(
    ssm: &Reader,
    input: &UpdateOpsItemInput,
    _: &UpdateOpsItemOutput,
    write: &Witness,
) -> Check {
    let id = input.ops_item_id().unwrap_or_default();
    if !changes_what_is_listed(input) {
        return unverifiable(format!(
            "a listing shows nothing of what has changed in {id}"
        ));
    }
    let Some(seen) = listed(ssm, id, false).await? else {
        return pending(format!("{id} is not listed"));
    };
    match differing(input, &seen) {
        None => satisfied(format!("{id} is listed with the changes")),
        Some(_) if write.precedes(seen.last_modified_time()) => {
            superseded(format!("{id} has been changed since"))
        }
        Some(members) => pending(format!("{id} is listed, and differs in {members}")),
    }
}

fn changes_what_is_listed(input: &UpdateOpsItemInput) -> bool {
    let texts = [input.title(), input.category(), input.severity()];
    let times = [
        input.actual_start_time(),
        input.actual_end_time(),
        input.planned_start_time(),
        input.planned_end_time(),
    ];
    let has_texts = texts.iter().any(Option::is_some);
    let has_times = times.iter().any(Option::is_some);
    has_texts || has_times || input.status().is_some() || input.priority().is_some()
}

#[rustfmt::skip] // a table
fn differing(input: &UpdateOpsItemInput, seen: &OpsItemSummary) -> Option<String> {
    let status = OpsItemStatus::as_str;
    Members::default()
        .set("Priority", input.priority().as_ref(), seen.priority().as_ref())
        .set("Status", input.status().map(status), seen.status().map(status))
        .set("Title", input.title(), seen.title())
        .set("Category", input.category(), seen.category())
        .set("Severity", input.severity(), seen.severity())
        .set("ActualStartTime", input.actual_start_time(), seen.actual_start_time())
        .set("ActualEndTime", input.actual_end_time(), seen.actual_end_time())
        .set("PlannedStartTime", input.planned_start_time(), seen.planned_start_time())
        .set("PlannedEndTime", input.planned_end_time(), seen.planned_end_time())
        .differing()
}

/// `DescribeOpsItems` no longer lists the OpsItem.
#[post_condition(
    service = "ssm",
    op = "DeleteOpsItem",
    reads = ["DescribeOpsItems"],
    batched = "DescribeOpsItems",
    // As long as reading it by its id may take.
    deadline = 300,
    on_request = true
)]
pub async fn ops_item_is_not_listed(
    ssm: &Reader,
    input: &DeleteOpsItemInput,
    _: &DeleteOpsItemOutput,
) -> Check {
    let id = input.ops_item_id().unwrap_or_default();
    match listed(ssm, id, false).await? {
        None => satisfied(format!("{id} is not listed")),
        Some(_) => pending(format!("{id} is still listed")),
    }
}

/// The OpsItem, if it is listed. Its operational data come along and are dropped here.
async fn listed(
    ssm: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<OpsItemSummary>, ReadError> {
    let by_id = OpsItemFilter::builder()
        .key(OpsItemFilterKey::OpsitemId)
        .values(id)
        .operator(OpsItemFilterOperator::Equal)
        .build()
        .map_err(ReadError::fatal)?;
    let found = find_in_pages(
        |token| {
            ssm.describe_ops_items()
                .ops_item_filters(by_id.clone())
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        DescribeOpsItemsOutput::next_token,
        |page| {
            let mut items = page.ops_item_summaries?.into_iter();
            items.find(|item| item.ops_item_id() == Some(id))
        },
    );
    let mut found = found.await.denial_may_lift(denial_may_lift)?;
    if let Some(item) = &mut found {
        item.operational_data = None;
    }
    Ok(found)
}
