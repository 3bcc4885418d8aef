//! What it costs to confirm so many writes, by each method.

use std::time::Duration;

use postcond::Scope;
use postcond::ssm::sdk::operation::put_parameter::PutParameterInput;
use postcond_benches::bench::Result;
use postcond_benches::deployment::{Deployed, Deployment, Method};
use postcond_benches::figures::median;
use postcond_benches::tool::Tool;
use postcond_sim::Lag;

const ROUND_TRIP: Duration = Duration::from_millis(20);
const MEDIAN_LAG: Duration = Duration::from_millis(300);
const SIGMA: f64 = 1.0;

/// Figures are medians over these, unless said.
pub(crate) const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];

/// The most names that one `GetParameters` takes.
pub(crate) const NAMES_PER_READ: usize = 10;

/// One row of the tables.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    /// The same writes, as many at once, that nobody confirms.
    alone: Method,
}

pub(crate) fn rows() -> [Row; 4] {
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
pub(crate) struct Trial {
    pub(crate) deployed: Deployed,
    pub(crate) alone: Deployed,
}

impl Trial {
    /// What no method can beat: the slowest write is not seen sooner.
    pub(crate) fn bound(&self) -> Duration {
        self.deployed.slowest_lag + ROUND_TRIP
    }

    /// How long it took, for each second that the writes and then the bound take.
    pub(crate) fn times_the_least(&self) -> f64 {
        let least = self.bound() + self.alone.took;
        self.deployed.took.as_secs_f64() / least.as_secs_f64()
    }

    /// In bytes, for each write that was outstanding at once.
    fn memory(&self, heap: i64) -> f64 {
        heap as f64 / self.deployed.most_outstanding as f64
    }

    /// The most at once, in bytes, without the input that is kept to confirm a write by.
    pub(crate) fn memory_beside_the_input(&self) -> f64 {
        let input = size_of::<PutParameterInput>() + self.deployed.name_length;
        self.memory(self.deployed.consumption.peak) - input as f64
    }
}

/// What is told of a cost.
pub(crate) type Figure = fn(&Cost) -> f64;

/// What so many writes cost by one method, seed by seed.
pub(crate) struct Cost {
    pub(crate) writes: usize,
    pub(crate) trials: Vec<Trial>,
}

impl Cost {
    pub(crate) fn of(row: &Row, writes: usize) -> Result<Self> {
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

    pub(crate) fn median(&self, figure: impl Fn(&Trial) -> f64) -> f64 {
        median(self.trials.iter().map(figure).collect())
    }

    /// Of all seeds: none is to break a promise.
    pub(crate) fn worst(&self, figure: impl Fn(&Trial) -> f64) -> f64 {
        self.trials.iter().map(figure).fold(f64::NAN, f64::max)
    }

    pub(crate) fn seconds(&self) -> f64 {
        self.median(|it| it.deployed.took.as_secs_f64())
    }

    pub(crate) fn reads(&self) -> f64 {
        self.median(|it| it.deployed.reads.len() as f64)
    }

    pub(crate) fn reads_per_write(&self) -> f64 {
        self.reads() / self.writes as f64
    }

    /// In KiB, for each write that was outstanding at once.
    pub(crate) fn peak_memory(&self) -> f64 {
        self.median(|it| it.memory(it.deployed.consumption.peak)) / 1024.0
    }

    /// In KiB, for each write that was outstanding at once.
    pub(crate) fn memory_at_rest(&self) -> f64 {
        self.median(|it| it.memory(it.deployed.consumption.at_rest)) / 1024.0
    }

    /// In microseconds for each write. The least of the seeds: what else the machine does adds to it.
    pub(crate) fn work(&self) -> f64 {
        self.least_time(|it| it.deployed.consumption.time)
    }

    /// The part of that that the writes take by themselves.
    pub(crate) fn work_of_the_writes(&self) -> f64 {
        self.least_time(|it| it.alone.consumption.time)
    }

    fn least_time(&self, time: impl Fn(&Trial) -> Duration) -> f64 {
        let time = self.trials.iter().map(time).min();
        time.unwrap_or_default().as_secs_f64() * 1e6 / self.writes as f64
    }
}

pub(crate) fn deployment(writes: usize, seed: u64) -> Deployment {
    Deployment {
        writes,
        lag: Lag::log_normal(MEDIAN_LAG, SIGMA),
        round_trip: ROUND_TRIP,
        seed,
    }
}
