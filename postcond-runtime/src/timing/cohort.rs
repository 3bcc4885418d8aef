//! When to poll in company: the writes of a client that wait for the same check at the same time.
//!
//! A write by itself is polled when that is worth a read to it. In company a read is shared, and what
//! one write has seen is news to all others. So, from three writes on that follow the learned
//! schedule:
//!
//! - **A pilot sample goes first.** While nothing is known, ten of the writes are polled: as many as one
//!   request answers. The others stand by until half of the pilots have been seen, so that they are
//!   not polled in vain while nothing can be visible yet: at the median, by and large. A pilot that is
//!   given up makes room for another. Who has stood by for a second is polled all the same, then after
//!   two, four and so on: pilots may wait for what never comes.
//! - **Polls follow the plan**, each write's counted from its own return, as it stands at that moment:
//!   see [`crate::timing::history`].
//! - **Beyond what is known** the next poll comes the square root of `price * elapsed` later. If the
//!   chance of being visible after `t` falls with the square of `t`, as in a heavy tail, that is the best
//!   gap for a read at that price: with hazard `h = 2 / t`, a gap `g` costs `g / 2` of waiting and
//!   `price / (h * g)` of reads. In company every write comes to that point, because they were written
//!   together; by itself a write comes there rarely, and has gaps that grow faster. The last few of
//!   many never have longer ones: a plan is coarse where few writes were seen, and one request now
//!   answers all who are left.
//! - **Polls fall on common instants**, so that they can be one request: each is moved to the nearest
//!   multiple of a step, by no more than a quarter of the pause before it, and by less the more writes
//!   there are to fill requests anyway.
//! - **What is remembered is a sample**: the first 256 of those that are open at the same time. The
//!   slowest come last, and would otherwise be all that a long history ends with. Nor do they count as a
//!   sign that the lag has changed, for the same reason.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use backon::Backoff;
use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use crate::policy::schedule::{Learned, Schedule};
use crate::report::evidence::Sighting;
use crate::timing::estimate::Interval;
use crate::timing::history::{History, Key};

/// From so many writes on, they keep each other company; the last of them, too.
const COMPANY: usize = 3;
/// How many are polled while nothing is known.
const PILOTS: usize = 10;
/// When so many have been seen, something is known.
const SEEN_OF_PILOTS: usize = PILOTS / 2;
/// For how long one stands by for the first time.
const FIRST_PATIENCE: Duration = Duration::from_secs(1);
/// The longest gap beyond what is known.
const LONGEST_GAP: Duration = Duration::from_secs(5);
/// How many of the open writes are remembered.
const SAMPLE: usize = 256;
/// The last are no more than one in so many.
const LAST_OF: usize = 4;
/// A poll is moved by at most half a step, and a step is at most this part of the pause.
const STEPS_PER_PAUSE: u32 = 2;
/// So many polls fall on one instant, as far as there are enough: three requests, of which one is not
/// full.
const POLLS_PER_STEP: u32 = 30;

/// What a client remembers, and which writes it is waiting for, by check.
#[derive(Debug, Default)]
pub(crate) struct Cohorts {
    by_check: Mutex<HashMap<Key, Cohort>>,
    /// From when common instants are counted.
    epoch: OnceLock<Instant>,
}

#[derive(Debug)]
struct Cohort {
    history: History,
    /// How many writes are open.
    open: usize,
    /// How many were, at most, since they began to keep each other company. 0 while they do not.
    most: usize,
    pilots: usize,
    remembered: usize,
    /// That a write was seen, or a pilot has gone.
    news: Arc<Notify>,
}

/// An open write that waits for a check, until it is dropped.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    cohorts: &'a Cohorts,
    key: Key,
    schedule: &'a Schedule,
    is_pilot: bool,
    is_remembered: bool,
    stood_by: Duration,
}

impl Cohorts {
    /// Adds a write that is about to be polled.
    pub(crate) fn join<'a>(&'a self, key: Key, schedule: &'a Schedule) -> Member<'a> {
        let mut member = Member {
            cohorts: self,
            key,
            schedule,
            is_pilot: false,
            is_remembered: false,
            stood_by: Duration::ZERO,
        };
        member.is_remembered = member
            .with(|cohort, _| {
                cohort.open += 1;
                cohort.most = if cohort.open >= COMPANY {
                    cohort.most.max(cohort.open)
                } else {
                    // Who comes to a few that are left of many is no company of theirs.
                    0
                };
                let is_remembered = cohort.remembered < SAMPLE;
                cohort.remembered += usize::from(is_remembered);
                is_remembered
            })
            .unwrap_or_default();
        member
    }
}

impl Member<'_> {
    /// The pauses of a write by itself, the one before its first poll included.
    pub(crate) fn pauses(&self) -> Box<dyn Backoff> {
        let learned = self.with(|cohort, learned| cohort.history.pauses(learned));
        learned.unwrap_or_else(|| self.schedule.pauses())
    }

    /// How long to pause in company, `elapsed` after the write has returned. `None` without company,
    /// or if the schedule is not learned.
    pub(crate) fn pause(&self, elapsed: Duration) -> Option<Duration> {
        let (gap, open) = self.with(|cohort, learned| cohort.gap(learned, elapsed))??;
        Some(self.to_common_instant(gap, open))
    }

    /// Stands by if there are pilots to wait for, for no longer than `patience`. Whether it did.
    pub(crate) async fn stand_by(&mut self, patience: Duration) -> bool {
        if self.may_go() {
            return false;
        }
        let began = Instant::now();
        let patience = self.stood_by.max(FIRST_PATIENCE).min(patience);
        // In a box: most never wait. Nobody else can be asked to wait any longer.
        let _ = Box::pin(timeout_at(began + patience, self.released())).await;
        self.stood_by += began.elapsed();
        true
    }

    /// Waits until the write may be polled.
    async fn released(&mut self) {
        while let Some(news) = self.with(|cohort, _| Arc::clone(&cohort.news)) {
            let mut news = std::pin::pin!(news.notified());
            news.as_mut().enable();
            if self.may_go() {
                break;
            }
            news.await;
        }
    }

    /// Remembers when the write was seen, by polls that took `round_trip` each.
    pub(crate) fn remember(&self, sighting: Sighting, round_trip: Duration) {
        self.with(|cohort, _| {
            if self.is_remembered {
                cohort.remember(sighting, round_trip);
            }
            cohort.news.notify_waiters();
        });
    }

    /// Whether the write may be polled: it is, or has just become, a pilot, or needs none.
    fn may_go(&mut self) -> bool {
        let is_pilot = self.is_pilot;
        let (may_go, is_pilot) = self
            .with(|cohort, _| {
                let is_known = cohort.history.writes() >= SEEN_OF_PILOTS;
                let takes_part = !is_known && !is_pilot && cohort.pilots < PILOTS;
                cohort.pilots += usize::from(takes_part);
                let is_pilot = is_pilot || takes_part;
                (is_pilot || is_known, is_pilot)
            })
            .unwrap_or((true, false));
        self.is_pilot = is_pilot;
        may_go
    }

    /// The pause of about this length that ends with those of others.
    fn to_common_instant(&self, pause: Duration, open: usize) -> Duration {
        let step = step(pause, open);
        let epoch = self.cohorts.epoch.get_or_init(Instant::now);
        let now = epoch.elapsed().as_millis();
        let at = now + pause.as_millis() + step / 2;
        let at = u64::try_from((at - at % step).saturating_sub(now));
        at.map_or(pause, Duration::from_millis)
    }

    /// `None` if the schedule is not learned: then there is no cohort.
    fn with<T>(&self, act: impl FnOnce(&mut Cohort, &Learned) -> T) -> Option<T> {
        let Schedule::Learned(learned) = self.schedule else {
            return None;
        };
        let mut cohorts = self.cohorts.by_check.lock();
        let cohort = cohorts.entry(self.key).or_insert_with(|| Cohort {
            history: History::new(learned.seed),
            open: 0,
            most: 0,
            pilots: 0,
            remembered: 0,
            news: Arc::default(),
        });
        Some(act(cohort, learned))
    }
}

impl Drop for Member<'_> {
    fn drop(&mut self) {
        self.with(|cohort, _| {
            cohort.open -= 1;
            cohort.remembered -= usize::from(self.is_remembered);
            if self.is_pilot {
                cohort.pilots -= 1;
                cohort.news.notify_waiters();
            }
        });
    }
}

impl Cohort {
    /// Whether the open writes keep each other company.
    fn is_company(&self) -> bool {
        self.most >= COMPANY
    }

    /// Remembers a write; in company, those that come last say nothing of a change.
    fn remember(&mut self, sighting: Sighting, round_trip: Duration) {
        let interval = Interval::new(sighting.missed, sighting.seen);
        if self.is_company() {
            self.history.add(interval, round_trip);
        } else {
            self.history.remember(interval, round_trip);
        }
    }

    /// The time until the next poll of a write that returned `elapsed` ago, and how many are open.
    fn gap(&mut self, learned: &Learned, elapsed: Duration) -> Option<(Duration, usize)> {
        if !self.is_company() {
            return None;
        }
        let planned = self.history.planned_after(learned, elapsed);
        let planned = planned.map(|at| at - elapsed);
        let unknown = self.gap_beyond(learned, elapsed);
        let gap = match planned {
            Some(planned) if self.is_down_to_the_last() => planned.min(unknown),
            Some(planned) => planned,
            None => unknown,
        };
        Some((gap, self.open))
    }

    /// The gap beyond what is known.
    fn gap_beyond(&self, learned: &Learned, elapsed: Duration) -> Duration {
        let seconds = learned.price.as_secs_f64() * elapsed.as_secs_f64();
        let shortest = self.history.round_trip().unwrap_or_default();
        let shortest = shortest.clamp(Duration::from_millis(1), LONGEST_GAP);
        Duration::from_secs_f64(seconds.sqrt()).clamp(shortest, LONGEST_GAP)
    }

    /// Whether one request answers all that are left of many.
    fn is_down_to_the_last(&self) -> bool {
        self.open <= PILOTS && self.most >= LAST_OF * self.open
    }
}

/// How far common instants are apart for so many writes, in milliseconds: a power of two, so that short
/// steps meet long ones. At least 1.
fn step(pause: Duration, open: usize) -> u128 {
    let fills_requests = pause * POLLS_PER_STEP / u32::try_from(open).unwrap_or(u32::MAX).max(1);
    let step = fills_requests.min(pause / STEPS_PER_PAUSE).as_millis();
    step.checked_ilog2().map_or(1, |log| 1 << log)
}

#[cfg(test)]
mod tests;
