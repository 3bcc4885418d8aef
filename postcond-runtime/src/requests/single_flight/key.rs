//! What makes two requests equal: that they are the same on the wire, and by the same caller.
//!
//! Every header counts, since some services put members of the input there, and so may interceptors; but
//! for those that tell one sending from the next. Of the signature, the key and the scope count.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

use crate::sdk::destination;

/// Headers of one sending, whatever is asked for.
const OF_ONE_SENDING: &[&str] = &[
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "user-agent",
    "x-amz-date",
    "x-amz-user-agent",
    "x-amzn-trace-id",
];

/// What a key has room for beside the body, without which it would be allocated anew as it grows.
const USUAL_HEADERS: usize = 1_024;

/// What a request asks for, of whom, and on whose behalf. A clone costs next to nothing.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// Method, address, body, caller and headers, each behind its length, so that no two requests make the same.
    wire: Arc<Vec<u8>>,
    /// Of the connector: no answer is to be waited for by another's measure.
    time_outs: [Option<Duration>; 2],
    /// A call that may go elsewhere than those of its client shares with its own checks alone.
    call: Option<usize>,
}

/// Without the request: the SDK logs its HTTP client, and a session token is a header.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("time_outs", &self.time_outs)
            .finish_non_exhaustive()
    }
}

impl Key {
    /// `None` for a request whose body is not in memory.
    pub(super) fn of(request: &HttpRequest, time_outs: [Option<Duration>; 2]) -> Option<Self> {
        let body = request.body().bytes()?;
        let caller = request.headers().get("authorization").map_or("", caller);
        let mut headers: Vec<_> = request
            .headers()
            .iter()
            .filter(|(name, _)| !OF_ONE_SENDING.contains(name))
            .collect();
        headers.sort_unstable();
        let address = [request.method(), request.uri()].map(str::as_bytes);
        let headers = headers.iter().flat_map(|(name, value)| [name, value]);
        let mut wire = Vec::with_capacity(body.len() + USUAL_HEADERS);
        for part in address
            .into_iter()
            .chain([body, caller.as_bytes()])
            .chain(headers.map(|it| it.as_bytes()))
        {
            wire.extend_from_slice(&part.len().to_ne_bytes());
            wire.extend_from_slice(part);
        }
        Some(Self {
            wire: Arc::new(wire),
            time_outs,
            call: destination::of_its_own(),
        })
    }
}

/// Of `AWS4-HMAC-SHA256 Credential=AKID/20240101/us-east-1/ssm/aws4_request, ...`, the key and the scope;
/// of any other authorization, all of it.
fn caller(authorization: &str) -> &str {
    let credential = authorization.split_once("Credential=");
    let scope = credential.and_then(|(_, rest)| rest.split(',').next());
    scope.unwrap_or(authorization)
}

#[cfg(test)]
mod tests {
    use aws_smithy_types::body::SdkBody;

    use super::*;

    fn request(changed: &str) -> HttpRequest {
        let body = if changed == "body" { "{1}" } else { "{}" };
        let mut request = HttpRequest::new(SdkBody::from(body));
        let uri = match changed {
            "host" => "https://other/a?b",
            "query" => "https://host/a?c",
            _ => "https://host/a?b",
        };
        request.set_uri(uri).unwrap();
        request
            .set_method(if changed == "method" { "PUT" } else { "POST" })
            .unwrap();
        let scope = match changed {
            "key" => "OTHER/20240101/eu-west-1/ssm/aws4_request",
            "region" => "AKID/20240101/eu-west-2/ssm/aws4_request",
            _ => "AKID/20240101/eu-west-1/ssm/aws4_request",
        };
        let signature = changed;
        let authorization = format!("AWS4-HMAC-SHA256 Credential={scope}, Signature={signature}");
        for (name, value) in [
            ("authorization", &*authorization),
            ("x-amz-target", "Stub.Get"),
            ("x-amz-security-token", "token"),
            ("x-amz-date", "20240101T000000Z"),
            ("amz-sdk-invocation-id", "one"),
        ] {
            let value = if changed == name { "other" } else { value };
            request.headers_mut().insert(name, value.to_owned());
        }
        request
    }

    fn key(changed: &str) -> Key {
        Key::of(&request(changed), [None; 2]).unwrap()
    }

    #[test]
    fn equal_is_what_is_the_same_on_the_wire_and_by_the_same_caller() {
        for differs in [
            "body",
            "host",
            "query",
            "method",
            "key",
            "region",
            "authorization",
            "x-amz-target",
            "x-amz-security-token",
        ] {
            assert_ne!(key(differs), key("nothing"), "{differs}");
        }
        for same in ["signature", "x-amz-date", "amz-sdk-invocation-id"] {
            assert_eq!(key(same), key("nothing"), "{same}");
        }
    }

    #[test]
    fn what_one_part_ends_with_is_not_what_the_next_begins_with() {
        let key = |name: &'static str, value: &'static str| {
            let mut request = request("nothing");
            request.headers_mut().insert(name, value);
            Key::of(&request, [None; 2]).unwrap()
        };
        assert_ne!(key("x-amz-meta-a", "bc"), key("x-amz-meta-ab", "c"));
    }

    #[test]
    fn a_request_that_waits_by_another_measure_is_another() {
        let patient = Key::of(&request("nothing"), [None, Some(Duration::from_secs(9))]);
        assert_ne!(patient.unwrap(), key("nothing"));
    }

    #[test]
    fn no_token_key_or_body_is_displayed() {
        let request = request("nothing");
        let shown = format!("{:?}", Key::of(&request, [None; 2]).unwrap());
        assert!(shown.contains("time_outs"), "{shown}");
        for secret in ["token", "AKID", "{}", "Stub.Get"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}
