use std::time::{Duration, SystemTime};

use postcond_sim::{Answer, Simulator};
use serde_json::{Value, json};

use super::super::sdk::Client;
use super::*;
use crate::runtime::Finding;

/// What the look finds if these baselines are listed: each with its name, its id, and when it was made.
async fn look(baselines: &[(&str, &str, u64)]) -> Finding<CreatePatchBaselineOutput> {
    let sim = Simulator::builder().build().unwrap();
    let answer = |operation: &str, answer: Value| {
        sim.script(operation).answer(Answer::json(200, answer));
    };
    let listed =
        |(name, id, _): &(&str, &str, u64)| json!({"BaselineName": name, "BaselineId": id});
    let listed: Value = baselines.iter().map(listed).collect();
    answer(
        "DescribePatchBaselines",
        json!({ "BaselineIdentities": listed }),
    );
    for (_, id, made) in baselines.iter().filter(|(name, ..)| *name == "web") {
        let baseline = json!({"BaselineId": id, "CreatedDate": made});
        answer("GetPatchBaseline", baseline);
    }
    let reader = Reader::new(&Client::new(&sim.sdk_config()));
    let input = CreatePatchBaselineInput::builder().name("web");
    let input = input.build().unwrap();
    let witness = Witness::undated(SystemTime::now(), Duration::ZERO);
    let found = baseline_made_though_refused(&reader, &input, &witness).await;
    found.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_baseline_that_was_refused_is_found_if_one_of_its_name_has_been_made() {
    for (baselines, expected) in [
        (&[][..], None),
        (&[("web-2", "pb-1", 5)], None),
        (&[("web", "pb-1", 5)], Some(("pb-1", 5))),
        (
            &[("web", "pb-1", 5), ("web-2", "pb-2", 9), ("web", "pb-3", 7)],
            Some(("pb-3", 7)),
        ),
        (&[("web", "pb-1", 7), ("web", "pb-2", 5)], Some(("pb-1", 7))),
    ] {
        match (look(baselines).await, expected) {
            (Finding::Absent(seen), None) => assert_eq!(seen, "no baseline is called web"),
            (Finding::Created(output, at, seen), Some((id, made))) => {
                assert_eq!(output.baseline_id(), Some(id));
                assert_eq!(at.unwrap().secs(), made);
                assert_eq!(seen, format!("{id} is called web"));
            }
            _ => panic!("{baselines:?}"),
        }
    }
}
