//! The calls whose tags the Resource Groups Tagging API shows, too.

use super::op::{
    AddTagsToResource, CreateAssociation, CreateCloudConnector, CreateDocument,
    CreateMaintenanceWindow, CreateOpsItem, CreateOpsMetadata, CreatePatchBaseline, PutParameter,
    RemoveTagsFromResource, StartAutomationExecution, StartChangeRequestExecution,
};
use super::sdk::types::{AssociationDescription, ResourceTypeForTagging, Tag};
use super::{Reader, tags};
use crate::answer::named;
use crate::runtime::{InputOf, OutputOf, ReadError};
use crate::tagging::{Lookup, Resource, TagChange, Tagging, changes_tags};

changes_tags!(CreateAssociation: |input| given(input.tags()), |_, output| {
    let made = output.association_description();
    let id = made.and_then(AssociationDescription::association_id);
    called("association", named("AssociationDescription.AssociationId", id)?)
});
changes_tags!(CreateCloudConnector: |input| given(input.tags()), |_, output| {
    called("cloud-connector", named("CloudConnectorId", output.cloud_connector_id())?)
});
changes_tags!(CreateDocument: |input| given(input.tags()), |input, _| {
    called("document", input.name().unwrap_or_default())
});
changes_tags!(CreateMaintenanceWindow: |input| given(input.tags()), |_, output| {
    called("maintenancewindow", named("WindowId", output.window_id())?)
});
changes_tags!(CreateOpsMetadata: |input| given(input.tags()), |_, output| {
    called("opsmetadata", named("OpsMetadataArn", output.ops_metadata_arn())?)
});
changes_tags!(CreatePatchBaseline: |input| given(input.tags()), |_, output| {
    called("patchbaseline", named("BaselineId", output.baseline_id())?)
});
changes_tags!(PutParameter: |input| given(input.tags()), |input, _| {
    called("parameter", input.name().unwrap_or_default())
});
changes_tags!(StartAutomationExecution: |input| given(input.tags()), |_, output| {
    let id = named("AutomationExecutionId", output.automation_execution_id())?;
    called("automation-execution", id)
});
changes_tags!(StartChangeRequestExecution: |input| given(input.tags()), |_, output| {
    let id = named("AutomationExecutionId", output.automation_execution_id())?;
    called("automation-execution", id)
});

changes_tags!(CreateOpsItem: |input| given(input.tags()), |input, output| match input.account_id() {
    Some(_) => Lookup::None("the OpsItem is one of another account"),
    None => {
        let id = output.ops_item_arn().or(output.ops_item_id());
        Lookup::For(called("opsitem", named("OpsItemId", id)?))
    }
});
changes_tags!(AddTagsToResource: |input| given(input.tags()), |input, _| {
    tagged(input.resource_type(), input.resource_id())
});
changes_tags!(RemoveTagsFromResource: |input| TagChange::Removed(input.tag_keys()), |input, _| {
    tagged(input.resource_type(), input.resource_id())
});

fn given(given: &[Tag]) -> TagChange<'_> {
    TagChange::Given(tags::pairs(given))
}

fn called(of_type: &'static str, id: &str) -> Resource {
    Resource::called("ssm", of_type, id)
}

fn tagged(resource_type: Option<&ResourceTypeForTagging>, id: Option<&str>) -> Lookup {
    let id = id.unwrap_or_default();
    match resource_type.and_then(type_in_arns) {
        Some(of_type) => Lookup::For(called(of_type, id)),
        None => {
            Lookup::None("this version does not know what the ARN of such a resource looks like")
        }
    }
}

/// What ARNs call this type of resources.
fn type_in_arns(resource_type: &ResourceTypeForTagging) -> Option<&'static str> {
    Some(match resource_type {
        ResourceTypeForTagging::Association => "association",
        ResourceTypeForTagging::Automation => "automation-execution",
        ResourceTypeForTagging::CloudConnector => "cloud-connector",
        ResourceTypeForTagging::Document => "document",
        ResourceTypeForTagging::MaintenanceWindow => "maintenancewindow",
        ResourceTypeForTagging::ManagedInstance => "managed-instance",
        ResourceTypeForTagging::OpsItem => "opsitem",
        ResourceTypeForTagging::Opsmetadata => "opsmetadata",
        ResourceTypeForTagging::Parameter => "parameter",
        ResourceTypeForTagging::PatchBaseline => "patchbaseline",
        _ => return None,
    })
}
