//! The whole of it: a simulator, a writer, two workers of which one is killed, and a table of what came of it.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use comfy_table::{Table, presets};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::ledger::{Ledger, Tally};
use crate::write::is_deleted;
use crate::{Backend, Result};

/// How late the service shows a write, at each of its replicas.
const LAG: &str = "log-normal:1500ms:0.6";
const DOOMED: &str = "worker-1";
/// So many jobs in hand are worth a kill.
const BUSY: i64 = 8;
const PATIENCE: Duration = Duration::from_secs(300);

pub(crate) struct Run {
    pub(crate) backend: Backend,
    pub(crate) url: String,
    pub(crate) receipts: i64,
}

/// `postcond-sim serve`. Dropping it ends it.
pub(crate) struct Simulator {
    endpoint: String,
    _process: Child,
}

impl Simulator {
    /// Returns once it listens.
    pub(crate) async fn start(program: Option<PathBuf>) -> Result<Self> {
        let beside = std::env::current_exe()?.with_file_name("postcond-sim");
        let program = program.unwrap_or(beside);
        let mut process = Command::new(&program)
            .args([
                "serve",
                "--port",
                "0",
                "--replicas",
                "3",
                "--routing",
                "non-monotonic",
            ])
            .args(["--lag", LAG])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| {
                format!(
                    "{}: {error}; `cargo build -p postcond-sim` makes it",
                    program.display()
                )
            })?;
        let stdout = process.stdout.take().ok_or("it has no output")?;
        let line = BufReader::new(stdout)
            .lines()
            .next_line()
            .await?
            .unwrap_or_default();
        let endpoint = line
            .strip_prefix("listening on ")
            .ok_or("the simulator does not listen")?;
        Ok(Self {
            endpoint: endpoint.to_owned(),
            _process: process,
        })
    }
}

/// What became of the worker that was killed.
struct Killed {
    after: usize,
    held: i64,
}

/// Runs it, and prints the table.
pub(crate) async fn run<L: Ledger>(ledger: L, run: &Run, simulator: &Simulator) -> Result<()> {
    let started = Instant::now();
    let mut doomed = run.process(simulator, &["work", "--name", DOOMED])?;
    let _survivor = run.process(simulator, &["work", "--name", "worker-2"])?;
    let receipts = run.receipts.to_string();
    let mut writer = run.process(simulator, &["write", "--receipts", &receipts])?;
    let half = usize::try_from(run.receipts / 2)?;
    decided(&ledger, half).await?;
    busy(&ledger).await?;
    doomed.kill().await?;
    let killed = Killed {
        after: ledger.tally().await?.verdicts.len(),
        held: ledger.held_by(DOOMED).await?,
    };
    let status = writer.wait().await?;
    if !status.success() {
        return Err(format!("the writer has ended with {status}").into());
    }
    let tally = finished(&ledger, run.receipts).await?;
    let took = started.elapsed();
    println!("{}", table(run, &tally, &killed, took));
    holds(run, &tally, &killed)
}

impl Run {
    /// This program again, as a process that dies with this one.
    fn process(&self, simulator: &Simulator, arguments: &[&str]) -> Result<Child> {
        let place = [
            ["--backend", self.backend.name()],
            ["--url", &self.url],
            ["--endpoint", &simulator.endpoint],
        ];
        let process = Command::new(std::env::current_exe()?)
            .args(arguments)
            .args(place.as_flattened())
            .kill_on_drop(true)
            .spawn()?;
        Ok(process)
    }
}

/// Once so many are decided.
async fn decided<L: Ledger>(ledger: &L, enough: usize) -> Result<()> {
    let tally = when(ledger, |tally| tally.verdicts.len() >= enough).await?;
    match tally.verdicts.len() >= enough {
        true => Ok(()),
        false => Err(format!("not {enough} verdicts after {PATIENCE:?}: {tally:?}").into()),
    }
}

/// Once the worker that is to be killed has several jobs in hand, or has had none for a while.
async fn busy<L: Ledger>(ledger: &L) -> Result<()> {
    let started = Instant::now();
    while ledger.held_by(DOOMED).await? < BUSY && started.elapsed() < Duration::from_secs(5) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

/// Once all is decided and no job is left, or what there is when that takes too long: what is lost then is in the
/// table. The last jobs are done before that is noted.
async fn finished<L: Ledger>(ledger: &L, receipts: i64) -> Result<Tally> {
    let all = usize::try_from(receipts)?;
    when(ledger, |tally| {
        tally.verdicts.len() >= all && tally.jobs_left == 0
    })
    .await
}

/// The tally when it is so, or when it has not been for too long.
async fn when<L: Ledger>(ledger: &L, is_so: impl Fn(&Tally) -> bool) -> Result<Tally> {
    let started = Instant::now();
    loop {
        let tally = ledger.tally().await?;
        if is_so(&tally) || started.elapsed() > PATIENCE {
            return Ok(tally);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

fn table(run: &Run, tally: &Tally, killed: &Killed, took: Duration) -> Table {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN);
    table.set_header(["", run.backend.name()]);
    let mut row = |what: &str, number: String| {
        table.add_row([what.to_owned(), number]);
    };
    row("writes", tally.writes.to_string());
    row("confirmed", tally.that_say("confirmed").to_string());
    row(
        "reported unconfirmed",
        tally.that_say("unconfirmed").to_string(),
    );
    row("other verdicts", tally.others().to_string());
    row("decided twice", tally.decided_twice.to_string());
    row("lost", lost(run, tally).to_string());
    row(
        "reported though nobody deleted it",
        tally.reported_wrongly().to_string(),
    );
    row(
        "verdicts when a worker was killed",
        killed.after.to_string(),
    );
    row("jobs that it held", killed.held.to_string());
    row("looks", tally.looks.to_string());
    row(
        "looks whose job was run twice",
        tally.looks_again.to_string(),
    );
    row("seconds", took.as_secs().to_string());
    table
}

fn lost(run: &Run, tally: &Tally) -> i64 {
    run.receipts - tally.verdicts.len() as i64
}

impl Tally {
    fn that_say(&self, verdict: &str) -> usize {
        self.verdicts.iter().filter(|(_, it)| it == verdict).count()
    }

    fn others(&self) -> usize {
        self.verdicts.len() - self.that_say("confirmed") - self.that_say("unconfirmed")
    }

    fn reported_wrongly(&self) -> usize {
        let reported = self.verdicts.iter().filter(|(_, it)| it != "confirmed");
        reported.filter(|(write, _)| !is_deleted(*write)).count()
    }
}

/// What the example is there to show.
fn holds(run: &Run, tally: &Tally, killed: &Killed) -> Result<()> {
    let (lost, wrong) = (lost(run, tally), tally.reported_wrongly());
    if (lost, tally.decided_twice, wrong) != (0, 0, 0) {
        let twice = tally.decided_twice;
        return Err(format!("lost {lost}, decided {twice} twice, reported {wrong} wrongly").into());
    }
    match killed.held {
        0 => Err("the worker that was killed had no job in hand: that shows nothing".into()),
        _ => Ok(()),
    }
}
