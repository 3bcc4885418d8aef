//! Which policy applies, and how sure it makes a caller.

use std::time::Duration;

use aws_sdk_ssm::types::{InventoryItem, ParameterType, Tag};
use futures_util::future::join_all;
use postcond::runtime::{Cause, Outcome};
use postcond::ssm::builders::PutParameterFluentBuilder;
use postcond::ssm::{ConsistentSsmClient, op};
use postcond::{Confirmations, Policy, Schedule};
use postcond_sim::{Answer, Lag, Routing, Simulator};
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every};

fn within(deadline: Duration) -> Policy {
    Policy::builder().deadline(deadline).build().unwrap()
}

fn confirmed(times: impl Into<Confirmations>) -> Policy {
    let policy = Policy::builder().confirmations(times).build().unwrap();
    policy.or(&every(100 * MS))
}

#[tokio::test(start_paused = true)]
async fn the_calls_policy_comes_before_the_operations_and_that_before_the_clients() {
    let stage = Stage::behind(HOUR, Policy::default());
    let ssm = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let ssm = ssm.policy(within(30 * SECOND));
    let ssm = ssm
        .operation_policy::<op::PutParameter>(within(20 * SECOND))
        .build();
    let put = || {
        ssm.put_parameter()
            .name("/a")
            .value("new")
            .r#type(ParameterType::String)
            .overwrite(true)
    };
    let of_call = put().confirm_with(within(10 * SECOND)).send_with_evidence();
    assert_eq!(Acted::from(of_call.await).evidence.waited(), 10 * SECOND);
    let of_operation = put().send_with_evidence().await;
    assert_eq!(Acted::from(of_operation).evidence.waited(), 20 * SECOND);
    stage.settle().await;
    let of_client = ssm.delete_parameter().name("/a").send_with_evidence().await;
    assert_eq!(Acted::from(of_client).evidence.waited(), 30 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_policy_leaves_to_the_next_what_it_does_not_decide() {
    let stage = Stage::behind(HOUR, every(SECOND));
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let request = request.confirm_with(within(3 * SECOND));
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.polls_made(), 4);
}

#[tokio::test(start_paused = true)]
async fn without_a_policy_each_operation_has_a_deadline_of_its_own() {
    let stage = Stage::behind(10 * HOUR, Policy::default());
    let put = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let put = Acted::from(put.send_with_evidence().await);
    assert_eq!(put.evidence.waited(), 120 * SECOND);
    let create = stage.secrets.create_secret().name("a");
    let create = Acted::from(create.send_with_evidence().await);
    assert_eq!(create.evidence.waited(), 300 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn an_unconfirmed_call_reads_nothing() {
    let stage = Stage::lagging();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let sent = request.unconfirmed().send_with_evidence().await.unwrap();
    assert_eq!(sent.evidence.polls_made(), 0);
    let request = stage.secrets.create_secret().name("a").unconfirmed();
    request.customize().send().await.unwrap();
    assert_eq!(stage.tap.operations(), ["PutParameter", "CreateSecret"]);
    assert_eq!(stage.sim.now(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn confirmations_are_consecutive() {
    let stage = Stage::behind(Duration::ZERO, confirmed(2));
    let version = |version| {
        let read = json!({ "Version": version, "LastModifiedDate": stage.date() });
        Answer::json(200, json!({ "Parameter": read }))
    };
    stage
        .sim
        .script("PutParameter")
        .answer(Answer::json(200, json!({ "Version": 2 })));
    let reads = [
        version(1),
        version(2),
        version(1),
        version(2),
        Answer::reset(),
        version(2),
    ];
    for read in reads {
        stage.sim.script("GetParameter").answer(read);
    }
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let [stale, met, unclear] = [Outcome::Pending, Outcome::Satisfied, Outcome::Transient];
    assert_eq!(acted.outcomes(), [stale, met, stale, met, unclear, met]);
}

#[tokio::test(start_paused = true)]
async fn a_replica_that_is_behind_starts_the_count_again() {
    let mut regressions = 0;
    for seed in 0..30 {
        let sim = Simulator::builder()
            .replicas(3)
            .routing(Routing::NonMonotonic);
        let sim = sim.lag(Lag::uniform(Duration::ZERO..2 * SECOND)).seed(seed);
        let stage = Stage::on(sim.build().unwrap(), confirmed(3));
        let request = stage
            .ssm
            .put_parameter()
            .name("/a")
            .value("new")
            .r#type(ParameterType::String);
        let acted: Acted = request.send_with_evidence().await.into();
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
        let outcomes = acted.outcomes();
        let runs: Vec<usize> = outcomes
            .split(|outcome| *outcome == Outcome::Pending)
            .map(<[Outcome]>::len)
            .collect();
        let (last, before) = runs.split_last().unwrap();
        assert_eq!(*last, 3, "seed {seed}: {outcomes:?}");
        assert!(
            before.iter().all(|run| *run < 3),
            "seed {seed}: {outcomes:?}"
        );
        regressions += before.iter().filter(|run| **run > 0).count();
    }
    assert!(regressions > 0, "no seed has put the count to the test");
}

#[tokio::test(start_paused = true)]
async fn more_confirmations_are_asked_for_only_where_staleness_was_seen() {
    let sure = Confirmations::count(1).after_staleness(3);
    for (lag, polls) in [(Duration::ZERO, 1), (LAG, 6)] {
        let stage = Stage::behind(lag, confirmed(sure));
        let request = stage
            .ssm
            .put_parameter()
            .name("/a")
            .value("new")
            .r#type(ParameterType::String);
        let acted: Acted = request.send_with_evidence().await.into();
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
        assert_eq!(acted.evidence.polls_made(), polls, "{lag:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn confirmations_over_a_span_begin_at_equal_distances() {
    let sim = Simulator::builder().round_trip(40 * MS).build().unwrap();
    let spaced = Confirmations::count(5).spanning(2 * SECOND);
    let stage = Stage::on(sim, confirmed(spaced));
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let acted: Acted = request.send_with_evidence().await.into();
    let polls = acted.evidence.polls().iter();
    let begun: Vec<u128> = polls.map(|poll| poll.at.as_millis()).collect();
    assert_eq!(begun, [0, 540, 1_067, 1_574, 2_040]);
}

#[tokio::test(start_paused = true)]
async fn a_run_that_the_deadline_cuts_off_is_told_with_what_was_missing() {
    let spaced = Confirmations::count(3).spanning(9 * SECOND);
    let stage = Stage::behind(Duration::ZERO, confirmed(spaced));
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let request = request.confirm_with(within(5 * SECOND));
    let acted: Acted = request.send_with_evidence().await.into();
    let cause = acted.cause.unwrap().to_string();
    let missing = "(3 confirmations in a row, over too short a time)";
    assert!(cause.contains(missing), "{cause}");
}

#[tokio::test(start_paused = true)]
async fn a_poll_takes_as_long_as_its_reads() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(LAG))
        .round_trip(40 * MS);
    let stage = Stage::on(sim.build().unwrap(), every(100 * MS));
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    for poll in acted.evidence.polls() {
        assert_eq!(poll.took, 40 * MS);
    }
}

#[tokio::test(start_paused = true)]
async fn a_check_of_many_reads_has_the_time_to_make_them() {
    let sim = Simulator::builder().round_trip(2 * SECOND).build();
    let stage = Stage::on(sim.unwrap(), Policy::builder().build().unwrap());
    let mut request = stage.ssm.put_inventory().instance_id("i-0123456789abcdef0");
    for type_name in ["AWS:Application", "AWS:File", "AWS:Network", "AWS:Service"] {
        let item = InventoryItem::builder()
            .type_name(type_name)
            .schema_version("1.0");
        let item = item.capture_time("2020-01-01T00:00:00Z").build();
        request = request.items(item.unwrap());
    }
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
    assert_eq!(
        acted.evidence.waited(),
        8 * SECOND,
        "more than a poll's 5 seconds"
    );
}

/// The creation of a parameter with a tag, on which the right to read it depends.
fn create_tagged(ssm: &ConsistentSsmClient, name: &str) -> PutParameterFluentBuilder {
    let tag = Tag::builder().key("team").value("blue").build().unwrap();
    let request = ssm
        .put_parameter()
        .name(name)
        .value("new")
        .r#type(ParameterType::String);
    request.tags(tag)
}

/// A stage on which a request takes 20 ms.
fn with_round_trip(policy: Policy) -> Stage {
    let sim = Simulator::builder().round_trip(20 * MS).build().unwrap();
    Stage::on(sim, policy)
}

/// Acts while reads of parameters are denied for so long.
async fn denied_for<T>(stage: &Stage, time: Duration, act: impl Future<Output = T>) -> T {
    for read in ["GetParameter", "GetParameters"] {
        let script = stage.sim.script(read).always();
        script.answer(Answer::denied());
    }
    let lift = async {
        tokio::time::sleep(time).await;
        stage.sim.clear_scripts();
    };
    tokio::join!(act, lift).0
}

async fn created_and_denied_for(time: Duration, policy: Policy) -> Acted {
    let stage = with_round_trip(policy);
    let request = create_tagged(&stage.ssm, "/a");
    let sent = denied_for(&stage, time, request.send_with_evidence()).await;
    sent.into()
}

#[tokio::test(start_paused = true)]
async fn denials_after_a_creation_with_tags_are_borne_until_the_rights_have_spread() {
    let slow = Policy::builder().schedule(Schedule::fixed(20 * SECOND));
    let policies = [Policy::default(), slow.build().unwrap()];
    for denied in [5, 14, 16, 30].map(|seconds| seconds * SECOND) {
        for policy in policies.clone() {
            let acted = created_and_denied_for(denied, policy).await;
            assert!(acted.cause.is_none(), "{denied:?}: {:?}", acted.cause);
            let waited = acted.evidence.waited();
            assert!(waited < denied + 2 * SECOND, "{denied:?}: {waited:?}");
            assert!(acted.evidence.polls_made() <= 32, "{:?}", acted.evidence);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_denial_that_outlasts_the_patience_is_final_at_once() {
    let patient = Policy::builder().patience(60 * SECOND).build().unwrap();
    let not_at_all = Policy::builder().patience(Duration::ZERO).build().unwrap();
    for (policy, borne) in [(Policy::default(), 30), (patient, 60), (not_at_all, 0)] {
        let acted = created_and_denied_for(HOUR, policy).await;
        let Some(Cause::Denied { actions, .. }) = &acted.cause else {
            panic!("{:?}", acted.cause);
        };
        assert_eq!(*actions, ["ssm:GetParameter"]);
        // Timers go off at whole milliseconds, and pauses are drawn.
        let late = acted
            .evidence
            .waited()
            .checked_sub(borne * SECOND + 20 * MS);
        assert!(late.is_some_and(|late| late < 10 * MS), "{late:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_denial_that_lasts_until_the_deadline_is_no_mere_delay() {
    let acted = created_and_denied_for(HOUR, within(10 * SECOND)).await;
    let Some(Cause::Denied { actions, .. }) = &acted.cause else {
        panic!("{:?}", acted.cause);
    };
    assert_eq!(*actions, ["ssm:GetParameter"]);
    assert!(acted.evidence.waited() <= 10 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn many_creations_with_tags_bear_denials_together() {
    for writes in [12, 48] {
        let stage = with_round_trip(Policy::default());
        let create = async |index| {
            let request = create_tagged(&stage.ssm, &format!("/{index}"));
            Acted::from(request.send_with_evidence().await)
        };
        let all = join_all((0..writes).map(create));
        for acted in denied_for(&stage, 16 * SECOND, all).await {
            assert!(acted.cause.is_none(), "{:?}", acted.cause);
            let waited = acted.evidence.waited();
            assert!(waited < 18 * SECOND, "{writes}: {waited:?}");
        }
        let reads = stage.sim.calls().len() - writes;
        assert!(reads <= 32 * writes, "{writes}: {reads}");
    }
}

#[tokio::test(start_paused = true)]
async fn denials_are_not_remembered_as_the_time_that_changes_take_to_show() {
    let stage = with_round_trip(Policy::default());
    for index in 0..25 {
        let request = create_tagged(&stage.ssm, &format!("/{index}"));
        let sent = denied_for(&stage, 8 * SECOND, request.send_with_evidence()).await;
        let acted = Acted::from(sent);
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
    }
    let request = stage
        .ssm
        .put_parameter()
        .name("/b")
        .value("new")
        .r#type(ParameterType::String);
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.waited(), 20 * MS);
}
