//! Every checked operation under every fault of an endpoint: of the call itself, and of its read-backs.
//!
//! Whatever happens, a write that has landed keeps its output, nothing is confirmed that was not seen, and no
//! wait goes beyond its deadline.

mod faulty;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use postcond::dispatch;
use postcond::iam::ConsistentIamClient;
use postcond::runtime::{Cause, Outcome};
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use postcond::{AmbiguousWrite, Policy};
use tokio::time::Instant;

use crate::acted::Attempt;
use crate::entries::table::{brief, stage};
use crate::entries::{Entry, all};
use crate::model::Model;
use crate::stage::{SECOND, Stage};
use faulty::{FAULTS, Fault, Faulty, LOST, Of};

/// What a call came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CameTo {
    Confirmed,
    /// It has landed, and is not confirmed for this reason.
    Unconfirmed(&'static str),
    /// It was looked for, and not found.
    Ambiguous,
    Failed,
}

fn came_to(attempt: &Attempt) -> CameTo {
    let acted = match attempt {
        Ok(acted) => acted,
        // No other error leaves out the SDK's own.
        Err(refused) if refused.sdk_said.is_empty() => return CameTo::Ambiguous,
        Err(_) => return CameTo::Failed,
    };
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

/// Those that the client checks, each once.
fn operations() -> BTreeMap<(&'static str, &'static str), Entry> {
    let is_checked = dispatch::operations().filter(|(_, row)| row.is_checked());
    let checked: BTreeSet<_> = is_checked.map(|(of, row)| (of.name, row.name)).collect();
    let operations = of_each_operation();
    let played: BTreeSet<_> = operations.keys().copied().collect();
    assert_eq!(played, checked, "what is played is what is checked");
    let is_never_pending = |entry: &&Entry| entry.first(Outcome::Pending).is_none();
    let never: Vec<_> = operations
        .values()
        .filter(is_never_pending)
        .map(|it| it.name)
        .collect();
    assert!(
        never.is_empty(),
        "no answer says that these have not landed: {never:?}"
    );
    operations
}

fn is_on_request(entry: &Entry) -> bool {
    let row = dispatch::operation(entry.service, entry.operation).unwrap();
    entry.name.contains("until") || row.checks_by_default().next().is_none()
}

/// What is allowed beyond a deadline.
const GRACE: Duration = Duration::from_millis(50);

/// That of the policy. For a session nothing is waited but what its call asks for: that check's own deadline.
fn deadline(entry: &Entry) -> Duration {
    match entry.operation {
        "StartSession" => 5 * SECOND,
        _ => SECOND,
    }
}

/// The SDK does not read the answer to these, which says nothing: any of status 200 will do, and the
/// read-back decides.
const UNREAD: [&str; 2] = ["TagResource", "UntagResource"];

/// In the query protocol these are all whose output has no members.
fn is_unread(entry: &Entry) -> bool {
    let model = Model::of(entry.service);
    let output = model.target(entry.operation, "output");
    let members = output.and_then(|id| model.shape(id)?["members"].as_object());
    let says_nothing = members.is_none_or(serde_json::Map::is_empty);
    UNREAD.contains(&entry.operation) || entry.service == "iam" && says_nothing
}

/// What a call comes to, if each of its attempts is answered so.
fn of_every_attempt(entry: &Entry, fault: Fault) -> CameTo {
    match fault {
        // It has landed. Of XML, that it breaks off is told.
        Fault::Truncated if UNREAD.contains(&entry.operation) => CameTo::Confirmed,
        // It has not.
        Fault::Garbled | Fault::Page if is_unread(entry) => CameTo::Unconfirmed("deadline"),
        fault if fault.is_harmless() => CameTo::Confirmed,
        _ => CameTo::Failed,
    }
}

/// Its poll makes the same read twice. Where the second is refused, as it is signed by a clock that was just set,
/// the answers that are scripted for each poll are out of step from then on.
const READS_TWICE: &str = "PutInventory";

/// A refusal of these may have changed something all the same, which is looked into.
const LOOKED_INTO: [(&str, Fault); 1] = [("CreatePatchBaseline", Fault::Invalid)];

/// That they have landed is not told: what is scripted for their read-backs has not the token that the SDK
/// makes for each call, and the last one's no date. `ambiguous_writes` plays them where it is.
const NOT_TOLD: [&str; 5] = [
    "CreateSecret",
    "PutSecretValue",
    "RotateSecret",
    "UpdateSecret",
    "CreateResourceDataSync",
];

/// Those that are no error where the read-backs are refused.
const ACCEPTED: [&str; 2] = ["CreateDelegationRequest", "StartSession"];

/// The stage, its clients over an endpoint that has this fault.
fn with_fault(fault: Fault, of: Of, policy: &Policy) -> Stage {
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
    let client = ConsistentSsmClient::builder(client);
    stage.ssm = client.policy(policy.clone()).build();
    let conf = stage.plain_secrets.config().to_builder();
    let conf = conf
        .http_client(endpoint.clone())
        .timeout_config(limits.clone())
        .time_source(clock.clone());
    let client = aws_sdk_secretsmanager::Client::from_conf(conf.build());
    let client = ConsistentSecretsManagerClient::builder(client);
    stage.secrets = client.policy(policy.clone()).build();
    let conf = stage.plain_iam.config().to_builder();
    let conf = conf
        .http_client(endpoint)
        .timeout_config(limits)
        .time_source(clock);
    let client = aws_sdk_iam::Client::from_conf(conf.build());
    let client = ConsistentIamClient::builder(client);
    stage.iam = client.policy(policy.clone()).build();
    stage
}

/// One operation under one fault.
#[derive(Debug)]
struct Play {
    came: CameTo,
    took: Duration,
    asked: Vec<String>,
    /// Whether the output, if there is one, is one that the SDK has handed out.
    is_output_kept: bool,
}

impl Play {
    /// How often the operation was asked for, and how often another one.
    fn calls_and_reads(&self, entry: &Entry) -> (usize, usize) {
        let is_call = |asked: &&String| **asked == entry.operation;
        let calls = self.asked.iter().filter(is_call).count();
        (calls, self.asked.len() - calls)
    }
}

/// Plays the operation under the fault, its read-backs showing the change only if that has landed.
async fn played(entry: &Entry, fault: Fault, of: Of, policy: &Policy) -> Play {
    let stage = with_fault(fault, of, policy);
    let lines = match of == Of::ReadBacks || fault.lands() {
        true => entry.first(Outcome::Satisfied),
        false => entry.first(Outcome::Pending),
    };
    // Some faults use an answer up, of the call as of its read-backs.
    for _ in 0..4 {
        entry.scripted(&stage, lines.as_slice(), crate::sentinel::marked);
    }
    let began = Instant::now();
    let attempt = (entry.act)(&stage).await;
    Play {
        came: came_to(&attempt),
        took: began.elapsed(),
        asked: stage.tap.operations(),
        is_output_kept: attempt.map_or(true, |acted| stage.tap.has_told(&acted.output)),
    }
}

/// Plays every operation under each of the faults; none may be wrong.
async fn none_is_wrong(
    faults: &[Fault],
    of: Of,
    policy: &Policy,
    is_right: fn(&Entry, Fault, &Play) -> bool,
) {
    let (mut wrong, mut plays) = (Vec::new(), 0);
    for (name, entry) in operations() {
        for fault in faults {
            let play = played(&entry, *fault, of, policy).await;
            plays += 1;
            if !is_right(&entry, *fault, &play) {
                wrong.push(format!("{name:?}, {fault:?}: {play:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {plays}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[tokio::test(start_paused = true)]
async fn whatever_befalls_the_read_backs_the_output_is_kept_and_the_wait_ends() {
    none_is_wrong(&FAULTS, Of::ReadBacks, &brief(), |entry, fault, play| {
        let is_right = match play.came {
            CameTo::Unconfirmed("accepted") => ACCEPTED.contains(&entry.operation),
            CameTo::Unconfirmed("deadline") if fault.sets_the_clients_clock() => {
                entry.operation == READS_TWICE
            }
            came => fault.of_every_read_back().contains(&came),
        };
        let (calls, _) = play.calls_and_reads(entry);
        is_right && play.is_output_kept && play.took <= deadline(entry) + GRACE && calls == 1
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn whatever_befalls_the_call_nothing_is_confirmed_that_has_not_landed() {
    none_is_wrong(&FAULTS, Of::Call, &brief(), |entry, fault, play| {
        let expected = of_every_attempt(entry, fault);
        let (_, reads) = play.calls_and_reads(entry);
        let is_looked_up = play.came == CameTo::Failed
            && reads > 0
            && !LOOKED_INTO.contains(&(entry.operation, fault));
        let longest = fault.attempts_take()
            + match play.came {
                CameTo::Failed => Duration::ZERO,
                _ => deadline(entry),
            };
        play.came == expected && play.is_output_kept && play.took <= longest && !is_looked_up
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_call_without_an_answer_is_looked_up_and_confirmed_only_if_it_has_landed() {
    let looking = Policy::builder().on_ambiguous(AmbiguousWrite::ReadBack);
    let looking = looking.build().unwrap().or(&brief());
    none_is_wrong(&LOST, Of::Call, &looking, |entry, fault, play| {
        let (_, reads) = play.calls_and_reads(entry);
        let operation = dispatch::operation(entry.service, entry.operation).unwrap();
        let is_right = match operation.can_be_found() {
            false => play.came == CameTo::Failed && reads == 0,
            true if fault.lands() && !NOT_TOLD.contains(&entry.operation) => {
                play.came == CameTo::Confirmed && reads > 1
            }
            true => play.came == CameTo::Ambiguous,
        };
        is_right && play.took <= fault.attempts_take() + deadline(entry) + GRACE
    })
    .await;
}
