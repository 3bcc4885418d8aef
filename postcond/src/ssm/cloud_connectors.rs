//! Cloud connectors: create, update, delete.

use super::sdk::operation::create_cloud_connector::{
    CreateCloudConnectorInput, CreateCloudConnectorOutput,
};
use super::sdk::operation::delete_cloud_connector::{
    DeleteCloudConnectorInput, DeleteCloudConnectorOutput,
};
use super::sdk::operation::get_cloud_connector::{GetCloudConnectorError, GetCloudConnectorOutput};
use super::sdk::operation::list_cloud_connectors::ListCloudConnectorsOutput;
use super::sdk::operation::update_cloud_connector::{
    UpdateCloudConnectorInput, UpdateCloudConnectorOutput,
};
use super::sdk::types::CloudConnectorConfiguration::AzureConfiguration as Azure;
use super::sdk::types::ConfigurationTargets::Subscriptions;
use super::sdk::types::{
    AzureConfiguration, AzureSubscription, CloudConnectorSummary, ConfigurationTargets,
    ResourceTypeForTagging,
};
use super::{Reader, tags};
use crate::answer::{is_about, named};
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied, superseded,
};
use postcond_runtime::compare::{Members, same_set};

/// The connector can be fetched by its id, and its tags are listed.
#[post_condition(
    service = "ssm",
    op = "CreateCloudConnector",
    reads = ["GetCloudConnector", "ListTagsForResource"],
    batched = "ListCloudConnectors"
)]
pub(crate) async fn connector_is_visible(
    ssm: &Reader,
    input: &CreateCloudConnectorInput,
    output: &CreateCloudConnectorOutput,
) -> Check {
    let id = named("CloudConnectorId", output.cloud_connector_id())?;
    // Tags can change the caller's own rights.
    let denial_may_lift = !input.tags().is_empty();
    if read(ssm, id, denial_may_lift).await?.is_none() {
        return pending(format!("{id} is not found"));
    }
    let of_type = &ResourceTypeForTagging::CloudConnector;
    let verdict = satisfied(format!("{id} is visible"))?;
    tags::and_listed(verdict, ssm, of_type, id, input.tags()).await
}

/// The connector shows the new settings, or a later update.
#[post_condition(service = "ssm", op = "UpdateCloudConnector", reads = ["GetCloudConnector"])]
pub(crate) async fn connector_has_the_new_settings(
    ssm: &Reader,
    input: &UpdateCloudConnectorInput,
    _: &UpdateCloudConnectorOutput,
    write: &Witness,
) -> Check {
    let id = input.cloud_connector_id().unwrap_or_default();
    let Some(seen) = read(ssm, id, false).await? else {
        return pending(format!("{id} is not found"));
    };
    if !write.covers(seen.updated_at()) {
        return pending(format!("{id} was last updated before the write"));
    }
    match differing(input, &seen) {
        None => satisfied(format!("{id} has the new settings")),
        Some(_) if write.precedes(seen.updated_at()) => {
            superseded(format!("{id} has been updated since"))
        }
        Some(members) => pending(format!("{id} differs in {members}")),
    }
}

/// The connector can no longer be fetched.
#[post_condition(
    service = "ssm",
    op = "DeleteCloudConnector",
    reads = ["GetCloudConnector"],
    batched = "ListCloudConnectors"
)]
pub(crate) async fn connector_is_not_found(
    ssm: &Reader,
    input: &DeleteCloudConnectorInput,
    _: &DeleteCloudConnectorOutput,
) -> Check {
    let id = input.cloud_connector_id().unwrap_or_default();
    match read(ssm, id, false).await? {
        None => satisfied(format!("{id} is not found")),
        Some(_) => pending(format!("{id} is still there")),
    }
}

/// `ListCloudConnectors` lists the connector.
#[post_condition(
    service = "ssm",
    op = "CreateCloudConnector",
    reads = ["ListCloudConnectors"],
    batched = "ListCloudConnectors",
    on_request = true
)]
pub async fn connector_is_listed(
    ssm: &Reader,
    input: &CreateCloudConnectorInput,
    output: &CreateCloudConnectorOutput,
) -> Check {
    let id = named("CloudConnectorId", output.cloud_connector_id())?;
    match listed(ssm, id, !input.tags().is_empty()).await? {
        Some(_) => satisfied(format!("{id} is listed")),
        None => pending(format!("{id} is not listed")),
    }
}

/// `ListCloudConnectors` lists the connector as updated by this call, or later.
#[post_condition(
    service = "ssm",
    op = "UpdateCloudConnector",
    reads = ["ListCloudConnectors"],
    batched = "ListCloudConnectors",
    on_request = true
)]
pub async fn connector_is_listed_as_updated(
    ssm: &Reader,
    input: &UpdateCloudConnectorInput,
    _: &UpdateCloudConnectorOutput,
    write: &Witness,
) -> Check {
    let id = input.cloud_connector_id().unwrap_or_default();
    let Some(seen) = listed(ssm, id, false).await? else {
        return pending(format!("{id} is not listed"));
    };
    if !write.covers(seen.updated_at()) {
        return pending(format!("{id} is listed as updated before the write"));
    }
    let members = Members::default()
        .set("DisplayName", input.display_name(), seen.display_name())
        .set("Description", input.description(), seen.description());
    match members.differing() {
        None => satisfied(format!("{id} is listed as updated")),
        Some(_) if write.precedes(seen.updated_at()) => {
            superseded(format!("{id} has been updated since"))
        }
        Some(members) => pending(format!("{id} is listed, and differs in {members}")),
    }
}

/// `ListCloudConnectors` no longer lists the connector.
#[post_condition(
    service = "ssm",
    op = "DeleteCloudConnector",
    reads = ["ListCloudConnectors"],
    batched = "ListCloudConnectors",
    on_request = true
)]
pub async fn connector_is_not_listed(
    ssm: &Reader,
    input: &DeleteCloudConnectorInput,
    _: &DeleteCloudConnectorOutput,
) -> Check {
    let id = input.cloud_connector_id().unwrap_or_default();
    match listed(ssm, id, false).await? {
        None => satisfied(format!("{id} is not listed")),
        Some(_) => pending(format!("{id} is still listed")),
    }
}

/// The connector, if it is listed.
async fn listed(
    ssm: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<CloudConnectorSummary>, ReadError> {
    let found = find_in_pages(
        |token| ssm.list_cloud_connectors().set_next_token(token).send(),
        ListCloudConnectorsOutput::next_token,
        |page| {
            let mut connectors = page.cloud_connectors?.into_iter();
            connectors.find(|connector| connector.cloud_connector_id() == Some(id))
        },
    );
    Ok(found.await.denial_may_lift(denial_may_lift)?)
}

async fn read(
    ssm: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<GetCloudConnectorOutput>, ReadError> {
    let found = ssm
        .get_cloud_connector()
        .cloud_connector_id(id)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetCloudConnectorError::is_resource_not_found_exception)?;
    if let Some(seen) = &found {
        is_about("connector", id, seen.cloud_connector_arn())?;
    }
    Ok(found)
}

/// The settings that the caller has set and that differ.
fn differing(input: &UpdateCloudConnectorInput, seen: &GetCloudConnectorOutput) -> Option<String> {
    let members = Members::default()
        .set("DisplayName", input.display_name(), seen.display_name())
        .set("Description", input.description(), seen.description());
    let members = match (input.configuration(), seen.configuration()) {
        (None, _) => members,
        (Some(Azure(asked)), Some(Azure(seen))) => compare_azure(members, asked, seen),
        (Some(_), _) => members.holds("Configuration", false),
    };
    members.differing()
}

/// The service may add names for display where the caller has set none.
fn compare_azure(
    members: Members,
    asked: &AzureConfiguration,
    seen: &AzureConfiguration,
) -> Members {
    let same_application = asked.application_id() == seen.application_id();
    let application_name = seen.application_display_name();
    let tenant_name = seen.tenant_display_name();
    members
        .holds("TenantId", asked.tenant_id() == seen.tenant_id())
        .set(
            "TenantDisplayName",
            asked.tenant_display_name(),
            tenant_name,
        )
        .holds("ApplicationId", same_application)
        .set(
            "ApplicationDisplayName",
            asked.application_display_name(),
            application_name,
        )
        .holds("Targets", same_targets(asked.targets(), seen.targets()))
}

fn same_targets(asked: Option<&ConfigurationTargets>, seen: Option<&ConfigurationTargets>) -> bool {
    match (asked, seen) {
        (None, _) => true,
        (Some(Subscriptions(asked)), Some(Subscriptions(seen))) => same_subscriptions(asked, seen),
        (Some(Subscriptions(asked)), None) => asked.is_empty(),
        (Some(_), _) => false,
    }
}

/// Whether the same subscriptions are there, in any order, and have the names that were set.
fn same_subscriptions(asked: &[AzureSubscription], seen: &[AzureSubscription]) -> bool {
    fn ids(subscriptions: &[AzureSubscription]) -> Vec<&str> {
        subscriptions.iter().map(AzureSubscription::id).collect()
    }
    let is_there = |asked| seen.iter().any(|seen| same_subscription(asked, seen));
    same_set(&ids(asked), &ids(seen)) && asked.iter().all(is_there)
}

fn same_subscription(asked: &AzureSubscription, seen: &AzureSubscription) -> bool {
    let name = Members::default().set("DisplayName", asked.display_name(), seen.display_name());
    asked.id() == seen.id() && name.differing().is_none()
}
