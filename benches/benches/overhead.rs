//! What a consistent write costs beyond a write and a read that are written by hand, where no time
//! is lost to a network or a lag.

use std::cell::RefCell;
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aws_sdk_ssm::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_ssm::types::Parameter;
use aws_sdk_ssm::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use postcond::ssm::ConsistentSsmClient;
use postcond_benches::bench::{Bench, Result, Run};
use postcond_benches::endpoint::{Endpoint, Setup};
use postcond_benches::figures::{median, table};
use postcond_benches::picture::{Drawn, Panel, Picture, Scales, Series};
use postcond_sim::{Lag, Routing};
use tokio::runtime::Runtime;

const BENCH: Bench = Bench {
    name: "overhead",
    about: "Measures what a consistent write costs beyond a write and a read by hand.",
    counted: "how many writes are made each way",
    writes: 40_000,
    trace: None,
};

const NAME: &str = "/app/db";

fn main() -> ExitCode {
    BENCH.run(measure)
}

/// Answers from memory: the lightest transport there is. The simulator would outweigh what is to be
/// measured.
#[derive(Clone, Debug, Default)]
struct Transport {
    reads: Arc<AtomicUsize>,
}

impl HttpClient for Transport {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Transport {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = match request.headers().get("x-amz-target") {
            Some("AmazonSSM.PutParameter") => r#"{"Tier":"Standard","Version":7}"#,
            Some("AmazonSSM.GetParameter") => {
                self.reads.fetch_add(1, Ordering::Relaxed);
                r#"{"Parameter":{"Name":"/app/db","Type":"String","Value":"value","Version":7,"LastModifiedDate":1704067200.0,"ARN":"arn:aws:ssm:us-east-1:123456789012:parameter/app/db","DataType":"text"}}"#
            }
            _ => return HttpConnectorFuture::ready(Err(unexpected())),
        };
        HttpConnectorFuture::ready(answer(body))
    }
}

fn unexpected() -> ConnectorError {
    ConnectorError::user("the bench makes no such call".into())
}

fn answer(body: &'static str) -> std::result::Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(200).map_err(|error| ConnectorError::user(error.into()))?;
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    let headers = response.headers_mut();
    headers.insert("date", "Mon, 01 Jan 2024 00:00:00 GMT");
    headers.insert("x-amzn-requestid", "00000000-0000-0000-0000-000000000000");
    Ok(response)
}

struct Clients {
    sdk: Client,
    /// The SDK's, which waits.
    waiting: Client,
    consistent: ConsistentSsmClient,
}

impl Clients {
    fn on(config: Config) -> Self {
        let sdk = Client::from_conf(config);
        let consistent = ConsistentSsmClient::builder(sdk.clone()).build();
        Self {
            waiting: consistent.enforcing_sdk_client(),
            consistent,
            sdk,
        }
    }

    fn on_transport(transport: &Transport) -> Self {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("AKID", "secret", None, None, "bench"))
            .http_client(SharedHttpClient::new(transport.clone()))
            .build();
        Self::on(config)
    }

    /// What a careful program does without postcond, if it need not wait.
    async fn write_and_read(&self) -> Result<()> {
        let write = self.sdk.put_parameter().name(NAME).value("value");
        let written = write.overwrite(true).send().await?.version();
        let read = self.sdk.get_parameter().name(NAME).send().await?;
        let visible = read.parameter().map(Parameter::version);
        if visible < Some(written) {
            return Err("the write is not visible".into());
        }
        Ok(())
    }

    /// Reads at these instants since the write has returned, whatever they show.
    async fn write_and_read_at(&self, instants: &[Duration]) -> Result<()> {
        let write = self.sdk.put_parameter().name(NAME).value("value");
        write.overwrite(true).send().await?;
        let returned = tokio::time::Instant::now();
        for &at in instants {
            tokio::time::sleep_until(returned + at).await;
            let read = self.sdk.get_parameter().name(NAME).send().await;
            black_box(read.is_ok());
        }
        Ok(())
    }

    async fn write_consistently(&self) -> Result<()> {
        let write = self.consistent.put_parameter().name(NAME).value("value");
        write.overwrite(true).send().await?;
        Ok(())
    }

    async fn write_and_wait(&self) -> Result<()> {
        let write = self.waiting.put_parameter().name(NAME).value("value");
        write.overwrite(true).send().await?;
        Ok(())
    }

    async fn read(&self) -> Result<()> {
        self.sdk.get_parameter().name(NAME).send().await?;
        Ok(())
    }

    async fn read_consistently(&self) -> Result<()> {
        self.consistent.get_parameter().name(NAME).send().await?;
        Ok(())
    }
}

/// What one call costs, one way or the other.
#[derive(Clone, Copy, Debug)]
struct Cost {
    time: Duration,
    allocations: u64,
    bytes: u64,
    future: usize,
}

/// The same done by hand and by the consistent client.
struct Comparison {
    what: &'static str,
    by_hand: Cost,
    consistent: Cost,
    /// Seconds, by hand and by the consistent client, of each pair of calls.
    times: Vec<(f64, f64)>,
}

impl Comparison {
    /// The median over all pairs.
    fn ratio(&self) -> f64 {
        let ratios = self.times.iter();
        median(
            ratios
                .map(|(by_hand, consistent)| consistent / by_hand)
                .collect(),
        )
    }
}

fn measure(run: &Run) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_time().build()?;
    let transport = Transport::default();
    let clients = Clients::on_transport(&transport);
    exactly_one_read_and_no_task(&runtime, &clients, &transport)?;
    let simulated = on_the_simulator(&runtime, run.writes)?;
    let writes = compare(
        "write and read, from memory",
        &runtime,
        run.writes,
        || Ok(()),
        async || clients.write_and_read().await,
        async || clients.write_consistently().await,
    )?;
    let reads = compare(
        "read, from memory",
        &runtime,
        run.writes,
        || Ok(()),
        async || clients.read().await,
        async || clients.read_consistently().await,
    )?;
    let waited_for = compare(
        "the same by an SDK client that waits, from memory",
        &runtime,
        run.writes,
        || Ok(()),
        async || clients.write_and_read().await,
        async || clients.write_and_wait().await,
    )?;
    let lagging = behind_a_lag(run.writes)?;
    let comparisons = [&simulated, &lagging, &writes, &waited_for, &reads];
    report(&comparisons);
    match &run.picture {
        Some(path) => picture(&comparisons).draw(path),
        None => Ok(()),
    }
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
            let write = clients.consistent.put_parameter().name(NAME).value("value");
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

/// Times calls one by one, in turn, so that what else the machine does falls on few of them, and on
/// both ways alike.
fn compare(
    what: &'static str,
    runtime: &Runtime,
    calls: usize,
    mut before_each: impl FnMut() -> Result<()>,
    by_hand: impl AsyncFn() -> Result<()>,
    consistent: impl AsyncFn() -> Result<()>,
) -> Result<Comparison> {
    // What is set up at the first call is no part of the cost.
    time(runtime, &by_hand)?;
    time(runtime, &consistent)?;
    let mut times = Vec::with_capacity(calls);
    for call in 0..calls {
        before_each()?;
        // Neither is always the one that runs second.
        times.push(if call % 2 == 0 {
            let by_hand = time(runtime, &by_hand)?;
            (by_hand, time(runtime, &consistent)?)
        } else {
            let consistent = time(runtime, &consistent)?;
            (time(runtime, &by_hand)?, consistent)
        });
    }
    let (one_way, the_other): (Vec<f64>, Vec<f64>) = times.iter().copied().unzip();
    Ok(Comparison {
        what,
        by_hand: cost(runtime, &by_hand, median(one_way))?,
        consistent: cost(runtime, &consistent, median(the_other))?,
        times,
    })
}

/// Seconds that one call takes.
fn time(runtime: &Runtime, call: &impl AsyncFn() -> Result<()>) -> Result<f64> {
    let started = Instant::now();
    runtime.block_on(call())?;
    Ok(started.elapsed().as_secs_f64())
}

fn cost(runtime: &Runtime, call: &impl AsyncFn() -> Result<()>, seconds: f64) -> Result<Cost> {
    let mut result = Ok(());
    let allocated = allocation_counter::measure(|| result = runtime.block_on(call()));
    result?;
    Ok(Cost {
        time: Duration::from_secs_f64(seconds),
        allocations: allocated.count_total,
        bytes: allocated.bytes_total,
        future: size_of_val(&call()),
    })
}

fn report(comparisons: &[&Comparison]) {
    let mut table = table(&["", "by hand", "with postcond", "ratio"]);
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

fn picture(comparisons: &[&Comparison]) -> Picture {
    let panel = |it: &&Comparison| {
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
