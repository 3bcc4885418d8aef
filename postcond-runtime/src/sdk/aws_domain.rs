//! Which endpoints are AWS's: decided by the domain, and by TLS, without which a name proves nothing.

/// Whose of AWS's an endpoint is, as far as accounts go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AwsDomain {
    /// Of AWS in China, whose accounts are others.
    China,
    /// Of any other partition. Their regions have names of their own, so that a region tells them apart.
    Elsewhere,
}

/// The domains of AWS's partitions, for IPv4 alone and for both, as the SDKs' `partitions.json` has them.
const DOMAINS: [(&str, AwsDomain); 14] = [
    // `aws` and `aws-us-gov`
    ("amazonaws.com", AwsDomain::Elsewhere),
    ("api.aws", AwsDomain::Elsewhere),
    // `aws-cn`
    ("amazonaws.com.cn", AwsDomain::China),
    ("api.amazonwebservices.com.cn", AwsDomain::China),
    // `aws-eusc`
    ("amazonaws.eu", AwsDomain::Elsewhere),
    ("api.amazonwebservices.eu", AwsDomain::Elsewhere),
    // `aws-iso`
    ("c2s.ic.gov", AwsDomain::Elsewhere),
    ("api.aws.ic.gov", AwsDomain::Elsewhere),
    // `aws-iso-b`
    ("sc2s.sgov.gov", AwsDomain::Elsewhere),
    ("api.aws.scloud", AwsDomain::Elsewhere),
    // `aws-iso-e`
    ("cloud.adc-e.uk", AwsDomain::Elsewhere),
    ("api.cloud-aws.adc-e.uk", AwsDomain::Elsewhere),
    // `aws-iso-f`
    ("csp.hci.ic.gov", AwsDomain::Elsewhere),
    ("api.aws.hci.ic.gov", AwsDomain::Elsewhere),
];

impl AwsDomain {
    /// That of `https://ssm.us-east-1.amazonaws.com`. `None` of an endpoint that is not AWS's.
    pub(crate) fn of(endpoint: &str) -> Option<Self> {
        let endpoint: http::Uri = endpoint.parse().ok()?;
        endpoint
            .scheme()
            .filter(|it| **it == http::uri::Scheme::HTTPS)?;
        let host = endpoint.host()?.to_ascii_lowercase();
        let is_within = |domain: &str| {
            let name = host.strip_suffix(domain);
            name.is_some_and(|name| name.ends_with('.'))
        };
        let found = DOMAINS.into_iter().find(|(domain, _)| is_within(domain));
        found.map(|(_, whose)| whose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_partition_is_aws_by_either_of_its_domains() {
        for host in [
            "ssm.us-east-1.amazonaws.com",
            "ssm.us-east-1.api.aws",
            "SSM.US-EAST-1.AMAZONAWS.COM",
            "vpce-1.ssm.eu-west-1.vpce.amazonaws.com",
            "ssm.us-gov-west-1.amazonaws.com",
            "ssm.us-gov-west-1.api.aws",
            "ssm.eusc-de-east-1.amazonaws.eu",
            "ssm.eusc-de-east-1.api.amazonwebservices.eu",
            "ssm.us-iso-east-1.c2s.ic.gov",
            "ssm.us-iso-east-1.api.aws.ic.gov",
            "ssm.us-isob-east-1.sc2s.sgov.gov",
            "ssm.us-isob-east-1.api.aws.scloud",
            "ssm.eu-isoe-west-1.cloud.adc-e.uk",
            "ssm.eu-isoe-west-1.api.cloud-aws.adc-e.uk",
            "ssm.us-isof-south-1.csp.hci.ic.gov",
            "ssm.us-isof-south-1.api.aws.hci.ic.gov",
        ] {
            let endpoint = format!("https://{host}");
            let whose = AwsDomain::of(&endpoint);
            assert_eq!(whose, Some(AwsDomain::Elsewhere), "{endpoint}");
        }
        for host in [
            "ssm.cn-north-1.amazonaws.com.cn",
            "ssm.cn-north-1.api.amazonwebservices.com.cn",
        ] {
            let endpoint = format!("https://{host}");
            let whose = AwsDomain::of(&endpoint);
            assert_eq!(whose, Some(AwsDomain::China), "{endpoint}");
        }
    }

    #[test]
    fn what_looks_like_it_is_not() {
        for endpoint in [
            "http://ssm.us-east-1.amazonaws.com",
            "https://amazonaws.com",
            "https://notamazonaws.com",
            "https://ssm.us-east-1.amazonaws.com.example.org",
            "https://example.org/ssm.us-east-1.amazonaws.com",
            "https://ssm.us-east-1.amazonaws.com@example.org",
            "https://ssm.example.ic.gov",
            "https://localhost:4566",
            "ssm.us-east-1.amazonaws.com",
            "not a url",
            "",
        ] {
            assert_eq!(AwsDomain::of(endpoint), None, "{endpoint}");
        }
    }
}
