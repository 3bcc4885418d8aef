//! One call of an SDK client that waits: what it is known by from its begin to its end.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::timeout::TimeoutConfig;
use futures_util::future::{BoxFuture, Shared};
use tokio::time::Instant;

use crate::confirm::call::Call;
use crate::confirm::consistency::Consistency;
use crate::contract::erased::AnyMutation;
use crate::contract::value::Value;
use crate::enforcing::outcome::{Refusal, SdkOutput};
use crate::enforcing::sdk_calls::SdkCalls;
use crate::report::error::Unconfirmed;
use crate::requests::sent::SentWrite;
use crate::requests::write_recorder::WitnessRecorder;
use crate::sdk::time_outs;
use crate::sending::indeterminate::Ambiguous;

/// A call that is to pass by the HTTP client that waits. The SDK's configuration of the call has one, and
/// each of its requests.
#[derive(Clone)]
pub(super) struct EnforcedCall(pub(super) Arc<SdkCall>);

/// What its calls are confirmed with.
#[derive(Clone)]
pub(super) struct ConfirmedWith {
    pub(super) consistency: Arc<Consistency>,
    pub(super) reader: Arc<Value>,
}

/// Why a write was not confirmed, if it was not.
pub(super) type Unseen = Option<Arc<Unconfirmed<SdkOutput>>>;

/// A call that the service has accepted: from then on, nothing is sent any more.
pub(super) struct Accepted {
    pub(super) answer: HttpResponse,
    /// Shared by the attempts of the SDK, should it make another.
    pub(super) confirming: Shared<BoxFuture<'static, Unseen>>,
}

/// That a client which waits has a request in hand: one beneath it passes it on.
#[derive(Clone, Copy, Debug)]
pub(super) struct InHand;

/// That an answer was held back.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeldBack;

pub(super) struct SdkCall {
    pub(super) with: ConfirmedWith,
    pub(super) mutation: &'static dyn AnyMutation,
    pub(super) recorder: WitnessRecorder,
    pub(super) began: Instant,
    /// Known once its own configuration is.
    pub(super) own: OnceLock<Own>,
    pub(super) accepted: OnceLock<Accepted>,
    /// That it was refused, and has changed something all the same.
    pub(super) changed: OnceLock<Arc<Ambiguous<Refusal>>>,
}

/// What the call's own configuration says.
pub(super) struct Own {
    pub(super) calls: SdkCalls,
    pub(super) protocol: Option<SharedClientProtocol>,
    /// How long an attempt may take.
    pub(super) attempt_limit: Option<Duration>,
    /// For how long an answer may bring nothing.
    pub(super) stalls_after: Option<Duration>,
    /// When the SDK's time-out of the operation ends the call.
    pub(super) ends: Option<Instant>,
}

impl fmt::Debug for EnforcedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnforcedCall")
            .field("operation", &self.0.mutation)
            .finish_non_exhaustive()
    }
}

impl Storable for EnforcedCall {
    type Storer = StoreReplace<Self>;
}

impl EnforcedCall {
    /// A call that begins now, with the configuration of its client.
    pub(super) fn begin(
        with: ConfirmedWith,
        mutation: &'static dyn AnyMutation,
        input: &Input,
        cfg: &mut ConfigBag,
    ) -> Self {
        let recorder = WitnessRecorder::start(SentWrite::of(mutation));
        recorder.given(input);
        cfg.interceptor_state().store_put(recorder.clone());
        Self(Arc::new(SdkCall {
            with,
            mutation,
            recorder,
            began: Instant::now(),
            own: OnceLock::new(),
            accepted: OnceLock::new(),
            changed: OnceLock::new(),
        }))
    }

    /// That of the call which this request is of, unless another client has it in hand.
    pub(super) fn of(request: &HttpRequest) -> Option<Self> {
        let is_in_hand = request.extension::<InHand>().is_some();
        request.extension::<Self>().filter(|_| !is_in_hand).cloned()
    }

    /// Whether its change is confirmed so.
    pub(super) fn is_confirmed_with(&self, with: &ConfirmedWith) -> bool {
        Arc::ptr_eq(&self.0.with.consistency, &with.consistency)
    }

    /// Notes the call's own configuration. The SDK's time-out of an attempt is lifted, and kept in the HTTP
    /// client for as long as the service is awaited: it would cut the wait off, and send the request again.
    pub(super) fn configured(&self, is_of_client: bool, cfg: &mut ConfigBag) {
        let sent = |write: &mut SentWrite| write.set_reconfigured(!is_of_client);
        self.0.recorder.write(sent);
        let time_outs = cfg.load::<TimeoutConfig>().cloned();
        let time_outs = time_outs.unwrap_or_else(TimeoutConfig::disabled);
        let protection = cfg.load::<StalledStreamProtectionConfig>().cloned();
        let _ = self.0.own.set(Own {
            calls: SdkCalls::of(cfg),
            protocol: cfg.load::<SharedClientProtocol>().cloned(),
            attempt_limit: time_outs.operation_attempt_timeout(),
            stalls_after: protection.as_ref().and_then(time_outs::grace_of_answer),
            ends: time_outs
                .operation_timeout()
                .and_then(|limit| self.0.began.checked_add(limit)),
        });
        if time_outs.has_timeouts() {
            let lifted = time_outs.to_builder().disable_operation_attempt_timeout();
            cfg.interceptor_state().store_put(lifted.build());
        }
        // A request whose body the HTTP client has taken at once would look like one that stalls.
        if let Some(protection) = protection {
            let of_answer = time_outs::of_answer(&protection);
            cfg.interceptor_state().store_put(of_answer);
        }
    }

    /// Whether it waits for any check.
    pub(super) fn waits(&self) -> bool {
        let own = self.0.own.get();
        own.is_none_or(|own| !own.calls.waits_for_nothing())
    }

    /// That it would not be confirmed, if it were sent.
    pub(super) fn goes_around(&self, why: &str) -> BoxError {
        let operation = self.0.mutation.names().name;
        format!(
            "{operation} was not sent: it could not be confirmed, because {why}. Make the client that \
             waits of a configuration that has it already; an HTTP client around another has to pass \
             `validate_base_client_config` on to it. Or leave this call unconfirmed with \
             `SdkCalls::new().unconfirmed()`"
        )
        .into()
    }
}

impl SdkCall {
    /// What the call asks of the engine.
    pub(super) fn call(&self) -> Call {
        let own = self.own.get();
        let mut call = own.map_or_else(Call::default, |own| own.calls.call_of(self.mutation));
        call.customization.reconfigured = self.recorder.write(|write| write.is_reconfigured());
        call.customization.by_sdk_client = true;
        call
    }

    /// What came of it, if it has landed and that is known.
    pub(super) fn concluded(&self) -> Option<&Unseen> {
        self.accepted.get()?.confirming.peek()
    }
}
