//! What clients report to [`tracing`](https://docs.rs/tracing) and, with the feature `metrics`, to the
//! [`metrics`](https://docs.rs/metrics) facade: all names that dashboards and filters are made of.
//!
//! Names without `postcond` are those that OpenTelemetry's semantic conventions have for
//! [calls of an AWS SDK](https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/), which
//! the SDK's own spans use as well. Times are in seconds. No value of a parameter, secret or tag is in
//! any of it.
//!
//! # Spans and events
//!
//! Their target is `postcond`, their level `debug`: `RUST_LOG=postcond=debug` shows them. Only what is
//! left unconfirmed without an error, or is a fault of the program, is told at level `warn`.
//!
//! | | when | fields |
//! |---|---|---|
//! | span `confirm` | while one check of one write is enforced | `rpc.system` (`aws-api`), `rpc.service`, `rpc.method`, `aws.request_id` of the write; `postcond.check`, `postcond.resource`; at its end `postcond.outcome`, and `error.type` if it failed |
//! | event `sent again` | when a call that was refused for what passes is sent again | `rpc.system`, `rpc.service`, `rpc.method`; `postcond.resent` (how often so far), `postcond.elapsed` since it was first sent, `postcond.after` (the earlier write, if it is one), `error.type` (the service's code) |
//! | event `polled` | after each poll | `postcond.poll` (the first is 1), `postcond.outcome`, `postcond.seen` in words, `postcond.elapsed` since the write returned until the poll began, `postcond.took`, `postcond.reads` (how many), `aws.request_id` of the last read; `error.type` if a read failed |
//! | event `concluded` | at the end | `postcond.outcome`, `postcond.polls` (how many), `postcond.elapsed` since the write returned, `postcond.lag.not_before` and `postcond.lag.by` as in [`ObservedLag`]; `error.type` if it failed |
//! | event `accepted unconfirmed` (`warn`) | instead of that | `postcond.unconfirmed` as in [`Evidence::unconfirmed`]; `postcond.outcome`, `postcond.polls`, `postcond.elapsed`; and what names the write in the span, since the span is not there for who hears warnings only |
//! | event `history ignored` (`warn`) | once a client, when a [`History`](crate::History) could not be read or saved | `postcond.history` (where it is kept, as far as that is known), `error.message` |
//! | event `undeclared read` (`warn`) | in builds with debug assertions, when a check makes a read that is not among its `reads` | `rpc.system`, `rpc.service`, `rpc.method` of the write; `postcond.check`, `postcond.read` |
//! | event `scope dropped with outstanding writes` (`warn`) | when a [`Scope`](crate::Scope) is dropped before all of its writes were settled | `postcond.outstanding` (how many), `postcond.operations` with the count of each |
//!
//! Looking for a write that was not answered has a span of its own before those of its checks, whose
//! `postcond.check` is the function that looks.
//!
//! A check that is given up has no event at its end: another check of the same write has failed, or
//! the caller has dropped the call. Neither has one whose write is superseded meanwhile by a later one
//! of its scope.
//!
//! # Counters and histograms
//!
//! | | | labels |
//! |---|---|---|
//! | `postcond.writes` | writes that succeeded, or may have | `rpc.service`, `rpc.method`, `postcond.outcome` |
//! | `postcond.polls` | polls | `rpc.service`, `rpc.method`, `postcond.outcome` |
//! | `postcond.reads` | requests that polls made; one that several share counts for each of them | `rpc.service`, `rpc.method`, `postcond.read` |
//! | `postcond.confirmation.duration` | histogram, seconds: from a write's return to its confirmation | `rpc.service`, `rpc.method` |
//! | `postcond.lag` | histogram, seconds: [`ObservedLag::by`] of confirmed writes | `rpc.service`, `rpc.method` |
//!
//! `rpc.method` is the write, as in `PutParameter`, `postcond.read` the operation that reads back, as
//! in `GetParameter`. No label holds the name or id of a resource, so that the number of series is
//! bounded by that of a service's operations. A call that is dropped while it waits counts polls, but
//! no write.
//!
//! # Outcomes
//!
//! | `postcond.outcome` of a poll | [`Outcome`](crate::Outcome) |
//! |---|---|
//! | `satisfied`, `superseded`, `unverifiable` | the poll settled it |
//! | `pending`, `failing`, `failed` | the change was not visible |
//! | `transient`, `throttled`, `timed_out`, `denied`, `credentials`, `fatal` | a read failed; `error.type` is the same |
//!
//! | `postcond.outcome` of a write | |
//! |---|---|
//! | `confirmed` | the change was seen |
//! | `superseded` | a later change was seen, or a later write of the same [`Scope`](crate::Scope) has taken its place |
//! | `unconfirmed` | accepted without confirmation: see [`Evidence::unconfirmed`] |
//! | `unchecked` | no check applied |
//! | `ambiguous` | not answered, and looked for in vain: see [`AmbiguousWrite`](crate::AmbiguousWrite) |
//! | `deadline`, `denied`, `credentials`, `failed`, `not_implemented`, `read` | the [`Cause`](crate::Cause) of the error; `error.type` is the same |

mod outcomes;

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use tokio::time::Instant;
use tracing::Span;
use tracing::field::Empty;

use crate::contract::erased::OperationNames;
use crate::report::error::Conclusion;
use crate::report::evidence::{Evidence, ObservedLag, Poll, PollLog};
use crate::report::resent::Resent;
use crate::report::telemetry::outcomes::{is_error, label, outcome_of};

/// The target of every span and event.
const TARGET: &str = "postcond";

/// The write that a check is about.
pub(crate) struct About<'a> {
    pub(crate) operation: &'static OperationNames,
    pub(crate) request_id: Option<&'a str>,
    pub(crate) resource: Option<&'a str>,
    /// When its call returned.
    pub(crate) returned: Instant,
}

/// The span of the enforcement of one check.
pub(crate) fn span(check: &'static str, write: &About<'_>) -> Span {
    tracing::debug_span!(
        target: TARGET,
        "confirm",
        rpc.system = "aws-api",
        rpc.service = write.operation.sdk_id,
        rpc.method = write.operation.name,
        aws.request_id = write.request_id,
        postcond.check = check,
        postcond.resource = write.resource,
        postcond.outcome = Empty,
        "error.type" = Empty,
    )
}

/// Tells that a call is sent again.
pub(crate) fn sent_again(operation: &OperationNames, resent: &Resent) {
    tracing::debug!(
        target: TARGET,
        {
            rpc.system = "aws-api",
            rpc.service = operation.sdk_id,
            rpc.method = operation.name,
            postcond.resent = resent.times,
            postcond.elapsed = resent.over.as_secs_f64(),
            postcond.after = resent.after.as_ref().map(ToString::to_string),
            "error.type" = resent.code
        },
        "sent again"
    );
}

/// Tells of one poll, the `number`th.
pub(crate) fn polled(operation: &OperationNames, number: usize, poll: &Poll) {
    let last_read = poll.reads.last();
    tracing::debug!(
        target: TARGET,
        {
            postcond.poll = number,
            postcond.outcome = label(poll.outcome),
            postcond.seen = poll.seen,
            postcond.elapsed = poll.at.as_secs_f64(),
            postcond.took = poll.took.as_secs_f64(),
            postcond.reads = poll.reads.len(),
            aws.request_id = last_read.and_then(|read| read.request_id.as_deref()),
            "error.type" = is_error(poll.outcome).then(|| label(poll.outcome))
        },
        "polled"
    );
    measures::polled(operation, poll);
}

/// Tells that a check has made a read that it does not declare.
pub(crate) fn undeclared(operation: &OperationNames, check: &'static str, read: &str) {
    tracing::warn!(
        target: TARGET,
        {
            rpc.system = "aws-api",
            rpc.service = operation.sdk_id,
            rpc.method = operation.name,
            postcond.check = check,
            postcond.read = read
        },
        "undeclared read"
    );
}

/// Tells of the end of the enforcement of one check, in its span.
pub(crate) fn concluded(
    span: &Span,
    check: &'static str,
    write: &About<'_>,
    log: &PollLog,
    conclusion: &Conclusion,
) {
    let outcome = outcome_of(conclusion, log.polls());
    let error_type = conclusion.is_err().then_some(outcome);
    span.record("postcond.outcome", outcome);
    span.record("error.type", error_type);
    let _entered = span.enter();
    if let Ok(Some(unconfirmed)) = conclusion {
        return accepted(check, write, log, unconfirmed);
    }
    let lag = log.lag();
    let seconds = |end: fn(ObservedLag) -> Duration| lag.map(|lag| end(lag).as_secs_f64());
    tracing::debug!(
        target: TARGET,
        {
            postcond.outcome = outcome,
            postcond.polls = log.made(),
            postcond.elapsed = write.returned.elapsed().as_secs_f64(),
            postcond.lag.not_before = seconds(|lag| lag.not_before),
            postcond.lag.by = seconds(|lag| lag.by),
            "error.type" = error_type
        },
        "concluded"
    );
}

/// Warns that a write is taken as it is. Who hears warnings only hears of no span, so that this names
/// the write by itself.
fn accepted(check: &'static str, write: &About<'_>, log: &PollLog, unconfirmed: &str) {
    tracing::warn!(
        target: TARGET,
        {
            rpc.service = write.operation.sdk_id,
            rpc.method = write.operation.name,
            aws.request_id = write.request_id,
            postcond.check = check,
            postcond.resource = write.resource,
            postcond.outcome = "unconfirmed",
            postcond.unconfirmed = unconfirmed,
            postcond.polls = log.made(),
            postcond.elapsed = write.returned.elapsed().as_secs_f64()
        },
        "accepted unconfirmed"
    );
}

/// Counts a write of which it is not known whether it landed, and that was looked for in vain.
pub(crate) fn not_found(operation: &OperationNames, evidence: &Evidence) {
    measures::written(operation, "ambiguous", evidence);
}

/// Counts a write, once all its checks have come to an end.
pub(crate) fn written(operation: &OperationNames, conclusion: &Conclusion, evidence: &Evidence) {
    measures::written(
        operation,
        outcome_of(conclusion, evidence.polls()),
        evidence,
    );
}

/// Counts a write of a scope that later ones have taken the place of.
pub(crate) fn superseded(operation: &OperationNames) {
    measures::superseded(operation);
}

/// Warns that a scope was dropped before all of its writes were settled, with the operation of each.
pub(crate) fn dropped(operations: impl Iterator<Item = &'static str>) {
    let mut counts = BTreeMap::<_, usize>::new();
    for operation in operations {
        *counts.entry(operation).or_default() += 1;
    }
    let of_each = counts
        .iter()
        .map(|(operation, count)| format!("{operation} ({count})"));
    tracing::warn!(
        target: TARGET,
        {
            postcond.outstanding = counts.values().sum::<usize>(),
            postcond.operations = of_each.collect::<Vec<_>>().join(", ")
        },
        "scope dropped with outstanding writes"
    );
}

/// Warns that a history could not be read or saved, and that the client does without.
pub(crate) fn history_ignored(history: &str, error: &dyn fmt::Display) {
    tracing::warn!(
        target: TARGET,
        {
            postcond.history = history,
            error.message = %error,
        },
        "history ignored"
    );
}

#[cfg(feature = "metrics")]
pub use measures::describe_metrics;

#[cfg(feature = "metrics")]
mod measures {
    use metrics::{Label, Unit, counter, describe_counter, describe_histogram, histogram};

    use crate::contract::erased::OperationNames;
    use crate::report::evidence::{Evidence, Poll};
    use crate::report::telemetry::outcomes::label;

    const WRITES: &str = "postcond.writes";
    const POLLS: &str = "postcond.polls";
    const READS: &str = "postcond.reads";
    const CONFIRMATION_DURATION: &str = "postcond.confirmation.duration";
    const LAG: &str = "postcond.lag";

    /// Tells the recorder the unit and the meaning of each counter and histogram. Call it once, after
    /// the recorder was installed; without, they are recorded all the same.
    pub fn describe_metrics() {
        describe_counter!(WRITES, Unit::Count, "Writes that succeeded, by outcome");
        describe_counter!(POLLS, Unit::Count, "Polls of checks, by outcome");
        describe_counter!(READS, Unit::Count, "Requests that polls made");
        describe_histogram!(
            CONFIRMATION_DURATION,
            Unit::Seconds,
            "Time from a write's return to its confirmation"
        );
        describe_histogram!(
            LAG,
            Unit::Seconds,
            "Time from a write's return to the first poll that saw the change"
        );
    }

    pub(super) fn polled(operation: &OperationNames, poll: &Poll) {
        counter!(
            POLLS,
            labels(operation, Some(labelled(label(poll.outcome))))
        )
        .increment(1);
        for read in &poll.reads {
            let read = Label::new("postcond.read", read.operation.clone());
            counter!(READS, labels(operation, Some(read))).increment(1);
        }
    }

    pub(super) fn written(operation: &OperationNames, outcome: &'static str, evidence: &Evidence) {
        counter!(WRITES, labels(operation, Some(labelled(outcome)))).increment(1);
        if !matches!(outcome, "confirmed" | "superseded") {
            return;
        }
        histogram!(CONFIRMATION_DURATION, labels(operation, None)).record(evidence.waited());
        if let Some(lag) = evidence.lag() {
            histogram!(LAG, labels(operation, None)).record(lag.by);
        }
    }

    pub(super) fn superseded(operation: &OperationNames) {
        counter!(WRITES, labels(operation, Some(labelled("superseded")))).increment(1);
    }

    fn labelled(outcome: &'static str) -> Label {
        Label::new("postcond.outcome", outcome)
    }

    /// Those of the write, and one more. None of them names a resource: series are bounded.
    fn labels(operation: &OperationNames, more: Option<Label>) -> Vec<Label> {
        let of_write = [
            Label::new("rpc.service", operation.sdk_id),
            Label::new("rpc.method", operation.name),
        ];
        of_write.into_iter().chain(more).collect()
    }
}

/// Without the feature nothing is counted.
#[cfg(not(feature = "metrics"))]
mod measures {
    use crate::contract::erased::OperationNames;
    use crate::report::evidence::{Evidence, Poll};

    pub(super) fn polled(_: &OperationNames, _: &Poll) {}

    pub(super) fn written(_: &OperationNames, _: &'static str, _: &Evidence) {}

    pub(super) fn superseded(_: &OperationNames) {}
}
