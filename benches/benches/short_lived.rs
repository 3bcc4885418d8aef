//! What a history is worth to processes of a few writes.

use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::TimeSource;
use postcond::Policy;
use postcond::runtime::{History, HistoryInMemory, HistoryStore, StoredHistory};
use postcond_benches::bench::{Bench, Result, Run, side_by_side};
use postcond_benches::bound::{Bound, replay, visible_by};
use postcond_benches::endpoint::{ROUND_TRIP, Setup};
use postcond_benches::figures::{Figures, table};
use postcond_benches::picture::{Drawn, Panel, Picture, Scales, Series};
use postcond_benches::trial::{Observed, Strategy, Trial, simulate};
use postcond_sim::{Lag, Routing};
use tokio::time::Instant;

const BENCH: Bench = Bench {
    name: "short_lived",
    about: "Measures what a history is worth to processes of a few writes.",
    counted: "how many writes each row makes under each lag",
    writes: 1_000,
    trace: None,
};

/// So many are left out for all rows: a client, and a history, have learned enough then.
const UNTIL_LEARNED: usize = 200;
/// How many writes processes make that make more than one.
const LONGER_LIFE: usize = 5;
/// By how much a process that begins with a history may be worse than the one that has learned it: in the time that
/// its calls return late, and in reads, where probes come to other writes.
const ALLOWED: (f64, f64) = (1.05, 1.02);

const MS: Duration = Duration::from_millis(1);

fn main() -> ExitCode {
    BENCH.run(measure)
}

fn lags() -> [(&'static str, Lag); 2] {
    [
        (
            "log-normal, median 200 ms, sigma 1",
            Lag::log_normal(200 * MS, 1.0),
        ),
        (
            "log-normal, median 1 s, sigma 0.5",
            Lag::log_normal(1_000 * MS, 0.5),
        ),
    ]
}

/// What processes begin with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// Nothing.
    Nothing,
    /// What the one process has learned until then, as it is stored.
    HistoryOfTheOne,
    /// What those before it have stored.
    OwnHistory,
}

/// One row of the tables: processes of so many writes.
#[derive(Clone, Copy)]
struct Row {
    life: usize,
    begins: Begins,
}

/// The row that others are held against.
const THE_ONE: &str = "one process, which has learned";

impl Row {
    fn name(self) -> String {
        let with = match self.begins {
            Begins::Nothing => "without a history",
            Begins::HistoryOfTheOne => "with its history",
            Begins::OwnHistory => "with their own history",
        };
        match self.life {
            1 => format!("processes of 1 write, {with}"),
            writes => format!("processes of {writes} writes, {with}"),
        }
    }
}

fn rows() -> Vec<Row> {
    let row = |life, begins| Row { life, begins };
    vec![
        row(1, Begins::Nothing),
        row(1, Begins::HistoryOfTheOne),
        row(LONGER_LIFE, Begins::Nothing),
        row(LONGER_LIFE, Begins::HistoryOfTheOne),
        row(LONGER_LIFE, Begins::OwnHistory),
    ]
}

/// What the one process has made, and has learned before each [`LONGER_LIFE`] writes that count.
struct TheOne {
    observed: Vec<Observed>,
    histories: Vec<Vec<u8>>,
}

fn measure(run: &Run) -> Result<()> {
    let (lags, rows) = (lags(), rows());
    let ones = side_by_side(&lags, |(_, lag)| the_one(lag, run.writes))?;
    let measured = observe_all(&lags, &ones, &rows, run.writes)?;
    let names: Vec<String> = std::iter::once(THE_ONE.to_owned())
        .chain(rows.iter().map(|row| row.name()))
        .collect();
    let left_out = left_out(run.writes);
    let (mut panels, mut broken) = (Vec::new(), Vec::new());
    for (((name, lag), one), measured) in lags.iter().zip(&ones).zip(measured.chunks(rows.len())) {
        let settled = std::iter::once(&one.observed).chain(measured);
        let settled: Vec<&[Observed]> = settled.map(|it| &it[left_out..]).collect();
        let bound = bound(lag, settled[0])?;
        let figures: Vec<Figures> = settled.iter().map(|it| Figures::of(it)).collect();
        report(name, &names, &figures, &bound);
        broken.extend(broken_promises(name, &rows, &figures));
        panels.push(panel(name, &names, &figures, &bound));
    }
    println!(
        "Times in ms. Of {} writes to a row, the first {left_out} are left out: the one process had not learned\n\
         enough, nor had the processes with their own history, which begins empty. The bound is the least\n\
         overshoot at as many reads.",
        run.writes
    );
    if let Some(path) = &run.picture {
        picture(panels).draw(path)?;
    }
    // A few writes prove nothing.
    if left_out == UNTIL_LEARNED && !broken.is_empty() {
        return Err(broken.join("\n").into());
    }
    Ok(())
}

/// Each row under each lag.
fn observe_all(
    lags: &[(&str, Lag)],
    ones: &[TheOne],
    rows: &[Row],
    writes: usize,
) -> Result<Vec<Vec<Observed>>> {
    let cells = lags.iter().zip(ones).flat_map(|((_, lag), one)| {
        let of_lag = rows.iter().map(move |row| (lag, one, *row));
        of_lag.collect::<Vec<_>>()
    });
    let cells: Vec<(&Lag, &TheOne, Row)> = cells.collect();
    side_by_side(&cells, |(lag, one, row)| observe(lag, one, *row, writes))
}

fn left_out(writes: usize) -> usize {
    UNTIL_LEARNED.min(writes / 2)
}

/// The clock of a simulated endpoint, so that what one process has learned is not older than what another has.
#[derive(Clone, Debug)]
struct SimulatedClock {
    began: (SystemTime, Instant),
}

impl SimulatedClock {
    fn new() -> Self {
        Self {
            began: (SystemTime::now(), Instant::now()),
        }
    }
}

impl TimeSource for SimulatedClock {
    fn now(&self) -> SystemTime {
        self.began.0 + self.began.1.elapsed()
    }
}

fn trial(lag: &Lag) -> Result<Trial> {
    let setup = Setup {
        replicas: 1,
        routing: Routing::Monotonic,
        lag: lag.clone(),
        round_trip: ROUND_TRIP,
    };
    let policy = Policy::builder().confirmations(1).build()?;
    Trial::new(setup, Strategy::Postcond(policy))
}

fn the_one(lag: &Lag, writes: usize) -> Result<TheOne> {
    simulate(async || {
        let mut trial = trial(lag)?;
        let store = HistoryInMemory::default();
        let history = History::new(store.clone()).time_source(SimulatedClock::new());
        trial.begin_anew(Some(&history));
        let (mut observed, mut histories) = (Vec::with_capacity(writes), Vec::new());
        for number in 0..writes {
            let counted = number.checked_sub(left_out(writes));
            if counted.is_some_and(|counted| counted.is_multiple_of(LONGER_LIFE)) {
                trial.save_history().await?;
                let (key, lags) = store.histories().pop().ok_or("nothing was saved")?;
                histories.push(StoredHistory::new(key, lags).to_json());
            }
            observed.push(trial.write().await?);
        }
        Ok(TheOne {
            observed,
            histories,
        })
    })
}

fn observe(lag: &Lag, one: &TheOne, row: Row, writes: usize) -> Result<Vec<Observed>> {
    simulate(async || {
        let mut trial = trial(lag)?;
        let clock = SimulatedClock::new();
        let own = History::new(HistoryInMemory::default()).time_source(clock.clone());
        let mut observed = Vec::with_capacity(writes);
        for number in 0..writes {
            if number.is_multiple_of(row.life) {
                let counted = number.checked_sub(left_out(writes));
                let history = match (row.begins, counted) {
                    (Begins::OwnHistory, _) => {
                        trial.save_history().await?;
                        Some(own.clone())
                    }
                    (Begins::HistoryOfTheOne, Some(counted)) => {
                        let stored = &one.histories[counted / LONGER_LIFE];
                        Some(begin_with(stored, &clock).await?)
                    }
                    (Begins::Nothing | Begins::HistoryOfTheOne, _) => None,
                };
                trial.begin_anew(history.as_ref());
            }
            observed.push(trial.write().await?);
        }
        Ok(observed)
    })
}

/// A history that has this.
async fn begin_with(stored: &[u8], clock: &SimulatedClock) -> Result<History> {
    let store = HistoryInMemory::default();
    let StoredHistory { key, lags, .. } = StoredHistory::from_json(stored)?;
    store.merge(&key, lags, clock.now()).await?;
    Ok(History::new(store).time_source(clock.clone()))
}

/// The bound on the very lags that these writes had.
fn bound(lag: &Lag, writes: &[Observed]) -> Result<Bound> {
    let truth = visible_by(lag)?;
    let at_cost_weight = |cost_weight: Duration| {
        let inspections = truth.inspections(cost_weight, ROUND_TRIP);
        let best = replay(&inspections, writes.iter().map(|write| write.lag));
        let figures = Figures::of(&best);
        (figures.reads, figures.overshoot)
    };
    let cost_weights = (0..36).map(|step| (4 * MS).mul_f64(1.22_f64.powi(step)));
    Ok(Bound::through(cost_weights.map(at_cost_weight).collect()))
}

/// What processes that begin with what the one has learned are promised, and do not keep.
fn broken_promises(lag: &str, rows: &[Row], figures: &[Figures]) -> Vec<String> {
    let learned = &figures[0];
    let promised = |(row, _): &(&Row, &Figures)| row.begins == Begins::HistoryOfTheOne;
    let broken = rows.iter().zip(&figures[1..]).filter(promised);
    let broken = broken.filter(|(_, it)| {
        it.overshoot > learned.overshoot * ALLOWED.0 || it.reads > learned.reads * ALLOWED.1
    });
    let told = broken.map(|(row, it)| {
        format!(
            "{}, lag {lag}: {:.0} ms with {:.2} reads, where one process has {:.0} with {:.2}",
            row.name(),
            it.overshoot,
            it.reads,
            learned.overshoot,
            learned.reads
        )
    });
    told.collect()
}

fn report(lag: &str, names: &[String], figures: &[Figures], bound: &Bound) {
    let mut table = table(&[
        "writes made by",
        "overshoot",
        "95 %",
        "reads",
        "bound",
        "times the bound",
        "times the one that has learned",
    ]);
    for (name, it) in names.iter().zip(figures) {
        let best = bound.at(it.reads);
        table.add_row([
            name.clone(),
            format!("{:.0}", it.overshoot),
            format!("{:.0}", it.overshoot_95),
            format!("{:.2}", it.reads),
            format!("{best:.0}"),
            format!("{:.2}", it.overshoot / best),
            format!("{:.3}", it.overshoot / figures[0].overshoot),
        ]);
    }
    println!("Lag: {lag}\n\n{table}\n");
}

fn panel(lag: &str, names: &[String], figures: &[Figures], bound: &Bound) -> Panel {
    let bound = Series {
        label: "bound".to_owned(),
        points: bound.points().to_vec(),
        drawn: Drawn::Line,
    };
    let rows = names.iter().zip(figures).map(|(name, it)| Series {
        label: name.clone(),
        points: vec![(it.reads, it.overshoot)],
        drawn: Drawn::Marks,
    });
    Panel {
        title: lag.to_owned(),
        series: std::iter::once(bound).chain(rows).collect(),
    }
}

fn picture(panels: Vec<Panel>) -> Picture {
    Picture {
        axes: ("reads per write", "mean overshoot in ms"),
        scales: Scales::LogarithmicHeights,
        panels,
    }
}
