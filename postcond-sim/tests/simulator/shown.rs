//! What the simulator tells of what reads will show, without a read.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use postcond_sim::{Answer, Lag, Simulator, Write};
use proptest::prelude::*;

use crate::{LAG, lagging, put, until, value};

/// Whether every read from now on shows the write, or a later one, wherever it changed something.
async fn is_current(sim: &Simulator, write: &Write) -> bool {
    sim.shown(write).await.iter().all(|shown| shown.is_current)
}

#[tokio::test(start_paused = true)]
async fn a_write_is_shown_once_its_lag_is_over_and_asking_is_no_read() {
    let sim = lagging();
    put(&Client::new(&sim.sdk_config()), "/a", "1").await;
    let [write] = &sim.writes()[..] else {
        panic!("one write was made");
    };
    assert!(write.places().any(|place| place == "parameters /a"));
    until(&sim, LAG - Duration::from_millis(1)).await;
    assert!(!is_current(&sim, write).await);
    let mut shown = sim.shown(write).await.into_iter();
    assert!(shown.all(|shown| shown.thing.is_none()));
    until(&sim, LAG).await;
    assert!(is_current(&sim, write).await);
    assert_eq!(sim.calls().len(), 1);
}

/// The parameter itself; its tags are in a place of their own.
async fn parameter_is_current(sim: &Simulator, write: &Write) -> bool {
    let shown = sim.shown(write).await.into_iter();
    let mut shown = shown.filter(|shown| shown.place.starts_with("parameters "));
    shown.all(|shown| shown.is_current)
}

#[tokio::test(start_paused = true)]
async fn a_later_write_to_the_same_place_is_as_good_and_one_to_another_is_not() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    sim.set_lag(Lag::zero()).unwrap();
    let writes = sim.writes();
    put(&ssm, "/b", "1").await;
    assert!(!parameter_is_current(&sim, &writes[0]).await);
    put(&ssm, "/a", "2").await;
    assert!(parameter_is_current(&sim, &writes[0]).await);
}

/// Takes down the ids that the SDK gives its calls.
#[derive(Clone, Debug, Default)]
struct Invocations(Arc<Mutex<Vec<String>>>);

#[dyn_dispatch_hint]
impl Intercept for Invocations {
    fn name(&self) -> &'static str {
        "Invocations"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let id = context.request().headers().get("amz-sdk-invocation-id");
        self.0.lock().unwrap().extend(id.map(str::to_owned));
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn the_attempts_at_one_call_are_told_by_its_invocation_id() {
    let (sim, invocations) = (lagging(), Invocations::default());
    let config = aws_sdk_ssm::config::Builder::from(&sim.sdk_config());
    let ssm = Client::from_conf(config.interceptor(invocations.clone()).build());
    sim.script("PutParameter").answer(Answer::lost());
    put(&ssm, "/a", "1").await;
    put(&ssm, "/a", "2").await;
    let calls = sim.calls().into_iter().map(|call| call.request_id);
    let calls: Vec<String> = calls.collect();
    let ids = invocations.0.lock().unwrap().clone();
    assert_eq!(sim.attempts(&ids[0]), calls[..2]);
    assert_eq!(sim.attempts(&ids[2]), calls[2..]);
    assert_eq!(sim.attempts("another"), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]
    #[test]
    fn what_is_shown_is_read(seed: u64, replicas in 1..4_usize, checks in prop::collection::vec(1..200_u64, 1..8)) {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_all().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let lag = Lag::log_normal(LAG, 1.0);
            let sim = Simulator::builder().lag(lag).replicas(replicas).seed(seed).build().unwrap();
            let ssm = Client::new(&sim.sdk_config());
            put(&ssm, "/a", "1").await;
            let write = sim.writes().remove(0);
            for check in checks {
                tokio::time::advance(Duration::from_millis(check)).await;
                let told = is_current(&sim, &write).await;
                let found = value(&ssm, "/a").await.is_ok();
                prop_assert!(found || !told, "told at {:?}, and not read", sim.now());
                // A read that has found it has brought the others up to date.
                prop_assert!(!found || is_current(&sim, &write).await);
            }
            Ok(())
        })?;
    }
}
