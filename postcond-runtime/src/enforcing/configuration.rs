//! What a call's configuration differs in from that of its client: then its change is read back with what
//! the call was sent with.
//!
//! The SDK shows no hook which configuration is the call's own, only what holds. So it is compared with what
//! the client was made with, also for a client that is made of its configuration, with another region say.

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

/// What the calls of a client go by, known once there is a client.
#[derive(Clone, Debug, Default)]
pub(super) struct ClientConfiguration(Arc<OnceLock<Known>>);

#[derive(Debug)]
struct Known {
    identities: Identities,
    direction: Direction,
}

/// Where calls of a client go.
#[derive(Debug, PartialEq)]
struct Direction {
    region: Option<Region>,
    endpoint_url: Option<String>,
    use_fips: Option<bool>,
    use_dual_stack: Option<bool>,
}

impl ClientConfiguration {
    /// Notes that of the first client that is made with this. One that is made of its configuration later
    /// is another client, whose calls are read back by the first.
    pub(super) fn note(&self, components: &RuntimeComponentsBuilder, cfg: &ConfigBag) {
        let of = |scheme| components.identity_resolver(&AuthSchemeId::new(scheme));
        let _ = self.0.set(Known {
            identities: identities(of),
            direction: Direction::of(cfg),
        });
    }

    /// Whether a call with this configuration goes where those of the client go, as the same caller.
    pub(super) fn is_that_of(&self, components: &RuntimeComponents, cfg: &ConfigBag) -> bool {
        let of = |scheme| components.identity_resolver(AuthSchemeId::new(scheme));
        self.0.get().is_some_and(|own| {
            own.identities == identities(of) && own.direction == Direction::of(cfg)
        })
    }
}

fn identities(of: impl Fn(&'static str) -> Option<SharedIdentityResolver>) -> Identities {
    SCHEMES.map(|scheme| of(scheme).map(|resolver| resolver.cache_partition()))
}

impl Direction {
    fn of(cfg: &ConfigBag) -> Self {
        Self {
            region: cfg.load::<Region>().cloned(),
            endpoint_url: cfg.load::<EndpointUrl>().map(|it| it.0.clone()),
            use_fips: cfg.load::<UseFips>().map(|it| it.0),
            use_dual_stack: cfg.load::<UseDualStack>().map(|it| it.0),
        }
    }
}
