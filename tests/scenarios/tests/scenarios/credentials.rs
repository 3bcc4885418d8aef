//! Credentials that end while a write is waited for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use aws_config::sts::AssumeRoleProvider;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_sdk_ssm::config::IdentityCache;
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use postcond::runtime::{Cause, Outcome};
use postcond::ssm::ConsistentSsmClient;
use postcond::{DeniedRead, Policy};
use postcond_sim::Answer;

use crate::acted::Acted;
use crate::stage::{HOUR, MS, SECOND, Stage, every};

/// A provider whose loads fail with these words, each by how many came before it.
#[derive(Clone, Debug)]
struct Session {
    loads: Arc<AtomicUsize>,
    fails: fn(usize) -> Option<&'static str>,
}

const OVER: &str = "the session of s3cret has expired";
const OUT: &str = "the token service of s3cret answered 503";

impl Session {
    fn failing(fails: fn(usize) -> Option<&'static str>) -> Self {
        Self {
            loads: Arc::default(),
            fails,
        }
    }

    fn loads(&self) -> usize {
        self.loads.load(Ordering::SeqCst)
    }

    fn load(&self) -> Result<Credentials, CredentialsError> {
        match (self.fails)(self.loads.fetch_add(1, Ordering::SeqCst)) {
            None => Ok(credentials()),
            Some(words) => Err(CredentialsError::provider_error(words)),
        }
    }
}

fn credentials() -> Credentials {
    Credentials::new("AKIDSIMULATED", "s3cret", None, None, "session")
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
fn with_session(
    stage: &Stage,
    session: impl ProvideCredentials + 'static,
    policy: Policy,
) -> ConsistentSsmClient {
    let config = stage.plain_ssm.config().to_builder();
    let config = config
        .credentials_provider(session)
        .identity_cache(IdentityCache::no_cache());
    let client = aws_sdk_ssm::Client::from_conf(config.build());
    ConsistentSsmClient::builder(client).policy(policy).build()
}

async fn put(ssm: &ConsistentSsmClient) -> Acted {
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
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
        Some("no valid credentials: GetParameter answered HTTP 400 ExpiredTokenException")
    );
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_has_no_credentials_left_ends_the_wait() {
    let stage = Stage::behind(HOUR, every(50 * MS));
    // One for the write, two for reads.
    let ssm = with_session(
        &stage,
        Session::failing(|before| (before >= 3).then_some(OVER)),
        every(50 * MS),
    );
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
    let session = Session::failing(|before| (before >= 1).then_some(OVER));
    let acted = put(&with_session(&stage, session, accepting())).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let unconfirmed = acted.evidence.unconfirmed();
    assert_eq!(unconfirmed, Some("no valid credentials: none could be had"));
}

#[tokio::test(start_paused = true)]
async fn a_token_service_that_is_down_for_a_moment_is_asked_again() {
    let stage = Stage::behind(Duration::ZERO, Policy::default());
    let session = Session::failing(|before| (before == 1).then_some(OUT));
    let acted = put(&with_session(&stage, session, Policy::default())).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Transient, Outcome::Satisfied]);
    assert_eq!(acted.evidence.waited(), 100 * MS);
    let seen = &acted.evidence.polls()[0].seen;
    assert_eq!(seen, "loading the credentials failed");
}

#[tokio::test(start_paused = true)]
async fn each_outage_of_a_token_service_is_borne_for_as_long_as_the_patience_lasts() {
    // Of 0.1, 0.2, 0.4 and 0.8 s, and then of 1.5 s for each load: less than 30 s each.
    let session = Session::failing(|before| (before % 20 > 0).then_some(OUT));
    let stage = Stage::behind(40 * SECOND, Policy::default());
    let acted = put(&with_session(&stage, session, every(50 * MS))).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let waited = acted.evidence.waited();
    assert!(waited > 40 * SECOND, "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn a_token_service_that_stays_down_ends_the_wait_when_the_patience_does() {
    let brief = Policy::builder().patience(5 * SECOND).build().unwrap();
    for (policy, waited) in [(Policy::default(), 30 * SECOND), (brief, 5 * SECOND)] {
        let stage = Stage::behind(HOUR, Policy::default());
        let session = Session::failing(|before| (before >= 1).then_some(OUT));
        let acted = put(&with_session(&stage, session.clone(), policy)).await;
        assert!(stage.tap.has_told(&acted.output), "{}", acted.output);
        assert_eq!(acted.evidence.waited(), waited);
        assert!(session.loads() <= 25, "{}", session.loads());
        let cause = acted.cause.unwrap();
        assert!(matches!(cause, Cause::Credentials { .. }), "{cause:?}");
        let words = "no valid credentials to read with: loading the credentials failed. The write \
                     stands, so do not repeat it: see to their provider and read it back, raise the \
                     policy's `patience`, or accept";
        assert!(cause.to_string().contains(words), "{cause}");
        assert!(!cause.to_string().contains("s3cret"), "{cause}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_service_that_stays_down_can_be_accepted_and_is_named() {
    let stage = Stage::behind(HOUR, Policy::default());
    let session = Session::failing(|before| (before >= 1).then_some(OUT));
    let acted = put(&with_session(&stage, session, accepting())).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let unconfirmed = acted.evidence.unconfirmed();
    let told = "no valid credentials: loading the credentials failed";
    assert_eq!(unconfirmed, Some(told));
}

#[tokio::test(start_paused = true)]
async fn a_token_service_that_is_down_until_the_deadline_is_the_cause() {
    let stage = Stage::behind(HOUR, Policy::default());
    let session = Session::failing(|before| (before >= 1).then_some(OUT));
    let policy = Policy::builder().deadline(3 * SECOND).build().unwrap();
    let acted = put(&with_session(&stage, session, policy)).await;
    let cause = acted.cause.unwrap();
    assert!(matches!(cause, Cause::Credentials { .. }), "{cause:?}");
    assert!(acted.evidence.waited() <= 3 * SECOND);
}

/// A provider whose second load never comes to an end.
#[derive(Clone, Debug, Default)]
struct Hanging(Arc<AtomicUsize>);

impl ProvideCredentials for Hanging {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        if self.0.fetch_add(1, Ordering::SeqCst) == 1 {
            return future::ProvideCredentials::new(std::future::pending());
        }
        // Expired, so that they are loaded for each request.
        let mut credentials = credentials();
        *credentials.expiry_mut() = Some(UNIX_EPOCH);
        future::ProvideCredentials::ready(Ok(credentials))
    }
}

/// The SDK has no type for what its cache says of a load that takes too long.
#[tokio::test(start_paused = true)]
async fn a_load_that_the_identity_cache_gives_up_is_begun_again() {
    let stage = Stage::behind(Duration::ZERO, Policy::default());
    let cache = IdentityCache::lazy().load_timeout(SECOND).build();
    let config = stage.plain_ssm.config().to_builder();
    let config = config
        .credentials_provider(Hanging::default())
        .identity_cache(cache);
    let client = aws_sdk_ssm::Client::from_conf(config.build());
    let acted = put(&ConsistentSsmClient::builder(client).build()).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Transient, Outcome::Satisfied]);
}

/// How a token service answers.
#[derive(Clone, Copy, Debug)]
enum Sts {
    Role,
    Error(u16, &'static str),
    Unreachable,
}

/// A token service that answers a write like this, and everything after it like that.
#[derive(Clone, Debug)]
struct TokenService {
    requests: Arc<AtomicUsize>,
    then: &'static [Sts],
}

impl HttpConnector for TokenService {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let before = self.requests.fetch_add(1, Ordering::SeqCst);
        // After what is laid down, all is well again.
        let answer = before.checked_sub(1).and_then(|index| self.then.get(index));
        HttpConnectorFuture::ready(match answer.unwrap_or(&Sts::Role) {
            Sts::Unreachable => Err(ConnectorError::io("connection refused".into())),
            Sts::Error(status, code) => Ok(answered(
                *status,
                format!(
                    "<ErrorResponse><Error><Code>{code}</Code><Message>of s3cret</Message></Error>\
                 </ErrorResponse>"
                ),
            )),
            Sts::Role => Ok(answered(200, ROLE.to_owned())),
        })
    }
}

const ROLE: &str = "<AssumeRoleResponse><AssumeRoleResult><Credentials>\
    <AccessKeyId>ASIASIMULATED</AccessKeyId><SecretAccessKey>s3cret</SecretAccessKey>\
    <SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>\
    </Credentials></AssumeRoleResult></AssumeRoleResponse>";

fn answered(status: u16, body: String) -> HttpResponse {
    HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body))
}

/// Puts a parameter in a role for which the token service is asked at each request, once a request.
async fn put_in_a_role(then: &'static [Sts]) -> Acted {
    let stage = Stage::behind(Duration::ZERO, Policy::default());
    let service = TokenService {
        requests: Arc::default(),
        then,
    };
    let http = http_client_fn(move |_, _| SharedHttpConnector::new(service.clone()));
    let config = stage.sim.sdk_config().to_builder().http_client(http);
    let once = aws_config::retry::RetryConfig::disabled();
    let config = config.retry_config(once).build();
    let role = AssumeRoleProvider::builder("arn:aws:iam::123456789012:role/deploy");
    let role = role.session_name("deploy").configure(&config).build().await;
    put(&with_session(&stage, role, Policy::default())).await
}

#[tokio::test(start_paused = true)]
async fn a_role_that_cannot_be_assumed_for_a_moment_is_assumed_later() {
    const TRIES: [&[Sts]; 4] = [
        &[Sts::Error(503, "ServiceUnavailable"); 3],
        &[Sts::Error(400, "Throttling"); 3],
        &[Sts::Error(500, "InternalFailure"); 3],
        &[Sts::Unreachable; 3],
    ];
    for then in TRIES {
        let acted = put_in_a_role(then).await;
        assert!(acted.cause.is_none(), "{then:?}: {:?}", acted.cause);
        let failed = [Outcome::Transient; 3];
        assert_eq!(acted.outcomes()[..3], failed, "{then:?}");
        assert_eq!(acted.outcomes()[3..], [Outcome::Satisfied], "{then:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_role_that_can_no_longer_be_assumed_ends_the_wait() {
    const TRIES: [&[Sts]; 5] = [
        &[Sts::Error(403, "AccessDenied")],
        &[Sts::Error(403, "ExpiredToken")],
        &[Sts::Error(403, "ExpiredTokenException")],
        &[Sts::Error(403, "InvalidClientTokenId")],
        &[Sts::Error(403, "RegionDisabledException")],
    ];
    for then in TRIES {
        let acted = put_in_a_role(then).await;
        assert_eq!(acted.outcomes(), [Outcome::Credentials], "{then:?}");
        let cause = acted.cause.unwrap();
        assert!(matches!(cause, Cause::Credentials { .. }), "{cause:?}");
        assert!(!cause.to_string().contains("s3cret"), "{cause}");
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_are_renewed_between_polls_as_the_provider_has_them() {
    let stage = Stage::lagging();
    let ssm = with_session(&stage, Session::failing(|_| None), every(50 * MS));
    let acted = put(&ssm).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.evidence.polls_made(), 7);
}

#[tokio::test(start_paused = true)]
async fn a_write_without_credentials_is_the_sdks_own_error() {
    let stage = Stage::prompt();
    let ssm = with_session(&stage, Session::failing(|_| Some(OVER)), accepting());
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let error = request.send().await.unwrap_err();
    assert!(error.as_unconfirmed().is_none(), "{error:?}");
    assert!(stage.tap.operations().is_empty());
}
