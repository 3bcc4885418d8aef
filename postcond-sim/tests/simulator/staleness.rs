//! With a fixed lag, what is read is exactly that much behind.

use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Tag};
use postcond_sim::{Lag, Simulator};

use crate::{LAG, code, lagging, put, until, value};

const JUST_BEFORE: Duration = Duration::from_millis(299);

#[tokio::test(start_paused = true)]
async fn a_new_parameter_is_not_found_until_the_lag_is_over() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    assert_eq!(value(&ssm, "/a").await, Err("ParameterNotFound".to_owned()));
    until(&sim, JUST_BEFORE).await;
    assert_eq!(value(&ssm, "/a").await, Err("ParameterNotFound".to_owned()));
    until(&sim, LAG).await;
    assert_eq!(value(&ssm, "/a").await, Ok("1".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn an_overwritten_parameter_keeps_its_old_value_until_the_lag_is_over() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    until(&sim, LAG).await;
    assert_eq!(put(&ssm, "/a", "2").await, 2);
    until(&sim, LAG + JUST_BEFORE).await;
    assert_eq!(value(&ssm, "/a").await, Ok("1".to_owned()));
    until(&sim, LAG + LAG).await;
    assert_eq!(value(&ssm, "/a").await, Ok("2".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_deleted_parameter_is_found_until_the_lag_is_over() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    until(&sim, LAG).await;
    let deleted = ssm.delete_parameter().name("/a").send().await;
    deleted.expect("the leader has it");
    until(&sim, LAG + JUST_BEFORE).await;
    assert_eq!(value(&ssm, "/a").await, Ok("1".to_owned()));
    until(&sim, LAG + LAG).await;
    assert_eq!(value(&ssm, "/a").await, Err("ParameterNotFound".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn the_leader_refuses_what_no_read_shows_yet() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    let again = ssm
        .put_parameter()
        .name("/a")
        .value("2")
        .r#type(ParameterType::String)
        .send()
        .await;
    assert_eq!(code(&again.unwrap_err()), "ParameterAlreadyExists");
    assert_eq!(sim.writes().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn tags_come_and_go_after_the_lag() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    until(&sim, LAG).await;
    tag(&ssm).await;
    until(&sim, LAG + JUST_BEFORE).await;
    assert_eq!(tag_keys(&ssm).await, Vec::<String>::new());
    until(&sim, 2 * LAG).await;
    assert_eq!(tag_keys(&ssm).await, ["team"]);
    untag(&ssm).await;
    until(&sim, 2 * LAG + JUST_BEFORE).await;
    assert_eq!(tag_keys(&ssm).await, ["team"]);
    until(&sim, 3 * LAG).await;
    assert_eq!(tag_keys(&ssm).await, Vec::<String>::new());
}

async fn tag(ssm: &Client) {
    let tag = Tag::builder().key("team").value("blue").build();
    let request = ssm
        .add_tags_to_resource()
        .resource_type(ResourceTypeForTagging::Parameter)
        .resource_id("/a")
        .tags(tag.expect("a tag has a key and a value"));
    request.send().await.expect("the write succeeds");
}

async fn untag(ssm: &Client) {
    let request = ssm
        .remove_tags_from_resource()
        .resource_type(ResourceTypeForTagging::Parameter)
        .resource_id("/a")
        .tag_keys("team");
    request.send().await.expect("the write succeeds");
}

async fn tag_keys(ssm: &Client) -> Vec<String> {
    let request = ssm
        .list_tags_for_resource()
        .resource_type(ResourceTypeForTagging::Parameter)
        .resource_id("/a");
    let output = request.send().await.expect("the parameter exists");
    let tags = output.tag_list().iter();
    tags.map(|tag| tag.key().to_owned()).collect()
}

#[tokio::test(start_paused = true)]
async fn the_way_there_comes_before_the_service_sees_a_request() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(LAG))
        .round_trip(Duration::from_millis(20))
        .build()
        .unwrap();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    assert_eq!(sim.now(), Duration::from_millis(20));
    assert_eq!(sim.calls()[0].at, Duration::from_millis(10));
    assert_eq!(sim.converged_at(), Duration::from_millis(310));
    until(&sim, Duration::from_millis(300)).await;
    assert_eq!(
        value(&ssm, "/a").await,
        Ok("1".to_owned()),
        "seen at 310 ms"
    );
}

#[tokio::test(start_paused = true)]
async fn a_change_of_the_lag_is_for_the_writes_to_come() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/before", "1").await;
    sim.set_lag(Lag::fixed(2 * LAG)).unwrap();
    put(&ssm, "/after", "1").await;
    until(&sim, LAG).await;
    let (there, missing) = (Ok("1".to_owned()), Err("ParameterNotFound".to_owned()));
    assert_eq!(value(&ssm, "/before").await, there);
    assert_eq!(value(&ssm, "/after").await, missing);
    until(&sim, 2 * LAG).await;
    assert_eq!(value(&ssm, "/after").await, there);
}

#[tokio::test(start_paused = true)]
async fn the_draws_of_a_lag_are_those_of_the_writes() {
    let lag = Lag::mixture([
        (1.0, Lag::exponential(LAG)),
        (1.0, Lag::log_normal(LAG, 1.0)),
    ]);
    let sim = Simulator::builder()
        .lag(lag.clone())
        .seed(7)
        .build()
        .unwrap();
    let ssm = Client::new(&sim.sdk_config());
    for _ in 0..5 {
        put(&ssm, "/a", "1").await;
    }
    let lags = sim
        .writes()
        .into_iter()
        .map(|write| write.visible[0] - write.at);
    let draws = lag.draws(7).unwrap().take(5);
    assert_eq!(lags.collect::<Vec<_>>(), draws.collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_round_trip_of_odd_milliseconds_takes_no_longer_than_it_should() {
    let trip = Duration::from_millis(15);
    let sim = Simulator::builder().round_trip(trip).build().unwrap();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    assert_eq!(sim.now(), trip);
}

#[tokio::test(start_paused = true)]
async fn each_region_has_its_own_state() {
    let sim = crate::prompt();
    let here = Client::new(&sim.sdk_config());
    let config = sim.sdk_config().into_builder();
    let config = config
        .region(aws_sdk_ssm::config::Region::new("eu-west-1"))
        .build();
    let there = Client::new(&config);
    put(&here, "/a", "here").await;
    assert_eq!(
        value(&there, "/a").await,
        Err("ParameterNotFound".to_owned())
    );
    put(&there, "/a", "there").await;
    assert_eq!(value(&here, "/a").await, Ok("here".to_owned()));
    assert_eq!(value(&there, "/a").await, Ok("there".to_owned()));
}
