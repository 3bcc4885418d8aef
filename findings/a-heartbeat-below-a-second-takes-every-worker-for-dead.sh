#!/usr/bin/env bash
# apalis-sqlite 1.0.0: a worker counts as dead when it was not heard of for `heartbeat_interval` times
# `missed_heartbeats`, in whole seconds. With a heartbeat of 400 ms and two that may be missed that is 0 s, so that each
# heartbeat of a worker gives the jobs of all others to whoever asks first, while they run.
#
# Here two workers, both alive, have one job that takes 5 s. Seen: `heartbeat of 400 ms: more than once`, `heartbeat of
# 2 s: once`. Fails if that changes. Takes a Rust toolchain with a C compiler, and some minutes to compile.
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
apalis = { version = "=1.0.0", default-features = false, features = ["limit"] }
apalis-core = "=1.0.0"
apalis-sqlite = { version = "=1.0.0", default-features = false, features = ["json", "migrate", "tokio-comp"] }
sqlx = { version = "=0.9.0", default-features = false, features = ["runtime-tokio", "sqlite"] }
tokio = { version = "=1.54.1", features = ["macros", "rt-multi-thread", "time"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use apalis::prelude::*;
use apalis_sqlite::{Config, SqliteStorage};
use sqlx::SqlitePool;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Counts, and takes its time.
async fn job(_: u32, runs: Data<Arc<AtomicUsize>>) -> Result<(), BoxDynError> {
    runs.fetch_add(1, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_secs(5)).await;
    Ok(())
}

/// How often one job was begun by two workers that are alive.
async fn runs(file: &str, heartbeat: Duration) -> Result<usize, Error> {
    let pool = SqlitePool::connect(&format!("sqlite:{file}?mode=rwc")).await?;
    SqliteStorage::setup(&pool).await?;
    let config = Config::default().queue("jobs").heartbeat_interval(heartbeat).missed_heartbeats(2);
    let jobs = || SqliteStorage::<u32>::new(&pool).with_config(config.clone());
    jobs().push(1).await?;
    let runs = Arc::new(AtomicUsize::new(0));
    let work = |name: &str| {
        let jobs = jobs().poll_with_interval(Duration::from_millis(100));
        let worker = WorkerBuilder::new(name).backend(jobs).concurrency(4).data(Arc::clone(&runs));
        worker.build(job).run()
    };
    let workers = async { tokio::join!(work("one"), work("other")) };
    let _ = tokio::time::timeout(Duration::from_secs(8), workers).await;
    Ok(runs.load(Ordering::SeqCst))
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let folder = std::env::args().nth(1).ok_or("a folder")?;
    for (name, heartbeat) in [("400 ms", Duration::from_millis(400)), ("2 s", Duration::from_secs(2))] {
        let runs = runs(&format!("{folder}/{}.db", heartbeat.as_millis()), heartbeat).await?;
        let often = if runs == 1 { "once" } else { "more than once" };
        println!("heartbeat of {name}: {often}");
        eprintln!("begun {runs} times");
    }
    Ok(())
}
RUST
seen=$(cd "$folder" && cargo run --quiet -- "$folder")
printf '%s\n' "$seen"
[ "$seen" = "$(printf 'heartbeat of 400 ms: more than once\nheartbeat of 2 s: once')" ]
