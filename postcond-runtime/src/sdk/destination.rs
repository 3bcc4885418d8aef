//! Where a write went, and that its read-backs go there.
//!
//! A call's own configuration may send it to another account, region or endpoint than those of its
//! client. Its reads are given the same configuration; one that cannot be is stopped before it is sent.
//! What an interceptor does to a request, of the call's or of the client's, is not done to its reads:
//! where the one or the other has left the endpoint that the SDK had found for it, or is signed with
//! other keys than the SDK had for it, they are compared by the host, the region that they are signed
//! for and the access key. The change is never confirmed by another place: the call is unverifiable
//! then, and says why.

use std::future::Future;
use std::sync::Arc;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, Metadata};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::endpoint::Endpoint;
use parking_lot::Mutex;

use crate::sdk::place::{Place, credential, credentials, host};
#[cfg(feature = "receipts")]
use crate::sdk::stated_place::StatedPlace;

tokio::task_local! {
    /// Where the reads of the current poll are to go, if that is not simply where its client goes.
    static READING: Arc<Reading>;
}

/// Where a write went.
#[derive(Clone, Debug, Default)]
pub(crate) struct Destination(Option<Arc<Goal>>);

/// What is known of where a write went.
#[derive(Debug)]
enum Goal {
    /// All: it was sent in this process.
    Written(Written),
    /// What a receipt says.
    #[cfg(feature = "receipts")]
    Stated(StatedPlace),
}

impl Goal {
    /// Why a read does not go there, if it does not.
    fn misses(
        &self,
        operation: &str,
        follows: bool,
        request: &HttpRequest,
        cfg: &ConfigBag,
    ) -> Option<String> {
        match self {
            Self::Written(written) => written.misses(operation, follows, request, cfg),
            #[cfg(feature = "receipts")]
            Self::Stated(place) => place.misses(operation, &Place::of(request).in_account(cfg)),
        }
    }
}

/// How a write was sent, as far as its reads must go there.
#[derive(Debug)]
struct Written {
    call: Customization,
    place: Place,
    departure: Departure,
}

/// How a request has left what the SDK had made of it: by an interceptor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Departure {
    /// It goes to another endpoint than that which the SDK has found for it.
    endpoint: bool,
    /// It is signed with other keys than those that the SDK has for it. Those may change by themselves.
    caller: bool,
}

/// A poll whose reads are to go there.
#[derive(Debug)]
struct Reading {
    to: Arc<Goal>,
    /// Why a read did not go there, if one did not.
    missed: Mutex<Option<String>>,
}

/// How a call differs from those of its client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Customization {
    /// It has a configuration of its own.
    pub(crate) reconfigured: bool,
    /// Its request is intercepted, or changed.
    pub(crate) intercepted: bool,
    /// It is a call of the SDK's own client, which does not show all of what it brings along: where
    /// its reads would go is compared with where it went.
    pub(crate) by_sdk_client: bool,
}

impl Customization {
    pub(crate) fn is_none(self) -> bool {
        !self.reconfigured && !self.intercepted
    }
}

impl Departure {
    pub(crate) fn of(request: &HttpRequest, cfg: &ConfigBag) -> Self {
        let resolved = cfg.load::<Endpoint>().map(|endpoint| host(endpoint.url()));
        let keys = credentials(cfg);
        let scope = request.headers().get("authorization").and_then(credential);
        Self {
            endpoint: resolved.is_some_and(|resolved| !is_at(host(request.uri()), resolved)),
            caller: keys
                .zip(scope)
                .is_some_and(|(keys, (access_key, _))| keys.access_key_id() != access_key),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            endpoint: self.endpoint || other.endpoint,
            caller: self.caller || other.caller,
        }
    }
}

/// Whether one host is the other, for all that an operation may prefix it with.
fn is_at(host: &str, resolved: &str) -> bool {
    let (scheme, name) = host.split_once("://").unwrap_or_default();
    let (of_resolved, resolved) = resolved.split_once("://").unwrap_or_default();
    let (name, resolved) = (name.as_bytes(), resolved.as_bytes());
    let end = name.len().checked_sub(resolved.len());
    let ends_so = end.is_some_and(|end| name[end..].eq_ignore_ascii_case(resolved));
    scheme.eq_ignore_ascii_case(of_resolved) && ends_so
}

impl Destination {
    /// That of a call whose request was sent so.
    pub(crate) fn of(call: Customization, sent: Option<(Place, Departure)>) -> Self {
        Self(sent.map(|(place, departure)| {
            Arc::new(Goal::Written(Written {
                call,
                place,
                departure,
            }))
        }))
    }

    /// That of a write that a receipt states.
    #[cfg(feature = "receipts")]
    pub(crate) fn stated(place: StatedPlace) -> Self {
        Self(Some(Arc::new(Goal::Stated(place))))
    }

    /// What a receipt can state of it. `None` if it is not known, or an interceptor has decided it.
    #[cfg(feature = "receipts")]
    pub(crate) fn to_state(&self) -> Option<&Place> {
        let Some(Goal::Written(written)) = self.0.as_deref() else {
            return None;
        };
        (written.departure == Departure::default()).then_some(&written.place)
    }

    /// Why a read was held back that was about to go elsewhere than a receipt states, if one was.
    #[cfg(feature = "receipts")]
    pub(crate) fn held_back(&self) -> Option<&str> {
        match self.0.as_deref()? {
            Goal::Stated(place) => place.held_back(),
            Goal::Written(_) => None,
        }
    }

    /// The endpoint, as in `https://ssm.us-east-1.amazonaws.com`, and the region that the call was signed for, if
    /// one shows. `None` of a call that has a configuration of its own, or was not sent by a client.
    pub(crate) fn of_client(&self) -> Option<(&str, Option<&str>)> {
        let (call, place) = match self.0.as_deref()? {
            Goal::Written(Written { call, place, .. }) => (call, place),
            #[cfg(feature = "receipts")]
            Goal::Stated(_) => return None,
        };
        let is_of_client = !call.reconfigured;
        is_of_client.then_some((&place.endpoint, place.region.as_deref()))
    }

    /// Makes a poll whose reads are to go there; why one of them did not, if one did not.
    pub(crate) async fn reading<T>(&self, poll: impl Future<Output = T>) -> (T, Option<String>) {
        let Some(written) = &self.0 else {
            return (poll.await, None);
        };
        let reading = Arc::new(Reading {
            to: Arc::clone(written),
            missed: Mutex::default(),
        });
        let polled = READING.scope(Arc::clone(&reading), poll).await;
        let missed = reading.missed.lock().take();
        (polled, missed)
    }
}

/// Tells the call apart whose change the current poll looks for, if it may have gone elsewhere than those
/// of its client.
pub(crate) fn of_its_own() -> Option<usize> {
    let call = READING.try_with(|reading| {
        let is_customized = match &*reading.to {
            Goal::Written(written) => !written.call.is_none(),
            #[cfg(feature = "receipts")]
            Goal::Stated(place) => return Some(place.key()),
        };
        is_customized.then(|| Arc::as_ptr(&reading.to).addr())
    });
    call.ok()?
}

impl Written {
    /// Why a read does not go there, if it does not.
    fn misses(
        &self,
        operation: &str,
        follows: bool,
        request: &HttpRequest,
        cfg: &ConfigBag,
    ) -> Option<String> {
        if self.call.reconfigured && !follows {
            return Some(format!(
                "the call has a configuration of its own, and {operation} would be read without it"
            ));
        }
        let departure = self.departure.or(Departure::of(request, cfg));
        if departure == Departure::default() && !self.call.by_sdk_client {
            return None;
        }
        let (written, read) = (&self.place, Place::of(request));
        let (is_at, is_in) = (
            written.endpoint == read.endpoint,
            written.region == read.region,
        );
        // A check may read in another region on purpose.
        let is_elsewhere = self.call.by_sdk_client && is_in && !is_at;
        if is_elsewhere || departure.endpoint && !(is_at && is_in) {
            return Some(format!(
                "the call was sent to {written}, and {operation} would be read at {read}"
            ));
        }
        (departure.caller && written.access_key != read.access_key)
            .then(|| format!("{operation} would be read with other credentials than the call's"))
    }
}

/// Stops a read that would go elsewhere than the write of its poll.
pub(crate) fn check(
    context: &BeforeTransmitInterceptorContextRef<'_>,
    cfg: &ConfigBag,
) -> Result<(), BoxError> {
    let Ok(reading) = READING.try_with(Arc::clone) else {
        return Ok(());
    };
    let operation = cfg.load::<Metadata>().map_or("the change", Metadata::name);
    let follows = cfg.load::<Follows>().is_some();
    match reading
        .to
        .misses(operation, follows, context.request(), cfg)
    {
        Some(why) => {
            *reading.missed.lock() = Some(why.clone());
            Err(why.into())
        }
        None => Ok(()),
    }
}

/// A read that is sent with the configuration of the call whose change it looks for.
#[derive(Debug)]
struct Follows;

impl Storable for Follows {
    type Storer = StoreReplace<Self>;
}

/// An interceptor that marks a read as sent with the configuration of its call. Generated readers add it to
/// that configuration.
#[derive(Clone, Copy, Debug, Default)]
pub struct FollowsCall;

#[dyn_dispatch_hint]
impl Intercept for FollowsCall {
    fn name(&self) -> &'static str {
        "postcond::FollowsCall"
    }

    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(Follows);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_may_prefix_the_host_that_the_sdk_has_found() {
        for (host, resolved, is_there) in [
            ("https://ssm.example.com", "https://ssm.example.com", true),
            ("https://SSM.example.com", "https://ssm.example.com", true),
            (
                "https://data-ssm.example.com",
                "https://ssm.example.com",
                true,
            ),
            ("http://ssm.example.com", "https://ssm.example.com", false),
            (
                "https://ssm.example.com:1",
                "https://ssm.example.com",
                false,
            ),
            (
                "https://there.example.com",
                "https://ssm.example.com",
                false,
            ),
        ] {
            assert_eq!(is_at(host, resolved), is_there, "{host} {resolved}");
        }
    }
}
