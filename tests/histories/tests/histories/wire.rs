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

use crate::record::{Exchange, Kind, Record, current, is_read};

/// An HTTP client that leads to a simulator.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    record: Record,
    inner: SharedHttpClient,
    is_plain: bool,
}

impl Wire {
    pub(crate) fn to(sim: &Simulator, record: &Record, is_plain: bool) -> SharedHttpClient {
        SharedHttpClient::new(Self {
            record: record.clone(),
            inner: sim.http_client(),
            is_plain,
        })
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
        let answer = self.inner.call(request);
        HttpConnectorFuture::new(async move {
            let answer = answer.await;
            if let Ok(response) = &answer {
                under_way.answered(response);
            }
            answer
        })
    }
}

/// An exchange that ends when it is dropped.
struct UnderWay {
    record: Record,
    index: usize,
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
        let open = log.exchanges.iter().filter(|it| it.ended.is_none());
        let in_flight = 1 + open.filter(|it| it.kind == kind).count();
        log.exchanges.push(Exchange {
            call,
            kind,
            operation: operation.to_owned(),
            invocation_id: header("amz-sdk-invocation-id"),
            began,
            ended: None,
            answer: None,
            in_flight,
        });
        let index = log.exchanges.len() - 1;
        drop(log);
        Self { record, index }
    }

    fn answered(&self, response: &HttpResponse) {
        let request_id = response.headers().get("x-amzn-requestid");
        let answer = (
            response.status().as_u16(),
            request_id.unwrap_or_default().to_owned(),
        );
        self.record.log().exchanges[self.index].answer = Some(answer);
    }
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
