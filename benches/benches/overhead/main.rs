//! What a consistent write costs beyond a write and a read that are written by hand, where no time
//! is lost to a network or a lag.

mod clients;
mod comparison;
mod noting;

use std::cell::RefCell;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use postcond_benches::bench::{Bench, Result, Run};
use postcond_benches::endpoint::{Endpoint, Setup};
use postcond_benches::figures::table;
use postcond_benches::picture::{Drawn, Panel, Picture, Scales, Series};
use postcond_sim::{Lag, Routing};
use tokio::runtime::Runtime;

use clients::{Clients, NAME, Transport};
use comparison::{Comparison, compare};

const BENCH: Bench = Bench {
    name: "overhead",
    about: "Measures what a consistent write costs beyond a write and a read by hand.",
    counted: "how many writes are made each way",
    writes: 40_000,
    trace: None,
};

fn main() -> ExitCode {
    BENCH.run(measure)
}

fn measure(run: &Run) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_time().build()?;
    let transport = Transport::default();
    let clients = Clients::on_transport(&transport);
    exactly_one_read_and_no_task(&runtime, &clients, &transport)?;
    let mut comparisons = vec![
        on_the_simulator(&runtime, run.writes)?,
        behind_a_lag(run.writes)?,
    ];
    comparisons.extend(from_memory(&runtime, &clients, run.writes)?);
    report("with postcond", &comparisons);
    println!("The least: noting when each request was sent, and the date and id of its answer.\n");
    report("noting", &[noting(&runtime, &clients, run.writes)?]);
    match &run.picture {
        Some(path) => picture(&comparisons).draw(path),
        None => Ok(()),
    }
}

/// On a transport that does nothing for its answer.
fn from_memory(runtime: &Runtime, clients: &Clients, writes: usize) -> Result<[Comparison; 3]> {
    let nothing = || Ok(());
    Ok([
        compare(
            "write and read, from memory",
            runtime,
            writes,
            nothing,
            async || clients.write_and_read().await,
            async || clients.write_consistently().await,
        )?,
        compare(
            "the same by an SDK client that waits, from memory",
            runtime,
            writes,
            nothing,
            async || clients.write_and_read().await,
            async || clients.write_and_wait().await,
        )?,
        compare(
            "read, from memory",
            runtime,
            writes,
            nothing,
            async || clients.read().await,
            async || clients.read_consistently().await,
        )?,
    ])
}

/// What no client gets below that dates writes and names requests, whatever it does with it.
fn noting(runtime: &Runtime, clients: &Clients, writes: usize) -> Result<Comparison> {
    compare(
        "write and read, from memory",
        runtime,
        writes,
        || Ok(()),
        async || clients.write_and_read().await,
        async || clients.write_and_read_noted().await,
    )
}

/// On a service that does something for its answer, if no more than the simulator.
fn on_the_simulator(runtime: &Runtime, writes: usize) -> Result<Comparison> {
    let mut endpoint = Endpoint::new(Setup {
        replicas: 1,
        routing: Routing::Monotonic,
        lag: Lag::zero(),
        round_trip: Duration::ZERO,
    })?;
    let clients = Clients::on(endpoint.config());
    compare(
        "write and read, on the simulator",
        runtime,
        writes / 4,
        || endpoint.expect_write(),
        async || clients.write_and_read().await,
        async || clients.write_consistently().await,
    )
}

/// On the simulator with a lag, under a clock that need not take real time: what it costs to plan the reads, to
/// make them and to learn from them. By hand, as many are made, at the same instants.
fn behind_a_lag(writes: usize) -> Result<Comparison> {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_time().start_paused(true).build()?;
    let mut endpoint = Endpoint::new(Setup {
        replicas: 1,
        routing: Routing::Monotonic,
        lag: Lag::log_normal(Duration::from_millis(300), 1.0),
        round_trip: Duration::from_millis(15),
    })?;
    let clients = Clients::on(endpoint.config());
    let instants = RefCell::new(vec![Duration::ZERO]);
    compare(
        "write until it shows, a lag of 300 ms",
        &runtime,
        writes / 20,
        || {
            runtime.block_on(async {
                let simulator = endpoint.simulator();
                let left = simulator.converged_at().saturating_sub(simulator.now());
                tokio::time::sleep(left).await;
                endpoint.expect_write()
            })
        },
        async || {
            let planned = instants.borrow().clone();
            clients.write_and_read_at(&planned).await
        },
        async || {
            let write = clients
                .consistent
                .put_parameter()
                .name(NAME)
                .value("value")
                .r#type(ParameterType::String);
            let confirmed = write.overwrite(true).send_with_evidence().await?;
            let polls = confirmed.evidence.polls().iter();
            *instants.borrow_mut() = polls.map(|poll| poll.at).collect();
            Ok(())
        },
    )
}

/// Where nothing lags, a consistent write makes one read, and it spawns nothing.
fn exactly_one_read_and_no_task(
    runtime: &Runtime,
    clients: &Clients,
    transport: &Transport,
) -> Result<()> {
    let before = transport.reads.load(Ordering::Relaxed);
    runtime.block_on(clients.write_consistently())?;
    let reads = transport.reads.load(Ordering::Relaxed) - before;
    let tasks = runtime.metrics().num_alive_tasks();
    println!("A consistent write: {reads} read, {tasks} tasks spawned\n");
    match (reads, tasks) {
        (1, 0) => Ok(()),
        _ => Err("there should be one read and no task".into()),
    }
}

fn report(other_way: &str, comparisons: &[Comparison]) {
    let mut table = table(&["", "by hand", other_way, "ratio"]);
    for it in comparisons {
        let what = it.what;
        let (a, b) = (&it.by_hand, &it.consistent);
        table.add_row([
            format!("{what}: time"),
            format!("{:.1} µs", a.time.as_secs_f64() * 1e6),
            format!("{:.1} µs", b.time.as_secs_f64() * 1e6),
            format!("{:.3}", it.ratio()),
        ]);
        let counts = [
            ("allocations", a.allocations, b.allocations),
            ("bytes allocated", a.bytes, b.bytes),
            ("size of the future", a.future as u64, b.future as u64),
        ];
        for (figure, a, b) in counts {
            table.add_row([
                format!("{what}: {figure}"),
                a.to_string(),
                b.to_string(),
                format!("{:.3}", b as f64 / a as f64),
            ]);
        }
    }
    println!("{table}\n");
}

fn picture(comparisons: &[Comparison]) -> Picture {
    let panel = |it: &Comparison| {
        let (by_hand, consistent): (Vec<f64>, Vec<f64>) = it.times.iter().copied().unzip();
        Panel {
            title: it.what.to_owned(),
            series: vec![
                distribution("by hand", by_hand),
                distribution("with postcond", consistent),
            ],
        }
    };
    Picture {
        axes: ("µs", "% of the calls that took no longer"),
        scales: Scales::Linear,
        panels: comparisons.iter().map(panel).collect(),
    }
}

/// Up to the 90th percentile: beyond, it is what the machine did beside.
fn distribution(label: &str, mut seconds: Vec<f64>) -> Series {
    seconds.sort_by(f64::total_cmp);
    let percentile = |percent: usize| {
        let at = seconds[percent * (seconds.len() - 1) / 100];
        (at * 1e6, percent as f64)
    };
    Series {
        label: label.to_owned(),
        points: (0..=90).map(percentile).collect(),
        drawn: Drawn::Line,
    }
}
