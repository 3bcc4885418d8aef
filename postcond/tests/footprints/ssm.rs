//! The facts of the operations of Systems Manager.

use postcond::ssm::sdk::primitives::DateTime;
use postcond::ssm::sdk::types;

use crate::call;

const ARN: &str = "arn:aws:ssm:us-east-1:111122223333:";

fn tag(key: &str) -> types::Tag {
    types::Tag::builder()
        .key(key)
        .value("v")
        .build()
        .expect("a tag")
}

fn association() -> types::AssociationDescription {
    types::AssociationDescription::builder()
        .association_id("a")
        .build()
}

fn review() -> types::DocumentReviews {
    let action = types::DocumentReviewAction::Approve;
    types::DocumentReviews::builder()
        .action(action)
        .build()
        .expect("a review")
}

fn status() -> types::AssociationStatus {
    let status = types::AssociationStatus::builder().date(DateTime::from_secs(1));
    let status = status
        .name(types::AssociationStatusName::Success)
        .message("m");
    status.build().expect("a status")
}

fn data() -> types::OpsItemDataValue {
    types::OpsItemDataValue::builder().value("v").build()
}

fn source() -> types::ResourceDataSyncSource {
    let source = types::ResourceDataSyncSource::builder().source_type("t");
    source.source_regions("r").build().expect("a source")
}

fn configuration() -> types::CloudConnectorConfiguration {
    let azure = types::AzureConfiguration::builder()
        .tenant_id("t")
        .application_id("a");
    types::CloudConnectorConfiguration::AzureConfiguration(azure.build().expect("a configuration"))
}

fn assert_facts(rows: &[(Vec<String>, &[&str])]) {
    for (facts, expected) in rows {
        assert_eq!(facts, expected);
    }
}

#[test]
fn parameters_tags_documents_and_maintenance_windows_establish_facts() {
    #[rustfmt::skip] // a table
    assert_facts(&[
        (call!(ssm PutParameter in put_parameter: PutParameterInput.name(" /a ").value("v").tags(tag("k")) => PutParameterOutput.version(1)).facts(), &["Parameter a: value", "Parameter a: tag k"]),
        (call!(ssm DeleteParameter in delete_parameter: DeleteParameterInput.name("/a") => DeleteParameterOutput).facts(), &["Parameter a: gone"]),
        (call!(ssm DeleteParameters in delete_parameters: DeleteParametersInput.names("a").names("b") => DeleteParametersOutput.deleted_parameters("a")).facts(), &["Parameter a: gone"]),
        (call!(ssm LabelParameterVersion in label_parameter_version: LabelParameterVersionInput.name("a").labels("l").labels("m") => LabelParameterVersionOutput).facts(), &["Parameter a: label l", "Parameter a: label m"]),
        (call!(ssm UnlabelParameterVersion in unlabel_parameter_version: UnlabelParameterVersionInput.name("a").parameter_version(1).labels("l").labels("m") => UnlabelParameterVersionOutput.removed_labels("l")).facts(), &["Parameter a: label l"]),
        (call!(ssm AddTagsToResource in add_tags_to_resource: AddTagsToResourceInput.resource_type(types::ResourceTypeForTagging::Parameter).resource_id("/a").tags(tag("k")) => AddTagsToResourceOutput).facts(), &["Parameter a: tag k"]),
        (call!(ssm RemoveTagsFromResource in remove_tags_from_resource: RemoveTagsFromResourceInput.resource_type(types::ResourceTypeForTagging::Opsmetadata).resource_id("/aws/ssm/g/app").tag_keys("k") => RemoveTagsFromResourceOutput).facts(), &["OpsMetadata aws/ssm/g/app: tag k"]),
        (call!(ssm CreateDocument in create_document: CreateDocumentInput.name("d").content("{}").tags(tag("k")) => CreateDocumentOutput).facts(), &["Document d: existence", "Document d: tag k"]),
        (call!(ssm UpdateDocument in update_document: UpdateDocumentInput.name("d").content("{}") => UpdateDocumentOutput.document_description(types::DocumentDescription::builder().document_version("2").build())).facts(), &["Document d: version 2"]),
        (call!(ssm DeleteDocument in delete_document: DeleteDocumentInput.name("d") => DeleteDocumentOutput).facts(), &["Document d: gone"]),
        (call!(ssm DeleteDocument in delete_document: DeleteDocumentInput.name("d").document_version("2") => DeleteDocumentOutput).facts(), &["Document d: version 2"]),
        (call!(ssm DeleteDocument in delete_document: DeleteDocumentInput.name("d").version_name("n") => DeleteDocumentOutput).facts(), &[]),
        (call!(ssm UpdateDocumentDefaultVersion in update_document_default_version: UpdateDocumentDefaultVersionInput.name("d").document_version("2") => UpdateDocumentDefaultVersionOutput).facts(), &["Document d: defaultVersion"]),
        (call!(ssm ModifyDocumentPermission in modify_document_permission: ModifyDocumentPermissionInput.name("d").permission_type(types::DocumentPermissionType::Share).account_ids_to_add("1").account_ids_to_remove("2") => ModifyDocumentPermissionOutput).facts(), &["Document d: permission 1", "Document d: permission 2"]),
        (call!(ssm UpdateDocumentMetadata in update_document_metadata: UpdateDocumentMetadataInput.name("d").document_version("2").document_reviews(review()) => UpdateDocumentMetadataOutput).facts(), &["Document d: review 2"]),
        (call!(ssm UpdateDocumentMetadata in update_document_metadata: UpdateDocumentMetadataInput.name("d").document_reviews(review()) => UpdateDocumentMetadataOutput).facts(), &["Document d: review"]),
        (call!(ssm CreateMaintenanceWindow in create_maintenance_window: CreateMaintenanceWindowInput.name("w").schedule("s").duration(1).cutoff(0).allow_unassociated_targets(true).tags(tag("k")) => CreateMaintenanceWindowOutput.window_id("mw-1")).facts(), &["MaintenanceWindow mw-1: existence", "MaintenanceWindow mw-1: tag k"]),
        (call!(ssm UpdateMaintenanceWindow in update_maintenance_window: UpdateMaintenanceWindowInput.window_id("mw-1").name("w").enabled(true) => UpdateMaintenanceWindowOutput).facts(), &["MaintenanceWindow mw-1: Name", "MaintenanceWindow mw-1: Enabled"]),
        (call!(ssm DeleteMaintenanceWindow in delete_maintenance_window: DeleteMaintenanceWindowInput.window_id("mw-1") => DeleteMaintenanceWindowOutput).facts(), &["MaintenanceWindow mw-1: gone"]),
        (call!(ssm RegisterTargetWithMaintenanceWindow in register_target_with_maintenance_window: RegisterTargetWithMaintenanceWindowInput.window_id("mw-1").resource_type(types::MaintenanceWindowResourceType::Instance).set_targets(Some(Vec::new())) => RegisterTargetWithMaintenanceWindowOutput.window_target_id("t")).facts(), &["MaintenanceWindowTarget t: existence"]),
        (call!(ssm UpdateMaintenanceWindowTarget in update_maintenance_window_target: UpdateMaintenanceWindowTargetInput.window_id("mw-1").window_target_id("t").name("n") => UpdateMaintenanceWindowTargetOutput).facts(), &["MaintenanceWindowTarget t: Name"]),
        (call!(ssm DeregisterTargetFromMaintenanceWindow in deregister_target_from_maintenance_window: DeregisterTargetFromMaintenanceWindowInput.window_id("mw-1").window_target_id("t") => DeregisterTargetFromMaintenanceWindowOutput).facts(), &["MaintenanceWindowTarget t: gone"]),
        (call!(ssm RegisterTaskWithMaintenanceWindow in register_task_with_maintenance_window: RegisterTaskWithMaintenanceWindowInput.window_id("mw-1").task_arn("a").task_type(types::MaintenanceWindowTaskType::Lambda) => RegisterTaskWithMaintenanceWindowOutput.window_task_id("t")).facts(), &["MaintenanceWindowTask t: existence"]),
        (call!(ssm UpdateMaintenanceWindowTask in update_maintenance_window_task: UpdateMaintenanceWindowTaskInput.window_id("mw-1").window_task_id("t").priority(1) => UpdateMaintenanceWindowTaskOutput).facts(), &["MaintenanceWindowTask t: Priority"]),
        (call!(ssm DeregisterTaskFromMaintenanceWindow in deregister_task_from_maintenance_window: DeregisterTaskFromMaintenanceWindowInput.window_id("mw-1").window_task_id("t") => DeregisterTaskFromMaintenanceWindowOutput).facts(), &["MaintenanceWindowTask t: gone"]),
    ]);
}

#[test]
fn patch_baselines_and_associations_establish_facts() {
    #[rustfmt::skip] // a table
    assert_facts(&[
        (call!(ssm CreatePatchBaseline in create_patch_baseline: CreatePatchBaselineInput.name("p").tags(tag("k")) => CreatePatchBaselineOutput.baseline_id("pb-1")).facts(), &["PatchBaseline pb-1: existence", "PatchBaseline pb-1: tag k"]),
        (call!(ssm UpdatePatchBaseline in update_patch_baseline: UpdatePatchBaselineInput.baseline_id(&format!("{ARN}patchbaseline/pb-1")).name("p") => UpdatePatchBaselineOutput).facts(), &["PatchBaseline pb-1: Name"]),
        (call!(ssm DeletePatchBaseline in delete_patch_baseline: DeletePatchBaselineInput.baseline_id("pb-1") => DeletePatchBaselineOutput).facts(), &["PatchBaseline pb-1: gone"]),
        (call!(ssm RegisterDefaultPatchBaseline in register_default_patch_baseline: RegisterDefaultPatchBaselineInput.baseline_id("pb-1") => RegisterDefaultPatchBaselineOutput).facts(), &["PatchBaseline pb-1: default"]),
        (call!(ssm RegisterPatchBaselineForPatchGroup in register_patch_baseline_for_patch_group: RegisterPatchBaselineForPatchGroupInput.baseline_id("pb-1").patch_group("g") => RegisterPatchBaselineForPatchGroupOutput).facts(), &["PatchBaseline pb-1: patchGroup g"]),
        (call!(ssm DeregisterPatchBaselineForPatchGroup in deregister_patch_baseline_for_patch_group: DeregisterPatchBaselineForPatchGroupInput.baseline_id("pb-1").patch_group("g") => DeregisterPatchBaselineForPatchGroupOutput).facts(), &["PatchBaseline pb-1: patchGroup g"]),
        (call!(ssm CreateAssociation in create_association: CreateAssociationInput.name("d").tags(tag("k")) => CreateAssociationOutput.association_description(association())).facts(), &["Association a: existence", "Association a: tag k"]),
        (call!(ssm CreateAssociationBatch in create_association_batch: CreateAssociationBatchInput.set_entries(Some(Vec::new())) => CreateAssociationBatchOutput.successful(association())).facts(), &["Association a: existence"]),
        (call!(ssm UpdateAssociation in update_association: UpdateAssociationInput.association_id("a") => UpdateAssociationOutput).facts(), &["Association a: version"]),
        (call!(ssm UpdateAssociationStatus in update_association_status: UpdateAssociationStatusInput.name("d").instance_id("i").association_status(status()) => UpdateAssociationStatusOutput.association_description(association())).facts(), &["Association a: status"]),
        (call!(ssm StartAssociationsOnce in start_associations_once: StartAssociationsOnceInput.association_ids("a").association_ids("b") => StartAssociationsOnceOutput).facts(), &["Association a: execution", "Association b: execution"]),
        (call!(ssm DeleteAssociation in delete_association: DeleteAssociationInput.association_id("a") => DeleteAssociationOutput).facts(), &["Association a: gone"]),
    ]);
}

#[test]
fn everything_else_establishes_facts() {
    #[rustfmt::skip] // a table
    assert_facts(&[
        (call!(ssm CreateOpsItem in create_ops_item: CreateOpsItemInput.title("t").source("s").description("d").tags(tag("k")) => CreateOpsItemOutput.ops_item_id("oi-1")).facts(), &["OpsItem oi-1: existence", "OpsItem oi-1: tag k"]),
        (call!(ssm UpdateOpsItem in update_ops_item: UpdateOpsItemInput.ops_item_id("oi-1").title("t").operational_data("k", data()).operational_data_to_delete("l") => UpdateOpsItemOutput).facts(), &["OpsItem oi-1: operationalData k", "OpsItem oi-1: operationalData l", "OpsItem oi-1: Title"]),
        (call!(ssm DeleteOpsItem in delete_ops_item: DeleteOpsItemInput.ops_item_id("oi-1") => DeleteOpsItemOutput).facts(), &["OpsItem oi-1: gone"]),
        (call!(ssm AssociateOpsItemRelatedItem in associate_ops_item_related_item: AssociateOpsItemRelatedItemInput.ops_item_id("oi-1").association_type("t").resource_type("t").resource_uri("u") => AssociateOpsItemRelatedItemOutput.association_id("r")).facts(), &["OpsItem oi-1: relatedItem r"]),
        (call!(ssm DisassociateOpsItemRelatedItem in disassociate_ops_item_related_item: DisassociateOpsItemRelatedItemInput.ops_item_id("oi-1").association_id("r") => DisassociateOpsItemRelatedItemOutput).facts(), &["OpsItem oi-1: relatedItem r"]),
        (call!(ssm CreateOpsMetadata in create_ops_metadata: CreateOpsMetadataInput.resource_id("r").tags(tag("k")) => CreateOpsMetadataOutput.ops_metadata_arn(&format!("{ARN}opsmetadata/aws/ssm/g/app"))).facts(), &["OpsMetadata aws/ssm/g/app: existence", "OpsMetadata aws/ssm/g/app: tag k"]),
        (call!(ssm UpdateOpsMetadata in update_ops_metadata: UpdateOpsMetadataInput.ops_metadata_arn(&format!("{ARN}opsmetadata/m")).metadata_to_update("k", types::MetadataValue::builder().build()).keys_to_delete("l") => UpdateOpsMetadataOutput).facts(), &["OpsMetadata m: metadata k", "OpsMetadata m: metadata l"]),
        (call!(ssm DeleteOpsMetadata in delete_ops_metadata: DeleteOpsMetadataInput.ops_metadata_arn(&format!("{ARN}opsmetadata/m")) => DeleteOpsMetadataOutput).facts(), &["OpsMetadata m: gone"]),
        (call!(ssm CreateActivation in create_activation: CreateActivationInput.iam_role("r") => CreateActivationOutput.activation_id("a")).facts(), &["Activation a: existence"]),
        (call!(ssm DeleteActivation in delete_activation: DeleteActivationInput.activation_id("a") => DeleteActivationOutput).facts(), &["Activation a: gone"]),
        (call!(ssm CreateResourceDataSync in create_resource_data_sync: CreateResourceDataSyncInput.sync_name("s") => CreateResourceDataSyncOutput).facts(), &["ResourceDataSync s: existence"]),
        (call!(ssm UpdateResourceDataSync in update_resource_data_sync: UpdateResourceDataSyncInput.sync_name("s").sync_type("t").sync_source(source()) => UpdateResourceDataSyncOutput).facts(), &["ResourceDataSync s: source"]),
        (call!(ssm DeleteResourceDataSync in delete_resource_data_sync: DeleteResourceDataSyncInput.sync_name("s") => DeleteResourceDataSyncOutput).facts(), &["ResourceDataSync s: gone"]),
        (call!(ssm PutResourcePolicy in put_resource_policy: PutResourcePolicyInput.resource_arn(&format!("{ARN}parameter/a")).policy("{}") => PutResourcePolicyOutput.policy_id("p")).facts(), &["ResourcePolicy p: policy"]),
        (call!(ssm DeleteResourcePolicy in delete_resource_policy: DeleteResourcePolicyInput.resource_arn(&format!("{ARN}parameter/a")).policy_id("p").policy_hash("h") => DeleteResourcePolicyOutput).facts(), &["ResourcePolicy p: gone"]),
        (call!(ssm UpdateServiceSetting in update_service_setting: UpdateServiceSettingInput.setting_id("/ssm/a/b").setting_value("v") => UpdateServiceSettingOutput).facts(), &["ServiceSetting ssm/a/b: value"]),
        (call!(ssm ResetServiceSetting in reset_service_setting: ResetServiceSettingInput.setting_id(&format!("{ARN}servicesetting/ssm/a/b")) => ResetServiceSettingOutput).facts(), &["ServiceSetting ssm/a/b: value"]),
        (call!(ssm CreateCloudConnector in create_cloud_connector: CreateCloudConnectorInput.display_name("c").role_arn("r").config_connector_arn("a").configuration(configuration()).tags(tag("k")) => CreateCloudConnectorOutput.cloud_connector_id("c")).facts(), &["CloudConnector c: existence", "CloudConnector c: tag k"]),
        (call!(ssm UpdateCloudConnector in update_cloud_connector: UpdateCloudConnectorInput.cloud_connector_id("c").description("d") => UpdateCloudConnectorOutput).facts(), &["CloudConnector c: Description"]),
        (call!(ssm DeleteCloudConnector in delete_cloud_connector: DeleteCloudConnectorInput.cloud_connector_id("c") => DeleteCloudConnectorOutput).facts(), &["CloudConnector c: gone"]),
        (call!(ssm UpdateManagedInstanceRole in update_managed_instance_role: UpdateManagedInstanceRoleInput.instance_id("mi-1").iam_role("r") => UpdateManagedInstanceRoleOutput).facts(), &["ManagedInstance mi-1: role"]),
        (call!(ssm DeregisterManagedInstance in deregister_managed_instance: DeregisterManagedInstanceInput.instance_id("mi-1") => DeregisterManagedInstanceOutput).facts(), &["ManagedInstance mi-1: gone"]),
        (call!(ssm StartAutomationExecution in start_automation_execution: StartAutomationExecutionInput.document_name("d").tags(tag("k")) => StartAutomationExecutionOutput.automation_execution_id("e")).facts(), &["Automation e: existence", "Automation e: tag k"]),
        (call!(ssm StartChangeRequestExecution in start_change_request_execution: StartChangeRequestExecutionInput.document_name("d").set_runbooks(Some(Vec::new())).tags(tag("k")) => StartChangeRequestExecutionOutput.automation_execution_id("e")).facts(), &["Automation e: existence", "Automation e: tag k"]),
        (call!(ssm SendCommand in send_command: SendCommandInput.document_name("d") => SendCommandOutput).facts(), &[]),
    ]);
}
