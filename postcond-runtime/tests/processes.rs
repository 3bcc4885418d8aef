//! Many processes at once on one history, of which some are killed.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use postcond_runtime::{HistoryFile, HistoryStore, StoredHistory};

const PROCESSES: u64 = 50;
/// How often each learns something and saves it.
const ROUNDS: usize = 10;
/// How many are killed, one every 100 ms.
const KILLED: usize = 20;
const BETWEEN_KILLS: Duration = Duration::from_millis(100);

/// Set in the processes that the test starts: the file, and the number of the process.
const FILE: &str = "POSTCOND_TEST_HISTORY";
const NUMBER: &str = "POSTCOND_TEST_PROCESS";

/// What a process has learned from one write. By how long a poll took, it shows who has.
fn learned(process: u64) -> StoredHistory {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_micros();
    let text = format!(
        r#"{{"format": "postcond history", "version": 1, "service": "ssm", "region": "us-east-1",
            "endpoint": "aws", "checks": [{{"operation": "PutParameter", "check": "is_visible",
            "writes": [[{now}, 180000, 200000, {process}, false]]}}]}}"#
    );
    StoredHistory::from_json(text.as_bytes()).unwrap()
}

/// One of the processes. By itself, this is no test.
#[test]
#[ignore = "is started by nothing_is_lost_but_what_a_killed_process_has_not_saved"]
fn is_a_process() {
    let (Ok(path), Ok(number)) = (std::env::var(FILE), std::env::var(NUMBER)) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap();
    let store = HistoryFile::at(path);
    for _ in 0..ROUNDS {
        let StoredHistory { key, lags, .. } = learned(number.parse().unwrap());
        let save = || store.merge(&key, lags.clone(), SystemTime::now());
        // As clients do: where all others are faster for seconds, it is saved again.
        let mut tries = (0..3).map(|_| runtime.block_on(async { save().await }));
        assert!(tries.any(|saved| saved.is_ok()), "it cannot be saved");
        println!("{SAVED}");
    }
}

const SAVED: &str = "it is saved";

fn start(path: &Path, number: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "is_a_process"])
        .args(["--include-ignored", "--nocapture"])
        .env(FILE, path)
        .env(NUMBER, number.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// How often it has said that something is saved; its end.
fn saves(process: &mut Child) -> usize {
    let mut said = String::new();
    let mut output = process.stdout.take().unwrap();
    output.read_to_string(&mut said).unwrap();
    process.wait().unwrap();
    said.matches(SAVED).count()
}

/// Looks at the file until it is told to stop: how often it has. Nothing that was there may be gone.
fn watch(path: &Path, stop: &AtomicBool) -> usize {
    let (mut looks, mut known) = (0, 0);
    while !stop.load(Ordering::Relaxed) {
        let stored = HistoryFile::read(path).unwrap();
        let writes = stored.map_or(0, |stored| stored.lags.writes());
        assert!(writes >= known, "{writes} of {known}");
        (looks, known) = (looks + 1, writes);
        std::thread::sleep(Duration::from_millis(1));
    }
    looks
}

/// How many writes the file has of each process.
fn writes_by_process(path: &Path) -> BTreeMap<u64, usize> {
    let text = std::fs::read(path).unwrap();
    let stored: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let rows = stored["checks"][0]["writes"].as_array().unwrap();
    let mut writes = BTreeMap::new();
    for row in rows {
        let process = row[3].as_u64().unwrap();
        *writes.entry(process).or_default() += 1;
    }
    writes
}

/// Kills one every 100 ms that has not come to its end, once there is a file: which.
fn kill(processes: &mut [Child], path: &Path) -> Vec<usize> {
    let mut killed = Vec::new();
    while !path.exists() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let began = Instant::now();
    for (index, process) in processes.iter_mut().enumerate().step_by(2).take(KILLED) {
        let next = BETWEEN_KILLS * u32::try_from(index / 2 + 1).unwrap();
        std::thread::sleep(next.saturating_sub(began.elapsed()));
        if process.try_wait().unwrap().is_none() {
            process.kill().unwrap();
            killed.push(index);
        }
    }
    killed
}

#[test]
fn nothing_is_lost_but_what_a_killed_process_has_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    let mut processes: Vec<Child> = (0..PROCESSES).map(|it| start(&path, it)).collect();
    let stop = AtomicBool::new(false);
    let (killed, saved, looks) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(&path, &stop));
        let killed = kill(&mut processes, &path);
        let saved: Vec<usize> = processes.iter_mut().map(saves).collect();
        stop.store(true, Ordering::Relaxed);
        (killed, saved, watcher.join().unwrap())
    });
    let kept = writes_by_process(&path);
    for (index, saved) in saved.iter().enumerate() {
        let kept = kept.get(&(index as u64)).copied().unwrap_or_default();
        if killed.contains(&index) {
            // The last may be in the file, and its process not have been told any more.
            assert!(
                (*saved..=saved + 1).contains(&kept),
                "{index}: {kept} of {saved}"
            );
        } else {
            assert_eq!((*saved, kept), (ROUNDS, ROUNDS), "{index}");
        }
    }
    assert!(killed.len() >= 5 && looks > 50, "{killed:?}, {looks}");
    eprintln!(
        "{} of {PROCESSES} killed, {looks} looks, {} writes kept",
        killed.len(),
        kept.values().sum::<usize>()
    );
}
