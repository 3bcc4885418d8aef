//! Every checked operation under every fault of an endpoint: of the call itself, and of its read-backs.
//!
//! Whatever happens, a write that has landed keeps its output, nothing is confirmed that was not seen, and no
//! wait goes beyond its deadline.

mod faulty;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use postcond::dispatch;
use postcond::runtime::{Cause, Outcome};
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use tokio::time::Instant;

use crate::acted::Attempt;
use crate::entries::table::{brief, stage};
use crate::entries::{Entry, all};
use crate::stage::{SECOND, Stage};
use faulty::{FAULTS, Fault, Faulty, Of};

/// What a call came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CameTo {
    Confirmed,
    /// It has landed, and is not confirmed for this reason.
    Unconfirmed(&'static str),
    Failed,
}

fn came_to(attempt: &Attempt) -> CameTo {
    let acted = match attempt {
        Ok(acted) => acted,
        Err(_) => return CameTo::Failed,
    };
    assert!(acted.output.contains("Output"), "the output is kept");
    match &acted.cause {
        None if acted.evidence.unconfirmed().is_some() => CameTo::Unconfirmed("accepted"),
        None => CameTo::Confirmed,
        Some(Cause::Deadline { .. }) => CameTo::Unconfirmed("deadline"),
        Some(Cause::Denied { .. }) => CameTo::Unconfirmed("denied"),
        Some(Cause::Credentials { .. }) => CameTo::Unconfirmed("credentials"),
        Some(Cause::NotImplemented { .. }) => CameTo::Unconfirmed("not implemented"),
        Some(Cause::Read { .. }) => CameTo::Unconfirmed("read"),
        Some(other) => panic!("{other:?}"),
    }
}

/// Of each operation the first form for which something is read by default; of those without one, the
/// first of all.
fn of_each_operation() -> BTreeMap<(&'static str, &'static str), Entry> {
    let mut all = all();
    all.sort_by_key(is_on_request);
    let mut entries = BTreeMap::new();
    for entry in all {
        let satisfied = entry.first(Outcome::Satisfied);
        if satisfied.is_some_and(|line| !line.reads.is_empty()) {
            let of = (entry.service, entry.operation);
            entries.entry(of).or_insert(entry);
        }
    }
    entries
}

/// How often an operation is played, each of those that the client checks under each fault.
fn plays_of_all() -> usize {
    let is_checked = dispatch::operations().filter(|(_, row)| row.is_checked());
    let checked: BTreeSet<_> = is_checked.map(|(of, row)| (of.name, row.name)).collect();
    let played: BTreeSet<_> = of_each_operation().into_keys().collect();
    assert_eq!(played, checked, "what is played is what is checked");
    checked.len() * FAULTS.len()
}

fn is_on_request(entry: &Entry) -> bool {
    let row = dispatch::operation(entry.service, entry.operation).unwrap();
    entry.name.contains("until") || row.checks_by_default().next().is_none()
}

/// The deadline of a check on request is its own, with some seconds for what the SDK does.
fn longest(entry: &Entry) -> Duration {
    match is_on_request(entry) {
        true => 610 * SECOND,
        false => 3 * SECOND,
    }
}

/// The SDK does not read the answer to these, which says nothing: any of status 200 will do, and the
/// read-back decides.
const UNREAD: [&str; 2] = ["TagResource", "UntagResource"];

/// Its poll makes the same read twice. Where the second is refused, as it is signed by a clock that was just set,
/// the answers that are scripted for each poll are out of step from then on.
const READS_TWICE: &str = "PutInventory";

/// A refusal of these may have changed something all the same, which is looked into.
const LOOKED_INTO: [(&str, Fault); 1] = [("CreatePatchBaseline", Fault::Invalid)];

/// The stage, its clients over an endpoint that has this fault.
fn with_fault(fault: Fault, of: Of) -> Stage {
    let mut stage = stage(brief());
    let limits = fault.limits();
    let conf = stage.plain_ssm.config();
    let inner = conf.http_client().unwrap();
    let (endpoint, clock) = Faulty::in_front_of(inner, &stage.sim, fault, of);
    let conf = conf.to_builder().http_client(endpoint.clone());
    let conf = conf
        .time_source(clock.clone())
        .timeout_config(limits.clone());
    let client = aws_sdk_ssm::Client::from_conf(conf.build());
    stage.ssm = ConsistentSsmClient::builder(client).policy(brief()).build();
    let conf = stage.plain_secrets.config().to_builder();
    let conf = conf.http_client(endpoint).timeout_config(limits);
    let conf = conf.time_source(clock);
    let client = aws_sdk_secretsmanager::Client::from_conf(conf.build());
    let client = ConsistentSecretsManagerClient::builder(client);
    stage.secrets = client.policy(brief()).build();
    stage
}

/// Plays the operation under the fault; what it came to, how long that took and what was asked.
async fn played(entry: &Entry, fault: Fault, of: Of) -> (CameTo, Duration, Vec<String>) {
    let stage = with_fault(fault, of);
    let satisfied = entry.first(Outcome::Satisfied).unwrap();
    // Some faults use an answer up, of the call as of its read-backs.
    for _ in 0..4 {
        entry.scripted(&stage, &[satisfied], crate::sentinel::marked);
    }
    let began = Instant::now();
    let attempt = (entry.act)(&stage).await;
    (came_to(&attempt), began.elapsed(), stage.tap.operations())
}

#[test]
fn every_checked_operation_is_played() {
    assert!(plays_of_all() > 0);
}

#[tokio::test(start_paused = true)]
async fn whatever_befalls_the_read_backs_the_output_is_kept_and_the_wait_ends() {
    let (mut wrong, mut plays) = (Vec::new(), 0);
    for (name, entry) in of_each_operation() {
        for fault in FAULTS {
            let (came, took, asked) = played(&entry, fault, Of::ReadBacks).await;
            plays += 1;
            let sent = asked.iter().filter(|it| *it == entry.operation).count();
            let expected = fault.of_every_read_back();
            let is_best_effort = entry.operation == "StartSession";
            let is_right = match came {
                CameTo::Unconfirmed("accepted") => is_best_effort,
                CameTo::Unconfirmed("deadline") if fault.sets_the_clients_clock() => {
                    entry.operation == READS_TWICE
                }
                came => expected.contains(&came),
            };
            if !is_right || took > longest(&entry) || sent != 1 {
                wrong.push(format!(
                    "{name:?}, {fault:?}: {came:?} after {took:?}, sent {sent} times"
                ));
            }
        }
    }
    assert_eq!(plays, plays_of_all());
    assert!(
        wrong.is_empty(),
        "{} of {plays}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[tokio::test(start_paused = true)]
async fn whatever_befalls_the_call_nothing_is_confirmed_that_has_not_landed() {
    let (mut wrong, mut plays) = (Vec::new(), 0);
    for (name, entry) in of_each_operation() {
        for fault in FAULTS {
            let (came, took, asked) = played(&entry, fault, Of::Call).await;
            plays += 1;
            let reads = asked.iter().filter(|it| *it != entry.operation).count();
            let expected = fault.of_every_attempt();
            let is_looked_up = came == CameTo::Failed
                && reads > 0
                && !LOOKED_INTO.contains(&(entry.operation, fault));
            let is_unread = UNREAD.contains(&entry.operation) && fault.has_status_200();
            let is_right = came == expected || is_unread && came == CameTo::Confirmed;
            if !is_right || took > longest(&entry) + 30 * SECOND || is_looked_up {
                wrong.push(format!(
                    "{name:?}, {fault:?}: {came:?} after {took:?}, {asked:?}"
                ));
            }
        }
    }
    assert_eq!(plays, plays_of_all());
    assert!(
        wrong.is_empty(),
        "{} of {plays}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
