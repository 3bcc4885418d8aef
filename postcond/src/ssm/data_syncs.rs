//! Resource data syncs: create, update, delete.

use super::Reader;
use super::sdk::operation::create_resource_data_sync::{
    CreateResourceDataSyncInput, CreateResourceDataSyncOutput,
};
use super::sdk::operation::delete_resource_data_sync::{
    DeleteResourceDataSyncInput, DeleteResourceDataSyncOutput,
};
use super::sdk::operation::list_resource_data_sync::ListResourceDataSyncOutput;
use super::sdk::operation::update_resource_data_sync::{
    UpdateResourceDataSyncInput, UpdateResourceDataSyncOutput,
};
use super::sdk::types::{
    ResourceDataSyncAwsOrganizationsSource, ResourceDataSyncItem, ResourceDataSyncSource,
    ResourceDataSyncSourceWithState,
};
use crate::post_condition;
use crate::runtime::{
    Check, ReadError, Search, Witness, absent, created, find_in_pages, pending, satisfied,
    superseded,
};
use postcond_runtime::compare::{Members, same_set};

/// The sync is listed; it need not have run.
///
/// A name can be that of a sync that was deleted before, so the date of its creation counts, where
/// the service tells it.
#[post_condition(
    service = "ssm",
    op = "CreateResourceDataSync",
    reads = ["ListResourceDataSync"],
    found_by = created_data_sync
)]
pub(crate) async fn data_sync_is_listed(
    ssm: &Reader,
    input: &CreateResourceDataSyncInput,
    _: &CreateResourceDataSyncOutput,
    write: &Witness,
) -> Check {
    let name = input.sync_name().unwrap_or_default();
    let Some(seen) = read(ssm, name, input.sync_type()).await? else {
        return pending(format!("{name} is not listed"));
    };
    let created = seen.sync_created_time();
    if created.is_some() && !write.covers(created) {
        return pending(format!("{name} of an earlier life is listed"));
    }
    // A failed run is worth telling, and no failure of the creation.
    match seen.last_status() {
        Some(status) => satisfied(format!("{name} is listed, its last run is {status}")),
        None => satisfied(format!("{name} is listed")),
    }
}

/// The service refuses a name that is taken.
async fn created_data_sync(
    ssm: &Reader,
    input: &CreateResourceDataSyncInput,
    _: &Witness,
) -> Search<CreateResourceDataSyncOutput> {
    let name = input.sync_name().unwrap_or_default();
    match read(ssm, name, input.sync_type()).await? {
        Some(seen) => created(
            CreateResourceDataSyncOutput::builder().build(),
            seen.sync_created_time(),
            format!("{name} is listed"),
        ),
        None => absent(format!("{name} is not listed")),
    }
}

/// The sync shows the new settings of its source, or has been changed since.
#[post_condition(
    service = "ssm",
    op = "UpdateResourceDataSync",
    reads = ["ListResourceDataSync"]
)]
pub(crate) async fn data_sync_has_the_new_source(
    ssm: &Reader,
    input: &UpdateResourceDataSyncInput,
    _: &UpdateResourceDataSyncOutput,
    write: &Witness,
) -> Check {
    let name = input.sync_name().unwrap_or_default();
    let Some(seen) = read(ssm, name, input.sync_type()).await? else {
        return pending(format!("{name} is not listed"));
    };
    match differing(input.sync_source(), seen.sync_source()) {
        None => satisfied(format!("{name} has the new source")),
        Some(_) if write.precedes(seen.sync_last_modified_time()) => {
            superseded(format!("{name} has been changed since"))
        }
        Some(members) => pending(format!("{name} differs in {members}")),
    }
}

/// The members of the source that differ from those that were given.
fn differing(
    given: Option<&ResourceDataSyncSource>,
    seen: Option<&ResourceDataSyncSourceWithState>,
) -> Option<String> {
    let given = given?;
    let Some(seen) = seen else {
        return Some("SyncSource".to_owned());
    };
    let organization = given.aws_organizations_source();
    Members::default()
        .set("SourceType", Some(given.source_type()), seen.source_type())
        .holds(
            "SourceRegions",
            same_set(given.source_regions(), seen.source_regions()),
        )
        // The SDK sends both booleans, whether the caller gave them or not.
        .holds(
            "IncludeFutureRegions",
            given.include_future_regions() == seen.include_future_regions(),
        )
        .holds(
            "EnableAllOpsDataSources",
            given.enable_all_ops_data_sources() == seen.enable_all_ops_data_sources(),
        )
        .holds(
            "AwsOrganizationsSource",
            same_organization(organization, seen.aws_organizations_source()),
        )
        .differing()
}

/// Whether the source in AWS Organizations is the one that was given, if one was.
fn same_organization(
    given: Option<&ResourceDataSyncAwsOrganizationsSource>,
    seen: Option<&ResourceDataSyncAwsOrganizationsSource>,
) -> bool {
    let (Some(given), Some(seen)) = (given, seen) else {
        return given.is_none();
    };
    let (given_units, seen_units) = (units(given), units(seen));
    given.organization_source_type() == seen.organization_source_type()
        && (given_units.is_empty() || same_set(&given_units, &seen_units))
}

fn units(source: &ResourceDataSyncAwsOrganizationsSource) -> Vec<Option<&str>> {
    let units = source.organizational_units().iter();
    units.map(|unit| unit.organizational_unit_id()).collect()
}

/// The sync is no longer listed, or only one made anew. What it has copied stays.
#[post_condition(
    service = "ssm",
    op = "DeleteResourceDataSync",
    reads = ["ListResourceDataSync"]
)]
pub(crate) async fn data_sync_is_not_listed(
    ssm: &Reader,
    input: &DeleteResourceDataSyncInput,
    _: &DeleteResourceDataSyncOutput,
    write: &Witness,
) -> Check {
    let name = input.sync_name().unwrap_or_default();
    match read(ssm, name, input.sync_type()).await? {
        None => satisfied(format!("{name} is not listed")),
        Some(seen) if write.precedes(seen.sync_created_time()) => {
            superseded(format!("{name} has been made anew"))
        }
        Some(_) => pending(format!("{name} is still listed")),
    }
}

/// The sync of this name and type. The list cannot be filtered by name.
async fn read(
    ssm: &Reader,
    name: &str,
    sync_type: Option<&str>,
) -> Result<Option<ResourceDataSyncItem>, ReadError> {
    let is_wanted = |sync: &ResourceDataSyncItem| {
        sync.sync_name() == Some(name) && or_default(sync.sync_type()) == or_default(sync_type)
    };
    let found = find_in_pages(
        |token| {
            ssm.list_resource_data_sync()
                .set_sync_type(sync_type.map(str::to_owned))
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        ListResourceDataSyncOutput::next_token,
        |page| page.resource_data_sync_items?.into_iter().find(is_wanted),
    );
    Ok(found.await?)
}

/// What a type that is left out means.
fn or_default(sync_type: Option<&str>) -> &str {
    sync_type.unwrap_or("SyncToDestination")
}
