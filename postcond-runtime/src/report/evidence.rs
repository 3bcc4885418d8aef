//! What the loop saw: every poll, in words.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::time::Duration;

use crate::contract::outcome::Outcome;
#[cfg(feature = "receipts")]
use crate::receipt::statement::Receipt;
use crate::report::resent::Resent;
use crate::sdk::read_record::ReadRecord;

/// What the loop saw while it waited for a write to become visible.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    pub(crate) polls: Vec<Poll>,
    pub(crate) polls_made: usize,
    pub(crate) waited: Duration,
    pub(crate) lag: Option<ObservedLag>,
    pub(crate) unconfirmed: Option<String>,
    /// Few writes have it.
    pub(crate) resent: Option<Box<Resent>>,
    #[cfg(feature = "receipts")]
    pub(crate) receipt: Option<Receipt>,
}

impl Evidence {
    /// The polls in the order of time: all of them, or for each check the first 8 and the last 56.
    #[must_use]
    pub fn polls(&self) -> &[Poll] {
        &self.polls
    }

    /// How many polls were made, those included that are no longer kept.
    #[must_use]
    pub fn polls_made(&self) -> usize {
        self.polls_made
    }

    /// Whether any check applied to the write. Without one, and for a call that opted out, nothing
    /// was read back.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.polls_made > 0
    }

    /// How long the caller waited after the write had returned.
    #[must_use]
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// How far the reads lagged behind the write, as far as polls can tell: when the last of the
    /// checks was met. `None` unless every check has seen the change.
    #[must_use]
    pub fn lag(&self) -> Option<ObservedLag> {
        self.lag
    }

    /// What kept the write from being confirmed although the call succeeded: the IAM actions that
    /// were missing or that the credentials were refused, where the policy accepts that; which read the
    /// endpoint does not implement or refuses, or what was last seen at the deadline, where
    /// [`UnshownWrite::Accept`](crate::UnshownWrite::Accept) does; the name of a
    /// [best-effort](crate::CheckInfo::best_effort) check that was not met, with the reason unless
    /// that is the deadline; or why [nothing can be read back](crate::Verdict::Unverifiable). Of several
    /// checks, each is told, after a semicolon.
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&str> {
        self.unconfirmed.as_deref()
    }

    /// The reads that checks have made and do not declare, each once, with the check's name: their `reads` lack
    /// them, and so do the rights in the documents that are written from these. Reads that were made on a task that
    /// the check has spawned are not on record.
    #[must_use]
    pub fn undeclared_reads(&self) -> Vec<(&'static str, &str)> {
        let polls = self.polls.iter();
        let undeclared = polls.flat_map(|poll| {
            let reads = poll.reads.iter().filter(|read| !read.declared);
            reads.map(|read| (poll.check, read.operation.as_str()))
        });
        let distinct: BTreeSet<_> = undeclared.collect();
        distinct.into_iter().collect()
    }

    /// For tests of checks: that they declare every read that they have made.
    ///
    /// ```
    /// # fn test(evidence: &postcond_runtime::Evidence) {
    /// // let confirmed = client.put_parameter()...send_with_evidence().await?;
    /// evidence.assert_reads_are_declared();
    /// # }
    /// ```
    ///
    /// # Panics
    /// If one has made another read, with what to do about it.
    #[track_caller]
    pub fn assert_reads_are_declared(&self) {
        let undeclared = self.undeclared_reads().into_iter();
        let undeclared = undeclared.map(|(check, read)| {
            format!(
                "`{check}` reads {read}, which is not among the `reads` of its #[post_condition]"
            )
        });
        let undeclared: Vec<String> = undeclared.collect();
        assert!(
            undeclared.is_empty(),
            "{}: add it there, so that the documents name the right that it takes",
            undeclared.join("; ")
        );
    }

    /// That the call was refused for what passes, and sent again. `None` if it was sent once.
    ///
    /// A repetition by the SDK's own retries is not in here. Of a call that failed with the SDK's own
    /// error there is no evidence; [the log](crate::telemetry) has each time it was sent again.
    #[must_use]
    pub fn resent(&self) -> Option<&Resent> {
        self.resent.as_deref()
    }

    /// What it takes to confirm the write again elsewhere, whether it was confirmed or not.
    ///
    /// `None` where nothing was waited for; where an interceptor has sent the call elsewhere, to which no other
    /// client goes by itself; and of an operation that answers with a stream.
    #[cfg(feature = "receipts")]
    #[must_use]
    pub fn receipt(&self) -> Option<&Receipt> {
        self.receipt.as_ref()
    }
}

impl Evidence {
    /// The same, of a wait that goes on where an earlier one has run out of time: with what that has
    /// seen.
    pub(crate) fn continuing(mut self, earlier: &Self) -> Self {
        let mut logs: Vec<(&'static str, PollLog)> = Vec::new();
        let later = std::mem::take(&mut self.polls);
        for poll in earlier.polls.iter().cloned().chain(later) {
            match logs.iter_mut().find(|(check, _)| *check == poll.check) {
                Some((_, log)) => log.push(poll),
                None => {
                    let (check, mut log) = (poll.check, PollLog::default());
                    log.push(poll);
                    logs.push((check, log));
                }
            }
        }
        let lag = || ObservedLag::of_all(logs.iter().map(|(_, log)| log.lag()));
        self.lag = self.lag.and_then(|_| lag());
        for (_, log) in logs {
            log.append_to(&mut self.polls);
        }
        self.polls.sort_by_key(|poll| poll.at);
        self.polls_made += earlier.polls_made;
        self
    }
}

/// When a change became visible, as far as polls can tell: between two of them.
///
/// Both ends are moments at which a poll began, since the write returned. A poll that began at
/// [`not_before`](Self::not_before) did not see the change, one that began at [`by`](Self::by) did,
/// and none after it missed it again. The truth lies between the two: the closer the polls, the
/// closer it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ObservedLag {
    /// When the last poll began that did not see the change. Zero if there was none.
    pub not_before: Duration,
    /// When the first poll began that saw the change for good.
    pub by: Duration,
}

impl ObservedLag {
    /// The lag until two facts are both visible.
    fn and(self, other: Self) -> Self {
        Self {
            not_before: self.not_before.max(other.not_before),
            by: self.by.max(other.by),
        }
    }

    /// The lag until everything is visible that several checks look for. `None` if there are none, or
    /// one has not seen it.
    pub(crate) fn of_all(lags: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        lags.into_iter()
            .reduce(|one, other| Some(one?.and(other?)))
            .flatten()
    }
}

/// What one check has seen of the change so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sighting {
    /// When the last poll began that did not see the change.
    pub(crate) missed: Option<Duration>,
    /// When the first poll after that began that saw it.
    pub(crate) seen: Option<Duration>,
    /// Whether refusals lie between the two: the change may have been there long before it was seen.
    pub(crate) is_hidden: bool,
}

impl Sighting {
    /// An error proves nothing, and leaves everything as it was.
    fn note(&mut self, poll: &Poll) {
        match poll.outcome {
            Outcome::Satisfied | Outcome::Superseded => {
                self.seen.get_or_insert(poll.at);
            }
            Outcome::Pending | Outcome::Failing | Outcome::Failed => {
                self.missed = Some(poll.at);
                self.seen = None;
                self.is_hidden = false;
            }
            Outcome::Unverifiable
            | Outcome::Transient
            | Outcome::Throttled
            | Outcome::TimedOut
            | Outcome::Denied
            | Outcome::Credentials
            | Outcome::Fatal => {}
        }
    }

    fn lag(self) -> Option<ObservedLag> {
        Some(ObservedLag {
            not_before: self.missed.unwrap_or_default(),
            by: self.seen?,
        })
    }
}

/// One poll of one check.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Poll {
    /// The check's name.
    pub check: &'static str,
    /// When it began, since the write returned.
    pub at: Duration,
    /// How long it took.
    pub took: Duration,
    /// What it came to.
    pub outcome: Outcome,
    /// What was seen, in words. Never a value.
    pub seen: String,
    /// The reads it made.
    pub reads: Vec<ReadRecord>,
}

impl Poll {
    /// What was seen, and by which read: the last one decides what a poll comes to. An error says so
    /// itself.
    pub(crate) fn last_seen(&self) -> String {
        let read = self.reads.last().filter(|_| self.has_seen());
        match read.and_then(ReadRecord::in_words) {
            Some(read) => format!("{} ({read})", self.seen),
            None => self.seen.clone(),
        }
    }

    /// Whether the last read was answered, or there was none to be.
    pub(crate) fn is_answered(&self) -> bool {
        let last = self.reads.last();
        self.outcome != Outcome::TimedOut && last.is_none_or(|read| read.status.is_some())
    }

    /// Whether a state was seen, be it that of the change or another.
    pub(crate) fn has_seen(&self) -> bool {
        match self.outcome {
            Outcome::Satisfied
            | Outcome::Superseded
            | Outcome::Unverifiable
            | Outcome::Pending
            | Outcome::Failing
            | Outcome::Failed => true,
            Outcome::Transient
            | Outcome::Throttled
            | Outcome::TimedOut
            | Outcome::Denied
            | Outcome::Credentials
            | Outcome::Fatal => false,
        }
    }
}

/// The output of a write that was confirmed, with the evidence.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Confirmed<T> {
    /// The mutation's output.
    pub output: T,
    /// What the loop saw.
    pub evidence: Evidence,
}

/// Without the output: some outputs carry secrets that the SDK's own `Debug` prints.
impl<T> fmt::Debug for Confirmed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Confirmed")
            .field("evidence", &self.evidence)
            .finish_non_exhaustive()
    }
}

/// The polls of one check, in bounded memory: the first few and the last ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct PollLog {
    first: Vec<Poll>,
    last: VecDeque<Poll>,
    /// The last answered poll of those that are no longer kept.
    dropped_answer: Option<Box<Poll>>,
    made: usize,
    /// Of all polls, also those that are no longer kept.
    sighting: Sighting,
}

impl PollLog {
    const FIRST: usize = 8;
    const LAST: usize = 56;

    pub(crate) fn push(&mut self, poll: Poll) {
        self.made += 1;
        self.sighting.note(&poll);
        if self.first.len() < Self::FIRST {
            // Most writes have two or three, and a scope keeps those of all its writes.
            self.first.reserve_exact(1);
            self.first.push(poll);
            return;
        }
        if self.last.len() == Self::LAST {
            let dropped = self.last.pop_front();
            if let Some(dropped) = dropped.filter(Poll::is_answered) {
                self.dropped_answer = Some(Box::new(dropped));
            }
        }
        self.last.push_back(poll);
    }

    /// Whether one of the polls that are kept has made this read undeclared.
    pub(crate) fn has_undeclared(&self, operation: &str) -> bool {
        let mut reads = self.polls().flat_map(|poll| &poll.reads);
        reads.any(|read| !read.declared && read.operation == operation)
    }

    /// What the last answered poll has seen; without one, that there was no answer.
    pub(crate) fn last_seen(&self) -> String {
        let newest_first = self.last.iter().rev();
        let newest_first = newest_first.chain(self.dropped_answer.as_deref());
        let newest_first = newest_first.chain(self.first.iter().rev());
        let answered = newest_first.clone().find(|poll| poll.is_answered());
        match answered.or(self.last.back()).or(self.first.last()) {
            Some(poll) => poll.last_seen(),
            None => "nothing, since no poll was made".to_owned(),
        }
    }

    /// Notes that the last poll was refused and could not look.
    pub(crate) fn hide(&mut self) {
        self.sighting.is_hidden |= self.sighting.seen.is_none();
    }

    pub(crate) fn made(&self) -> usize {
        self.made
    }

    pub(crate) fn sighting(&self) -> Sighting {
        self.sighting
    }

    pub(crate) fn lag(&self) -> Option<ObservedLag> {
        self.sighting.lag()
    }

    /// Adds those that are kept to `polls`. The first log of all lends its memory: most writes have one.
    pub(crate) fn append_to(self, polls: &mut Vec<Poll>) {
        if polls.is_empty() {
            *polls = self.first;
        } else {
            polls.extend(self.first);
        }
        polls.extend(self.last);
    }

    pub(crate) fn polls(&self) -> impl Iterator<Item = &Poll> {
        self.first.iter().chain(&self.last)
    }
}

#[cfg(test)]
mod tests;
