//! Credentials that take their time: loading them is no part of a poll.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_sdk_ssm::config::{Builder, IdentityCache};
use aws_sdk_ssm::types::ParameterType;
use postcond::Policy;
use postcond::runtime::{Cause, Outcome};
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use postcond_sim::Answer;
use tokio::time::Instant;

use crate::acted::Acted;
use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every};

/// Longer than a poll may take.
const LOAD: Duration = Duration::from_secs(6);

/// A provider that takes so long the first time and so long after that, and counts the loads that it
/// begins and those that it ends.
#[derive(Clone, Debug)]
struct Slow {
    first: Duration,
    takes: Duration,
    begun: Arc<AtomicUsize>,
    done: Arc<AtomicUsize>,
}

impl Slow {
    fn new(takes: Duration) -> Self {
        Self {
            first: takes,
            takes,
            begun: Arc::default(),
            done: Arc::default(),
        }
    }

    fn loads(&self) -> (usize, usize) {
        let count = |loads: &AtomicUsize| loads.load(Ordering::Relaxed);
        (count(&self.begun), count(&self.done))
    }
}

impl ProvideCredentials for Slow {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let takes = match self.begun.fetch_add(1, Ordering::Relaxed) {
                0 => self.first,
                _ => self.takes,
            };
            tokio::time::sleep(takes).await;
            self.done.fetch_add(1, Ordering::Relaxed);
            Ok(Credentials::new("AKID", "s3cret", None, None, "slow"))
        })
    }
}

/// The configuration of a client of the stage's that loads its credentials slowly.
fn config(stage: &Stage, slow: &Slow) -> Builder {
    let config = Builder::from(&stage.sim.sdk_config());
    config.credentials_provider(slow.clone())
}

#[tokio::test(start_paused = true)]
async fn credentials_are_loaded_once_for_writes_reads_and_read_backs() {
    let (stage, slow) = (Stage::lagging(), Slow::new(LOAD));
    let ssm = ConsistentSsmClient::from_conf(config(&stage, &slow).build());
    for name in ["/a", "/b"] {
        let request = ssm
            .put_parameter()
            .name(name)
            .value("new")
            .r#type(ParameterType::String);
        let acted: Acted = request.send_with_evidence().await.into();
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
        ssm.get_parameter().name(name).send().await.unwrap();
    }
    assert_eq!(slow.loads(), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_poll_is_not_cut_off_while_its_credentials_are_loaded() {
    let (stage, slow) = (Stage::behind(20 * SECOND, every(50 * MS)), Slow::new(LOAD));
    let config = config(&stage, &slow).identity_cache(IdentityCache::no_cache());
    let inner = aws_sdk_ssm::Client::from_conf(config.build());
    let ssm = ConsistentSsmClient::builder(inner)
        .policy(every(50 * MS))
        .build();
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let polls = acted.evidence.polls_made();
    assert_eq!(
        slow.loads(),
        (polls + 1, polls + 1),
        "none is begun in vain"
    );
    for poll in acted.evidence.polls() {
        assert!(poll.took < LOAD, "loading is no part of the poll: {poll:?}");
        assert_ne!(poll.outcome, Outcome::TimedOut);
    }
}

#[tokio::test(start_paused = true)]
async fn reads_that_are_shared_wait_for_one_load() {
    let (stage, slow) = (Stage::lagging(), Slow::new(LOAD));
    let config = config(&stage, &slow).identity_cache(IdentityCache::no_cache());
    let ssm = ConsistentSsmClient::from_conf(config.build());
    let put = |index: u32| {
        ssm.put_parameter()
            .name(format!("/{index}"))
            .value("new")
            .r#type(ParameterType::String)
    };
    let sent = futures_util::future::join_all((0..10).map(|it| put(it).send_with_evidence()));
    for result in sent.await {
        let acted: Acted = result.into();
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
        assert!(!acted.outcomes().contains(&Outcome::TimedOut));
    }
    assert_eq!(
        slow.loads(),
        (stage.sim.calls().len(), stage.sim.calls().len())
    );
}

#[tokio::test(start_paused = true)]
async fn a_wait_for_credentials_that_never_come_ends_by_the_deadline() {
    let stage = Stage::behind(LAG, every(50 * MS));
    let slow = Slow {
        first: Duration::ZERO,
        ..Slow::new(HOUR)
    };
    let config = config(&stage, &slow).identity_cache(IdentityCache::no_cache());
    let inner = aws_sdk_ssm::Client::from_conf(config.build());
    let ssm = ConsistentSsmClient::builder(inner)
        .policy(every(50 * MS))
        .build();
    let began = Instant::now();
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(
        matches!(acted.cause, Some(Cause::Deadline { .. })),
        "{:?}",
        acted.cause
    );
    assert_eq!(began.elapsed(), 60 * SECOND);
    assert_eq!(
        slow.loads(),
        (2, 1),
        "one for the write, and one that polls do not restart"
    );
}

#[tokio::test(start_paused = true)]
async fn loading_credentials_takes_nothing_of_the_time_for_sending_again() {
    let policy = Policy::builder().deadline(2 * SECOND).build().unwrap();
    let stage = Stage::prompt();
    let conf = stage.plain_secrets.config().to_builder();
    let conf = conf
        .credentials_provider(Slow::new(3 * SECOND))
        .identity_cache(IdentityCache::no_cache());
    let client = aws_sdk_secretsmanager::Client::from_conf(conf.build());
    let client = ConsistentSecretsManagerClient::builder(client);
    let secrets = client.policy(policy.or(&every(50 * MS))).build();
    let create = || secrets.create_secret().name("a").secret_string("v");
    create().unconfirmed().send().await.unwrap();
    let delete = secrets.delete_secret().secret_id("a");
    let delete = delete.force_delete_without_recovery(true).unconfirmed();
    delete.send().await.unwrap();
    let words = "a secret with this name is already scheduled for deletion";
    let refused = Answer::error(400, "InvalidRequestException", words);
    stage.sim.script("CreateSecret").answer(refused);
    create().unconfirmed().send().await.unwrap();
    assert_eq!(stage.sim.calls_to("CreateSecret").len(), 3);
}
