//! What reads show once an operation's change shows.

use std::time::Duration;

use postcond_sim::Shown;
use serde_json::Value;

use super::resends::invocations;
use crate::program::{Op, ms};
use crate::record::{Call, CameTo, Landed};
use crate::run::History;

/// Whether a read that shows this sees what the operation has done, or something later.
pub(super) fn holds(op: Op, shown: &Shown) -> bool {
    shown.is_current || is_beside_the_point(op, shown) || is_met_by(op, shown.thing.as_ref())
}

/// Whether no read that the operation's check makes looks at this place: such as the versions, where the latest is read by
/// the plain name. A later write may have brought a part of the change along.
pub(super) fn is_beside_the_point(op: Op, shown: &Shown) -> bool {
    let looked_at: &[&str] = match op {
        Op::Put {
            tagged: true,
            overwrite: false,
            ..
        } => &["parameters", "resource_tags"],
        Op::Put { .. } | Op::Delete(_) | Op::DeleteBoth(..) => &["parameters"],
        Op::AddTag(..) | Op::RemoveTag(..) => &["resource_tags"],
        Op::Label(_) => &["parameter_versions"],
        Op::Create(_)
        | Op::Update { .. }
        | Op::PutValue(_)
        | Op::DeleteSecret { .. }
        | Op::Restore(_)
        | Op::Tag(..)
        | Op::Untag(..) => &["secrets"],
    };
    let collection = shown
        .place
        .split_once(' ')
        .map(|(collection, _)| collection);
    !collection.is_some_and(|collection| looked_at.contains(&collection))
}

/// Whether something shows what the operation has done, although the copy may be older. All that is added has a value of
/// its own, so that no older copy can show it.
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

/// Whether the operation takes something away, which leaves neither a version nor a date to tell it by.
fn takes_away(op: Op) -> bool {
    matches!(
        op,
        Op::Delete(_)
            | Op::DeleteBoth(..)
            | Op::DeleteSecret { .. }
            | Op::Restore(_)
            | Op::RemoveTag(..)
            | Op::Untag(..)
    )
}

/// Whether a limit that is documented is why a write does not show, although it is confirmed.
pub(super) fn is_excused(history: &History<'_>, landed: &Landed) -> bool {
    takes_back_what_is_under_way(history, landed) || looks_like_an_earlier_life(history, landed)
}

/// Whether a write takes away what an earlier one has added, which was neither confirmed nor visible everywhere by then. A
/// copy that has seen neither of the two looks like one that has seen both: that limit is documented.
fn takes_back_what_is_under_way(history: &History<'_>, landed: &Landed) -> bool {
    let Some(call) = call_of(history, landed) else {
        return false;
    };
    let write = &landed.write;
    let places: Vec<String> = write.places().collect();
    takes_away(call.op)
        && history.writes.iter().any(|(earlier, is_away)| {
            let same_place = *is_away == landed.is_away
                && earlier.region == write.region
                && earlier.places().any(|place| places.contains(&place));
            let is_under_way = earlier.at <= write.at && earlier.visible_everywhere() > write.at;
            let call = history.made_by.get(&earlier.request_id);
            let call = call.map(|call| &history.log.calls[*call]);
            let is_confirmed = call.is_some_and(|call| is_confirmed_by(call, write.at));
            let is_another = earlier.request_id != write.request_id;
            is_another && same_place && is_under_way && !is_confirmed
        })
}

/// Lives of a name that begin this close to each other, and a round trip, cannot be told apart by a client that has heard
/// little of the server's clock: an answer tells it by a date of whole seconds. The later one begins, for all that the client
/// knows, with the first attempt that may have landed.
const LIVES_APART: Duration = Duration::from_secs(1);

/// Whether a parameter was made, deleted and made anew so fast that the two lives look alike.
fn looks_like_an_earlier_life(history: &History<'_>, landed: &Landed) -> bool {
    let write = &landed.write;
    let setting = &history.program.world;
    let account = if landed.is_away {
        &setting.away
    } else {
        &setting.home
    };
    let apart = LIVES_APART + ms(account.round_trip);
    let places: Vec<String> = write.places().collect();
    let same_place = history.writes.iter().filter(|(earlier, is_away)| {
        *is_away == landed.is_away
            && earlier.region == write.region
            && earlier.request_id != write.request_id
            && earlier.at <= write.at
            && earlier.places().any(|place| places.contains(&place))
    });
    let (deletions, others): (Vec<_>, Vec<_>) =
        same_place.partition(|(earlier, _)| earlier.operation.starts_with("DeleteParameter"));
    let call = history.made_by.get(&write.request_id);
    let sent = call.and_then(|call| invocations(history, *call).pop());
    let sent = sent.and_then(|it| it.may_have_landed_since());
    let began = sent.map_or(write.at, |sent| sent.min(write.at));
    let mut close_by = others
        .iter()
        .filter(|(earlier, _)| earlier.at + apart >= began);
    write.operation == "PutParameter"
        && close_by.any(|(earlier, _)| {
            deletions
                .iter()
                .any(|(deleted, _)| deleted.at >= earlier.at)
        })
}

fn is_confirmed_by(call: &Call, at: Duration) -> bool {
    let finishes = [&call.finish, &call.settled].into_iter().flatten();
    let mut confirmed = finishes.filter(|it| it.came_to == CameTo::Confirmed);
    confirmed.any(|finish| finish.at <= at)
}

/// The call that has made a write.
pub(super) fn call_of<'a>(history: &'a History<'_>, landed: &Landed) -> Option<&'a Call> {
    let call = history.made_by.get(&landed.write.request_id)?;
    history.log.calls.get(*call)
}
