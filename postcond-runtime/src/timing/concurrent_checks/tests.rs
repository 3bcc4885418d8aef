//! Writes that are made together, each of which polls when its group says so.

use futures_util::FutureExt;
use futures_util::future::join_all;
use tokio::time::sleep;

use super::*;

const ROUND_TRIP: Duration = Duration::from_millis(20);

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn learned() -> Schedule {
    Learned::default().seed(1).into()
}

/// When each poll of a write began that shows after `lag`, in milliseconds since the write returned.
async fn polls(checks: &ConcurrentChecks, schedule: &Schedule, lag: Duration) -> Vec<u128> {
    let returned = Instant::now();
    let mut member = checks.join(("Put", "is_visible"), schedule);
    let (mut polls, mut sighting) = (Vec::new(), Sighting::default());
    member.hold_off(ms(30_000)).await;
    let mut own = member.pauses();
    let first = own.next().unwrap();
    sleep((returned + first).saturating_duration_since(Instant::now())).await;
    loop {
        let at = returned.elapsed();
        polls.push(at.as_millis());
        sleep(ROUND_TRIP).await;
        if at >= lag {
            sighting.seen = Some(at);
            member.remember(sighting, ROUND_TRIP);
            return polls;
        }
        sighting.missed = Some(at);
        let pause = member.pause(returned.elapsed());
        let next = Instant::now() + pause.unwrap_or_else(|| own.next().unwrap());
        member.hold_off(ms(30_000)).await;
        tokio::time::sleep_until(next).await;
    }
}

async fn together(
    checks: &ConcurrentChecks,
    lags: impl IntoIterator<Item = Duration>,
) -> Vec<Vec<u128>> {
    let schedule = learned();
    join_all(lags.into_iter().map(|lag| polls(checks, &schedule, lag))).await
}

fn history<T>(checks: &ConcurrentChecks, ask: impl FnOnce(&Group) -> T) -> T {
    let by_check = checks.by_check.lock();
    ask(&by_check[&("Put", "is_visible")])
}

/// Log-normal with a median of 300 ms and a sigma of 1, by its quantiles in a mixed order.
fn log_normal(writes: u64) -> impl Iterator<Item = Duration> {
    let mut quantiles: Vec<f64> = (0..writes)
        .map(|n| (n as f64 + 0.5) / writes as f64)
        .collect();
    fastrand::Rng::with_seed(7).shuffle(&mut quantiles);
    quantiles.into_iter().map(|p| {
        // Logistic in place of normal quantiles: tails a little heavier.
        Duration::from_secs_f64(0.3 * ((p / (1.0 - p)).ln() / 1.702).exp())
    })
}

#[tokio::test(start_paused = true)]
async fn while_nothing_is_known_a_canary_sample_goes_first() {
    let polls = together(&ConcurrentChecks::default(), vec![ms(0); 100]).await;
    let firsts = |range: std::ops::RangeInclusive<u128>| {
        polls
            .iter()
            .filter(|polls| range.contains(&polls[0]))
            .count()
    };
    // The others follow as soon as the canaries have been seen.
    assert_eq!((firsts(0..=0), firsts(20..=20)), (10, 90));
    assert!(polls.iter().all(|polls| polls.len() == 1));
}

#[tokio::test(start_paused = true)]
async fn a_few_need_no_canaries() {
    let polls = together(&ConcurrentChecks::default(), vec![ms(0); 10]).await;
    assert_eq!(polls, vec![vec![0]; 10]);
}

#[tokio::test(start_paused = true)]
async fn those_who_stand_by_are_not_polled_before_anything_is_visible() {
    let polls = together(&ConcurrentChecks::default(), log_normal(1_000)).await;
    let made: usize = polls.iter().map(Vec::len).sum();
    let first = polls[10..].iter().map(|polls| polls[0]).min().unwrap();
    assert!(first >= 100, "{first} ms");
    assert!(made < 2_900, "{made} polls");
}

#[tokio::test(start_paused = true)]
async fn the_slowest_is_seen_soon() {
    let lags: Vec<_> = log_normal(1_000).collect();
    let slowest = lags.iter().max().unwrap().as_millis();
    let polls = together(&ConcurrentChecks::default(), lags).await;
    let seen = *polls.iter().flatten().max().unwrap();
    assert!(seen < slowest * 11 / 10, "{seen} ms for {slowest} ms");
}

#[tokio::test(start_paused = true)]
async fn no_check_is_held_off_for_ever() {
    let never = std::iter::repeat_n(ms(100_000), 10);
    let polls = together(&ConcurrentChecks::default(), never.chain([ms(0); 30])).await;
    let mut firsts: Vec<_> = polls[10..].iter().map(|polls| polls[0]).collect();
    firsts.dedup();
    assert_eq!(firsts, [1_000]);
}

#[tokio::test(start_paused = true)]
async fn a_canary_that_is_given_up_makes_room() {
    let (checks, schedule) = (ConcurrentChecks::default(), learned());
    let join = || checks.join(("Put", "is_visible"), &schedule);
    let mut members: Vec<_> = (0..12).map(|_| join()).collect();
    let held_off: Vec<_> = members.iter_mut().map(|it| !it.may_go()).collect();
    assert_eq!(held_off.iter().filter(|it| **it).count(), 2);
    members.remove(0);
    assert!(
        members[9]
            .hold_off(ms(500))
            .now_or_never()
            .is_some_and(|it| !it)
    );
    // The other one waits, in vain: eleven are open.
    let began = Instant::now();
    assert!(members[10].hold_off(ms(500)).await);
    assert_eq!(began.elapsed(), ms(500));
}

#[tokio::test(start_paused = true)]
async fn one_that_is_held_off_is_told_at_once_that_a_canary_has_gone() {
    let (checks, schedule) = (ConcurrentChecks::default(), learned());
    let join = || checks.join(("Put", "is_visible"), &schedule);
    let mut members: Vec<_> = (0..CANARIES).map(|_| join()).collect();
    assert!(members.iter_mut().all(OpenCheck::may_go));
    let mut waiting = join();
    let began = Instant::now();
    let mut standing_by = Box::pin(waiting.hold_off(ms(500)));
    assert!(standing_by.as_mut().now_or_never().is_none());
    members.pop();
    assert!(standing_by.await);
    assert_eq!(began.elapsed(), ms(0));
}

#[tokio::test(start_paused = true)]
async fn what_is_remembered_is_not_only_the_slowest() {
    let checks = ConcurrentChecks::default();
    together(&checks, log_normal(2_000)).await;
    assert_eq!(history(&checks, |it| it.history.writes()), SAMPLE);
    let lags: Vec<_> = log_normal(200).collect();
    let mut late = Vec::new();
    for lag in lags {
        let polls = polls(&checks, &learned(), lag).await;
        late.push(polls.last().unwrap() - lag.as_millis().min(*polls.last().unwrap()));
    }
    let mean = late.iter().sum::<u128>() / late.len() as u128;
    assert!(mean < 200, "{mean} ms");
}

#[tokio::test(start_paused = true)]
async fn nothing_is_left_of_those_who_have_gone() {
    let checks = ConcurrentChecks::default();
    together(&checks, vec![ms(50); 30]).await;
    let left = history(&checks, |it| (it.open, it.canaries, it.remembered));
    assert_eq!(left, (0, 0, 0));
}

#[tokio::test(start_paused = true)]
async fn beyond_what_is_known_gaps_grow_with_the_root_of_time() {
    let (checks, schedule) = (ConcurrentChecks::default(), learned());
    let _others = [(); 2].map(|()| checks.join(("Put", "is_visible"), &schedule));
    let member = checks.join(("Put", "is_visible"), &schedule);
    let gap = |elapsed| {
        let gap = member.with(|group, learned| group.gap(learned, ms(elapsed)));
        gap.flatten().unwrap().0.as_millis()
    };
    // The cost weight of a read is 50 ms.
    assert_eq!([0, 50, 200, 800].map(gap), [1, 50, 100, 200]);
    assert_eq!(gap(10_000_000), 5_000);
}

#[tokio::test(start_paused = true)]
async fn without_others_or_with_a_schedule_of_ones_own_there_is_no_common_pause() {
    let (checks, schedule) = (ConcurrentChecks::default(), learned());
    let two = [(); 2].map(|()| checks.join(("Put", "is_visible"), &schedule));
    assert_eq!(two[0].pause(ms(100)), None);
    let fixed = Schedule::fixed(ms(70));
    let mut many: Vec<_> = (0..20)
        .map(|_| checks.join(("Del", "is_gone"), &fixed))
        .collect();
    assert_eq!(many[0].pause(ms(100)), None);
    assert!(many.iter_mut().all(OpenCheck::may_go));
}

#[tokio::test(start_paused = true)]
async fn who_comes_to_a_few_that_are_left_of_many_is_alone() {
    let (checks, schedule) = (ConcurrentChecks::default(), learned());
    let mut many: Vec<_> = (0..20)
        .map(|_| checks.join(("Put", "is_visible"), &schedule))
        .collect();
    many.truncate(1);
    assert!(many[0].pause(ms(100)).is_some());
    let late = checks.join(("Put", "is_visible"), &schedule);
    assert_eq!(late.pause(ms(100)), None);
}

#[test]
fn steps_are_powers_of_two_and_finer_the_more_there_are() {
    let steps = [3, 10, 100, 1_000, 10_000].map(|open| step(ms(400), open));
    assert_eq!(steps, [128, 128, 64, 8, 1]);
    assert_eq!(step(ms(0), 3), 1);
}

#[tokio::test(start_paused = true)]
async fn polls_that_are_due_at_about_the_same_time_are_due_together() {
    let (checks, schedule) = (ConcurrentChecks::default(), learned());
    let member = checks.join(("Put", "is_visible"), &schedule);
    let epoch = checks.epoch.get_or_init(Instant::now);
    let mut instants = Vec::new();
    for _ in 0..40 {
        let pause = member.to_common_instant(ms(400), 10);
        assert!(pause.abs_diff(ms(400)) <= ms(64), "{pause:?}");
        instants.push((epoch.elapsed() + pause).as_millis());
        tokio::time::advance(ms(1)).await;
    }
    instants.dedup();
    assert!(
        instants.len() <= 2 && instants.iter().all(|it| it % 128 == 0),
        "{instants:?}"
    );
}
