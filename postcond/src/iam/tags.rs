//! Tags. Eight kinds of entities have them, each with a listing of its own.

use super::sdk::operation::tag_instance_profile::{
    TagInstanceProfileInput, TagInstanceProfileOutput,
};
use super::sdk::operation::tag_mfa_device::{TagMfaDeviceInput, TagMfaDeviceOutput};
use super::sdk::operation::tag_open_id_connect_provider::{
    TagOpenIdConnectProviderInput, TagOpenIdConnectProviderOutput,
};
use super::sdk::operation::tag_policy::{TagPolicyInput, TagPolicyOutput};
use super::sdk::operation::tag_role::{TagRoleInput, TagRoleOutput};
use super::sdk::operation::tag_saml_provider::{TagSamlProviderInput, TagSamlProviderOutput};
use super::sdk::operation::tag_server_certificate::{
    TagServerCertificateInput, TagServerCertificateOutput,
};
use super::sdk::operation::tag_user::{TagUserInput, TagUserOutput};
use super::sdk::operation::untag_instance_profile::{
    UntagInstanceProfileInput, UntagInstanceProfileOutput,
};
use super::sdk::operation::untag_mfa_device::{UntagMfaDeviceInput, UntagMfaDeviceOutput};
use super::sdk::operation::untag_open_id_connect_provider::{
    UntagOpenIdConnectProviderInput, UntagOpenIdConnectProviderOutput,
};
use super::sdk::operation::untag_policy::{UntagPolicyInput, UntagPolicyOutput};
use super::sdk::operation::untag_role::{UntagRoleInput, UntagRoleOutput};
use super::sdk::operation::untag_saml_provider::{UntagSamlProviderInput, UntagSamlProviderOutput};
use super::sdk::operation::untag_server_certificate::{
    UntagServerCertificateInput, UntagServerCertificateOutput,
};
use super::sdk::operation::untag_user::{UntagUserInput, UntagUserOutput};
use super::sdk::types::Tag;
use super::{Reader, tag_listings};
use crate::post_condition;
use crate::runtime::{Check, pending};
use postcond_runtime::compare::{tags_are_listed, tags_are_not_listed};

/// How the keys of tags are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    AsWritten,
    /// Those of roles and users: a key that differs in case only is the same one.
    IgnoreCase,
}

/// Each given tag of the role is listed with the given value: the record, not yet
/// what policies allow by it, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "TagRole", reads = ["ListRoleTags"])]
pub(crate) async fn tags_of_role_are_listed(
    iam: &Reader,
    input: &TagRoleInput,
    _: &TagRoleOutput,
) -> Check {
    let of = input.role_name().unwrap_or_default();
    are_listed(
        of,
        input.tags(),
        tag_listings::of_role(iam, of).await?,
        Keys::IgnoreCase,
    )
}

/// None of the given keys of the role is listed: the record, not yet the end of
/// what policies allow by them, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "UntagRole", reads = ["ListRoleTags"])]
pub(crate) async fn tags_of_role_are_not_listed(
    iam: &Reader,
    input: &UntagRoleInput,
    _: &UntagRoleOutput,
) -> Check {
    let of = input.role_name().unwrap_or_default();
    are_not_listed(
        of,
        input.tag_keys(),
        tag_listings::of_role(iam, of).await?,
        Keys::IgnoreCase,
    )
}

/// Each given tag of the user is listed with the given value: the record, not yet
/// what policies allow by it, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "TagUser", reads = ["ListUserTags"])]
pub(crate) async fn tags_of_user_are_listed(
    iam: &Reader,
    input: &TagUserInput,
    _: &TagUserOutput,
) -> Check {
    let of = input.user_name().unwrap_or_default();
    are_listed(
        of,
        input.tags(),
        tag_listings::of_user(iam, of).await?,
        Keys::IgnoreCase,
    )
}

/// None of the given keys of the user is listed: the record, not yet the end of
/// what policies allow by them, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "UntagUser", reads = ["ListUserTags"])]
pub(crate) async fn tags_of_user_are_not_listed(
    iam: &Reader,
    input: &UntagUserInput,
    _: &UntagUserOutput,
) -> Check {
    let of = input.user_name().unwrap_or_default();
    are_not_listed(
        of,
        input.tag_keys(),
        tag_listings::of_user(iam, of).await?,
        Keys::IgnoreCase,
    )
}

/// Each given tag of the policy is listed with the given value: the record, not yet
/// what policies allow by it, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "TagPolicy", reads = ["ListPolicyTags"])]
pub(crate) async fn tags_of_policy_are_listed(
    iam: &Reader,
    input: &TagPolicyInput,
    _: &TagPolicyOutput,
) -> Check {
    let of = input.policy_arn().unwrap_or_default();
    are_listed(
        of,
        input.tags(),
        tag_listings::of_policy(iam, of).await?,
        Keys::AsWritten,
    )
}

/// None of the given keys of the policy is listed: the record, not yet the end of
/// what policies allow by them, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "UntagPolicy", reads = ["ListPolicyTags"])]
pub(crate) async fn tags_of_policy_are_not_listed(
    iam: &Reader,
    input: &UntagPolicyInput,
    _: &UntagPolicyOutput,
) -> Check {
    let of = input.policy_arn().unwrap_or_default();
    are_not_listed(
        of,
        input.tag_keys(),
        tag_listings::of_policy(iam, of).await?,
        Keys::AsWritten,
    )
}

/// Each given tag of the instance profile is listed with the given value: the record, not yet
/// what policies allow by it, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "TagInstanceProfile", reads = ["ListInstanceProfileTags"])]
pub(crate) async fn tags_of_instance_profile_are_listed(
    iam: &Reader,
    input: &TagInstanceProfileInput,
    _: &TagInstanceProfileOutput,
) -> Check {
    let of = input.instance_profile_name().unwrap_or_default();
    are_listed(
        of,
        input.tags(),
        tag_listings::of_instance_profile(iam, of).await?,
        Keys::AsWritten,
    )
}

/// None of the given keys of the instance profile is listed: the record, not yet the end of
/// what policies allow by them, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "UntagInstanceProfile", reads = ["ListInstanceProfileTags"])]
pub(crate) async fn tags_of_instance_profile_are_not_listed(
    iam: &Reader,
    input: &UntagInstanceProfileInput,
    _: &UntagInstanceProfileOutput,
) -> Check {
    let of = input.instance_profile_name().unwrap_or_default();
    are_not_listed(
        of,
        input.tag_keys(),
        tag_listings::of_instance_profile(iam, of).await?,
        Keys::AsWritten,
    )
}

/// Each given tag of the MFA device is listed with the given value: the record, not yet
/// what policies allow by it, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "TagMFADevice", reads = ["ListMFADeviceTags"])]
pub(crate) async fn tags_of_mfa_device_are_listed(
    iam: &Reader,
    input: &TagMfaDeviceInput,
    _: &TagMfaDeviceOutput,
) -> Check {
    let of = input.serial_number().unwrap_or_default();
    are_listed(
        of,
        input.tags(),
        tag_listings::of_mfa_device(iam, of).await?,
        Keys::AsWritten,
    )
}

/// None of the given keys of the MFA device is listed: the record, not yet the end of
/// what policies allow by them, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "UntagMFADevice", reads = ["ListMFADeviceTags"])]
pub(crate) async fn tags_of_mfa_device_are_not_listed(
    iam: &Reader,
    input: &UntagMfaDeviceInput,
    _: &UntagMfaDeviceOutput,
) -> Check {
    let of = input.serial_number().unwrap_or_default();
    are_not_listed(
        of,
        input.tag_keys(),
        tag_listings::of_mfa_device(iam, of).await?,
        Keys::AsWritten,
    )
}

/// Each given tag of the OpenID Connect provider is listed with the given value: the record, not yet
/// what policies allow by it, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "TagOpenIDConnectProvider", reads = ["ListOpenIDConnectProviderTags"])]
pub(crate) async fn tags_of_open_id_connect_provider_are_listed(
    iam: &Reader,
    input: &TagOpenIdConnectProviderInput,
    _: &TagOpenIdConnectProviderOutput,
) -> Check {
    let of = input.open_id_connect_provider_arn().unwrap_or_default();
    are_listed(
        of,
        input.tags(),
        tag_listings::of_open_id_connect_provider(iam, of).await?,
        Keys::AsWritten,
    )
}

/// None of the given keys of the OpenID Connect provider is listed: the record, not yet the end of
/// what policies allow by them, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "UntagOpenIDConnectProvider", reads = ["ListOpenIDConnectProviderTags"])]
pub(crate) async fn tags_of_open_id_connect_provider_are_not_listed(
    iam: &Reader,
    input: &UntagOpenIdConnectProviderInput,
    _: &UntagOpenIdConnectProviderOutput,
) -> Check {
    let of = input.open_id_connect_provider_arn().unwrap_or_default();
    are_not_listed(
        of,
        input.tag_keys(),
        tag_listings::of_open_id_connect_provider(iam, of).await?,
        Keys::AsWritten,
    )
}

/// Each given tag of the SAML provider is listed with the given value: the record, not yet
/// what policies allow by it, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "TagSAMLProvider", reads = ["ListSAMLProviderTags"])]
pub(crate) async fn tags_of_saml_provider_are_listed(
    iam: &Reader,
    input: &TagSamlProviderInput,
    _: &TagSamlProviderOutput,
) -> Check {
    let of = input.saml_provider_arn().unwrap_or_default();
    are_listed(
        of,
        input.tags(),
        tag_listings::of_saml_provider(iam, of).await?,
        Keys::AsWritten,
    )
}

/// None of the given keys of the SAML provider is listed: the record, not yet the end of
/// what policies allow by them, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "UntagSAMLProvider", reads = ["ListSAMLProviderTags"])]
pub(crate) async fn tags_of_saml_provider_are_not_listed(
    iam: &Reader,
    input: &UntagSamlProviderInput,
    _: &UntagSamlProviderOutput,
) -> Check {
    let of = input.saml_provider_arn().unwrap_or_default();
    are_not_listed(
        of,
        input.tag_keys(),
        tag_listings::of_saml_provider(iam, of).await?,
        Keys::AsWritten,
    )
}

/// Each given tag of the server certificate is listed with the given value: the record, not yet
/// what policies allow by it, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "TagServerCertificate", reads = ["ListServerCertificateTags"])]
pub(crate) async fn tags_of_server_certificate_are_listed(
    iam: &Reader,
    input: &TagServerCertificateInput,
    _: &TagServerCertificateOutput,
) -> Check {
    let of = input.server_certificate_name().unwrap_or_default();
    are_listed(
        of,
        input.tags(),
        tag_listings::of_server_certificate(iam, of).await?,
        Keys::AsWritten,
    )
}

/// None of the given keys of the server certificate is listed: the record, not yet the end of
/// what policies allow by them, for tags are rights where access goes by attributes.
#[post_condition(service = "iam", op = "UntagServerCertificate", reads = ["ListServerCertificateTags"])]
pub(crate) async fn tags_of_server_certificate_are_not_listed(
    iam: &Reader,
    input: &UntagServerCertificateInput,
    _: &UntagServerCertificateOutput,
) -> Check {
    let of = input.server_certificate_name().unwrap_or_default();
    are_not_listed(
        of,
        input.tag_keys(),
        tag_listings::of_server_certificate(iam, of).await?,
        Keys::AsWritten,
    )
}

/// Whether the tags that a creation was given are those that its entity shows.
pub(super) fn are_on_creation(given: &[Tag], shown: &[Tag], keys: Keys) -> Check {
    let (given, shown) = (pairs(given, keys), pairs(shown, keys));
    tags_are_listed(borrowed(&given), &borrowed(&shown))
}

/// The same of a device, whose tags have a listing only.
pub(super) async fn of_device_are_listed(iam: &Reader, serial: &str, given: &[Tag]) -> Check {
    are_listed(
        serial,
        given,
        tag_listings::of_mfa_device(iam, serial).await?,
        Keys::AsWritten,
    )
}

fn are_listed(of: &str, given: &[Tag], listed: Option<Vec<Tag>>, keys: Keys) -> Check {
    match listed {
        Some(listed) => are_on_creation(given, &listed, keys),
        None => pending(format!("{of} is not found")),
    }
}

/// That the entity is not found proves nothing.
fn are_not_listed(of: &str, removed: &[String], listed: Option<Vec<Tag>>, keys: Keys) -> Check {
    let Some(listed) = listed else {
        return pending(format!("{of} is not found"));
    };
    let removed: Vec<String> = removed.iter().map(|key| keys.of(key)).collect();
    tags_are_not_listed(&removed, &borrowed(&pairs(&listed, keys)))
}

impl Keys {
    /// What a key is compared by.
    fn of(self, key: &str) -> String {
        match self {
            Self::AsWritten => key.to_owned(),
            Self::IgnoreCase => key.to_ascii_lowercase(),
        }
    }
}

fn pairs(tags: &[Tag], keys: Keys) -> Vec<(String, &str)> {
    tags.iter()
        .map(|tag| (keys.of(tag.key()), tag.value()))
        .collect()
}

fn borrowed<'a>(pairs: &'a [(String, &'a str)]) -> Vec<(&'a str, &'a str)> {
    pairs
        .iter()
        .map(|(key, value)| (key.as_str(), *value))
        .collect()
}
