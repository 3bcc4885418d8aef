//! What clients ask, on the wire, and are told, in the SDK's own words.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector,
    http_client_fn,
};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, Metadata};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use serde_json::Value;

use crate::form;

/// An interceptor that listens in on every client that it is given to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tap {
    asked: Arc<Mutex<Vec<Asked>>>,
    told: Arc<Mutex<Vec<String>>>,
    /// Whether the requests are heard on the wire: some are sent once for several calls.
    is_on_the_wire: bool,
}

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The operation, as in `GetParameter`.
    pub(crate) operation: String,
    /// The JSON that was sent; of a form, its names and values.
    pub(crate) body: Value,
    /// Where the request went.
    pub(crate) uri: String,
    /// Whose signature it had, for which region.
    pub(crate) credential: String,
}

impl Asked {
    fn of(operation: &str, request: &HttpRequest) -> Self {
        let body = request.body().bytes();
        let body = body.and_then(|bytes| match form::read(request) {
            Some((_, form)) => Some(form),
            None => serde_json::from_slice(bytes).ok(),
        });
        let signature = request.headers().get("authorization").unwrap_or_default();
        let credential = signature.split(',').next().unwrap_or_default();
        Self {
            operation: operation.to_owned(),
            body: body.unwrap_or_default(),
            uri: request.uri().to_owned(),
            credential: credential.to_owned(),
        }
    }
}

/// The operation that a request asks for, in whatever protocol.
pub(crate) fn operation(request: &HttpRequest) -> String {
    match request.headers().get("x-amz-target") {
        Some(target) => target.rsplit('.').next().unwrap_or_default().to_owned(),
        None => form::read(request).unwrap_or_default().0,
    }
}

/// What requests go through.
#[derive(Debug)]
struct Wire {
    inner: SharedHttpConnector,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let asked = Asked::of(&operation(&request), &request);
        self.asked.lock().unwrap().push(asked);
        self.inner.call(request)
    }
}

impl Tap {
    /// One that listens to what goes through this HTTP client, which is returned.
    pub(crate) fn on_the_wire(inner: SharedHttpClient) -> (Self, SharedHttpClient) {
        let tap = Self {
            is_on_the_wire: true,
            ..Self::default()
        };
        let asked = Arc::clone(&tap.asked);
        let client = http_client_fn(move |settings, components| {
            SharedHttpConnector::new(Wire {
                inner: inner.http_connector(settings, components),
                asked: Arc::clone(&asked),
            })
        });
        (tap, client)
    }

    /// Every request so far, in order.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The operations so far, in order.
    pub(crate) fn operations(&self) -> Vec<String> {
        let asked = self.asked().into_iter();
        asked.map(|asked| asked.operation).collect()
    }

    /// What was sent to one operation so far, in order.
    pub(crate) fn bodies_of(&self, operation: &str) -> Vec<Value> {
        let mut asked = self.asked();
        asked.retain(|asked| asked.operation == operation);
        asked.into_iter().map(|asked| asked.body).collect()
    }

    /// Whether the SDK has handed out this output, given in its debug form.
    pub(crate) fn has_told(&self, output: &str) -> bool {
        self.told
            .lock()
            .unwrap()
            .iter()
            .any(|it| it.contains(output))
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) {
        self.asked.lock().unwrap().clear();
        self.told.lock().unwrap().clear();
    }
}

#[dyn_dispatch_hint]
impl Intercept for Tap {
    fn name(&self) -> &'static str {
        "Tap"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !self.is_on_the_wire {
            let operation = cfg.load::<Metadata>().map_or("", Metadata::name);
            let asked = Asked::of(operation, context.request());
            self.asked.lock().unwrap().push(asked);
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(Ok(output)) = context.output_or_error() {
            self.told.lock().unwrap().push(format!("{output:?}"));
        }
        Ok(())
    }
}
