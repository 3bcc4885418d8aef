//! How many writes that were confirmed are followed by a read that does not show them.

use std::process::ExitCode;
use std::time::Duration;

use postcond::{Confirmations, Policy};
use postcond_benches::bench::{Bench, Result, Run, side_by_side};
use postcond_benches::endpoint::{ROUND_TRIP, Setup};
use postcond_benches::figures::{Figures, table};
use postcond_benches::picture::{Drawn, Panel, Picture, Scales, Series};
use postcond_benches::tool::Tool;
use postcond_benches::trial::{Observed, Strategy, Trial, simulate};
use postcond_sim::{Lag, Routing};

const BENCH: Bench = Bench {
    name: "believability",
    about: "Measures how many confirmed writes are followed by a stale read within 2 s.",
    counted: "how many writes each policy makes in each setting",
    writes: 500,
    trace: None,
};

const REPLICAS: [usize; 4] = [1, 2, 3, 5];
const SIGMAS: [f64; 2] = [0.8, 1.0];
const MEDIAN: Duration = Duration::from_millis(200);

/// How often, and for how long, reads are made after a write has returned.
const PROBE_EVERY: Duration = Duration::from_millis(50);
const PROBES: u32 = 40;

fn main() -> ExitCode {
    BENCH.run(measure)
}

/// One row of the tables.
struct Row {
    name: &'static str,
    /// Rows of a kind are one series in the picture.
    kind: &'static str,
    strategy: Strategy,
}

/// The waits of all others are compared with that of this row.
const ONE_CONFIRMATION: &str = "1 confirmation, the default";

fn rows() -> Result<Vec<Row>> {
    let tool = Tool::Boto3PostConditions;
    let mut rows = vec![Row {
        name: tool.name(),
        kind: tool.name(),
        strategy: Strategy::Tool(tool),
    }];
    let counts = "1, 2, 3, 5, 8 confirmations";
    let careful = Confirmations::count(1).after_staleness(3);
    let policies = [
        (ONE_CONFIRMATION, counts, Confirmations::count(1)),
        ("2 confirmations", counts, Confirmations::count(2)),
        ("3 confirmations", counts, Confirmations::count(3)),
        ("5 confirmations", counts, Confirmations::count(5)),
        ("8 confirmations", counts, Confirmations::count(8)),
        (
            "1, after staleness 3 over 500 ms",
            "more after staleness",
            careful.spanning(Duration::from_millis(500)),
        ),
        (
            "for 3 replicas, risk 1 %",
            "for 3 replicas, risk 1 %",
            Confirmations::for_replicas(3, 0.01),
        ),
        (
            "for non-monotonic reads",
            "for non-monotonic reads",
            Confirmations::for_non_monotonic_reads(),
        ),
    ];
    for (name, kind, confirmations) in policies {
        let policy = Policy::builder().confirmations(confirmations).build()?;
        rows.push(Row {
            name,
            kind,
            strategy: Strategy::Postcond(policy),
        });
    }
    Ok(rows)
}

/// Where writes are made.
#[derive(Clone, Copy)]
struct Setting {
    routing: Routing,
    sigma: f64,
    replicas: usize,
}

impl Setting {
    fn setup(self) -> Setup {
        Setup {
            replicas: self.replicas,
            routing: self.routing,
            lag: Lag::log_normal(MEDIAN, self.sigma),
            round_trip: ROUND_TRIP,
        }
    }
}

/// What the writes of one policy in one setting came to.
#[derive(Clone, Copy)]
struct Outcome {
    /// The share of writes that were followed by a stale read.
    stale: f64,
    figures: Figures,
}

fn measure(run: &Run) -> Result<()> {
    let rows = rows()?;
    let mut panels = Vec::new();
    for routing in [Routing::NonMonotonic, Routing::Monotonic] {
        for sigma in SIGMAS {
            let outcomes = outcomes(routing, sigma, &rows, run.writes)?;
            let outcomes: Vec<&[Outcome]> = outcomes.chunks(REPLICAS.len()).collect();
            report(routing, sigma, &rows, &outcomes);
            // Elsewhere, no read is ever stale.
            if routing == Routing::NonMonotonic {
                let columns = 1..REPLICAS.len();
                panels.extend(columns.map(|column| panel(sigma, column, &rows, &outcomes)));
            }
        }
    }
    println!(
        "Of {} writes to a row: those followed by a stale read within 2 s; reads per write before it\n\
         returned; and by how many ms it returned later than with 1 confirmation.",
        run.writes
    );
    match &run.picture {
        Some(path) => picture(panels).draw(path),
        None => Ok(()),
    }
}

/// Row by row, in the order of the replicas.
fn outcomes(routing: Routing, sigma: f64, rows: &[Row], writes: usize) -> Result<Vec<Outcome>> {
    let settings = REPLICAS.map(|replicas| Setting {
        routing,
        sigma,
        replicas,
    });
    let of_row = |row| settings.map(|setting| (setting, row));
    let cells: Vec<(Setting, &Row)> = rows.iter().flat_map(of_row).collect();
    side_by_side(&cells, |(setting, row)| {
        outcome(*setting, &row.strategy, writes)
    })
}

fn outcome(setting: Setting, strategy: &Strategy, writes: usize) -> Result<Outcome> {
    simulate(async || {
        let mut trial = Trial::new(setting.setup(), strategy.clone())?;
        let (mut observed, mut stale) = (Vec::<Observed>::new(), 0);
        for _ in 0..writes {
            observed.push(trial.write().await?);
            stale += usize::from(a_read_is_stale(&mut trial).await?);
        }
        Ok(Outcome {
            stale: stale as f64 / writes as f64,
            figures: Figures::of(&observed),
        })
    })
}

/// Whether any read in the next 2 s does not show the last write. Returns when all replicas show it.
async fn a_read_is_stale(trial: &mut Trial) -> Result<bool> {
    let simulator = trial.endpoint().simulator();
    let version = i64::try_from(simulator.writes().len())?;
    let mut stale = false;
    for _ in 0..PROBES {
        // From then on no read can be.
        if simulator.now() >= simulator.converged_at() {
            break;
        }
        let asked = tokio::time::Instant::now();
        if trial.visible_version().await? < version {
            stale = true;
            break;
        }
        tokio::time::sleep_until(asked + PROBE_EVERY).await;
    }
    let converges_in = simulator.converged_at().saturating_sub(simulator.now());
    tokio::time::sleep(converges_in).await;
    Ok(stale)
}

fn report(routing: Routing, sigma: f64, rows: &[Row], outcomes: &[&[Outcome]]) {
    let header =
        REPLICAS.map(|replicas| [format!("{replicas}: stale"), "reads".into(), "wait".into()]);
    let header: Vec<&str> = std::iter::once("replicas")
        .chain(header.iter().flatten().map(String::as_str))
        .collect();
    let mut table = table(&header);
    let one = rows.iter().position(|row| row.name == ONE_CONFIRMATION);
    for (row, of_row) in rows.iter().zip(outcomes) {
        let mut cells = vec![row.name.to_owned()];
        for (column, it) in of_row.iter().enumerate() {
            let compared = one.map_or(f64::NAN, |one| outcomes[one][column].figures.took);
            cells.push(format!("{:.1} %", it.stale * 100.0));
            cells.push(format!("{:.1}", it.figures.reads));
            cells.push(format!("{:+.0}", it.figures.took - compared));
        }
        table.add_row(cells);
    }
    println!("{routing:?} routing, log-normal lag, median 200 ms, sigma {sigma}\n\n{table}\n");
}

fn panel(sigma: f64, column: usize, rows: &[Row], outcomes: &[&[Outcome]]) -> Panel {
    let point = |(_, of_row): (&Row, &&[Outcome])| {
        let it = of_row[column];
        (it.figures.reads, it.stale * 100.0)
    };
    let series = rows.chunk_by(|a, b| a.kind == b.kind).map(|kind| Series {
        label: kind[0].kind.to_owned(),
        points: (rows.iter().zip(outcomes))
            .filter(|(row, _)| row.kind == kind[0].kind)
            .map(point)
            .collect(),
        drawn: if kind.len() > 1 {
            Drawn::MarkedLine
        } else {
            Drawn::Marks
        },
    });
    Panel {
        title: format!("{} replicas, sigma {sigma}", REPLICAS[column]),
        series: series.collect(),
    }
}

fn picture(panels: Vec<Panel>) -> Picture {
    Picture {
        axes: ("reads per write", "% of writes followed by a stale read"),
        scales: Scales::Linear,
        panels,
    }
}
