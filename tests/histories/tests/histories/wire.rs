//! The way between the clients and a simulator, where everything that passes is taken down.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::context::FinalizerInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, Metadata};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use postcond_sim::Simulator;
use serde_json::Value;

use crate::activity::{self, Activity, Watched};
use crate::program::Setting;
use crate::record::{Exchange, Kind, Log, Record, current, is_read};

/// An HTTP client that leads to a simulator.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    record: Record,
    inner: SharedHttpClient,
    is_plain: bool,
    /// Whether a write of the scope is sent in the instant in which it is let in.
    sends_at_once: bool,
}

impl Wire {
    pub(crate) fn to(sim: &Simulator, record: &Record, setting: &Setting) -> Self {
        Self {
            record: record.clone(),
            inner: sim.http_client(),
            is_plain: false,
            sends_at_once: setting.sends_at_once(),
        }
    }

    /// The way of somebody else's client.
    pub(crate) fn plain(self) -> Self {
        Self {
            is_plain: true,
            ..self
        }
    }

    pub(crate) fn shared(self) -> SharedHttpClient {
        SharedHttpClient::new(self)
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Tapped {
            wire: self.clone(),
            inner: self.inner.http_connector(settings, components),
        })
    }
}

#[derive(Debug)]
struct Tapped {
    wire: Wire,
    inner: SharedHttpConnector,
}

impl HttpConnector for Tapped {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let under_way = UnderWay::begin(&self.wire, &request);
        let activity = under_way.activity.clone();
        let answer = self.inner.call(request);
        let future = Box::pin(async move {
            let answer = answer.await;
            if let Ok(response) = &answer {
                under_way.answered(response);
            }
            answer
        });
        HttpConnectorFuture::new(Watched::new(activity, future))
    }
}

/// An exchange that ends when it is dropped.
struct UnderWay {
    record: Record,
    index: usize,
    activity: Activity,
}

/// How many of a kind are on their way with one that begins. One that is let in begins as soon as it is, if it `is_let_in`
/// only now: then those count again that go on after others have passed them by.
fn in_flight(log: &Log, kind: Kind, is_let_in: bool) -> Option<usize> {
    if activity::current().has_been_idle() && !is_let_in {
        return None;
    }
    let open = log.exchanges.iter().filter(|it| it.ended.is_none());
    let counts = |it: &&Exchange| {
        let goes_on = !it.activity.is_idle() && (is_let_in || !it.activity.has_been_idle());
        it.kind == kind && goes_on
    };
    Some(1 + open.filter(counts).count())
}

impl UnderWay {
    fn begin(wire: &Wire, request: &HttpRequest) -> Self {
        let header = |name| request.headers().get(name).unwrap_or_default().to_owned();
        let (target, call) = (header("x-amz-target"), current());
        let (service, operation) = target.split_once('.').unwrap_or_default();
        let (record, began) = (wire.record.clone(), wire.record.now());
        let mut log = record.log();
        let who = call
            .and_then(|call| log.calls.get(call))
            .map(|call| call.who);
        let kind = match who {
            _ if wire.is_plain => Kind::Other,
            _ if is_read(operation) && service == "AmazonSSM" => Kind::ReadBack("ssm"),
            _ if is_read(operation) => Kind::ReadBack("secretsmanager"),
            Some(who) if who.is_scoped() => Kind::WriteOfScope,
            _ => Kind::Other,
        };
        let is_first = log.exchanges.iter().all(|it| it.call != call);
        let in_flight = in_flight(&log, kind, is_first && wire.sends_at_once);
        let activity = Activity::default();
        log.exchanges.push(Exchange {
            call,
            kind,
            operation: operation.to_owned(),
            invocation_id: header("amz-sdk-invocation-id"),
            began,
            ended: None,
            answer: None,
            refusal: None,
            in_flight,
            activity: activity.clone(),
        });
        let index = log.exchanges.len() - 1;
        drop(log);
        Self {
            record,
            index,
            activity,
        }
    }

    fn answered(&self, response: &HttpResponse) {
        let request_id = response.headers().get("x-amzn-requestid");
        let answer = (
            response.status().as_u16(),
            request_id.unwrap_or_default().to_owned(),
        );
        let mut log = self.record.log();
        let exchange = &mut log.exchanges[self.index];
        exchange.answer = Some(answer);
        exchange.refusal = refusal(response);
    }
}

/// The code and the words of an error.
fn refusal(response: &HttpResponse) -> Option<(String, String)> {
    let body: Value = serde_json::from_slice(response.body().bytes()?).ok()?;
    let text = |member: &str| body[member].as_str().unwrap_or_default().to_owned();
    let is_error = response.status().as_u16() >= 400;
    is_error.then(|| (text("__type"), text("message") + &text("Message")))
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let now = self.record.now();
        self.record.log().exchanges[self.index].ended = Some(now);
    }
}

/// An interceptor that takes down when the SDK's call of a mutation returned.
#[derive(Clone, Debug)]
pub(crate) struct Ear(pub(crate) Record);

#[dyn_dispatch_hint]
impl Intercept for Ear {
    fn name(&self) -> &'static str {
        "Ear"
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let operation = cfg.load::<Metadata>().map_or("", Metadata::name);
        let Some(call) = current().filter(|_| !is_read(operation)) else {
            return Ok(());
        };
        let succeeded = matches!(context.output_or_error(), Some(Ok(_)));
        let returned = (self.0.now(), succeeded);
        self.0.log().calls[call].returned = Some(returned);
        Ok(())
    }
}
