//! The operations that the simulator's services implement, in all their forms, as rows of one table.

mod associations;
mod commands;
mod data_syncs;
mod documents;
mod iam;
mod inventory;
mod maintenance_windows;
mod nodes;
mod ops_items;
mod ops_metadata;
mod parameters;
mod patch_baselines;
mod replication;
mod resource_policies;
mod rotation;
mod secret_policies;
mod secret_values;
mod secrets;
mod sessions;

use std::fmt;
use std::pin::Pin;

use crate::acted::Acted;
use crate::stage::Stage;

pub(crate) type Scene<T> = for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = T> + 'a>>;

/// One operation in one form.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) operation: &'static str,
    /// The prefix of the service's IAM actions.
    pub(crate) service: &'static str,
    /// The reads of a poll that sees the change.
    pub(crate) reads: &'static [&'static str],
    /// Whether the call may change the caller's own rights.
    pub(crate) may_change_rights: bool,
    /// What is there before.
    pub(crate) arrange: Scene<()>,
    /// The call, on the consistent client.
    pub(crate) act: Scene<Acted>,
    /// A read by a plain client that is right only if it sees the change.
    pub(crate) is_visible: Scene<bool>,
}

const FAMILIES: &[&[Row]] = &[
    associations::ROWS,
    commands::ROWS,
    data_syncs::ROWS,
    documents::ROWS,
    inventory::ROWS,
    maintenance_windows::ROWS,
    nodes::ROWS,
    ops_items::ROWS,
    ops_metadata::ROWS,
    parameters::ROWS,
    patch_baselines::ROWS,
    replication::ROWS,
    resource_policies::ROWS,
    rotation::ROWS,
    secret_policies::ROWS,
    secret_values::ROWS,
    secrets::ROWS,
    sessions::ROWS,
];

/// The checked operations that the simulator cannot play, and why. They have entries only.
pub(crate) const WITHOUT_ROW: &[(&str, &str, &str)] = &[
    ("iam", "AcceptDelegationRequest", "not kept"),
    ("iam", "AcquireRole", "not implemented"),
    ("iam", "AssociateDelegationRequest", "not kept"),
    ("iam", "CreateDelegationRequest", "not kept"),
    ("iam", "DeleteAccessKey", "ids are made up"),
    (
        "iam",
        "DeleteRolePermissionsBoundary",
        "roles do not show their boundary",
    ),
    ("iam", "DeleteSSHPublicKey", "ids are made up"),
    ("iam", "DeleteServiceLinkedRole", "tasks are not kept"),
    ("iam", "DeleteServiceSpecificCredential", "ids are made up"),
    ("iam", "DeleteSigningCertificate", "ids are made up"),
    (
        "iam",
        "DeleteUserPermissionsBoundary",
        "users do not show their boundary",
    ),
    (
        "iam",
        "DisableOrganizationsRootCredentialsManagement",
        "not kept",
    ),
    ("iam", "DisableOrganizationsRootSessions", "not kept"),
    ("iam", "DisableOutboundWebIdentityFederation", "not kept"),
    (
        "iam",
        "EnableOrganizationsRootCredentialsManagement",
        "not kept",
    ),
    ("iam", "EnableOrganizationsRootSessions", "not kept"),
    ("iam", "EnableOutboundWebIdentityFederation", "not kept"),
    ("iam", "GenerateCredentialReport", "there without it"),
    ("iam", "GenerateOrganizationsAccessReport", "shown at once"),
    ("iam", "GenerateServiceLastAccessedDetails", "not kept"),
    ("iam", "PutAccountProperties", "not implemented"),
    (
        "iam",
        "PutRolePermissionsBoundary",
        "roles do not show their boundary",
    ),
    (
        "iam",
        "PutUserPermissionsBoundary",
        "users do not show their boundary",
    ),
    ("iam", "RejectDelegationRequest", "not kept"),
    ("iam", "SendDelegationToken", "not kept"),
    ("iam", "SetSecurityTokenServicePreferences", "not kept"),
    ("iam", "UpdateAccessKey", "ids are made up"),
    ("iam", "UpdateDelegationRequest", "not kept"),
    (
        "iam",
        "UpdateRoleDescription",
        "roles do not show their description",
    ),
    ("iam", "UpdateSSHPublicKey", "ids are made up"),
    ("iam", "UpdateServiceSpecificCredential", "ids are made up"),
    ("iam", "UpdateSigningCertificate", "ids are made up"),
    ("secretsmanager", "CancelRotateSecret", "rotation stays on"),
    (
        "secretsmanager",
        "StopReplicationToReplica",
        "there are no replicas of other regions",
    ),
    (
        "ssm",
        "CancelMaintenanceWindowExecution",
        "nothing is executed",
    ),
    ("ssm", "CreateCloudConnector", "not implemented"),
    ("ssm", "DeleteCloudConnector", "not implemented"),
    ("ssm", "DeregisterManagedInstance", "there are no nodes"),
    (
        "ssm",
        "DeregisterPatchBaselineForPatchGroup",
        "baselines do not show their groups",
    ),
    (
        "ssm",
        "RegisterPatchBaselineForPatchGroup",
        "baselines do not show their groups",
    ),
    ("ssm", "ResetServiceSetting", "settings have no status"),
    ("ssm", "StartAccessRequest", "not kept"),
    ("ssm", "StartAutomationExecution", "not kept"),
    ("ssm", "StartChangeRequestExecution", "not kept"),
    ("ssm", "StartExecutionPreview", "not kept"),
    ("ssm", "StartSession", "waits for nothing unless asked"),
    ("ssm", "StopAutomationExecution", "nothing is executed"),
    (
        "ssm",
        "UpdateAssociationStatus",
        "associations do not show their status",
    ),
    ("ssm", "UpdateCloudConnector", "not implemented"),
    ("ssm", "UpdateManagedInstanceRole", "there are no nodes"),
    ("ssm", "UpdateResourceDataSync", "the source is not kept"),
    ("ssm", "UpdateServiceSetting", "settings have no status"),
];

/// Every row.
pub(crate) fn all() -> impl Iterator<Item = &'static Row> {
    FAMILIES.iter().chain(iam::FAMILIES).copied().flatten()
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Row {
    /// The IAM action of the first read.
    pub(crate) fn first_action(&self) -> String {
        format!("{}:{}", self.service, self.reads[0])
    }

    /// The row played up to the call: what it needs is there, and visible.
    pub(crate) async fn arranged(&self, stage: Stage) -> Stage {
        (self.arrange)(&stage).await;
        stage.settle().await;
        stage
    }
}
