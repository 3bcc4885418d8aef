//! Whatever the lag, a call that returns is a change that shows.

use postcond::Policy;
use postcond_sim::{Lag, Simulator};
use proptest::prelude::*;
use proptest::sample;

use crate::rows;
use crate::stage::{HOUR, MS, Stage, paused};

/// A simulator whose reads never go back in time.
fn simulators() -> impl Strategy<Value = postcond_sim::SimulatorBuilder> {
    let lag = (1..3_000_u32, 0.0..1.5_f64);
    (1..5_usize, lag, 0..60_u32, any::<u64>()).prop_map(
        |(replicas, (median, sigma), trip, seed)| {
            let sim = Simulator::builder().replicas(replicas).seed(seed);
            sim.lag(Lag::log_normal(median * MS, sigma))
                .round_trip(trip * MS)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn what_has_been_confirmed_is_read(
        sim in simulators(),
        row in sample::select(rows::all().collect::<Vec<_>>()),
    ) {
        paused(async {
            let patient = Policy::builder().deadline(HOUR).build().unwrap();
            let stage = row.arranged(Stage::on(sim.build().unwrap(), patient)).await;
            let acted = (row.act)(&stage).await;
            prop_assert!(acted.cause.is_none(), "{:?}", acted.cause);
            let write = stage.sim.writes().pop().unwrap();
            prop_assert!(stage.sim.now() >= write.visible_somewhere());
            prop_assert!((row.is_visible)(&stage).await);
            Ok(())
        })?;
    }
}
