//! A call that is given up: whenever that is, nothing of it stays behind.

use std::future::poll_fn;
use std::task::Poll;

use aws_sdk_ssm::types::ParameterType;
use postcond::post_condition;
use postcond::runtime::{Check, pending, satisfied};
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::ssm::{ConsistentSsmClient, Reader};
use postcond::{Policy, ReadBudget, Schedule};
use postcond_sim::{Answer, Lag, Simulator};
use tokio::runtime::Handle;

use crate::stage::{HOUR, LAG, MS, SECOND, Stage, paused};

/// The batched read has the version, too.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["GetParameters"])]
async fn is_in_a_batch(
    ssm: &Reader,
    input: &PutParameterInput,
    output: &PutParameterOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let batch = ssm.get_parameters().names(name).send().await?;
    let mut batch = batch.parameters().iter();
    if batch.any(|parameter| parameter.version() >= output.version()) {
        satisfied("in the batch")
    } else {
        pending("not in the batch")
    }
}

/// What stands in the way of a write, so that it is given up there, too.
type Obstacle = fn(&Stage);

const NONE: Obstacle = |_| {};

fn throttling(stage: &Stage) {
    let script = stage.sim.script("GetParameter").next(2);
    script.answer(Answer::throttled());
}

fn silence(stage: &Stage) {
    let script = stage.sim.script("GetParameter").next(2);
    script.answer(Answer::never());
}

fn stage() -> Stage {
    let sim = Simulator::builder()
        .lag(Lag::fixed(LAG))
        .round_trip(20 * MS);
    let policy = Policy::builder().schedule(Schedule::fixed(50 * MS));
    let policy = policy
        .deadline(60 * SECOND)
        .poll_timeout(100 * MS)
        .confirmations(2);
    Stage::on(sim.build().unwrap(), policy.build().unwrap())
}

fn alive_tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// Drops `call` after so many polls, if it has not completed by then. No poll may spawn a task.
async fn polled<T>(times: usize, call: impl Future<Output = T>) -> Option<T> {
    let mut call = Box::pin(call);
    let mut polls = 0;
    poll_fn(|context| {
        let polled = call.as_mut().poll(context);
        polls += 1;
        assert_eq!(alive_tasks(), 0, "poll {polls} has spawned a task");
        match polled {
            Poll::Ready(result) => Poll::Ready(Some(result)),
            Poll::Pending if polls == times => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Nobody goes on with the call, and the client is none the worse for it.
async fn assert_nothing_is_left(stage: &Stage, ssm: &ConsistentSsmClient) {
    assert_eq!(alive_tasks(), 0);
    stage.sim.clear_scripts();
    let calls = stage.sim.calls().len();
    tokio::time::sleep(HOUR).await;
    assert_eq!(stage.sim.calls().len(), calls, "somebody goes on");
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("newer")
        .r#type(ParameterType::String);
    request.overwrite(true).send().await.unwrap();
    let read = stage.plain_ssm.get_parameter().name("/a").send().await;
    assert_eq!(read.unwrap().parameter.unwrap().value(), Some("newer"));
}

/// Who writes.
type Client = fn(&Stage) -> ConsistentSsmClient;

fn with_the_built_in_check(stage: &Stage) -> ConsistentSsmClient {
    stage.ssm.clone()
}

fn with_two_checks(stage: &Stage) -> ConsistentSsmClient {
    let policy = Policy::builder().schedule(Schedule::fixed(30 * MS)).build();
    ConsistentSsmClient::builder(stage.plain_ssm.clone())
        .policy(policy.unwrap())
        .post_condition(is_in_a_batch)
        .build()
}

/// Its polls wait for the budget more often than for the schedule.
fn with_a_read_now_and_then(stage: &Stage) -> ConsistentSsmClient {
    let policy = Policy::builder().schedule(Schedule::fixed(30 * MS)).build();
    ConsistentSsmClient::builder(stage.plain_ssm.clone())
        .policy(policy.unwrap())
        .read_budget(ReadBudget::new(8, 1).unwrap())
        .post_condition(is_in_a_batch)
        .build()
}

/// Gives a write up after `times` polls; whether it had completed by then.
fn is_complete_after(times: usize, client: Client, obstacle: Obstacle) -> bool {
    paused(async {
        let stage = stage();
        let ssm = client(&stage);
        obstacle(&stage);
        let write = ssm
            .put_parameter()
            .name("/a")
            .value("new")
            .r#type(ParameterType::String)
            .send();
        let completed = polled(times, write).await;
        assert_nothing_is_left(&stage, &ssm).await;
        completed.map(Result::unwrap).is_some()
    })
}

#[test]
fn a_write_can_be_given_up_at_any_point() {
    let one = with_the_built_in_check;
    let rows: [(&str, Client, Obstacle, usize); 5] = [
        ("one check", one, NONE, 10),
        ("two checks side by side", with_two_checks, NONE, 20),
        ("while reads are throttled", one, throttling, 10),
        ("while reads are not answered", one, silence, 10),
        (
            "while the budget is used up",
            with_a_read_now_and_then,
            NONE,
            20,
        ),
    ];
    for (name, client, obstacle, at_least) in rows {
        let mut times = 1..1_000;
        let completed = times.find(|times| is_complete_after(*times, client, obstacle));
        assert!(completed.unwrap() > at_least, "{name}: {completed:?}");
    }
}

#[test]
fn no_task_is_spawned_on_the_way_to_a_confirmation() {
    for client in [
        with_the_built_in_check,
        with_two_checks,
        with_a_read_now_and_then,
    ] {
        assert!(is_complete_after(usize::MAX, client, NONE));
    }
}
