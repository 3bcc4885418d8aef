//! Which polls are kept, and which lag they show.

use super::*;

fn poll(at: u64, outcome: Outcome) -> Poll {
    Poll {
        check: "check",
        at: Duration::from_secs(at),
        took: Duration::ZERO,
        outcome,
        seen: String::new(),
        reads: Vec::new(),
    }
}

#[test]
fn a_long_wait_keeps_its_beginning_and_its_end() {
    let mut log = PollLog::default();
    for at in 0..1_000 {
        log.push(poll(at, Outcome::Pending));
    }
    assert_eq!(log.made(), 1_000);
    let kept: Vec<u64> = log.polls().map(|poll| poll.at.as_secs()).collect();
    assert_eq!(kept.len(), 64);
    assert_eq!(kept[..9], [0, 1, 2, 3, 4, 5, 6, 7, 944]);
    assert_eq!(kept[63], 999);
}

#[test]
fn what_was_answered_last_is_told_however_many_polls_were_not_answered_since() {
    let mut log = PollLog::default();
    assert_eq!(log.last_seen(), "nothing, since no poll was made");
    log.push(Poll {
        seen: "no answer".to_owned(),
        ..poll(0, Outcome::TimedOut)
    });
    assert_eq!(log.last_seen(), "no answer");
    for at in 1..=20 {
        log.push(Poll {
            seen: format!("version {at}"),
            ..poll(at, Outcome::Pending)
        });
    }
    for at in 21..1_000 {
        log.push(poll(at, Outcome::TimedOut));
        assert_eq!(log.last_seen(), "version 20", "{at}");
    }
}

/// The lag that polls of these outcomes show, one each second.
fn lag_of(outcomes: &[Outcome]) -> Option<ObservedLag> {
    let mut log = PollLog::default();
    for (at, outcome) in (0..).zip(outcomes) {
        log.push(poll(at, *outcome));
    }
    log.lag()
}

fn lag(not_before: u64, by: u64) -> ObservedLag {
    ObservedLag {
        not_before: Duration::from_secs(not_before),
        by: Duration::from_secs(by),
    }
}

#[test]
#[allow(clippy::too_many_lines)] // It is a table.
fn the_lag_lies_between_the_last_poll_that_missed_the_change_and_the_first_that_saw_it() {
    let [no, yes, later] = [Outcome::Pending, Outcome::Satisfied, Outcome::Superseded];
    let unclear = Outcome::Transient;
    let rows: [(&str, &[Outcome], Option<ObservedLag>); 12] = [
        ("seen at once", &[yes], Some(lag(0, 0))),
        ("seen later", &[no, no, yes], Some(lag(1, 2))),
        (
            "a later change is the change, too",
            &[no, later],
            Some(lag(0, 1)),
        ),
        (
            "confirmations add nothing",
            &[no, yes, yes, yes],
            Some(lag(0, 1)),
        ),
        ("a regression counts", &[no, yes, no, yes], Some(lag(2, 3))),
        (
            "an error proves nothing",
            &[no, unclear, yes],
            Some(lag(0, 2)),
        ),
        (
            "nor does one after it was seen",
            &[no, yes, unclear, yes],
            Some(lag(0, 1)),
        ),
        (
            "a state that is no success",
            &[no, Outcome::Failing, yes],
            Some(lag(1, 2)),
        ),
        ("a final one", &[no, Outcome::Failed, yes], Some(lag(1, 2))),
        (
            "asked for fewer reads",
            &[no, Outcome::Throttled, yes],
            Some(lag(0, 2)),
        ),
        (
            "refused for a while",
            &[no, Outcome::Denied, yes],
            Some(lag(0, 2)),
        ),
        ("never seen", &[no, unclear, Outcome::Denied], None),
    ];
    for (name, outcomes, expected) in rows {
        assert_eq!(lag_of(outcomes), expected, "{name}");
    }
    assert_eq!(lag_of(&[Outcome::Unverifiable]), None);
}

#[test]
fn the_lag_is_known_when_the_poll_that_shows_it_is_no_longer_kept() {
    let mut outcomes = vec![Outcome::Pending; 20];
    outcomes.resize(1_000, Outcome::Satisfied);
    assert_eq!(lag_of(&outcomes), Some(lag(19, 20)));
}

#[test]
fn of_several_checks_the_last_to_be_met_decides() {
    let rows: [(&[Option<ObservedLag>], Option<ObservedLag>); 6] = [
        (&[], None),
        (&[Some(lag(1, 2))], Some(lag(1, 2))),
        (&[Some(lag(1, 6)), Some(lag(4, 5))], Some(lag(4, 6))),
        (&[Some(lag(4, 5)), Some(lag(1, 6))], Some(lag(4, 6))),
        (&[Some(lag(1, 2)), None], None),
        (&[None, Some(lag(1, 2))], None),
    ];
    for (lags, expected) in rows {
        let of_all = ObservedLag::of_all(lags.iter().copied());
        assert_eq!(of_all, expected, "{lags:?}");
    }
}

#[test]
fn a_refusal_hides_when_the_change_came_until_a_poll_looks_again() {
    let [no, yes, denied] = [Outcome::Pending, Outcome::Satisfied, Outcome::Denied];
    let rows: [(&[Outcome], bool); 6] = [
        (&[no, yes], false),
        (&[denied, yes], true),
        (&[no, denied, yes], true),
        (&[denied, no, yes], false),
        (&[yes, denied, yes], false),
        (&[denied, denied], true),
    ];
    for (outcomes, expected) in rows {
        let mut log = PollLog::default();
        for (at, outcome) in (0..).zip(outcomes) {
            log.push(poll(at, *outcome));
            if *outcome == denied {
                log.hide();
            }
        }
        assert_eq!(log.sighting().is_hidden, expected, "{outcomes:?}");
    }
}

/// The evidence of one check whose polls, one each second from then on, came to this.
fn evidence(from: u64, outcomes: &[Outcome]) -> Evidence {
    let mut log = PollLog::default();
    for (at, outcome) in (from..).zip(outcomes) {
        log.push(poll(at, *outcome));
    }
    Evidence {
        #[cfg(feature = "receipts")]
        receipt: None,
        polls_made: log.made(),
        lag: log.lag(),
        polls: log.polls().cloned().collect(),
        ..Evidence::default()
    }
}

#[test]
fn a_wait_that_goes_on_has_seen_what_the_one_before_has() {
    let [no, yes] = [Outcome::Pending, Outcome::Satisfied];
    let evidence_of_both = evidence(2, &[yes]).continuing(&evidence(0, &[no, no]));
    let seen = evidence_of_both.polls().iter();
    let seen: Vec<_> = seen.map(|poll| (poll.at.as_secs(), poll.outcome)).collect();
    assert_eq!(seen, [(0, no), (1, no), (2, yes)]);
    assert_eq!(evidence_of_both.polls_made(), 3);
    assert_eq!(evidence_of_both.lag(), Some(lag(1, 2)));
    let in_vain = evidence(2, &[no]).continuing(&evidence(0, &[yes, no]));
    assert_eq!(in_vain.lag(), None);
}

#[test]
fn however_often_a_wait_goes_on_no_more_is_kept() {
    let long = [Outcome::Pending; 60];
    let mut all = evidence(0, &long);
    for from in [60, 120] {
        all = evidence(from, &long).continuing(&all);
    }
    assert_eq!((all.polls().len(), all.polls_made()), (64, 180));
    assert_eq!(all.polls()[63].at.as_secs(), 179);
}
