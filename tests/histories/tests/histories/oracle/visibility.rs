//! Whether what is reported as confirmed shows in the place that was written.

use postcond_sim::Shown;

use super::effects::{call_of, holds, is_beside_the_point, is_excused};
use super::{finishes, named};
use crate::program::Op;
use crate::record::{Call, CameTo, Landed};
use crate::run::History;

/// Each call that returned `Ok`, or whose write was settled as confirmed, shows in the place that was written, whichever
/// replica serves the next read.
pub(super) fn nothing_is_confirmed_before_it_shows(history: &History<'_>) -> Result<(), String> {
    let confirmed = finishes(history).filter(|(_, it)| it.came_to == CameTo::Confirmed);
    for (call, finish) in confirmed {
        let Some(landed) = deciding(call.op, &finish.shown) else {
            if may_be_taken_for_anothers(history, call) {
                continue;
            }
            return Err(format!("{} is confirmed, and has not landed", named(call)));
        };
        let stale = landed.shown.iter().find(|shown| !holds(call.op, shown));
        if let Some(stale) = stale.filter(|_| !is_excused(history, landed)) {
            let account = if landed.is_away {
                "the other account, "
            } else {
                ""
            };
            return Err(format!(
                "{} is confirmed at {:?}; written at {:?} in {account}{}, visible at {:?}: {} is stale",
                named(call),
                finish.at,
                landed.write.at,
                landed.write.region,
                landed.write.visible,
                stale.place
            ));
        }
    }
    Ok(())
}

/// Which of the writes of a call decides: where a repeated attempt changes nothing more, it is the first.
fn deciding(op: Op, landed: &[Landed]) -> Option<&Landed> {
    match is_done_at_once(op) {
        true => landed.first(),
        false => landed.last(),
    }
}

/// Whether repeating the very same request leaves what the first has done: by its token, or because it says all.
fn is_done_at_once(op: Op) -> bool {
    matches!(
        op,
        Op::Create(_) | Op::PutValue(_) | Op::Update { .. } | Op::Tag(..) | Op::AddTag(..)
    )
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

/// After a settlement that reports nothing unconfirmed, every read sees each of its writes, or those that took their place.
pub(super) fn a_settlement_without_complaint_is_true(history: &History<'_>) -> Result<(), String> {
    for settling in &history.log.settlings {
        let Some((settled, landed)) = &settling.claims else {
            continue;
        };
        for index in settled {
            let call = &history.log.calls[*index];
            let stale = stale_write(history, *index, landed);
            if let Some(stale) = stale.filter(|_| is_claimed(call)) {
                let (step, ended) = (settling.step, settling.ended);
                return Err(format!(
                    "{} is no complaint of step {step} at {ended:?}: {} is stale",
                    named(call),
                    stale.place
                ));
            }
        }
    }
    Ok(())
}

/// Whether a settlement says that the write, or what took its place, is confirmed. Of one that opted out, it says nothing.
fn is_claimed(call: &Call) -> bool {
    let claims = [
        CameTo::Confirmed,
        CameTo::ConfirmedInPart,
        CameTo::Superseded,
    ];
    let settled = call.settled.as_ref().filter(|_| !call.who.opts_out());
    settled.is_some_and(|finish| claims.contains(&finish.came_to))
}

/// A place in which neither the write of a call shows, nor a later one.
fn stale_write<'a>(history: &History<'_>, call: usize, landed: &'a [Landed]) -> Option<&'a Shown> {
    let is_own = |it: &Landed| history.made_by.get(&it.write.request_id) == Some(&call);
    let op = history.log.calls[call].op;
    let own = match is_done_at_once(op) {
        true => landed.iter().position(is_own),
        false => landed.iter().rposition(is_own),
    };
    let (write, later) = landed[own?..].split_first()?;
    let later = later
        .iter()
        .filter(|it| is_of_the_same(&it.write, it.is_away, write));
    let decisive: Vec<&Landed> = later.chain([write]).collect();
    write.shown.iter().find(|shown| {
        let shows = |it: &&Landed| shows_at(history, it, &shown.place);
        !is_beside_the_point(op, shown) && !decisive.iter().any(shows)
    })
}

/// Whether a write is one to the same region of the same account and service.
fn is_of_the_same(write: &postcond_sim::Write, is_away: bool, as_this: &Landed) -> bool {
    let this = &as_this.write;
    is_away == as_this.is_away && write.region == this.region && write.service == this.service
}

/// Whether reads show at this place what a write has done there.
fn shows_at(history: &History<'_>, landed: &Landed, place: &str) -> bool {
    let op = call_of(history, landed).map(|call| call.op);
    let mut here = landed
        .shown
        .iter()
        .filter(|it| it.place == place)
        .peekable();
    let is_about_it = here.peek().is_some();
    let shows = here.all(|it| it.is_current || op.is_some_and(|op| holds(op, it)));
    is_about_it && (shows || is_excused(history, landed))
}
