//! What came of a receipt, for people and for programs.

use std::io;
use std::time::Duration;

use clap::ArgMatches;
use postcond::Receipt;
use postcond::runtime::{Evidence, Looked, Poll, Unconfirmed};
use serde_json::{Value, json};

use super::source::Source;
use crate::say;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Confirmed,
    /// The call would have succeeded, and there is no proof: the evidence says why.
    Accepted,
    Pending,
    Unconfirmed,
    /// The receipt was not taken up.
    Unusable,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Accepted => "accepted",
            Self::Pending => "pending",
            Self::Unconfirmed => "unconfirmed",
            Self::Unusable => "unusable",
        }
    }
}

pub(crate) struct Verdict {
    source: String,
    receipt: Option<Receipt>,
    state: State,
    /// Why it is not confirmed.
    cause: Option<String>,
    next_look_in: Option<Duration>,
    evidence: Option<Evidence>,
}

impl Verdict {
    fn new(source: &Source, receipt: Option<&Receipt>, state: State) -> Self {
        Self {
            source: source.to_string(),
            receipt: receipt.cloned(),
            state,
            cause: None,
            next_look_in: None,
            evidence: None,
        }
    }

    pub(crate) fn unusable(source: &Source, receipt: Option<&Receipt>, why: String) -> Self {
        Self {
            cause: Some(why),
            ..Self::new(source, receipt, State::Unusable)
        }
    }

    pub(crate) fn confirmed(source: &Source, receipt: &Receipt, evidence: Evidence) -> Self {
        let cause = evidence.unconfirmed().map(str::to_owned);
        let state = match cause {
            None => State::Confirmed,
            Some(_) => State::Accepted,
        };
        Self {
            cause,
            evidence: Some(evidence),
            ..Self::new(source, Some(receipt), state)
        }
    }

    pub(crate) fn unconfirmed(source: &Source, receipt: &Receipt, error: Unconfirmed<()>) -> Self {
        Self {
            cause: Some(error.cause.to_string()),
            evidence: Some(error.evidence),
            ..Self::new(source, Some(receipt), State::Unconfirmed)
        }
    }

    pub(crate) fn of_look(source: &Source, receipt: &Receipt, looked: Looked) -> Self {
        let pending = Self::new(source, Some(receipt), State::Pending);
        match looked {
            Looked::Confirmed(evidence) => Self::confirmed(source, receipt, evidence),
            Looked::Unconfirmed(error) => Self::unconfirmed(source, receipt, *error),
            Looked::Pending {
                next_look_in,
                evidence,
            } => Self {
                cause: evidence.polls().last().map(|poll| poll.seen.clone()),
                next_look_in: Some(next_look_in),
                evidence: Some(evidence),
                ..pending
            },
            // What a later version of postcond may come to is at least no end.
            _ => pending,
        }
    }

    pub(crate) fn timed_out(source: &Source, receipt: &Receipt, timeout: Duration) -> Self {
        let timeout = humantime::format_duration(timeout);
        Self {
            cause: Some(format!("not confirmed within {timeout}")),
            ..Self::new(source, Some(receipt), State::Pending)
        }
    }

    pub(crate) fn state(&self) -> State {
        self.state
    }

    /// A line on the standard output; for people, what is no verdict goes to the standard error.
    pub(crate) fn tell(&self, arguments: &ArgMatches) -> io::Result<()> {
        if arguments.get_flag("json") {
            return say(format_args!("{}\n", self.json()));
        }
        match self.state {
            State::Unusable => {
                eprintln!("{}", self.line());
                Ok(())
            }
            _ => say(format_args!("{}\n", self.line())),
        }
    }

    fn line(&self) -> String {
        let mut line = format!("{}: {}", self.source, self.state.as_str());
        if let Some(receipt) = &self.receipt {
            line += &format!(": {}", receipt.operation());
            if let Some(resource) = receipt.resource() {
                line += &format!(" of {resource}");
            }
        }
        if let Some(cause) = &self.cause {
            line += &format!(": {cause}");
        }
        if let Some(lag) = self.evidence.as_ref().and_then(Evidence::lag) {
            line += &format!(", seen {:.1} s after the write", lag.by.as_secs_f64());
        }
        if let Some(next) = self.next_look_in {
            line += &format!("; look again in {:.1} s", next.as_secs_f64());
        }
        line
    }

    fn json(&self) -> Value {
        let receipt = self.receipt.as_ref();
        json!({
            "source": self.source,
            "state": self.state.as_str(),
            "service": receipt.map(Receipt::service),
            "operation": receipt.map(Receipt::operation),
            "resource": receipt.and_then(Receipt::resource),
            "region": receipt.and_then(Receipt::region),
            "request_id": receipt.and_then(Receipt::request_id),
            "cause": self.cause,
            "next_look_in": self.next_look_in.map(seconds),
            "evidence": self.evidence.as_ref().map(of_evidence),
        })
    }
}

fn of_evidence(evidence: &Evidence) -> Value {
    let lag = evidence.lag();
    json!({
        "waited": seconds(evidence.waited()),
        "not_visible_before": lag.map(|lag| seconds(lag.not_before)),
        "visible_by": lag.map(|lag| seconds(lag.by)),
        "polls_made": evidence.polls_made(),
        "polls": evidence.polls().iter().map(of_poll).collect::<Vec<_>>(),
    })
}

fn of_poll(poll: &Poll) -> Value {
    json!({
        "check": poll.check,
        "at": seconds(poll.at),
        "took": seconds(poll.took),
        "outcome": poll.outcome.to_string(),
        "seen": poll.seen,
    })
}

/// To the microsecond.
fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e6
}
