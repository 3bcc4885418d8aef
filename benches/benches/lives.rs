//! How often an earlier life of a parameter is taken for the one that has just been made.

use std::process::ExitCode;
use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::ParameterType;
use postcond::ssm::ConsistentSsmClient;
use postcond_benches::bench::{Bench, Result, Run, side_by_side};
use postcond_benches::endpoint::ROUND_TRIP;
use postcond_benches::figures::table;
use postcond_benches::picture::{Drawn, Panel, Picture, Scales, Series};
use postcond_benches::trial::simulate;
use postcond_sim::{DatePrecision, Lag, Simulator};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tokio::time::{Instant, sleep, sleep_until};

const BENCH: Bench = Bench {
    name: "lives",
    about: "Measures how often an earlier life of a parameter is taken for a new one.",
    counted: "how often each row is run",
    writes: 200,
    trace: None,
};

/// How long before the new life the earlier one began, in milliseconds.
const GAPS: [u64; 5] = [100, 250, 500, 1_000, 2_000];
/// How long a deletion and a new life take to show.
const LAG: Duration = Duration::from_millis(1_500);

const PRECISIONS: [(&str, DatePrecision); 2] = [
    ("dates in milliseconds", DatePrecision::Milliseconds),
    ("dates in whole seconds", DatePrecision::Seconds),
];

/// How many answers the client has had.
const ANSWERS: [(&str, usize); 2] = [("a fresh client", 0), ("after 20 answers", 20)];
/// How long after one another, in milliseconds.
const PAUSES: std::ops::Range<u64> = 100..300;

const NAME: &str = "/app/db";

fn main() -> ExitCode {
    BENCH.run(measure)
}

/// What is run again and again.
#[derive(Clone, Copy)]
struct Case {
    gap: Duration,
    precision: DatePrecision,
    answers: usize,
}

fn measure(run: &Run) -> Result<()> {
    let columns = PRECISIONS.iter().flat_map(|(dated, precision)| {
        let of = move |(client, answers): &(&str, usize)| {
            (format!("{dated}, {client}"), *precision, *answers)
        };
        ANSWERS.iter().map(of)
    });
    let columns: Vec<(String, DatePrecision, usize)> = columns.collect();
    let cases = GAPS.iter().flat_map(|gap| {
        let case = |(_, precision, answers): &(String, DatePrecision, usize)| Case {
            gap: Duration::from_millis(*gap),
            precision: *precision,
            answers: *answers,
        };
        columns.iter().map(case)
    });
    let cases: Vec<Case> = cases.collect();
    let taken = side_by_side(&cases, |case| taken(*case, run.writes))?;
    let rows: Vec<&[usize]> = taken.chunks(columns.len()).collect();
    let names: Vec<&str> = columns.iter().map(|(name, ..)| name.as_str()).collect();
    report(&names, &rows, run.writes);
    match &run.picture {
        Some(path) => picture(&names, &rows, run.writes).draw(path),
        None => Ok(()),
    }
}

/// In how many of so many runs the earlier life was taken for the new one.
fn taken(case: Case, runs: usize) -> Result<usize> {
    let mut taken = 0;
    for seed in 0..u64::try_from(runs)? {
        taken += usize::from(simulate(async || is_taken(case, seed).await)?);
    }
    Ok(taken)
}

/// Whether the call that makes the new life returns before that shows: the earlier one still does.
async fn is_taken(case: Case, seed: u64) -> Result<bool> {
    let simulator = Simulator::builder()
        .round_trip(ROUND_TRIP)
        .date_precision(case.precision)
        .seed(seed)
        .build()?;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let other = Client::new(&simulator.sdk_config());
    let client = ConsistentSsmClient::new(&simulator.sdk_config());
    // At any moment of a second.
    sleep(Duration::from_millis(random.random_range(0..1_000))).await;
    for _ in 0..case.answers {
        let call = client
            .put_parameter()
            .name("/app/other")
            .value("value")
            .r#type(ParameterType::String);
        call.overwrite(true).unconfirmed().send().await?;
        sleep(Duration::from_millis(random.random_range(PAUSES))).await;
    }
    let began = Instant::now();
    let call = other
        .put_parameter()
        .name(NAME)
        .value("earlier")
        .r#type(ParameterType::String);
    call.send().await?;
    simulator.set_lag(Lag::fixed(LAG))?;
    sleep_until(began + case.gap / 2).await;
    other.delete_parameter().name(NAME).send().await?;
    sleep_until(began + case.gap).await;
    let call = client
        .put_parameter()
        .name(NAME)
        .value("new")
        .r#type(ParameterType::String);
    call.send().await?;
    Ok(simulator.now() < simulator.converged_at())
}

fn share(taken: usize, runs: usize) -> f64 {
    taken as f64 * 100.0 / runs as f64
}

fn report(names: &[&str], rows: &[&[usize]], runs: usize) {
    let header: Vec<&str> = std::iter::once("gap, ms")
        .chain(names.iter().copied())
        .collect();
    let mut table = table(&header);
    for (gap, row) in GAPS.iter().zip(rows) {
        let shares = row
            .iter()
            .map(|taken| format!("{:.1} %", share(*taken, runs)));
        let cells: Vec<String> = std::iter::once(gap.to_string()).chain(shares).collect();
        table.add_row(cells);
    }
    println!(
        "Of {runs} runs each: those in which the earlier life was taken for the new one\n\n{table}\n"
    );
}

fn picture(names: &[&str], rows: &[&[usize]], runs: usize) -> Picture {
    let series = names.iter().enumerate().map(|(column, name)| Series {
        label: (*name).to_owned(),
        points: (GAPS.iter().zip(rows))
            .map(|(gap, row)| (*gap as f64, share(row[column], runs)))
            .collect(),
        drawn: Drawn::MarkedLine,
    });
    Picture {
        axes: (
            "ms between the beginnings of two lives",
            "% of runs in which the earlier one confirmed the later",
        ),
        scales: Scales::Linear,
        panels: vec![Panel {
            title: "Lives taken for each other".to_owned(),
            series: series.collect(),
        }],
    }
}
