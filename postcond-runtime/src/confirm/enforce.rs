//! The one loop: poll, decide, pause.

use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::Arc;
#[cfg(feature = "receipts")]
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::confirm::decision::{Answer, Decision, Progress, Stopped};
use crate::confirm::failed_poll::failed;
use crate::confirm::look::Look;
use crate::confirm::write::Write;
use crate::contract::condition::Condition;
use crate::contract::outcome::Outcome;
use crate::contract::verdict::Verdict;
use crate::policy::settings::Settings;
use crate::report::error::{Cause, Conclusion};
use crate::report::evidence::{Poll, PollLog};
use crate::report::telemetry;
use crate::requests::sharing::Terms;
use crate::sdk::read::ReadError;
use crate::sdk::read_record::ReadRecord;
use crate::sdk::recorder::record_reads;
use crate::sdk::transmission;
use crate::sdk::transmission::Waits;
use crate::timing::concurrent_checks::OpenCheck;
#[cfg(feature = "receipts")]
use crate::timing::pace::after_pauses;
use crate::timing::pace::{BackOff, Pace};

/// How long an enforcement goes on without a conclusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// Until its deadline.
    Deadline,
    /// For one look: one poll at once, and more only while what that has seen is to be seen again.
    #[cfg(feature = "receipts")]
    Look,
}

/// The enforcement of one check: polls until it is confirmed, or cannot be.
pub(crate) struct Enforcement<'a> {
    look: Look<'a>,
    /// Those of many writes are the same.
    settings: Arc<Settings>,
    log: PollLog,
}

impl<'a> Enforcement<'a> {
    pub(crate) fn new(look: Look<'a>, settings: Arc<Settings>) -> Self {
        Self {
            look,
            settings,
            log: PollLog::default(),
        }
    }

    pub(crate) fn condition(&self) -> &'a dyn Condition {
        self.look.condition()
    }

    #[cfg(feature = "receipts")]
    pub(crate) fn looks_for(&self) -> Look<'a> {
        self.look
    }

    /// As it appears in evidence and errors.
    pub(crate) fn name(&self) -> &'static str {
        self.look.name()
    }

    pub(crate) fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    pub(crate) fn log(&self) -> &PollLog {
        &self.log
    }

    pub(crate) fn into_log(self) -> PollLog {
        self.log
    }

    /// Polls until the write is confirmed or cannot be, and remembers how long it took to show.
    /// `Ok(Some(why))` if nothing can be read back. Dropping the future at any point leaves nothing
    /// behind.
    pub(crate) async fn run(&mut self, write: &Write<'_>) -> Conclusion {
        let settings = Arc::clone(&self.settings);
        let key = (write.names().name, self.name());
        let history = write.history(&settings).await;
        let mut open = write.shared.checks.join(key, &settings.schedule);
        let mut progress = Progress::with(&settings);
        if open.hold_off(self.settings.deadline / 4).await {
            progress.expect_staleness();
        }
        let (returned, since) = (write.call.returned, write.waiting_since);
        let mut pace = Pace::new(&settings, open.pauses(), returned, since);
        let extent = Extent::Deadline;
        let decided = self
            .poll_until_decided(write, &mut progress, &mut pace, &mut open, extent)
            .await;
        let conclusion =
            decided.unwrap_or_else(|| Err(self.cause_at_deadline(write, &mut progress)));
        let sighting = self.log.sighting();
        // A check that was stopped for another reason says nothing about how long changes take.
        let ran_out = matches!(conclusion, Err(Cause::Deadline { .. }));
        if let Some(round_trip) = pace.round_trip()
            && !sighting.is_hidden
            && (sighting.seen.is_some() || ran_out)
        {
            let learned = open.remember(sighting, round_trip);
            if let Some((history, learned)) = history.zip(learned) {
                history.note(key, learned);
            }
        }
        conclusion
    }

    /// Looks once: what that has concluded. When the schedule would look again, if that is nothing and it is
    /// not yet `until`.
    #[cfg(feature = "receipts")]
    pub(crate) async fn look(
        &mut self,
        write: &Write<'_>,
        until: Instant,
    ) -> Result<Conclusion, Duration> {
        let settings = Arc::clone(&self.settings);
        let key = (write.names().name, self.name());
        let mut open = write.shared.checks.join(key, &settings.schedule);
        let mut progress = Progress::with(&settings);
        let (returned, since) = (write.call.returned, write.waiting_since);
        let mut pace = Pace::new(
            &settings,
            settings.schedule.between_polls(),
            returned,
            since,
        );
        let decided = self
            .poll_until_decided(write, &mut progress, &mut pace, &mut open, Extent::Look)
            .await;
        let now = Instant::now();
        match decided {
            Some(conclusion) => Ok(conclusion),
            None if now >= until => Ok(Err(self.cause_at_deadline(write, &mut progress))),
            None => Err(after_pauses(open.pauses(), now - returned).min(until - now)),
        }
    }

    /// Polls once, at once: the verdict, if there is one.
    pub(crate) async fn look_once(&mut self, write: &Write<'_>) -> Option<Verdict> {
        let settings = Arc::clone(&self.settings);
        let _counted = write.shared.checks.count();
        let (returned, since) = (write.call.returned, write.waiting_since);
        let pauses = settings.schedule.between_polls();
        let pace = Pace::new(&settings, pauses, returned, since);
        let (answer, poll) = self.poll_in_turn(write, &pace).await?;
        telemetry::polled(write.names(), 1, &poll);
        self.log.push(poll);
        match answer {
            Answer::Verdict(verdict) => Some(verdict),
            Answer::Error(_) | Answer::Bare(_) | Answer::TimedOut => None,
        }
    }

    /// The loop. `None` if nothing is decided when its extent ends.
    async fn poll_until_decided(
        &mut self,
        write: &Write<'_>,
        progress: &mut Progress,
        pace: &mut Pace<'_>,
        open: &mut OpenCheck<'_>,
        extent: Extent,
    ) -> Option<Conclusion> {
        let mut back_off = BackOff::Steady;
        while let Some(next) = self.next_poll(write, back_off, pace, open).await {
            let is_at_once = extent != Extent::Deadline && self.log.made() == 0;
            if next > Instant::now() && !is_at_once {
                if self.log.made() == 0 {
                    progress.expect_staleness();
                }
                sleep_until(next).await;
            }
            let (answer, poll) = self.poll_in_turn(write, pace).await?;
            if poll.outcome != Outcome::TimedOut {
                pace.answered(poll.took);
            }
            telemetry::polled(write.names(), self.log.made() + 1, &poll);
            let next = self.after(write, progress.after(answer, poll.at), &poll.reads);
            let is_to_be_seen_again = poll.has_seen() && progress.is_under_way();
            self.log.push(poll);
            match next {
                ControlFlow::Continue(next) => back_off = next,
                ControlFlow::Break(conclusion) => return Some(conclusion),
            }
            if back_off.bears_a_refusal() {
                self.log.hide();
            }
            if extent != Extent::Deadline && !is_to_be_seen_again {
                return None;
            }
        }
        None
    }

    /// Why the write is not confirmed when its time is over.
    fn cause_at_deadline(&self, write: &Write<'_>, progress: &mut Progress) -> Cause {
        match progress.take_refusal() {
            Some(refused) => {
                let polls = self.log.polls();
                let reads: Vec<_> = polls.flat_map(|poll| poll.reads.iter().cloned()).collect();
                self.cause(write, refused, &reads)
            }
            None => Cause::Deadline {
                check: self.name(),
                after: write.waiting_since.elapsed(),
                last_seen: progress.qualify(self.log.last_seen()),
            },
        }
    }

    /// When to poll next, or `None` if the deadline leaves no room.
    async fn next_poll(
        &self,
        write: &Write<'_>,
        back_off: BackOff,
        pace: &mut Pace<'_>,
        open: &mut OpenCheck<'_>,
    ) -> Option<Instant> {
        let now = Instant::now();
        if self.log.made() == 0 {
            return pace.next_poll(now, back_off, None);
        }
        let together = open.pause(write.call.returned.elapsed());
        let next = pace.next_poll(now, back_off, together)?;
        open.hold_off(pace.latest(back_off) - now).await;
        Some(next)
    }

    /// Polls once the read budget allows it. `None` if the deadline does not wait for that.
    async fn poll_in_turn(&self, write: &Write<'_>, pace: &Pace<'_>) -> Option<(Answer, Poll)> {
        let budget = &write.shared.budget;
        let is_first = self.log.made() == 0;
        let latest = pace.last_start();
        if write.shared.checks.share_reads_of(self.condition()) {
            let sharing = budget.share(latest).await?;
            // It is for the requests to wait for their turn; those that could not be shared did not.
            let terms = Terms::new(Arc::clone(budget), is_first);
            // Boxed, here and below: a poll takes more memory than all that waits for it.
            let poll = Box::pin(self.poll(write, pace, Some(terms)));
            let (answer, poll) = sharing.run(poll).await;
            budget.add_debt(poll.reads.iter().filter(|read| !read.shared).count());
            return Some((answer, poll));
        }
        let poll = async {
            let admission = timeout_at(latest, budget.admit(is_first)).await.ok()?;
            let began = Instant::now();
            let (answer, poll) = admission.run(pin!(self.poll(write, pace, None))).await;
            budget.add_debt(poll.reads.len().saturating_sub(1));
            budget.answered(poll.outcome, began);
            Some((answer, poll))
        };
        Box::pin(poll).await
    }

    /// Polls, and shares the reads if there are terms to do so.
    async fn poll(
        &self,
        write: &Write<'_>,
        pace: &Pace<'_>,
        terms: Option<Terms>,
    ) -> (Answer, Poll) {
        let began = Instant::now();
        let limit = pace.poll_limit(began);
        let check = self.look.poll(write);
        let deadline = pace.deadline();
        // Boxed, so that what is around it does not take its size again and again.
        let polling: BoxFuture<'_, _> = match terms {
            Some(terms) => Box::pin(terms.run(limit, deadline, check)),
            None => Box::pin(transmission::run(Waits::default(), limit, deadline, check)),
        };
        let polling = write.call.destination.reading(polling);
        let (((result, waited), missed), mut reads) = record_reads(polling).await;
        self.judge(write, &mut reads);
        // It began when its reads were transmitted.
        let took = began.elapsed().saturating_sub(waited);
        write.shared.answered_reads.note(&reads);
        let answer = match (missed, result) {
            (Some(why), _) => Answer::Verdict(Verdict::Unverifiable(why.into())),
            (None, Some(Ok(verdict))) => Answer::Verdict(verdict),
            (None, Some(Err(error))) => failed(write, error, &reads),
            (None, None) => Answer::TimedOut,
        };
        let poll = Poll {
            check: self.name(),
            at: write.call.returned.elapsed().saturating_sub(took),
            took,
            outcome: answer.outcome(),
            seen: answer.seen(&reads),
            reads,
        };
        (answer, poll)
    }

    /// Notes which reads the check does not declare. Programs in development are warned: their documents name
    /// fewer rights than the check needs.
    fn judge(&self, write: &Write<'_>, reads: &mut [ReadRecord]) {
        let info = self.condition().info();
        for read in reads {
            read.declared = info.declares(read.asked_for());
            let is_news = || !self.log.has_undeclared(&read.operation);
            if cfg!(debug_assertions) && !read.declared && is_news() {
                telemetry::undeclared(write.names(), self.name(), &read.operation);
            }
        }
    }

    /// With which back-off the loop goes on, or how it ends, given the reads of the last poll.
    fn after(
        &self,
        write: &Write<'_>,
        decision: Decision,
        reads: &[ReadRecord],
    ) -> ControlFlow<Conclusion, BackOff> {
        match decision {
            Decision::Again(back_off) => ControlFlow::Continue(back_off),
            Decision::Confirmed => ControlFlow::Break(Ok(None)),
            Decision::Unverifiable(why) => ControlFlow::Break(Ok(Some(why.into_owned()))),
            Decision::Stop(stopped) => ControlFlow::Break(Err(self.cause(write, stopped, reads))),
        }
    }

    /// Why the write could not be confirmed, given the reads of the last poll.
    fn cause(&self, write: &Write<'_>, stopped: Stopped, reads: &[ReadRecord]) -> Cause {
        let check = self.name();
        match stopped {
            Stopped::Failed(state) => Cause::Failed {
                check,
                state: state.into_owned(),
            },
            Stopped::Denied(source) => Cause::Denied {
                check,
                actions: self.denied_actions(write, &source, reads),
                source,
            },
            Stopped::Credentials(source) => Cause::Credentials { check, source },
            Stopped::NotImplemented(source, answers) => Cause::NotImplemented {
                check,
                answers,
                source,
            },
            Stopped::Read(source) => Cause::Read { check, source },
        }
    }

    /// The IAM action that the check has named, else that of the read that was denied: the one with the
    /// error's request id. A read on a task of its own is not on record; then it may be any that the
    /// check says it makes.
    fn denied_actions(
        &self,
        write: &Write<'_>,
        denied: &ReadError,
        reads: &[ReadRecord],
    ) -> Vec<String> {
        if let Some(action) = denied.missing_action() {
            return vec![action.to_owned()];
        }
        let is_denied = |read: &&ReadRecord| {
            read.request_id.is_some() && read.request_id.as_deref() == denied.request_id()
        };
        let on_record = reads.iter().find(is_denied).map(|read| &*read.operation);
        let operations = match on_record {
            Some(operation) => vec![operation],
            None => self.condition().info().reads.to_vec(),
        };
        let prefix = write.names().iam_prefix;
        let actions = operations.iter().map(|it| format!("{prefix}:{it}"));
        actions.collect()
    }
}
