//! The world of a history: two accounts, and the clients of one of them.

use std::cell::RefCell;
use std::rc::Rc;

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_ssm::config::IdentityCache;
use aws_sdk_ssm::config::timeout::TimeoutConfig;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::SdkConfig;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use postcond::{AmbiguousWrite, Policy, ReadBudget, Schedule, Scope};
use postcond_sim::{Answer, Calls, Lag, Simulator, Write};

use crate::credentials::Loads;
use crate::program::{
    Account, FaultKind, Lagging, Passing, PassingKind, Pauses, Program, Rate, Setting, ms,
};
use crate::record::{Landed, Record};
use crate::settled::Settleable;
use crate::wire::{Ear, Wire};

/// Two accounts, the clients of one of them, and what happened so far.
pub(crate) struct World {
    pub(crate) home: Simulator,
    pub(crate) away: Simulator,
    pub(crate) away_http: SharedHttpClient,
    pub(crate) ssm: ConsistentSsmClient,
    pub(crate) secrets: ConsistentSecretsManagerClient,
    pub(crate) plain_ssm: aws_sdk_ssm::Client,
    pub(crate) plain_secrets: aws_sdk_secretsmanager::Client,
    pub(crate) scope: Scope,
    /// The writes of the scope, by their calls.
    pub(crate) handles: RefCell<Vec<(usize, Rc<dyn Settleable>)>>,
    pub(crate) record: Record,
}

impl World {
    pub(crate) fn of(program: &Program) -> Self {
        // The SDK draws the jitter of its retries and the tokens of its calls from this.
        fastrand::seed(program.world.seed);
        let setting = &program.world;
        let record = Record::new();
        let home = simulator(&setting.home, setting.seed);
        let away = simulator(&setting.away, setting.seed.wrapping_add(1));
        let plain = with_time_outs(&home, Wire::to(&home, &record, setting).plain());
        let config = with_time_outs(&home, Wire::to(&home, &record, setting)).into_builder();
        let provider = SharedCredentialsProvider::new(Loads::of(setting.provider));
        let config = config.credentials_provider(provider);
        let config = match setting.cached {
            true => config.build(),
            false => config.identity_cache(IdentityCache::no_cache()).build(),
        };
        let scope = Scope::builder().concurrent_writes(setting.writes_at_once);
        Self {
            away_http: Wire::to(&away, &record, setting).shared(),
            ssm: ssm(&config, setting, &record),
            secrets: secrets(&config, setting, &record),
            plain_ssm: plain_ssm(&plain, &record),
            plain_secrets: plain_secrets(&plain, &record),
            scope: scope.build().unwrap(),
            handles: RefCell::default(),
            home,
            away,
            record,
        }
    }

    /// The answer to the next write of each kind that the program makes is this.
    pub(crate) fn lose_next(&self, answer: &Answer) {
        for sim in [&self.home, &self.away] {
            for operation in [
                "PutParameter",
                "CreateSecret",
                "PutSecretValue",
                "UpdateSecret",
            ] {
                sim.script(operation).answer(answer.clone());
            }
        }
    }

    /// All writes so far, with what reads show of them.
    pub(crate) async fn landed(&self) -> Vec<Landed> {
        let home = self.home.writes().into_iter().map(|write| (write, false));
        let away = self.away.writes().into_iter().map(|write| (write, true));
        let mut landed = Vec::new();
        for (write, is_away) in home.chain(away) {
            landed.push(self.shown(write, is_away).await);
        }
        landed
    }

    /// The writes that a call has made.
    pub(crate) async fn landed_of(&self, call: usize) -> Vec<Landed> {
        let invocations = self.record.invocations(call);
        let mut landed = Vec::new();
        for (sim, is_away) in [(&self.home, false), (&self.away, true)] {
            let ids = invocations.iter().flat_map(|id| sim.attempts(id));
            let ids: Vec<String> = ids.collect();
            for write in sim
                .writes()
                .into_iter()
                .filter(|it| ids.contains(&it.request_id))
            {
                landed.push(self.shown(write, is_away).await);
            }
        }
        landed
    }

    async fn shown(&self, write: Write, is_away: bool) -> Landed {
        let sim = if is_away { &self.away } else { &self.home };
        Landed {
            shown: sim.shown(&write).await,
            is_away,
            write,
        }
    }
}

fn simulator(account: &Account, seed: u64) -> Simulator {
    let lag = match account.lag {
        Lagging::Fixed(lag) => Lag::fixed(ms(lag)),
        Lagging::LogNormal { median, sigma } => Lag::log_normal(ms(median), sigma),
    };
    let sim = Simulator::builder()
        .seed(seed)
        .lag(lag)
        .replicas(account.replicas);
    let mut sim = sim.round_trip(ms(account.round_trip));
    for fault in &account.faults {
        let (calls, answer) = match fault.kind {
            FaultKind::ReadsThrottled => (Calls::reads(), Answer::throttled()),
            FaultKind::ReadsFail => (Calls::reads(), Answer::server_error()),
            FaultKind::ReadsUnanswered => (Calls::reads(), Answer::never()),
            FaultKind::WritesThrottled => (Calls::writes(), Answer::throttled()),
            FaultKind::WritesReset => (Calls::writes(), Answer::reset()),
            FaultKind::WritesLost => (Calls::writes(), Answer::lost()),
            FaultKind::WritesWithheld => (Calls::writes(), Answer::withheld()),
            FaultKind::WritesFail => (Calls::writes(), Answer::server_error()),
        };
        sim = sim.fault_rate(calls, answer, f64::from(fault.percent) / 100.0);
    }
    let sim = sim.build().unwrap();
    limit(&sim, account.rate);
    for passing in &account.refusals {
        refuse(&sim, *passing);
    }
    sim
}

/// The operations of the programs, and those that the read-backs make.
const WRITES: [&str; 13] = [
    "PutParameter",
    "DeleteParameter",
    "DeleteParameters",
    "ssm:AddTagsToResource",
    "ssm:RemoveTagsFromResource",
    "LabelParameterVersion",
    "CreateSecret",
    "UpdateSecret",
    "PutSecretValue",
    "DeleteSecret",
    "RestoreSecret",
    "secretsmanager:TagResource",
    "secretsmanager:UntagResource",
];
const READS: [&str; 6] = [
    "GetParameter",
    "GetParameters",
    "GetParameterHistory",
    "DescribeParameters",
    "ssm:ListTagsForResource",
    "DescribeSecret",
];

/// As AWS does, by operation.
fn limit(sim: &Simulator, rate: Option<Rate>) {
    let Some(rate) = rate else {
        return;
    };
    let reads = READS.iter().filter(|_| rate.of_reads);
    for operation in WRITES.iter().chain(reads) {
        let calls = Calls::to(*operation);
        let limited = sim.rate_limit(calls, rate.per_second.into(), rate.burst);
        limited.unwrap();
    }
}

/// After which writes, to the same, which other is refused, with which code and words: those of the services.
type RefusedAfter = (
    PassingKind,
    &'static [&'static str],
    &'static str,
    (&'static str, &'static str),
);

const DELETIONS: &[&str] = &["DeleteParameter", "DeleteParameters"];
const REFUSED_AFTER: [RefusedAfter; 6] = [
    (
        PassingKind::SecretIsScheduled,
        &["DeleteSecret"],
        "CreateSecret",
        (
            "InvalidRequestException",
            "You can't create this secret because a secret with this name is already scheduled for deletion.",
        ),
    ),
    (
        PassingKind::SecretExists,
        &["DeleteSecret"],
        "CreateSecret",
        (
            "ResourceExistsException",
            "The operation failed because the secret already exists.",
        ),
    ),
    (
        PassingKind::ParameterExists,
        DELETIONS,
        "PutParameter",
        ("ParameterAlreadyExists", "The parameter already exists."),
    ),
    (
        PassingKind::ParameterIsStale,
        DELETIONS,
        "PutParameter",
        ("TooManyUpdates", "There are stale tags of the parameter."),
    ),
    (
        PassingKind::ParameterIsUnknown,
        &["PutParameter"],
        "ssm:AddTagsToResource",
        ("InvalidResourceId", "The resource ID is not valid."),
    ),
    (
        PassingKind::SecretIsUnknown,
        &["CreateSecret"],
        "secretsmanager:TagResource",
        (
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret.",
        ),
    ),
];

fn refuse(sim: &Simulator, passing: Passing) {
    let of_kind = REFUSED_AFTER.iter().filter(|it| it.0 == passing.kind);
    for (_, earlier, refused, (code, words)) in of_kind {
        for earlier in *earlier {
            let answer = Answer::error(400, *code, *words);
            sim.refuse_after(earlier, refused, answer, ms(passing.lasts));
        }
    }
}

/// Without a time-out, the SDK waits for ever for an answer that never comes.
fn with_time_outs(sim: &Simulator, http: Wire) -> SdkConfig {
    let time_outs = TimeoutConfig::builder().operation_attempt_timeout(ms(20_000));
    let config = sim.sdk_config().into_builder().http_client(http.shared());
    config.timeout_config(time_outs.build()).build()
}

fn policy(setting: &Setting) -> Policy {
    let schedule = match setting.schedule {
        Pauses::Learned => Schedule::learned().seed(setting.seed).into(),
        Pauses::Fixed(pause) => Schedule::fixed(ms(pause)),
        Pauses::Exponential => Schedule::exponential().seed(setting.seed).into(),
    };
    let policy = Policy::builder()
        .deadline(ms(setting.deadline))
        .schedule(schedule);
    let policy = policy.confirmations(setting.confirmations);
    let policy = match setting.look_up {
        true => policy.on_ambiguous(AmbiguousWrite::ReadBack),
        false => policy,
    };
    policy.build().unwrap()
}

fn budget(setting: &Setting) -> ReadBudget {
    match setting.budget {
        Some((rate, burst)) => ReadBudget::new(rate, burst).unwrap(),
        None => ReadBudget::default(),
    }
}

fn plain_ssm(config: &SdkConfig, record: &Record) -> aws_sdk_ssm::Client {
    let config = aws_sdk_ssm::config::Builder::from(config);
    aws_sdk_ssm::Client::from_conf(config.interceptor(Ear(record.clone())).build())
}

fn plain_secrets(config: &SdkConfig, record: &Record) -> aws_sdk_secretsmanager::Client {
    let config = aws_sdk_secretsmanager::config::Builder::from(config);
    aws_sdk_secretsmanager::Client::from_conf(config.interceptor(Ear(record.clone())).build())
}

fn ssm(config: &SdkConfig, setting: &Setting, record: &Record) -> ConsistentSsmClient {
    let client = ConsistentSsmClient::builder(plain_ssm(config, record));
    client
        .policy(policy(setting))
        .read_budget(budget(setting))
        .build()
}

fn secrets(
    config: &SdkConfig,
    setting: &Setting,
    record: &Record,
) -> ConsistentSecretsManagerClient {
    let client = ConsistentSecretsManagerClient::builder(plain_secrets(config, record));
    client
        .policy(policy(setting))
        .read_budget(budget(setting))
        .build()
}
