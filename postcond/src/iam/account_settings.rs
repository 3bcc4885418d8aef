//! Settings of the account. None of their reads has a version or a date: a state that was there before as well
//! is met at once.

use super::Reader;
use super::sdk::operation::disable_outbound_web_identity_federation::{
    DisableOutboundWebIdentityFederationInput, DisableOutboundWebIdentityFederationOutput,
};
use super::sdk::operation::enable_outbound_web_identity_federation::{
    EnableOutboundWebIdentityFederationInput, EnableOutboundWebIdentityFederationOutput,
};
use super::sdk::operation::get_outbound_web_identity_federation_info::{
    GetOutboundWebIdentityFederationInfoError, GetOutboundWebIdentityFederationInfoOutput,
};
use super::sdk::operation::put_account_properties::{
    PutAccountPropertiesInput, PutAccountPropertiesOutput,
};
use super::sdk::operation::set_security_token_service_preferences::{
    SetSecurityTokenServicePreferencesInput, SetSecurityTokenServicePreferencesOutput,
};
use super::sdk::types::{GlobalEndpointTokenVersion, SummaryKeyType};
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, pending, satisfied, unverifiable};

/// The record of the account has the version of tokens that the global endpoint hands out.
///
/// It is shown as a number, in a summary whose counts beside it say nothing of the call.
#[post_condition(
    service = "iam",
    op = "SetSecurityTokenServicePreferences",
    reads = ["GetAccountSummary"]
)]
pub(crate) async fn token_version_shows(
    iam: &Reader,
    input: &SetSecurityTokenServicePreferencesInput,
    _: &SetSecurityTokenServicePreferencesOutput,
) -> Check {
    let asked = input.global_endpoint_token_version();
    let asked = asked
        .map(GlobalEndpointTokenVersion::as_str)
        .unwrap_or_default();
    let wanted = match asked {
        "v1Token" => 1,
        "v2Token" => 2,
        _ => return unverifiable(format!("the number that {asked} is shown as is not known")),
    };
    let seen = iam.get_account_summary().send().await?;
    let key = SummaryKeyType::GlobalEndpointTokenVersion;
    match seen.summary_map().and_then(|it| it.get(&key)) {
        Some(&version) if version == wanted => satisfied(format!("the tokens are {asked}")),
        Some(version) => pending(format!("the tokens are of version {version}, not {asked}")),
        None => pending("the version of the tokens is not shown"),
    }
}

/// The record of the account has the properties.
#[post_condition(service = "iam", op = "PutAccountProperties", reads = ["GetAccountProperties"])]
pub(crate) async fn properties_show(
    iam: &Reader,
    input: &PutAccountPropertiesInput,
    _: &PutAccountPropertiesOutput,
) -> Check {
    let seen = iam.get_account_properties().send().await?;
    let seen = seen.properties();
    let is_shown = |key: &str, asked: &str| {
        let shown = seen.and_then(|seen| seen.get(key));
        shown.is_some_and(|shown| same_property(shown, asked))
    };
    let given = input.properties().into_iter().flatten();
    let differing = given.filter(|(key, value)| !is_shown(key, value));
    let mut differing: Vec<&str> = differing.map(|(key, _)| key.as_str()).collect();
    differing.sort_unstable();
    match differing.is_empty() {
        true => satisfied("the properties are as asked for"),
        false => pending(format!("not as asked for: {}", differing.join(", "))),
    }
}

/// True and false may be written in either case.
fn same_property(one: &str, other: &str) -> bool {
    let is_flag = ["true", "false"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(one));
    one == other || is_flag && one.eq_ignore_ascii_case(other)
}

/// The record of the account has outbound federation enabled, with the issuer of the answer.
#[post_condition(
    service = "iam",
    op = "EnableOutboundWebIdentityFederation",
    reads = ["GetOutboundWebIdentityFederationInfo"]
)]
pub(crate) async fn federation_is_enabled(
    iam: &Reader,
    _: &EnableOutboundWebIdentityFederationInput,
    output: &EnableOutboundWebIdentityFederationOutput,
) -> Check {
    match federation(iam).await? {
        Some(seen) if seen.jwt_vending_enabled() => match output.issuer_identifier() {
            Some(issuer) if seen.issuer_identifier() != Some(issuer) => {
                pending("outbound federation is enabled, with another issuer")
            }
            _ => satisfied("outbound federation is enabled"),
        },
        _ => pending("outbound federation is disabled"),
    }
}

/// The record of the account has outbound federation disabled.
#[post_condition(
    service = "iam",
    op = "DisableOutboundWebIdentityFederation",
    reads = ["GetOutboundWebIdentityFederationInfo"]
)]
pub(crate) async fn federation_is_disabled(
    iam: &Reader,
    _: &DisableOutboundWebIdentityFederationInput,
    _: &DisableOutboundWebIdentityFederationOutput,
) -> Check {
    match federation(iam).await? {
        Some(seen) if seen.jwt_vending_enabled() => pending("outbound federation is still enabled"),
        _ => satisfied("outbound federation is disabled"),
    }
}

/// `None` where it is disabled: that is the answer then, and no error.
async fn federation(
    iam: &Reader,
) -> Result<Option<GetOutboundWebIdentityFederationInfoOutput>, ReadError> {
    iam.get_outbound_web_identity_federation_info()
        .send()
        .await
        .absent_if(GetOutboundWebIdentityFederationInfoError::is_feature_disabled_exception)
}
