//! What a history is of.

use std::fmt;

use crate::sdk::aws_domain::AwsDomain;
use crate::sdk::destination::Destination;

/// What a history is of: lags are those of a service in a region.
///
/// What was learned at an endpoint that is not AWS is no history of AWS, and the other way round.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HistoryKey {
    pub(crate) service: String,
    pub(crate) region: Option<String>,
    pub(crate) endpoint: EndpointKind,
    pub(crate) account: Option<String>,
}

/// What kind of endpoint it is, by its host name. A stand-in within the process, whose requests have AWS's host
/// names, is taken for AWS: give it a history of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EndpointKind {
    /// A host of AWS, a VPC endpoint included, by TLS.
    Aws,
    /// This machine.
    Local,
    /// Anything else: a proxy, or what stands in for AWS.
    Other,
}

impl EndpointKind {
    /// As in files and file names.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Local => "local",
            Self::Other => "other",
        }
    }

    /// That of a URL, as in `https://ssm.us-east-1.amazonaws.com`.
    fn of(url: &str) -> Self {
        if AwsDomain::of(url).is_some() {
            return Self::Aws;
        }
        let Ok(url) = url.parse::<http::Uri>() else {
            return Self::Other;
        };
        let host = url.host().unwrap_or_default().to_ascii_lowercase();
        let address = host.trim_start_matches('[').trim_end_matches(']');
        let address = address.parse::<std::net::IpAddr>();
        let is_local = host == "localhost"
            || host.ends_with(".localhost")
            || address.is_ok_and(|address| address.is_loopback());
        if is_local { Self::Local } else { Self::Other }
    }
}

impl HistoryKey {
    /// That of a call which went where its client's calls go.
    pub(crate) fn of(service: &str, to: &Destination, account: Option<&str>) -> Option<Self> {
        let (endpoint, region) = to.of_client()?;
        Some(Self {
            service: service.to_owned(),
            region: region.map(str::to_owned),
            endpoint: EndpointKind::of(endpoint),
            account: account.map(str::to_owned),
        })
    }

    /// The service, by the prefix of its IAM actions, as in `ssm`.
    #[must_use]
    pub fn service(&self) -> &str {
        &self.service
    }

    /// The region that calls are signed for, if they are signed for one.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The kind of the endpoint.
    #[must_use]
    pub fn endpoint(&self) -> EndpointKind {
        self.endpoint
    }

    /// The account, if [`History::account`](crate::History::account) names it.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.account.as_deref()
    }

    /// A name for it that can be that of a file, or a part of a key or a path: letters, digits, dots, hyphens and
    /// underscores, as in `ssm.us-east-1.aws`.
    #[must_use]
    pub fn name(&self) -> String {
        let region = self.region().unwrap_or("no-region");
        let parts = [&self.service, region, self.endpoint.as_str()];
        let parts = parts.into_iter().chain(self.account());
        let parts: Vec<String> = parts.map(plain).collect();
        parts.join(".")
    }

    /// Whether the other is of the same service, region and kind of endpoint. Which account it is of is
    /// said by where it is kept.
    #[cfg(feature = "history")]
    pub(crate) fn is_as(&self, other: &Self) -> bool {
        let of = |key: &Self| (key.service.clone(), key.region.clone(), key.endpoint);
        of(self) == of(other)
    }
}

/// As in `ssm in us-east-1, at AWS`.
impl fmt::Display for HistoryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let region = self.region().unwrap_or("no region");
        let endpoint = match self.endpoint {
            EndpointKind::Aws => "AWS",
            EndpointKind::Local => "a local endpoint",
            EndpointKind::Other => "another endpoint",
        };
        write!(f, "{} in {region}, at {endpoint}", self.service)
    }
}

/// Other characters become underscores: a region is what a configuration says.
fn plain(part: &str) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    let part = part.chars().map(|it| if plain(it) { it } else { '_' });
    part.take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_aws_is_told_by_the_domain() {
        let rows = [
            ("https://ssm.us-east-1.amazonaws.com", EndpointKind::Aws),
            ("https://SSM.cn-north-1.amazonaws.com.cn", EndpointKind::Aws),
            ("https://ssm.us-iso-east-1.c2s.ic.gov", EndpointKind::Aws),
            ("http://ssm.us-east-1.amazonaws.com", EndpointKind::Other),
            ("http://localhost:4566", EndpointKind::Local),
            ("http://ssm.localhost:4566", EndpointKind::Local),
            ("http://127.0.0.2:5000", EndpointKind::Local),
            ("http://[::1]:5000", EndpointKind::Local),
            ("https://amazonaws.com.example.org", EndpointKind::Other),
            ("http://moto:5000", EndpointKind::Other),
            ("not a url", EndpointKind::Other),
        ];
        for (url, kind) in rows {
            assert_eq!(EndpointKind::of(url), kind, "{url}");
        }
    }

    #[test]
    fn a_name_is_one_part_of_a_path_whatever_a_configuration_says() {
        let key = |region: &str, account: Option<&str>| HistoryKey {
            service: "ssm".to_owned(),
            region: Some(region.to_owned()),
            endpoint: EndpointKind::Local,
            account: account.map(str::to_owned),
        };
        let rows = [
            (key("us-east-1", None), "ssm.us-east-1.local"),
            (
                key("us-east-1", Some("123456789012")),
                "ssm.us-east-1.local.123456789012",
            ),
            (key("../../etc", Some("a/b")), "ssm.______etc.local.a_b"),
        ];
        for (key, name) in rows {
            assert_eq!(key.name(), name);
        }
    }
}
