//! Requests modified before they are sent.

use aws_sdk_ssm::config::{Config, Region};
use aws_sdk_ssm::operation::put_parameter::PutParameterInput;
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use postcond::runtime::Outcome;
use postcond::ssm::ConsistentSsmClient;
use postcond_sim::Answer;

use crate::acted::Acted;
use crate::stage::{LAG, MS, Stage, every};
use crate::tap::Tap;

#[tokio::test(start_paused = true)]
async fn an_interceptor_hears_of_the_mutation_alone_and_the_read_back_still_happens() {
    let stage = Stage::lagging();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
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
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
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

/// An interceptor that has another name for every parameter that is put.
#[derive(Debug)]
struct Renames;

#[dyn_dispatch_hint]
impl Intercept for Renames {
    fn name(&self) -> &'static str {
        "Renames"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(input) = context.input_mut().downcast_mut::<PutParameterInput>() {
            input.name = input.name.take().map(|name| format!("{name}/renamed"));
        }
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_sent_is_confirmed_whatever_an_interceptor_has_made_of_it() {
    let stage = Stage::lagging();
    let put = || {
        stage
            .ssm
            .put_parameter()
            .name("/a")
            .value("new")
            .r#type(ParameterType::String)
    };
    let of_call: Acted = put()
        .customize()
        .interceptor(Renames)
        .send_with_evidence()
        .await
        .into();
    assert_eq!(of_call.evidence.waited(), LAG);
    let config = stage.plain_ssm.config().to_builder().interceptor(Renames);
    let inner = aws_sdk_ssm::Client::from_conf(config.build());
    let ssm = ConsistentSsmClient::builder(inner)
        .policy(every(50 * MS))
        .build();
    let request = ssm
        .put_parameter()
        .name("/b")
        .value("new")
        .r#type(ParameterType::String);
    let of_client: Acted = request.send_with_evidence().await.into();
    assert_eq!(of_client.evidence.waited(), LAG);
    for name in ["/a/renamed", "/b/renamed"] {
        let read = stage.plain_ssm.get_parameter().name(name).send().await;
        assert_eq!(read.unwrap().parameter().unwrap().value(), Some("new"));
    }
}

#[tokio::test(start_paused = true)]
async fn in_a_scope_what_was_sent_is_confirmed_too() {
    let (stage, scope) = (Stage::lagging(), postcond::Scope::new());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let request = request.customize().interceptor(Renames);
    let handle = request.send_in(&scope).await.unwrap();
    assert_eq!(handle.resource(), Some("/a/renamed"));
    assert_eq!(scope.settle().await.counts().confirmed, 1);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_cannot_be_mapped_is_not_sent() {
    let stage = Stage::lagging();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String)
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
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
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
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let confirmed = request.send_with_evidence().await.unwrap();
    assert_eq!(stage.sim.calls_to("PutParameter").len(), 3);
    let reads = stage.sim.calls_to("GetParameter").len();
    assert_eq!(reads, confirmed.evidence.polls_made());
}
