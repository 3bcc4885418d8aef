//! How many requests are under way at once while many writes are confirmed, and what that costs where a
//! round trip takes long.

use std::process::ExitCode;
use std::time::Duration;

use aws_sdk_secretsmanager::{Client, Config};
use futures_util::future::try_join_all;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::{ReadBudget, Scope};
use postcond_benches::bench::{Bench, Result, Run};
use postcond_benches::figures::table;
use postcond_sim::{Lag, Simulator};
use tokio::runtime::Builder;

const BENCH: Bench = Bench {
    name: "in_flight",
    about: "Counts the requests that are under way at once while many writes are confirmed.",
    counted: "how many secrets are created in one scope",
    writes: 1_000,
    trace: None,
};

const ROUND_TRIPS: [u64; 4] = [20, 200, 300, 600];
const LAG: Duration = Duration::from_millis(300);

/// Settling is to take no longer than this, of what the limit on reads allows.
const MOST_OF_THE_LEAST: f64 = 1.1;

fn main() -> ExitCode {
    BENCH.run(measure)
}

/// What was seen of one deployment.
struct Seen {
    /// The most reads, and the most writes, under way at one instant.
    reads_at_once: usize,
    writes_at_once: usize,
    reads: usize,
    sending: Duration,
    settling: Duration,
}

impl Seen {
    /// How long so many reads take, as many at once as the limit allows.
    fn least(&self, round_trip: Duration) -> Duration {
        let turns = self.reads.div_ceil(ReadBudget::IN_FLIGHT);
        round_trip * u32::try_from(turns).unwrap_or(u32::MAX)
    }

    fn of_the_least(&self, round_trip: Duration) -> f64 {
        self.settling.as_secs_f64() / self.least(round_trip).as_secs_f64()
    }

    /// Which promises so many writes have broken at this round trip.
    fn broken(&self, writes: usize, millis: u64) -> Vec<String> {
        let mut broken = Vec::new();
        let at_once = self.reads_at_once;
        if at_once > ReadBudget::IN_FLIGHT {
            broken.push(format!("{at_once} reads at once at {millis} ms"));
        }
        let ratio = self.of_the_least(Duration::from_millis(millis));
        // With fewer, or faster, it is the lag that takes the time.
        if writes >= BENCH.writes && millis >= 300 && ratio > MOST_OF_THE_LEAST {
            broken.push(format!("{ratio:.3} times the least at {millis} ms"));
        }
        broken
    }
}

fn measure(run: &Run) -> Result<()> {
    let mut rows = table(&[
        "round trip, ms",
        "reads at once",
        "writes at once",
        "reads",
        "sending, s",
        "settling, s",
        "of the least",
    ]);
    let mut broken = Vec::new();
    for millis in ROUND_TRIPS {
        let round_trip = Duration::from_millis(millis);
        let seen = deploy(run.writes, round_trip)?;
        let ratio = seen.of_the_least(round_trip);
        rows.add_row([
            millis.to_string(),
            seen.reads_at_once.to_string(),
            seen.writes_at_once.to_string(),
            seen.reads.to_string(),
            format!("{:.2}", seen.sending.as_secs_f64()),
            format!("{:.2}", seen.settling.as_secs_f64()),
            format!("{ratio:.3}"),
        ]);
        broken.extend(seen.broken(run.writes, millis));
    }
    println!(
        "{} secrets created in one scope, and settled; at most {} reads are to be under way at once.\n\
         Times are simulated; the least is what so many reads take, as many at once as that.\n\n{rows}\n",
        run.writes,
        ReadBudget::IN_FLIGHT
    );
    match broken.is_empty() {
        true => Ok(()),
        false => Err(broken.join("\n").into()),
    }
}

fn deploy(writes: usize, round_trip: Duration) -> Result<Seen> {
    let mut runtime = Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build()?;
    runtime.block_on(async {
        let simulator = Simulator::builder()
            .lag(Lag::fixed(LAG))
            .round_trip(round_trip)
            .build()?;
        let config = Config::from(&simulator.sdk_config());
        let client = ConsistentSecretsManagerClient::builder(Client::from_conf(config)).build();
        let (scope, began) = (Scope::new(), simulator.now());
        let send = |index| {
            let create = client.create_secret().name(format!("secret-{index}"));
            create.secret_string("value").send_in(&scope)
        };
        let handles = try_join_all((0..writes).map(send)).await?;
        let sent = simulator.now();
        scope.settle().await.into_result()?;
        drop(handles);
        let settled = simulator.now();
        let (reads, created) = (starts(&simulator, "Describe"), starts(&simulator, "Create"));
        Ok(Seen {
            reads_at_once: most_at_once(&reads, round_trip),
            writes_at_once: most_at_once(&created, round_trip),
            reads: reads.len(),
            sending: sent - began,
            settling: settled - sent,
        })
    })
}

/// When each call of such an operation was under way from, in order.
fn starts(simulator: &Simulator, operation: &str) -> Vec<Duration> {
    let calls = simulator.calls().into_iter();
    let calls = calls.filter(|call| call.operation.starts_with(operation));
    let mut starts: Vec<_> = calls.map(|call| call.at).collect();
    starts.sort();
    starts
}

/// Each is under way for a whole round trip.
fn most_at_once(starts: &[Duration], round_trip: Duration) -> usize {
    let ended = |start: Duration| starts.partition_point(|it| *it + round_trip <= start);
    let under_way = starts.iter().enumerate();
    let under_way = under_way.map(|(index, start)| index + 1 - ended(*start));
    under_way.max().unwrap_or_default()
}
