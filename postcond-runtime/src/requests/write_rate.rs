//! How fast the writes of one operation are sent in scopes, once the service has throttled one.
//!
//! A throttled write has changed nothing and is sent again; to send the others as fast as before would
//! have most of them throttled, too. So, from the first one on, a client's writes of that operation are
//! sent at a rate, which all its scopes share: each that the service throttles lowers the rate by a
//! tenth, each that it accepts raises it by a hundredth. That settles where about one write in ten is
//! throttled, a little above what the service allows: a service that limits a rate with a token bucket
//! gives out all its tokens, and those that it refuses cost it none. After a time without throttling
//! the rate doubles again and again, until there is none.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::{Instant, sleep_until};

/// The rates of a client, by operation.
#[derive(Debug, Default)]
pub(crate) struct WriteRates(Mutex<HashMap<&'static str, Arc<WriteRate>>>);

impl WriteRates {
    pub(crate) fn of(&self, operation: &'static str) -> Arc<WriteRate> {
        Arc::clone(self.0.lock().entry(operation).or_default())
    }
}

/// How fast writes of one operation are sent.
#[derive(Debug, Default)]
pub(crate) struct WriteRate(Mutex<State>);

/// When a write may be sent.
#[derive(Debug)]
enum Turn {
    Now,
    At(Instant),
    /// Not by when it would have to be.
    TooLate,
}

#[derive(Debug, Default)]
struct State {
    limit: Option<Limit>,
    /// When the last writes were accepted, for as long as there is no limit.
    accepted: VecDeque<Instant>,
}

#[derive(Debug)]
struct Limit {
    per_second: f64,
    /// When the next write may be sent.
    next: Instant,
    /// Since when none was throttled, or the rate was last doubled.
    calm_since: Instant,
}

impl WriteRate {
    /// Waits until a write may be sent, if that is by `latest`. Whether it may. It waits for the clock
    /// alone, never for another write.
    pub(crate) async fn turn(&self, latest: Option<Instant>) -> bool {
        let turn = self.0.lock().turn(Instant::now(), latest);
        match turn {
            Turn::Now => true,
            Turn::At(turn) => {
                sleep_until(turn).await;
                true
            }
            Turn::TooLate => false,
        }
    }

    /// Takes into account that the service has accepted a write.
    pub(crate) fn accepted(&self) {
        self.0.lock().accepted(Instant::now());
    }

    /// Takes into account that the service has throttled a write.
    pub(crate) fn throttled(&self) {
        self.0.lock().throttled(Instant::now());
    }
}

impl State {
    /// No slower than this, in writes per second: AWS allows an account at least one or two.
    const SLOWEST: f64 = 2.0;
    /// From here on there is no limit: beyond what AWS allows of any mutation here.
    const NONE: f64 = 1_000.0;
    const LOWERED: f64 = 0.9;
    const RAISED: f64 = 1.01;
    /// After so long without throttling the rate doubles.
    const CALM: Duration = Duration::from_secs(10);
    /// The first rate is what was accepted within this time.
    const MEASURED: Duration = Duration::from_secs(1);

    fn turn(&mut self, now: Instant, latest: Option<Instant>) -> Turn {
        self.recover(now);
        let Some(limit) = &mut self.limit else {
            return Turn::Now;
        };
        let turn = limit.next.max(now);
        if latest.is_some_and(|latest| turn > latest) {
            return Turn::TooLate;
        }
        limit.next = turn + Duration::from_secs_f64(limit.per_second.recip());
        Turn::At(turn)
    }

    fn accepted(&mut self, now: Instant) {
        match &mut self.limit {
            Some(limit) => limit.per_second *= Self::RAISED,
            None => {
                self.forget_accepted(now);
                self.accepted.push_back(now);
            }
        }
    }

    fn throttled(&mut self, now: Instant) {
        self.forget_accepted(now);
        let measured = self.accepted.len() as f64 / Self::MEASURED.as_secs_f64();
        let limit = self.limit.get_or_insert(Limit {
            per_second: measured,
            next: now,
            calm_since: now,
        });
        self.accepted.clear();
        limit.per_second = (limit.per_second * Self::LOWERED).max(Self::SLOWEST);
        limit.calm_since = now;
    }

    fn recover(&mut self, now: Instant) {
        let Some(limit) = &mut self.limit else {
            return;
        };
        while now.saturating_duration_since(limit.calm_since) >= Self::CALM {
            limit.per_second *= 2.0;
            limit.calm_since += Self::CALM;
            if limit.per_second > Self::NONE {
                self.limit = None;
                return;
            }
        }
    }

    fn forget_accepted(&mut self, now: Instant) {
        let is_old = |at: &Instant| now.saturating_duration_since(*at) > Self::MEASURED;
        while self.accepted.front().is_some_and(is_old) {
            self.accepted.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tokio::time::advance;

    use super::*;

    /// What a service with a token bucket makes of writes.
    struct Bucket {
        per_second: f64,
        burst: f64,
        tokens: f64,
        at: Instant,
    }

    impl Bucket {
        fn new(per_second: f64, burst: f64) -> Self {
            Self {
                per_second,
                burst,
                tokens: burst,
                at: Instant::now(),
            }
        }

        fn takes_one(&mut self) -> bool {
            let now = Instant::now();
            let filled = self.tokens + (now - self.at).as_secs_f64() * self.per_second;
            (self.tokens, self.at) = (filled.min(self.burst), now);
            let has_one = self.tokens >= 1.0;
            self.tokens -= if has_one { 1.0 } else { 0.0 };
            has_one
        }
    }

    /// How long so many writes take, one after the other, each sent until it is accepted; and how many
    /// were throttled.
    async fn write(rate: &WriteRate, bucket: &mut Bucket, writes: usize) -> (Duration, usize) {
        let (began, mut throttled) = (Instant::now(), 0);
        for _ in 0..writes {
            loop {
                assert!(rate.turn(None).await);
                advance(Duration::from_millis(2)).await;
                if bucket.takes_one() {
                    rate.accepted();
                    break;
                }
                rate.throttled();
                throttled += 1;
            }
        }
        (began.elapsed(), throttled)
    }

    #[tokio::test(start_paused = true)]
    async fn a_service_that_does_not_throttle_is_written_to_without_a_limit() {
        let rate = WriteRate::default();
        let (took, _) = write(&rate, &mut Bucket::new(1e6, 1e6), 1_000).await;
        assert_eq!(took, Duration::from_secs(2));
    }

    #[tokio::test(start_paused = true)]
    async fn the_rate_settles_at_what_the_service_allows() {
        for (per_second, writes) in [(3.0, 300), (40.0, 4_000), (200.0, 20_000)] {
            let (rate, mut bucket) = (WriteRate::default(), Bucket::new(per_second, 10.0));
            let (took, throttled) = write(&rate, &mut bucket, writes).await;
            let own = (writes as f64 - 10.0) / per_second;
            assert!(
                took.as_secs_f64() < own * 1.1,
                "{per_second}: {took:?} of {own}"
            );
            assert!(
                throttled < writes / 5,
                "{per_second}: {throttled} of {writes}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_that_comes_too_late_is_not_waited_for_and_costs_the_others_nothing() {
        let rate = WriteRate::default();
        rate.throttled();
        assert!(rate.turn(None).await);
        let began = Instant::now();
        assert!(!rate.turn(Some(began + Duration::from_millis(100))).await);
        assert_eq!(began.elapsed(), Duration::ZERO);
        assert!(rate.turn(Some(began + Duration::from_secs(1))).await);
        assert_eq!(began.elapsed(), Duration::from_millis(500));
    }

    #[tokio::test(start_paused = true)]
    async fn the_rate_recovers_by_itself() {
        let rate = WriteRate::default();
        write(&rate, &mut Bucket::new(3.0, 10.0), 60).await;
        advance(Duration::from_secs(120)).await;
        let (took, _) = write(&rate, &mut Bucket::new(1e6, 1e6), 1_000).await;
        assert_eq!(took, Duration::from_secs(2));
    }

    proptest! {
        #[test]
        fn a_turn_never_waits_for_longer_than_the_slowest_rate_allows(
            answers in prop::collection::vec(any::<bool>(), 1..200),
        ) {
            let start = Instant::now();
            let (mut state, mut now) = (State::default(), start);
            for accepted in answers {
                let turn = match state.turn(now, None) {
                    Turn::At(turn) => turn,
                    Turn::Now | Turn::TooLate => now,
                };
                prop_assert!(turn - now <= Duration::from_secs_f64(State::SLOWEST.recip()));
                now = turn + Duration::from_millis(20);
                match accepted {
                    true => state.accepted(now),
                    false => state.throttled(now),
                }
            }
        }
    }
}
