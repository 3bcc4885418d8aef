//! Calls that go elsewhere than those of their client: the read-back goes there, too, or says that it
//! cannot.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_ssm::config::{Builder, Config, IdentityCache, Region};
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use postcond::post_condition;
use postcond::runtime::{Check, CheckInfo, Outcome, PostCondition, Witness, pending, satisfied};
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::ssm::{ConsistentSsmClient, Reader, op};
use postcond_sim::{Lag, Simulator};

use crate::acted::Acted;
use crate::stage::{LAG, MS, SECOND, Stage, every};
use crate::tap::Tap;

const FAR: Duration = Duration::from_secs(5);

/// Another account, whose reads are 5 s behind, and a client of it.
struct Account {
    sim: Simulator,
    tap: Tap,
    plain: aws_sdk_ssm::Client,
}

impl Account {
    fn new() -> Self {
        let sim = Simulator::builder().lag(Lag::fixed(FAR)).build().unwrap();
        Self {
            plain: aws_sdk_ssm::Client::new(&sim.sdk_config()),
            tap: Tap::default(),
            sim,
        }
    }

    /// What it takes to go there.
    fn config(&self) -> Builder {
        let credentials = Credentials::new("AKIDTHERE", "there", None, None, "there");
        Config::builder()
            .http_client(self.sim.http_client())
            .credentials_provider(credentials)
            .endpoint_url("https://there.example.com")
            .interceptor(self.tap.clone())
    }

    async fn is_there(&self, name: &str) -> bool {
        let read = self.plain.get_parameter().name(name).send().await;
        read.is_ok()
    }
}

#[tokio::test(start_paused = true)]
async fn a_deletion_in_another_account_is_confirmed_there() {
    let (stage, there) = (Stage::prompt(), Account::new());
    let put = there
        .plain
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    put.send().await.unwrap();
    tokio::time::sleep(FAR).await;
    let request = stage.ssm.delete_parameter().name("/a").customize();
    let request = request.config_override(there.config());
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.evidence.unconfirmed(), None);
    assert_eq!(acted.evidence.waited(), FAR);
    assert!(!there.is_there("/a").await);
    assert!(stage.sim.calls().is_empty(), "{:?}", stage.sim.calls());
    let hosts = there.tap.asked().into_iter().map(|asked| asked.uri);
    assert!(
        hosts
            .into_iter()
            .all(|uri| uri.starts_with("https://there."))
    );
}

#[tokio::test(start_paused = true)]
async fn of_many_calls_each_is_confirmed_where_it_went() {
    let (stage, there) = (Stage::lagging(), Account::new());
    let put = |index: usize| {
        let name = format!("/{index}");
        let request = stage
            .ssm
            .put_parameter()
            .name(name)
            .value("v")
            .r#type(ParameterType::String)
            .customize();
        match index % 2 {
            0 => request.config_override(there.config()),
            _ => request,
        }
    };
    let sent = futures_util::future::join_all((0..20).map(|index| put(index).send_with_evidence()));
    for (index, result) in sent.await.into_iter().enumerate() {
        let acted: Acted = result.into();
        let lag = if index % 2 == 0 { FAR } else { LAG };
        assert!(
            acted.evidence.waited() >= lag,
            "{index}: {:?}",
            acted.evidence
        );
        assert_eq!(acted.evidence.unconfirmed(), None);
    }
    assert_eq!(there.sim.writes().len(), 10);
}

#[tokio::test(start_paused = true)]
async fn in_a_scope_the_read_back_goes_where_the_write_went() {
    let (stage, there) = (Stage::prompt(), Account::new());
    let scope = postcond::Scope::new();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let request = request.config_override(there.config());
    let _handle = request.send_in(&scope).await.unwrap();
    let settlement = scope.settle().await.into_result().unwrap();
    assert_eq!(settlement.counts().confirmed, 1);
    assert!(there.is_there("/a").await);
    assert!(stage.sim.calls().is_empty());
}

/// Credentials that count how often they are loaded.
#[derive(Clone, Debug, Default)]
struct Counted(std::sync::Arc<std::sync::atomic::AtomicUsize>);

impl aws_credential_types::provider::ProvideCredentials for Counted {
    fn provide_credentials<'a>(
        &'a self,
    ) -> aws_credential_types::provider::future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let credentials = Credentials::new("AKIDTHERE", "there", None, None, "there");
        aws_credential_types::provider::future::ProvideCredentials::ready(Ok(credentials))
    }
}

#[tokio::test(start_paused = true)]
async fn the_credentials_of_a_call_are_loaded_once_for_it_and_its_read_back() {
    let (stage, there, provider) = (Stage::prompt(), Account::new(), Counted::default());
    let config = there.config().credentials_provider(provider.clone());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let acted: Acted = request
        .config_override(config)
        .send_with_evidence()
        .await
        .into();
    assert!(acted.evidence.polls_made() > 50);
    assert_eq!(provider.0.load(std::sync::atomic::Ordering::Relaxed), 1);
}

/// Goes through the pages of a list.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["DescribeParameters"])]
async fn is_on_a_page(ssm: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    let mut pages = ssm.describe_parameters().into_paginator().send();
    match pages.next().await {
        Some(page) => match page?.parameters().is_empty() {
            true => pending("no page"),
            false => satisfied("a page"),
        },
        None => pending("no page"),
    }
}

#[tokio::test(start_paused = true)]
async fn the_pages_of_a_list_are_read_there_too() {
    let (stage, there) = (Stage::prompt(), Account::new());
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .unconfirmed();
    let request = request.until(is_on_a_page).customize();
    let request = request.config_override(there.config());
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.unconfirmed(), None);
    assert_eq!(acted.evidence.waited(), FAR);
    assert!(stage.sim.calls().is_empty(), "{:?}", stage.sim.calls());
}

/// Reads with a client of its own, which knows nothing of the call.
struct WithAnotherClient(ConsistentSsmClient);

impl PostCondition for WithAnotherClient {
    type Operation = op::PutParameter;
    const INFO: CheckInfo = CheckInfo::new("with_another_client", &["DescribeParameters"]);

    async fn check(
        &self,
        _: &Reader,
        _: &PutParameterInput,
        _: &PutParameterOutput,
        _: &Witness,
    ) -> Check {
        let listed = self.0.describe_parameters().send().await?;
        match listed.parameters() {
            [] => pending("not listed"),
            _ => satisfied("listed"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_check_that_cannot_read_there_says_so_and_reads_nowhere() {
    let (stage, there) = (Stage::prompt(), Account::new());
    let here = stage
        .plain_ssm
        .put_parameter()
        .name("/here")
        .value("v")
        .r#type(ParameterType::String);
    here.send().await.unwrap();
    stage.settle().await;
    let client = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let own = WithAnotherClient(stage.ssm.clone());
    let ssm = client.post_condition(own).build();
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let request = request.config_override(there.config());
    let acted: Acted = request.send_with_evidence().await.into();
    let why = acted.evidence.unconfirmed().unwrap();
    let words = "the call has a configuration of its own, and DescribeParameters would be read \
                 without it";
    assert_eq!(why, words);
    assert!(stage.sim.calls().is_empty(), "{:?}", stage.sim.calls());
}

#[tokio::test(start_paused = true)]
async fn a_request_that_was_sent_elsewhere_by_hand_is_not_confirmed_here() {
    let stage = Stage::prompt();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let request = request.mutate_request(|request| {
        request.set_uri("https://there.example.com/").unwrap();
    });
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Unverifiable]);
    let why = acted.evidence.unconfirmed().unwrap();
    assert!(
        why.starts_with("the call was sent to https://there.example.com"),
        "{why}"
    );
    let reads = stage.sim.calls_to("GetParameter").len();
    assert_eq!(reads, 0, "nothing is read where the write is not");
}

#[tokio::test(start_paused = true)]
async fn another_region_is_another_place_for_a_scope_too() {
    let stage = Stage::behind(SECOND, every(50 * MS));
    let scope = postcond::Scope::new();
    let put = |value: &str| {
        stage
            .ssm
            .put_parameter()
            .name("/a")
            .value(value)
            .r#type(ParameterType::String)
            .overwrite(true)
    };
    let elsewhere = Config::builder().region(Region::new("eu-west-1"));
    let first = put("v1").customize().config_override(elsewhere);
    let _first = first.send_in(&scope).await.unwrap();
    let _second = put("v2").send_in(&scope).await.unwrap();
    let counts = scope.settle().await.into_result().unwrap().counts();
    assert_eq!((counts.confirmed, counts.superseded), (2, 0));
}

/// Sends a mutation elsewhere, and its reads where they go by themselves.
#[derive(Debug)]
struct SendsElsewhere;

#[dyn_dispatch_hint]
impl Intercept for SendsElsewhere {
    fn name(&self) -> &'static str {
        "SendsElsewhere"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if cfg.load::<Metadata>().map(Metadata::name) == Some("PutParameter") {
            context
                .request_mut()
                .set_uri("https://there.example.com/")?;
        }
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_an_interceptor_belongs_to_what_it_sends_elsewhere_is_not_confirmed_here() {
    let stage = Stage::prompt();
    let conf = stage.plain_ssm.config().to_builder();
    let client = aws_sdk_ssm::Client::from_conf(conf.interceptor(SendsElsewhere).build());
    let rerouted = ConsistentSsmClient::builder(client).build();
    let of_client = rerouted
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let of_call = stage
        .ssm
        .put_parameter()
        .name("/b")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let of_call = of_call.config_override(Config::builder().interceptor(SendsElsewhere));
    let acted: [Acted; 2] = [
        of_client.send_with_evidence().await.into(),
        of_call.send_with_evidence().await.into(),
    ];
    for acted in acted {
        let why = acted.evidence.unconfirmed().unwrap();
        let words = "the call was sent to https://there.example.com";
        assert!(why.starts_with(words), "{why}");
    }
    assert!(stage.sim.calls_to("GetParameter").is_empty());
}

/// Signs a mutation as somebody else.
#[derive(Debug)]
struct SignsAsAnother;

#[dyn_dispatch_hint]
impl Intercept for SignsAsAnother {
    fn name(&self) -> &'static str {
        "SignsAsAnother"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if cfg.load::<Metadata>().map(Metadata::name) == Some("PutParameter") {
            let headers = context.request_mut().headers_mut();
            let signed = headers.get("authorization").unwrap_or_default();
            let signed = signed.replace("AKIDSIMULATED", "AKIDOTHER");
            headers.insert("authorization", signed);
        }
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn what_an_interceptor_signs_as_somebody_else_is_not_read_back_as_the_caller() {
    let stage = Stage::prompt();
    let conf = stage.plain_ssm.config().to_builder();
    let client = aws_sdk_ssm::Client::from_conf(conf.interceptor(SignsAsAnother).build());
    let ssm = ConsistentSsmClient::builder(client).build();
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let acted: Acted = request.send_with_evidence().await.into();
    let words = "GetParameter would be read with other credentials than the call's";
    assert_eq!(acted.evidence.unconfirmed(), Some(words));
    assert!(stage.sim.calls_to("GetParameter").is_empty());
}

/// Credentials with another key each time.
#[derive(Clone, Debug, Default)]
struct Rotating(Counted);

impl aws_credential_types::provider::ProvideCredentials for Rotating {
    fn provide_credentials<'a>(
        &'a self,
    ) -> aws_credential_types::provider::future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let load = self.0.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let credentials = Credentials::new(format!("AKID{load}"), "key", None, None, "rotating");
        aws_credential_types::provider::future::ProvideCredentials::ready(Ok(credentials))
    }
}

/// Does nothing to anything.
#[derive(Debug)]
struct Harmless;

#[dyn_dispatch_hint]
impl Intercept for Harmless {
    fn name(&self) -> &'static str {
        "Harmless"
    }
}

#[tokio::test(start_paused = true)]
async fn keys_that_rotate_while_a_call_waits_are_no_other_caller() {
    let stage = Stage::lagging();
    let conf = stage.plain_ssm.config().to_builder();
    let conf = conf
        .credentials_provider(Rotating::default())
        .identity_cache(IdentityCache::no_cache());
    let client = aws_sdk_ssm::Client::from_conf(conf.build());
    let ssm = ConsistentSsmClient::builder(client).policy(every(50 * MS));
    let request = ssm
        .build()
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let request = request.interceptor(Harmless);
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.unconfirmed(), None);
    assert!(acted.evidence.waited() >= LAG, "{:?}", acted.evidence);
}

#[tokio::test(start_paused = true)]
async fn a_configuration_made_from_the_clients_own_notes_no_read_twice() {
    let stage = Stage::lagging();
    let own = stage.ssm.config().to_builder();
    let request = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    let request = request.config_override(own.region(Region::new("eu-west-1")));
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.evidence.unconfirmed(), None);
    let polls = acted.evidence.polls().iter();
    assert!(polls.clone().all(|poll| poll.reads.len() == 1));
    let reads = stage.sim.calls_to("GetParameter").len();
    assert_eq!(polls.count(), reads);
}
