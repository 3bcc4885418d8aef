//! What is kept, whatever is merged with what, in which order and how often.

use proptest::prelude::*;

use super::*;

/// In microseconds since 1970.
const NOW: u64 = 1_790_000_000_000_000;

const fn days(days: u64) -> u64 {
    days * 24 * 60 * 60 * 1_000_000
}

fn time(micros: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_micros(micros)
}

fn write(at: u64) -> Dated {
    Dated {
        at,
        observation: Observation {
            missed: None,
            seen: Some(Duration::from_millis(300)),
            round_trip: Duration::from_millis(15),
            is_of_several: false,
        },
    }
}

fn history<'a>(writes: impl IntoIterator<Item = (&'a str, u64)>) -> LagHistory {
    let mut history = LagHistory::default();
    for (check, at) in writes {
        history.add(("Put", check), write(at));
    }
    history
}

fn merged(histories: impl IntoIterator<Item = LagHistory>) -> LagHistory {
    let mut merged = LagHistory::default();
    for history in histories {
        merged.merge(history, time(NOW));
    }
    merged
}

fn dates(history: &LagHistory, check: &'static str) -> Vec<u64> {
    let lags = history.of(("Put", check));
    let dated = lags.into_iter().flat_map(CheckLags::dated);
    dated.map(|write| write.at).collect()
}

#[test]
fn a_write_counts_for_thirty_days() {
    let ages = [29, 30, 31];
    let history = merged([history(ages.map(|age| ("shown", NOW - days(age))))]);
    assert_eq!(
        dates(&history, "shown"),
        [NOW - days(30), NOW - days(29)],
        "the one of 31 days ago is gone"
    );
}

/// What no longer counts is not kept for ever.
#[test]
fn what_is_a_year_old_makes_room() {
    let mut kept = history([("shown", NOW), ("gone", NOW)]);
    for (later, writes) in [(days(364), 6), (days(366), 10), (days(367), 12)] {
        let at = NOW + later;
        kept.merge(history((0..4).map(|n| ("shown", at + n))), time(at + 3));
        assert_eq!(kept.writes(), writes, "{later}");
    }
    assert!(dates(&kept, "gone").is_empty());
}

/// A year by the clock here is nothing, if the others say so.
#[test]
fn no_clock_that_is_wrong_takes_away_what_others_have_written() {
    let others = history((0..50).map(|n| ("shown", NOW - n)));
    let years = |years: u64| days(365 * years);
    for now in [
        NOW + days(31),
        NOW + years(40),
        NOW - days(31),
        0,
        NOW - years(40),
    ] {
        let mut kept = others.clone();
        for write in 0..40 {
            kept.merge(history([("shown", now + write)]), time(now + write));
        }
        assert_eq!(kept.writes(), 90, "{now}");
        let mut known = LagHistory::default();
        known.merge(kept, time(NOW));
        let is_near = now.abs_diff(NOW) < days(30);
        assert_eq!(known.writes(), if is_near { 90 } else { 50 }, "{now}");
    }
}

/// Where there is no room, what a wrong clock has dated goes first, as soon as one that is right has something to add.
#[test]
fn what_a_wrong_clock_has_filled_is_there_again_for_others() {
    let ahead = NOW + days(31);
    let most = MOST_WRITES as u64;
    let mut kept = LagHistory::default();
    kept.merge(
        history((0..most).map(|n| ("shown", ahead - n))),
        time(ahead),
    );
    kept.merge(history((0..most).map(|n| ("shown", NOW - n))), time(NOW));
    let expected: Vec<u64> = (0..most).rev().map(|n| NOW - n).collect();
    assert_eq!(dates(&kept, "shown"), expected);
    let many = (0..MOST_CHECKS).map(|name| format!("{name:04}"));
    let many: Vec<String> = many.collect();
    let mut kept = LagHistory::default();
    kept.merge(
        history(many.iter().map(|name| (name.as_str(), ahead))),
        time(ahead),
    );
    kept.merge(history([("shown", NOW)]), time(NOW));
    assert_eq!(dates(&kept, "shown"), [NOW]);
}

/// By a clock that is wrong it would be the latest for years.
#[test]
fn what_is_dated_in_the_future_does_not_count() {
    let minutes = |minutes: u64| minutes * 60 * 1_000_000;
    let in_future = [0, minutes(50), minutes(70), days(5_000)];
    let history = merged([history(in_future.map(|ahead| ("shown", NOW + ahead)))]);
    assert_eq!(dates(&history, "shown"), [NOW, NOW + minutes(50)]);
}

#[test]
fn of_too_many_writes_the_latest_are_kept() {
    let too_many = MOST_WRITES as u64 + 10;
    let history = merged([history((0..too_many).map(|at| ("shown", NOW - at)))]);
    let kept = dates(&history, "shown");
    assert_eq!((kept.len(), kept[0]), (MOST_WRITES, NOW - too_many + 11));
}

#[test]
fn of_too_many_checks_those_with_the_latest_writes_are_kept() {
    let names: Vec<String> = (0..MOST_CHECKS + 10)
        .map(|name| format!("{name:04}"))
        .collect();
    let writes = (0..).zip(&names);
    let history = merged([history(
        writes.map(|(at, name)| (name.as_str(), NOW - 1_000 + at)),
    )]);
    let kept: Vec<&str> = history.checks().map(|it| it.check()).collect();
    assert_eq!((kept.len(), kept[0]), (MOST_CHECKS, "0010"));
}

#[test]
fn what_was_saved_is_taken_out_and_what_came_since_is_not() {
    let saved = history([("shown", NOW), ("gone", NOW)]);
    let mut unsaved = history([("shown", NOW), ("shown", NOW + 1), ("gone", NOW)]);
    unsaved.take_out(&saved);
    assert_eq!(unsaved, history([("shown", NOW + 1)]));
}

#[test]
fn what_was_learned_can_be_asked_for() {
    let lags = [200_u64, 250, 300, 350].map(Duration::from_millis);
    let mut history = LagHistory::default();
    for (number, lag) in (0..40).zip(lags.into_iter().cycle()) {
        let observation = Observation {
            missed: Some(lag - Duration::from_millis(10)),
            seen: Some(lag),
            round_trip: Duration::from_millis(15),
            is_of_several: false,
        };
        let at = NOW + number;
        history.add(("Put", "shown"), Dated { at, observation });
        let known = history.checks().next().unwrap().distribution();
        assert_eq!(known.is_some(), number >= 19, "{number}");
    }
    let check = history.checks().next().unwrap();
    assert_eq!((check.operation(), check.check()), ("Put", "shown"));
    assert_eq!((check.writes(), check.latest()), (40, Some(time(NOW + 39))));
    let distribution = check.distribution().unwrap();
    assert_eq!(distribution.writes(), 40);
    let by = |chance| distribution.quantile(chance).unwrap().as_millis();
    assert!((190..210).contains(&by(0.2)), "{}", by(0.2));
    assert!((320..400).contains(&by(0.99)), "{}", by(0.99));
    let shown = distribution.shown_by(Duration::from_millis(270));
    assert!((0.4..0.6).contains(&shown), "{shown}");
}

/// A few checks, with dates that come more than once and some that are too old or too new.
fn any_history() -> impl Strategy<Value = LagHistory> {
    let at = prop_oneof![
        8 => (0..2_000_u64).prop_map(|at| NOW - at),
        1 => Just(NOW - days(31)),
        1 => Just(NOW + days(1)),
    ];
    let names = prop::sample::select(vec!["one", "two", "three"]);
    prop::collection::vec((names, at), 0..1_500).prop_map(history)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Neither the order nor what was merged before, nor how often, makes a difference.
    #[test]
    fn merging_is_the_union_of_sets(
        one in any_history(),
        two in any_history(),
        three in any_history(),
    ) {
        let expected = merged([one.clone(), two.clone(), three.clone()]);
        let orders = [
            vec![three.clone(), one.clone(), two.clone()],
            vec![one.clone(), merged([two.clone(), three.clone()])],
            vec![one.clone(), two.clone(), one.clone(), three, two, one],
        ];
        for order in orders {
            prop_assert_eq!(&merged(order), &expected);
        }
    }

    #[test]
    fn however_much_is_merged_little_is_kept(histories in prop::collection::vec(any_history(), 1..8)) {
        let merged = merged(histories);
        for check in merged.checks() {
            prop_assert!((1..=MOST_WRITES).contains(&check.writes()));
        }
    }
}
