//! Whether writes of the scope come through a service that throttles.

use std::time::Duration;

use super::named;
use super::resends::{Invocation, fails_with, invocations, latest, shares_a_rate, turns};
use crate::program::{Account, FaultKind, Who};
use crate::record::Call;
use crate::run::History;

/// Within its deadline, no write of the scope fails for throttling; and never where the service has taken so few that there
/// was room.
pub(super) fn no_write_of_a_scope_fails_for_throttling_in_time(
    history: &History<'_>,
) -> Result<(), String> {
    let calls = history.log.calls.iter().enumerate();
    let scoped = calls.filter(|(_, call)| call.who.is_scoped() && call.steadily_polled);
    for (index, call) in scoped {
        let sent = invocations(history, index);
        let Some((first, last)) = sent.first().zip(sent.last()) else {
            continue;
        };
        let Some(failed_at) = failed_for_throttling(call, last) else {
            continue;
        };
        let latest = latest(history, first);
        if failed_at + turns(history, call) < latest {
            return Err(format!(
                "{} was throttled and failed at {failed_at:?}; its deadline is {latest:?}",
                named(call)
            ));
        }
        let time = (first.began(), failed_at);
        let suffices = latest.saturating_sub(first.began()) >= needed(history, call, time);
        if let Some(room) = room(history, call, last.operation(), time).filter(|_| suffices) {
            return Err(format!(
                "{} was throttled from {:?} on and failed at {failed_at:?}, although there was room for {room}",
                named(call),
                first.began()
            ));
        }
    }
    Ok(())
}

/// When a call has failed, if it has, because the last attempt was throttled and no other may have landed.
fn failed_for_throttling(call: &Call, last: &Invocation<'_>) -> Option<Duration> {
    let finish = call.finish.as_ref()?;
    let (_, code, _) = last.refusal()?;
    let is_throttled = code == "ThrottlingException" && fails_with(&finish.came_to, code);
    is_throttled.then_some(finish.at)
}

/// How long it takes to send all writes of the scope that were of the same kind in a time, at the slowest rate, and again
/// where the SDK has given up.
fn needed(history: &History<'_>, call: &Call, (from, to): (Duration, Duration)) -> Duration {
    let calls = history.log.calls.iter().enumerate();
    let others = calls.filter(|(index, other)| {
        let began = invocations(history, *index).first().map(Invocation::began);
        let ended = other.finish.as_ref().map(|finish| finish.at);
        let is_meanwhile =
            began.is_some_and(|began| began <= to) && ended.is_none_or(|ended| ended >= from);
        is_meanwhile && shares_a_rate(other, call)
    });
    let others = u32::try_from(others.count()).unwrap_or(u32::MAX);
    Duration::from_secs(5) + Duration::from_millis(500) * others
}

/// How many more of an operation the service would have taken in a time, if that was half of what it takes or more.
fn room(
    history: &History<'_>,
    call: &Call,
    operation: &str,
    (from, to): (Duration, Duration),
) -> Option<usize> {
    let account = account(history, call.who);
    let rate = account.rate?;
    let is_random = |it: &crate::program::Fault| it.kind == FaultKind::WritesThrottled;
    if account.faults.iter().any(is_random) {
        return None;
    }
    let taken = history.served.iter().filter(|it| {
        let is_taken = it.injected.is_none() && (from..=to).contains(&it.at);
        is_taken && it.operation == operation
    });
    let capacity = ((to - from).as_secs_f64() * f64::from(rate.per_second)) as usize;
    let room = capacity.saturating_sub(taken.count());
    (room > capacity / 2 && capacity > 2).then_some(room)
}

fn account<'a>(history: &'a History<'_>, who: Who) -> &'a Account {
    match who {
        Who::Away | Who::ScopedAway => &history.program.world.away,
        _ => &history.program.world.home,
    }
}
