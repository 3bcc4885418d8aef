//! Whether what could be confirmed in time is confirmed.

use super::{finishes, named};
use crate::program::{Fault, FaultKind, Op, Provider, Setting, ms};
use crate::record::CameTo;
use crate::run::History;

/// Where reads are answered, nobody writes the same meanwhile, and the change shows long before the deadline, the wait ends
/// with a confirmation.
pub(super) fn what_shows_in_time_is_confirmed(history: &History<'_>) -> Result<(), String> {
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
            && !is_followed(history, call.op, write)
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
    let reads_are_limited = account.rate.is_some_and(|rate| rate.of_reads);
    !account.faults.iter().any(spoils)
        && !reads_are_limited
        && lag * 2 + needed <= ms(setting.deadline)
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

/// Whether something else was done to the same parameter or secret since: of what is gone, nothing is left to see.
fn is_followed(history: &History<'_>, op: Op, write: &postcond_sim::Write) -> bool {
    history.writes.iter().any(|(other, _)| {
        let made_by = history.made_by.get(&other.request_id);
        let same = made_by.is_some_and(|it| history.log.calls[*it].op.is_about_the_same_as(op));
        same && other.request_id != write.request_id && other.at >= write.at
    })
}
