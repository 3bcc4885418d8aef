//! Every refusal that an overlay declares, after every write that explains it.

use postcond::dispatch;

use super::*;
use earlier::{Earlier, Made};
use rows::{ROWS, Row};

fn policy(on_refused: RefusedWrite) -> Policy {
    let policy = Policy::builder().on_refused(on_refused).build();
    policy.unwrap().or(&every(500 * MS))
}

#[test]
fn every_refusal_of_the_overlays_is_played() {
    let declared = dispatch::operations().flat_map(|(service, operation)| {
        let refusals = operation.refused_after.iter();
        refusals.map(|it| {
            (
                service.name,
                operation.name,
                it.to_string(),
                it.is_certain(),
            )
        })
    });
    let played = ROWS.iter().map(|row| {
        let is_certain = row.policy == RefusedWrite::RetryAfterOwn;
        (row.service, row.operation, row.declared(), is_certain)
    });
    assert_eq!(played.collect::<Vec<_>>(), declared.collect::<Vec<_>>());
}

/// All rows, each after each of its writes.
fn played() -> impl Iterator<Item = (&'static Row, &'static Earlier, String)> {
    ROWS.iter().flat_map(|row| {
        row.after.iter().map(move |earlier| {
            let after = earlier.operation.unwrap_or("somebody's");
            let name = format!("{}, {} after {after}", row.operation, row.code);
            (row, earlier, name)
        })
    })
}

#[tokio::test(start_paused = true)]
async fn what_passes_is_sent_again_as_the_schedule_says_until_it_is_taken() {
    for (row, earlier, name) in played() {
        let stage = Stage::behind(Duration::ZERO, policy(row.policy));
        let made = (earlier.write)(&stage).await;
        stage.sim.clear_calls();
        refuse_for(&stage, &row.wire(), 1_800 * MS, row.refusal());
        let acted = (row.call)(&stage, made.clone()).await;
        let acted = acted.unwrap_or_else(|refused| panic!("{name}: {}", refused.said));
        assert!(acted.cause.is_none(), "{name}: {:?}", acted.cause);
        let calls = stage.sim.calls_to(&row.wire());
        let gaps = calls.windows(2).map(|pair| pair[1].at - pair[0].at);
        assert!(gaps.eq([500 * MS; 4]), "{name}: {calls:?}");
        let resent = acted.evidence.resent().unwrap();
        assert_eq!((resent.times, &*resent.code), (4, row.code), "{name}");
        let after = resent.after.as_ref().map(ToString::to_string);
        let written = earlier.operation;
        let expected = written.map(|operation| format!("{operation} of {}", made.shown()));
        assert_eq!(after, expected, "{name}");
    }
}

/// The row's call is refused, and that is passed on at once.
async fn is_passed_on(stage: &Stage, row: &Row, made: Made, name: &str) {
    stage.sim.clear_calls();
    let script = stage.sim.script(&row.wire());
    script.always().answer(row.refusal());
    let began = stage.sim.now();
    let Err(refused) = (row.call)(stage, made).await else {
        panic!("{name}: taken");
    };
    assert!(refused.sdk_said.contains(row.code), "{name}");
    assert_eq!(stage.sim.calls_to(&row.wire()).len(), 1, "{name}");
    assert_eq!(stage.sim.now(), began, "{name}");
}

#[tokio::test(start_paused = true)]
async fn the_same_refusal_that_nothing_of_ours_explains_is_passed_on_at_once() {
    for (row, earlier, name) in played() {
        if earlier.operation.is_none() {
            continue;
        }
        // The write is another client's.
        let other = Stage::prompt();
        let made = (earlier.write)(&other).await;
        let stage = Stage::on(other.sim, policy(row.policy));
        is_passed_on(&stage, row, made, &name).await;
    }
}

#[tokio::test(start_paused = true)]
async fn what_has_other_causes_as_well_is_passed_on_at_once_by_default() {
    let doubtful = played().filter(|(row, ..)| row.policy == RefusedWrite::Retry);
    for (row, earlier, name) in doubtful {
        let stage = Stage::behind(Duration::ZERO, every(500 * MS));
        let made = (earlier.write)(&stage).await;
        is_passed_on(&stage, row, made, &name).await;
    }
}
