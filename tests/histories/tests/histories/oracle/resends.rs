//! Whether calls are sent again for what passes: in time, not too often, and for nothing else.

use std::time::Duration;

use postcond::runtime::Evidence;

use super::{TOLERANCE, named};
use crate::program::{Op, Pauses, Provider, Setting, Who, ms};
use crate::record::{Call, CameTo, Exchange, is_read};
use crate::run::History;

/// One invocation of the SDK: its attempts, in order.
pub(super) struct Invocation<'a>(Vec<&'a Exchange>);

impl Invocation<'_> {
    pub(super) fn began(&self) -> Duration {
        self.0[0].began
    }

    pub(super) fn operation(&self) -> &str {
        &self.0[0].operation
    }

    /// When its first attempt was sent that may have landed.
    pub(super) fn may_have_landed_since(&self) -> Option<Duration> {
        let mut open = self.0.iter().filter(|it| !is_refused(it));
        Some(open.next()?.began)
    }

    /// When its last attempt was answered, and how that was refused. `None` if any attempt may have changed something.
    pub(super) fn refusal(&self) -> Option<(Duration, &str, &str)> {
        let last = self.0.last()?;
        let (code, words) = last.refusal.as_ref()?;
        let is_clean = self.0.iter().all(|it| is_refused(it));
        is_clean.then_some((last.ended?, code, words))
    }
}

fn is_refused(attempt: &Exchange) -> bool {
    matches!(attempt.answer, Some((400..=499, _)))
}

/// The invocations of a call's mutation.
pub(super) fn invocations<'a>(history: &'a History<'_>, call: usize) -> Vec<Invocation<'a>> {
    let exchanges = history.log.exchanges.iter();
    let sent = exchanges.filter(|it| it.call == Some(call) && !is_read(&it.operation));
    let mut invocations: Vec<Invocation<'_>> = Vec::new();
    for exchange in sent {
        match invocations.last_mut() {
            Some(Invocation(of)) if of[0].invocation_id == exchange.invocation_id => {
                of.push(exchange);
            }
            _ => invocations.push(Invocation(vec![exchange])),
        }
    }
    invocations
}

/// Why a call was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    /// There are too many requests: in the scope, that passes.
    Throttling,
    /// An earlier write of the client explains it.
    OwnWrite,
    /// Nothing of the client's explains it.
    Other,
    /// What explains it happened in the same millisecond.
    Unclear,
}

fn reason(history: &History<'_>, call: &Call, (at, code, words): (Duration, &str, &str)) -> Reason {
    if code == "ThrottlingException" {
        return match call.who.is_scoped() {
            true => Reason::Throttling,
            false => Reason::Other,
        };
    }
    if !is_of_the_client(call.who) || !passes(call.op, code, words) {
        return Reason::Other;
    }
    let (before, by_then) = (
        is_explained(history, call.op, |written| written < at),
        is_explained(history, call.op, |written| written <= at),
    );
    match (before, by_then) {
        (Some(true), Some(true)) => Reason::OwnWrite,
        (Some(false), Some(false)) => Reason::Other,
        _ => Reason::Unclear,
    }
}

/// Whether the service refuses an operation so because of an earlier write, as far as its code and words say.
fn passes(op: Op, code: &str, words: &str) -> bool {
    match op {
        Op::Put { .. } => ["ParameterAlreadyExists", "TooManyUpdates"].contains(&code),
        Op::AddTag(..) => code == "InvalidResourceId",
        Op::Create(_) => {
            let is_scheduled = words.contains("scheduled for deletion");
            code == "ResourceExistsException" || (code == "InvalidRequestException" && is_scheduled)
        }
        Op::Tag(..) => code == "ResourceNotFoundException",
        _ => false,
    }
}

/// Whether the last write of the client to what an operation is about explains a refusal. `None` if several came last, or
/// one that was not answered: it counts once it has been found.
fn is_explained(
    history: &History<'_>,
    op: Op,
    is_before: impl Fn(Duration) -> bool,
) -> Option<bool> {
    let calls = history.log.calls.iter().enumerate();
    let written: Vec<(Duration, Option<Op>)> = calls
        .filter(|(index, call)| is_of_the_client(call.who) && touches(history, *index, op))
        .filter_map(|(_, call)| match call.returned {
            Some((at, true)) if is_before(at) => Some((at, Some(call.op))),
            Some((at, false)) if is_before(at) && was_found(call) => Some((at, None)),
            _ => None,
        })
        .collect();
    let Some(last) = written.iter().map(|(at, _)| *at).max() else {
        return Some(false);
    };
    let last = written.iter().filter(|(at, _)| *at == last);
    let last = last
        .map(|(_, earlier)| *earlier)
        .collect::<Option<Vec<_>>>()?;
    let mut explained = last.iter().map(|earlier| explains(*earlier, op));
    let first = explained.next()?;
    explained.all(|it| it == first).then_some(first)
}

/// Whether a call that was not answered has landed all the same, for all that its client says.
fn was_found(call: &Call) -> bool {
    let finish = call.finish.as_ref();
    finish.is_some_and(|finish| !matches!(finish.came_to, CameTo::Failed(_)))
}

/// Whether a refusal of one operation passes after the other.
fn explains(earlier: Op, op: Op) -> bool {
    match op {
        Op::Put { .. } => matches!(earlier, Op::Delete(_) | Op::DeleteBoth(..)),
        Op::AddTag(..) => matches!(earlier, Op::Put { .. }),
        Op::Create(_) => matches!(earlier, Op::DeleteSecret { forced: true, .. }),
        Op::Tag(..) => matches!(earlier, Op::Create(_)),
        _ => false,
    }
}

/// Whether a call makes or deletes what an operation is about: only such writes of its own explain a refusal.
fn touches(history: &History<'_>, call: usize, op: Op) -> bool {
    let of = |op: Op| match op {
        Op::Put { name, .. } | Op::Delete(name) | Op::AddTag(name, _) => Some((false, name)),
        Op::Create(name) | Op::DeleteSecret { name, forced: true } | Op::Tag(name, _) => {
            Some((true, name))
        }
        _ => None,
    };
    match history.log.calls[call].op {
        Op::AddTag(..) | Op::Tag(..) => false,
        // Of those that it names, the service says which it has deleted.
        Op::DeleteBoth(..) => {
            matches!(of(op), Some((false, name)) if has_deleted(history, call, name))
        }
        earlier => of(earlier).is_some() && of(earlier) == of(op),
    }
}

/// Whether the answer to a call says that it has deleted this parameter.
fn has_deleted(history: &History<'_>, call: usize, name: u16) -> bool {
    let answers = history
        .log
        .exchanges
        .iter()
        .filter(|it| it.call == Some(call));
    let answers = answers.filter_map(|it| it.answer.as_ref());
    let ids: Vec<&str> = answers.map(|(_, id)| id.as_str()).collect();
    let place = format!("parameters /{name}");
    history
        .writes
        .iter()
        .any(|(write, _)| ids.contains(&&*write.request_id) && write.places().any(|it| it == place))
}

/// Whether what it writes is written by the client itself, with its own configuration.
fn is_of_the_client(who: Who) -> bool {
    matches!(
        who,
        Who::Consistent
            | Who::Unconfirmed
            | Who::Scoped
            | Who::ScopedUnconfirmed
            | Who::Intercepted
    )
}

/// What passes is not passed on before the deadline; what does not is passed on at once.
pub(super) fn a_call_is_sent_again_for_what_passes_and_for_nothing_else(
    history: &History<'_>,
) -> Result<(), String> {
    let calls = history.log.calls.iter().enumerate();
    for (index, call) in calls.filter(|(_, call)| call.steadily_polled) {
        let sent = invocations(history, index);
        let Some(((last, before), first)) = sent.split_last().zip(sent.first()) else {
            continue;
        };
        let latest = latest(history, first);
        if let Some(refused) = before.iter().find_map(|it| passed_on(history, call, it)) {
            return Err(format!("{} was sent again: {refused}", named(call)));
        }
        if let Some(refused) = given_up(history, call, last, latest) {
            return Err(format!(
                "{} failed before its deadline at {latest:?}: {refused}",
                named(call)
            ));
        }
        if last.began() > latest + 2 * load(&history.program.world) {
            return Err(format!(
                "{} was sent again at {:?}; its deadline is {latest:?}",
                named(call),
                last.began()
            ));
        }
    }
    Ok(())
}

/// The refusal of an invocation, if it is one that a call is to fail with at once.
fn passed_on(history: &History<'_>, call: &Call, sent: &Invocation<'_>) -> Option<String> {
    let (at, code, words) = sent.refusal()?;
    let is_passed_on = reason(history, call, (at, code, words)) == Reason::Other;
    is_passed_on.then(|| format!("nothing of its client's explains {code} at {at:?}"))
}

/// Whether a call has failed with an error of this code: not with one of loading credentials, say, before it was sent again.
pub(super) fn fails_with(came_to: &CameTo, code: &str) -> bool {
    matches!(came_to, CameTo::Failed(words) if words.contains(code))
}

/// The refusal that a call has failed with, if it was too early to.
fn given_up(
    history: &History<'_>,
    call: &Call,
    last: &Invocation<'_>,
    latest: Duration,
) -> Option<String> {
    let finish = call.finish.as_ref()?;
    let (at, code, words) = last.refusal()?;
    let has_failed = fails_with(&finish.came_to, code);
    let passes = reason(history, call, (at, code, words)) == Reason::OwnWrite;
    let is_early = at + turns(history, call) < latest;
    (has_failed && passes && is_early)
        .then(|| format!("an earlier write of its client's explains {code} at {at:?}"))
}

/// When a call is sent for the last time, or so long before as its credentials may take to load.
pub(super) fn latest(history: &History<'_>, first: &Invocation<'_>) -> Duration {
    let world = &history.program.world;
    let began = first.began().saturating_sub(load(world));
    began + ms(world.deadline) - TOLERANCE
}

fn load(world: &Setting) -> Duration {
    match world.provider {
        Provider::Slow(takes) => ms(takes) + 2 * TOLERANCE,
        Provider::Prompt | Provider::FailsOnce(_) => 2 * TOLERANCE,
    }
}

/// So long before its deadline a write of the scope may have no turn left: others have taken them, at the slowest rate.
/// Who is not polled any more has not given back what it has taken.
pub(super) fn turns(history: &History<'_>, call: &Call) -> Duration {
    if !call.who.is_scoped() {
        return Duration::ZERO;
    }
    let others = history.log.calls.iter();
    let others = others.filter(|it| shares_a_rate(it, call) && !it.steadily_polled);
    let others = others.count() + history.program.world.writes_at_once;
    Duration::from_millis(500) * u32::try_from(others).unwrap_or(u32::MAX)
}

/// Whether two writes may be sent at one rate.
pub(super) fn shares_a_rate(one: &Call, other: &Call) -> bool {
    let is_same = std::mem::discriminant(&one.op) == std::mem::discriminant(&other.op);
    is_same && one.who.is_scoped() && other.who.is_scoped()
}

/// The n-th pause is no shorter than the schedule's, unless the deadline is nearer.
pub(super) fn a_call_is_sent_again_no_more_often_than_the_schedule_says(
    history: &History<'_>,
) -> Result<(), String> {
    for (index, call) in history.log.calls.iter().enumerate() {
        let sent = invocations(history, index);
        for (number, pair) in sent.windows(2).enumerate() {
            let Some((refused, ..)) = pair[0].refusal() else {
                continue;
            };
            let (paused, least) = (
                pair[1].began().saturating_sub(refused),
                shortest_pause(&history.program.world, number),
            );
            // One that was held before it was transmitted has a deadline that has begun before.
            let is_last = pair[1].began() >= latest(history, &sent[0])
                || (!call.steadily_polled && number + 2 == sent.len());
            if paused < least && !is_last {
                return Err(format!(
                    "{} was refused at {refused:?} and sent again {paused:?} later, pause {number}; the schedule says {least:?}",
                    named(call)
                ));
            }
        }
    }
    Ok(())
}

fn shortest_pause(world: &Setting, number: usize) -> Duration {
    match world.schedule {
        Pauses::Fixed(pause) => ms(pause),
        // 33 ms, growing by 1.45 up to 5 s: what is left to chance only adds to that.
        Pauses::Learned | Pauses::Exponential => {
            let growth = 1.45_f64.powi(i32::try_from(number).unwrap_or(i32::MAX));
            Duration::from_secs_f64((0.033 * growth * 0.999).min(4.999))
        }
    }
}

/// Of calls whose last answer was not lost.
pub(super) fn the_evidence_says_how_often_a_call_was_sent_again(
    history: &History<'_>,
) -> Result<(), String> {
    for (index, call) in history.log.calls.iter().enumerate() {
        let finishes = [&call.finish, &call.settled].into_iter().flatten();
        let mut told = finishes.filter(|finish| tells(&finish.came_to));
        let is_answered = matches!(call.returned, Some((_, true)));
        let Some(finish) = told.next_back().filter(|_| is_answered) else {
            continue;
        };
        let sent = invocations(history, index);
        let refused = sent.iter().rev().nth(1).and_then(Invocation::refusal);
        let said = said(&finish.evidence);
        let expected = refused.map(|(at, code, words)| {
            let of_own = match reason(history, call, (at, code, words)) {
                Reason::Unclear => said.as_ref().is_some_and(|(.., of_own)| *of_own),
                reason => reason == Reason::OwnWrite,
            };
            (sent.len() - 1, code.to_owned(), of_own)
        });
        if said != expected {
            return Err(format!(
                "{}: the evidence has {said:?}, and the log {expected:?}",
                named(call)
            ));
        }
    }
    Ok(())
}

/// Whether the evidence of a call that came to this is whole.
fn tells(came_to: &CameTo) -> bool {
    matches!(
        came_to,
        CameTo::Confirmed
            | CameTo::ConfirmedInPart
            | CameTo::Unverified(_)
            | CameTo::Unconfirmed(_)
    )
}

/// How often, for which refusal, and whether after a write of its own.
fn said(evidence: &Evidence) -> Option<(usize, String, bool)> {
    let resent = evidence.resent()?;
    Some((
        resent.times as usize,
        resent.code.clone(),
        resent.after.is_some(),
    ))
}
