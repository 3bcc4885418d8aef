//! What the account may do in its organization.

use super::Reader;
use super::sdk::operation::disable_organizations_root_credentials_management::{
    DisableOrganizationsRootCredentialsManagementInput,
    DisableOrganizationsRootCredentialsManagementOutput,
};
use super::sdk::operation::disable_organizations_root_sessions::{
    DisableOrganizationsRootSessionsInput, DisableOrganizationsRootSessionsOutput,
};
use super::sdk::operation::enable_organizations_root_credentials_management::{
    EnableOrganizationsRootCredentialsManagementInput,
    EnableOrganizationsRootCredentialsManagementOutput,
};
use super::sdk::operation::enable_organizations_root_sessions::{
    EnableOrganizationsRootSessionsInput, EnableOrganizationsRootSessionsOutput,
};
use super::sdk::types::FeatureType;
use crate::post_condition;
use crate::runtime::{Check, ReadError, pending, satisfied};

/// The record of the organization has the management of root credentials enabled.
#[post_condition(
    service = "iam",
    op = "EnableOrganizationsRootCredentialsManagement",
    reads = ["ListOrganizationsFeatures"]
)]
pub(crate) async fn root_credentials_management_is_enabled(
    iam: &Reader,
    _: &EnableOrganizationsRootCredentialsManagementInput,
    _: &EnableOrganizationsRootCredentialsManagementOutput,
) -> Check {
    is_enabled(iam, &FeatureType::RootCredentialsManagement).await
}

/// The record of the organization has the management of root credentials disabled.
#[post_condition(
    service = "iam",
    op = "DisableOrganizationsRootCredentialsManagement",
    reads = ["ListOrganizationsFeatures"]
)]
pub(crate) async fn root_credentials_management_is_disabled(
    iam: &Reader,
    _: &DisableOrganizationsRootCredentialsManagementInput,
    _: &DisableOrganizationsRootCredentialsManagementOutput,
) -> Check {
    is_disabled(iam, &FeatureType::RootCredentialsManagement).await
}

/// The record of the organization has the sessions of root users enabled.
#[post_condition(
    service = "iam",
    op = "EnableOrganizationsRootSessions",
    reads = ["ListOrganizationsFeatures"]
)]
pub(crate) async fn root_sessions_is_enabled(
    iam: &Reader,
    _: &EnableOrganizationsRootSessionsInput,
    _: &EnableOrganizationsRootSessionsOutput,
) -> Check {
    is_enabled(iam, &FeatureType::RootSessions).await
}

/// The record of the organization has the sessions of root users disabled.
#[post_condition(
    service = "iam",
    op = "DisableOrganizationsRootSessions",
    reads = ["ListOrganizationsFeatures"]
)]
pub(crate) async fn root_sessions_is_disabled(
    iam: &Reader,
    _: &DisableOrganizationsRootSessionsInput,
    _: &DisableOrganizationsRootSessionsOutput,
) -> Check {
    is_disabled(iam, &FeatureType::RootSessions).await
}

async fn is_enabled(iam: &Reader, feature: &FeatureType) -> Check {
    match is_listed(iam, feature).await? {
        true => satisfied(format!("{feature} is enabled")),
        false => pending(format!("{feature} is not enabled")),
    }
}

async fn is_disabled(iam: &Reader, feature: &FeatureType) -> Check {
    match is_listed(iam, feature).await? {
        true => pending(format!("{feature} is still enabled")),
        false => satisfied(format!("{feature} is not enabled")),
    }
}

async fn is_listed(iam: &Reader, feature: &FeatureType) -> Result<bool, ReadError> {
    let seen = iam.list_organizations_features().send().await?;
    Ok(seen.enabled_features().contains(feature))
}
