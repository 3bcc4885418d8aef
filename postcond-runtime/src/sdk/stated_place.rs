//! Where a receipt says that its write went, and that reads go there.

use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::sdk::aws_domain::AwsDomain;
use crate::sdk::place::Place;

/// Whose endpoint a request went to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum EndpointKind {
    /// One of AWS's.
    Aws,
    /// One of AWS's in China, whose accounts are others.
    AwsChina,
    /// Any other: what stands in for AWS, or a proxy.
    Custom,
}

impl fmt::Display for EndpointKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aws => "AWS",
            Self::AwsChina => "AWS in China",
            Self::Custom => "an endpoint of one's own",
        })
    }
}

impl EndpointKind {
    /// That of `https://ssm.us-east-1.amazonaws.com`.
    pub(crate) fn of(endpoint: &str) -> Self {
        match AwsDomain::of(endpoint) {
            Some(AwsDomain::Elsewhere) => Self::Aws,
            Some(AwsDomain::China) => Self::AwsChina,
            None => Self::Custom,
        }
    }
}

/// Where a receipt says that its write went. Its region is compared with the client's before: some checks read
/// in others on purpose.
#[derive(Debug)]
pub(crate) struct StatedPlace {
    endpoint: EndpointKind,
    account: Option<String>,
    /// The region that it was signed for, where that is not the client's.
    signed_for: Option<String>,
    /// Why a read was held back, if one was.
    held_back: OnceLock<String>,
}

impl StatedPlace {
    pub(crate) fn new(
        endpoint: EndpointKind,
        account: Option<String>,
        signed_for: Option<String>,
    ) -> Self {
        Self {
            endpoint,
            account,
            signed_for,
            held_back: OnceLock::new(),
        }
    }

    /// The same of all that share their reads.
    pub(crate) fn key(&self) -> usize {
        let mut hasher = DefaultHasher::new();
        (self.endpoint, &self.account, &self.signed_for).hash(&mut hasher);
        hasher.finish() as usize
    }

    /// Why a read was held back, if one was.
    pub(crate) fn held_back(&self) -> Option<&str> {
        self.held_back.get().map(String::as_str)
    }

    /// Why a read of this operation, which is about to go to `read`, does not go there, if it does not.
    pub(crate) fn misses(&self, operation: &str, read: &Place) -> Option<String> {
        let why = self.differs(operation, read)?;
        Some(self.held_back.get_or_init(|| why).clone())
    }

    fn differs(&self, operation: &str, read: &Place) -> Option<String> {
        let (here, there) = (self.endpoint, EndpointKind::of(&read.endpoint));
        if here != there {
            return Some(format!(
                "it is of a write to {here}, and {operation} would be read at {read}, {there}"
            ));
        }
        for (what, here, there) in [
            ("account", &self.account, &read.account),
            ("region", &self.signed_for, &read.region),
        ] {
            if let (Some(here), Some(there)) = (here, there)
                && here != there
            {
                return Some(format!(
                    "it is of {what} {here}, and {operation} would be read in {what} {there}"
                ));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_awss_by_its_domain_and_by_tls() {
        for (endpoint, kind) in [
            ("https://ssm.us-east-1.amazonaws.com", EndpointKind::Aws),
            (
                "https://ssm.us-isob-east-1.sc2s.sgov.gov",
                EndpointKind::Aws,
            ),
            (
                "https://ssm.cn-north-1.amazonaws.com.cn",
                EndpointKind::AwsChina,
            ),
            ("http://ssm.us-east-1.amazonaws.com", EndpointKind::Custom),
            ("http://localhost:5000", EndpointKind::Custom),
        ] {
            assert_eq!(EndpointKind::of(endpoint), kind, "{endpoint}");
        }
    }

    #[test]
    fn accounts_and_regions_are_compared_where_both_are_known() {
        for (stated, read, differs) in [
            (Some("1"), Some("1"), false),
            (Some("1"), Some("2"), true),
            (Some("1"), None, false),
            (None, Some("2"), false),
        ] {
            let [stated, read] = [stated, read].map(|it| it.map(str::to_owned));
            let there = |account, region| Place {
                endpoint: "https://iam.amazonaws.com".to_owned(),
                region,
                access_key: None,
                account,
            };
            let place = StatedPlace::new(EndpointKind::Aws, stated.clone(), None);
            let why = place.differs("GetUser", &there(read.clone(), None));
            assert_eq!(why.is_some(), differs, "account {stated:?} {read:?}");
            let place = StatedPlace::new(EndpointKind::Aws, None, stated.clone());
            let why = place.differs("GetUser", &there(None, read.clone()));
            assert_eq!(why.is_some(), differs, "region {stated:?} {read:?}");
        }
    }
}
