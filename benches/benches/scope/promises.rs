//! What is promised of a cost, and whether it is kept.

use std::fmt;

use postcond_benches::bench::Result;
use postcond_benches::figures::table;

use crate::cost::{Cost, Figure, NAMES_PER_READ, Row, Trial};

/// How much so many writes may cost is promised.
pub(crate) const PROMISED_AT: usize = 1_000;

/// From here on, a write is to cost no more than this many times as much.
const FLAT_FROM: usize = 100;
const MOST_GROWTH: f64 = 1.2;

/// What is promised of so many writes.
pub(crate) struct Promise {
    what: &'static str,
    measured: f64,
    most: f64,
}

/// What is promised of the last of the methods, if so many writes were made.
pub(crate) fn promises(costs: &[Vec<Cost>]) -> Vec<Promise> {
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
pub(crate) fn keep(promises: &[Promise]) -> Result<()> {
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
pub(crate) fn keep_flat(rows: &[Row], costs: &[Vec<Cost>]) {
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
