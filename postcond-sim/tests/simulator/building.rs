//! Figures that make no sense are refused, and say why.

use std::time::Duration;

use postcond_sim::{Answer, BuildError, Calls, FaultRateError, Lag, LagError, Simulator};

use crate::{once, prompt, put, value};

fn refusal(lag: Lag) -> BuildError {
    Simulator::builder().lag(lag).build().unwrap_err()
}

#[test]
fn no_replicas() {
    let error = Simulator::builder().replicas(0).build().unwrap_err();
    assert!(matches!(error, BuildError::NoReplicas));
    assert_eq!(error.to_string(), "a simulator needs at least one replica");
}

#[test]
fn an_empty_range() {
    let second = Duration::from_secs(1);
    let error = refusal(Lag::uniform(second..second));
    assert!(matches!(
        error,
        BuildError::Lag(LagError::EmptyRange { .. })
    ));
    assert!(error.to_string().contains("1s..1s"), "{error}");
}

#[test]
fn a_median_of_zero() {
    let error = refusal(Lag::log_normal(Duration::ZERO, 1.0));
    assert!(matches!(error, BuildError::Lag(LagError::ZeroMedian)));
}

#[test]
fn a_sigma_that_is_negative_or_no_number() {
    for sigma in [-0.1, f64::NAN, f64::INFINITY] {
        let error = refusal(Lag::log_normal(Duration::from_secs(1), sigma));
        assert!(
            matches!(error, BuildError::Lag(LagError::Sigma { .. })),
            "{error}"
        );
        assert!(error.to_string().contains(&sigma.to_string()), "{error}");
    }
}

#[test]
fn a_mean_of_zero() {
    let error = refusal(Lag::exponential(Duration::ZERO));
    assert!(matches!(error, BuildError::Lag(LagError::ZeroMean)));
}

#[test]
fn a_mixture_whose_weights_say_nothing() {
    for weights in [
        vec![],
        vec![0.0],
        vec![1.0, -0.5],
        vec![1.0, f64::NAN],
        vec![f64::INFINITY],
        vec![f64::MAX, f64::MAX],
    ] {
        let error = refusal(Lag::mixture(weights.iter().map(|it| (*it, Lag::zero()))));
        assert!(
            matches!(error, BuildError::Lag(LagError::Weights { .. })),
            "{error}"
        );
        assert!(
            error.to_string().contains(&format!("{weights:?}")),
            "{error}"
        );
    }
}

#[test]
fn a_mixture_with_a_lag_that_is_refused_by_itself() {
    let error = refusal(Lag::mixture([
        (1.0, Lag::zero()),
        (1.0, Lag::exponential(Duration::ZERO)),
    ]));
    assert!(matches!(error, BuildError::Lag(LagError::ZeroMean)));
}

#[test]
fn a_fault_rate_that_is_no_share() {
    for share in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        let builder = Simulator::builder().fault_rate(Calls::all(), Answer::throttled(), share);
        let error = builder.build().unwrap_err();
        assert!(matches!(error, BuildError::FaultRate(_)), "{error}");
        assert!(error.to_string().contains(&share.to_string()), "{error}");
    }
}

#[test]
fn a_fault_rate_of_an_operation_that_there_is_not() {
    let calls = || Calls::to("GetParamter");
    let builder = Simulator::builder().fault_rate(calls(), Answer::throttled(), 0.5);
    let at_first = builder.build().unwrap_err();
    let later = prompt().fault_rate(calls(), Answer::throttled(), 0.5);
    assert_eq!(at_first.to_string(), later.clone().unwrap_err().to_string());
    let Err(FaultRateError::Operation(unknown)) = later else {
        panic!("{later:?}");
    };
    assert_eq!(unknown.given, "GetParamter");
    assert_eq!(unknown.nearest.as_deref(), Some("GetParameter"));
}

#[tokio::test(start_paused = true)]
async fn a_fault_rate_that_is_refused_later_changes_nothing() {
    let sim = prompt();
    let error = sim.fault_rate(Calls::all(), Answer::throttled(), 1.1);
    assert!(error.unwrap_err().to_string().contains("1.1 is not"));
    put(&once(&sim), "/a", "1").await;
    assert_eq!(value(&once(&sim), "/a").await, Ok("1".to_owned()));
}

#[test]
fn a_lag_that_is_refused_later_leaves_the_one_before() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(Duration::from_secs(1)))
        .build()
        .unwrap();
    let error = sim.set_lag(Lag::exponential(Duration::ZERO)).unwrap_err();
    assert_eq!(error, LagError::ZeroMean);
    assert!(format!("{sim:?}").contains("Fixed(1s)"), "{sim:?}");
}

#[test]
fn a_simulator_built_outside_of_a_runtime_starts_at_its_first_use() {
    let sim = Simulator::builder().build().unwrap();
    std::thread::sleep(Duration::from_millis(30));
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        assert_eq!(sim.now(), Duration::ZERO);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(sim.now(), Duration::from_secs(1));
    });
}
