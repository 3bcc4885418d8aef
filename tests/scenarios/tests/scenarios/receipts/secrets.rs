//! No secret is in a receipt, whatever the service answers.

use serde_json::Value;

use super::confirm;
use crate::entries::{self, Entry, Line, table};
use crate::sentinel::{Secrets, betrays};
use crate::stage::{MS, every};

/// Each entry with one of its lines: what the read-backs answer is in no receipt.
fn of_each_entry(entries: &[Entry]) -> impl Iterator<Item = (&Entry, &Line)> {
    let lines = entries.iter().map(|entry| (entry, entry.lines.first()));
    lines.filter_map(|(entry, line)| Some((entry, line?)))
}

/// Plays every entry with answers that hold every secret there is, and hands out its receipts.
async fn with_every_secret(mut each: impl FnMut(&Entry, &Value)) {
    for (entry, line) in of_each_entry(&entries::all()) {
        let stage = table::stage(table::brief());
        let acted = entry.played_in_full(&stage, &[line, line]).await;
        let Some(receipt) = acted.evidence.receipt() else {
            panic!("{}: no receipt", entry.name);
        };
        let json = serde_json::to_value(receipt).unwrap();
        each(entry, &json);
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_model_calls_sensitive_or_an_overlay_secret_is_in_none() {
    let mut told = Vec::new();
    with_every_secret(|entry, json| {
        let secrets = Secrets::declared(entry.service);
        for end in ["input", "output"] {
            let (marked, others) = secrets.seen(entry.operation, end, &json[end]);
            told.extend(
                marked
                    .into_iter()
                    .chain(others)
                    .map(|place| format!("{}: {end}.{place}", entry.name)),
            );
        }
    })
    .await;
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// What no model calls a secret and the checks compare, such as tags, policies and documents, is in input
/// and output; there is nothing secret anywhere else, in whatever form.
#[tokio::test(start_paused = true)]
async fn what_is_beside_input_and_output_has_none() {
    let mut told = Vec::new();
    with_every_secret(|entry, json| {
        let mut beside = json.clone();
        beside["input"] = Value::Null;
        beside["output"] = Value::Null;
        if betrays(&beside.to_string()) {
            told.push(format!("{}: {beside}", entry.name));
        }
        let secrets = Secrets::of(entry.service);
        for end in ["input", "output"] {
            let mut rest = json[end].clone();
            secrets.take_out(entry.operation, end, &mut rest);
            if betrays(&rest.to_string()) {
                told.push(format!("{}: {end} {rest}", entry.name));
            }
        }
    })
    .await;
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The calls do send secrets, and answers hold some: else the tests above would hear nothing.
#[tokio::test(start_paused = true)]
async fn there_is_something_to_be_left_out() {
    let (mut left_out, mut secret) = (0, 0);
    with_every_secret(|_, json| {
        left_out += usize::from(json["left_out"].is_array());
        secret += usize::from(json["witness"]["secret"] == true);
    })
    .await;
    assert!(left_out > 50 && secret > 20, "{left_out} {secret}");
}

/// Nor is one said of it, by whatever shows it.
#[tokio::test(start_paused = true)]
async fn nothing_that_is_in_one_is_displayed_for_debugging() {
    for (entry, line) in of_each_entry(&entries::all()) {
        let here = table::stage(every(50 * MS));
        let acted = entry.played(&here, &[line; 4]).await;
        let receipt = acted.evidence.receipt().unwrap();
        let there = table::stage(table::brief());
        let confirmed = confirm(&there, receipt).await;
        let error = confirmed.as_ref().err().map(ToString::to_string);
        let said = format!("{receipt:?} {confirmed:?} {error:?}");
        assert!(!betrays(&said), "{}: {said}", entry.name);
    }
}
