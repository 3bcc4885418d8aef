//! Which figures are refused, and which of several policies decides.

use super::*;

const SECOND: Duration = Duration::from_secs(1);

fn refused(builder: PolicyBuilder) -> Vec<String> {
    match builder.build() {
        Ok(policy) => panic!("{policy:?} was accepted"),
        Err(error) => error
            .problems()
            .iter()
            .map(|p| p.field.to_string())
            .collect(),
    }
}

#[test]
#[allow(clippy::too_many_lines)] // It is a table.
fn each_figure_that_makes_no_sense_is_refused_by_name() {
    let exponential = Schedule::exponential;
    let rows = [
        (Policy::builder().deadline(Duration::ZERO), "deadline"),
        (Policy::builder().confirmations(0), "confirmations"),
        (
            Policy::builder().poll_timeout(Duration::ZERO),
            "poll_timeout",
        ),
        (
            Policy::builder().schedule(Schedule::fixed(Duration::ZERO)),
            "schedule.pause",
        ),
        (Policy::builder().deadline(Duration::MAX), "deadline"),
        (Policy::builder().patience(Duration::MAX), "patience"),
        (
            Policy::builder().poll_timeout(Duration::MAX),
            "poll_timeout",
        ),
        (
            Policy::builder().schedule(Schedule::fixed(Duration::MAX)),
            "schedule.pause",
        ),
        (
            Policy::builder().schedule(exponential().max(Duration::MAX)),
            "schedule.max",
        ),
        (
            Policy::builder().schedule(exponential().first(Duration::ZERO)),
            "schedule.first",
        ),
        (
            Policy::builder().schedule(exponential().factor(0.99)),
            "schedule.factor",
        ),
        (
            Policy::builder().schedule(exponential().factor(f32::NAN)),
            "schedule.factor",
        ),
        (
            Policy::builder().schedule(exponential().max(Duration::from_millis(1))),
            "schedule.max",
        ),
    ];
    for (builder, field) in rows {
        assert_eq!(refused(builder), [field]);
    }
}

#[test]
fn no_patience_at_all_makes_sense() {
    let impatient = Policy::builder().patience(Duration::ZERO).build().unwrap();
    assert_eq!(impatient.settings().patience, Duration::ZERO);
    let by_default = Policy::default().settings();
    assert_eq!(by_default.patience, Policy::DEFAULT_PATIENCE);
    assert_eq!(
        impatient.or(&Policy::default()).patience,
        Some(Duration::ZERO)
    );
}

#[test]
fn confirmations_that_make_no_sense_are_refused_by_name() {
    let count = Confirmations::count;
    let replicas = Confirmations::for_replicas;
    let rows = [
        (count(0), "confirmations"),
        (count(3).after_staleness(2), "confirmations.after_staleness"),
        (
            replicas(3, 0.01).after_staleness(11),
            "confirmations.after_staleness",
        ),
        (replicas(0, 0.01), "confirmations.replicas"),
        (replicas(3, 0.0), "confirmations.risk"),
        (replicas(3, 1.0), "confirmations.risk"),
        (replicas(3, f64::NAN), "confirmations.risk"),
        (count(2).spanning(Duration::ZERO), "confirmations.span"),
        (count(2).spanning(Duration::MAX), "confirmations.span"),
        (count(1).spanning(SECOND), "confirmations.span"),
        (replicas(1, 0.01).spanning(SECOND), "confirmations.span"),
        (count(2).spanning(SECOND * 10), "confirmations.span"),
    ];
    for (confirmations, field) in rows {
        let builder = Policy::builder().deadline(SECOND * 10);
        let builder = builder.confirmations(confirmations);
        assert_eq!(refused(builder), [field], "{confirmations:?}");
    }
}

#[test]
fn what_makes_no_sense_by_itself_is_not_compared() {
    let confirmations = Confirmations::for_replicas(0, 0.01).spanning(SECOND);
    let pauses = Schedule::exponential()
        .first(Duration::MAX)
        .max(Duration::ZERO);
    let builder = Policy::builder()
        .confirmations(confirmations)
        .schedule(pauses);
    assert_eq!(
        refused(builder),
        ["confirmations.replicas", "schedule.first", "schedule.max"]
    );
}

#[test]
fn all_problems_are_reported_at_once() {
    let error = Policy::builder()
        .deadline(Duration::ZERO)
        .confirmations(0)
        .schedule(Schedule::exponential().factor(0.5))
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid policy: deadline must be more than zero; confirmations must be at least 1: \
         a write that nobody looks for is sent with `unconfirmed()`; \
         schedule.factor must be a number of at least 1"
    );
}

#[test]
fn what_one_policy_leaves_open_the_next_decides() {
    let call = Policy::builder().confirmations(3).build().unwrap();
    let client = Policy::builder()
        .confirmations(2)
        .deadline(SECOND)
        .build()
        .unwrap();
    let check = Policy::of_check(OwnTimes {
        deadline: Some(SECOND * 300),
        ..OwnTimes::default()
    });
    let settings = call.or(&client).or(&check).settings();
    assert_eq!(settings.confirmations, 3.into());
    assert_eq!(settings.deadline, SECOND);
    assert_eq!(settings.poll_timeout, Policy::DEFAULT_POLL_TIMEOUT);
}

#[test]
fn a_checks_own_pause_is_the_shortest_and_gives_way_to_a_schedule() {
    let check = Policy::of_check(OwnTimes {
        pause: Some(SECOND),
        ..OwnTimes::default()
    });
    let pauses: Vec<_> = check.settings().schedule.pauses().take(12).collect();
    assert_eq!(pauses[0], Duration::ZERO, "{pauses:?}");
    // Each is stretched by up to its own length.
    let within = |pause: &Duration| (SECOND..=SECOND * 10).contains(pause);
    assert!(pauses[1..].iter().all(within), "{pauses:?}");
    assert!(pauses[11] >= SECOND * 5, "{pauses:?}");
    let fixed = Schedule::fixed(SECOND * 3);
    let call = Policy::builder().schedule(fixed.clone()).build().unwrap();
    assert_eq!(call.or(&check).settings().schedule, fixed);
}

#[test]
fn a_checks_own_deadline_comes_before_the_librarys() {
    let settings = |deadline| {
        let own = OwnTimes {
            deadline,
            ..OwnTimes::default()
        };
        Policy::of_check(own).settings().deadline
    };
    assert_eq!(settings(Some(SECOND * 300)), SECOND * 300);
    assert_eq!(settings(None), Policy::DEFAULT_DEADLINE);
}
