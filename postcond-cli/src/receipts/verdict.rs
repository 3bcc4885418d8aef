//! What came of a receipt, for people and for programs.

use std::io;
use std::time::Duration;

use clap::ArgMatches;
use postcond::Receipt;
use postcond::runtime::{Evidence, Looked, Unconfirmed};

use super::source::Source;
use super::{json, words};
use crate::printable::printable;
use crate::say;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Confirmed,
    /// The call would have succeeded, and there is no proof: the evidence says why.
    Accepted,
    Pending,
    /// It was read back and did not show, or never will.
    Unconfirmed,
    /// Nothing was learned of the write.
    Unknown,
    /// The receipt was not taken up.
    Unusable,
}

impl State {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Accepted => "accepted",
            Self::Pending => "pending",
            Self::Unconfirmed => "unconfirmed",
            Self::Unknown => "unknown",
            Self::Unusable => "unusable",
        }
    }
}

pub(crate) struct Verdict {
    pub(crate) source: String,
    pub(crate) receipt: Option<Receipt>,
    state: State,
    /// Why it is not confirmed.
    pub(crate) cause: Option<String>,
    pub(crate) next_look_in: Option<Duration>,
    pub(crate) evidence: Option<Evidence>,
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

    /// Nothing could be read.
    pub(crate) fn unknown(source: &Source, receipt: &Receipt, why: String) -> Self {
        Self {
            cause: Some(why),
            ..Self::new(source, Some(receipt), State::Unknown)
        }
    }

    /// `unanswered` is why the last request was not answered, if it was not.
    pub(crate) fn unconfirmed(
        source: &Source,
        receipt: &Receipt,
        error: Unconfirmed<()>,
        unanswered: Option<String>,
    ) -> Self {
        let Unconfirmed {
            cause, evidence, ..
        } = error;
        let state = words::state_of(&cause, &evidence);
        Self {
            cause: Some(words::of_cause(&cause, &evidence, unanswered.as_deref())),
            evidence: Some(evidence),
            ..Self::new(source, Some(receipt), state)
        }
    }

    pub(crate) fn of_look(
        source: &Source,
        receipt: &Receipt,
        looked: Looked,
        unanswered: Option<String>,
    ) -> Self {
        match looked {
            Looked::Confirmed(evidence) => Self::confirmed(source, receipt, evidence),
            Looked::Unconfirmed(error) => Self::unconfirmed(source, receipt, *error, unanswered),
            Looked::Pending {
                next_look_in,
                evidence,
            } => {
                let unanswered = unanswered.filter(|_| !words::has_seen(&evidence));
                let (state, cause) = match unanswered {
                    Some(why) => (State::Unknown, Some(words::of_no_answer(&evidence, &why))),
                    None => (State::Pending, words::last_seen(&evidence)),
                };
                Self {
                    cause,
                    next_look_in: Some(next_look_in),
                    evidence: Some(evidence),
                    ..Self::new(source, Some(receipt), state)
                }
            }
            // What a later version of postcond may come to is at least no end.
            _ => Self::new(source, Some(receipt), State::Pending),
        }
    }

    /// The same, of a look after a wait that was too short.
    pub(crate) fn after(mut self, limit: Duration) -> Self {
        if self.state == State::Pending {
            let seen = self.cause.take().unwrap_or_else(|| "nothing".to_owned());
            let limit = humantime::format_duration(limit);
            self.cause = Some(format!("not confirmed within {limit}; last seen: {seen}"));
        }
        self
    }

    /// Of a wait that was too short, and a look after it that was not answered.
    pub(crate) fn timed_out(
        source: &Source,
        receipt: &Receipt,
        limit: Duration,
        look: Duration,
    ) -> Self {
        let [limit, look] = [limit, look].map(humantime::format_duration);
        let cause =
            format!("not confirmed within {limit}; a look at the end had no answer within {look}");
        Self {
            cause: Some(cause),
            ..Self::new(source, Some(receipt), State::Pending)
        }
    }

    pub(crate) fn state(&self) -> State {
        self.state
    }

    /// A line on the standard output; for people, what is no verdict goes to the standard error.
    pub(crate) fn tell(&self, arguments: &ArgMatches) -> io::Result<()> {
        if arguments.get_flag("json") {
            return say(format_args!("{}\n", json::of(self)));
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
        printable(&line)
    }
}
