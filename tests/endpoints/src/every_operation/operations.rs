//! Associations, OpsItems, nodes and inventory, commands and automation, and the rest.

use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::on_request::session_is_listed;
use postcond::ssm::sdk::primitives::DateTime;
use postcond::ssm::sdk::types::{
    AssociationStatus, AssociationStatusName, AzureConfiguration, CloudConnectorConfiguration,
    ComplianceExecutionSummary, ComplianceItemEntry, ComplianceSeverity, ComplianceStatus,
    CreateAssociationBatchRequestEntry, InventoryItem, MetadataValue, ResourceDataSyncSource,
    Runbook, Target,
};

use super::Tried;
use crate::table::{Column, tried};

const NODE: &str = "i-0123456789abcdef0";
const DOCUMENT: &str = "AWS-RunShellScript";
const ANY_ID: &str = "00000000-0000-4000-8000-000000000003";

pub(crate) async fn associations(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let create = ssm.create_association().name(DOCUMENT).instance_id(NODE);
    let made = tried!(column, ssm, "CreateAssociation", create);
    let made = made.and_then(|it| it.association_description);
    let id = made.and_then(|it| it.association_id);
    let id = id.unwrap_or_else(|| ANY_ID.to_owned());
    let entry = CreateAssociationBatchRequestEntry::builder().name("AWS-UpdateSSMAgent");
    let batch = ssm
        .create_association_batch()
        .entries(entry.instance_id(NODE).build()?);
    tried!(column, ssm, "CreateAssociationBatch", batch);
    let update = ssm.update_association().association_id(&id);
    tried!(
        column,
        ssm,
        "UpdateAssociation",
        update.association_name("changed")
    );
    let status = AssociationStatus::builder().date(DateTime::from_secs(1_767_225_600));
    let status = status
        .name(AssociationStatusName::Pending)
        .message("m")
        .build()?;
    let report = ssm
        .update_association_status()
        .name(DOCUMENT)
        .instance_id(NODE);
    tried!(
        column,
        ssm,
        "UpdateAssociationStatus",
        report.association_status(status)
    );
    let start = ssm.start_associations_once().association_ids(&id);
    tried!(column, ssm, "StartAssociationsOnce", start);
    let delete = ssm.delete_association().association_id(id);
    tried!(column, ssm, "DeleteAssociation", delete);
    Ok(())
}

pub(crate) async fn ops_items(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let create = ssm
        .create_ops_item()
        .title("t")
        .description("d")
        .source("EC2");
    let made = tried!(column, ssm, "CreateOpsItem", create);
    let id = made.and_then(|it| it.ops_item_id);
    let id = id.unwrap_or_else(|| "oi-0123456789ab".to_owned());
    let update = ssm.update_ops_item().ops_item_id(&id).title("changed");
    tried!(column, ssm, "UpdateOpsItem", update);
    let relate = ssm.associate_ops_item_related_item().ops_item_id(&id);
    let relate = relate
        .association_type("RelatesTo")
        .resource_type("AWS::SSMIncidents::IncidentRecord");
    let relate = relate.resource_uri("arn:aws:ssm-incidents::123456789012:incident-record/r/1");
    let made = tried!(column, ssm, "AssociateOpsItemRelatedItem", relate);
    let relation = made.and_then(|it| it.association_id);
    let part = ssm.disassociate_ops_item_related_item().ops_item_id(&id);
    let part = part.association_id(relation.unwrap_or_else(|| ANY_ID.to_owned()));
    tried!(column, ssm, "DisassociateOpsItemRelatedItem", part);
    tried!(
        column,
        ssm,
        "DeleteOpsItem",
        ssm.delete_ops_item().ops_item_id(id)
    );
    let create = ssm.create_ops_metadata().resource_id("/aws/ssm/group/app");
    let made = tried!(column, ssm, "CreateOpsMetadata", create);
    let arn = made.and_then(|it| it.ops_metadata_arn);
    let arn = arn.unwrap_or_else(|| "arn:aws:ssm:us-east-1:123456789012:opsmetadata/a".to_owned());
    let value = MetadataValue::builder().value("x").build();
    let update = ssm.update_ops_metadata().ops_metadata_arn(&arn);
    tried!(
        column,
        ssm,
        "UpdateOpsMetadata",
        update.metadata_to_update("key", value)
    );
    let delete = ssm.delete_ops_metadata().ops_metadata_arn(arn);
    tried!(column, ssm, "DeleteOpsMetadata", delete);
    Ok(())
}

pub(crate) async fn nodes(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let made = tried!(
        column,
        ssm,
        "CreateActivation",
        ssm.create_activation().iam_role("role")
    );
    let id = made.and_then(|it| it.activation_id);
    let delete = ssm
        .delete_activation()
        .activation_id(id.unwrap_or_else(|| ANY_ID.to_owned()));
    tried!(column, ssm, "DeleteActivation", delete);
    let role = ssm
        .update_managed_instance_role()
        .instance_id("mi-0123456789abcdef0");
    tried!(
        column,
        ssm,
        "UpdateManagedInstanceRole",
        role.iam_role("role")
    );
    let deregister = ssm
        .deregister_managed_instance()
        .instance_id("mi-0123456789abcdef0");
    tried!(column, ssm, "DeregisterManagedInstance", deregister);
    let item = InventoryItem::builder()
        .type_name("Custom:Rack")
        .schema_version("1.0");
    let item = item
        .capture_time("2026-01-01T00:00:00Z")
        .content([("Rack".to_owned(), "1".to_owned())].into());
    let put = ssm.put_inventory().instance_id(NODE).items(item.build()?);
    tried!(column, ssm, "PutInventory", put);
    tried!(
        column,
        ssm,
        "DeleteInventory",
        ssm.delete_inventory().type_name("Custom:Rack")
    );
    let summary = ComplianceExecutionSummary::builder();
    let summary = summary
        .execution_time(DateTime::from_secs(1_767_225_600))
        .build()?;
    let item = ComplianceItemEntry::builder()
        .id("1")
        .severity(ComplianceSeverity::Low);
    let item = item.status(ComplianceStatus::Compliant).build()?;
    let put = ssm
        .put_compliance_items()
        .resource_id(NODE)
        .resource_type("ManagedInstance");
    let put = put
        .compliance_type("Custom:Check")
        .execution_summary(summary)
        .items(item);
    tried!(column, ssm, "PutComplianceItems", put);
    Ok(())
}

pub(crate) async fn commands(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let send = ssm
        .send_command()
        .document_name(DOCUMENT)
        .instance_ids(NODE);
    let send = send.parameters("commands", vec!["true".to_owned()]);
    let made = tried!(column, ssm, "SendCommand", send);
    let id = made.and_then(|it| it.command).and_then(|it| it.command_id);
    let cancel = ssm
        .cancel_command()
        .command_id(id.unwrap_or_else(|| ANY_ID.to_owned()));
    tried!(column, ssm, "CancelCommand", cancel);
    let start = ssm
        .start_automation_execution()
        .document_name("AWS-RestartEC2Instance");
    let made = tried!(column, ssm, "StartAutomationExecution", start);
    let id = made.and_then(|it| it.automation_execution_id);
    let stop = ssm.stop_automation_execution();
    let stop = stop.automation_execution_id(id.unwrap_or_else(|| ANY_ID.to_owned()));
    tried!(column, ssm, "StopAutomationExecution", stop);
    let runbook = Runbook::builder()
        .document_name("AWS-RestartEC2Instance")
        .build()?;
    let change = ssm
        .start_change_request_execution()
        .document_name("AWS-HelloWorldChangeTemplate");
    tried!(
        column,
        ssm,
        "StartChangeRequestExecution",
        change.runbooks(runbook)
    );
    let preview = ssm
        .start_execution_preview()
        .document_name("AWS-RestartEC2Instance");
    tried!(column, ssm, "StartExecutionPreview", preview);
    let start = ssm.start_session().target(NODE).until(session_is_listed);
    let made = tried!(column, ssm, "StartSession", start);
    let id = made
        .and_then(|it| it.session_id)
        .unwrap_or_else(|| "s-1".to_owned());
    tried!(
        column,
        ssm,
        "TerminateSession",
        ssm.terminate_session().session_id(id)
    );
    let target = Target::builder().key("InstanceIds").values(NODE).build();
    let access = ssm
        .start_access_request()
        .reason("a reason")
        .targets(target);
    tried!(column, ssm, "StartAccessRequest", access);
    Ok(())
}

pub(crate) async fn others(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let source = ResourceDataSyncSource::builder().source_type("SingleAccountMultiRegions");
    let source = source.source_regions("us-east-1").build()?;
    let of_type = "SyncFromSource";
    let create = ssm
        .create_resource_data_sync()
        .sync_name("sync")
        .sync_type(of_type);
    tried!(
        column,
        ssm,
        "CreateResourceDataSync",
        create.sync_source(source.clone())
    );
    let update = ssm
        .update_resource_data_sync()
        .sync_name("sync")
        .sync_type(of_type);
    tried!(
        column,
        ssm,
        "UpdateResourceDataSync",
        update.sync_source(source)
    );
    let delete = ssm
        .delete_resource_data_sync()
        .sync_name("sync")
        .sync_type(of_type);
    tried!(column, ssm, "DeleteResourceDataSync", delete);
    let arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shared";
    let policy = r#"{"Version":"2012-10-17","Statement":[]}"#;
    let put = ssm.put_resource_policy().resource_arn(arn).policy(policy);
    let made = tried!(column, ssm, "PutResourcePolicy", put);
    let (id, hash) = made.map_or((None, None), |it| (it.policy_id, it.policy_hash));
    let delete = ssm.delete_resource_policy().resource_arn(arn);
    let delete = delete.policy_id(id.unwrap_or_else(|| ANY_ID.to_owned()));
    let delete = delete.policy_hash(hash.unwrap_or_else(|| "0".repeat(64)));
    tried!(column, ssm, "DeleteResourcePolicy", delete);
    let setting = "/ssm/parameter-store/default-parameter-tier";
    let update = ssm
        .update_service_setting()
        .setting_id(setting)
        .setting_value("Standard");
    tried!(column, ssm, "UpdateServiceSetting", update);
    let reset = ssm.reset_service_setting().setting_id(setting);
    tried!(column, ssm, "ResetServiceSetting", reset);
    connectors(ssm, column).await
}

async fn connectors(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let azure = AzureConfiguration::builder()
        .tenant_id(ANY_ID)
        .application_id(ANY_ID);
    let azure = CloudConnectorConfiguration::AzureConfiguration(azure.build()?);
    let create = ssm
        .create_cloud_connector()
        .display_name("azure")
        .configuration(azure);
    let create = create.role_arn("arn:aws:iam::123456789012:role/connector");
    let made = tried!(column, ssm, "CreateCloudConnector", create);
    let id = made.and_then(|it| it.cloud_connector_id);
    let id = id.unwrap_or_else(|| ANY_ID.to_owned());
    let update = ssm.update_cloud_connector().cloud_connector_id(&id);
    tried!(
        column,
        ssm,
        "UpdateCloudConnector",
        update.description("changed")
    );
    let delete = ssm.delete_cloud_connector().cloud_connector_id(id);
    tried!(column, ssm, "DeleteCloudConnector", delete);
    Ok(())
}
