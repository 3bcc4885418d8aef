//! What outcomes are called in telemetry.

use crate::contract::outcome::Outcome;
use crate::report::error::{Cause, Conclusion};
use crate::report::evidence::Poll;

/// The outcome of a check, or of a write with all its checks.
pub(super) fn outcome_of<'a>(
    conclusion: &Conclusion,
    polls: impl IntoIterator<Item = &'a Poll>,
) -> &'static str {
    let mut outcomes = polls.into_iter().map(|poll| poll.outcome).peekable();
    match conclusion {
        Ok(Some(_)) => "unconfirmed",
        Ok(None) if outcomes.peek().is_none() => "unchecked",
        Ok(None) if outcomes.any(|outcome| outcome == Outcome::Superseded) => "superseded",
        Ok(None) => "confirmed",
        Err(Cause::Deadline { .. }) => "deadline",
        Err(Cause::Denied { .. }) => "denied",
        Err(Cause::Credentials { .. }) => "credentials",
        Err(Cause::Failed { .. }) => "failed",
        Err(Cause::Changed { .. }) => "changed",
        Err(Cause::NotImplemented { .. }) => "not_implemented",
        Err(Cause::Read { .. }) => "read",
    }
}

/// The outcome of a poll.
pub(super) fn label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Satisfied => "satisfied",
        Outcome::Superseded => "superseded",
        Outcome::Unverifiable => "unverifiable",
        Outcome::Pending => "pending",
        Outcome::Failing => "failing",
        Outcome::Failed => "failed",
        Outcome::Transient => "transient",
        Outcome::Throttled => "throttled",
        Outcome::TimedOut => "timed_out",
        Outcome::Denied => "denied",
        Outcome::Credentials => "credentials",
        Outcome::Fatal => "fatal",
    }
}

/// Whether a poll with this outcome has an `error.type`: one of its reads failed.
pub(super) fn is_error(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Satisfied
        | Outcome::Superseded
        | Outcome::Unverifiable
        | Outcome::Pending
        | Outcome::Failing
        | Outcome::Failed => false,
        Outcome::Transient
        | Outcome::Throttled
        | Outcome::TimedOut
        | Outcome::Denied
        | Outcome::Credentials
        | Outcome::Fatal => true,
    }
}
