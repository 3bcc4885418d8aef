//! Many processes at once on one file, of which some are killed.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use postcond::runtime::{History, HistoryFile};

use crate::{Endpoint, write};

const PROCESSES: u64 = 50;
/// How often each writes and saves.
const ROUNDS: usize = 6;
/// How many are killed, one every 100 ms.
const KILLED: usize = 20;
const BETWEEN_KILLS: Duration = Duration::from_millis(100);

/// Set in the processes that the test starts: the file, and the number of the process.
const FILE: &str = "POSTCOND_TEST_HISTORY";
const NUMBER: &str = "POSTCOND_TEST_PROCESS";

/// By how long a poll takes, it shows in the file which process has learned what.
fn round_trip(process: u64) -> Duration {
    Duration::from_millis(10 + process)
}

/// One of the processes. By itself, this is no test.
#[test]
#[ignore = "is started by nothing_is_lost_but_what_a_killed_process_has_not_saved"]
fn is_a_process() {
    let (Ok(path), Ok(number)) = (std::env::var(FILE), std::env::var(NUMBER)) else {
        return;
    };
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let round_trip = round_trip(number.parse().unwrap());
        let endpoint = Endpoint::new(Duration::ZERO, round_trip);
        let client = endpoint.client(History::file(path));
        for _ in 0..ROUNDS {
            write(&client).await;
            // Where all others are faster for seconds, what was not saved is saved again.
            while client.save_history().await.is_err() {}
            println!("{SAVED}");
        }
    });
}

const SAVED: &str = "it is saved";

fn start(path: &Path, number: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "processes::is_a_process"])
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
        let process = row[3].as_u64().unwrap() / 1_000 - 10;
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
