//! The least that a client can do which is to say when its write shows: note of each request when it was sent, and
//! what date and request id its answer has.

use std::sync::Arc;
use std::time::Instant;

use aws_sdk_ssm::operation::RequestId;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::date_time::Format;
use parking_lot::Mutex;

#[derive(Debug)]
struct Sent(Instant);

impl Storable for Sent {
    type Storer = StoreReplace<Self>;
}

/// What was noted of one answer.
#[derive(Debug)]
struct Noted {
    _sent: Instant,
    _date: DateTime,
    _request_id: Option<String>,
}

/// An interceptor that notes that, and does nothing else.
#[derive(Clone, Debug, Default)]
pub(crate) struct Noting(Arc<Mutex<Vec<Noted>>>);

impl Noting {
    /// Forgets what was noted of a write and its read.
    pub(crate) fn forget(&self) {
        self.0.lock().clear();
    }
}

#[dyn_dispatch_hint]
impl Intercept for Noting {
    fn name(&self) -> &'static str {
        "Noting"
    }

    fn read_before_transmit(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(Sent(Instant::now()));
        Ok(())
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.response().headers();
        if let (Some(&Sent(sent)), Some(date)) = (cfg.load::<Sent>(), headers.get("date")) {
            self.0.lock().push(Noted {
                _sent: sent,
                _date: DateTime::from_str(date, Format::HttpDate)?,
                _request_id: headers.request_id().map(str::to_owned),
            });
        }
        Ok(())
    }
}
