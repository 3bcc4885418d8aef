//! Every secret that a call can send is sent by some entry, so that the tests have something to hear.

use std::collections::{BTreeMap, BTreeSet};

use postcond::dispatch;
use postcond::runtime::{Kind, Outcome};
use serde_json::json;

use super::unobservable;
use crate::entries;
use crate::entries::table::{brief, stage};
use crate::sentinel::{Secrets, filled};

/// The bodies of the calls of all entries, by service and operation.
async fn sent() -> BTreeMap<(&'static str, &'static str), Vec<serde_json::Value>> {
    let mut sent: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for entry in entries::all().into_iter().chain(unobservable::entries()) {
        let stage = stage(brief());
        let satisfied = entry.first(Outcome::Satisfied);
        let lines: Vec<_> = satisfied.into_iter().collect();
        entry.played(&stage, &lines).await;
        let body = stage.tap.asked().swap_remove(0).body;
        sent.entry((entry.service, entry.operation))
            .or_default()
            .push(body);
    }
    sent
}

#[tokio::test(start_paused = true)]
async fn every_secret_that_a_mutation_can_be_given_is_given_and_marked() {
    let mut wrong = Vec::new();
    let sent = sent().await;
    for (service, row) in dispatch::operations().filter(|(_, row)| row.kind != Kind::Read) {
        let secrets = Secrets::of(service.name);
        let mut missing = secrets.places(row.name, "input");
        for body in sent.get(&(service.name, row.name)).into_iter().flatten() {
            let (marked, unmarked) = secrets.seen(row.name, "input", body);
            missing.retain(|place| !marked.contains(place));
            let unmarked = unmarked.into_iter();
            wrong.extend(unmarked.map(|place| format!("{} {place}: not marked", row.name)));
        }
        let missing = missing.into_iter();
        wrong.extend(missing.map(|place| format!("{} {place}: never given", row.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_answer_in_full_holds_every_secret_of_its_shape() {
    for (service, row) in dispatch::operations() {
        let secrets = Secrets::of(service.name);
        let answer = filled(service.name, row.name, json!({}));
        let (marked, unmarked) = secrets.seen(row.name, "output", &answer);
        assert_eq!(marked, secrets.places(row.name, "output"), "{}", row.name);
        assert_eq!(unmarked, BTreeSet::new(), "{}", row.name);
    }
}
