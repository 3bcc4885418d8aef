//! Policies in a program's configuration.
#![cfg(feature = "serde")]

use std::time::Duration;

use postcond_runtime::{
    AmbiguousWrite, Confirmations, DeniedRead, Policy, PolicyBuilder, ReadBudget, RefusedWrite,
    Schedule, UnshownWrite,
};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::json;

const SECOND: Duration = Duration::from_secs(1);
const MS: Duration = Duration::from_millis(1);

fn read(toml: &str) -> Policy {
    toml::from_str(toml).unwrap_or_else(|error| panic!("{toml}: {error}"))
}

fn built(builder: PolicyBuilder) -> Policy {
    builder.build().expect("a valid policy")
}

/// What is wrong, one problem a line, without the head of the message.
fn refused(policy: serde_json::Value) -> Vec<String> {
    let error = Policy::deserialize(&policy).expect_err("it was accepted");
    let error = error.to_string();
    let problems = error.strip_prefix("invalid policy: ").unwrap_or(&error);
    problems.split("; ").map(str::to_owned).collect()
}

#[test]
fn every_setting_can_be_configured() {
    let policy = read(
        r#"
        deadline = "5m"
        schedule = { kind = "exponential", first = "20ms", factor = 2, max = "3s", jitter = false, seed = 7 }
        confirmations = { count = 1, after_staleness = 3, span = "2s" }
        poll_timeout = 2.5
        patience = "45s"
        on_denied = "accept"
        on_ambiguous = "read_back"
        "#,
    );
    let exponential = Schedule::exponential()
        .first(20 * MS)
        .factor(2.0)
        .max(3 * SECOND)
        .jitter(false)
        .seed(7);
    let confirmations = Confirmations::count(1).after_staleness(3);
    let expected = Policy::builder()
        .deadline(300 * SECOND)
        .schedule(exponential)
        .confirmations(confirmations.spanning(2 * SECOND))
        .poll_timeout(2_500 * MS)
        .patience(45 * SECOND)
        .on_denied(DeniedRead::Accept)
        .on_ambiguous(AmbiguousWrite::ReadBack);
    assert_eq!(policy, built(expected));
}

#[test]
fn what_is_left_out_stays_open() {
    assert_eq!(read(""), Policy::default());
    let null = json!({ "deadline": null, "schedule": null });
    assert_eq!(Policy::deserialize(&null).unwrap(), Policy::default());
    let exponential = read(r#"schedule.kind = "exponential""#);
    let expected = Policy::builder().schedule(Schedule::exponential());
    assert_eq!(exponential, built(expected));
}

#[test]
#[allow(clippy::too_many_lines)] // It is a table.
fn each_form_of_a_setting_is_read() {
    let policy = Policy::builder;
    let three = Confirmations::for_replicas(3, 0.01);
    let rows = [
        ("deadline = 90", policy().deadline(90 * SECOND)),
        ("deadline = '1m 30s'", policy().deadline(90 * SECOND)),
        ("deadline = 0.5", policy().deadline(500 * MS)),
        ("patience = 0", policy().patience(Duration::ZERO)),
        ("confirmations = 2", policy().confirmations(2)),
        (
            "confirmations = { after_staleness = 2 }",
            policy().confirmations(Confirmations::count(1).after_staleness(2)),
        ),
        (
            "confirmations = { replicas = 3, risk = 0.01 }",
            policy().confirmations(three),
        ),
        (
            "confirmations = { replicas = 3, risk = 0.01, span = '1s' }",
            policy().confirmations(three.spanning(SECOND)),
        ),
        (
            "schedule = { kind = 'fixed', pause = '500ms' }",
            policy().schedule(Schedule::fixed(500 * MS)),
        ),
        ("on_denied = 'fail'", policy().on_denied(DeniedRead::Fail)),
        (
            "on_ambiguous = 'fail'",
            policy().on_ambiguous(AmbiguousWrite::Fail),
        ),
        (
            "on_refused = 'retry_after_own'",
            policy().on_refused(RefusedWrite::RetryAfterOwn),
        ),
        (
            "on_refused = 'retry'",
            policy().on_refused(RefusedWrite::Retry),
        ),
        (
            "on_unshown = 'accept'",
            policy().on_unshown(UnshownWrite::Accept),
        ),
        (
            "deadline = '3s'\non_unshown = 'accept'",
            Policy::for_stand_ins().into(),
        ),
    ];
    for (toml, expected) in rows {
        assert_eq!(read(toml), built(expected), "{toml}");
    }
}

/// This value of a field is refused with one problem, which begins with the field's name and this.
fn assert_refused(field: &str, value: &serde_json::Value, expected: &str) {
    let problems = refused(json!({ field: value }));
    let [problem] = &problems[..] else {
        panic!("{field} = {value}: {problems:?}");
    };
    let reason = problem.strip_prefix(field).unwrap_or(problem);
    assert!(reason.starts_with(expected), "{field} = {value}: {problem}");
}

#[test]
fn what_is_no_duration_is_refused_with_its_fields_name() {
    let rows = [
        (json!("soon"), "\"soon\""),
        (json!(-1), "-1"),
        (json!(1e300), "1e300"),
        (json!(true), "true"),
        (json!([1]), "a list"),
        (json!({}), "a table"),
    ];
    for (value, given) in rows {
        for field in ["deadline", "poll_timeout", "patience"] {
            let expected = "must be a duration such as `90s` or a number of seconds";
            assert_refused(field, &value, &format!(" {expected}, not {given}"));
        }
    }
    assert_refused("deadline", &json!("0s"), " must be more than zero");
    assert_refused("patience", &json!("2y"), " must be at most 365 days");
}

#[test]
#[allow(clippy::too_many_lines)] // It is a table.
fn confirmations_that_make_no_sense_are_refused_with_their_fields_name() {
    let rows = [
        (json!(0), " must be at least 1"),
        (json!("two"), " must be a whole number, or a table"),
        (
            json!({ "count": 1.5 }),
            ".count must be a whole number, not 1.5",
        ),
        (
            json!({ "count": -1 }),
            ".count must be a whole number, not -1",
        ),
        (
            json!({ "replicas": 3 }),
            ".risk is missing: it must be a number",
        ),
        (
            json!({ "risk": 0.1 }),
            ".replicas is missing: it must be a whole number",
        ),
        (
            json!({ "replicas": 3, "risk": 2 }),
            ".risk must be a number above 0 and below 1",
        ),
        (
            json!({ "count": 1, "replicas": 3, "risk": 0.1 }),
            ".count follows from",
        ),
        (
            json!({ "count": 3, "after_staleness": 2 }),
            ".after_staleness must not be below the 3",
        ),
        (json!({ "span": "1s" }), ".span needs at least 2"),
        (
            json!({ "count": 2, "span": "3m" }),
            ".span must be shorter than the deadline",
        ),
        (json!(1_001), " must be at most 1000"),
    ];
    for (value, expected) in rows {
        assert_refused("confirmations", &value, expected);
    }
}

#[test]
fn a_schedule_that_makes_no_sense_is_refused_with_its_fields_name() {
    let rows = [
        (
            json!("fixed"),
            " must be a table with its `kind`, not \"fixed\"",
        ),
        (
            json!({ "pause": "1s" }),
            ".kind is missing: it must be `learned`, `exponential` or `fixed`",
        ),
        (
            json!({ "kind": "linear" }),
            ".kind must be `learned`, `exponential` or `fixed`, not \"linear\"",
        ),
        (
            json!({ "kind": "fixed" }),
            ".pause is missing: it must be a duration",
        ),
    ];
    for (value, expected) in rows {
        assert_refused("schedule", &value, expected);
    }
    let dear = json!({ "kind": "learned", "cost_weight": "2y" });
    assert_refused("schedule", &dear, ".cost_weight must be at most 365 days");
    let rows = [
        ("factor", json!(0.5), "must be a number of at least 1"),
        ("factor", json!("2"), "must be a number, not \"2\""),
        ("jitter", json!(1), "must be `true` or `false`, not 1"),
        ("seed", json!(-1), "must be a whole number, not -1"),
        ("max", json!("1ms"), "must not be below the first pause"),
    ];
    for (field, value, expected) in rows {
        let schedule = json!({ "kind": "exponential", field: value });
        assert_refused("schedule", &schedule, &format!(".{field} {expected}"));
    }
}

#[test]
fn a_choice_that_does_not_exist_is_refused_with_those_that_do() {
    let expected = " must be `fail` or `accept`, not \"ignore\"";
    assert_refused("on_denied", &json!("ignore"), expected);
    let expected = " must be `fail` or `read_back`, not true";
    assert_refused("on_ambiguous", &json!(true), expected);
    let expected = " must be `fail` or `accept`, not \"ignore\"";
    assert_refused("on_unshown", &json!("ignore"), expected);
}

#[test]
fn a_field_that_does_not_exist_is_named_with_those_that_do() {
    assert_eq!(
        refused(json!({ "dead_line": 1, "schedule": { "kind": "fixed", "pause": 1, "first": 1 } })),
        [
            "schedule.first is not known: there are `kind`, `pause`",
            "dead_line is not known: there are `deadline`, `confirmations`, `poll_timeout`, \
             `schedule`, `patience`, `on_denied`, `on_ambiguous`, `on_refused`, `on_unshown`",
        ]
    );
    assert_eq!(
        refused(json!({ "confirmations": { "sapn": 1 } })),
        [
            "confirmations.sapn is not known: there are `count`, `replicas`, `risk`, \
          `after_staleness`, `span`"
        ]
    );
}

#[test]
fn a_field_that_is_given_twice_is_refused() {
    let twice: Result<Policy, _> = serde_json::from_str(r#"{ "deadline": 1, "deadline": 2 }"#);
    let error = twice.unwrap_err().to_string();
    assert!(
        error.starts_with("invalid policy: deadline is given twice"),
        "{error}"
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let policy = json!({
        "deadline": "soon",
        "confirmations": { "replicas": "three", "risk": 7 },
        "poll_timeout": 0,
        "schedule": { "kind": "exponential", "first": false, "factor": 0 },
        "retries": 3,
    });
    assert_eq!(
        refused(policy),
        [
            "deadline must be a duration such as `90s` or a number of seconds, not \"soon\"",
            "confirmations.replicas must be a whole number, not \"three\"",
            "schedule.first must be a duration such as `90s` or a number of seconds, not false",
            "retries is not known: there are `deadline`, `confirmations`, `poll_timeout`, \
             `schedule`, `patience`, `on_denied`, `on_ambiguous`, `on_refused`, `on_unshown`",
            "confirmations.risk must be a number above 0 and below 1",
            "poll_timeout must be more than zero",
            "schedule.factor must be a number of at least 1",
        ]
    );
}

#[test]
fn a_setting_is_read_and_written_by_itself_as_well() {
    let confirmations = Confirmations::count(1).after_staleness(3);
    let written = serde_json::to_value(confirmations).unwrap();
    assert_eq!(written, json!({ "count": 1, "after_staleness": 3 }));
    assert_eq!(Confirmations::deserialize(written).unwrap(), confirmations);

    let schedule = Schedule::fixed(500 * MS);
    let written = serde_json::to_value(&schedule).unwrap();
    assert_eq!(written, json!({ "kind": "fixed", "pause": "500ms" }));
    assert_eq!(Schedule::deserialize(written).unwrap(), schedule);

    let error = Confirmations::deserialize(json!({ "count": 2, "span": 0 })).unwrap_err();
    let expected = "invalid policy: confirmations.span must be more than zero";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn what_is_no_table_is_no_policy() {
    assert_eq!(
        refused(json!(7)),
        ["invalid type: integer `7`, expected a table with the settings of a policy"]
    );
}

#[test]
fn a_policy_is_written_as_one_would_write_it() {
    let careful = Confirmations::count(1)
        .after_staleness(3)
        .spanning(2 * SECOND);
    let policy = Policy::builder()
        .deadline(90 * SECOND)
        .confirmations(careful);
    let policy = policy.schedule(Schedule::exponential()).build().unwrap();
    assert_eq!(
        toml::to_string(&policy).unwrap(),
        r#"deadline = "1m 30s"

[confirmations]
count = 1
after_staleness = 3
span = "2s"

[schedule]
kind = "exponential"
first = "33ms"
factor = 1.45
max = "5s"
jitter = true
"#
    );
}

fn duration() -> impl Strategy<Value = Duration> {
    (1..=Policy::LONGEST.as_nanos() as u64).prop_map(Duration::from_nanos)
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let fixed = duration().prop_map(Schedule::fixed);
    let seed = prop::option::of(any::<u64>());
    let exponential = (duration(), duration(), 1f32..1e30, any::<bool>(), seed);
    let exponential = exponential.prop_map(|(one, other, factor, jitter, seed)| {
        let exponential = Schedule::exponential()
            .first(one.min(other))
            .max(one.max(other))
            .factor(factor)
            .jitter(jitter);
        Schedule::from(match seed {
            Some(seed) => exponential.seed(seed),
            None => exponential,
        })
    });
    let learned = (duration(), prop::option::of(any::<u64>()));
    let learned = learned.prop_map(|(cost_weight, seed)| {
        let learned = Schedule::learned().cost_weight(cost_weight);
        Schedule::from(match seed {
            Some(seed) => learned.seed(seed),
            None => learned,
        })
    });
    prop_oneof![fixed, exponential, learned]
}

fn confirmations() -> impl Strategy<Value = Confirmations> {
    let count = any::<u32>().prop_map(Confirmations::count);
    let replicas = (any::<u32>(), 0f64..1.0);
    let replicas =
        replicas.prop_map(|(replicas, risk)| Confirmations::for_replicas(replicas, risk));
    let (after, span) = (prop::option::of(any::<u32>()), prop::option::of(duration()));
    let all = (prop_oneof![count, replicas], after, span);
    all.prop_map(|(mut confirmations, after, span)| {
        if let Some(after) = after {
            confirmations = confirmations.after_staleness(after);
        }
        match span {
            Some(span) => confirmations.spanning(span),
            None => confirmations,
        }
    })
}

prop_compose! {
    /// Those of its settings that were drawn badly are left open.
    fn policy()(
        deadline in prop::option::of(duration()),
        schedule in prop::option::of(schedule()),
        confirmations in prop::option::of(confirmations()),
        poll_timeout in prop::option::of(duration()),
        patience in prop::option::of(prop_oneof![Just(Duration::ZERO), duration()]),
        on_denied in prop::option::of(prop::sample::select(&[DeniedRead::Fail, DeniedRead::Accept][..])),
        on_ambiguous in prop::option::of(prop::sample::select(&[AmbiguousWrite::Fail, AmbiguousWrite::ReadBack][..])),
        on_refused in prop::option::of(prop::sample::select(&[RefusedWrite::Fail, RefusedWrite::Retry][..])),
        on_unshown in prop::option::of(prop::sample::select(&[UnshownWrite::Fail, UnshownWrite::Accept][..])),
    ) -> Policy {
        let mut builder = Policy::builder();
        if let Some(deadline) = deadline { builder = builder.deadline(deadline); }
        if let Some(schedule) = schedule { builder = builder.schedule(schedule); }
        if let Some(poll_timeout) = poll_timeout { builder = builder.poll_timeout(poll_timeout); }
        if let Some(patience) = patience { builder = builder.patience(patience); }
        if let Some(on_denied) = on_denied { builder = builder.on_denied(on_denied); }
        if let Some(on_ambiguous) = on_ambiguous { builder = builder.on_ambiguous(on_ambiguous); }
        if let Some(on_refused) = on_refused { builder = builder.on_refused(on_refused); }
        if let Some(on_unshown) = on_unshown { builder = builder.on_unshown(on_unshown); }
        let surer = confirmations.map(|it| builder.clone().confirmations(it).build());
        surer.and_then(Result::ok).unwrap_or_else(|| built(builder))
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_as_it_was(policy in policy()) {
        let toml = toml::to_string(&policy).unwrap();
        prop_assert_eq!(&toml::from_str::<Policy>(&toml).unwrap(), &policy, "{}", toml);
        let json = serde_json::to_string(&policy).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Policy>(&json).unwrap(), &policy, "{}", json);
    }
}

#[test]
fn a_read_budget_is_a_table_or_has_no_limit() {
    let read = |value: serde_json::Value| {
        ReadBudget::deserialize(&value).map_err(|error| error.to_string())
    };
    let frugal = ReadBudget::new(20, 40).unwrap();
    assert_eq!(read(json!({ "per_second": 20, "burst": 40 })), Ok(frugal));
    assert_eq!(read(json!("unlimited")), Ok(ReadBudget::unlimited()));
    for budget in [frugal, ReadBudget::unlimited(), ReadBudget::default()] {
        let written = serde_json::to_value(budget).unwrap();
        assert_eq!(read(written), Ok(budget));
    }
}

#[test]
fn a_read_budget_that_makes_no_sense_is_refused_with_its_fields_names() {
    for (value, expected) in [
        (
            json!({ "per_second": 0, "burst": "much" }),
            "invalid policy: read_budget.burst must be a whole number, not \"much\"; \
             read_budget.per_second must be at least 1: for no limit, there is `ReadBudget::unlimited`",
        ),
        (
            json!({ "burst": 1, "rate": 2 }),
            "invalid policy: read_budget.per_second is missing: it must be a whole number; \
             read_budget.rate is not known: there are `per_second`, `burst`",
        ),
        (
            json!(20),
            "invalid policy: read_budget must be a table with `per_second` and `burst`, or \
             `unlimited`, not 20",
        ),
        (
            json!("none"),
            "invalid policy: read_budget must be a table with `per_second` and `burst`, or \
             `unlimited`, not \"none\"",
        ),
    ] {
        let error = ReadBudget::deserialize(&value).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}
