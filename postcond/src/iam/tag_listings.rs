//! The listings of tags, one for each kind of entity.
//!
//! The reads come after a change of tags, which may have changed the caller's own rights.

use super::Reader;
use super::pages::{PAGE, next};
use super::sdk::operation::list_instance_profile_tags::ListInstanceProfileTagsError;
use super::sdk::operation::list_mfa_device_tags::ListMFADeviceTagsError;
use super::sdk::operation::list_open_id_connect_provider_tags::ListOpenIDConnectProviderTagsError;
use super::sdk::operation::list_policy_tags::ListPolicyTagsError;
use super::sdk::operation::list_role_tags::ListRoleTagsError;
use super::sdk::operation::list_saml_provider_tags::ListSAMLProviderTagsError;
use super::sdk::operation::list_server_certificate_tags::ListServerCertificateTagsError;
use super::sdk::operation::list_user_tags::ListUserTagsError;
use super::sdk::types::Tag;
use crate::runtime::{ReadBack, ReadError, all_pages};

/// `None` if the role is not found.
pub(super) async fn of_role(iam: &Reader, of: &str) -> Result<Option<Vec<Tag>>, ReadError> {
    let pages = all_pages(
        |marker| {
            iam.list_role_tags()
                .role_name(of)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
    );
    let pages = pages
        .await
        .denial_may_lift(true)
        .absent_if(ListRoleTagsError::is_no_such_entity_exception)?;
    Ok(pages.map(|pages| pages.into_iter().flat_map(|page| page.tags).collect()))
}

/// `None` if the user is not found.
pub(super) async fn of_user(iam: &Reader, of: &str) -> Result<Option<Vec<Tag>>, ReadError> {
    let pages = all_pages(
        |marker| {
            iam.list_user_tags()
                .user_name(of)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
    );
    let pages = pages
        .await
        .denial_may_lift(true)
        .absent_if(ListUserTagsError::is_no_such_entity_exception)?;
    Ok(pages.map(|pages| pages.into_iter().flat_map(|page| page.tags).collect()))
}

/// `None` if the policy is not found.
pub(super) async fn of_policy(iam: &Reader, of: &str) -> Result<Option<Vec<Tag>>, ReadError> {
    let pages = all_pages(
        |marker| {
            iam.list_policy_tags()
                .policy_arn(of)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
    );
    let pages = pages
        .await
        .denial_may_lift(true)
        .absent_if(ListPolicyTagsError::is_no_such_entity_exception)?;
    Ok(pages.map(|pages| pages.into_iter().flat_map(|page| page.tags).collect()))
}

/// `None` if the instance profile is not found.
pub(super) async fn of_instance_profile(
    iam: &Reader,
    of: &str,
) -> Result<Option<Vec<Tag>>, ReadError> {
    let pages = all_pages(
        |marker| {
            iam.list_instance_profile_tags()
                .instance_profile_name(of)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
    );
    let pages = pages
        .await
        .denial_may_lift(true)
        .absent_if(ListInstanceProfileTagsError::is_no_such_entity_exception)?;
    Ok(pages.map(|pages| pages.into_iter().flat_map(|page| page.tags).collect()))
}

/// `None` if the MFA device is not found.
pub(super) async fn of_mfa_device(iam: &Reader, of: &str) -> Result<Option<Vec<Tag>>, ReadError> {
    let pages = all_pages(
        |marker| {
            iam.list_mfa_device_tags()
                .serial_number(of)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
    );
    let pages = pages
        .await
        .denial_may_lift(true)
        .absent_if(ListMFADeviceTagsError::is_no_such_entity_exception)?;
    Ok(pages.map(|pages| pages.into_iter().flat_map(|page| page.tags).collect()))
}

/// `None` if the OpenID Connect provider is not found.
pub(super) async fn of_open_id_connect_provider(
    iam: &Reader,
    of: &str,
) -> Result<Option<Vec<Tag>>, ReadError> {
    let pages = all_pages(
        |marker| {
            iam.list_open_id_connect_provider_tags()
                .open_id_connect_provider_arn(of)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
    );
    let pages = pages
        .await
        .denial_may_lift(true)
        .absent_if(ListOpenIDConnectProviderTagsError::is_no_such_entity_exception)?;
    Ok(pages.map(|pages| pages.into_iter().flat_map(|page| page.tags).collect()))
}

/// `None` if the SAML provider is not found.
pub(super) async fn of_saml_provider(
    iam: &Reader,
    of: &str,
) -> Result<Option<Vec<Tag>>, ReadError> {
    let pages = all_pages(
        |marker| {
            iam.list_saml_provider_tags()
                .saml_provider_arn(of)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
    );
    let pages = pages
        .await
        .denial_may_lift(true)
        .absent_if(ListSAMLProviderTagsError::is_no_such_entity_exception)?;
    Ok(pages.map(|pages| pages.into_iter().flat_map(|page| page.tags).collect()))
}

/// `None` if the server certificate is not found.
pub(super) async fn of_server_certificate(
    iam: &Reader,
    of: &str,
) -> Result<Option<Vec<Tag>>, ReadError> {
    let pages = all_pages(
        |marker| {
            iam.list_server_certificate_tags()
                .server_certificate_name(of)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
    );
    let pages = pages
        .await
        .denial_may_lift(true)
        .absent_if(ListServerCertificateTagsError::is_no_such_entity_exception)?;
    Ok(pages.map(|pages| pages.into_iter().flat_map(|page| page.tags).collect()))
}
