//! What holds for each entry.

mod excused;
mod named;

use std::collections::BTreeSet;

use postcond::runtime::{Cause, CheckInfo, Outcome};
use postcond::{Policy, Schedule, dispatch};
use postcond_sim::{Answer, Lag, Simulator};

use super::{Entry, Line, all};
use crate::rows;
use crate::stage::{HOUR, MS, SECOND, Stage, every};
use named::NAMED_BY_THE_ANSWER;

const WRITTEN: std::time::Duration = std::time::Duration::from_secs(super::date::WRITTEN);

/// A simulator whose calendar begins at the second of the write.
pub(crate) fn stage(policy: Policy) -> Stage {
    let epoch = std::time::SystemTime::UNIX_EPOCH + WRITTEN;
    let sim = Simulator::builder().lag(Lag::fixed(MS)).epoch(epoch);
    Stage::on(sim.build().unwrap(), policy)
}

/// Two polls, of which the first one is looked at: checks on request have deadlines of their own.
pub(crate) fn brief() -> Policy {
    let policy = Policy::builder().schedule(Schedule::fixed(HOUR));
    policy.deadline(SECOND).build().unwrap()
}

pub(crate) fn every_line(entries: &[Entry]) -> impl Iterator<Item = (&Entry, &Line)> {
    let lines = |entry| move |line| (entry, line);
    entries
        .iter()
        .flat_map(move |entry| entry.lines.iter().map(lines(entry)))
}

/// The operations read by a poll that is answered as the line says.
fn operations(line: &Line) -> Vec<&'static str> {
    line.reads.iter().map(|read| read.operation).collect()
}

#[tokio::test(start_paused = true)]
async fn each_answer_says_what_its_line_says() {
    let mut wrong = Vec::new();
    for (entry, line) in every_line(&all()) {
        let stage = stage(brief());
        let acted = entry.played(&stage, &[line]).await;
        let poll = &acted.evidence.polls()[0];
        let read: Vec<_> = poll.reads.iter().map(|read| &*read.operation).collect();
        if poll.outcome != line.outcome || read != operations(line) {
            wrong.push(format!(
                "{}, {}: {} ({}) after {read:?}",
                entry.name, line.seen, poll.outcome, poll.seen
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(start_paused = true)]
async fn what_is_pending_is_read_again_until_it_is_satisfied() {
    for entry in all() {
        let unverifiable = entry.first(Outcome::Unverifiable);
        let Some(satisfied) = entry.first(Outcome::Satisfied).or(unverifiable) else {
            panic!("{}: nothing satisfies it", entry.name);
        };
        for pending in entry
            .lines
            .iter()
            .filter(|line| line.outcome == Outcome::Pending)
        {
            let stage = stage(every(50 * MS));
            let acted = entry.played(&stage, &[pending, satisfied]).await;
            let name = format!("{}, {}", entry.name, pending.seen);
            assert_eq!(
                acted.outcomes(),
                [Outcome::Pending, satisfied.outcome],
                "{name}"
            );
            assert!(acted.cause.is_none(), "{name}");
            assert!(
                stage.tap.has_told(&acted.output),
                "{name}: {}",
                acted.output
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn where_the_answer_does_not_name_what_is_looked_up_nothing_is_waited_for() {
    let entries = all();
    for name in NAMED_BY_THE_ANSWER {
        let entry = entries.iter().find(|entry| entry.name == *name);
        let entry = entry.unwrap_or_else(|| panic!("no entry is called {name}"));
        let stage = stage(every(50 * MS));
        let acted = entry.answered_with_nothing().played(&stage, &[]).await;
        // Best effort is no error.
        let told = match (&acted.cause, acted.evidence.unconfirmed()) {
            (Some(Cause::Read { source, .. }), _) => source.to_string(),
            (None, Some(unconfirmed)) if name.starts_with("StartSession") => {
                unconfirmed.replace("session_is_listed: ", "")
            }
            (other, _) => panic!("{name}: {other:?}"),
        };
        let lacks = "the answer to the call names no ";
        assert!(told.starts_with(lacks), "{name}: {told}");
        assert_eq!(stage.tap.asked().len(), 1, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_read_back_is_not_waited_for_and_said_to_be_unconfirmed() {
    for (entry, line) in every_line(&all()).filter(|(_, it)| it.outcome == Outcome::Unverifiable) {
        let stage = stage(every(50 * MS));
        let acted = entry.played(&stage, &[line]).await;
        assert!(acted.cause.is_none(), "{}", entry.name);
        let seen = &acted.evidence.polls()[0].seen;
        assert_eq!(
            acted.evidence.unconfirmed(),
            Some(&**seen),
            "{}",
            entry.name
        );
        let asked = 1 + line.reads.len();
        assert_eq!(stage.tap.asked().len(), asked, "{}", entry.name);
    }
}

#[tokio::test(start_paused = true)]
async fn a_terminal_state_fails_at_once_and_the_output_is_kept() {
    for (entry, line) in every_line(&all()).filter(|(_, line)| line.outcome == Outcome::Failed) {
        let stage = stage(brief());
        let acted = entry.played(&stage, &[line]).await;
        let name = format!("{}, {}", entry.name, line.seen);
        assert!(
            matches!(acted.cause, Some(Cause::Failed { .. })),
            "{name}: {:?}",
            acted.cause
        );
        assert_eq!(acted.evidence.polls_made(), 1, "{name}");
        assert!(
            stage.tap.has_told(&acted.output),
            "{name}: {}",
            acted.output
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_terminal_state_that_may_be_stale_fails_when_it_is_seen_again() {
    for (entry, line) in every_line(&all()).filter(|(_, line)| line.outcome == Outcome::Failing) {
        let stage = stage(every(3 * SECOND));
        let acted = entry.played(&stage, &[line, line]).await;
        let name = format!("{}, {}", entry.name, line.seen);
        assert!(
            matches!(acted.cause, Some(Cause::Failed { .. })),
            "{name}: {:?}",
            acted.cause
        );
        assert_eq!(acted.evidence.polls_made(), 2, "{name}");
    }
}

/// Whether the call may have changed the caller's own rights, so that denials may lift: it is on tags,
/// or with some, or on a policy; or who may read changes with it.
fn may_change_rights(entry: &Entry) -> bool {
    let words = ["Tag", "Untag", "with tags", "ResourcePolicy"];
    let of_iam = [
        "AssumeRolePolicy",
        "Attach",
        "Boundary",
        "Delegation",
        "DefaultPolicyVersion",
        "Detach",
        "GroupPolicy",
        "MFADevice",
        "RolePolicy",
        "UserFromGroup",
        "UserPolicy",
        "UserToGroup",
        "as the default",
    ];
    let of_iam = of_iam.iter().filter(|_| entry.service == "iam");
    words
        .iter()
        .chain(of_iam)
        .any(|word| entry.name.contains(word))
}

/// The read that is made where another one does not show the change, which without it is waited for: a
/// caller who may not make it is told nothing by that.
const ONLY_HELPS: (&str, &str) = (
    "UpdateDocument, and another version is described",
    "ListDocumentVersions",
);

#[tokio::test(start_paused = true)]
async fn each_read_that_is_denied_is_named() {
    let mut wrong = Vec::new();
    for entry in all() {
        let Some(satisfied) = entry.first(Outcome::Satisfied) else {
            continue;
        };
        let mut denied = operations(satisfied);
        denied.dedup();
        denied.retain(|operation| (entry.name, *operation) != ONLY_HELPS);
        for operation in denied {
            let policy = Policy::builder().schedule(Schedule::fixed(50 * MS));
            let stage = stage(policy.patience(150 * MS).build().unwrap());
            let action = format!("{}:{operation}", entry.service);
            stage.sim.script(&action).always().answer(Answer::denied());
            // A denial that may lift is borne for 150 ms: three times.
            let acted = entry.played(&stage, &[satisfied; 4]).await;
            let name = entry.name;
            match (&acted.cause, acted.evidence.unconfirmed()) {
                (Some(Cause::Denied { actions, .. }), _) => {
                    assert_eq!(*actions, [action.as_str()], "{name}");
                }
                // Best effort is no error.
                (None, Some(unconfirmed)) if name.starts_with("StartSession") => {
                    assert!(unconfirmed.ends_with(&action), "{name}: {unconfirmed}");
                }
                // Only another account may look.
                (None, Some(_)) if name == "CreateDelegationRequest" => continue,
                (other, _) => panic!("{name}: {other:?}"),
            }
            let denials = acted.outcomes();
            let denials = denials.iter().filter(|it| **it == Outcome::Denied);
            let borne = if may_change_rights(&entry) { 4 } else { 1 };
            let polls = denials.count();
            if polls != borne {
                wrong.push(format!("{}, {action}: polled {polls} times", entry.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The trap of the predecessor, which read every tag as a parameter's.
#[tokio::test(start_paused = true)]
async fn tags_given_at_creation_are_read_as_those_of_their_own_type_of_resource() {
    let types = [
        ("CreateAssociation, with tags", "Association"),
        ("CreateCloudConnector, with tags", "CloudConnector"),
        ("CreateMaintenanceWindow, with tags", "MaintenanceWindow"),
        ("CreateOpsItem, with tags", "OpsItem"),
        ("CreateOpsMetadata, with tags", "OpsMetadata"),
        ("CreatePatchBaseline, with tags", "PatchBaseline"),
        ("StartAutomationExecution, with tags", "Automation"),
        ("StartChangeRequestExecution, with tags", "Automation"),
    ];
    for (name, of_type) in types {
        let entries = all();
        let entry = entries.iter().find(|entry| entry.name == name);
        let entry = entry.unwrap_or_else(|| panic!("no entry is called {name}"));
        let stage = stage(brief());
        let satisfied = entry.first(Outcome::Satisfied).unwrap();
        entry.played(&stage, &[satisfied]).await;
        let asked = stage.tap.bodies_of("ListTagsForResource");
        assert_eq!(asked[0]["ResourceType"], of_type, "{name}");
    }
}

#[test]
fn every_checked_operation_has_an_entry_and_a_row_if_the_simulator_can_play_it() {
    let checked = dispatch::operations().filter(|(_, row)| row.is_checked());
    let checked: BTreeSet<_> = checked
        .map(|(service, row)| (service.name, row.name))
        .collect();
    let entries = all();
    let entries = entries.iter().map(|entry| (entry.service, entry.operation));
    let entries: BTreeSet<_> = entries.collect();
    let rows: BTreeSet<_> = rows::all()
        .map(|row| (row.service, row.operation))
        .collect();
    let without = rows::WITHOUT_ROW.iter();
    let without: BTreeSet<_> = without
        .map(|(service, name, _)| (*service, *name))
        .collect();
    let missing: Vec<_> = checked.difference(&entries).collect();
    assert!(missing.is_empty(), "without an entry: {missing:?}");
    let with_row_or_reason: BTreeSet<_> = rows.union(&without).copied().collect();
    let missing: Vec<_> = checked.difference(&with_row_or_reason).collect();
    assert!(
        missing.is_empty(),
        "neither a row nor a reason for none: {missing:?}"
    );
    let stale: Vec<_> = without.intersection(&rows).collect();
    assert!(stale.is_empty(), "a row, and a reason for none: {stale:?}");
}

/// Each check and, as the service has it on record, each read that it made in any row or line.
async fn reads_on_record() -> BTreeSet<(&'static str, &'static str, String)> {
    let mut on_record = BTreeSet::new();
    let mut note = |service, stage: &Stage, acted: &crate::acted::Acted| {
        let calls = stage.sim.calls();
        for poll in acted.evidence.polls() {
            for read in &poll.reads {
                let call = calls
                    .iter()
                    .find(|call| Some(&call.request_id) == read.request_id.as_ref());
                let operation = call
                    .expect("a read that the service has on record")
                    .operation
                    .clone();
                on_record.insert((service, poll.check, operation));
            }
        }
    };
    for row in rows::all() {
        let stage = row.arranged(Stage::lagging()).await;
        let acted = (row.act)(&stage).await;
        note(row.service, &stage, &acted);
    }
    let entries = all();
    for (entry, line) in every_line(&entries) {
        let stage = stage(brief());
        let acted = entry.played(&stage, &[line]).await;
        note(entry.service, &stage, &acted);
    }
    on_record
}

#[tokio::test(start_paused = true)]
async fn each_check_makes_the_reads_that_it_declares_and_no_other() {
    let on_record = reads_on_record().await;
    let declared = |service, check: &CheckInfo| {
        let reads: BTreeSet<String> = check.reads.iter().map(|&read| read.to_owned()).collect();
        let made = on_record
            .iter()
            .filter(|(of, name, _)| (*of, *name) == (service, check.name));
        let made: BTreeSet<String> = made.map(|(_, _, read)| read.clone()).collect();
        (made != reads).then(|| format!("{service}, {}: {made:?} instead of {reads:?}", check.name))
    };
    let wrong: Vec<_> = dispatch::operations()
        .flat_map(|(service, row)| row.checks().iter().map(move |check| (service.name, check)))
        .filter_map(|(service, check)| declared(service, check))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
