//! A client that writes, looks where the history tells it to, and remembers.

use super::*;
use crate::report::evidence::Sighting;

const ROUND_TRIP: Duration = Duration::from_millis(15);

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A client and what it has spent.
struct Client {
    history: CheckHistory,
    learned: Learned,
    polls: usize,
    waited: Duration,
    /// What it has seen, as it would be stored.
    seen: Vec<Observation>,
}

impl Client {
    fn new() -> Self {
        Self::seeded(1)
    }

    fn seeded(seed: u64) -> Self {
        let learned = Learned::default().seed(seed);
        Self {
            history: CheckHistory::new(learned.seed),
            learned,
            polls: 0,
            waited: Duration::ZERO,
            seen: Vec::new(),
        }
    }

    /// Writes once; the change is visible to polls that begin `lag` after the write returned.
    fn write(&mut self, lag: Duration) {
        let (mut missed, mut seen) = (None, None);
        let mut at = Duration::ZERO;
        for pause in self.history.pauses(&self.learned) {
            at += pause;
            self.polls += 1;
            if at >= lag {
                seen = Some(at);
                break;
            }
            missed = Some(at);
            at += ROUND_TRIP;
        }
        self.waited += at - lag;
        let sighting = Sighting {
            missed,
            seen,
            is_hidden: false,
        };
        let observation = Observation::new(sighting, ROUND_TRIP, false);
        self.seen.push(observation);
        self.history.learn(observation);
    }

    fn writes(&mut self, lags: impl IntoIterator<Item = Duration>) {
        lags.into_iter().for_each(|lag| self.write(lag));
    }

    /// Polls per write, and the mean wait beyond the lag in milliseconds, of these writes.
    fn spends_on(&mut self, lags: Vec<Duration>) -> (f64, f64) {
        let writes = lags.len() as f64;
        (self.polls, self.waited) = (0, Duration::ZERO);
        self.writes(lags);
        (
            self.polls as f64 / writes,
            self.waited.as_secs_f64() * 1e3 / writes,
        )
    }
}

/// As many lags as writes, spread evenly over a range and mixed up.
fn spread(range: std::ops::Range<u64>, writes: u64) -> Vec<Duration> {
    let width = range.end - range.start;
    let place = |index: u64| (index * 7_919) % writes;
    let lags = (0..writes).map(|index| range.start + width * place(index) / writes);
    lags.map(ms).collect()
}

#[test]
fn until_enough_writes_were_seen_polls_are_the_exponential_ones() {
    let mut client = Client::new();
    for _ in 0..ENOUGH {
        let mut pauses = client.history.pauses(&client.learned);
        assert_eq!(pauses.next(), Some(Duration::ZERO));
        let second = pauses.next().unwrap();
        assert!(ms(33) <= second && second <= ms(66), "{second:?}");
        client.write(ms(300));
    }
    let mut pauses = client.history.pauses(&client.learned);
    assert!(pauses.next().unwrap() > ms(200));
}

#[test]
fn what_is_visible_at_once_is_read_once() {
    let mut client = Client::new();
    client.writes([Duration::ZERO; ENOUGH]);
    assert_eq!(client.spends_on(vec![Duration::ZERO; 500]), (1.0, 0.0));
}

#[test]
fn a_lag_that_never_varies_is_met_by_one_poll_and_now_and_then_a_probe() {
    let mut client = Client::new();
    client.writes([ms(285); 200]);
    let (polls, waited) = client.spends_on(vec![ms(285); 400]);
    assert!(polls < 1.25, "{polls}");
    assert!(waited < 15.0, "{waited}");
}

#[test]
fn a_lag_that_rises_is_followed_within_forty_writes() {
    let mut client = Client::new();
    client.writes(spread(100..300, 200));
    client.writes(spread(1_000..1_400, 40));
    assert!(client.history.writes() < 60, "what was before is forgotten");
    let (polls, waited) = client.spends_on(spread(1_000..1_400, 200));
    assert!(polls < 4.0, "{polls}");
    assert!(waited < 130.0, "{waited}");
}

#[test]
fn a_lag_that_falls_is_noticed_by_probes_within_forty_writes() {
    let mut client = Client::new();
    client.writes([ms(2_000); 200]);
    client.writes([ms(100); 40]);
    assert!(client.history.writes() < 60, "what was before is forgotten");
    let (_, waited) = client.spends_on(vec![ms(100); 200]);
    assert!(waited < 60.0, "{waited}");
}

#[test]
fn nothing_is_forgotten_while_nothing_changes() {
    let (soon, late) = (spread(0..100, 600), spread(2_000..8_000, 600));
    let two_humps = (0..600).map(|index| match index % 10 {
        0 => late[index],
        _ => soon[index],
    });
    for lags in [
        vec![Duration::ZERO; 600],
        vec![ms(285); 600],
        spread(0..1_000, 600),
        two_humps.collect(),
    ] {
        for seed in 1..4 {
            let mut client = Client::seeded(seed);
            client.writes(lags.clone());
            assert_eq!(client.history.writes(), 600, "{seed}: {:?}...", lags[1]);
        }
    }
}

/// What is planned after a change is what a client would plan that has never seen anything else.
#[test]
fn what_was_forgotten_has_no_say_any_more() {
    let mut client = Client::new();
    client.writes([ms(100); GENERATION + 100]);
    let noticed = (0..40).any(|_| {
        client.write(ms(1_000));
        client.history.writes() == KEPT_UPON_CHANGE
    });
    assert!(noticed);
    let mut changed = client.history;
    assert!(changed.surprise.score.abs() < f64::EPSILON);
    assert!(changed.plan.is_none());
    let mut fresh = CheckHistory::new(Some(1));
    changed
        .last
        .iter()
        .for_each(|interval| fresh.add(*interval, ROUND_TRIP));
    // As good as nothing is known from these: only what was known before could make a difference.
    let sometime = Interval::new(None, Some(ms(1_000)));
    for number in 1..60 {
        for history in [&mut changed, &mut fresh] {
            history.remember(sometime, ROUND_TRIP);
            assert_eq!(history.writes(), KEPT_UPON_CHANGE + number);
        }
        let planned = |history: &mut CheckHistory| {
            let planned = history.planned(&client.learned);
            planned.map(|(instants, _)| instants.to_vec())
        };
        assert_eq!(planned(&mut changed), planned(&mut fresh), "{number}");
    }
}

#[test]
fn a_round_trip_that_is_an_exception_moves_the_average_by_an_eighth() {
    let mut history = CheckHistory::new(Some(1));
    let interval = Interval::new(None, Some(Duration::ZERO));
    for round_trip in [ms(80), ms(80), ms(160)] {
        history.add(interval, round_trip);
    }
    assert_eq!(history.round_trip(), Some(ms(90)));
}

#[test]
fn memory_is_bounded() {
    let mut client = Client::new();
    client.writes(spread(0..60_000, 3_000));
    assert!(client.history.writes() <= 2 * GENERATION);
}

#[test]
fn beyond_what_was_ever_seen_pauses_grow() {
    let mut client = Client::new();
    client.writes([ms(300); 30]);
    let pauses: Vec<Duration> = client.history.pauses(&client.learned).take(12).collect();
    let beyond = &pauses[4..];
    // From the end of a poll to the beginning of the next: the gaps themselves grow by a half.
    let grows = |pair: &[Duration]| pair[1] > pair[0] && pair[1] < pair[0] * 2;
    assert!(beyond.windows(2).all(grows), "{pauses:?}");
    assert!(beyond.iter().all(|pause| *pause <= ms(5_000)), "{pauses:?}");
}

/// The pauses that lead to these instants and go on after them, in milliseconds.
fn pauses_to(instants: &[u64], count: usize) -> Vec<f64> {
    let instants = instants.iter().copied().map(ms).collect();
    let pauses = Pauses::new(instants, ROUND_TRIP).take(count);
    pauses.map(|pause| pause.as_secs_f64() * 1e3).collect()
}

/// All instants are those at which polls begin, and the one before takes a round trip.
#[test]
fn pauses_lead_to_the_instants_and_grow_beyond_them() {
    assert_eq!(pauses_to(&[100, 200], 3), [100.0, 85.0, 135.0]);
}

#[test]
fn after_a_single_poll_the_next_comes_after_the_mean_first_pause() {
    assert_eq!(pauses_to(&[0], 3), [0.0, 34.5, 59.25]);
}

#[test]
fn pauses_beyond_the_plan_are_cut_unless_the_plan_has_longer_ones() {
    assert_eq!(pauses_to(&[0, 4_000], 4), [0.0, 3_985.0, 4_985.0, 4_985.0]);
    assert_eq!(pauses_to(&[0, 20_000], 3), [0.0, 19_985.0, 19_985.0]);
}

#[test]
fn until_enough_writes_were_seen_no_two_have_the_same_pauses() {
    let mut client = Client::new();
    let mut second_pause = || client.history.pauses(&client.learned).nth(1);
    assert_ne!(second_pause(), second_pause());
}

#[test]
fn half_of_the_probes_come_before_the_first_poll_and_half_where_changes_are_likely() {
    let mut client = Client::new();
    client.writes(spread(1_000..1_400, 200));
    let (instants, _) = client.history.planned(&client.learned).unwrap();
    let instants = instants.to_vec();
    assert!(instants[0] > ms(1_000), "{instants:?}");
    let probes: Vec<_> = (0..1_000)
        .map(|_| client.history.probe(&instants))
        .collect();
    let share =
        |range: std::ops::Range<Duration>| probes.iter().filter(|at| range.contains(*at)).count();
    let (soon, likely) = (share(ms(0)..ms(950)), share(ms(950)..ms(1_500)));
    assert!((350..550).contains(&soon), "{soon}");
    assert!((450..650).contains(&likely), "{likely}");
}

#[test]
fn a_poll_that_is_due_while_another_is_under_way_is_that_one() {
    let mut client = Client::new();
    client.writes([ms(300); 40]);
    let learned = &client.learned;
    let (instants, _) = client.history.planned(learned).unwrap();
    let (first, second) = (instants[0], instants.get(1).copied());
    let mut after = |elapsed| client.history.planned_after(learned, elapsed);
    assert_eq!(after(first - ROUND_TRIP), Some(first));
    assert_eq!(after(first - ROUND_TRIP / 4), second);
}

#[test]
fn another_cost_weight_of_a_read_makes_another_plan() {
    let mut client = Client::new();
    client.writes(spread(0..1_000, 60));
    let mut polls = |cost_weight| {
        let learned = Learned::default().cost_weight(cost_weight);
        let (instants, _) = client.history.planned(&learned).unwrap();
        instants.len()
    };
    let (cheap, dear) = (polls(ms(1)), polls(ms(5_000)));
    assert!(cheap > 3 * dear, "{cheap}, {dear}");
    assert_eq!(polls(ms(1)), cheap);
}

/// The longest wait beyond the lag of these writes.
fn longest_wait(client: &mut Client, lags: impl IntoIterator<Item = Duration>) -> Duration {
    let wait = |lag| {
        client.waited = Duration::ZERO;
        client.write(lag);
        client.waited
    };
    lags.into_iter().map(wait).max().unwrap()
}

/// What a client remembers of a write that did not show within its deadline.
fn give_up(client: &mut Client) {
    let interval = Interval::new(Some(ms(119_000)), None);
    client.history.remember(interval, ROUND_TRIP);
}

#[test]
fn one_write_that_never_shows_does_not_keep_the_others_waiting() {
    for prompt in [20, 100, 500] {
        let mut client = Client::new();
        client.writes(vec![Duration::ZERO; prompt]);
        give_up(&mut client);
        client.writes([Duration::ZERO; 20]);
        let longest = longest_wait(&mut client, [ms(200); 10]);
        assert!(longest < ms(500), "{prompt}: {longest:?}");
    }
}

#[test]
fn one_write_that_shows_very_late_does_not_keep_the_others_waiting() {
    for late in [ms(20_000), ms(95_000)] {
        let mut client = Client::new();
        client.writes([Duration::ZERO; 40]);
        client.write(late);
        client.writes([Duration::ZERO; 20]);
        let longest = longest_wait(&mut client, [ms(200); 10]);
        assert!(longest < ms(500), "{late:?}: {longest:?}");
    }
}

#[test]
fn where_nothing_ever_shows_polls_are_the_exponential_ones() {
    let mut client = Client::new();
    for _ in 0..30 {
        give_up(&mut client);
    }
    let longest = longest_wait(&mut client, [Duration::ZERO; 30]);
    assert_eq!(longest, Duration::ZERO);
}

#[test]
fn the_same_seed_makes_the_same_polls() {
    let polls = || {
        let mut client = Client::new();
        client.writes(spread(0..1_000, 300));
        (client.polls, client.waited)
    };
    assert_eq!(polls(), polls());
}

#[test]
fn a_probe_puts_off_the_polls_that_would_follow_too_closely() {
    let rows: [(u64, &[u64]); 4] = [
        (50, &[50, 100, 200]),
        (90, &[90, 105, 200]),
        (110, &[100, 200]),
        (192, &[100, 192, 207]),
    ];
    for (at, expected) in rows {
        let mut instants = vec![ms(100), ms(200)];
        insert(&mut instants, ms(at), ROUND_TRIP);
        let expected: Vec<Duration> = expected.iter().copied().map(ms).collect();
        assert_eq!(instants, expected, "{at}");
    }
}

/// Also one that has seen a change, and has forgotten what was before.
#[test]
fn who_begins_with_what_was_learned_plans_as_who_has_learned_it() {
    let changed: Vec<Duration> = [spread(100..300, 200), spread(1_000..1_400, 77)].concat();
    for lags in [
        spread(0..1_000, 19),
        spread(0..1_000, 61),
        spread(0..60_000, 800),
        changed,
    ] {
        let mut client = Client::new();
        client.writes(lags);
        let mut begun = CheckHistory::replaying(Some(2), client.seen.iter().copied());
        assert_eq!(begun.writes(), client.history.writes());
        assert_eq!(begun.round_trip(), client.history.round_trip());
        let planned = |history: &mut CheckHistory| {
            let planned = history.planned(&client.learned);
            planned.map(|(instants, _)| instants.to_vec())
        };
        assert_eq!(planned(&mut begun), planned(&mut client.history));
    }
}

/// The last of many writes are late, and were read back together.
#[test]
fn writes_that_were_read_back_together_are_no_change_to_who_begins_with_them_either() {
    let mut client = Client::new();
    client.writes(spread(100..300, 100));
    let late = Observation {
        missed: Some(ms(2_000)),
        seen: Some(ms(2_100)),
        round_trip: ROUND_TRIP,
        is_of_several: true,
    };
    for (is_of_several, kept) in [(true, 140), (false, 140 - 100)] {
        let observation = Observation {
            is_of_several,
            ..late
        };
        let seen = client.seen.iter().copied();
        let seen = seen.chain(std::iter::repeat_n(observation, 40));
        let writes = CheckHistory::replaying(Some(1), seen).writes();
        assert!(writes.abs_diff(kept) <= 8, "{is_of_several}: {writes}");
    }
}
