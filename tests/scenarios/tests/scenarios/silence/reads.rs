//! The reads of the consistent clients: they hand out the SDK's own builders, and emit nothing.

use std::collections::BTreeSet;

use aws_sdk_ssm::types::{BaselineOverride, PatchSource};
use postcond::dispatch;
use postcond::runtime::Kind;
use postcond_sim::Answer;
use serde_json::json;

use super::{assert_silent, betrayed, quoting};
use crate::rows::Scene;
use crate::sentinel::{Secrets, betrays, filled, sentinel};
use crate::stage::Stage;

/// A read, as its service, its method, and the call. The call results in what the SDK shows of it.
type ReadCall = (&'static str, &'static str, Scene<Result<String, String>>);

macro_rules! reads {
    ($service:literal, $client:ident, [$($read:ident),* $(,)?]) => {
        [$(($service, stringify!($read), |stage| {
            let request = stage.$client.$read();
            Box::pin(async {
                let sent = request.send().await;
                sent.map(|it| format!("{it:?}")).map_err(|it| format!("{it:?}"))
            })
        })),*]
    };
}

#[rustfmt::skip]
const IAM: [ReadCall; 69] = reads!("iam", iam, [
    get_access_key_last_used,
    get_account_authorization_details,
    get_account_password_policy,
    get_account_properties,
    get_account_summary,
    get_context_keys_for_custom_policy,
    get_context_keys_for_principal_policy,
    get_credential_report,
    get_delegation_request,
    get_group,
    get_group_policy,
    get_human_readable_summary,
    get_instance_profile,
    get_login_profile,
    get_mfa_device,
    get_open_id_connect_provider,
    get_organizations_access_report,
    get_outbound_web_identity_federation_info,
    get_policy,
    get_policy_version,
    get_role,
    get_role_policy,
    get_role_template_version,
    get_saml_provider,
    get_server_certificate,
    get_service_last_accessed_details,
    get_service_last_accessed_details_with_entities,
    get_service_linked_role_deletion_status,
    get_ssh_public_key,
    get_user,
    get_user_policy,
    list_access_keys,
    list_account_aliases,
    list_attached_group_policies,
    list_attached_role_policies,
    list_attached_user_policies,
    list_delegation_requests,
    list_entities_for_policy,
    list_group_policies,
    list_groups,
    list_groups_for_user,
    list_instance_profile_tags,
    list_instance_profiles,
    list_instance_profiles_for_role,
    list_mfa_device_tags,
    list_mfa_devices,
    list_open_id_connect_provider_tags,
    list_open_id_connect_providers,
    list_organizations_features,
    list_policies,
    list_policies_granting_service_access,
    list_policy_tags,
    list_policy_versions,
    list_role_policies,
    list_role_tags,
    list_roles,
    list_saml_provider_tags,
    list_saml_providers,
    list_server_certificate_tags,
    list_server_certificates,
    list_service_specific_credentials,
    list_signing_certificates,
    list_ssh_public_keys,
    list_user_policies,
    list_user_tags,
    list_users,
    list_virtual_mfa_devices,
    simulate_custom_policy,
    simulate_principal_policy,
]);

#[rustfmt::skip]
const SECRETS: [ReadCall; 8] = reads!("secretsmanager", secrets, [
    batch_get_secret_value,
    describe_secret,
    get_random_password,
    get_resource_policy,
    get_secret_value,
    list_secret_version_ids,
    list_secrets,
    validate_resource_policy,
]);

#[rustfmt::skip]
const SSM: [ReadCall; 81] = reads!("ssm", ssm, [
    describe_activations,
    describe_association,
    describe_association_execution_targets,
    describe_association_executions,
    describe_automation_executions,
    describe_automation_step_executions,
    describe_available_patches,
    describe_document,
    describe_document_permission,
    describe_effective_instance_associations,
    describe_effective_patches_for_patch_baseline,
    describe_instance_associations_status,
    describe_instance_information,
    describe_instance_patch_states,
    describe_instance_patch_states_for_patch_group,
    describe_instance_patches,
    describe_instance_properties,
    describe_inventory_deletions,
    describe_maintenance_window_execution_task_invocations,
    describe_maintenance_window_execution_tasks,
    describe_maintenance_window_executions,
    describe_maintenance_window_schedule,
    describe_maintenance_window_targets,
    describe_maintenance_window_tasks,
    describe_maintenance_windows,
    describe_maintenance_windows_for_target,
    describe_ops_items,
    describe_parameters,
    describe_patch_baselines,
    describe_patch_group_state,
    describe_patch_groups,
    describe_patch_properties,
    describe_sessions,
    get_access_token,
    get_automation_execution,
    get_calendar_state,
    get_cloud_connector,
    get_command_invocation,
    get_connection_status,
    get_default_patch_baseline,
    get_deployable_patch_snapshot_for_instance,
    get_document,
    get_execution_preview,
    get_inventory,
    get_inventory_schema,
    get_maintenance_window,
    get_maintenance_window_execution,
    get_maintenance_window_execution_task,
    get_maintenance_window_execution_task_invocation,
    get_maintenance_window_task,
    get_ops_item,
    get_ops_metadata,
    get_ops_summary,
    get_parameter,
    get_parameter_history,
    get_parameters,
    get_parameters_by_path,
    get_patch_baseline,
    get_patch_baseline_for_patch_group,
    get_resource_policies,
    get_service_setting,
    list_association_versions,
    list_associations,
    list_cloud_connectors,
    list_command_invocations,
    list_commands,
    list_compliance_items,
    list_compliance_summaries,
    list_document_metadata_history,
    list_document_versions,
    list_documents,
    list_inventory_entries,
    list_nodes,
    list_nodes_summary,
    list_ops_item_events,
    list_ops_item_related_items,
    list_ops_metadata,
    list_resource_compliance_summaries,
    list_resource_data_sync,
    list_tags_for_resource,
    validate_cloud_connector,
]);

/// Every read, with the name of its operation.
fn all() -> impl Iterator<Item = (&'static str, ReadCall)> {
    IAM.into_iter().chain(SECRETS).chain(SSM).map(|read| {
        let (service, method, _) = read;
        let name = method.replace('_', "");
        let mut rows = dispatch::service(service).unwrap().operations.iter();
        let row = rows.find(|row| row.name.to_lowercase() == name);
        (
            row.unwrap_or_else(|| panic!("no operation is called {method}"))
                .name,
            read,
        )
    })
}

#[test]
fn every_read_is_here() {
    let here: BTreeSet<_> = all().map(|(name, (service, ..))| (service, name)).collect();
    let reads = dispatch::operations().filter(|(_, row)| row.kind == Kind::Read);
    let reads: BTreeSet<_> = reads
        .map(|(service, row)| (service.name, row.name))
        .collect();
    assert_eq!(here, reads);
}

#[tokio::test(start_paused = true)]
async fn nothing_secret_is_said_of_a_read() {
    assert_silent(async |ear| {
        let mut said = Vec::new();
        for (name, (service, _, call)) in all() {
            let stage = Stage::prompt();
            let script = || stage.sim.script(name);
            script().answer(Answer::json(200, filled(service, name, json!({}))));
            script().answer(quoting(400, "ValidationException"));
            script().answer(Answer::json(200, json!([sentinel("garbled")])));
            call(&stage)
                .await
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            call(&stage).await.unwrap_err();
            call(&stage).await.unwrap_err();
            said.extend(betrayed(name, "", ear));
        }
        said
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn nothing_secret_is_said_of_the_reads_that_are_given_secrets() {
    let mut given = BTreeSet::new();
    for (name, (service, ..)) in all() {
        if !Secrets::of(service).places(name, "input").is_empty() {
            given.insert(name);
        }
    }
    let expected = [
        "GetContextKeysForCustomPolicy",
        "GetContextKeysForPrincipalPolicy",
        "GetDeployablePatchSnapshotForInstance",
        "SimulateCustomPolicy",
        "SimulatePrincipalPolicy",
        "ValidateResourcePolicy",
    ];
    assert_eq!(given, BTreeSet::from(expected));
    assert_silent(async |ear| {
        let stage = Stage::prompt();
        for name in given {
            stage.sim.script(name).answer(Answer::json(200, json!({})));
        }
        let source = PatchSource::builder().name("main").products("A");
        let source = source.configuration(sentinel("[main]")).build().unwrap();
        let baseline = BaselineOverride::builder().sources(source).build();
        let read = stage.ssm.get_deployable_patch_snapshot_for_instance();
        read.baseline_override(baseline).send().await.unwrap();
        let read = stage.secrets.validate_resource_policy();
        read.resource_policy(sentinel("{}")).send().await.unwrap();
        let iam = &stage.iam;
        let read = iam.get_context_keys_for_custom_policy();
        read.policy_input_list(sentinel("{}")).send().await.unwrap();
        let read = iam.get_context_keys_for_principal_policy();
        read.policy_input_list(sentinel("{}")).send().await.unwrap();
        let read = iam.simulate_custom_policy();
        read.policy_input_list(sentinel("{}")).send().await.unwrap();
        let read = iam.simulate_principal_policy();
        read.policy_input_list(sentinel("{}")).send().await.unwrap();
        let asked = stage.tap.asked();
        assert!(
            asked.iter().all(|it| betrays(&it.body.to_string())),
            "{asked:?}"
        );
        betrayed("reads", "", ear)
    })
    .await;
}
