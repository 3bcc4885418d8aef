//! What a call's configuration differs in from that of its client: then its change is read back with what
//! the call was sent with.
//!
//! The SDK shows no hook which configuration is the call's own. Before a call's own is merged into it,
//! there is that of the client; after, there is what holds.

use std::sync::{Arc, OnceLock};

use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::identity::{IdentityCachePartition, SharedIdentityResolver};
use aws_smithy_runtime_api::client::runtime_components::{
    GetIdentityResolver, RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;

/// The ways of signing that AWS has.
const SCHEMES: [&str; 4] = ["sigv4", "sigv4a", "sigv4-s3express", "http-bearer-auth"];

/// Whose identities those of each way of signing are: of no identity itself.
type Identities = [Option<IdentityCachePartition>; SCHEMES.len()];

/// The identities that a client signs with, known once there is a client.
#[derive(Clone, Debug, Default)]
pub(super) struct ClientIdentities(Arc<OnceLock<Identities>>);

/// Where calls of a client go.
#[derive(Debug, PartialEq)]
pub(super) struct Direction {
    region: Option<Region>,
    endpoint_url: Option<String>,
    use_fips: Option<bool>,
    use_dual_stack: Option<bool>,
}

impl ClientIdentities {
    pub(super) fn note(&self, components: &RuntimeComponentsBuilder) {
        let of = |scheme| components.identity_resolver(&AuthSchemeId::new(scheme));
        // One that makes another client of the same configuration has the same.
        let _ = self.0.set(identities(of));
    }

    /// Whether calls with these components are signed with the client's identities.
    pub(super) fn are_those_of(&self, components: &RuntimeComponents) -> bool {
        let of = |scheme| components.identity_resolver(AuthSchemeId::new(scheme));
        self.0.get().is_none_or(|own| *own == identities(of))
    }
}

fn identities(of: impl Fn(&'static str) -> Option<SharedIdentityResolver>) -> Identities {
    SCHEMES.map(|scheme| of(scheme).map(|resolver| resolver.cache_partition()))
}

impl Direction {
    /// That which the configuration says so far.
    pub(super) fn of(cfg: &ConfigBag) -> Self {
        Self {
            region: cfg.load::<Region>().cloned(),
            endpoint_url: cfg.load::<EndpointUrl>().map(|it| it.0.clone()),
            use_fips: cfg.load::<UseFips>().map(|it| it.0),
            use_dual_stack: cfg.load::<UseDualStack>().map(|it| it.0),
        }
    }
}
