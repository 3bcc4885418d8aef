//! The verdict from a receipt is that of the call itself.

use std::collections::BTreeSet;

use postcond::runtime::{Outcome, Poll};
use postcond::{Policy, Schedule, dispatch};
use postcond_sim::Answer;

use super::{confirm, in_brief, read, said, written};
use crate::entries::table::{brief, every_line, stage};
use crate::entries::{self, Entry, Line};
use crate::sentinel::marked;
use crate::stage::{MS, Stage, every};

/// The operations whose checks compare members that no receipt has: what is seen of the others is not enough to
/// confirm a call that has set one.
const NOT_ALL_IS_COMPARED: &[&str] = &[
    "UpdateMaintenanceWindow",
    "UpdateMaintenanceWindowTarget",
    "UpdateMaintenanceWindowTask",
    "UpdatePatchBaseline",
];

/// Whether this says that a member could not be compared, of an operation where that may be.
fn is_not_compared(entry: &Entry, said: &str) -> bool {
    NOT_ALL_IS_COMPARED.contains(&entry.operation) && said.contains("the receipt is without")
}

/// What a poll has come to, by which reads.
fn seen(poll: &Poll) -> (Outcome, &str, Vec<&str>) {
    let reads = poll.reads.iter().map(|read| &*read.operation);
    (poll.outcome, &poll.seen, reads.collect())
}

/// A client on a simulator of its own, whose reads are answered as these lines say.
fn elsewhere(entry: &Entry, lines: &[&Line], policy: Policy) -> Stage {
    let stage = stage(policy);
    entry.scripted(&stage, lines, marked);
    stage
}

#[tokio::test(start_paused = true)]
async fn each_answer_says_the_same_of_a_receipt() {
    let mut wrong = Vec::new();
    for (entry, line) in every_line(&entries::all()) {
        let direct = entry.played(&stage(brief()), &[line]).await;
        let text = direct.evidence.receipt().unwrap().to_json();
        let there = elsewhere(entry, &[line], brief());
        let confirmed = confirm(&there, &read(&text)).await;
        let (_, evidence) = said(&confirmed);
        let (own, other) = (
            seen(&direct.evidence.polls()[0]),
            seen(&evidence.polls()[0]),
        );
        let is_excused = other.0 == Outcome::Unverifiable && is_not_compared(entry, other.1);
        // No receipt says whose key signed: that another's read is refused proves nothing.
        let is_of_own_key = entry.name.contains("of the key that signs");
        let is_excused = is_excused || is_of_own_key && other.0 == Outcome::Credentials;
        if own != other && !is_excused {
            wrong.push(format!(
                "{}, {}: {own:?}, then {other:?}",
                entry.name, line.seen
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Plays these answers to the call itself, and then to a client that has only its receipt.
async fn both(
    entry: &Entry,
    lines: &[&Line],
    policy: &Policy,
    denied: Option<&str>,
) -> [String; 2] {
    let deny = |stage: &Stage| {
        if let Some(action) = denied {
            stage.sim.script(action).always().answer(Answer::denied());
        }
    };
    let here = stage(policy.clone());
    deny(&here);
    let direct = entry.played(&here, lines).await;
    let receipt = read(&direct.evidence.receipt().unwrap().to_json());
    let there = stage(policy.clone());
    deny(&there);
    entry.scripted(&there, lines, marked);
    let confirmed = confirm(&there, &receipt).await;
    let (confirmed, _) = said(&confirmed);
    [in_brief(direct.cause.as_ref(), &direct.evidence), confirmed]
}

#[tokio::test(start_paused = true)]
async fn satisfied_late_never_and_denied_come_to_the_same() {
    let policy = Policy::builder().schedule(Schedule::fixed(250 * MS));
    let policy = policy.deadline(500 * MS).patience(150 * MS);
    let policy = policy.build().unwrap();
    let (mut wrong, mut compared) = (Vec::new(), 0);
    let mut played = BTreeSet::new();
    for entry in entries::all() {
        let Some(satisfied) = entry.first(Outcome::Satisfied) else {
            continue;
        };
        // Its other forms are above, each with all that may be answered.
        if !played.insert((entry.service, entry.operation)) {
            continue;
        }
        let read = satisfied.reads.first().map(|read| read.operation);
        let action = read.map(|read| format!("{}:{read}", entry.service));
        let mut scenes = vec![
            ("satisfied", vec![satisfied; 4], None),
            ("denied", vec![satisfied; 4], action.as_deref()),
        ];
        if let Some(pending) = entry.first(Outcome::Pending) {
            let late = vec![pending, satisfied, satisfied, satisfied];
            scenes.push(("late", late, None));
            // For longer than any check is given.
            scenes.push(("never", vec![pending; 150], None));
        }
        for (scene, lines, denied) in scenes {
            compared += 1;
            let [direct, confirmed] = both(&entry, &lines, &policy, denied).await;
            if direct != confirmed && !is_not_compared(&entry, &confirmed) {
                wrong.push(format!("{}, {scene}: {direct}; {confirmed}", entry.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 3 * played.len(), "{compared}");
}

#[test]
fn every_checked_operation_is_among_them() {
    let checked = dispatch::operations().filter(|(_, row)| row.is_checked());
    let entries = entries::all();
    let has_entry = |service: &str, name: &str| {
        let mut entries = entries.iter();
        entries.any(|entry| (entry.service, entry.operation) == (service, name))
    };
    let without = checked.filter(|(service, row)| !has_entry(service.name, row.name));
    assert_eq!(without.count(), 0);
}

/// The first call to write is not the first to be seen: what is read back is what the receipt says.
#[tokio::test(start_paused = true)]
async fn a_receipt_of_a_receipt_is_the_same() {
    for entry in entries::all() {
        let Some(line) = entry.first(Outcome::Satisfied) else {
            continue;
        };
        let text = written(&entry, &[line; 4], every(50 * MS)).await;
        let there = elsewhere(&entry, &[line; 4], every(50 * MS));
        let confirmed = confirm(&there, &read(&text)).await;
        let (_, evidence) = said(&confirmed);
        assert_eq!(
            evidence.receipt().unwrap().to_json(),
            text,
            "{}",
            entry.name
        );
    }
}
