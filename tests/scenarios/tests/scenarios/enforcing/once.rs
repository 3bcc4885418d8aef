//! Whatever the time-outs and retries, a call that waits is sent once.

use std::time::Duration;

use aws_sdk_ssm::config::retry::RetryConfig;
use aws_sdk_ssm::config::timeout::TimeoutConfig;
use aws_sdk_ssm::operation::put_parameter::PutParameterOutput;
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
use postcond::ssm::unconfirmed;
use postcond_sim::Answer;

use super::{timed, waiting};
use crate::stage::{SECOND, Stage, every};

const WAIT: Duration = Duration::from_secs(30);

/// Shorter than the wait, as long, longer, and none.
const TIME_OUTS: [Option<Duration>; 4] = [
    Some(Duration::from_secs(5)),
    Some(WAIT),
    Some(Duration::from_secs(60)),
    None,
];

fn retries() -> [RetryConfig; 3] {
    [
        RetryConfig::standard(),
        RetryConfig::adaptive(),
        RetryConfig::disabled(),
    ]
}

/// Every combination of the time-outs of operation, attempt and read.
fn time_outs() -> impl Iterator<Item = (Option<Duration>, TimeoutConfig)> {
    TIME_OUTS.into_iter().flat_map(|operation| {
        TIME_OUTS.into_iter().flat_map(move |attempt| {
            TIME_OUTS.into_iter().map(move |read| {
                let mut config = TimeoutConfig::builder();
                config.set_operation_timeout(operation);
                config.set_operation_attempt_timeout(attempt);
                config.set_read_timeout(read);
                (operation, config.build())
            })
        })
    })
}

#[tokio::test(start_paused = true)]
async fn whatever_the_time_outs_and_the_retries_a_call_is_sent_once_and_its_answer_is_not_lost() {
    let mut played = 0;
    for retry in retries() {
        for (operation, config) in time_outs() {
            let stage = Stage::behind(WAIT, every(SECOND));
            let ssm = waiting(&stage, every(10 * SECOND), |conf| {
                conf.timeout_config(config.clone())
                    .retry_config(retry.clone())
            });
            let put = ssm
                .put_parameter()
                .name("/a")
                .value("v")
                .r#type(ParameterType::String);
            let (put, took) = timed(put.send()).await;
            let case = format!("{config:?} {retry:?}: {put:?} after {took:?}");
            assert_eq!(stage.sim.calls_to("PutParameter").len(), 1, "{case}");
            match operation {
                Some(limit) if limit <= WAIT => {
                    let error = put.unwrap_err();
                    let error = unconfirmed(&error).expect(&case);
                    let version = error.output.downcast_ref::<PutParameterOutput>();
                    assert_eq!(version.expect(&case).version(), 1);
                    assert!(took < limit && took + SECOND >= limit, "{case}");
                }
                _ => {
                    assert!(put.is_ok(), "{case}");
                    assert_eq!(took, WAIT, "{case}");
                }
            }
            played += 1;
        }
    }
    assert_eq!(played, 192);
}

/// The time-out of an attempt is lifted for the wait alone.
#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_not_answered_ends_by_its_time_out() {
    let stage = Stage::behind(Duration::ZERO, every(SECOND));
    let limits = TimeoutConfig::builder()
        .operation_attempt_timeout(SECOND)
        .build();
    let ssm = waiting(&stage, every(10 * SECOND), |conf| {
        conf.timeout_config(limits)
            .retry_config(RetryConfig::disabled())
    });
    stage.sim.script("ssm:PutParameter").answer(Answer::never());
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let (put, took) = timed(put.send()).await;
    let error = put.unwrap_err();
    assert!(unconfirmed(&error).is_none());
    assert_eq!(took, SECOND, "{error:?}");
}

/// Takes everything for what is to be sent again.
#[derive(Debug)]
struct Always;

impl ClassifyRetry for Always {
    fn classify_retry(&self, _: &InterceptorContext) -> RetryAction {
        RetryAction::transient_error()
    }

    fn name(&self) -> &'static str {
        "Always"
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_classifier_that_repeats_everything_does_not_repeat_what_has_landed() {
    for lag in [SECOND, 300 * SECOND] {
        let stage = Stage::behind(lag, every(SECOND));
        let ssm = waiting(&stage, every(10 * SECOND), |conf| {
            conf.retry_classifier(Always)
        });
        let put = ssm
            .put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String)
            .send()
            .await;
        assert_eq!(put.is_ok(), lag == SECOND);
        assert_eq!(stage.sim.calls_to("PutParameter").len(), 1);
    }
}

/// The SDK's own retries are as they were.
#[tokio::test(start_paused = true)]
async fn what_the_service_fails_to_do_is_sent_again_by_the_sdk() {
    let stage = Stage::behind(SECOND, every(SECOND));
    let ssm = waiting(&stage, every(10 * SECOND), |conf| conf);
    let failing = stage.sim.script("ssm:PutParameter");
    failing.answer(Answer::error(500, "InternalServerError", "try again"));
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    put.send().await.unwrap();
    assert_eq!(stage.sim.calls_to("PutParameter").len(), 2);
}
