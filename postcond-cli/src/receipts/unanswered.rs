//! What became of the last request that was not answered.

use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use http::Uri;

use crate::root;

/// Notes why requests of a client are not answered: its evidence says only that they were not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unanswered(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    /// Where the last request was sent.
    endpoint: Option<String>,
    /// Why it was not answered. `None` if it was.
    why: Option<String>,
}

impl Unanswered {
    /// As in `http://127.0.0.1:4566: Connection refused (os error 111)`. `None` if the last request was answered.
    pub(crate) fn last(&self) -> Option<String> {
        self.note(|noted| {
            let why = noted.why.as_ref()?;
            let endpoint = noted.endpoint.as_deref().unwrap_or("the endpoint");
            Some(format!("{endpoint}: {why}"))
        })
    }

    fn note<T>(&self, note: impl FnOnce(&mut Noted) -> T) -> T {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[dyn_dispatch_hint]
impl Intercept for Unanswered {
    fn name(&self) -> &'static str {
        "postcond-cli::Unanswered"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let endpoint = endpoint(context.request().uri());
        self.note(|noted| noted.endpoint = endpoint);
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let error = context.output_or_error().and_then(Result::err);
        let error = error.and_then(|error| error.as_connector_error());
        let why = error.map(|error| root(error).to_string());
        self.note(|noted| noted.why = why);
        Ok(())
    }
}

/// Scheme, host and port.
fn endpoint(uri: &str) -> Option<String> {
    let uri: Uri = uri.parse().ok()?;
    Some(format!("{}://{}", uri.scheme_str()?, uri.authority()?))
}
