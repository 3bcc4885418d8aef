//! Checks that are open at the same time share the requests that they read with.

mod apart;
mod failing;
mod sharing;

use std::pin::pin;
use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use futures_util::future::{Either, join_all, select};
use postcond::post_condition;
use postcond::runtime::{Check, pending};
use postcond::ssm::builders::PutParameterFluentBuilder;
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::ssm::{ConsistentSsmClient, Reader};
use postcond_sim::{Lag, Simulator};
use serde_json::Value;
use tokio::time::sleep;

use crate::acted::Acted;
use crate::stage::{MS, Stage, every};

/// A stage on which what is sent at once is answered at once, a moment later.
fn stage(lag: Duration) -> Stage {
    let sim = Simulator::builder().lag(Lag::fixed(lag));
    let sim = sim.round_trip(20 * MS).build().unwrap();
    Stage::on(sim, every(50 * MS))
}

/// Is never there, and reads nothing to see that.
#[post_condition(service = "ssm", op = "PutParameter")]
async fn is_never_there(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    pending("still nothing")
}

/// Acts while another check is open: the first to read would be alone, and share nothing.
async fn while_another_waits<T>(ssm: &ConsistentSsmClient, act: impl Future<Output = T>) -> T {
    let another = put(ssm, "/another").unconfirmed().until(is_never_there);
    let act = async {
        // Until the other write has returned.
        sleep(30 * MS).await;
        act.await
    };
    match select(pin!(another.send()), pin!(act)).await {
        Either::Left((sent, _)) => panic!("it is there: {sent:?}"),
        Either::Right((acted, _)) => acted,
    }
}

fn put(ssm: &ConsistentSsmClient, name: &str) -> PutParameterFluentBuilder {
    ssm.put_parameter()
        .name(name)
        .value("new")
        .r#type(ParameterType::String)
        .overwrite(true)
}

/// Puts so many parameters at once, while another waits, and waits for each.
async fn put_many(ssm: &ConsistentSsmClient, writes: usize) -> Vec<Acted> {
    let put = async |index| {
        let request = put(ssm, &format!("/{index}"));
        request.send_with_evidence().await.into()
    };
    while_another_waits(ssm, join_all((0..writes).map(put))).await
}

/// Panics unless all of them were confirmed.
#[track_caller]
fn assert_confirmed(all: &[Acted]) {
    for acted in all {
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
    }
}

/// How many polls the one with most of them has made.
fn most_polls(all: &[Acted]) -> usize {
    let polls = all.iter().map(|acted| acted.evidence.polls_made());
    polls.max().unwrap_or_default()
}

/// The names that each `GetParameters` has asked for.
fn batches(stage: &Stage) -> Vec<Vec<String>> {
    let bodies = stage.tap.bodies_of("GetParameters");
    bodies.iter().map(|body| texts(&body["Names"])).collect()
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}
