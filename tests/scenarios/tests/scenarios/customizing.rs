//! Requests modified before they are sent.

use aws_sdk_ssm::config::{Config, Region};
use postcond::runtime::Outcome;
use postcond_sim::Answer;

use crate::acted::Acted;
use crate::stage::{LAG, Stage};
use crate::tap::Tap;

#[tokio::test(start_paused = true)]
async fn an_interceptor_hears_of_the_mutation_alone_and_the_read_back_still_happens() {
    let stage = Stage::lagging();
    let request = stage.ssm.put_parameter().name("/a").value("new");
    let tap = Tap::default();
    let request = request.customize().interceptor(tap.clone());
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(tap.operations(), ["PutParameter"]);
    assert_eq!(acted.evidence.waited(), LAG);
    let read = stage.plain_ssm.get_parameter().name("/a").send().await;
    assert_eq!(read.unwrap().parameter().unwrap().value(), Some("new"));
}

#[tokio::test(start_paused = true)]
async fn a_request_is_mutated_and_the_read_back_is_not() {
    let stage = Stage::lagging();
    let request = stage.ssm.put_parameter().name("/a").value("new");
    let request = request.customize().mutate_request(|request| {
        let uri = format!("{}?mutated", request.uri());
        request.set_uri(uri).unwrap();
    });
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.waited(), LAG);
    let asked = stage.tap.asked();
    let mutated = asked.iter().filter(|asked| asked.uri.ends_with("?mutated"));
    let mutated: Vec<&str> = mutated.map(|asked| asked.operation.as_str()).collect();
    assert_eq!(mutated, ["PutParameter"]);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_cannot_be_mapped_is_not_sent() {
    let stage = Stage::lagging();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .customize();
    let request = request.map_request(|_| Err(std::fmt::Error));
    let error = request.send().await.unwrap_err();
    assert!(error.as_unconfirmed().is_none());
    assert!(stage.sim.calls().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_read_back_follows_the_mutation_into_another_region() {
    let stage = Stage::lagging();
    let elsewhere = Config::builder().region(Region::new("eu-west-1"));
    let request = stage.ssm.put_parameter().name("/a").value("new");
    let request = request.customize().config_override(elsewhere);
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes().last(), Some(&Outcome::Satisfied));
    for asked in stage.tap.asked() {
        assert!(asked.uri.contains("eu-west-1"), "{asked:?}");
    }
    let here = stage.ssm.get_parameter().name("/a").send().await;
    let here = here.unwrap_err().into_service_error();
    assert!(
        here.is_parameter_not_found(),
        "the client itself stays where it is"
    );
}

#[tokio::test(start_paused = true)]
async fn retries_are_the_sdks_for_the_mutation_and_none_for_the_read_back() {
    let stage = Stage::lagging();
    stage
        .sim
        .script("PutParameter")
        .next(2)
        .answer(Answer::server_error());
    stage
        .sim
        .script("GetParameter")
        .answer(Answer::server_error());
    let request = stage.ssm.put_parameter().name("/a").value("new");
    let confirmed = request.send_with_evidence().await.unwrap();
    assert_eq!(stage.sim.calls_to("PutParameter").len(), 3);
    let reads = stage.sim.calls_to("GetParameter").len();
    assert_eq!(reads, confirmed.evidence.polls_made());
}
