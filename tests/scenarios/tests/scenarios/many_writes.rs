//! Many writes at once under bad conditions: three replicas that are read at random, and every fifth
//! read throttled.

use std::collections::BTreeSet;
use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use futures_util::future::{join, join_all};
use postcond::secretsmanager::builders::CreateSecretFluentBuilder;
use postcond::secretsmanager::sdk::operation::RequestId as _;
use postcond::ssm::builders::PutParameterFluentBuilder;
use postcond::{Confirmations, Policy, Schedule, Scope};
use postcond_sim::{Answer, Call, Calls, Lag, Routing, Simulator, Write};

use crate::stage::{LAG, MS, SECOND, Stage, paused};

const PARAMETERS: usize = 200;
const SECRETS: usize = 100;

fn stage(seed: u64) -> Stage {
    let sim = Simulator::builder()
        .replicas(3)
        .routing(Routing::NonMonotonic)
        .lag(Lag::log_normal(LAG, 0.5))
        .round_trip(20 * MS)
        .fault_rate(Calls::reads(), Answer::throttled(), 0.2)
        .seed(seed);
    let policy = Policy::builder()
        .schedule(Schedule::learned().seed(seed))
        .confirmations(Confirmations::for_non_monotonic_reads())
        .deadline(600 * SECOND);
    Stage::on(sim.build().unwrap(), policy.build().unwrap())
}

fn put(stage: &Stage, index: usize) -> PutParameterFluentBuilder {
    let name = format!("/{index}");
    stage
        .ssm
        .put_parameter()
        .name(name)
        .value("s3cret")
        .r#type(ParameterType::String)
}

fn create(stage: &Stage, index: usize) -> CreateSecretFluentBuilder {
    // The SDK would draw a token, and with it the id of the version.
    let token = format!("00000000-0000-4000-8000-{index:012}");
    let create = stage
        .secrets
        .create_secret()
        .name(format!("secret-{index}"));
    create.client_request_token(token).secret_string("s3cret")
}

/// All that there is to tell of a run.
#[derive(Debug, PartialEq)]
struct Run {
    calls: Vec<Call>,
    writes: Vec<Write>,
    /// The request id of each write that was confirmed, and when it was known to be.
    confirmed: Vec<(String, Duration)>,
    /// The settlement, or the evidence of each call, in words.
    evidence: String,
}

impl Run {
    fn of(stage: &Stage, confirmed: Vec<(String, Duration)>, evidence: String) -> Self {
        Self {
            calls: stage.sim.calls(),
            writes: stage.sim.writes(),
            confirmed,
            evidence: without_random_suffixes(&evidence),
        }
    }
}

/// Without the six characters at the end of a secret's ARN: winterbaume draws them without a seed.
fn without_random_suffixes(text: &str) -> String {
    const BEFORE: &str = ":secret:secret-";
    let mut parts = text.split(BEFORE);
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (index, rest) = part.split_once('-').unwrap();
        plain += BEFORE;
        plain += index;
        plain += &rest[6..];
    }
    plain
}

/// Everything in one scope.
fn in_a_scope(seed: u64) -> Run {
    paused(async {
        let (stage, scope) = (stage(seed), Scope::new());
        for index in 0..PARAMETERS {
            let _ = put(&stage, index).send_in(&scope).await.unwrap();
        }
        for index in 0..SECRETS {
            let _ = create(&stage, index).send_in(&scope).await.unwrap();
        }
        let settlement = scope.settle().await.into_result().unwrap();
        let (all, settled) = (PARAMETERS + SECRETS, stage.sim.now());
        assert_eq!(
            (settlement.counts().confirmed, settlement.counts().total()),
            (all, all)
        );
        let ids = settlement.writes().filter_map(|it| it.request_id());
        let confirmed = ids.map(|id| (id.to_owned(), settled)).collect();
        Run::of(&stage, confirmed, format!("{settlement:?}"))
    })
}

/// Every call for itself, all at once.
fn by_join_all(seed: u64) -> Run {
    paused(async {
        let stage = stage(seed);
        let put = async |index| {
            let sent = put(&stage, index).send_with_evidence().await.unwrap();
            let id = sent.output.request_id().unwrap().to_owned();
            ((id, stage.sim.now()), sent.evidence)
        };
        let create = async |index| {
            let sent = create(&stage, index).send_with_evidence().await.unwrap();
            let id = sent.output.request_id().unwrap().to_owned();
            ((id, stage.sim.now()), sent.evidence)
        };
        let puts = join_all((0..PARAMETERS).map(put));
        let (mut all, created) = join(puts, join_all((0..SECRETS).map(create))).await;
        all.extend(created);
        let (confirmed, evidence): (_, Vec<_>) = all.into_iter().unzip();
        Run::of(&stage, confirmed, format!("{evidence:?}"))
    })
}

/// Panics unless each write was confirmed, once, and not before every replica had it.
#[track_caller]
fn assert_each_is_confirmed_once(run: &Run) {
    assert_eq!(run.writes.len(), PARAMETERS + SECRETS);
    assert_eq!(run.confirmed.len(), run.writes.len());
    let ids: BTreeSet<_> = run.confirmed.iter().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), run.writes.len(), "one was confirmed twice");
    for write in &run.writes {
        let mut confirmed = run.confirmed.iter();
        let Some((_, at)) = confirmed.find(|(id, _)| *id == write.request_id) else {
            panic!("lost: {write:?}");
        };
        assert!(*at >= write.visible_everywhere(), "{at:?}: {write:?}");
    }
    let throttled = run.calls.iter().filter(|call| call.injected.is_some());
    assert!(throttled.count() > 0);
}

#[test]
fn of_a_scope_under_throttling_and_stale_replicas_every_write_is_confirmed_once() {
    assert_each_is_confirmed_once(&in_a_scope(1));
}

#[test]
fn of_many_calls_under_throttling_and_stale_replicas_every_one_is_confirmed_once() {
    assert_each_is_confirmed_once(&by_join_all(1));
}

#[test]
fn the_same_seed_gives_the_same_run_and_another_seed_another() {
    for run in [in_a_scope, by_join_all] {
        let first = run(1);
        assert_same(&first, &run(1));
        assert_ne!(first.calls, run(2).calls);
    }
}

/// Names the first difference: two runs fill pages.
#[track_caller]
fn assert_same(one: &Run, other: &Run) {
    for (index, calls) in one.calls.iter().zip(&other.calls).enumerate() {
        assert_eq!(calls.0, calls.1, "call {index}");
    }
    let words = one.evidence.split(' ').zip(other.evidence.split(' '));
    if let Some((one, other)) = words.into_iter().find(|(one, other)| one != other) {
        panic!("in the evidence: {one} and {other}");
    }
    assert!(one == other);
}
