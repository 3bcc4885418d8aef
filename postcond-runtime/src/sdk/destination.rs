//! Where a write went, and that its read-backs go there.
//!
//! A call's own configuration may send it to another account, region or endpoint than those of its
//! client. Its reads are given the same configuration; one that cannot be is stopped before it is sent.
//! What an interceptor does to a request is not done to its reads: they are compared with it by the
//! host, the region that they are signed for and the access key. The change is never confirmed by
//! another place: the call is unverifiable then, and says why.

use std::fmt;
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
use parking_lot::Mutex;

tokio::task_local! {
    /// Where the reads of the current poll are to go, if that is not simply where its client goes.
    static READING: Arc<Reading>;
}

/// Where a write went.
#[derive(Clone, Debug, Default)]
pub(crate) struct Destination(Option<Arc<Elsewhere>>);

/// Where a write went that may have gone elsewhere than those of its client.
#[derive(Debug)]
struct Elsewhere {
    /// Whether its reads must have the call's own configuration.
    is_reconfigured: bool,
    place: Option<Place>,
}

/// A poll whose reads are to go there.
#[derive(Debug)]
struct Reading {
    to: Arc<Elsewhere>,
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
}

impl Customization {
    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl Destination {
    /// That of a call whose request was sent to `place`.
    pub(crate) fn of(call: Customization, place: Option<Place>) -> Self {
        let elsewhere = (!call.is_none()).then(|| Elsewhere {
            is_reconfigured: call.reconfigured,
            place: place.filter(|_| call.intercepted),
        });
        Self(elsewhere.map(Arc::new))
    }

    /// Makes a poll whose reads are to go there; why one of them did not, if one did not.
    pub(crate) async fn reading<T>(&self, poll: impl Future<Output = T>) -> (T, Option<String>) {
        let Some(elsewhere) = &self.0 else {
            return (poll.await, None);
        };
        let reading = Arc::new(Reading {
            to: Arc::clone(elsewhere),
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
    let call = READING.try_with(|reading| Arc::as_ptr(&reading.to).addr());
    call.ok()
}

impl Place {
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let uri = request.uri();
        let host = uri.find("://").map_or(0, |scheme| scheme + 3);
        let end = uri[host..]
            .find(['/', '?'])
            .map_or(uri.len(), |it| host + it);
        let scope = request.headers().get("authorization").and_then(credential);
        Self {
            endpoint: uri[..end].to_ascii_lowercase(),
            region: scope.map(|(_, region)| region.to_owned()),
            access_key: scope.map(|(access_key, _)| access_key.to_owned()),
        }
    }
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

impl Elsewhere {
    /// Why a read does not go there, if it does not.
    fn misses(&self, operation: &str, follows: bool, request: &HttpRequest) -> Option<String> {
        if self.is_reconfigured && !follows {
            return Some(format!(
                "the call has a configuration of its own, and {operation} would be read without it"
            ));
        }
        let written = self.place.as_ref()?;
        let read = Place::of(request);
        if *written == read {
            return None;
        }
        let only_the_credentials =
            written.endpoint == read.endpoint && written.region == read.region;
        Some(match only_the_credentials {
            true => format!("{operation} would be read with other credentials than the call's"),
            false => {
                format!("the call was sent to {written}, and {operation} would be read at {read}")
            }
        })
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
    match reading.to.misses(operation, follows, context.request()) {
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
    fn a_call_like_those_of_its_client_has_nowhere_to_miss() {
        assert!(Destination::of(Customization::default(), None).0.is_none());
    }
}
