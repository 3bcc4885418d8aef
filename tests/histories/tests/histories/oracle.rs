//! What must hold of every history. The simulators' own state and record decide, not the code under test.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use postcond::ReadBudget;
use postcond::runtime::Evidence;
use postcond_sim::Shown;
use serde_json::Value;

use crate::program::{Fault, FaultKind, Op, Provider, Setting, ms};
use crate::record::{Call, CameTo, Exchange, Finish, Kind, Landed, is_read};
use crate::run::History;

/// A property, and what it is called in a failure.
type Property = (&'static str, fn(&History<'_>) -> Result<(), String>);

const PROPERTIES: &[Property] = &[
    ("every wait ends", every_wait_ends),
    (
        "nothing is confirmed before it shows",
        nothing_is_confirmed_before_it_shows,
    ),
    (
        "a settlement without complaint is true",
        a_settlement_without_complaint_is_true,
    ),
    (
        "every wait ends by its deadline",
        every_wait_ends_by_its_deadline,
    ),
    (
        "no more is in flight than the limits allow",
        no_more_is_in_flight_than_the_limits_allow,
    ),
    (
        "no more is read per second than the budget allows",
        reads_keep_to_the_budget,
    ),
    ("the evidence is in the log", the_evidence_is_in_the_log),
    ("the log is in the evidence", the_log_is_in_the_evidence),
    ("nothing is sent twice", nothing_is_sent_twice),
    ("no output is lost", no_output_is_lost),
    (
        "what shows in time is confirmed",
        what_shows_in_time_is_confirmed,
    ),
];

/// The properties that a history violates, each with what was seen.
pub(crate) fn violations(history: &History<'_>) -> Vec<String> {
    let judge = |(name, property): &Property| {
        let violation = property(history).err()?;
        Some(format!("{name}: {violation}"))
    };
    PROPERTIES.iter().filter_map(judge).collect()
}

fn every_wait_ends(history: &History<'_>) -> Result<(), String> {
    match history.log.hung.first() {
        Some(what) => Err(format!("{what} has not ended after an hour")),
        None => Ok(()),
    }
}

/// Each call that returned `Ok`, or whose write was settled as confirmed, shows in the place that was written, whichever
/// replica serves the next read.
fn nothing_is_confirmed_before_it_shows(history: &History<'_>) -> Result<(), String> {
    for (call, finish) in finishes(history) {
        if finish.came_to != CameTo::Confirmed {
            continue;
        }
        let Some(landed) = finish.shown.last() else {
            if may_be_taken_for_anothers(history, call) {
                continue;
            }
            return Err(format!(
                "{} is confirmed, and has not landed anywhere",
                named(call)
            ));
        };
        let stale = landed.shown.iter().find(|shown| !holds(call.op, shown));
        if let Some(stale) = stale {
            let (at, visible) = (finish.at, &landed.write.visible);
            let place = if landed.is_away {
                "the other account"
            } else {
                &landed.write.region
            };
            return Err(format!(
                "{} is confirmed at {at:?}; written at {:?} in {place}, visible at {visible:?}: {} is still {:?}",
                named(call),
                landed.write.at,
                stale.place,
                stale.thing
            ));
        }
    }
    Ok(())
}

/// A write without an answer that is told by its name: documented of `AmbiguousWrite::ReadBack`.
fn may_be_taken_for_anothers(history: &History<'_>, call: &Call) -> bool {
    let Op::Put { name, .. } = call.op else {
        return false;
    };
    let unanswered = matches!(call.returned, Some((_, false)));
    let place = format!("parameters /{name}");
    let mut writes = history.writes.iter();
    let others = writes.any(|(write, _)| write.places().any(|it| it == place));
    history.program.world.look_up && unanswered && others
}

/// Whether a read that shows this sees what the operation has done, or something later.
fn holds(op: Op, shown: &Shown) -> bool {
    shown.is_current || is_met_by(op, shown.thing.as_ref())
}

/// Whether something shows what the operation has done, although the copy may be older. What carries neither a version
/// nor a date cannot be told from an earlier state of the same form, as the documentation says: that is so for what is
/// taken away. All that is added has a value of its own.
fn is_met_by(op: Op, thing: Option<&Value>) -> bool {
    let is_marked = thing.is_some_and(|thing| thing["deleted_date"].is_string());
    match op {
        Op::Delete(_) | Op::DeleteBoth(..) => thing.is_none(),
        Op::DeleteSecret { forced, .. } => thing.is_none() || (is_marked && !forced),
        Op::Restore(_) => thing.is_some() && !is_marked,
        Op::RemoveTag(_, key) | Op::Untag(_, key) => {
            let key = format!("\"k{key}\":");
            thing.is_none_or(|thing| !thing.to_string().contains(&key))
        }
        Op::Put { .. }
        | Op::AddTag(..)
        | Op::Label(_)
        | Op::Create(_)
        | Op::Update { .. }
        | Op::PutValue(_)
        | Op::Tag(..) => false,
    }
}

/// After a settlement that reports nothing unconfirmed, every read sees each of its writes, or those that took their place.
fn a_settlement_without_complaint_is_true(history: &History<'_>) -> Result<(), String> {
    for settling in &history.log.settlings {
        let Some((settled, landed)) = &settling.claims else {
            continue;
        };
        for index in settled {
            let call = &history.log.calls[*index];
            let came_to = call.settled.as_ref().map(|finish| &finish.came_to);
            let claimed = [
                CameTo::Confirmed,
                CameTo::ConfirmedInPart,
                CameTo::Superseded,
            ];
            let mut own = landed.iter().enumerate().rev();
            let own = own.find(|(_, it)| history.made_by.get(&it.write.request_id) == Some(index));
            if let (Some((own, _)), Some(came_to)) =
                (own, came_to.filter(|it| claimed.contains(it)))
            {
                let stale = stale_place(history, landed, own);
                if let Some(stale) = stale {
                    return Err(format!(
                        "{} is {came_to:?} for step {} at {:?}: {} is still {:?}",
                        named(call),
                        settling.step,
                        settling.ended,
                        stale.place,
                        stale.thing
                    ));
                }
            }
        }
    }
    Ok(())
}

/// A place in which neither a write nor any later one shows.
fn stale_place<'a>(history: &History<'_>, landed: &'a [Landed], own: usize) -> Option<&'a Shown> {
    let write = &landed[own];
    let later = landed[own..].iter().filter(|it| {
        let is_elsewhere = it.is_away != write.is_away || it.write.region != write.write.region;
        !is_elsewhere && it.write.service == write.write.service
    });
    let later: Vec<&Landed> = later.collect();
    write.shown.iter().find(|shown| {
        let shows = |landed: &&Landed| {
            let op = history.made_by.get(&landed.write.request_id);
            let op = op.map(|call| history.log.calls[*call].op);
            let here: Vec<_> = landed
                .shown
                .iter()
                .filter(|it| it.place == shown.place)
                .collect();
            !here.is_empty()
                && here
                    .iter()
                    .all(|it| it.is_current || op.is_some_and(|op| holds(op, it)))
        };
        !later.iter().any(shows)
    })
}

/// What timers round up.
const TOLERANCE: Duration = Duration::from_millis(5);

fn every_wait_ends_by_its_deadline(history: &History<'_>) -> Result<(), String> {
    let deadline = ms(history.program.world.deadline);
    for call in &history.log.calls {
        if let (Some((returned, _)), Some(finish)) = (call.returned, &call.finish)
            && call.steadily_polled
            && finish.at > returned + deadline + TOLERANCE
        {
            let waited = finish.at - returned;
            return Err(format!(
                "{} has waited for {waited:?}: {:?}",
                named(call),
                finish.came_to
            ));
        }
    }
    for settling in history.log.settlings.iter().filter(|it| it.steadily_polled) {
        if let Some(ended) = settling.ended
            && ended > settling.began + deadline + TOLERANCE
        {
            return Err(format!(
                "step {} took {:?}",
                settling.step,
                ended - settling.began
            ));
        }
    }
    Ok(())
}

fn no_more_is_in_flight_than_the_limits_allow(history: &History<'_>) -> Result<(), String> {
    let first_held = history.log.first_held.unwrap_or(Duration::MAX);
    for exchange in history
        .log
        .exchanges
        .iter()
        .filter(|it| it.began < first_held)
    {
        let limit = match exchange.kind {
            Kind::ReadBack(_) => ReadBudget::IN_FLIGHT,
            Kind::WriteOfScope => history.program.world.writes_at_once,
            Kind::Other => continue,
        };
        if exchange.in_flight > limit {
            let most = history
                .log
                .exchanges
                .iter()
                .filter(|it| it.kind == exchange.kind);
            let most = most.map(|it| it.in_flight).max();
            return Err(format!(
                "{:?}: {} in flight at {:?}, {most:?} at most, and the limit is {limit}",
                exchange.kind, exchange.in_flight, exchange.began
            ));
        }
    }
    Ok(())
}

/// Over any time, no more reads than the rate gives and the burst allows; twice that for what may be owed, and three for
/// the first poll of each wait.
fn reads_keep_to_the_budget(history: &History<'_>) -> Result<(), String> {
    let (rate, burst) = history.program.world.budget.unwrap_or((100, 200));
    let waits = history.log.calls.len() + history.log.settlings.len();
    for service in ["ssm", "secretsmanager"] {
        let reads = history.log.exchanges.iter();
        let reads = reads.filter(|it| it.kind == Kind::ReadBack(service));
        let began: Vec<f64> = reads.map(|it| it.began.as_secs_f64()).collect();
        for (index, from) in began.iter().enumerate() {
            let to = began.iter().enumerate().skip(index);
            let over = to
                .map(|(last, at)| (last - index + 1, at - from))
                .find(|(count, time)| {
                    *count as f64
                        > f64::from(rate) * time + f64::from(2 * burst) + 3.0 * waits as f64
                });
            if let Some((count, time)) = over {
                return Err(format!(
                    "{count} reads of {service} in {time} s, at {rate}/s and burst {burst}"
                ));
            }
        }
    }
    Ok(())
}

fn evidences<'a>(history: &'a History<'_>) -> impl Iterator<Item = (&'a Call, &'a Evidence)> {
    finishes(history).map(|(call, finish)| (call, &finish.evidence))
}

fn finishes<'a>(history: &'a History<'_>) -> impl Iterator<Item = (&'a Call, &'a Finish)> {
    history.log.calls.iter().flat_map(|call| {
        let finishes = [&call.finish, &call.settled].into_iter().flatten();
        finishes.map(move |finish| (call, finish))
    })
}

fn the_evidence_is_in_the_log(history: &History<'_>) -> Result<(), String> {
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
fn the_log_is_in_the_evidence(history: &History<'_>) -> Result<(), String> {
    let mut is_whole = !history.log.has_dropped && history.log.hung.is_empty();
    let mut told = HashSet::new();
    for (call, evidence) in evidences(history) {
        is_whole &= evidence.polls().len() == evidence.polls_made();
        // What was being read when it was superseded is begun anew.
        is_whole &= call
            .settled
            .as_ref()
            .is_none_or(|it| it.came_to == CameTo::Confirmed);
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

/// The SDK repeats attempts; a second invocation of a call is sent only after one that has certainly changed nothing.
fn nothing_is_sent_twice(history: &History<'_>) -> Result<(), String> {
    for (index, call) in history.log.calls.iter().enumerate() {
        let sent = history.log.exchanges.iter();
        let sent: Vec<_> = sent
            .filter(|it| it.call == Some(index) && !is_read(&it.operation))
            .collect();
        let Some(last) = sent.last() else {
            continue;
        };
        let may_have_landed = |it: &&&Exchange| {
            let refused = |(status, _): &(u16, String)| (400..500).contains(status);
            it.invocation_id != last.invocation_id && !it.answer.as_ref().is_some_and(refused)
        };
        if let Some(landed) = sent.iter().find(may_have_landed) {
            return Err(format!(
                "{} was sent at {:?}, which may have landed, and anew at {:?}",
                named(call),
                landed.began,
                last.began
            ));
        }
    }
    Ok(())
}

fn no_output_is_lost(history: &History<'_>) -> Result<(), String> {
    for call in &history.log.calls {
        let came_to = call.finish.as_ref().map(|finish| &finish.came_to);
        if let Some(CameTo::Failed(words) | CameTo::Ambiguous(words)) = came_to
            && matches!(call.returned, Some((_, true)))
        {
            return Err(format!(
                "{} was answered, and is an error without output: {words}",
                named(call)
            ));
        }
    }
    Ok(())
}

/// Where reads are answered, nobody writes the same meanwhile, and the change shows long before the deadline, the wait ends
/// with a confirmation.
fn what_shows_in_time_is_confirmed(history: &History<'_>) -> Result<(), String> {
    let setting = &history.program.world;
    if history.log.first_held.is_some() || setting.budget.is_some() {
        return Ok(());
    }
    for (call, finish) in finishes(history) {
        let CameTo::Unconfirmed(cause) = &finish.came_to else {
            continue;
        };
        let index = history
            .log
            .calls
            .iter()
            .position(|it| std::ptr::eq(it, call));
        let mut own = history.writes.iter();
        let own = own.rfind(|(write, _)| history.made_by.get(&write.request_id) == index.as_ref());
        if let Some((write, is_away)) = own
            && shows_in_time(setting, *is_away, write)
            && !is_written_again(history, write, *is_away)
        {
            let visible = write.visible_everywhere();
            return Err(format!(
                "{} shows since {visible:?}, at {:?}: {cause}",
                named(call),
                finish.at
            ));
        }
    }
    Ok(())
}

/// Whether a write shows so early that a handful of polls are possible before the deadline, and all of them are answered.
fn shows_in_time(setting: &Setting, is_away: bool, write: &postcond_sim::Write) -> bool {
    let account = if is_away {
        &setting.away
    } else {
        &setting.home
    };
    let spoils = |fault: &Fault| {
        matches!(
            fault.kind,
            FaultKind::ReadsThrottled | FaultKind::ReadsFail | FaultKind::ReadsUnanswered
        )
    };
    let load = match setting.provider {
        Provider::Slow(takes) => takes,
        Provider::Prompt | Provider::FailsOnce(_) => 0,
    };
    let poll = ms(load + account.round_trip + 250);
    let needed = poll * 4 * setting.confirmations + ms(10_000);
    // A settling begins later: then there is more time yet.
    let lag = write.visible_everywhere().saturating_sub(write.at);
    !account.faults.iter().any(spoils) && lag * 2 + needed <= ms(setting.deadline)
}

/// Whether another write was made in the same place, before or after.
fn is_written_again(history: &History<'_>, write: &postcond_sim::Write, is_away: bool) -> bool {
    let places: Vec<String> = write.places().collect();
    history.writes.iter().any(|(other, other_is_away)| {
        let same = other.region == write.region && *other_is_away == is_away;
        same && other.request_id != write.request_id
            && other.places().any(|it| places.contains(&it))
    })
}

fn named(call: &Call) -> String {
    format!("{:?} by {:?} (step {})", call.op, call.who, call.step)
}
