//! A check that makes a read which it does not declare.

use aws_sdk_ssm::types::ParameterType;
use futures_util::future::join_all;
use postcond::post_condition;
use postcond::runtime::{Check, Evidence, satisfied};
use postcond::ssm::Reader;
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};

use crate::stage::{LAG, MS, Stage, every};

/// It reads the history, too, and says nothing of that.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["GetParameter"])]
async fn has_a_history(ssm: &Reader, input: &PutParameterInput, _: &PutParameterOutput) -> Check {
    let name = input.name().unwrap_or_default();
    ssm.get_parameter().name(name).send().await?;
    ssm.get_parameter_history().name(name).send().await?;
    satisfied("it has one")
}

#[tokio::test(start_paused = true)]
async fn a_read_that_is_not_declared_is_told_by_the_evidence() {
    let stage = Stage::prompt();
    let put = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let confirmed = put.until(has_a_history).send_with_evidence().await.unwrap();
    let undeclared = confirmed.evidence.undeclared_reads();
    assert_eq!(undeclared, [("has_a_history", "GetParameterHistory")]);
}

#[tokio::test(start_paused = true)]
#[should_panic(
    expected = "`has_a_history` reads GetParameterHistory, which is not among the `reads` of its \
                #[post_condition]: add it there"
)]
async fn a_test_that_asks_fails_and_says_what_to_do() {
    let stage = Stage::prompt();
    let put = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let confirmed = put.until(has_a_history).send_with_evidence().await.unwrap();
    confirmed.evidence.assert_reads_are_declared();
}

/// A batch is sent for reads that are declared: it needs no place of its own among them.
#[tokio::test(start_paused = true)]
async fn a_batch_stands_for_the_read_that_was_asked_for() {
    let stage = Stage::behind(LAG, every(50 * MS));
    let puts = (0..5).map(|number| {
        let put = stage
            .ssm
            .put_parameter()
            .name(format!("/{number}"))
            .r#type(ParameterType::String);
        put.value("v").send_with_evidence()
    });
    let confirmed = join_all(puts).await.into_iter().map(Result::unwrap);
    let evidence: Vec<_> = confirmed.map(|it| it.evidence).collect();
    let reads = || {
        evidence
            .iter()
            .flat_map(Evidence::polls)
            .flat_map(|poll| &poll.reads)
    };
    assert!(reads().any(|read| read.operation == "GetParameters"));
    assert!(reads().all(|read| read.declared));
}
