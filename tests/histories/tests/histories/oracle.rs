//! What must hold of every history. The simulators' own state and record decide, not the code under test.

mod effects;
mod evidence;
mod in_flight;
mod progress;
mod resends;
mod throttling;
mod visibility;

use std::time::Duration;

use crate::program::ms;
use crate::record::{Call, CameTo, Exchange, Finish, Kind, is_read};
use crate::run::History;
use evidence::{the_evidence_is_in_the_log, the_log_is_in_the_evidence};
use in_flight::no_more_is_in_flight_than_the_limits_allow;
use progress::what_shows_in_time_is_confirmed;
use resends::{
    a_call_is_sent_again_for_what_passes_and_for_nothing_else,
    a_call_is_sent_again_no_more_often_than_the_schedule_says,
    the_evidence_says_how_often_a_call_was_sent_again,
};
use throttling::no_write_of_a_scope_fails_for_throttling_in_time;
use visibility::{a_settlement_without_complaint_is_true, nothing_is_confirmed_before_it_shows};

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
    (
        "a call is sent again for what passes, and for nothing else",
        a_call_is_sent_again_for_what_passes_and_for_nothing_else,
    ),
    (
        "a call is sent again no more often than the schedule says",
        a_call_is_sent_again_no_more_often_than_the_schedule_says,
    ),
    (
        "the evidence says how often a call was sent again",
        the_evidence_says_how_often_a_call_was_sent_again,
    ),
    (
        "no write of a scope fails for throttling in time",
        no_write_of_a_scope_fails_for_throttling_in_time,
    ),
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

fn finishes<'a>(history: &'a History<'_>) -> impl Iterator<Item = (&'a Call, &'a Finish)> {
    history.log.calls.iter().flat_map(|call| {
        let finishes = [&call.finish, &call.settled].into_iter().flatten();
        finishes.map(move |finish| (call, finish))
    })
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

fn named(call: &Call) -> String {
    format!("{:?} by {:?} (step {})", call.op, call.who, call.step)
}

#[cfg(test)]
mod tests;
