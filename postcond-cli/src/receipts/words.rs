//! What was seen of a write, and why it is not confirmed, in words for the command: those of the library advise what
//! its own callers can do.

use postcond::runtime::{Cause, Evidence, Outcome, Poll, ReadError, ReadRecord};

use super::verdict::State;
use crate::root;

/// Whether this says something of the write.
pub(crate) fn state_of(cause: &Cause, evidence: &Evidence) -> State {
    match cause {
        Cause::Failed { .. } | Cause::Changed { .. } => State::Unconfirmed,
        Cause::Deadline { .. } if has_seen(evidence) => State::Unconfirmed,
        // Nothing was read.
        _ => State::Unknown,
    }
}

/// Whether a read was answered with a state, be it that of the change or another.
pub(crate) fn has_seen(evidence: &Evidence) -> bool {
    evidence.polls().iter().any(is_state)
}

fn is_state(poll: &Poll) -> bool {
    matches!(
        poll.outcome,
        Outcome::Satisfied
            | Outcome::Superseded
            | Outcome::Unverifiable
            | Outcome::Pending
            | Outcome::Failing
            | Outcome::Failed
    )
}

/// Why it is not confirmed. `unanswered` is why the last request was not answered, if it was not.
pub(crate) fn of_cause(cause: &Cause, evidence: &Evidence, unanswered: Option<&str>) -> String {
    let check = cause.check();
    match cause {
        Cause::Deadline { last_seen, .. } if has_seen(evidence) => format!(
            "`{check}` was not met within the time that the receipt gives it; last seen: {last_seen}"
        ),
        Cause::Deadline { last_seen, .. } => could_not_read(check, unanswered.unwrap_or(last_seen)),
        Cause::Denied { source, .. } => {
            let right = cause.iam_statement();
            let right = right.map_or_else(
                || "its reads".to_owned(),
                |it| format!("`{it}` in an IAM policy"),
            );
            let code = source.code().unwrap_or("denied");
            format!("`{check}` may not read ({code}): allow this caller {right}")
        }
        Cause::Credentials { source, .. } => {
            let why = unanswered.map_or_else(|| of_read(source), str::to_owned);
            format!("`{check}` has no valid credentials to read with: {why}. Renew them")
        }
        Cause::NotImplemented { source, .. } => format!(
            "`{check}` cannot be met: the endpoint does not have the read ({})",
            of_read(source)
        ),
        Cause::Read { source, .. } => could_not_read(check, unanswered.unwrap_or(&of_read(source))),
        cause => cause.to_string(),
    }
}

/// That a look was not answered.
pub(crate) fn of_no_answer(evidence: &Evidence, why: &str) -> String {
    let check = evidence
        .polls()
        .last()
        .map_or("the check", |poll| poll.check);
    could_not_read(check, why)
}

fn could_not_read(check: &str, why: &str) -> String {
    format!("`{check}` could not read: {why}")
}

/// Which read was answered how. Of the service's words the code alone, as everywhere.
fn of_read(error: &ReadError) -> String {
    let read = error.operation().unwrap_or("the read");
    match (error.status(), error.code()) {
        (Some(status), Some(code)) => format!("{read}: HTTP {status} {code}"),
        (Some(status), None) => format!("{read}: HTTP {status}"),
        (None, _) => format!("{read}: {}", root(error)),
    }
}

/// What the last poll saw that did not see the change, of which check and by which read.
pub(crate) fn last_seen(evidence: &Evidence) -> Option<String> {
    let polls = evidence.polls();
    let is_open = |poll: &&Poll| !matches!(poll.outcome, Outcome::Satisfied | Outcome::Superseded);
    let last = polls.iter().rfind(is_open).or(polls.last())?;
    let read = last.reads.last().and_then(of_record);
    let read = read.map_or_else(String::new, |read| format!(" ({read})"));
    Some(format!("`{}`: {}{read}", last.check, last.seen))
}

/// `None` if it was not answered.
fn of_record(read: &ReadRecord) -> Option<String> {
    let (operation, status) = (&read.operation, read.status?);
    Some(match &read.code {
        Some(code) => format!("{operation}: HTTP {status} {code}"),
        None => format!("{operation}: HTTP {status}"),
    })
}
