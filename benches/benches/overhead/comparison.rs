//! Two ways of doing the same, each call of one beside one of the other.

use std::time::{Duration, Instant};

use postcond_benches::bench::Result;
use postcond_benches::figures::median;
use tokio::runtime::Runtime;

/// What one call costs, one way or the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) time: Duration,
    pub(crate) allocations: u64,
    pub(crate) bytes: u64,
    pub(crate) future: usize,
}

/// The same done by hand and by the consistent client.
pub(crate) struct Comparison {
    pub(crate) what: &'static str,
    pub(crate) by_hand: Cost,
    pub(crate) consistent: Cost,
    /// Seconds, by hand and by the consistent client, of each pair of calls.
    pub(crate) times: Vec<(f64, f64)>,
}

impl Comparison {
    /// The median over all pairs.
    pub(crate) fn ratio(&self) -> f64 {
        let ratios = self.times.iter();
        median(
            ratios
                .map(|(by_hand, consistent)| consistent / by_hand)
                .collect(),
        )
    }
}

/// Times calls one by one, in turn, so that what else the machine does falls on few of them, and on
/// both ways alike.
pub(crate) fn compare(
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
