//! What counts as this version of a parameter having been read, and what does not.

use std::time::Duration;

use aws_sdk_ssm::config::retry::RetryConfig;
use aws_sdk_ssm::types::{ParameterType, Tag};
use postcond::runtime::{Cause, Outcome};
use postcond_sim::{Answer, DatePrecision, Lag, Routing, Simulator};
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{HOUR, MS, SECOND, Stage, every, impatient};

async fn put_by_somebody(stage: &Stage, times: usize) {
    for _ in 0..times {
        let request = stage
            .plain_ssm
            .put_parameter()
            .name("/a")
            .value("theirs")
            .r#type(ParameterType::String);
        request.overwrite(true).send().await.unwrap();
    }
}

async fn put(stage: &Stage) -> Acted {
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("ours")
        .r#type(ParameterType::String);
    request.overwrite(true).send_with_evidence().await.into()
}

fn seen(acted: &Acted) -> Vec<&str> {
    let polls = acted.evidence.polls().iter();
    polls.map(|poll| poll.seen.as_str()).collect()
}

/// A version of `/a`, as `GetParameter` answers.
fn version(version: i64, date: u64) -> Answer {
    let parameter = json!({ "Name": "/a", "Version": version, "LastModifiedDate": date });
    Answer::json(200, json!({ "Parameter": parameter }))
}

#[tokio::test(start_paused = true)]
async fn an_overwrite_is_not_confirmed_by_the_version_before_it() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    put_by_somebody(&stage, 1).await;
    stage.settle().await;
    let acted = put(&stage).await;
    let stale = "version 1 of /a, not yet 2";
    assert_eq!(seen(&acted), [stale, stale, stale, "version 2 of /a"]);
}

/// A parameter at version 3, deleted an hour later.
async fn with_an_earlier_life(stage: &Stage) {
    put_by_somebody(stage, 3).await;
    stage.settle().await;
    tokio::time::advance(HOUR).await;
    stage
        .plain_ssm
        .delete_parameter()
        .name("/a")
        .send()
        .await
        .unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_higher_version_of_an_earlier_life_confirms_nothing() {
    let stage = Stage::behind(HOUR, impatient());
    with_an_earlier_life(&stage).await;
    let acted = put(&stage).await;
    assert!(acted.output.contains("version: 1"), "{}", acted.output);
    let Some(Cause::Deadline { last_seen, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    let expected = "version 3 of /a, not dated since the write (GetParameter: HTTP 200)";
    assert_eq!(last_seen, expected);
}

#[tokio::test(start_paused = true)]
async fn a_parameter_made_anew_is_confirmed_by_its_own_life_only() {
    let mut earlier_life_seen = 0;
    for seed in 0..20 {
        let lag = Lag::uniform(Duration::ZERO..10 * SECOND);
        let sim = Simulator::builder()
            .replicas(3)
            .routing(Routing::NonMonotonic);
        let sim = sim.lag(lag).seed(seed).build().unwrap();
        let stage = Stage::on(sim, every(100 * MS));
        with_an_earlier_life(&stage).await;
        let acted = put(&stage).await;
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
        assert_eq!(seen(&acted).last(), Some(&"version 1 of /a"), "seed {seed}");
        let earlier_life = "version 3 of /a, not dated since the write";
        earlier_life_seen += usize::from(seen(&acted).contains(&earlier_life));
    }
    assert!(
        earlier_life_seen > 0,
        "no seed has put the check to the test"
    );
}

/// A client that has had twenty answers within four seconds.
async fn acquainted(stage: &Stage) {
    for _ in 0..20 {
        let request = stage
            .ssm
            .put_parameter()
            .name("/other")
            .value("ours")
            .r#type(ParameterType::String);
        let request = request.overwrite(true).unconfirmed();
        request.send().await.unwrap();
        tokio::time::sleep(190 * MS).await;
    }
}

/// An earlier life that all replicas show, deleted by somebody, and ours made anew so long after that
/// began. Nobody sees that for a second and a half.
async fn made_anew(stage: &Stage, gap: Duration) -> Acted {
    let began = tokio::time::Instant::now();
    put_by_somebody(stage, 1).await;
    stage.sim.set_lag(Lag::fixed(1_500 * MS)).unwrap();
    tokio::time::sleep(gap / 2).await;
    let request = stage.plain_ssm.delete_parameter().name("/a");
    request.send().await.unwrap();
    tokio::time::sleep_until(began + gap).await;
    put(stage).await
}

async fn value(stage: &Stage) -> Option<String> {
    let read = stage.plain_ssm.get_parameter().name("/a").send().await;
    let parameter = read.ok().and_then(|it| it.parameter);
    parameter.and_then(|it| it.value)
}

#[tokio::test(start_paused = true)]
async fn a_life_made_anew_within_two_seconds_is_not_confirmed_by_the_earlier_one() {
    for seed in 0..6 {
        for gap in [250, 500, 1_000, 2_000] {
            let sim = Simulator::builder().replicas(1 + seed as usize % 3);
            let sim = sim.round_trip(20 * MS).seed(seed).build().unwrap();
            let stage = Stage::on(sim, every(100 * MS));
            tokio::time::sleep(MS * (seed as u32 * 153)).await;
            acquainted(&stage).await;
            let acted = made_anew(&stage, gap * MS).await;
            assert!(acted.cause.is_none(), "{seed}, {gap}: {:?}", acted.cause);
            let earlier = "version 1 of /a, not dated since the write";
            assert_eq!(seen(&acted)[0], earlier, "{seed}, {gap}");
            assert_eq!(
                value(&stage).await.as_deref(),
                Some("ours"),
                "{seed}, {gap}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_life_made_anew_is_told_from_the_earlier_one_in_whole_seconds_once_those_have_passed() {
    for seed in 0..20 {
        let sim = Simulator::builder().date_precision(DatePrecision::Seconds);
        let sim = sim.round_trip(20 * MS).build().unwrap();
        let stage = Stage::on(sim, every(100 * MS));
        tokio::time::sleep(MS * (seed * 53)).await;
        acquainted(&stage).await;
        let acted = made_anew(&stage, 1_250 * MS).await;
        assert!(acted.cause.is_none(), "{seed}: {:?}", acted.cause);
        assert_eq!(value(&stage).await.as_deref(), Some("ours"), "{seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_that_were_throttled_do_not_lengthen_the_time_of_the_write() {
    let stage = Stage::prompt();
    acquainted(&stage).await;
    stage.sim.clear_calls();
    stage.sim.script("PutParameter").answer(Answer::throttled());
    // A random part of this, which is hardly ever less than some seconds.
    let long = 1_000 * HOUR;
    let retries = RetryConfig::standard().with_initial_backoff(long);
    let retries = retries.with_max_backoff(long);
    let config = aws_sdk_ssm::config::Builder::default().retry_config(retries);
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("ours")
        .r#type(ParameterType::String);
    let request = request.customize().config_override(config);
    let somebody = async {
        // While the SDK waits before its second attempt, somebody's life comes and goes.
        tokio::time::sleep(MS).await;
        put_by_somebody(&stage, 1).await;
        stage.sim.set_lag(Lag::fixed(2 * long)).unwrap();
        let request = stage.plain_ssm.delete_parameter().name("/a");
        request.send().await.unwrap();
        stage.sim.set_lag(Lag::fixed(4 * SECOND)).unwrap();
    };
    let (acted, ()) = tokio::join!(request.send_with_evidence(), somebody);
    let acted = Acted::from(acted);
    assert_eq!(stage.sim.calls_to("PutParameter").len(), 3);
    let earlier = "version 1 of /a, not dated since the write";
    assert_eq!(seen(&acted)[0], earlier);
    assert_eq!(value(&stage).await.as_deref(), Some("ours"));
}

#[tokio::test(start_paused = true)]
async fn a_write_is_confirmed_although_the_service_sets_its_clock() {
    for set_back in [60, 120, 300, 900, 5_000, 3_600_000] {
        for every_ms in [90, 130, 170] {
            let stage = Stage::behind(Duration::ZERO, every(every_ms * MS));
            acquainted(&stage).await;
            stage.sim.set_date(stage.sim.date() - set_back * MS);
            let acted = put(&stage).await;
            assert!(acted.cause.is_none(), "{set_back}: {:?}", acted.cause);
        }
    }
}

/// Ours is sent, somebody's follows `after` that, and both show before the second read.
async fn superseded(after: Duration) -> (Stage, Acted) {
    let stage = Stage::behind(10 * SECOND, every(30 * SECOND));
    put_by_somebody(&stage, 1).await;
    stage.settle().await;
    let somebody = async {
        tokio::time::sleep(after).await;
        put_by_somebody(&stage, 1).await;
    };
    let (acted, ()) = tokio::join!(put(&stage), somebody);
    (stage, acted)
}

#[tokio::test(start_paused = true)]
async fn a_later_version_with_a_later_date_confirms_ours() {
    let (stage, acted) = superseded(5 * SECOND).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Superseded]);
    assert_eq!(seen(&acted)[1], "version 3 of /a, written since");
    assert_eq!(stage.tap.bodies_of("GetParameter").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_later_version_within_the_same_second_confirms_ours_once_ours_is_readable_by_number() {
    let (stage, acted) = superseded(100 * MS).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Superseded]);
    assert_eq!(seen(&acted)[1], "version 2 of /a, behind a later one");
    let bodies = stage.tap.bodies_of("GetParameter");
    let names: Vec<_> = bodies.iter().map(|body| &body["Name"]).collect();
    assert_eq!(names, ["/a", "/a", "/a:2"]);
}

#[tokio::test(start_paused = true)]
async fn a_later_version_within_the_same_second_is_not_enough_while_ours_is_not_readable() {
    let stage = Stage::prompt();
    let now = stage.date();
    let reads = [
        version(2, now),
        Answer::error(400, "ParameterVersionNotFound", "no such version"),
        version(2, now),
        version(1, now - HOUR.as_secs()),
        version(2, now),
        version(1, now),
    ];
    for answer in reads {
        stage.sim.script("GetParameter").answer(answer);
    }
    let acted = put(&stage).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let not_yet = "a later version of /a, but not yet 1";
    let ours = "version 1 of /a, behind a later one";
    assert_eq!(seen(&acted), [not_yet, not_yet, ours]);
}

#[tokio::test(start_paused = true)]
async fn tags_given_at_creation_are_waited_for_after_the_version() {
    let stage = Stage::prompt();
    let untagged = Answer::json(200, json!({ "TagList": [] }));
    stage.sim.script("ListTagsForResource").answer(untagged);
    let tag = Tag::builder().key("team").value("blue").build().unwrap();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("ours")
        .r#type(ParameterType::String)
        .tags(tag);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let missing = "not listed, or with another value: team";
    assert_eq!(seen(&acted), [missing, "version 1 of /a"]);
}

#[tokio::test(start_paused = true)]
async fn the_read_asks_for_the_name_without_the_blanks_that_the_service_trims() {
    let stage = Stage::prompt();
    let written = Answer::json(200, json!({ "Version": 1 }));
    stage.sim.script("PutParameter").answer(written);
    let read = version(1, stage.date());
    stage.sim.script("GetParameter").answer(read);
    let request = stage
        .ssm
        .put_parameter()
        .name(" /a ")
        .value("ours")
        .r#type(ParameterType::String);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(stage.tap.bodies_of("GetParameter")[0]["Name"], "/a");
}

#[tokio::test(start_paused = true)]
async fn an_image_id_that_never_appears_is_said_to_have_failed_its_validation() {
    let stage = Stage::behind(HOUR, impatient());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("ami-1")
        .r#type(ParameterType::String);
    let request = request
        .r#type(ParameterType::String)
        .data_type("aws:ec2:image");
    let acted: Acted = request.send_with_evidence().await.into();
    let Some(Cause::Deadline { last_seen, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    let expected = "/a is not found; an aws:ec2:image that fails its validation never appears \
                    (GetParameter: HTTP 400 ParameterNotFound)";
    assert_eq!(last_seen, expected);
}
