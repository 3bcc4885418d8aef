#!/usr/bin/env bash
# apalis-core 1.0.0, as apalis-sqlite, apalis-postgres and apalis-redis 1.0.0 use it: `TaskBuilder::run_after` takes a
# Duration, and keeps the whole second before the moment that it leads to. So a job is due up to a second early, and one
# that is to run after 700 ms is often due at once. Where the delay is the pause before another look, the look is made
# for nothing. Rounding up, as `run_at_timestamp` allows, is never early.
#
# Seen: `after 700 ms: due now`, `after 1700 ms: due within 900 ms`. Fails if that changes. Takes a Rust toolchain.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2024"

[dependencies]
apalis-core = { version = "=1.0.0", default-features = false }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use apalis_core::task::builder::TaskBuilder;

/// How long a job with this delay has to wait, when 100 to 150 ms of a second are over.
fn due_in(delay: Duration) -> Duration {
    loop {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let task = TaskBuilder::new(()).run_after(delay).build();
        if (100..150).contains(&now.subsec_millis()) {
            let due = Duration::from_secs(task.run_at().unwrap());
            return due.saturating_sub(now);
        }
        sleep(Duration::from_millis(1));
    }
}

fn main() {
    for delay in [700, 1_700] {
        let due = due_in(Duration::from_millis(delay));
        let due = if due.is_zero() { "now" } else { assert!(due.as_millis() <= 900); "within 900 ms" };
        println!("after {delay} ms: due {due}");
    }
}
RUST
seen=$(cd "$folder" && cargo run --quiet)
printf '%s\n' "$seen"
[ "$seen" = "$(printf 'after 700 ms: due now\nafter 1700 ms: due within 900 ms')" ]
