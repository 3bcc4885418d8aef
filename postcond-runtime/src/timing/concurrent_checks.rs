//! When to poll together: the writes of a client that wait for the same check at the same time.
//!
//! A write by itself is polled when that is worth a read to it. Together a read is shared, and what
//! one write has seen is news to all others. So, from three writes on that follow the learned
//! schedule:
//!
//! - **A canary sample goes first.** While nothing is known, ten of the writes are polled: as many as one
//!   request answers. The others hold off until half of the canaries have been seen, so that they are
//!   not polled in vain while nothing can be visible yet: at the median, by and large. A canary that is
//!   given up makes room for another. Who has held off for a second is polled all the same, then after
//!   two, four and so on: canaries may wait for what never comes.
//! - **Polls follow the plan**, each write's counted from its own return, as it stands at that moment:
//!   see [`crate::timing::history`].
//! - **Beyond what is known** the next poll comes the square root of `cost_weight * elapsed` later. If the
//!   chance of being visible after `t` falls with the square of `t`, as in a heavy tail, that is the best
//!   gap for a read of that weight: with hazard `h = 2 / t`, a gap `g` costs `g / 2` of waiting and
//!   `cost_weight / (h * g)` of reads. Together every write comes to that point, because they were written
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
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use backon::Backoff;
use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use crate::contract::condition::Condition;
use crate::policy::schedule::{Learned, Schedule};
use crate::report::evidence::Sighting;
use crate::timing::history::{CheckHistory, Key};
use crate::timing::lag_history::{CheckLags, LagHistory};
use crate::timing::observation::Observation;

/// From so many writes on, they are planned together; the last of them, too.
const ENOUGH: usize = 3;
/// How many are polled while nothing is known.
const CANARIES: usize = 10;
/// When so many have been seen, something is known.
const SEEN_OF_CANARIES: usize = CANARIES / 2;
/// For how long one holds off for the first time.
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
pub(crate) struct ConcurrentChecks {
    by_check: Mutex<HashMap<Key, Group>>,
    /// What other clients have learned, before this one has.
    known: OnceLock<LagHistory>,
    /// From when common instants are counted.
    epoch: OnceLock<Instant>,
    /// How many checks are open, whatever they look for.
    open: AtomicUsize,
}

/// A check that is open, until it is dropped.
#[derive(Debug)]
pub(crate) struct Counted<'a>(&'a ConcurrentChecks);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

#[derive(Debug)]
struct Group {
    history: CheckHistory,
    /// How many writes are open.
    open: usize,
    /// How many were, at most, since they have been planned together. 0 while they are not.
    most: usize,
    canaries: usize,
    remembered: usize,
    /// That a write was seen, or a canary has gone.
    news: Arc<Notify>,
}

/// An open write that waits for a check, until it is dropped.
#[derive(Debug)]
pub(crate) struct OpenCheck<'a> {
    checks: &'a ConcurrentChecks,
    key: Key,
    schedule: &'a Schedule,
    _counted: Counted<'a>,
    is_canary: bool,
    is_remembered: bool,
    held_off: Duration,
}

impl ConcurrentChecks {
    /// With fewer, a read cannot be shared, and is not kept waiting for others.
    const ENOUGH_TO_SHARE: usize = 2;

    /// Begins with what other clients have learned. A check that is already open goes by its own.
    pub(crate) fn begin_with(&self, known: LagHistory) {
        let _ = self.known.set(known);
    }

    /// Counts a check that is about to be polled by itself.
    pub(crate) fn count(&self) -> Counted<'_> {
        self.open.fetch_add(1, Ordering::Relaxed);
        Counted(self)
    }

    /// Whether there are others to share the reads of `condition`, if it makes any.
    pub(crate) fn share_reads_of(&self, condition: &dyn Condition) -> bool {
        let open = self.open.load(Ordering::Relaxed);
        open >= Self::ENOUGH_TO_SHARE && !condition.info().reads.is_empty()
    }

    /// What is known of a check that this client has not seen before.
    fn history(&self, key: Key, seed: Option<u64>) -> CheckHistory {
        let known = self.known.get().and_then(|known| known.of(key));
        let seen = known.into_iter().flat_map(CheckLags::observations);
        CheckHistory::replaying(seed, seen)
    }

    /// Adds a write that is about to be polled.
    pub(crate) fn join<'a>(&'a self, key: Key, schedule: &'a Schedule) -> OpenCheck<'a> {
        let mut member = OpenCheck {
            checks: self,
            key,
            schedule,
            _counted: self.count(),
            is_canary: false,
            is_remembered: false,
            held_off: Duration::ZERO,
        };
        member.is_remembered = member
            .with(|group, _| {
                group.open += 1;
                group.most = if group.open >= ENOUGH {
                    group.most.max(group.open)
                } else {
                    // One that comes to a few that are left of many is not planned with them.
                    0
                };
                let is_remembered = group.remembered < SAMPLE;
                group.remembered += usize::from(is_remembered);
                is_remembered
            })
            .unwrap_or_default();
        member
    }
}

impl OpenCheck<'_> {
    /// The pauses of a write by itself, the one before its first poll included.
    pub(crate) fn pauses(&self) -> Box<dyn Backoff> {
        let learned = self.with(|group, learned| group.history.pauses(learned));
        learned.unwrap_or_else(|| self.schedule.all_pauses())
    }

    /// How long to pause together with others, `elapsed` after the write has returned. `None` without others,
    /// or if the schedule is not learned.
    pub(crate) fn pause(&self, elapsed: Duration) -> Option<Duration> {
        let (gap, open) = self.with(|group, learned| group.gap(learned, elapsed))??;
        Some(self.to_common_instant(gap, open))
    }

    /// Holds off if there are canaries to wait for, for no longer than `patience`. Whether it did.
    pub(crate) async fn hold_off(&mut self, patience: Duration) -> bool {
        if self.may_go() {
            return false;
        }
        let began = Instant::now();
        let patience = self.held_off.max(FIRST_PATIENCE).min(patience);
        // Boxed: most never wait. No other check can be asked to wait any longer.
        let _ = Box::pin(timeout_at(began + patience, self.released())).await;
        self.held_off += began.elapsed();
        true
    }

    /// Waits until the write may be polled.
    async fn released(&mut self) {
        while let Some(news) = self.with(|group, _| Arc::clone(&group.news)) {
            let mut news = std::pin::pin!(news.notified());
            news.as_mut().enable();
            if self.may_go() {
                break;
            }
            news.await;
        }
    }

    /// Remembers when the write was seen, by polls that took `round_trip` each: what was learned from it.
    /// `None` if nothing was.
    pub(crate) fn remember(&self, sighting: Sighting, round_trip: Duration) -> Option<Observation> {
        self.with(|group, _| {
            let learned = self.is_remembered.then(|| {
                let is_of_several = group.is_planned_together();
                Observation::new(sighting, round_trip, is_of_several)
            });
            if let Some(observation) = learned {
                group.history.learn(observation);
            }
            group.news.notify_waiters();
            learned
        })
        .flatten()
    }

    /// Whether the write may be polled: it is, or has just become, a canary, or needs none.
    fn may_go(&mut self) -> bool {
        let is_canary = self.is_canary;
        let (may_go, is_canary) = self
            .with(|group, _| {
                let is_known = group.history.writes() >= SEEN_OF_CANARIES;
                let takes_part = !is_known && !is_canary && group.canaries < CANARIES;
                group.canaries += usize::from(takes_part);
                let is_canary = is_canary || takes_part;
                (is_canary || is_known, is_canary)
            })
            .unwrap_or((true, false));
        self.is_canary = is_canary;
        may_go
    }

    /// The pause of about this length that ends with those of others.
    fn to_common_instant(&self, pause: Duration, open: usize) -> Duration {
        let step = step(pause, open);
        let epoch = self.checks.epoch.get_or_init(Instant::now);
        let now = epoch.elapsed().as_millis();
        let at = now + pause.as_millis() + step / 2;
        let at = u64::try_from((at - at % step).saturating_sub(now));
        at.map_or(pause, Duration::from_millis)
    }

    /// `None` if the schedule is not learned: then there is no group.
    fn with<T>(&self, act: impl FnOnce(&mut Group, &Learned) -> T) -> Option<T> {
        let Schedule::Learned(learned) = self.schedule else {
            return None;
        };
        let mut checks = self.checks.by_check.lock();
        let group = checks.entry(self.key).or_insert_with(|| Group {
            history: self.checks.history(self.key, learned.seed),
            open: 0,
            most: 0,
            canaries: 0,
            remembered: 0,
            news: Arc::default(),
        });
        Some(act(group, learned))
    }
}

impl Drop for OpenCheck<'_> {
    fn drop(&mut self) {
        self.with(|group, _| {
            group.open -= 1;
            group.remembered -= usize::from(self.is_remembered);
            if self.is_canary {
                group.canaries -= 1;
                group.news.notify_waiters();
            }
        });
    }
}

impl Group {
    /// Whether the open writes are planned together.
    fn is_planned_together(&self) -> bool {
        self.most >= ENOUGH
    }

    /// The time until the next poll of a write that returned `elapsed` ago, and how many are open.
    fn gap(&mut self, learned: &Learned, elapsed: Duration) -> Option<(Duration, usize)> {
        if !self.is_planned_together() {
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
        let seconds = learned.cost_weight.as_secs_f64() * elapsed.as_secs_f64();
        let shortest = self.history.round_trip().unwrap_or_default();
        let shortest = shortest.clamp(Duration::from_millis(1), LONGEST_GAP);
        Duration::from_secs_f64(seconds.sqrt()).clamp(shortest, LONGEST_GAP)
    }

    /// Whether one request answers all that are left of many.
    fn is_down_to_the_last(&self) -> bool {
        self.open <= CANARIES && self.most >= LAST_OF * self.open
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
