use proptest::prelude::*;

use super::*;
use crate::sdk::clock::Answer;

const MS: i64 = 1_000;
const SECOND: i64 = 1_000_000;

fn at(secs: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(secs)
}

fn millis(millis: i64) -> DateTime {
    DateTime::from_millis(millis)
}

/// Dates in milliseconds, and whether they are covered and preceded.
fn assert_told(witness: &Witness, rows: &[(i64, bool, bool)]) {
    for (date, covers, precedes) in rows {
        let date = Some(millis(*date));
        assert_eq!(witness.covers(date.as_ref()), *covers, "{date:?}");
        assert_eq!(witness.precedes(date.as_ref()), *precedes, "{date:?}");
    }
}

#[test]
fn two_moments_bracket_the_write() {
    let witness = Witness::dated(at(1_000), Duration::from_secs(3));
    let rows = [
        (996_948, false, false),
        (996_950, true, false),
        (1_000_500, true, false),
        (1_001_050, true, false),
        (1_001_051, true, true),
    ];
    assert_told(&witness, &rows);
}

#[test]
fn a_date_without_digits_behind_the_second_is_a_second_wide() {
    let witness = Witness::dated(at(1_000), Duration::from_secs(3));
    let rows = [
        // Up to 996.999: within the bracket, which begins at 996.95.
        (995_000, false, false),
        (996_000, true, false),
        // Rounded, it may be from 1,001.5 on; the bracket ends at 1,001.05.
        (1_001_000, true, false),
        (1_002_000, true, true),
    ];
    assert_told(&witness, &rows);
}

#[test]
fn without_a_header_the_local_clock_allows_more_and_nothing_is_later() {
    let witness = Witness::undated(at(1_000), Duration::ZERO);
    let rows = [
        (969_998, false, false),
        (970_001, true, false),
        (9_999_000, true, false),
    ];
    assert_told(&witness, &rows);
    assert_eq!(witness.place(Some(&millis(1_000_000))), None);
}

#[test]
fn an_absent_date_proves_nothing() {
    let undated = Witness::undated(at(1_000), Duration::ZERO);
    for witness in [Witness::dated(at(1_000), Duration::ZERO), undated] {
        assert!(!witness.covers(None));
        assert!(!witness.precedes(None));
    }
}

/// An endpoint's clock that shows 1970 at first, with what is known of it.
struct Endpoint {
    clock: EndpointClock,
    began: Instant,
    /// When it is set, and by how much.
    step: (i64, i64),
    offset: i64,
}

impl Endpoint {
    fn new(offset: i64, step: (i64, i64)) -> Self {
        Self {
            clock: EndpointClock::default(),
            began: Instant::now(),
            step,
            offset: offset + 1_700_000_000 * SECOND,
        }
    }

    fn local(&self, at: i64) -> Instant {
        self.began + Duration::from_micros(at.unsigned_abs())
    }

    fn shows(&self, at: i64) -> i64 {
        let (since, by) = self.step;
        self.offset + at + if at >= since { by } else { 0 }
    }

    /// An answer to a request that was sent at `at`; 5 ms there, and 5 ms back.
    fn answers(&self, at: i64) -> Answer {
        let date = self.shows(at + 5 * MS).div_euclid(SECOND) * SECOND;
        let answer = Answer {
            date: ServerTime(date),
            sent: self.local(at),
            arrived: self.local(at + 10 * MS),
        };
        self.clock.note(answer);
        answer
    }

    /// The witness of a write that is sent at `at`.
    fn writes(&self, at: i64) -> Witness {
        let before = self.clock.estimate();
        let answer = self.answers(at);
        let span = Span {
            sent: answer.sent,
            ended: answer.arrived,
        };
        let measured = Measured::new(self.clock.clone(), span, before);
        Witness::measured(measured, Duration::ZERO)
    }

    /// The date that the server gives a change whose request was sent at `at`.
    fn date(&self, at: i64) -> DateTime {
        DateTime::from_millis(self.shows(at + 5 * MS).div_euclid(MS))
    }
}

const NEVER: (i64, i64) = (i64::MAX, 0);

/// 20 answers, at intervals of 190 ms, end here.
const TWENTY: i64 = 3_900 * MS;

fn twenty_answers(endpoint: &Endpoint) {
    for number in 0..20 {
        endpoint.answers(number * 190 * MS);
    }
}

proptest! {
    #[test]
    fn after_twenty_answers_lives_a_quarter_of_a_second_apart_are_told_apart(
        offset in 0..SECOND, gap in 250 * MS..10 * SECOND,
    ) {
        let endpoint = Endpoint::new(offset, NEVER);
        twenty_answers(&endpoint);
        let witness = endpoint.writes(TWENTY);
        let ours = endpoint.date(TWENTY);
        prop_assert!(witness.covers(Some(&ours)));
        prop_assert!(!witness.precedes(Some(&ours)));
        let earlier = DateTime::from_millis(ours.to_millis().unwrap() - gap / MS);
        prop_assert!(earlier.subsec_nanos() == 0 || !witness.covers(Some(&earlier)));
        let later = DateTime::from_millis(ours.to_millis().unwrap() + gap / MS);
        prop_assert!(later.subsec_nanos() == 0 || witness.precedes(Some(&later)));
    }

    #[test]
    fn dates_in_whole_seconds_tell_lives_apart_that_are_a_second_and_a_quarter_apart(
        offset in 0..SECOND, gap in 1_250 * MS..10 * SECOND,
    ) {
        let endpoint = Endpoint::new(offset, NEVER);
        twenty_answers(&endpoint);
        let witness = endpoint.writes(TWENTY);
        let ours = endpoint.date(TWENTY);
        let (cut, rounded) = (ours.secs(), (ours.to_millis().unwrap() + 500).div_euclid(1_000));
        for ours in [cut, rounded].map(DateTime::from_secs) {
            prop_assert!(witness.covers(Some(&ours)));
            prop_assert!(!witness.precedes(Some(&ours)));
        }
        let earlier = DateTime::from_millis(ours.to_millis().unwrap() - gap / MS);
        prop_assert!(!witness.covers(Some(&DateTime::from_secs(earlier.secs()))));
    }

    /// One answer need not tell of a small step; at the latest those at every hundredth of a second do.
    #[test]
    fn a_write_is_not_taken_for_an_older_one_whenever_the_clock_is_set(
        offset in 0..SECOND,
        since in 0..TWENTY + 500 * MS,
        by in prop_oneof![-SECOND..SECOND, -90 * SECOND..90 * SECOND],
        fresh in any::<bool>(),
    ) {
        let endpoint = Endpoint::new(offset, (since, by));
        if !fresh {
            twenty_answers(&endpoint);
        }
        let witness = endpoint.writes(TWENTY);
        let ours = endpoint.date(TWENTY);
        for number in 1..=100 {
            endpoint.answers(TWENTY + number * 110 * MS);
        }
        prop_assert!(witness.covers(Some(&ours)), "{:?}", witness);
        prop_assert!(!witness.precedes(Some(&ours)), "{:?}", witness);
    }
}

#[test]
fn a_step_while_a_write_is_under_way_is_allowed_for_at_once() {
    for by in [-3_600 * SECOND, -3 * SECOND, 3 * SECOND, 3_600 * SECOND] {
        // After the write is dated, and before the answer is.
        let endpoint = Endpoint::new(0, (TWENTY + 2 * MS, by));
        twenty_answers(&endpoint);
        let ours = DateTime::from_millis((endpoint.shows(TWENTY + MS)) / MS);
        let witness = endpoint.writes(TWENTY);
        assert!(witness.covers(Some(&ours)), "{by}");
        assert!(!witness.precedes(Some(&ours)), "{by}");
    }
}

#[test]
fn where_the_write_has_no_date_those_of_reads_tell() {
    let clock = EndpointClock::default();
    let now = Instant::now();
    let span = Span {
        sent: now,
        ended: now,
    };
    let witness = Witness::measured(
        Measured::new(clock.clone(), span, None),
        Duration::from_secs(5),
    );
    assert_eq!(witness.place(Some(&millis(1_000_000))), None);
    clock.note(Answer {
        date: ServerTime(1_000 * SECOND),
        sent: now,
        arrived: now,
    });
    assert_told(
        &witness,
        &[
            (999_948, false, false),
            (999_951, true, false),
            (1_001_051, true, true),
        ],
    );
}
