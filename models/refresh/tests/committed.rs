//! What is known about the files next to this crate.

#![allow(
    clippy::unwrap_used,
    reason = "what a test calls may panic as the test does"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use postcond_models_refresh::{Source, refresh};
use serde_json::Value;

const CLASSES: [&str; 3] = [
    "postcond.api#pending",
    "postcond.api#unobservable",
    "smithy.api#readonly",
];
/// What may come beside a class, or in the place of one.
const MORE: [&str; 4] = [
    "postcond.api#coalesced",
    "postcond.api#footprint",
    "postcond.api#refusedAfter",
    "postcond.api#refusesLaterIf",
];
const RESOURCES: &str = "postcond.api#resources";
const SECRET: &str = "postcond.api#secret";
const SENSITIVE: &str = "smithy.api#sensitive";

fn entries<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value[key].as_object().into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value[key].as_str()
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(name)
}

fn read(name: &str) -> (String, Value) {
    let content = fs::read_to_string(path(name)).unwrap();
    let json = serde_json::from_str(&content).unwrap();
    (content, json)
}

fn operations(model: &Value) -> BTreeSet<&str> {
    let operations =
        entries(model, "shapes").filter(|(_, shape)| text(shape, "type") == Some("operation"));
    operations.map(|(id, _)| id.as_str()).collect()
}

#[test]
fn the_models_have_all_operations() {
    for (name, id, count) in [
        ("iam", "com.amazonaws.iam#IAM", 180),
        ("ssm", "com.amazonaws.ssm#AmazonSSM", 152),
        (
            "secretsmanager",
            "com.amazonaws.secretsmanager#secretsmanager",
            23,
        ),
    ] {
        let (_, model) = read(&format!("{name}.json"));
        assert_eq!(operations(&model).len(), count, "{name}");
        assert_eq!(
            text(&model["shapes"][id], "type"),
            Some("service"),
            "{name}"
        );
    }
}

#[test]
fn the_models_are_in_the_normal_form() {
    for name in ["iam.json", "ssm.json", "secretsmanager.json"] {
        let normal = refresh(&Source::Smithy {
            model: path(name).into(),
        })
        .unwrap();
        assert!(normal == read(name).0, "{name} is not in the normal form");
    }
}

#[test]
fn the_overlays_are_sorted_and_hold_only_what_they_may() {
    for name in ["iam", "ssm", "secretsmanager"] {
        let (content, overlay) = read(&format!("{name}.overlay.json"));
        let (_, model) = read(&format!("{name}.json"));
        assert!(
            content == format!("{overlay:#}\n"),
            "{name}: not pretty-printed"
        );
        assert!(
            entries(&overlay, "shapes").is_sorted_by_key(|(id, _)| id),
            "{name}: not sorted"
        );
        let operations = operations(&model);
        for (id, apply) in entries(&overlay, "shapes") {
            assert_eq!(text(apply, "type"), Some("apply"), "{id}");
            let in_model = match id.split_once('$') {
                Some((shape, member)) => model["shapes"][shape]["members"].get(member),
                None => model["shapes"].get(id),
            };
            assert!(in_model.is_some(), "{id} is not in the model");
            let traits: Vec<&str> = entries(apply, "traits")
                .map(|(key, _)| key.as_str())
                .collect();
            let fits = if operations.contains(id.as_str()) {
                let (classes, more): (Vec<&str>, Vec<&str>) =
                    traits.iter().partition(|it| CLASSES.contains(it));
                classes.len() <= 1 && more.iter().all(|it| MORE.contains(it))
            } else {
                [SECRET, SENSITIVE, RESOURCES]
                    .iter()
                    .any(|it| traits == [*it])
            };
            assert!(fits, "{id}: {traits:?}");
        }
    }
}

#[test]
fn a_reason_is_a_sentence() {
    for name in ["iam", "ssm", "secretsmanager"] {
        let (_, overlay) = read(&format!("{name}.overlay.json"));
        for (id, apply) in entries(&overlay, "shapes") {
            if let Some(reason) = apply["traits"].get("postcond.api#unobservable") {
                let reason = reason.as_str().unwrap();
                assert!(
                    reason.len() > 40 && reason.ends_with('.'),
                    "{id}: {reason:?}"
                );
            }
        }
    }
}
