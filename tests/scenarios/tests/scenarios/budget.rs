//! The read budget: what a client may spend on confirming its writes.

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use aws_smithy_types::timeout::TimeoutConfig;
use futures_util::future::join_all;
use postcond::runtime::Outcome;
use postcond::ssm::ConsistentSsmClient;
use postcond::{Policy, ReadBudget, Schedule};
use postcond_sim::{Answer, Lag, Simulator};

use crate::stage::{MS, SECOND, Stage};

/// Reads of `GetParameter`, each by when it was made.
fn reads(stage: &Stage) -> Vec<Duration> {
    let calls = stage.sim.calls().into_iter();
    let reads = calls.filter(|call| call.operation.starts_with("GetParameter"));
    reads.map(|call| call.at).collect()
}

/// A client with this budget, on a simulator that shows changes only after `lag`.
fn stage(budget: ReadBudget, lag: Duration) -> (Stage, ConsistentSsmClient) {
    let sim = Simulator::builder()
        .lag(Lag::fixed(lag))
        .round_trip(10 * MS);
    let stage = Stage::on(sim.build().unwrap(), Policy::default());
    let often = Policy::builder().schedule(Schedule::fixed(20 * MS));
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone())
        .policy(often.build().unwrap())
        .read_budget(budget)
        .build();
    (stage, ssm)
}

async fn put_many(ssm: &ConsistentSsmClient, writes: usize) {
    let put = |index| {
        ssm.put_parameter()
            .name(format!("/{index}"))
            .value("new")
            .r#type(ParameterType::String)
    };
    for result in join_all((0..writes).map(|index| put(index).send())).await {
        result.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn many_writes_together_read_no_faster_than_the_budget_allows() {
    let (stage, ssm) = stage(ReadBudget::new(20, 10).unwrap(), 2 * SECOND);
    put_many(&ssm, 10).await;
    let reads = reads(&stage);
    let span = (reads[reads.len() - 1] - reads[0]).as_secs_f64();
    let allowed = 10.0 + 10.0 + 20.0 * span;
    assert!(reads.len() as f64 <= allowed, "{} in {span} s", reads.len());
    assert!(
        reads.len() as f64 > 0.8 * 20.0 * span,
        "{} in {span} s",
        reads.len()
    );
}

#[tokio::test(start_paused = true)]
async fn the_first_polls_of_many_writes_are_not_kept_waiting() {
    let (stage, ssm) = stage(ReadBudget::new(1, 1).unwrap(), Duration::ZERO);
    put_many(&ssm, 50).await;
    let reads = reads(&stage);
    // The first has nobody to share with yet; the others are ten to a request.
    assert_eq!(reads.len(), 6);
    assert!(reads[5] - reads[0] < 5 * MS);
}

#[tokio::test(start_paused = true)]
async fn clones_share_a_budget() {
    let (stage, ssm) = stage(ReadBudget::new(10, 1).unwrap(), SECOND);
    let put = |ssm: ConsistentSsmClient, name| {
        ssm.put_parameter()
            .name(name)
            .value("new")
            .r#type(ParameterType::String)
            .send()
    };
    let (one, other) = tokio::join!(put(ssm.clone(), "/a"), put(ssm.clone(), "/b"));
    one.unwrap();
    other.unwrap();
    let reads = reads(&stage);
    let span = (reads[reads.len() - 1] - reads[0]).as_secs_f64();
    assert!(
        reads.len() as f64 <= 3.0 + 10.0 * span,
        "{} in {span} s",
        reads.len()
    );
}

#[tokio::test(start_paused = true)]
async fn throttling_slows_all_of_a_clients_writes_down_and_answers_bring_the_rate_back() {
    let (stage, ssm) = stage(ReadBudget::new(20, 2).unwrap(), 30 * SECOND);
    let script = stage.sim.script("GetParameter").next(8);
    script.answer(Answer::throttled());
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String)
        .send();
    put.await.unwrap();
    let reads = reads(&stage);
    let gaps: Vec<Duration> = reads.windows(2).map(|pair| pair[1] - pair[0]).collect();
    // One read in 50 ms; a sixteenth of that rate once what was saved up meanwhile is spent.
    assert!(gaps[10] >= 700 * MS, "{gaps:?}");
    assert!(gaps[gaps.len() - 2] <= 70 * MS, "{gaps:?}");
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_the_budget_waits_no_longer_than_the_deadline() {
    let (_stage, ssm) = stage(ReadBudget::new(1, 1).unwrap(), 60 * SECOND);
    let policy = Policy::builder().deadline(3 * SECOND).build().unwrap();
    let started = tokio::time::Instant::now();
    let writes = (0..5).map(|index| {
        let put = ssm
            .put_parameter()
            .name(format!("/{index}"))
            .value("new")
            .r#type(ParameterType::String);
        put.confirm_with(policy.clone()).send()
    });
    for result in join_all(writes).await {
        let error = result.unwrap_err();
        assert!(error.as_unconfirmed().is_some(), "{error:?}");
    }
    assert!(started.elapsed() <= 3 * SECOND + 20 * MS);
}

/// Neither those of an operation and its attempts, nor the protection against streams that stall.
#[tokio::test(start_paused = true)]
async fn the_sdks_time_outs_do_not_count_what_a_read_waits_for_the_budget() {
    let (stage, _) = stage(ReadBudget::default(), Duration::ZERO);
    let time_outs = TimeoutConfig::builder().operation_timeout(200 * MS);
    let time_outs = time_outs.operation_attempt_timeout(100 * MS).build();
    let config = stage.plain_ssm.config().to_builder();
    let config = config.timeout_config(time_outs).build();
    let ssm = ConsistentSsmClient::builder(aws_sdk_ssm::Client::from_conf(config))
        .read_budget(ReadBudget::new(1, 1).unwrap())
        .policy(Policy::builder().confirmations(2).build().unwrap())
        .build();
    let create = |index| ssm.create_document().name(format!("doc-{index}"));
    let create = |index| create(index).content("{}").send_with_evidence();
    for confirmed in join_all((0..40).map(create)).await {
        let evidence = confirmed.unwrap().evidence;
        let outcomes = evidence.polls().iter().map(|poll| poll.outcome);
        assert!(outcomes.eq([Outcome::Satisfied; 2]), "{evidence:?}");
    }
    let reads = stage.sim.calls_to("DescribeDocument");
    let waited = reads[reads.len() - 1].at - reads[0].at;
    assert!(waited > 30 * SECOND, "{waited:?}");
}
