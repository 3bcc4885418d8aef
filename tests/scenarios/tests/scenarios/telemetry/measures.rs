//! Counters and histograms.

use std::collections::BTreeMap;

use metrics::Unit;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use postcond::runtime::telemetry::describe_metrics;
use postcond::{AmbiguousWrite, Policy, Scope};
use postcond_sim::{Answer, Lag, Simulator};

use super::{cases, put};
use crate::stage::{MS, Stage, every, impatient};

/// What a recorder holds, with its unit, by name and labels.
type Recorded = BTreeMap<String, (Option<Unit>, DebugValue)>;

fn recorded(snapshotter: &Snapshotter) -> Recorded {
    let metrics = snapshotter.snapshot().into_vec().into_iter();
    let metrics = metrics.map(|(key, unit, _, value)| {
        let labels = key.key().labels();
        let mut labels: Vec<_> = labels
            .map(|it| format!("{}={}", it.key(), it.value()))
            .collect();
        labels.sort();
        let name = format!("{} {}", key.key().name(), labels.join(" "));
        (name, (unit, value))
    });
    metrics.collect()
}

const OF: &str = "rpc.method=PutParameter rpc.service=SSM";

#[tokio::test(start_paused = true)]
async fn a_write_is_counted_with_its_polls_reads_and_lag() {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let _listening = metrics::set_default_local_recorder(&recorder);
    describe_metrics();
    let sim = Simulator::builder().lag(Lag::fixed(100 * MS));
    let sim = sim.round_trip(20 * MS).build().unwrap();
    let stage = Stage::on(sim, every(200 * MS));
    stage.sim.script("GetParameter").answer(Answer::throttled());
    put(&stage.ssm).send().await.unwrap();
    let counter = |count| (Some(Unit::Count), DebugValue::Counter(count));
    let histogram = |seconds: f64| {
        let values = vec![seconds.into()];
        (Some(Unit::Seconds), DebugValue::Histogram(values))
    };
    let expected = [
        (
            format!("postcond.confirmation.duration {OF}"),
            histogram(0.14),
        ),
        // Until the poll that saw the change began.
        (format!("postcond.lag {OF}"), histogram(0.12)),
        (
            format!("postcond.polls postcond.outcome=satisfied {OF}"),
            counter(1),
        ),
        (
            format!("postcond.polls postcond.outcome=throttled {OF}"),
            counter(1),
        ),
        (
            format!("postcond.reads postcond.read=GetParameter {OF}"),
            counter(2),
        ),
        (
            format!("postcond.writes postcond.outcome=confirmed {OF}"),
            counter(1),
        ),
    ];
    assert_eq!(recorded(&snapshotter), expected.into());
}

/// The counters of this name, by outcome.
fn by_outcome(name: &str, recorded: &Recorded) -> BTreeMap<String, u64> {
    let prefix = format!("{name} postcond.outcome=");
    let counters = recorded.iter().filter_map(|(name, (_, value))| {
        let outcome = name.strip_prefix(&prefix)?.split(' ').next()?;
        match value {
            DebugValue::Counter(count) => Some((outcome.to_owned(), *count)),
            DebugValue::Gauge(_) | DebugValue::Histogram(_) => None,
        }
    });
    counters.collect()
}

#[tokio::test(start_paused = true)]
async fn each_outcome_is_counted_once_and_only_what_was_confirmed_has_a_duration() {
    for case in cases() {
        let recorder = DebuggingRecorder::new();
        let snapshotter = recorder.snapshotter();
        let _listening = metrics::set_default_local_recorder(&recorder);
        case.acted().await;
        let (outcome, recorded) = (case.outcome, recorded(&snapshotter));
        let writes = by_outcome("postcond.writes", &recorded);
        assert_eq!(writes, [(outcome.to_owned(), 1)].into());
        let polls = case
            .polls
            .iter()
            .map(|(name, count)| ((*name).to_owned(), *count));
        assert_eq!(
            by_outcome("postcond.polls", &recorded),
            polls.collect(),
            "{outcome}"
        );
        let is_confirmed = matches!(outcome, "confirmed" | "superseded");
        for name in ["postcond.confirmation.duration", "postcond.lag"] {
            let is_recorded = recorded.contains_key(&format!("{name} {OF}"));
            assert_eq!(is_recorded, is_confirmed, "{outcome}: {name}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_write_whose_place_a_later_one_of_its_scope_has_taken_is_counted_as_superseded() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let _listening = metrics::set_default_local_recorder(&recorder);
    for _ in 0..3 {
        let request = put(&stage.ssm).overwrite(true);
        let _ = request.send_in(&scope).await.unwrap();
    }
    scope.settle().await.into_result().unwrap();
    let expected = [("confirmed".to_owned(), 1), ("superseded".to_owned(), 2)];
    let writes = by_outcome("postcond.writes", &recorded(&snapshotter));
    assert_eq!(writes, expected.into());
}

#[tokio::test(start_paused = true)]
async fn a_write_that_was_looked_for_in_vain_is_counted_as_ambiguous() {
    let looking = Policy::builder().on_ambiguous(AmbiguousWrite::ReadBack);
    let stage = Stage::behind(100 * MS, looking.build().unwrap().or(&impatient()));
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let _listening = metrics::set_default_local_recorder(&recorder);
    // As often as the SDK tries.
    let script = stage.sim.script("PutParameter").next(3);
    script.answer(Answer::reset());
    let error = put(&stage.ssm).send().await.unwrap_err();
    assert!(error.as_ambiguous().is_some(), "{error:?}");
    let writes = by_outcome("postcond.writes", &recorded(&snapshotter));
    assert_eq!(writes, [("ambiguous".to_owned(), 1)].into());
}
