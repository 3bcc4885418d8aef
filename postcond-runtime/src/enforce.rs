//! The one loop: poll, decide, pause.

use tokio::time::{Instant, sleep_until, timeout_at};

use crate::decision::{Answer, Decision, Progress, Stopped};
use crate::evidence::PollLog;
use crate::pace::Pace;
use crate::policy::Settings;
use crate::recorder::record_reads;
use crate::{Cause, Condition, Mutation, Outcome, Poll, ReaderOf, Service, Witness};

/// A mutation that succeeded, and what is needed to read it back.
pub(crate) struct Write<'a, O: Mutation> {
    pub(crate) reader: &'a ReaderOf<O>,
    pub(crate) input: &'a O::Input,
    pub(crate) output: &'a O::Output,
    pub(crate) witness: &'a Witness,
    pub(crate) returned: Instant,
}

/// The enforcement of one check: polls until it is confirmed, or cannot be.
pub(crate) struct Enforcement<'a, O: Mutation> {
    condition: &'a dyn Condition<O>,
    settings: Settings,
    log: PollLog,
}

impl<'a, O: Mutation> Enforcement<'a, O> {
    pub(crate) fn new(condition: &'a dyn Condition<O>, settings: Settings) -> Self {
        Self {
            condition,
            settings,
            log: PollLog::default(),
        }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn into_log(self) -> PollLog {
        self.log
    }

    /// The loop. Dropping the future at any point leaves nothing behind.
    pub(crate) async fn run(&mut self, write: &Write<'_, O>) -> Result<(), Cause> {
        let deadline = write.returned + self.settings.deadline;
        let mut pace = Pace::new(&self.settings, deadline);
        let mut progress = Progress::new(self.settings.confirmations);
        let mut last_seen = "nothing".to_owned();
        loop {
            let began = Instant::now();
            let (answer, poll) = self.poll(write, pace.poll_limit(began)).await;
            if poll.outcome != Outcome::TimedOut {
                pace.answered(poll.took);
                last_seen.clone_from(&poll.seen);
            }
            report(&poll);
            let read = poll.reads.last().map(|read| read.operation.clone());
            self.log.push(poll);
            let tempo = match progress.after(answer, began - write.returned) {
                Decision::Confirmed => return Ok(()),
                Decision::Stop(stopped) => return Err(self.cause(stopped, read)),
                Decision::Again(tempo) => tempo,
            };
            let Some(next) = pace.next_poll(Instant::now(), tempo) else {
                return Err(Cause::Deadline {
                    check: self.condition.name(),
                    after: self.settings.deadline,
                    last_seen,
                });
            };
            sleep_until(next).await;
        }
    }

    async fn poll(&self, write: &Write<'_, O>, limit: Instant) -> (Answer, Poll) {
        let began = Instant::now();
        let check = self
            .condition
            .check(write.reader, write.input, write.output, write.witness);
        let (result, reads) = record_reads(timeout_at(limit, check)).await;
        let answer = match result {
            Ok(Ok(verdict)) => Answer::Verdict(verdict),
            Ok(Err(error)) => Answer::Error(error),
            Err(_elapsed) => Answer::TimedOut,
        };
        let poll = Poll {
            check: self.condition.name(),
            at: began - write.returned,
            took: began.elapsed(),
            outcome: answer.outcome(),
            seen: answer.seen(),
            reads,
        };
        (answer, poll)
    }

    /// Why the write could not be confirmed, given the last read that the check made.
    fn cause(&self, stopped: Stopped, read: Option<String>) -> Cause {
        let check = self.condition.name();
        match stopped {
            Stopped::Failed(state) => Cause::Failed {
                check,
                state: state.into_owned(),
            },
            Stopped::Denied(source) => Cause::Denied {
                check,
                action: iam_action::<O>(read.as_deref().unwrap_or("*")),
                source,
            },
            Stopped::Read(source) => Cause::Read { check, source },
        }
    }
}

fn iam_action<O: Mutation>(operation: &str) -> String {
    format!("{}:{operation}", <O::Service as Service>::IAM_PREFIX)
}

fn report(poll: &Poll) {
    let request_id = poll
        .reads
        .last()
        .and_then(|read| read.request_id.as_deref());
    tracing::debug!(
        check = poll.check,
        at_ms = u64::try_from(poll.at.as_millis()).unwrap_or(u64::MAX),
        took_ms = u64::try_from(poll.took.as_millis()).unwrap_or(u64::MAX),
        outcome = %poll.outcome,
        seen = poll.seen,
        request_id,
        "read back"
    );
}
