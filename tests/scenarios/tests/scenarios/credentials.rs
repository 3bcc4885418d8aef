//! Credentials that end while a write is waited for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_sdk_ssm::config::IdentityCache;
use postcond::runtime::{Cause, Outcome};
use postcond::ssm::ConsistentSsmClient;
use postcond::{DeniedRead, Policy};
use postcond_sim::Answer;

use crate::acted::Acted;
use crate::stage::{HOUR, MS, Stage, every};

/// A provider that has credentials so many times, and then none.
#[derive(Clone, Debug)]
struct Session {
    loads_left: Arc<AtomicUsize>,
}

impl Session {
    fn of_loads(loads: usize) -> Self {
        Self {
            loads_left: Arc::new(AtomicUsize::new(loads)),
        }
    }

    fn load(&self) -> Result<Credentials, CredentialsError> {
        let one_less = |left: usize| left.checked_sub(1);
        let load = self
            .loads_left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less);
        match load {
            Ok(_) => Ok(Credentials::new(
                "AKIDSIMULATED",
                "s3cret",
                None,
                None,
                "session",
            )),
            Err(_) => Err(CredentialsError::provider_error(
                "the session of s3cret is over",
            )),
        }
    }
}

impl ProvideCredentials for Session {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(self.load())
    }
}

/// A client of `stage` that loads its credentials for each request.
fn with_session(stage: &Stage, session: Session, policy: Policy) -> ConsistentSsmClient {
    let config = stage.plain_ssm.config().to_builder();
    let config = config
        .credentials_provider(session)
        .identity_cache(IdentityCache::no_cache());
    let client = aws_sdk_ssm::Client::from_conf(config.build());
    ConsistentSsmClient::builder(client).policy(policy).build()
}

async fn put(ssm: &ConsistentSsmClient) -> Acted {
    let request = ssm.put_parameter().name("/a").value("new");
    request.send_with_evidence().await.into()
}

const ENDED: [Outcome; 3] = [Outcome::Pending, Outcome::Pending, Outcome::Credentials];

fn accepting() -> Policy {
    let accepting = Policy::builder().on_denied(DeniedRead::Accept);
    accepting.build().unwrap().or(&every(50 * MS))
}

/// A stage on which the service refuses the credentials after two reads.
fn expiring(policy: Policy) -> Stage {
    let stage = Stage::behind(HOUR, policy);
    let not_found = Answer::error(400, "ParameterNotFound", "");
    stage.sim.script("GetParameter").next(2).answer(not_found);
    let expired = Answer::error(400, "ExpiredTokenException", "The token s3cret is expired");
    stage.sim.script("GetParameter").always().answer(expired);
    stage
}

#[tokio::test(start_paused = true)]
async fn a_token_that_expires_ends_the_wait_with_the_output() {
    let stage = expiring(every(50 * MS));
    let acted = put(&stage.ssm).await;
    assert_eq!(acted.outcomes(), ENDED);
    assert!(stage.tap.has_told(&acted.output), "{}", acted.output);
    let cause = acted.cause.unwrap();
    let Cause::Credentials { check, source } = &cause else {
        panic!("{cause:?}");
    };
    assert_eq!(*check, "version_and_tags_are_visible");
    assert_eq!(source.code(), Some("ExpiredTokenException"));
    assert!(!cause.to_string().contains("s3cret"), "{cause}");
    assert_eq!(cause.iam_statement(), None);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_expires_can_be_accepted_and_is_named() {
    let stage = expiring(accepting());
    let acted = put(&stage.ssm).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), ENDED);
    let unconfirmed = acted.evidence.unconfirmed();
    assert_eq!(
        unconfirmed,
        Some("no valid credentials: ExpiredTokenException")
    );
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_has_no_credentials_left_ends_the_wait() {
    let stage = Stage::behind(HOUR, every(50 * MS));
    // One for the write, two for reads.
    let ssm = with_session(&stage, Session::of_loads(3), every(50 * MS));
    let acted = put(&ssm).await;
    assert_eq!(acted.outcomes(), ENDED);
    let cause = acted.cause.unwrap();
    assert!(matches!(cause, Cause::Credentials { .. }), "{cause:?}");
    let words = "no valid credentials to read with: none could be had. The write stands";
    assert!(cause.to_string().contains(words), "{cause}");
    assert!(!cause.to_string().contains("s3cret"), "{cause}");
    assert_eq!(
        stage.tap.operations(),
        ["PutParameter", "GetParameter", "GetParameter"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_has_no_credentials_at_the_first_read_can_be_accepted() {
    let stage = Stage::behind(HOUR, every(50 * MS));
    let acted = put(&with_session(&stage, Session::of_loads(1), accepting())).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let unconfirmed = acted.evidence.unconfirmed();
    assert_eq!(unconfirmed, Some("no valid credentials: none could be had"));
}

#[tokio::test(start_paused = true)]
async fn credentials_are_renewed_between_polls_as_the_provider_has_them() {
    let stage = Stage::lagging();
    let ssm = with_session(&stage, Session::of_loads(20), every(50 * MS));
    let acted = put(&ssm).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.evidence.polls_made(), 7);
}

#[tokio::test(start_paused = true)]
async fn a_write_without_credentials_is_the_sdks_own_error() {
    let stage = Stage::prompt();
    let ssm = with_session(&stage, Session::of_loads(0), accepting());
    let request = ssm.put_parameter().name("/a").value("new");
    let error = request.send().await.unwrap_err();
    assert!(error.as_unconfirmed().is_none(), "{error:?}");
    assert!(stage.tap.operations().is_empty());
}
