//! What the loop saw: every poll, in words.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

/// What the loop saw while it waited for a write to become visible.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    pub(crate) polls: Vec<Poll>,
    pub(crate) polls_made: usize,
    pub(crate) waited: Duration,
    pub(crate) unconfirmed: Option<String>,
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

    /// What kept the write from being confirmed although the call succeeded: the IAM action that was
    /// missing, where the policy accepts that; the name of a
    /// [best-effort](crate::PostCondition::BEST_EFFORT) check that was not met in time; or why
    /// [nothing can be read back](crate::Verdict::Unverifiable).
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&str> {
        self.unconfirmed.as_deref()
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

/// What a poll came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The change was visible.
    Satisfied,
    /// A later change was visible.
    Superseded,
    /// Nothing could be read back.
    Unverifiable,
    /// The change was not visible yet.
    Pending,
    /// A terminal state was seen that may be stale.
    Failing,
    /// A terminal state was seen.
    Failed,
    /// The read failed in a way that passes by itself.
    Transient,
    /// The service asked for fewer reads.
    Throttled,
    /// There was no answer within the poll's time.
    TimedOut,
    /// The read was refused.
    Denied,
    /// The credentials expired or are not valid.
    Credentials,
    /// The read failed for good.
    Fatal,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Satisfied => "satisfied",
            Self::Superseded => "superseded",
            Self::Unverifiable => "unverifiable",
            Self::Pending => "pending",
            Self::Failing => "failing",
            Self::Failed => "failed",
            Self::Transient => "transient error",
            Self::Throttled => "throttled",
            Self::TimedOut => "timed out",
            Self::Denied => "denied",
            Self::Credentials => "credentials refused",
            Self::Fatal => "error",
        })
    }
}

/// One read that a poll made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadRecord {
    /// The operation, as in `GetParameter`.
    pub operation: String,
    /// The HTTP status of the answer, if there was one.
    pub status: Option<u16>,
    /// The request id of the answer, for AWS's support.
    pub request_id: Option<String>,
}

impl ReadRecord {
    pub(crate) fn sent(operation: &str) -> Self {
        Self {
            operation: operation.to_owned(),
            status: None,
            request_id: None,
        }
    }

    pub(crate) fn answered(&mut self, status: u16, request_id: Option<&str>) {
        self.status = Some(status);
        self.request_id = request_id.map(str::to_owned);
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
#[derive(Debug, Default)]
pub(crate) struct PollLog {
    first: Vec<Poll>,
    last: VecDeque<Poll>,
    made: usize,
}

impl PollLog {
    const FIRST: usize = 8;
    const LAST: usize = 56;

    pub(crate) fn push(&mut self, poll: Poll) {
        self.made += 1;
        if self.first.len() < Self::FIRST {
            self.first.push(poll);
            return;
        }
        if self.last.len() == Self::LAST {
            self.last.pop_front();
        }
        self.last.push_back(poll);
    }

    pub(crate) fn made(&self) -> usize {
        self.made
    }

    pub(crate) fn into_polls(self) -> impl Iterator<Item = Poll> {
        self.first.into_iter().chain(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(at: u64) -> Poll {
        Poll {
            check: "check",
            at: Duration::from_secs(at),
            took: Duration::ZERO,
            outcome: Outcome::Pending,
            seen: String::new(),
            reads: Vec::new(),
        }
    }

    #[test]
    fn a_long_wait_keeps_its_beginning_and_its_end() {
        let mut log = PollLog::default();
        for at in 0..1_000 {
            log.push(poll(at));
        }
        assert_eq!(log.made(), 1_000);
        let kept: Vec<u64> = log.into_polls().map(|poll| poll.at.as_secs()).collect();
        assert_eq!(kept.len(), 64);
        assert_eq!(kept[..9], [0, 1, 2, 3, 4, 5, 6, 7, 944]);
        assert_eq!(kept[63], 999);
    }
}
