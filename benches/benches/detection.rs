//! How soon after a write has become visible its call returns, and how many reads that takes.

use std::process::ExitCode;
use std::time::Duration;

use postcond::runtime::__private::inspection::Distribution;
use postcond::{Policy, Schedule};
use postcond_benches::bench::{Bench, Result, Run, side_by_side};
use postcond_benches::bound::{Bound, replay, visible_by};
use postcond_benches::endpoint::{ROUND_TRIP, Setup};
use postcond_benches::figures::{Figures, table};
use postcond_benches::picture::{Drawn, Panel, Picture, Scales, Series};
use postcond_benches::tool::Tool;
use postcond_benches::trial::{Observed, Strategy, Trial, simulate};
use postcond_sim::{Lag, Routing};

const BENCH: Bench = Bench {
    name: "detection",
    about: "Measures how soon after a write has become visible its call returns.",
    counted: "how many writes each schedule makes under each lag",
    writes: 2_000,
    trace: None,
};

/// A learned schedule has seen enough after so many writes. They are left out for all schedules, so
/// that all figures are of the same writes.
const UNTIL_LEARNED: usize = 200;

const MS: Duration = Duration::from_millis(1);

/// What a read is worth to the learned schedules, in milliseconds.
const COST_WEIGHTS: [u32; 5] = [10, 25, 50, 100, 200];

/// Up to this cost weight, a learned schedule is promised to be near the bound.
const HIGHEST_PROMISED_COST_WEIGHT: u32 = 100;

fn main() -> ExitCode {
    BENCH.run(measure)
}

/// How long writes take to show: at first, and from half of the writes on.
struct Lags {
    name: &'static str,
    halves: [Lag; 2],
}

fn lags() -> Vec<Lags> {
    let steady = |name, lag: Lag| Lags {
        name,
        halves: [lag.clone(), lag],
    };
    let soon = Lag::exponential(50 * MS);
    let late = Lag::uniform(2_000 * MS..8_000 * MS);
    vec![
        steady("none", Lag::zero()),
        steady("always 300 ms", Lag::fixed(300 * MS)),
        steady(
            "uniform, 0 to 1 s",
            Lag::uniform(Duration::ZERO..1_000 * MS),
        ),
        steady(
            "log-normal, median 200 ms, sigma 1",
            Lag::log_normal(200 * MS, 1.0),
        ),
        steady(
            "90 % exponential, mean 50 ms; 10 % uniform, 2 to 8 s",
            Lag::mixture([(0.9, soon), (0.1, late)]),
        ),
        Lags {
            name: "log-normal, sigma 0.5, median 200 ms, then 1 s",
            halves: [200 * MS, 1_000 * MS].map(|median| Lag::log_normal(median, 0.5)),
        },
    ]
}

/// One row of the tables.
struct Row {
    name: String,
    strategy: Strategy,
    /// Schedules of a kind are one series in the picture.
    kind: &'static str,
    /// Whether it is to be as near to the bound as the documentation of learned schedules says.
    is_promised: bool,
}

impl Row {
    /// What of the promise these figures break, if they do.
    fn broken_promise(&self, lags: &Lags, it: &Figures, bound: &Bound) -> Option<String> {
        let best = bound.at(it.reads);
        let allowed = f64::max(best * 1.25, best + ROUND_TRIP.as_secs_f64() * 1e3);
        let is_broken = self.is_promised && it.overshoot > allowed;
        is_broken.then(|| {
            format!(
                "{}, lag {}: {:.0} ms instead of {allowed:.0}",
                self.name, lags.name, it.overshoot
            )
        })
    }
}

fn rows() -> Result<Vec<Row>> {
    let tools = [
        Tool::Boto3PostConditions,
        Tool::Backon,
        Tool::SdkWaiter,
        Tool::Terraform,
    ];
    let mut rows: Vec<Row> = tools.map(tool).into();
    rows.push(ours("exponential", "exponential", Schedule::exponential())?);
    for cost_weight in COST_WEIGHTS {
        let name = format!("learned, {cost_weight} ms a read");
        let schedule = Schedule::learned().cost_weight(cost_weight * MS).seed(1);
        rows.push(Row {
            is_promised: cost_weight <= HIGHEST_PROMISED_COST_WEIGHT,
            ..ours("learned", &name, schedule)?
        });
    }
    Ok(rows)
}

fn tool(tool: Tool) -> Row {
    Row {
        name: tool.name().to_owned(),
        strategy: Strategy::Tool(tool),
        kind: tool.name(),
        is_promised: false,
    }
}

/// With one confirmation, so that the reads of all schedules compare.
fn ours(kind: &'static str, name: &str, schedule: impl Into<Schedule>) -> Result<Row> {
    let policy = Policy::builder().schedule(schedule).confirmations(1);
    Ok(Row {
        name: format!("postcond, {name}"),
        strategy: Strategy::Postcond(policy.build()?),
        kind,
        is_promised: false,
    })
}

fn measure(run: &Run) -> Result<()> {
    let (lags, rows) = (lags(), rows()?);
    let cells: Vec<(&Lags, &Row)> = lags
        .iter()
        .flat_map(|lags| rows.iter().map(move |row| (lags, row)))
        .collect();
    let measured = side_by_side(&cells, |(lags, row)| observe(lags, row, run.writes))?;
    let (mut panels, mut broken) = (Vec::new(), Vec::new());
    for (lags, measured) in lags.iter().zip(measured.chunks(rows.len())) {
        let bound = bound(lags, &measured[0])?;
        let figures: Vec<Figures> = measured.iter().map(|it| Figures::of(settled(it))).collect();
        report(lags, &rows, &figures, &bound);
        let figures_by_row = rows.iter().zip(&figures);
        broken.extend(figures_by_row.filter_map(|(row, it)| row.broken_promise(lags, it, &bound)));
        panels.push(panel(lags, &rows, &figures, &bound));
    }
    println!(
        "Times in ms. Of {} writes to a row, the first {} are left out: the learned schedules\nhad not seen enough. The bound is the least overshoot at as many reads.",
        run.writes,
        until_learned(run.writes)
    );
    if let Some(path) = &run.picture {
        picture(panels).draw(path)?;
    }
    // A few writes prove nothing.
    if until_learned(run.writes) == UNTIL_LEARNED && !broken.is_empty() {
        return Err(broken.join("\n").into());
    }
    Ok(())
}

fn observe(lags: &Lags, row: &Row, writes: usize) -> Result<Vec<Observed>> {
    let setup = Setup {
        replicas: 1,
        routing: Routing::Monotonic,
        lag: lags.halves[0].clone(),
        round_trip: ROUND_TRIP,
    };
    simulate(async || {
        let mut trial = Trial::new(setup, row.strategy.clone())?;
        let mut observed = Vec::with_capacity(writes);
        for number in 0..writes {
            if number == writes / 2 {
                trial.endpoint().set_lag(lags.halves[1].clone())?;
            }
            observed.push(trial.write().await?);
        }
        Ok(observed)
    })
}

/// The writes that count.
fn settled(writes: &[Observed]) -> &[Observed] {
    &writes[until_learned(writes.len())..]
}

fn until_learned(writes: usize) -> usize {
    UNTIL_LEARNED.min(writes / 2)
}

/// The bound on the very lags that these writes had.
fn bound(lags: &Lags, writes: &[Observed]) -> Result<Bound> {
    let [first, second] = &lags.halves;
    let (first, second) = (visible_by(first)?, visible_by(second)?);
    let (before, after) = writes.split_at(writes.len() / 2);
    let at_cost_weight = |cost_weight: Duration| {
        let half = |truth: &Distribution, writes: &[Observed]| {
            let lags = writes.iter().map(|write| write.lag);
            replay(&truth.inspections(cost_weight, ROUND_TRIP), lags)
        };
        let mut best = half(&first, before);
        best.extend(half(&second, after));
        let figures = Figures::of(settled(&best));
        (figures.reads, figures.overshoot)
    };
    Ok(Bound::through(cost_weights().map(at_cost_weight).collect()))
}

/// From 4 ms to some 4 s for each read.
fn cost_weights() -> impl Iterator<Item = Duration> {
    (0..36).map(|step| (4 * MS).mul_f64(1.22_f64.powi(step)))
}

fn report(lags: &Lags, rows: &[Row], figures: &[Figures], bound: &Bound) {
    let mut table = table(&[
        "schedule",
        "overshoot",
        "95 %",
        "reads",
        "bound",
        "times the bound",
    ]);
    for (row, it) in rows.iter().zip(figures) {
        let best = bound.at(it.reads);
        table.add_row([
            row.name.clone(),
            format!("{:.0}", it.overshoot),
            format!("{:.0}", it.overshoot_95),
            format!("{:.2}", it.reads),
            format!("{best:.0}"),
            format!("{:.2}", it.overshoot / best),
        ]);
    }
    println!("Lag: {}\n\n{table}\n", lags.name);
}

fn panel(lags: &Lags, rows: &[Row], figures: &[Figures], bound: &Bound) -> Panel {
    let mut series = vec![Series {
        label: "bound".to_owned(),
        points: bound.points().to_vec(),
        drawn: Drawn::Line,
    }];
    for kind in rows.chunk_by(|a, b| a.kind == b.kind) {
        let of_kind = rows
            .iter()
            .zip(figures)
            .filter(|(row, _)| row.kind == kind[0].kind);
        let points: Vec<_> = of_kind.map(|(_, it)| (it.reads, it.overshoot)).collect();
        series.push(Series {
            label: kind[0].kind.to_owned(),
            drawn: if points.len() > 1 {
                Drawn::MarkedLine
            } else {
                Drawn::Marks
            },
            points,
        });
    }
    Panel {
        title: lags.name.to_owned(),
        series,
    }
}

fn picture(panels: Vec<Panel>) -> Picture {
    Picture {
        axes: ("reads per write", "mean overshoot in ms"),
        scales: Scales::LogarithmicHeights,
        panels,
    }
}
