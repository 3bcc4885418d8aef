//! No secret is in a receipt, whatever the service answers.

use std::collections::BTreeSet;

use serde_json::Value;

use super::confirm;
use crate::entries::{self, Entry, Line, table};
use crate::sentinel::{Secrets, betrays};
use crate::stage::{MS, every};

/// The shapes of values that are in receipts although they are secrets to these tests, of these operations or, if none is
/// named, of all; and why.
const STAYS: &[(&str, &[&str], &str)] = &[
    ("TagValue", &[], "tags are compared, and found by"),
    ("TagValueType", &[], "likewise"),
    ("tagValueType", &[], "likewise"),
    ("Policy", &[], "policies are compared, as documents"),
    ("NonEmptyResourcePolicyType", &[], "likewise"),
    ("policyDocumentType", &[], "likewise"),
    (
        "ExternalSecretRotationMetadataItemValueType",
        &["RotateSecret"],
        "it is what is read back",
    ),
    ("MetadataValueString", &["UpdateOpsMetadata"], "likewise"),
    ("OpsItemDataValueString", &["UpdateOpsItem"], "likewise"),
];

fn stays(shape: &str, operation: &str) -> bool {
    STAYS.iter().any(|(name, operations, _)| {
        *name == shape && (operations.is_empty() || operations.contains(&operation))
    })
}

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
async fn a_secret_is_in_none_but_what_the_checks_compare() {
    let mut told = Vec::new();
    with_every_secret(|entry, json| {
        let secrets = Secrets::of(entry.service);
        let secrets = secrets.but(|shape| stays(shape, entry.operation));
        for end in ["input", "output"] {
            let (marked, others) = secrets.seen(entry.operation, end, &json[end]);
            let places = marked.into_iter().chain(others);
            told.extend(places.map(|place| format!("{}: {end}.{place}", entry.name)));
        }
    })
    .await;
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// An excuse that no receipt needs would hide the next one.
#[tokio::test(start_paused = true)]
async fn all_that_may_stay_is_in_some() {
    let mut seen = BTreeSet::new();
    with_every_secret(|entry, json| {
        for (shape, operations, _) in STAYS {
            let secrets = Secrets::of(entry.service).only(shape);
            let is_in = |end| {
                let (marked, others) = secrets.seen(entry.operation, end, &json[end]);
                !(marked.is_empty() && others.is_empty())
            };
            if stays(shape, entry.operation) && (is_in("input") || is_in("output")) {
                let operation = operations.iter().find(|it| **it == entry.operation);
                seen.insert((*shape, operation.copied()));
            }
        }
    })
    .await;
    let expected = STAYS.iter().flat_map(|(shape, operations, _)| {
        let each = operations
            .iter()
            .map(|operation| (*shape, Some(*operation)));
        let all = operations.is_empty().then_some((*shape, None));
        each.chain(all)
    });
    assert_eq!(seen, expected.collect());
}

/// There is nothing secret anywhere else, in whatever form.
#[tokio::test(start_paused = true)]
async fn what_is_beside_what_stays_has_none() {
    let mut told = Vec::new();
    with_every_secret(|entry, json| {
        let mut beside = json.clone();
        beside["input"] = Value::Null;
        beside["output"] = Value::Null;
        if betrays(&beside.to_string()) {
            told.push(format!("{}: {beside}", entry.name));
        }
        let staying = Secrets::of(entry.service).but(|shape| !stays(shape, entry.operation));
        for end in ["input", "output"] {
            let mut rest = json[end].clone();
            staying.take_out(entry.operation, end, &mut rest);
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
