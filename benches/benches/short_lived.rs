//! What a history is worth to processes of a few writes.

use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::TimeSource;
use postcond::Policy;
use postcond::runtime::History;
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
    writes: 4_000,
    trace: None,
};

/// So many are left out for all rows: a client, and a history, have learned enough then.
const UNTIL_LEARNED: usize = 200;
/// How many writes a process makes.
const LIVES: [usize; 2] = [1, 5];
/// By how much a process with a history may be worse than a client that has learned: in the time that its calls
/// return late, and in reads. All is left to the same chances, which differ by so much.
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

/// One row of the tables.
#[derive(Clone, Copy)]
struct Row {
    /// How many writes a process makes; `None` if one makes them all.
    life: Option<usize>,
    has_history: bool,
}

impl Row {
    fn name(self) -> String {
        let with = match self.has_history {
            true => "with a history",
            false => "without",
        };
        match self.life {
            None => "one process, which has learned".to_owned(),
            Some(1) => format!("processes of 1 write, {with}"),
            Some(writes) => format!("processes of {writes} writes, {with}"),
        }
    }
}

/// The first is what the others are held against.
fn rows() -> Vec<Row> {
    let one = Row {
        life: None,
        has_history: false,
    };
    let short = LIVES.iter().flat_map(|life| {
        [false, true].map(|has_history| Row {
            life: Some(*life),
            has_history,
        })
    });
    std::iter::once(one).chain(short).collect()
}

fn measure(run: &Run) -> Result<()> {
    let (lags, rows) = (lags(), rows());
    let cells = lags
        .iter()
        .flat_map(|(_, lag)| rows.iter().map(move |row| (lag, *row)));
    let cells: Vec<(&Lag, Row)> = cells.collect();
    let measured = side_by_side(&cells, |(lag, row)| observe(lag, *row, run.writes))?;
    let left_out = UNTIL_LEARNED.min(run.writes / 2);
    let (mut panels, mut broken) = (Vec::new(), Vec::new());
    for ((name, lag), measured) in lags.iter().zip(measured.chunks(rows.len())) {
        let settled: Vec<&[Observed]> = measured.iter().map(|it| &it[left_out..]).collect();
        let bound = bound(lag, settled[0])?;
        let figures: Vec<Figures> = settled.iter().map(|it| Figures::of(it)).collect();
        report(name, &rows, &figures, &bound);
        broken.extend(broken_promises(name, &rows, &figures));
        panels.push(panel(name, &rows, &figures, &bound));
    }
    println!(
        "Times in ms. Of {} writes to a row, the first {left_out} are left out: the one process had not\n\
         learned enough, nor had the history, which begins empty and is filled by the processes of its row.\n\
         The bound is the least overshoot at as many reads.",
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

/// The clock of a simulated endpoint, so that what one process has learned is not older than what another has.
#[derive(Debug)]
struct SimulatedClock {
    began: (SystemTime, Instant),
}

impl TimeSource for SimulatedClock {
    fn now(&self) -> SystemTime {
        self.began.0 + self.began.1.elapsed()
    }
}

fn observe(lag: &Lag, row: Row, writes: usize) -> Result<Vec<Observed>> {
    let setup = Setup {
        replicas: 1,
        routing: Routing::Monotonic,
        lag: lag.clone(),
        round_trip: ROUND_TRIP,
    };
    let folder = tempfile::tempdir()?;
    simulate(async || {
        let history = row.has_history.then(|| {
            let began = (SystemTime::now(), Instant::now());
            History::folder(folder.path()).time_source(SimulatedClock { began })
        });
        let strategy = Strategy::Postcond(Policy::builder().confirmations(1).build()?);
        let mut trial = Trial::with_history(setup, strategy, history)?;
        let mut observed = Vec::with_capacity(writes);
        for number in 0..writes {
            if row.life.is_some_and(|life| number.is_multiple_of(life)) {
                trial.begin_anew().await?;
            }
            observed.push(trial.write().await?);
        }
        Ok(observed)
    })
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

/// What rows with a history are promised and do not keep.
fn broken_promises(lag: &str, rows: &[Row], figures: &[Figures]) -> Vec<String> {
    let learned = &figures[0];
    let with_history = rows.iter().zip(figures).filter(|(row, _)| row.has_history);
    let broken = with_history.filter(|(_, it)| {
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

fn report(lag: &str, rows: &[Row], figures: &[Figures], bound: &Bound) {
    let mut table = table(&[
        "writes made by",
        "overshoot",
        "95 %",
        "reads",
        "bound",
        "times the bound",
        "times the one that has learned",
    ]);
    for (row, it) in rows.iter().zip(figures) {
        let best = bound.at(it.reads);
        table.add_row([
            row.name(),
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

fn panel(lag: &str, rows: &[Row], figures: &[Figures], bound: &Bound) -> Panel {
    let bound = Series {
        label: "bound".to_owned(),
        points: bound.points().to_vec(),
        drawn: Drawn::Line,
    };
    let rows = rows.iter().zip(figures).map(|(row, it)| Series {
        label: row.name(),
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
