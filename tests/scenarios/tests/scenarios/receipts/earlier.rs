//! Receipts that an earlier version has written: none is ever written anew.

use std::fs;
use std::path::PathBuf;

use postcond::Receipt;
use postcond::runtime::Outcome;

use super::{read, said, written};
use crate::entries::table::{self, stage};
use crate::entries::{self, Entry};
use crate::sentinel::marked;
use crate::stage::{MS, every};

/// Entries whose receipts have what receipts may have, and the files.
const KEPT: &[(&str, &str)] = &[
    (
        "PutParameter, until it is in the history",
        "ssm-put-parameter",
    ),
    ("UpdateOpsItem, times", "ssm-update-ops-item-dates"),
    (
        "UpdateOpsItem, operational data",
        "ssm-update-ops-item-maps",
    ),
    (
        "RegisterTaskWithMaintenanceWindow",
        "ssm-register-task-lists",
    ),
    (
        "CreateSecret, with tags",
        "secretsmanager-create-secret-tags",
    ),
    ("RotateSecret", "secretsmanager-rotate-secret"),
    (
        "CreateRole, with tags and a boundary",
        "iam-create-role-tags",
    ),
];

fn path(file: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("receipts/version-1");
    folder.join(format!("{file}.json"))
}

fn entry(name: &str) -> Entry {
    let entry = entries::all().into_iter().find(|it| it.name == name);
    entry.unwrap_or_else(|| panic!("there is no entry {name}"))
}

/// Its text, which is made if there is none yet.
async fn kept(entry: &Entry, file: &str) -> String {
    let path = path(file);
    if std::env::var_os("POSTCOND_BLESS").is_some() && !path.exists() {
        let line = entry.first(Outcome::Satisfied).unwrap();
        let text = written(entry, &[line; 4], every(50 * MS)).await;
        fs::write(&path, text + "\n").unwrap();
    }
    let text = fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.trim_end().to_owned()
}

/// What is stable is the text, and what it comes to.
#[tokio::test(start_paused = true)]
async fn what_version_one_has_written_is_confirmed() {
    for (name, file) in KEPT {
        let entry = entry(name);
        let text = kept(&entry, file).await;
        let receipt = read(&text);
        assert_eq!(receipt.to_json(), text, "{file}");
        for (outcome, words) in [
            (Outcome::Satisfied, "confirmed, unconfirmed: "),
            (Outcome::Pending, "Deadline of "),
        ] {
            let line = entry.first(outcome).unwrap_or_else(|| panic!("{name}"));
            let there = stage(table::brief());
            entry.scripted(&there, &[line; 150], marked);
            let confirmed = super::confirm(&there, &receipt).await;
            let (said, evidence) = said(&confirmed);
            let expected = evidence.polls().iter().map(|poll| poll.outcome);
            assert!(said.starts_with(words), "{file}: {said}");
            assert!(
                expected.into_iter().any(|it| it == outcome),
                "{file}: {said}"
            );
        }
    }
}

#[test]
fn each_is_of_another_form() {
    let texts = KEPT
        .iter()
        .map(|(_, file)| fs::read_to_string(path(file)).unwrap());
    let receipts: Vec<Receipt> = texts.map(|text| read(text.trim_end())).collect();
    let services = receipts.iter().map(Receipt::service);
    let services: std::collections::BTreeSet<_> = services.collect();
    assert_eq!(services.len(), 3);
    let in_folder = fs::read_dir(path("any").parent().unwrap()).unwrap();
    assert_eq!(in_folder.count(), KEPT.len(), "one that no test reads");
}
