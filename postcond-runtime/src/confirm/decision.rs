//! What follows from one poll: a pure function of what has been seen so far.

use std::borrow::Cow;
use std::time::Duration;

use crate::contract::outcome::Outcome;
use crate::contract::verdict::Verdict;
use crate::policy::confirmations::Confirmations;
use crate::policy::settings::Settings;
use crate::policy::unshown_write::UnshownWrite;
use crate::sdk::read::ReadError;
use crate::sdk::read_record::ReadRecord;
use crate::sdk::triage::Triage;
use crate::timing::pace::BackOff;

/// How one poll was answered.
#[derive(Debug)]
pub(crate) enum Answer {
    Verdict(Verdict),
    Error(ReadError),
    /// A 5xx and nothing else, of a read that the client has never had another answer from.
    Bare(ReadError),
    TimedOut,
}

/// What follows from one poll.
#[derive(Debug)]
pub(crate) enum Decision {
    /// Enough consecutive read-backs have seen the change.
    Confirmed,
    /// Nothing can be read back, for this reason.
    Unverifiable(Cow<'static, str>),
    /// Poll again.
    Again(BackOff),
    /// Another poll would not help.
    Stop(Stopped),
}

/// Why another poll would not help.
#[derive(Debug)]
pub(crate) enum Stopped {
    Failed(Cow<'static, str>),
    Denied(ReadError),
    Credentials(ReadError),
    /// The endpoint does not have the read, or seems not to after so many answers in a row.
    NotImplemented(ReadError, u32),
    Read(ReadError),
}

impl Answer {
    pub(crate) fn outcome(&self) -> Outcome {
        match self {
            Self::TimedOut => Outcome::TimedOut,
            Self::Verdict(Verdict::Satisfied(_)) => Outcome::Satisfied,
            Self::Verdict(Verdict::Superseded(_)) => Outcome::Superseded,
            Self::Verdict(Verdict::Unverifiable(_)) => Outcome::Unverifiable,
            Self::Verdict(Verdict::Pending(_)) => Outcome::Pending,
            Self::Verdict(Verdict::Failing(_)) => Outcome::Failing,
            Self::Verdict(Verdict::Failed(_)) => Outcome::Failed,
            Self::Error(error) | Self::Bare(error) => error.triage().into(),
        }
    }

    /// What was seen, in words, by the last of these reads. Of a service's error only the code: its
    /// message may quote more.
    pub(crate) fn seen(&self, reads: &[ReadRecord]) -> String {
        match self {
            Self::Verdict(verdict) => verdict.seen().to_owned(),
            Self::Error(error) | Self::Bare(error) => error.in_words(),
            Self::TimedOut => match reads.last() {
                Some(read) => format!("{} had no answer in time", read.operation),
                None => "nothing was read in time".to_owned(),
            },
        }
    }
}

/// How far one check has come.
#[derive(Debug)]
pub(crate) struct Progress {
    confirmations: Confirmations,
    /// Whether a poll has not seen the change.
    stale: bool,
    in_a_row: u32,
    /// When the run of confirmations began that is still going on.
    run_began: Duration,
    failing_since: Option<Duration>,
    /// How long refusals are borne that may pass.
    patience: Duration,
    /// The refusal that was borne last, if nothing else has been answered since.
    borne: Option<Box<Stopped>>,
    /// When the first poll began of those in a row that had no credentials to be sent with.
    unsent_since: Option<Duration>,
    /// The bare failures in a row that came last.
    bare: Option<BareFailures>,
    /// After how many of them the read counts as not implemented.
    bare_limit: BareLimit,
}

/// Answers in a row, all of the same read, that were a 5xx and nothing else. They are counted here alone,
/// for each check by itself.
#[derive(Debug)]
struct BareFailures {
    last: Box<ReadError>,
    since: Duration,
    times: u32,
}

/// After how many bare failures, over how long, a read counts as not implemented.
#[derive(Clone, Copy, Debug)]
struct BareLimit {
    times: u32,
    span: Duration,
}

impl BareLimit {
    /// Some endpoints answer so for every operation that they lack; and so do AWS's load balancers for a
    /// moment when they lose what is behind them. Four things must come together so that none of those
    /// moments cuts a read off: the answer has neither an error code nor a request id, which AWS's services
    /// give; the client has never had another answer from that read; six of them have come in a row, with
    /// nothing in between, not even a lost connection; and the last came 15 s after the first. The SDK
    /// itself gives a call up after three attempts within some 3 s. A caller that is cut off all the same has the
    /// output, and is told that the read *may* not be implemented.
    const DEFAULT: Self = Self {
        times: 6,
        span: Duration::from_secs(15),
    };
    /// Where the policy says that this is no AWS, and accepts what does not show.
    const OF_STAND_INS: Self = Self {
        times: 3,
        span: Duration::ZERO,
    };
}

impl Progress {
    /// A terminal state that may be stale must be seen again this much later.
    const FAILING_FOR: Duration = Duration::from_secs(2);

    pub(crate) fn new(confirmations: Confirmations, patience: Duration) -> Self {
        Self {
            confirmations,
            stale: false,
            in_a_row: 0,
            run_began: Duration::ZERO,
            failing_since: None,
            patience,
            borne: None,
            unsent_since: None,
            bare: None,
            bare_limit: BareLimit::DEFAULT,
        }
    }

    /// How far a check of these settings has come: nowhere yet.
    pub(crate) fn with(settings: &Settings) -> Self {
        let bare_limit = match settings.on_unshown {
            UnshownWrite::Fail => BareLimit::DEFAULT,
            UnshownWrite::Accept => BareLimit::OF_STAND_INS,
        };
        Self {
            bare_limit,
            ..Self::new(settings.confirmations, settings.patience)
        }
    }

    /// Where the first poll is put off because nothing is expected to show before, the poll is left
    /// out that would have seen staleness: it counts as seen.
    pub(crate) fn expect_staleness(&mut self) {
        self.stale = true;
    }

    /// Whether what the last answers have shown is to be seen again before anything follows from it.
    pub(crate) fn is_under_way(&self) -> bool {
        self.in_a_row > 0 || self.failing_since.is_some()
    }

    /// What follows from `answer`, whose poll began `elapsed` after the write had returned.
    pub(crate) fn after(&mut self, answer: Answer, elapsed: Duration) -> Decision {
        let bare = self.bare.take();
        match answer {
            Answer::Verdict(verdict) => self.after_verdict(verdict, elapsed),
            Answer::Error(error) => self.after_error(error, elapsed),
            Answer::Bare(error) => self.after_bare_failure(error, bare, elapsed),
            Answer::TimedOut => Decision::Again(BackOff::Steady),
        }
    }

    /// What was last seen, and, if that was the change, how many confirmations were still missing.
    pub(crate) fn qualify(&self, last_seen: String) -> String {
        if self.in_a_row == 0 {
            return last_seen;
        }
        let (seen, needed) = (self.in_a_row, self.confirmations.run(self.stale));
        let plural = if seen == 1 { "" } else { "s" };
        let missing = match needed.count.saturating_sub(seen) {
            0 => "over too short a time".to_owned(),
            _ => format!("of {} that the policy asks for", needed.count),
        };
        format!("{last_seen} ({seen} confirmation{plural} in a row, {missing})")
    }

    /// What the deadline ends with, if the last answer was a refusal that was still borne, or one of a
    /// read that seems not to be implemented: a deadline of a few seconds leaves no time to be surer.
    pub(crate) fn take_refusal(&mut self) -> Option<Stopped> {
        let bare = self.bare.take();
        let bare = bare.filter(|it| it.times >= BareLimit::OF_STAND_INS.times);
        let borne = self.borne.take().map(|borne| *borne);
        borne.or_else(|| bare.map(|it| Stopped::NotImplemented(*it.last, it.times)))
    }

    fn after_verdict(&mut self, verdict: Verdict, elapsed: Duration) -> Decision {
        let failing_since = self.failing_since.take();
        let is_news = self.borne.take().is_some();
        self.unsent_since = None;
        match verdict {
            Verdict::Satisfied(_) | Verdict::Superseded(_) => self.confirm(elapsed),
            Verdict::Unverifiable(why) => Decision::Unverifiable(why),
            Verdict::Pending(_) => self.regress(is_news),
            Verdict::Failed(state) => Decision::Stop(Stopped::Failed(state)),
            Verdict::Failing(state) => {
                let since = *self.failing_since.insert(failing_since.unwrap_or(elapsed));
                if elapsed - since >= Self::FAILING_FOR {
                    Decision::Stop(Stopped::Failed(state))
                } else {
                    self.regress(is_news)
                }
            }
        }
    }

    /// An error proves nothing: neither does it confirm, nor does it regress.
    fn after_error(&mut self, error: ReadError, elapsed: Duration) -> Decision {
        self.borne = None;
        let unsent_since = self.unsent_since.take();
        match error.triage() {
            Triage::Transient => Decision::Again(BackOff::Steady),
            Triage::Throttled => Decision::Again(BackOff::Slower),
            Triage::Denied if error.may_lift() => {
                let until = self.patience;
                let again = BackOff::Refused { until };
                self.bear(Stopped::Denied(error), elapsed, until, again)
            }
            Triage::CredentialsUnavailable => {
                let since = *self.unsent_since.insert(unsent_since.unwrap_or(elapsed));
                let until = since + self.patience;
                let again = BackOff::Unsent { until };
                self.bear(Stopped::Credentials(error), elapsed, until, again)
            }
            Triage::Denied => Decision::Stop(Stopped::Denied(error)),
            Triage::Credentials => Decision::Stop(Stopped::Credentials(error)),
            Triage::NotImplemented => Decision::Stop(Stopped::NotImplemented(error, 1)),
            Triage::Fatal => Decision::Stop(Stopped::Read(error)),
        }
    }

    /// It proves as little as any error, unless it is one of many.
    fn after_bare_failure(
        &mut self,
        error: ReadError,
        before: Option<BareFailures>,
        elapsed: Duration,
    ) -> Decision {
        self.borne = None;
        self.unsent_since = None;
        let before = before.filter(|it| it.last.operation() == error.operation());
        let (since, times) = before.map_or((elapsed, 1), |it| (it.since, it.times + 1));
        if times >= self.bare_limit.times && elapsed - since >= self.bare_limit.span {
            return Decision::Stop(Stopped::NotImplemented(error, times));
        }
        let last = Box::new(error);
        self.bare = Some(BareFailures { last, since, times });
        Decision::Again(BackOff::Steady)
    }

    /// Bears a refusal until so long after the write's return.
    fn bear(
        &mut self,
        refused: Stopped,
        elapsed: Duration,
        until: Duration,
        again: BackOff,
    ) -> Decision {
        if elapsed >= until {
            return Decision::Stop(refused);
        }
        self.borne = Some(Box::new(refused));
        Decision::Again(again)
    }

    fn confirm(&mut self, elapsed: Duration) -> Decision {
        if self.in_a_row == 0 {
            self.run_began = elapsed;
        }
        self.in_a_row += 1;
        let needed = self.confirmations.run(self.stale);
        let polls_left = needed.count.saturating_sub(self.in_a_row);
        let time_left = needed.span.saturating_sub(elapsed - self.run_began);
        match (polls_left, time_left) {
            (0, Duration::ZERO) => Decision::Confirmed,
            (_, Duration::ZERO) => Decision::Again(BackOff::Restart),
            _ => Decision::Again(BackOff::Pause(time_left / polls_left.max(1))),
        }
    }

    /// The change was not seen. That begins the schedule anew if it `is_news`.
    fn regress(&mut self, is_news: bool) -> Decision {
        self.stale = true;
        let regressed = std::mem::take(&mut self.in_a_row) > 0;
        Decision::Again(if regressed || is_news {
            BackOff::Restart
        } else {
            BackOff::Steady
        })
    }
}

#[cfg(test)]
mod tests;
