//! Whether the evidence of the calls is what the simulators have on record.

use std::collections::{HashMap, HashSet};

use postcond::runtime::Evidence;

use super::{finishes, named};
use crate::record::{Call, CameTo, Finish, Kind};
use crate::run::History;

fn evidences<'a>(history: &'a History<'_>) -> impl Iterator<Item = (&'a Call, &'a Evidence)> {
    finishes(history).map(|(call, finish)| (call, &finish.evidence))
}

pub(super) fn the_evidence_is_in_the_log(history: &History<'_>) -> Result<(), String> {
    let served: HashMap<&str, &str> = history
        .served
        .iter()
        .map(|it| (it.request_id.as_str(), it.operation.as_str()))
        .collect();
    for (call, evidence) in evidences(history) {
        for read in evidence.polls().iter().flat_map(|poll| &poll.reads) {
            let Some(id) = read.request_id.as_deref() else {
                continue;
            };
            if served.get(id) != Some(&&*read.operation) {
                return Err(format!(
                    "{}: {} of {id} was never made",
                    named(call),
                    read.operation
                ));
            }
        }
    }
    Ok(())
}

/// Unless a wait was dropped, and its evidence with it, or had more polls than are kept.
pub(super) fn the_log_is_in_the_evidence(history: &History<'_>) -> Result<(), String> {
    let mut is_whole = !history.log.has_dropped && history.log.hung.is_empty();
    let mut told = HashSet::new();
    for (call, evidence) in evidences(history) {
        is_whole &= evidence.polls().len() == evidence.polls_made();
        is_whole &= !is_begun_anew(history, call);
        let reads = evidence.polls().iter().flat_map(|poll| &poll.reads);
        told.extend(reads.filter_map(|read| read.request_id.as_deref()));
    }
    let in_scope = history.log.calls.iter().filter(|it| it.who.is_scoped());
    is_whole &= in_scope
        .clone()
        .all(|it| it.settled.is_some() || it.finish.is_none());
    let untold = history
        .log
        .exchanges
        .iter()
        .filter(|it| matches!(it.kind, Kind::ReadBack(_)));
    let mut untold = untold.filter_map(|it| Some((it, it.answer.as_ref()?)));
    let untold = untold.find(|(_, (_, id))| !told.contains(id.as_str()));
    match untold {
        Some((read, (_, id))) if is_whole => Err(format!(
            "{} of {id} at {:?} is in nobody's evidence",
            read.operation, read.began
        )),
        _ => Ok(()),
    }
}

/// Whether a read-back of a call in the scope may have been left for another: once more of it was superseded, or because
/// what was to stand in for a part of it was not confirmed in time.
fn is_begun_anew(history: &History<'_>, call: &Call) -> bool {
    let is_confirmed = |finish: &Finish| finish.came_to == CameTo::Confirmed;
    let settled = call.settled.as_ref();
    let mut others = history.log.calls.iter();
    let has_others = others.any(|other| {
        !std::ptr::eq(other, call)
            && other.settled.is_some()
            && other.op.is_about_the_same_as(call.op)
    });
    settled.is_some_and(|settled| has_others || !is_confirmed(settled))
}
