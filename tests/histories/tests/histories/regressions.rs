//! Programs that once failed, by what was wrong.

use crate::program::{
    Account, Handling, Lagging, Op, Passing, PassingKind, Pauses, Program, Provider, Rate, Setting,
    Step, Who,
};

use Handling::{Await, Hold};

/// What was wrong, and a program that shows it.
type Regression = (&'static str, fn() -> Program);

const REGRESSIONS: &[Regression] = &[
    (
        "a deletion in another account was looked for in the client's own",
        || Program {
            world: Setting {
                away: lagging(5_000),
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Away, PUT, Await),
                Step::Pause(10_000),
                Step::Call(Who::Away, Op::Delete(1), Await),
            ],
        },
    ),
    (
        "a write that opted out stood in for one that was to be confirmed",
        || Program {
            world: Setting {
                home: lagging(5_000),
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Scoped, PUT, Await),
                Step::Call(Who::ScopedUnconfirmed, OVERWRITE, Await),
                Step::Settle(Await),
            ],
        },
    ),
    (
        "what a settling had seen when its time ran out was in nobody's evidence",
        || Program {
            world: Setting {
                home: lagging(5_000),
                deadline: 5_000,
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Scoped, PUT, Await),
                Step::Settle(Hold(100)),
                Step::Settle(Await),
                Step::Call(Who::Consistent, PUT, Await),
            ],
        },
    ),
    (
        "the time in which credentials were loaded was taken from that for sending again",
        || Program {
            world: Setting {
                seed: 25_082,
                home: Account {
                    lag: Lagging::LogNormal {
                        median: 375,
                        sigma: 1.085_314_248_654_353_7,
                    },
                    replicas: 3,
                    round_trip: 5,
                    rate: Some(Rate {
                        per_second: 4,
                        burst: 5,
                        of_reads: false,
                    }),
                    ..lagging(0)
                },
                provider: Provider::Slow(6_880),
                deadline: 60_000,
                confirmations: 3,
                look_up: true,
                schedule: Pauses::Exponential,
                ..calm()
            },
            steps: vec![
                Step::Settle(Await),
                // What nobody polls loads the credentials of all, until the SDK's time-outs end that.
                Step::Call(Who::Scoped, Op::Delete(2), Hold(10)),
                Step::Call(
                    Who::Region,
                    Op::Put {
                        name: 1,
                        overwrite: true,
                        tagged: true,
                    },
                    Handling::Background,
                ),
                Step::Many {
                    who: Who::Scoped,
                    secrets: false,
                    count: 38,
                    handling: Handling::Background,
                },
                Step::Call(Who::Unconfirmed, Op::RemoveTag(2, 1), Await),
            ],
        },
    ),
    (
        "the reads of a call with a configuration of its own passed by the limit in flight",
        || Program {
            world: calm(),
            steps: vec![
                Step::Call(Who::Away, Op::Create(1), Handling::Background),
                Step::Many {
                    who: Who::Consistent,
                    secrets: true,
                    count: 8,
                    handling: Await,
                },
            ],
        },
    ),
    ("a settling that was not polled held up another", || {
        Program {
            world: Setting {
                home: lagging(1_000),
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Scoped, PUT, Await),
                Step::Settle(Hold(100)),
                Step::SettleOne(0, Await),
            ],
        }
    }),
    (
        "long round trips were taken for calls that are not polled",
        || Program {
            world: Setting {
                home: Account {
                    round_trip: 300,
                    ..lagging(0)
                },
                ..calm()
            },
            steps: vec![
                Step::Many {
                    who: Who::Scoped,
                    secrets: true,
                    count: 40,
                    handling: Await,
                },
                Step::Settle(Await),
            ],
        },
    ),
    (
        "the version of an earlier life was taken for that of the new one",
        || Program {
            world: Setting {
                home: lagging(1_500),
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Consistent, PUT, Await),
                Step::Call(Who::Plain, Op::Delete(1), Await),
                Step::Call(Who::Consistent, PUT, Await),
            ],
        },
    ),
    (
        "credentials that take longer than a poll were loaded anew for each",
        || Program {
            world: Setting {
                provider: Provider::Slow(6_000),
                ..calm()
            },
            steps: vec![Step::Call(Who::Consistent, PUT, Await)],
        },
    ),
    (
        "one failure of a credentials provider ended the wait",
        || Program {
            world: Setting {
                provider: Provider::FailsOnce(2),
                ..calm()
            },
            steps: vec![Step::Call(Who::Consistent, PUT, Await)],
        },
    ),
    (
        "a write that was sent while the scope was settled stood in for one of its own",
        || Program {
            world: Setting {
                home: lagging(1_000),
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Scoped, PUT, Await),
                Step::Settle(Handling::Background),
                Step::Call(Who::Scoped, OVERWRITE, Await),
            ],
        },
    ),
    (
        "what the client's own deletion explains was passed on",
        || Program {
            world: Setting {
                home: refusing(PassingKind::ParameterExists, 500),
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Consistent, PUT, Await),
                Step::Call(Who::Consistent, Op::Delete(1), Await),
                Step::Call(Who::Scoped, PUT, Await),
                Step::Settle(Await),
            ],
        },
    ),
    (
        "a call was sent again for what somebody else has written",
        || Program {
            world: Setting {
                home: refusing(PassingKind::SecretIsScheduled, 500),
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Consistent, Op::Create(1), Await),
                Step::Call(Who::Plain, FORCED, Await),
                Step::Call(Who::Consistent, Op::Create(1), Await),
            ],
        },
    ),
    (
        "a write that waits for its answer was passed by as if it were not polled",
        || Program {
            world: Setting {
                home: Account {
                    round_trip: 300,
                    ..lagging(0)
                },
                writes_at_once: 1,
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Scoped, PUT, Hold(100)),
                Step::Call(Who::Scoped, Op::Create(1), Await),
            ],
        },
    ),
    (
        "a write that was passed by and is polled again did not count again",
        || Program {
            world: Setting {
                home: Account {
                    round_trip: 1_000,
                    ..lagging(0)
                },
                writes_at_once: 1,
                ..calm()
            },
            steps: vec![
                Step::Call(Who::Scoped, PUT, Hold(100)),
                Step::Many {
                    who: Who::ScopedAway,
                    secrets: false,
                    count: 40,
                    handling: Handling::Background,
                },
                Step::Pause(500),
                Step::Resume(0),
            ],
        },
    ),
];

const FORCED: Op = Op::DeleteSecret {
    name: 1,
    forced: true,
};
const PUT: Op = Op::Put {
    name: 1,
    overwrite: false,
    tagged: false,
};
const OVERWRITE: Op = Op::Put {
    name: 1,
    overwrite: true,
    tagged: false,
};

/// An account that is this far behind.
fn lagging(lag: u64) -> Account {
    Account {
        lag: Lagging::Fixed(lag),
        replicas: 1,
        round_trip: 20,
        faults: Vec::new(),
        rate: None,
        refusals: Vec::new(),
    }
}

/// An account that refuses what follows too closely on another write.
fn refusing(kind: PassingKind, lasts: u64) -> Account {
    Account {
        refusals: vec![Passing { kind, lasts }],
        ..lagging(0)
    }
}

/// A world in which nothing goes wrong.
pub(crate) fn calm() -> Setting {
    Setting {
        seed: 0,
        home: lagging(0),
        away: lagging(0),
        provider: Provider::Prompt,
        cached: true,
        deadline: 120_000,
        confirmations: 1,
        look_up: false,
        schedule: Pauses::Learned,
        budget: None,
        writes_at_once: 10,
    }
}

#[test]
fn what_once_failed_does_not_fail_again() {
    let failures = REGRESSIONS.iter().filter_map(|(what, program)| {
        let program = program();
        let violations = crate::violations(&program);
        (!violations.is_empty()).then(|| format!("{what}: {}\n{program}", violations.join("\n")))
    });
    let failures: Vec<String> = failures.collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
