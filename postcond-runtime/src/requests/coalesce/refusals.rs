//! Which requests may be sent as a batch, where the service has refused that.
//!
//! A batch is refused as a whole where the caller may not make the batched request, or may not read
//! one of the things that it names. So what a refused batch asked for is read singly for a while, and
//! everything else is batched on. Where one batch after another is refused and none is answered, the
//! right itself is missing: then all requests are single ones for a while, and one batch finds out
//! whether that still holds.
//!
//! A while is 30 seconds, twice as long each time, and 30 minutes at most.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;

/// The first time for which nothing is batched.
const FIRST: Duration = Duration::from_secs(30);
const LONGEST: Duration = Duration::from_secs(30 * 60);
/// After so many refusals without an answer, the right itself is missing.
const IN_A_ROW: u32 = 3;
/// Of so many requests it is known that they were refused, at most.
const KNOWN: usize = 1_024;

/// What was refused lately.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    by_request: HashMap<u64, BackOff>,
    in_a_row: u32,
    /// Of all requests.
    all: Option<BackOff>,
}

/// A time for which something is not batched.
#[derive(Clone, Copy, Debug)]
struct BackOff {
    since: Instant,
    lasts: Duration,
}

impl Refusals {
    /// Whether the request of this digest may join a batch, or begin one.
    pub(super) fn permit(&self, digest: u64, now: Instant) -> bool {
        let of_request = self.by_request.get(&digest);
        !of_request
            .into_iter()
            .chain(&self.all)
            .any(|it| it.holds(now))
    }

    /// Whether a batch may be sent now. Where one is to find out whether all are still refused, the
    /// others wait for what it comes to.
    pub(super) fn admit(&mut self, now: Instant) -> bool {
        let Some(all) = &mut self.all else {
            return true;
        };
        let is_over = !all.holds(now);
        if is_over {
            all.since = now;
        }
        is_over
    }

    /// Notes that a batch of these requests was refused, which was sent at `began`.
    pub(super) fn refused(&mut self, digests: &[u64], began: Instant) {
        let now = Instant::now();
        for &digest in digests {
            self.make_room(now);
            let known = self.by_request.get(&digest).copied();
            self.by_request
                .insert(digest, BackOff::after(known, began, now));
        }
        self.in_a_row = self.in_a_row.saturating_add(1);
        if self.in_a_row >= IN_A_ROW {
            self.all = Some(BackOff::after(self.all, began, now));
        }
    }

    /// Notes that a batch of these requests was answered.
    pub(super) fn answered(&mut self, digests: &[u64]) {
        for digest in digests {
            self.by_request.remove(digest);
        }
        self.in_a_row = 0;
        self.all = None;
    }

    /// What was refused longest ago is forgotten first: those of which most is over.
    fn make_room(&mut self, now: Instant) {
        if self.by_request.len() < KNOWN {
            return;
        }
        self.by_request.retain(|_, back_off| back_off.holds(now));
        if self.by_request.len() < KNOWN {
            return;
        }
        let next = self
            .by_request
            .iter()
            .min_by_key(|(_, it)| it.since + it.lasts);
        if let Some(digest) = next.map(|(digest, _)| *digest) {
            self.by_request.remove(&digest);
        }
    }
}

impl BackOff {
    /// After a refusal of what was sent at `began`. Of what was under way together, one counts.
    fn after(known: Option<Self>, began: Instant, now: Instant) -> Self {
        let lasts = match known {
            Some(known) if began < known.since => known.lasts,
            Some(known) => (known.lasts * 2).min(LONGEST),
            None => FIRST,
        };
        Self { since: now, lasts }
    }

    fn holds(self, now: Instant) -> bool {
        now.saturating_duration_since(self.since) < self.lasts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn in_(time: Duration) -> Instant {
        Instant::now() + time
    }

    /// For how long, in seconds, the request is not batched from now on.
    fn held(refusals: &Refusals, digest: u64) -> u64 {
        let is_free =
            |secs: &u64| refusals.permit(digest, in_(SECOND * u32::try_from(*secs).unwrap()));
        (0..10_000).find(is_free).expect("an end")
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_refused_batch_asked_for_is_not_batched_for_a_while_and_all_else_is() {
        let mut refusals = Refusals::default();
        refusals.refused(&[1, 2], Instant::now());
        assert_eq!([1, 2, 3].map(|digest| held(&refusals, digest)), [30, 30, 0]);
        assert!(refusals.admit(Instant::now()));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_refused_again_is_not_batched_for_twice_as_long_up_to_half_an_hour() {
        let mut refusals = Refusals::default();
        let mut pauses = Vec::new();
        for _ in 0..8 {
            refusals.refused(&[1], Instant::now());
            // So that not all requests are held.
            refusals.answered(&[2]);
            pauses.push(held(&refusals, 1));
            tokio::time::advance(SECOND * u32::try_from(pauses[pauses.len() - 1]).unwrap()).await;
        }
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1_800, 1_800]);
        refusals.answered(&[1]);
        refusals.refused(&[1], Instant::now());
        assert_eq!(held(&refusals, 1), 30);
    }

    #[tokio::test(start_paused = true)]
    async fn where_one_batch_after_another_is_refused_none_is_sent_for_a_while() {
        let mut refusals = Refusals::default();
        for digest in 0..2 {
            refusals.refused(&[digest], Instant::now());
            assert_eq!(held(&refusals, 99), 0);
        }
        refusals.refused(&[2], Instant::now());
        assert_eq!(held(&refusals, 99), 30);
        assert!(!refusals.admit(in_(SECOND * 29)));
        // One finds out, and the others wait for it.
        assert!(refusals.admit(in_(SECOND * 30)));
        assert!(!refusals.admit(in_(SECOND * 30)));
        tokio::time::advance(SECOND * 30).await;
        refusals.refused(&[3], Instant::now());
        assert_eq!(held(&refusals, 99), 60);
        refusals.answered(&[4]);
        assert_eq!(held(&refusals, 99), 0);
        refusals.refused(&[5], Instant::now());
        assert_eq!(held(&refusals, 99), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn of_batches_that_were_under_way_together_one_refusal_counts() {
        let mut refusals = Refusals::default();
        let began = Instant::now();
        tokio::time::advance(SECOND).await;
        for _ in 0..8 {
            refusals.refused(&[1], began);
        }
        assert_eq!([held(&refusals, 1), held(&refusals, 99)], [30, 30]);
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_is_remembered_than_there_is_room_for() {
        let mut refusals = Refusals::default();
        for digest in 0..3 * KNOWN as u64 {
            refusals.refused(&[digest], Instant::now());
            refusals.answered(&[u64::MAX]);
            tokio::time::advance(Duration::from_millis(1)).await;
        }
        assert_eq!(refusals.by_request.len(), KNOWN);
        let newest = 3 * KNOWN as u64 - 1;
        assert!(!refusals.permit(newest, Instant::now()));
        assert!(refusals.permit(0, Instant::now()));
        tokio::time::advance(LONGEST).await;
        refusals.refused(&[0], Instant::now());
        assert_eq!(refusals.by_request.len(), 1);
    }
}
