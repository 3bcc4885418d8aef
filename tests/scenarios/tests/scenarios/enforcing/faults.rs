//! Endpoints, HTTP clients and interceptors that misbehave beneath the SDK's client that waits.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use aws_sdk_ssm::config::retry::RetryConfig;
use aws_sdk_ssm::config::timeout::TimeoutConfig;
use aws_sdk_ssm::error::SdkError;
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector,
    http_client_fn,
};
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextRef,
    FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use hyper::body::{Body, Bytes, Frame};
use postcond::ssm::unconfirmed;
use postcond_sim::Answer;

use super::{timed, waiting};
use crate::stage::{HOUR, SECOND, Stage, every};

#[tokio::test(start_paused = true)]
async fn what_was_throttled_and_is_sent_again_by_the_sdk_is_confirmed() {
    for retries in [RetryConfig::standard(), RetryConfig::adaptive()] {
        let stage = Stage::lagging();
        let ssm = waiting(&stage, every(SECOND), |conf| conf.retry_config(retries));
        for _ in 0..2 {
            let script = stage.sim.script("ssm:PutParameter");
            script.answer(Answer::throttled());
        }
        let put = ssm
            .put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String);
        put.send().await.unwrap();
        assert_eq!(stage.sim.calls_to("PutParameter").len(), 3);
        assert!(!stage.sim.calls_to("GetParameter").is_empty());
    }
}

/// Fails in one of the SDK's hooks.
#[derive(Clone, Copy, Debug)]
struct FailsIn(&'static str);

impl FailsIn {
    fn at(self, hook: &str) -> Result<(), BoxError> {
        match self.0 == hook {
            true => Err("of its own".into()),
            false => Ok(()),
        }
    }
}

#[dyn_dispatch_hint]
impl Intercept for FailsIn {
    fn name(&self) -> &'static str {
        "FailsIn"
    }

    fn read_after_transmit(
        &self,
        _: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.at("read_after_transmit")
    }

    fn read_after_deserialization(
        &self,
        _: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.at("read_after_deserialization")
    }

    fn read_after_execution(
        &self,
        _: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.at("read_after_execution")
    }
}

#[tokio::test(start_paused = true)]
async fn an_interceptor_that_fails_after_the_answer_loses_no_output_of_what_is_not_confirmed() {
    for hook in ["read_after_transmit", "read_after_deserialization"] {
        let stage = Stage::behind(HOUR, every(SECOND));
        let ssm = stage.ssm.enforcing_sdk_client();
        let put = ssm
            .put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String)
            .customize();
        let error = put.interceptor(FailsIn(hook)).send().await.unwrap_err();
        assert!(unconfirmed(&error).is_some(), "{hook}: {error:?}");
    }
    for hook in [
        "read_after_transmit",
        "read_after_deserialization",
        "read_after_execution",
    ] {
        let stage = Stage::prompt();
        let ssm = stage.ssm.enforcing_sdk_client();
        let put = ssm
            .put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String)
            .customize();
        let error = put.interceptor(FailsIn(hook)).send().await.unwrap_err();
        assert!(unconfirmed(&error).is_none(), "{hook}: {error:?}");
    }
}

/// A time source on tokio's clock, by which the SDK watches streams.
#[derive(Debug)]
struct Clock(tokio::time::Instant);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600) + self.0.elapsed()
    }
}

fn clock() -> Clock {
    Clock(tokio::time::Instant::now())
}

/// A body of which nothing ever arrives.
struct Nothing;

impl Body for Nothing {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Pending
    }
}

/// Does this to requests and answers on their way.
fn on_the_way<F>(inner: SharedHttpClient, way: F) -> SharedHttpClient
where
    F: Fn(HttpRequest, SharedHttpConnector) -> HttpConnectorFuture + Clone + Send + Sync + 'static,
{
    #[derive(Clone)]
    struct Way<F>(SharedHttpConnector, F);

    impl<F> std::fmt::Debug for Way<F> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("Way")
        }
    }

    impl<F> HttpConnector for Way<F>
    where
        F: Fn(HttpRequest, SharedHttpConnector) -> HttpConnectorFuture + Send + Sync,
    {
        fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
            (self.1)(request, self.0.clone())
        }
    }

    http_client_fn(move |settings, components| {
        let inner = inner.http_connector(settings, components);
        SharedHttpConnector::new(Way(inner, way.clone()))
    })
}

fn is_put(request: &HttpRequest) -> bool {
    let target = request.headers().get("x-amz-target").unwrap_or_default();
    target.ends_with("PutParameter")
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_breaks_off_without_a_word_ends_the_call_as_it_does_the_sdks() {
    let stage = Stage::lagging();
    let inner = stage.plain_ssm.config().http_client().unwrap();
    let stalling = on_the_way(inner, |request, inner| {
        let is_put = is_put(&request);
        HttpConnectorFuture::new(async move {
            let mut answer: HttpResponse = inner.call(request).await?;
            if is_put {
                *answer.body_mut() = SdkBody::from_body_1_x(Nothing);
            }
            Ok(answer)
        })
    });
    let ssm = waiting(&stage, every(SECOND), |conf| {
        let conf = conf.http_client(stalling).time_source(clock());
        conf.retry_config(RetryConfig::disabled())
    });
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let (put, took) = timed(put.send()).await;
    assert!(put.is_err());
    assert!(took <= 6 * SECOND, "{took:?}");
}

/// A client may take the body of a request as it is in memory, where the SDK watches how it is read.
#[tokio::test(start_paused = true)]
async fn an_http_client_that_takes_the_body_at_once_does_not_end_the_wait() {
    let stage = Stage::behind(50 * SECOND, every(SECOND));
    let inner = stage.plain_ssm.config().http_client().unwrap();
    let taking = on_the_way(inner, |request, inner| {
        let body = request.body().bytes().map(<[u8]>::to_vec);
        let mut taken = HttpRequest::new(SdkBody::from(body.unwrap_or_default()));
        taken.set_uri(request.uri()).unwrap();
        taken.set_method(request.method()).unwrap();
        *taken.headers_mut() = request.headers().clone();
        let answer = inner.call(taken);
        HttpConnectorFuture::new(async move {
            let _unread = request;
            answer.await
        })
    });
    let ssm = waiting(&stage, every(SECOND), |conf| {
        conf.http_client(taking).time_source(clock())
    });
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let (put, took) = timed(put.send()).await;
    put.unwrap();
    assert_eq!(
        (took, stage.sim.calls_to("PutParameter").len()),
        (50 * SECOND, 1)
    );
}

/// The simulator takes any signature; AWS none that is older than five minutes.
#[tokio::test(start_paused = true)]
async fn what_is_refused_for_what_passes_is_not_sent_again_with_a_signature_that_is_too_old() {
    let stage = Stage::prompt();
    let began = tokio::time::Instant::now();
    let sent = Arc::new(Mutex::new(Vec::new()));
    let inner = stage.plain_ssm.config().http_client().unwrap();
    let noted = Arc::clone(&sent);
    let noting = on_the_way(inner, move |request, inner| {
        if is_put(&request) {
            noted.lock().unwrap().push(began.elapsed());
        }
        inner.call(request)
    });
    let patient = postcond::Policy::builder().deadline(20 * 60 * SECOND);
    let patient = patient.build().unwrap();
    let ssm = waiting(&stage, patient, |conf| conf.http_client(noting));
    let put = || {
        ssm.put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String)
    };
    put().send().await.unwrap();
    ssm.delete_parameter().name("/a").send().await.unwrap();
    sent.lock().unwrap().clear();
    let exists = Answer::error(400, "ParameterAlreadyExists", "exists");
    stage.sim.script("ssm:PutParameter").always().answer(exists);
    let error = put().send().await.unwrap_err();
    assert!(error.into_service_error().is_parameter_already_exists());
    let sent = sent.lock().unwrap();
    assert!(sent.len() > 3, "{sent:?}");
    assert!(sent.last() < Some(&(4 * 60 * SECOND)), "{sent:?}");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_not_lost_to_the_time_out_of_the_operation() {
    let stage = Stage::prompt();
    let limits = TimeoutConfig::builder()
        .operation_timeout(10 * SECOND)
        .build();
    let ssm = waiting(&stage, every(SECOND), |conf| conf.timeout_config(limits));
    let put = || {
        ssm.put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String)
    };
    put().send().await.unwrap();
    ssm.delete_parameter().name("/a").send().await.unwrap();
    let exists = Answer::error(400, "ParameterAlreadyExists", "exists");
    stage.sim.script("ssm:PutParameter").always().answer(exists);
    let (put, took) = timed(put().send()).await;
    let error = put.unwrap_err();
    assert!(error.into_service_error().is_parameter_already_exists());
    assert!(took < 10 * SECOND, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_not_answered_is_the_kind_of_error_that_the_sdk_makes_of_it() {
    let stage = Stage::prompt();
    stage
        .sim
        .script("ssm:PutParameter")
        .always()
        .answer(Answer::never());
    let limits = TimeoutConfig::builder()
        .operation_attempt_timeout(SECOND)
        .build();
    let ssm = waiting(&stage, every(SECOND), |conf| {
        conf.timeout_config(limits)
            .retry_config(RetryConfig::disabled())
    });
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let (put, took) = timed(put.send()).await;
    assert!(matches!(put, Err(SdkError::TimeoutError(_))), "{put:?}");
    assert_eq!(took, SECOND);
}
