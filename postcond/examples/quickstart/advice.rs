//! What to do about the usual mistakes. The SDK says what has failed, and not always what of.

use std::error::Error;
use std::iter::successors;

/// Words of an error or of one of its causes, and what to do then.
const ADVICE: [(&[&str], &str); 5] = [
    (
        &["Missing Region"],
        "say where: AWS_REGION=eu-west-1, or a profile that has a region",
    ),
    (
        &[
            "no credentials",
            "loading credentials",
            "ExpiredToken",
            "InvalidClientTokenId",
            "InvalidSignature",
            "SignatureDoesNotMatch",
            "UnrecognizedClient",
        ],
        "log in, or name a profile in AWS_PROFILE that is configured; `aws sts get-caller-identity` says who you are",
    ),
    (
        &["dns error"],
        "see whether the region is one of AWS's and the network is up; without an option, the script needs neither",
    ),
    (
        &["tcp connect error"],
        "see whether the endpoint has started, and whether its address and port are right",
    ),
    (
        &["AccessDenied"],
        "give the caller the policy postcond/examples/quickstart/policy.json",
    ),
];

/// What to do about this error, if its causes tell.
pub(crate) fn on(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let causes = successors(Some(error), |&error| error.source());
    let causes: Vec<String> = causes.map(ToString::to_string).collect();
    let is_told = |words: &&str| causes.iter().any(|cause| cause.contains(*words));
    let advice = ADVICE.iter().find(|(words, _)| words.iter().any(is_told));
    advice.map(|(_, advice)| *advice)
}

#[cfg(test)]
mod tests {
    use aws_config::{BehaviorVersion, Region, SdkConfig};
    use postcond::ssm::sdk;
    use postcond::ssm::sdk::config::{Credentials, SharedCredentialsProvider};

    use super::*;

    async fn refused(config: &SdkConfig) -> sdk::Error {
        let client = sdk::Client::new(config);
        let answer = client.describe_parameters().send().await;
        sdk::Error::from(answer.expect_err("nothing answers"))
    }

    fn advice_on(error: &(dyn Error + 'static), word: &str) {
        let advice = on(error).unwrap_or_else(|| panic!("none on {error:?}"));
        assert!(advice.contains(word), "{advice}");
    }

    #[tokio::test]
    async fn what_the_sdk_says_of_a_setting_leads_to_it() {
        let config = || SdkConfig::builder().behavior_version(BehaviorVersion::latest());
        let key = Credentials::new("AKID", "secret", None, None, "test");
        let key = || SharedCredentialsProvider::new(key.clone());
        // Nothing listens there.
        let endpoint = || config().endpoint_url("http://127.0.0.1:1");
        let region = || Region::new("us-east-1");
        let without_region = config().credentials_provider(key()).build();
        advice_on(&refused(&without_region).await, "AWS_REGION");
        let to_nobody = endpoint().credentials_provider(key()).region(region());
        advice_on(&refused(&to_nobody.build()).await, "has started");
    }

    #[test]
    fn what_a_service_or_a_provider_refuses_leads_to_what_it_takes() {
        for (said, word) in [
            ("no credentials found in chain", "AWS_PROFILE"),
            ("unhandled error (ExpiredTokenException)", "log in"),
            ("unhandled error (AccessDeniedException)", "policy.json"),
            ("dns error", "region"),
        ] {
            advice_on(&*Box::<dyn Error>::from(said), word);
        }
        let other = Box::<dyn Error>::from("a read was wrong");
        assert_eq!(on(&*other), None);
    }
}
