//! A verdict for other programs. Times are in seconds, and named so.

use postcond::Receipt;
use postcond::runtime::{Evidence, Poll};
use serde_json::{Value, json};

use super::verdict::Verdict;
use crate::seconds;

pub(crate) fn of(verdict: &Verdict) -> Value {
    let receipt = verdict.receipt.as_ref();
    json!({
        "source": verdict.source,
        "state": verdict.state().as_str(),
        "service": receipt.map(Receipt::service),
        "operation": receipt.map(Receipt::operation),
        "resource": receipt.and_then(Receipt::resource),
        "region": receipt.and_then(Receipt::region),
        "request_id": receipt.and_then(Receipt::request_id),
        "cause": verdict.cause,
        "next_look_in_seconds": verdict.next_look_in.map(seconds),
        "evidence": verdict.evidence.as_ref().map(of_evidence),
    })
}

fn of_evidence(evidence: &Evidence) -> Value {
    let lag = evidence.lag();
    json!({
        "waited_seconds": seconds(evidence.waited()),
        "not_visible_before_seconds": lag.map(|lag| seconds(lag.not_before)),
        "visible_by_seconds": lag.map(|lag| seconds(lag.by)),
        "polls_made": evidence.polls_made(),
        "polls": evidence.polls().iter().map(of_poll).collect::<Vec<_>>(),
    })
}

fn of_poll(poll: &Poll) -> Value {
    json!({
        "check": poll.check,
        "at_seconds": seconds(poll.at),
        "took_seconds": seconds(poll.took),
        "outcome": poll.outcome.to_string(),
        "seen": poll.seen,
    })
}
