//! The interceptor of an SDK client that waits: it notes each call, hangs it on its requests, sees to it
//! that they pass by the HTTP client that waits, and tells what came of it.

use std::fmt;
use std::sync::Arc;

use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextRef,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::confirm::consistency::Consistency;
use crate::contract::dispatch::ServiceInfo;
use crate::contract::operation::Service;
use crate::enforcing::call::{ConfirmedWith, EnforcedCall, HeldBack};
use crate::enforcing::configuration::ClientConfiguration;
use crate::enforcing::http_client::{EnforcingHttpClient, is_enforcing};
use crate::requests::write_recorder::WitnessRecorder;
use crate::sdk::answer::refuse_broken;

/// Makes an SDK client wait, together with the HTTP client that it is given. Generated clients install both.
#[derive(Clone)]
pub struct Enforcing {
    with: ConfirmedWith,
    service: &'static ServiceInfo,
    configuration: ClientConfiguration,
}

impl Enforcing {
    /// For a client of this service: it waits as `consistency` says, and reads with `reader`.
    #[must_use]
    pub fn new<S: Service>(
        consistency: &Arc<Consistency>,
        reader: &S::Reader,
        service: &'static ServiceInfo,
    ) -> Self {
        Self {
            with: ConfirmedWith {
                consistency: Arc::clone(consistency),
                reader: Arc::new(reader.clone()),
            },
            service,
            configuration: ClientConfiguration::default(),
        }
    }

    /// The HTTP client for it, which sends with `inner`.
    #[must_use]
    pub fn http_client(&self, inner: SharedHttpClient) -> SharedHttpClient {
        SharedHttpClient::new(EnforcingHttpClient::new(inner, self.configuration.clone()))
    }
}

impl fmt::Debug for Enforcing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Enforcing")
            .field("service", &self.service.name)
            .field("consistency", &self.with.consistency)
            .finish_non_exhaustive()
    }
}

#[dyn_dispatch_hint]
impl Intercept for Enforcing {
    fn name(&self) -> &'static str {
        "postcond::Enforcing"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let is_recorded = match cfg.load::<EnforcedCall>() {
            // A call's own configuration that is made of the client's brings this along once more.
            Some(enforced) => enforced.is_confirmed_with(&self.with),
            // A call of a typed client waits by itself.
            None => cfg.load::<WitnessRecorder>().is_some(),
        };
        if is_recorded {
            return Ok(());
        }
        if let Some(mutation) = self.service.mutation_of(context.input()) {
            let enforced = EnforcedCall::begin(self.with.clone(), mutation, context.input(), cfg);
            cfg.interceptor_state().store_put(enforced);
        }
        Ok(())
    }

    // Before the first attempt, whose time-out is looked at next.
    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(enforced) = cfg.load::<EnforcedCall>().cloned() {
            let is_of_client = self.configuration.is_that_of(components, cfg);
            enforced.configured(is_of_client, cfg);
        }
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(enforced) = cfg.load::<EnforcedCall>() {
            context.request_mut().add_extension(enforced.clone());
        }
        Ok(())
    }

    // After all that may change the request, and before it is sent: nothing goes around the wait unseen.
    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(enforced) = cfg
            .load::<EnforcedCall>()
            .filter(|enforced| enforced.waits())
        else {
            return Ok(());
        };
        if EnforcedCall::of(context.request()).is_none() {
            return Err(
                enforced.goes_around("an interceptor has put another HTTP request in its place")
            );
        }
        match components.http_client() {
            Some(http_client) if !is_enforcing(&http_client) => {
                Err(enforced.goes_around("its HTTP client does not wait"))
            }
            _ => Ok(()),
        }
    }

    // The SDK takes the time for which an answer was held back for that of its way, and dates later
    // signatures by it. Not later: its own interceptors come before those that are configured.
    fn read_after_transmit(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if context.response().extension::<HeldBack>().is_some() {
            let unmeasured = DisableClockSkewCorrection::from(true);
            cfg.interceptor_state().store_put(unmeasured);
        }
        Ok(())
    }

    // As the HTTP client has read it.
    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match cfg.load::<EnforcedCall>() {
            Some(_) => refuse_broken(context),
            None => Ok(()),
        }
    }

    // After the last attempt: no retry comes after this.
    fn modify_before_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(enforced) = cfg.load::<EnforcedCall>() {
            enforced.tell(context.inner_mut());
        }
        Ok(())
    }
}
