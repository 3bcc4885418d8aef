//! When to poll next: the schedule, fitted to the deadline.

use std::time::Duration;

use backon::Backoff;
use tokio::time::Instant;

use crate::policy::schedule::Schedule;
use crate::policy::settings::Settings;

/// What the last poll asks of the pauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BackOff {
    /// Go on with the schedule.
    Steady,
    /// Begin the schedule anew: the state has just changed.
    Restart,
    /// The service asked for fewer reads.
    Slower,
    /// What is awaited has a pace of its own.
    Pause(Duration),
    /// The read was refused, and that may pass until so long after the write's return: with the
    /// schedule, but often, and once at that moment.
    Refused { until: Duration },
    /// The read was not sent, and that may pass until so long after the write's return.
    Unsent { until: Duration },
}

impl BackOff {
    /// Whether the last poll could not see whether the change was there, and a later one may.
    pub(crate) fn bears_a_refusal(self) -> bool {
        matches!(self, Self::Refused { .. } | Self::Unsent { .. })
    }
}

/// Hands out the instants of the polls.
pub(crate) struct Pace<'a> {
    schedule: &'a Schedule,
    poll_timeout: Duration,
    /// From when on to the deadline.
    allowed: Duration,
    pauses: Box<dyn Backoff>,
    returned: Instant,
    deadline: Instant,
    /// The last pause of the schedule.
    last_pause: Duration,
    /// How many polls in a row were throttled, or not sent.
    throttled: u32,
    is_first: bool,
    /// How long the last poll took that was answered.
    last_took: Option<Duration>,
}

impl<'a> Pace<'a> {
    /// The pause after a poll that was throttled; it doubles with each in a row, up to the longest.
    /// All of a client's polls are slowed down by its budget; this one is as well, if it has none.
    const AFTER_THROTTLING: Duration = Duration::from_millis(100);
    const LONGEST_AFTER_THROTTLING: Duration = Duration::from_secs(5);
    /// While a refusal is borne, the caller hears within two seconds that it has passed.
    const LONGEST_WHILE_REFUSED: Duration = Duration::from_millis(1_500);

    /// For a write that returned at `returned` and is waited for since then; the first of the pauses is
    /// the one before the first poll, counted from the write's return.
    pub(crate) fn new(
        settings: &'a Settings,
        pauses: Box<dyn Backoff>,
        returned: Instant,
        since: Instant,
    ) -> Self {
        Self {
            pauses,
            schedule: &settings.schedule,
            poll_timeout: settings.poll_timeout,
            allowed: settings.deadline,
            returned,
            deadline: since + settings.deadline,
            last_pause: Duration::ZERO,
            throttled: 0,
            is_first: true,
            last_took: None,
        }
    }

    /// Until when a poll that begins now may go on.
    pub(crate) fn poll_limit(&self, now: Instant) -> Instant {
        self.deadline.min(now + self.poll_timeout)
    }

    /// When everything ends.
    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Notes how long a poll took that was answered.
    pub(crate) fn answered(&mut self, took: Duration) {
        self.last_took = Some(took);
    }

    /// How long the last poll took that was answered, if one was.
    pub(crate) fn round_trip(&self) -> Option<Duration> {
        self.last_took
    }

    /// When to poll next, or `None` if the deadline leaves no room. There is always room for the
    /// first poll. The pause `together`, if there is one, is taken instead of the schedule's.
    pub(crate) fn next_poll(
        &mut self,
        now: Instant,
        back_off: BackOff,
        together: Option<Duration>,
    ) -> Option<Instant> {
        let is_first = std::mem::take(&mut self.is_first);
        let pause = self.pause(now, back_off, together);
        let at = if is_first {
            now.max(self.returned + pause)
        } else {
            now + pause
        };
        let last = self.last_start();
        if at <= last {
            Some(at)
        } else if now < last {
            Some(last)
        } else {
            is_first.then_some(now)
        }
    }

    fn pause(&mut self, now: Instant, back_off: BackOff, together: Option<Duration>) -> Duration {
        match back_off {
            BackOff::Pause(pause) => pause,
            BackOff::Slower => self.pause_after_throttling(),
            BackOff::Unsent { until } => self.borne(now, until, Self::pause_after_throttling),
            BackOff::Refused { until } => {
                self.borne(now, until, |pace| pace.scheduled_pause(together))
            }
            BackOff::Steady => self.scheduled_pause(together),
            BackOff::Restart => {
                self.pauses = self.schedule.between_polls();
                self.scheduled_pause(together)
            }
        }
    }

    fn scheduled_pause(&mut self, together: Option<Duration>) -> Duration {
        self.throttled = 0;
        let own = || self.pauses.next().unwrap_or(self.allowed);
        self.last_pause = together.unwrap_or_else(own);
        self.last_pause
    }

    /// This pause, but a short one, and none beyond the moment until which a refusal is borne.
    fn borne(
        &mut self,
        now: Instant,
        until: Duration,
        pause: impl FnOnce(&mut Self) -> Duration,
    ) -> Duration {
        let left = (self.returned + until).saturating_duration_since(now);
        pause(self).min(Self::LONGEST_WHILE_REFUSED).min(left)
    }

    /// Not shorter than the schedule's last, which is not used up.
    fn pause_after_throttling(&mut self) -> Duration {
        let doubled = Self::AFTER_THROTTLING * 2_u32.saturating_pow(self.throttled.min(16));
        self.throttled += 1;
        let pause = doubled.min(Self::LONGEST_AFTER_THROTTLING);
        pause.max(self.last_pause)
    }

    /// Until when the next poll may be held off.
    pub(crate) fn latest(&self, back_off: BackOff) -> Instant {
        match back_off {
            BackOff::Refused { until } | BackOff::Unsent { until } => {
                self.last_start().min(self.returned + until)
            }
            BackOff::Steady | BackOff::Restart | BackOff::Slower | BackOff::Pause(_) => {
                self.last_start()
            }
        }
    }

    /// When the last poll begins: early enough to be answered by the deadline.
    pub(crate) fn last_start(&self) -> Instant {
        let took = self.last_took.map(|took| took * 2);
        let room = took.unwrap_or(self.poll_timeout);
        self.deadline - room.min(self.allowed / 2)
    }
}

/// When the next of these pauses ends, of which the first began so long ago.
#[cfg(feature = "receipts")]
pub(crate) fn after_pauses(pauses: Box<dyn Backoff>, ago: Duration) -> Duration {
    /// Beyond so many, the pause alone counts.
    const MOST: usize = 10_000;
    let (mut at, mut last) = (Duration::ZERO, Duration::ZERO);
    for pause in pauses.take(MOST) {
        (at, last) = (at.saturating_add(pause), pause);
        if at > ago {
            return at - ago;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::settings::Policy;

    fn pace(start: Instant, pause: u64, deadline: u64) -> Pace<'static> {
        let policy = Policy::builder()
            .schedule(Schedule::fixed(Duration::from_millis(pause)))
            .deadline(Duration::from_millis(deadline))
            .build()
            .unwrap();
        let settings = Box::leak(Box::new(policy.settings()));
        let pauses = settings.schedule.between_polls();
        Pace::new(settings, pauses, start, start)
    }

    fn instants(mut pace: Pace<'_>, start: Instant, back_off: BackOff) -> Vec<u128> {
        let next = |now: &Instant| pace.next_poll(*now, back_off, None);
        std::iter::successors(Some(start), next)
            .skip(1)
            .map(|at| (at - start).as_millis())
            .collect()
    }

    #[test]
    fn the_last_poll_is_aligned_with_the_deadline() {
        let start = Instant::now();
        let mut pace = pace(start, 300, 1_000);
        pace.answered(Duration::ZERO);
        let polls = instants(pace, start, BackOff::Steady);
        assert_eq!(polls, [300, 600, 900, 1_000]);
    }

    #[test]
    fn the_last_poll_leaves_room_for_its_answer() {
        let start = Instant::now();
        let mut pace = pace(start, 300, 1_000);
        pace.answered(Duration::from_millis(25));
        assert_eq!(instants(pace, start, BackOff::Steady), [300, 600, 900, 950]);
    }

    #[test]
    fn one_slow_answer_does_not_bring_the_last_poll_forward() {
        let start = Instant::now();
        let mut pace = pace(start, 300, 2_000);
        pace.answered(Duration::from_millis(900));
        pace.answered(Duration::from_millis(1));
        let polls = instants(pace, start, BackOff::Steady);
        assert_eq!(polls, [300, 600, 900, 1_200, 1_500, 1_800, 1_998]);
    }

    #[test]
    fn there_is_always_room_for_the_first_poll() {
        let start = Instant::now();
        let late = start + Duration::from_millis(990);
        let mut pace = pace(start, 300, 1_000);
        assert_eq!(pace.next_poll(late, BackOff::Steady, None), Some(late));
        assert_eq!(pace.next_poll(late, BackOff::Steady, None), None);
    }

    #[test]
    fn where_nothing_is_answered_no_poll_begins_too_late_to_be() {
        let start = Instant::now();
        let polls = instants(pace(start, 300, 20_000), start, BackOff::Steady);
        let last = Duration::from_secs(20) - Policy::DEFAULT_POLL_TIMEOUT;
        assert_eq!(polls.last(), Some(&last.as_millis()));
    }

    #[test]
    fn throttling_has_pauses_of_its_own_and_leaves_those_of_the_schedule() {
        let start = Instant::now();
        let mut pace = pace(start, 10, 100_000);
        let mut pause =
            |back_off| (pace.next_poll(start, back_off, None).unwrap() - start).as_millis();
        assert_eq!(pause(BackOff::Steady), 10);
        assert_eq!([(); 3].map(|()| pause(BackOff::Slower)), [100, 200, 400]);
        assert_eq!(pause(BackOff::Steady), 10);
        assert_eq!(pause(BackOff::Slower), 100);
        assert_eq!([(); 20].map(|()| pause(BackOff::Slower))[19], 5_000);
    }

    #[test]
    fn throttling_does_not_make_a_slow_schedule_faster() {
        let start = Instant::now();
        let mut pace = pace(start, 8_000, 100_000);
        let mut pause =
            |back_off| (pace.next_poll(start, back_off, None).unwrap() - start).as_millis();
        assert_eq!(pause(BackOff::Steady), 8_000);
        assert_eq!(pause(BackOff::Slower), 8_000);
    }

    #[test]
    fn while_a_refusal_is_borne_pauses_are_short_and_one_poll_comes_at_its_end() {
        let start = Instant::now();
        let until = Duration::from_secs(4);
        let mut slow = pace(start, 8_000, 100_000);
        slow.answered(Duration::ZERO);
        let mut now = start;
        let at = [(); 4].map(|()| {
            now = slow
                .next_poll(now, BackOff::Refused { until }, None)
                .unwrap();
            (now - start).as_millis()
        });
        assert_eq!(at, [1_500, 3_000, 4_000, 4_000]);
        let mut quick = pace(start, 300, 100_000);
        let next = quick.next_poll(start, BackOff::Refused { until }, None);
        assert_eq!(next, Some(start + Duration::from_millis(300)));
    }

    #[test]
    fn what_is_not_sent_is_tried_again_later_and_later_whatever_the_schedule() {
        let start = Instant::now();
        let mut pace = pace(start, 10, 100_000);
        let back_off = BackOff::Unsent {
            until: Duration::from_secs(30),
        };
        let mut pause =
            |back_off| (pace.next_poll(start, back_off, None).unwrap() - start).as_millis();
        let pauses = [(); 6].map(|()| pause(back_off));
        assert_eq!(pauses, [100, 200, 400, 800, 1_500, 1_500]);
        assert_eq!(pause(BackOff::Steady), 10);
    }

    #[test]
    fn no_refusal_is_borne_beyond_the_deadline() {
        let start = Instant::now();
        let mut pace = pace(start, 300, 2_000);
        pace.answered(Duration::ZERO);
        let back_off = BackOff::Refused {
            until: Duration::from_secs(30),
        };
        assert_eq!(pace.latest(back_off), start + Duration::from_secs(2));
        let polls = instants(pace, start, back_off);
        assert_eq!(polls, [300, 600, 900, 1_200, 1_500, 1_800, 2_000]);
    }

    #[test]
    fn one_poll_is_cut_off_by_its_own_limit_or_by_the_deadline() {
        let start = Instant::now();
        let pace = pace(start, 10, 7_000);
        let limit = |now| pace.poll_limit(start + Duration::from_secs(now)) - start;
        assert_eq!(limit(0), Policy::DEFAULT_POLL_TIMEOUT);
        assert_eq!(limit(6), Duration::from_secs(7));
    }
}
