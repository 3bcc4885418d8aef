//! Which policy applies, and how sure it makes a caller.

use std::time::Duration;

use aws_sdk_ssm::types::InventoryItem;
use postcond::runtime::Outcome;
use postcond::ssm::{ConsistentSsmClient, op};
use postcond::{Confirmations, Policy};
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
    let put = || ssm.put_parameter().name("/a").value("new").overwrite(true);
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
    let request = stage.ssm.put_parameter().name("/a").value("new");
    let request = request.confirm_with(within(3 * SECOND));
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.polls_made(), 4);
}

#[tokio::test(start_paused = true)]
async fn without_a_policy_each_operation_has_a_deadline_of_its_own() {
    let stage = Stage::behind(10 * HOUR, Policy::default());
    let put = stage.ssm.put_parameter().name("/a").value("new");
    let put = Acted::from(put.send_with_evidence().await);
    assert_eq!(put.evidence.waited(), 120 * SECOND);
    let create = stage.secrets.create_secret().name("a");
    let create = Acted::from(create.send_with_evidence().await);
    assert_eq!(create.evidence.waited(), 300 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn an_unconfirmed_call_reads_nothing() {
    let stage = Stage::lagging();
    let request = stage.ssm.put_parameter().name("/a").value("new");
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
    let request = stage.ssm.put_parameter().name("/a").value("new");
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
        let request = stage.ssm.put_parameter().name("/a").value("new");
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
        let request = stage.ssm.put_parameter().name("/a").value("new");
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
    let request = stage.ssm.put_parameter().name("/a").value("new");
    let acted: Acted = request.send_with_evidence().await.into();
    let polls = acted.evidence.polls().iter();
    let begun: Vec<u128> = polls.map(|poll| poll.at.as_millis()).collect();
    assert_eq!(begun, [0, 540, 1_067, 1_574, 2_040]);
}

#[tokio::test(start_paused = true)]
async fn a_run_that_the_deadline_cuts_off_is_told_with_what_was_missing() {
    let spaced = Confirmations::count(3).spanning(9 * SECOND);
    let stage = Stage::behind(Duration::ZERO, confirmed(spaced));
    let request = stage.ssm.put_parameter().name("/a").value("new");
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
    let request = stage.ssm.put_parameter().name("/a").value("new");
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
