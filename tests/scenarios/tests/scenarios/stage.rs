//! The clients, in both forms, on one simulator.

use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_runtime::client::retries::RetryPartition;
use postcond::iam::ConsistentIamClient;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use postcond::{Policy, Schedule};
use postcond_sim::{Lag, Simulator};

use crate::tap::Tap;

pub(crate) const MS: Duration = Duration::from_millis(1);
pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const HOUR: Duration = Duration::from_secs(3_600);

/// The lag of most scenarios.
pub(crate) const LAG: Duration = Duration::from_millis(300);

/// The clients, in both forms, on one simulator, and what they ask and are told.
pub(crate) struct Stage {
    pub(crate) sim: Simulator,
    pub(crate) ssm: ConsistentSsmClient,
    pub(crate) secrets: ConsistentSecretsManagerClient,
    pub(crate) iam: ConsistentIamClient,
    pub(crate) plain_ssm: aws_sdk_ssm::Client,
    pub(crate) plain_secrets: aws_sdk_secretsmanager::Client,
    pub(crate) plain_iam: aws_sdk_iam::Client,
    pub(crate) tap: Tap,
}

impl Stage {
    /// A simulator of one's own.
    pub(crate) fn on(sim: Simulator, policy: Policy) -> Self {
        let (tap, http_client) = Tap::on_the_wire(sim.http_client());
        let config = sim.sdk_config().into_builder();
        let config = config.http_client(http_client).build();
        // Of its own: the SDK counts the retries of all clients of a process together, unless told otherwise.
        let retries = RetryPartition::custom("stage").build();
        let ssm = aws_sdk_ssm::config::Builder::from(&config).interceptor(tap.clone());
        let ssm = ssm.retry_partition(retries.clone());
        let plain_ssm = aws_sdk_ssm::Client::from_conf(ssm.build());
        let secrets =
            aws_sdk_secretsmanager::config::Builder::from(&config).interceptor(tap.clone());
        let secrets = secrets.retry_partition(retries.clone());
        let plain_secrets = aws_sdk_secretsmanager::Client::from_conf(secrets.build());
        let iam = aws_sdk_iam::config::Builder::from(&config).interceptor(tap.clone());
        let iam = iam.retry_partition(retries);
        let plain_iam = aws_sdk_iam::Client::from_conf(iam.build());
        let ssm = ConsistentSsmClient::builder(plain_ssm.clone()).policy(policy.clone());
        let secrets = ConsistentSecretsManagerClient::builder(plain_secrets.clone());
        let secrets = secrets.policy(policy.clone());
        let iam = ConsistentIamClient::builder(plain_iam.clone()).policy(policy);
        Self {
            sim,
            ssm: ssm.build(),
            secrets: secrets.build(),
            iam: iam.build(),
            plain_ssm,
            plain_secrets,
            plain_iam,
            tap,
        }
    }

    /// The same, whose clients are over SDK clients that wait as they do themselves.
    pub(crate) fn over_enforcing(mut self) -> Self {
        self.plain_ssm = self.ssm.enforcing_sdk_client();
        self.plain_secrets = self.secrets.enforcing_sdk_client();
        self.ssm = ConsistentSsmClient::builder(self.plain_ssm.clone()).build();
        self.plain_iam = self.iam.enforcing_sdk_client();
        self.iam = ConsistentIamClient::builder(self.plain_iam.clone()).build();
        let secrets = self.plain_secrets.clone();
        self.secrets = ConsistentSecretsManagerClient::builder(secrets).build();
        self
    }

    /// One replica that is this far behind.
    pub(crate) fn behind(lag: Duration, policy: Policy) -> Self {
        let sim = Simulator::builder().lag(Lag::fixed(lag)).build();
        Self::on(sim.unwrap(), policy)
    }

    /// One replica that is never behind.
    pub(crate) fn prompt() -> Self {
        Self::behind(Duration::ZERO, every(50 * MS))
    }

    /// One replica that is 300 ms behind, read every 50 ms.
    pub(crate) fn lagging() -> Self {
        Self::behind(LAG, every(50 * MS))
    }

    /// The second that the service shows now.
    pub(crate) fn date(&self) -> u64 {
        let since = self.sim.date().duration_since(UNIX_EPOCH);
        since.unwrap().as_secs()
    }

    /// Waits until everything written so far is visible, and forgets how it came about.
    pub(crate) async fn settle(&self) {
        let left = self.sim.converged_at().saturating_sub(self.sim.now());
        tokio::time::advance(left).await;
        self.sim.clear_calls();
        self.tap.clear();
    }
}

/// A read every `pause`, for up to a minute.
pub(crate) fn every(pause: Duration) -> Policy {
    let policy = Policy::builder().schedule(Schedule::fixed(pause));
    policy.deadline(60 * SECOND).build().unwrap()
}

/// A read every 300 ms, for 2 s.
pub(crate) fn impatient() -> Policy {
    let policy = Policy::builder().schedule(Schedule::fixed(300 * MS));
    policy.deadline(2 * SECOND).build().unwrap()
}

/// Runs this on a clock of its own, which begins anew and needs no time for a long sleep.
pub(crate) fn paused<T>(future: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(true).build();
    runtime.unwrap().block_on(future)
}
