//! What a call was sent with, so that its change is read back with the same.
//!
//! A call may have a configuration of its own, which the SDK shows to its hooks alone. What they see is
//! what holds: the client's configuration and the call's, merged.

use std::fmt;

use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::auth::{
    AuthScheme, AuthSchemeId, AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture,
    AuthSchemePreference, ResolveAuthSchemeOptions, SharedAuthScheme,
    SharedAuthSchemeOptionResolver, Sign,
};
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::identity::{SharedIdentityCache, SharedIdentityResolver};
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::app_name::AppName;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;

/// What a call was sent with that has a configuration of its own. Generated readers make the SDK's client
/// of it that they read with.
#[derive(Clone)]
pub struct SentWith {
    components: RuntimeComponents,
    time_outs: TimeoutConfig,
    protection: Option<StalledStreamProtectionConfig>,
    retries: Option<RetryConfig>,
    region: Option<Region>,
    endpoint_url: Option<String>,
    use_fips: Option<bool>,
    use_dual_stack: Option<bool>,
    app_name: Option<AppName>,
    auth_scheme_preference: Option<AuthSchemePreference>,
    corrects_no_clock_skew: Option<bool>,
}

impl SentWith {
    /// As the SDK has it when the request is about to be transmitted.
    pub(crate) fn of(components: &RuntimeComponents, cfg: &ConfigBag) -> Self {
        let time_outs = cfg.load::<TimeoutConfig>().cloned();
        Self {
            components: components.clone(),
            time_outs: time_outs.unwrap_or_else(TimeoutConfig::disabled),
            protection: cfg.load::<StalledStreamProtectionConfig>().cloned(),
            retries: cfg.load::<RetryConfig>().cloned(),
            region: cfg.load::<Region>().cloned(),
            endpoint_url: cfg.load::<EndpointUrl>().map(|it| it.0.clone()),
            use_fips: cfg.load::<UseFips>().map(|it| it.0),
            use_dual_stack: cfg.load::<UseDualStack>().map(|it| it.0),
            app_name: cfg.load::<AppName>().cloned(),
            auth_scheme_preference: cfg.load::<AuthSchemePreference>().cloned(),
            corrects_no_clock_skew: cfg
                .load::<DisableClockSkewCorrection>()
                .map(DisableClockSkewCorrection::is_disabled),
        }
    }

    /// Its HTTP client.
    #[must_use]
    pub fn http_client(&self) -> Option<SharedHttpClient> {
        self.components.http_client()
    }

    /// Its time-outs.
    #[must_use]
    pub fn time_outs(&self) -> TimeoutConfig {
        self.time_outs.clone()
    }

    /// Its protection against streams that stall.
    #[must_use]
    pub fn stalled_stream_protection(&self) -> Option<StalledStreamProtectionConfig> {
        self.protection.clone()
    }

    /// Where its identity is cached, so that nothing is loaded twice.
    #[must_use]
    pub fn identity_cache(&self) -> SharedIdentityCache {
        self.components.identity_cache()
    }

    /// How it was signed, with whose identity.
    pub fn auth_schemes(&self) -> impl Iterator<Item = SharedAuthScheme> + '_ {
        let schemes: Vec<_> = self.components.to_builder().auth_schemes().collect();
        schemes.into_iter().map(|scheme| {
            SharedAuthScheme::new(AsCaller {
                scheme,
                components: self.components.clone(),
            })
        })
    }

    /// What decided how it was signed.
    #[must_use]
    pub fn auth_scheme_resolver(&self) -> SharedAuthSchemeOptionResolver {
        self.components.auth_scheme_option_resolver()
    }

    /// Which ways of signing it was to prefer.
    #[must_use]
    pub fn auth_scheme_preference(&self) -> Option<AuthSchemePreference> {
        self.auth_scheme_preference.clone()
    }

    /// What its endpoint was found with.
    #[must_use]
    pub fn endpoint_resolver(&self) -> SharedEndpointResolver {
        self.components.endpoint_resolver()
    }

    /// Its region.
    #[must_use]
    pub fn region(&self) -> Option<Region> {
        self.region.clone()
    }

    /// Its endpoint, if one was set.
    #[must_use]
    pub fn endpoint_url(&self) -> Option<String> {
        self.endpoint_url.clone()
    }

    /// Whether it went to a FIPS endpoint.
    #[must_use]
    pub fn use_fips(&self) -> Option<bool> {
        self.use_fips
    }

    /// Whether it went to a dual-stack endpoint.
    #[must_use]
    pub fn use_dual_stack(&self) -> Option<bool> {
        self.use_dual_stack
    }

    /// The name of the app that it says it is from.
    #[must_use]
    pub fn app_name(&self) -> Option<AppName> {
        self.app_name.clone()
    }

    /// What its signature was dated by.
    #[must_use]
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.components.time_source()
    }

    /// What it waited with.
    #[must_use]
    pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {
        self.components.sleep_impl()
    }

    /// Whether its signature was dated by the local clock, right or wrong.
    #[must_use]
    pub fn corrects_no_clock_skew(&self) -> Option<bool> {
        self.corrects_no_clock_skew
    }

    /// Its retries, which decide how long credentials may load.
    #[must_use]
    pub fn retry_config(&self) -> Option<RetryConfig> {
        self.retries.clone()
    }
}

/// Without the components, whose output runs to tens of kilobytes.
impl fmt::Debug for SentWith {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentWith")
            .field("region", &self.region)
            .field("endpoint_url", &self.endpoint_url)
            .finish_non_exhaustive()
    }
}

/// A way of signing, with the identity that the call was signed with.
#[derive(Debug)]
struct AsCaller {
    scheme: SharedAuthScheme,
    components: RuntimeComponents,
}

impl AuthScheme for AsCaller {
    fn scheme_id(&self) -> AuthSchemeId {
        self.scheme.scheme_id()
    }

    fn identity_resolver(
        &self,
        _clients: &dyn GetIdentityResolver,
    ) -> Option<SharedIdentityResolver> {
        self.scheme.identity_resolver(&self.components)
    }

    fn signer(&self) -> &dyn Sign {
        self.scheme.signer()
    }
}

/// The ways of signing that `resolver` has for these parameters of a service.
pub fn auth_schemes<'a, P: Clone + fmt::Debug + Send + Sync + 'static>(
    resolver: &'a SharedAuthSchemeOptionResolver,
    params: &P,
    cfg: &'a ConfigBag,
    components: &'a RuntimeComponents,
) -> AuthSchemeOptionsFuture<'a> {
    let params = AuthSchemeOptionResolverParams::new(params.clone());
    AuthSchemeOptionsFuture::new(async move {
        let resolving = resolver.resolve_auth_scheme_options_v2(&params, cfg, components);
        resolving.await
    })
}
