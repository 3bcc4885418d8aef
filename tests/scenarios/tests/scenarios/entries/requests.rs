//! What each check asks for, argument by argument: a file to read beside the service's documentation.
//!
//! After a deliberate change: `POSTCOND_BLESS=1 cargo test -p postcond-scenario-tests requests`, and a
//! look at `git diff` before it is committed.

use std::fs;

use super::table::{brief, every_line, stage};
use super::{Entry, all};

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/scenarios/entries/requests.txt"
);

#[tokio::test(start_paused = true)]
async fn each_check_asks_for_what_it_asked_for_when_somebody_last_looked() {
    let mut asked = String::new();
    for entry in all() {
        asked += &format!("{}: {}\n", entry.service, entry.name);
        for request in requests(&entry).await {
            asked += &format!("    {request}\n");
        }
    }
    if std::env::var_os("POSTCOND_BLESS").is_some() {
        fs::write(FILE, &asked).unwrap();
    }
    let expected = fs::read_to_string(FILE).unwrap_or_default();
    let difference = asked
        .lines()
        .zip(expected.lines())
        .find(|(one, other)| one != other);
    assert!(
        asked == expected,
        "requests.txt is stale, first at {difference:?}; if this is meant: \
         POSTCOND_BLESS=1 cargo test -p postcond-scenario-tests requests"
    );
}

/// The distinct read-backs of an entry, over the polls of all its lines, in order of appearance.
async fn requests(entry: &Entry) -> Vec<String> {
    let mut requests = Vec::new();
    for (_, line) in every_line(std::slice::from_ref(entry)) {
        let stage = stage(brief());
        entry.played(&stage, &[line]).await;
        for asked in stage.tap.asked().iter().skip(1).take(line.reads.len()) {
            let request = format!("{} {}", asked.operation, asked.body);
            if !requests.contains(&request) {
                requests.push(request);
            }
        }
    }
    requests
}
