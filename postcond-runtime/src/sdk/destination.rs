//! Where a write went, and that its read-backs go there.
//!
//! A call's own configuration may send it to another account, region or endpoint than those of its
//! client. Its reads are given the same configuration; one that cannot be is stopped before it is sent.
//! What an interceptor does to a request, of the call's or of the client's, is not done to its reads:
//! where the one or the other has left the endpoint that the SDK had found for it, or is signed with
//! other keys than the SDK had for it, they are compared by the host, the region that they are signed
//! for and the access key. The change is never confirmed by another place: the call is unverifiable
//! then, and says why.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, Metadata};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::endpoint::Endpoint;
use parking_lot::Mutex;

tokio::task_local! {
    /// Where the reads of the current poll are to go, if that is not simply where its client goes.
    static READING: Arc<Reading>;
}

/// Where a write went.
#[derive(Clone, Debug, Default)]
pub(crate) struct Destination(Option<Arc<Written>>);

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
    to: Arc<Written>,
    /// Why a read did not go there, if one did not.
    missed: Mutex<Option<String>>,
}

/// Where a request went, as far as it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// As in `https://ssm.us-east-1.amazonaws.com`.
    endpoint: String,
    /// `None` unless it is signed for one.
    region: Option<String>,
    access_key: Option<String>,
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
        let identity = cfg
            .load::<EndpointResolverParams>()
            .and_then(EndpointResolverParams::get_property::<Identity>);
        let keys = identity.and_then(|it| it.data::<Credentials>());
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

/// Of `https://ssm.us-east-1.amazonaws.com/path`, what is before the path.
fn host(uri: &str) -> &str {
    let host = uri.find("://").map_or(0, |scheme| scheme + 3);
    let end = uri[host..].find(['/', '?']);
    &uri[..end.map_or(uri.len(), |end| host + end)]
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
            Arc::new(Written {
                call,
                place,
                departure,
            })
        }))
    }

    /// The endpoint, as in `https://ssm.us-east-1.amazonaws.com`, and the region that the call was signed for, if
    /// one shows. `None` of a call that has a configuration of its own, or was not sent by a client.
    pub(crate) fn of_client(&self) -> Option<(&str, Option<&str>)> {
        let written = self.0.as_deref().filter(|it| !it.call.reconfigured)?;
        let Place {
            endpoint, region, ..
        } = &written.place;
        Some((endpoint, region.as_deref()))
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
        let is_customized = !reading.to.call.is_none();
        is_customized.then(|| Arc::as_ptr(&reading.to).addr())
    });
    call.ok()?
}

impl Place {
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let scope = request.headers().get("authorization").and_then(credential);
        Self {
            endpoint: host(request.uri()).to_ascii_lowercase(),
            region: scope.map(|(_, region)| region.to_owned()),
            access_key: scope.map(|(access_key, _)| access_key.to_owned()),
        }
    }
}

/// The access key that a request is signed with.
pub(crate) fn access_key(request: &HttpRequest) -> Option<&str> {
    let (access_key, _) = request
        .headers()
        .get("authorization")
        .and_then(credential)?;
    Some(access_key)
}

/// Of `AWS4-HMAC-SHA256 Credential=AKID/20240101/us-east-1/ssm/aws4_request, ...`, whose and where.
fn credential(authorization: &str) -> Option<(&str, &str)> {
    let (_, scope) = authorization.split_once("Credential=")?;
    let mut parts = scope.split(['/', ',']);
    Some((parts.next()?, parts.nth(1)?))
}

/// As in `https://ssm.us-east-1.amazonaws.com (us-east-1)`. Without the access key, which belongs in no log.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.endpoint)?;
        match &self.region {
            Some(region) => write!(f, " ({region})"),
            None => Ok(()),
        }
    }
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

    fn request(uri: &str, authorization: Option<&str>) -> HttpRequest {
        let mut request = HttpRequest::empty();
        request.set_uri(uri).unwrap();
        if let Some(authorization) = authorization {
            request
                .headers_mut()
                .insert("authorization", authorization.to_owned());
        }
        request
    }

    fn signed(access_key: &str, region: &str) -> String {
        format!(
            "AWS4-HMAC-SHA256 Credential={access_key}/20240101/{region}/ssm/aws4_request, \
             SignedHeaders=host, Signature=00"
        )
    }

    #[test]
    fn a_place_is_a_host_a_region_and_an_access_key() {
        let here = Place::of(&request(
            "https://h:1/a?b",
            Some(&signed("AKID", "eu-west-1")),
        ));
        assert_eq!(here.to_string(), "https://h:1 (eu-west-1)");
        let rows = [
            ("https://h:1/other", signed("AKID", "eu-west-1"), true),
            ("https://H:1", signed("AKID", "eu-west-1"), true),
            ("https://h:2/a?b", signed("AKID", "eu-west-1"), false),
            ("http://h:1/a?b", signed("AKID", "eu-west-1"), false),
            ("https://h:1/a?b", signed("AKID", "eu-west-2"), false),
            ("https://h:1/a?b", signed("OTHER", "eu-west-1"), false),
        ];
        for (uri, authorization, same) in rows {
            let there = Place::of(&request(uri, Some(&authorization)));
            assert_eq!(here == there, same, "{uri} {authorization}");
        }
    }

    #[test]
    fn a_request_that_is_not_signed_shows_its_host_alone() {
        for authorization in [None, Some("Bearer token"), Some("Credential=")] {
            let place = Place::of(&request("http://localhost:5000/", authorization));
            assert_eq!(place.to_string(), "http://localhost:5000");
        }
    }

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
