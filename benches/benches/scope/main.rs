//! What it costs to confirm many writes: time, reads, memory and work, and how they grow.

mod cost;
mod promises;

use std::process::ExitCode;

use postcond_benches::bench::{Bench, Result, Run};
use postcond_benches::figures::table;
use postcond_benches::picture::{Drawn, Panel, Picture, Scales, Series};

use cost::{Cost, Figure, NAMES_PER_READ, Row, SEEDS, Trial, deployment, rows};
use promises::{PROMISED_AT, keep, keep_flat, promises};

const BENCH: Bench = Bench {
    name: "scope",
    about: "Measures what it costs to confirm many writes, and how that grows with their number.",
    counted: "how many writes are made at most, after 10, 100 and so on",
    writes: 10_000,
    trace: Some("when each read of one run is made, and for how many names; nothing else"),
};

fn main() -> ExitCode {
    BENCH.run(measure)
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
