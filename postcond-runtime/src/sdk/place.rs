//! Where a request went, and whose it was, as far as it shows.

use std::fmt;

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::config_bag::ConfigBag;

/// Where a request went, as far as it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// As in `https://ssm.us-east-1.amazonaws.com`.
    pub(crate) endpoint: String,
    /// `None` unless it is signed for one.
    pub(crate) region: Option<String>,
    pub(crate) access_key: Option<String>,
    /// `None` unless the credentials tell.
    pub(crate) account: Option<String>,
}

impl Place {
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let scope = request.headers().get("authorization").and_then(credential);
        Self {
            endpoint: host(request.uri()).to_ascii_lowercase(),
            region: scope.map(|(_, region)| region.to_owned()),
            access_key: scope.map(|(access_key, _)| access_key.to_owned()),
            account: None,
        }
    }

    /// The same, with the account that the credentials tell.
    pub(crate) fn in_account(self, cfg: &ConfigBag) -> Self {
        let account = credentials(cfg).and_then(Credentials::account_id);
        Self {
            account: account.map(|it| it.as_str().to_owned()),
            ..self
        }
    }
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

/// Of `https://ssm.us-east-1.amazonaws.com/path`, what is before the path.
pub(crate) fn host(uri: &str) -> &str {
    let scheme = uri.find(':').filter(|&end| uri[end..].starts_with("://"));
    let host = scheme.map_or(0, |end| end + 3);
    let end = uri[host..].find(['/', '?']);
    &uri[..end.map_or(uri.len(), |end| host + end)]
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
pub(crate) fn credential(authorization: &str) -> Option<(&str, &str)> {
    let (_, parameters) = authorization.split_once(' ')?;
    let scope = parameters.strip_prefix("Credential=")?;
    let mut parts = scope.split(['/', ',']);
    Some((parts.next()?, parts.nth(1)?))
}

/// The credentials that the SDK has for a request.
pub(crate) fn credentials(cfg: &ConfigBag) -> Option<&Credentials> {
    let params = cfg.load::<EndpointResolverParams>()?;
    let identity = params.get_property::<Identity>()?;
    identity.data()
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
}
