//! What it costs to confirm many writes: time, reads, memory and work, and how they grow.

use std::fmt;
use std::process::ExitCode;
use std::time::Duration;

use postcond::Scope;
use postcond::ssm::sdk::operation::put_parameter::PutParameterInput;
use postcond_benches::bench::{Bench, Result, Run};
use postcond_benches::deployment::{Deployed, Deployment, Method};
use postcond_benches::figures::{median, table};
use postcond_benches::picture::{Drawn, Panel, Picture, Scales, Series};
use postcond_benches::tool::Tool;
use postcond_sim::Lag;

const BENCH: Bench = Bench {
    name: "scope",
    about: "Measures what it costs to confirm many writes, and how that grows with their number.",
    counted: "how many writes are made at most, after 10, 100 and so on",
    writes: 10_000,
    trace: Some("when each read of one run is made, and for how many names; nothing else"),
};

const ROUND_TRIP: Duration = Duration::from_millis(20);
const MEDIAN_LAG: Duration = Duration::from_millis(300);
const SIGMA: f64 = 1.0;

/// Figures are medians over these, unless said.
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];

/// The most names that one `GetParameters` takes.
const NAMES_PER_READ: usize = 10;

/// How much so many writes may cost is promised.
const PROMISED_AT: usize = 1_000;

/// From here on, a write is to cost no more than this many times as much.
const FLAT_FROM: usize = 100;
const MOST_GROWTH: f64 = 1.2;

fn main() -> ExitCode {
    BENCH.run(measure)
}

/// One row of the tables.
struct Row {
    name: &'static str,
    method: Method,
    /// The same writes, as many at once, that nobody confirms.
    alone: Method,
}

fn rows() -> [Row; 4] {
    let in_turn = Method::Unconfirmed { at_once: 1 };
    let joined = Method::Unconfirmed {
        at_once: usize::MAX,
    };
    let as_in_a_scope = Method::Unconfirmed {
        at_once: Scope::DEFAULT_CONCURRENT_WRITES,
    };
    let tool = Tool::Boto3PostConditions;
    [
        Row {
            name: tool.name(),
            method: Method::ToolInTurn(tool),
            alone: in_turn,
        },
        Row {
            name: "consistent calls, in turn",
            method: Method::ConsistentInTurn,
            alone: in_turn,
        },
        Row {
            name: "consistent calls, joined",
            method: Method::ConsistentJoined,
            alone: joined,
        },
        Row {
            name: "a scope",
            method: Method::Scoped,
            alone: as_in_a_scope,
        },
    ]
}

/// A deployment by one method, and by nobody's confirming it.
struct Trial {
    deployed: Deployed,
    alone: Deployed,
}

impl Trial {
    /// What no method can beat: the slowest write is not seen sooner.
    fn bound(&self) -> Duration {
        self.deployed.slowest_lag + ROUND_TRIP
    }

    /// How long it took, for each second that the writes and then the bound take.
    fn times_the_least(&self) -> f64 {
        let least = self.bound() + self.alone.took;
        self.deployed.took.as_secs_f64() / least.as_secs_f64()
    }

    /// In bytes, for each write that was outstanding at once.
    fn memory(&self, heap: i64) -> f64 {
        heap as f64 / self.deployed.most_outstanding as f64
    }

    /// The most at once, in bytes, without the input that is kept to confirm a write by.
    fn memory_beside_the_input(&self) -> f64 {
        let input = size_of::<PutParameterInput>() + self.deployed.name_length;
        self.memory(self.deployed.consumption.peak) - input as f64
    }
}

/// What is told of a cost.
type Figure = fn(&Cost) -> f64;

/// What so many writes cost by one method, seed by seed.
struct Cost {
    writes: usize,
    trials: Vec<Trial>,
}

impl Cost {
    fn of(row: &Row, writes: usize) -> Result<Self> {
        let trial = |seed| {
            let deployment = deployment(writes, seed);
            Ok(Trial {
                deployed: deployment.run(row.method)?,
                alone: deployment.run(row.alone)?,
            })
        };
        let trials = SEEDS.into_iter().map(trial).collect::<Result<_>>()?;
        Ok(Self { writes, trials })
    }

    fn median(&self, figure: impl Fn(&Trial) -> f64) -> f64 {
        median(self.trials.iter().map(figure).collect())
    }

    /// Of all seeds: none is to break a promise.
    fn worst(&self, figure: impl Fn(&Trial) -> f64) -> f64 {
        self.trials.iter().map(figure).fold(f64::NAN, f64::max)
    }

    fn seconds(&self) -> f64 {
        self.median(|it| it.deployed.took.as_secs_f64())
    }

    fn reads(&self) -> f64 {
        self.median(|it| it.deployed.reads.len() as f64)
    }

    fn reads_per_write(&self) -> f64 {
        self.reads() / self.writes as f64
    }

    /// In KiB, for each write that was outstanding at once.
    fn peak_memory(&self) -> f64 {
        self.median(|it| it.memory(it.deployed.consumption.peak)) / 1024.0
    }

    /// In KiB, for each write that was outstanding at once.
    fn memory_at_rest(&self) -> f64 {
        self.median(|it| it.memory(it.deployed.consumption.at_rest)) / 1024.0
    }

    /// In microseconds for each write. The least of the seeds: what else the machine does adds to it.
    fn work(&self) -> f64 {
        self.least_time(|it| it.deployed.consumption.time)
    }

    /// The part of that that the writes take by themselves.
    fn work_of_the_writes(&self) -> f64 {
        self.least_time(|it| it.alone.consumption.time)
    }

    fn least_time(&self, time: impl Fn(&Trial) -> Duration) -> f64 {
        let time = self.trials.iter().map(time).min();
        time.unwrap_or_default().as_secs_f64() * 1e6 / self.writes as f64
    }
}

fn deployment(writes: usize, seed: u64) -> Deployment {
    Deployment {
        writes,
        lag: Lag::log_normal(MEDIAN_LAG, SIGMA),
        round_trip: ROUND_TRIP,
        seed,
    }
}

fn measure(run: &Run) -> Result<()> {
    if run.trace {
        return trace(run.writes.min(PROMISED_AT));
    }
    let rows = rows();
    let mut costs = Vec::new();
    for writes in sizes(run.writes) {
        let of_size = rows.iter().map(|row| Cost::of(row, writes));
        let of_size: Vec<Cost> = of_size.collect::<Result<_>>()?;
        report(writes, &rows, &of_size);
        costs.push(of_size);
    }
    println!(
        "Medians of {} runs; of work, the least. Wall time is simulated; the least is the bound and the\n\
         writes alone. Memory is for each write that was outstanding at once, work for each write; both\n\
         without the simulator.\n",
        SEEDS.len()
    );
    let kept = keep(&promises(&costs));
    keep_flat(&rows, &costs);
    if let Some(path) = &run.picture {
        picture(&rows, &costs).draw(path)?;
    }
    kept
}

/// The powers of ten from 10 to `most`, and `most`.
fn sizes(most: usize) -> Vec<usize> {
    let powers = std::iter::successors(Some(10), |size| Some(size * 10));
    let below = powers.take_while(|size| *size < most);
    below.chain([most]).collect()
}

fn report(writes: usize, rows: &[Row], costs: &[Cost]) {
    let mut table = table(&[
        "method",
        "wall, s",
        "writes alone, s",
        "times the least",
        "read calls",
        "per write",
        "peak, KiB",
        "at rest, KiB",
        "work, µs",
        "writes alone, µs",
    ]);
    for (row, it) in rows.iter().zip(costs) {
        let alone = it.median(|trial| trial.alone.took.as_secs_f64());
        table.add_row([
            row.name.to_owned(),
            format!("{:.2}", it.seconds()),
            format!("{alone:.2}"),
            format!("{:.2}", it.median(Trial::times_the_least)),
            format!("{:.0}", it.reads()),
            format!("{:.2}", it.reads_per_write()),
            format!("{:.1}", it.peak_memory()),
            format!("{:.1}", it.memory_at_rest()),
            format!("{:.0}", it.work()),
            format!("{:.0}", it.work_of_the_writes()),
        ]);
    }
    let bound = costs[0].median(|trial| trial.bound().as_secs_f64());
    let reads = writes.div_ceil(NAMES_PER_READ);
    println!("{writes} writes; the bound: {bound:.2} s, {reads} reads\n\n{table}\n");
}

/// What is promised of so many writes.
struct Promise {
    what: &'static str,
    measured: f64,
    most: f64,
}

/// What is promised of the last of the methods, if so many writes were made.
fn promises(costs: &[Vec<Cost>]) -> Vec<Promise> {
    let promised = |of_size: &&Vec<Cost>| of_size[0].writes == PROMISED_AT;
    let Some([predecessor, .., it]) = costs.iter().find(promised).map(Vec::as_slice) else {
        return Vec::new();
    };
    let pairs = it.trials.iter().zip(&predecessor.trials);
    let share =
        |(a, b): (&Trial, &Trial)| a.deployed.took.as_secs_f64() / b.deployed.took.as_secs_f64();
    vec![
        Promise {
            what: "wall time, of the bound and the writes alone",
            measured: it.worst(Trial::times_the_least),
            most: 1.1,
        },
        Promise {
            what: "wall time, of that of boto3-post-conditions",
            measured: pairs.map(share).fold(f64::NAN, f64::max),
            most: 1.0 / 50.0,
        },
        Promise {
            what: "read calls, of the least",
            measured: it.worst(|trial| trial.deployed.reads.len() as f64)
                / PROMISED_AT.div_ceil(NAMES_PER_READ) as f64,
            most: 3.0,
        },
        Promise {
            what: "peak memory per outstanding write beside its input, KiB",
            measured: it.worst(Trial::memory_beside_the_input) / 1024.0,
            most: 4.0,
        },
    ]
}

/// Says which promises are kept; an error if one is not.
fn keep(promises: &[Promise]) -> Result<()> {
    let mut table = table(&["promise", "worst run", "promised", "verdict"]);
    for it in promises {
        table.add_row([
            it.what.to_owned(),
            format!("{:.3}", it.measured),
            format!("{:.3}", it.most),
            verdict(it.is_kept()).to_owned(),
        ]);
    }
    if !promises.is_empty() {
        println!("Promises at {PROMISED_AT} writes\n\n{table}\n");
    }
    let broken = promises.iter().filter(|it| !it.is_kept());
    let broken: Vec<String> = broken.map(ToString::to_string).collect();
    if broken.is_empty() {
        Ok(())
    } else {
        Err(broken.join("\n").into())
    }
}

impl Promise {
    fn is_kept(&self) -> bool {
        self.measured <= self.most
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            what,
            measured,
            most,
        } = self;
        write!(
            f,
            "{what}: {measured:.3} instead of {most:.3}, at {PROMISED_AT} writes"
        )
    }
}

fn verdict(is_kept: bool) -> &'static str {
    if is_kept { "kept" } else { "missed" }
}

/// Says by how much the cost of a write grows.
fn keep_flat(rows: &[Row], costs: &[Vec<Cost>]) {
    let first = costs.iter().find(|it| it[0].writes == FLAT_FROM);
    let (Some(first), Some(last)) = (first, costs.last()) else {
        return;
    };
    let figures: [Figure; 3] = [Cost::reads_per_write, Cost::peak_memory, Cost::work];
    let mut table = table(&["method", "reads", "peak memory", "work", "verdict"]);
    for (row, (first, last)) in rows.iter().zip(first.iter().zip(last)) {
        let growth = figures.map(|figure| figure(last) / figure(first));
        let mut cells = vec![row.name.to_owned()];
        cells.extend(growth.map(|it| format!("{it:.2}")));
        cells.push(verdict(growth.iter().all(|it| *it <= MOST_GROWTH)).to_owned());
        table.add_row(cells);
    }
    let (from, to) = (first[0].writes, last[0].writes);
    println!(
        "What a write costs at {to}, of what it costs at {from}; at most {MOST_GROWTH} is the aim\n\n{table}\n"
    );
}

/// Prints the reads of one run by the last of the methods.
fn trace(writes: usize) -> Result<()> {
    let Some(row) = rows().into_iter().next_back() else {
        return Ok(());
    };
    let deployed = deployment(writes, SEEDS[0]).run(row.method)?;
    let mut names = 0;
    for together in deployed.reads.chunk_by(|a, b| a.at == b.at) {
        let sizes: Vec<String> = together.iter().map(|it| it.names.to_string()).collect();
        names += together.iter().map(|it| it.names).sum::<usize>();
        println!(
            "{:>9.3} s  {}",
            together[0].at.as_secs_f64(),
            sizes.join(" ")
        );
    }
    println!(
        "{}, {writes} writes: {} reads for {names} names in {:.3} s; the slowest lag was {:.3} s",
        row.name,
        deployed.reads.len(),
        deployed.took.as_secs_f64(),
        deployed.slowest_lag.as_secs_f64()
    );
    Ok(())
}

fn picture(rows: &[Row], costs: &[Vec<Cost>]) -> Picture {
    let figures: [(&str, Figure); 4] = [
        ("wall time in s", Cost::seconds),
        ("read calls", Cost::reads),
        (
            "peak memory per outstanding write in KiB",
            Cost::peak_memory,
        ),
        ("work per write in µs", Cost::work),
    ];
    let panel = |(title, figure): (&str, Figure)| Panel {
        title: title.to_owned(),
        series: (rows.iter().enumerate())
            .map(|(row, it)| Series {
                label: it.name.to_owned(),
                points: (costs.iter())
                    .map(|of_size| (of_size[row].writes as f64, figure(&of_size[row])))
                    .collect(),
                drawn: Drawn::MarkedLine,
            })
            .collect(),
    };
    Picture {
        axes: ("writes", ""),
        scales: Scales::Logarithmic,
        panels: figures.map(panel).into(),
    }
}
