//! Credentials and endpoint: as other commands for AWS have them, with what is set on the command line.

use std::error::Error;
use std::time::SystemTime;

use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use clap::ArgMatches;
use http::Uri;
use http::uri::Scheme;

use crate::with_causes;

const NONE: &str = "none are configured";

/// The configuration, or why nothing can be read with it. Credentials are loaded once beforehand: a read that wants
/// them says less of what they lack, and is repeated until the deadline.
pub(crate) async fn load(arguments: &ArgMatches) -> Result<SdkConfig, String> {
    let text = |name| arguments.get_one::<String>(name).cloned();
    let profile = text("profile");
    let mut loader = aws_config::defaults(BehaviorVersion::latest());
    if let Some(profile) = &profile {
        loader = loader.profile_name(profile);
    }
    if let Some(url) = text("endpoint-url") {
        loader = loader.endpoint_url(url);
    }
    let mut config = loader.load().await;
    if let Some(profile) = &profile {
        config = with_profile(&config, profile);
    }
    match load_credentials(&config).await {
        Ok(()) => Ok(config),
        Err(why) => {
            let of = profile.map_or_else(String::new, |profile| format!(" of profile `{profile}`"));
            Err(format!("there are no credentials{of}: {why}"))
        }
    }
}

/// The URL itself, if requests can be sent there.
pub(crate) fn endpoint(url: &str) -> Result<String, String> {
    let uri: Uri = url.parse().map_err(|error| with_causes(&error))?;
    let is_http = |scheme: &Scheme| *scheme == Scheme::HTTP || *scheme == Scheme::HTTPS;
    match uri.scheme().is_some_and(is_http) {
        true => Ok(url.to_owned()),
        false => Err("it begins with neither http:// nor https://".to_owned()),
    }
}

/// The same with the credentials of this profile. In the SDK's default chain, those of the environment would come first.
fn with_profile(config: &SdkConfig, profile: &str) -> SdkConfig {
    let here = ProviderConfig::without_region()
        .with_region(config.region().cloned())
        .with_behavior_version(Some(BehaviorVersion::latest()));
    let provider = ProfileFileCredentialsProvider::builder()
        .configure(&here)
        .profile_name(profile)
        .build();
    let provider = SharedCredentialsProvider::new(provider);
    let config = config.to_builder().credentials_provider(provider);
    config.build()
}

/// Why, on a line. That a provider "was not enabled" is what each of a chain says.
fn not_loaded(error: &CredentialsError) -> String {
    let why = match (error.source(), error) {
        (None, CredentialsError::CredentialsNotLoaded(_)) => NONE.to_owned(),
        (None, _) => error.to_string(),
        (Some(cause), _) => with_causes(cause),
    };
    why.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn load_credentials(config: &SdkConfig) -> Result<(), String> {
    let provider = config.credentials_provider();
    let provider = provider.ok_or_else(|| NONE.to_owned())?;
    let loaded = provider.provide_credentials().await;
    let credentials = loaded.map_err(|error| not_loaded(&error))?;
    match credentials.expiry() {
        Some(expiry) if expiry <= SystemTime::now() => {
            Err("they have expired: renew them".to_owned())
        }
        Some(_) | None => Ok(()),
    }
}
