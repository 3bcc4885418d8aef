//! What a mutation has sent, where, and how the service has refused it: as the SDK's hooks see it.

use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::context::{Error, Input};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::ErrorMetadata;

use crate::contract::erased::AnyMutation;
use crate::contract::resource::Resource;
use crate::contract::value::Value;
use crate::contract::witness::Sent;
use crate::requests::write_rate::WriteRate;
use crate::sdk::destination::Departure;
use crate::sdk::place::Place;
use crate::sdk::sent_with::SentWith;
use crate::sdk::triage::{Triage, triage_answer};

/// To the SDK's retries this is throttling. Upon a mutation, it is a quota: there are too many secrets,
/// say, and waiting does not help.
const QUOTA_EXCEEDED: &str = "LimitExceededException";

/// What a call has sent, and what came of it.
pub(crate) struct SentWrite {
    mutation: &'static dyn AnyMutation,
    /// Whether the token is the caller's own.
    has_token: bool,
    /// The input as it was serialised, less its secrets.
    input: Option<Box<Value>>,
    /// Where the last attempt went, and whether that is where the SDK has sent it.
    place: Option<(Place, Departure)>,
    /// Whether that is elsewhere.
    is_departed: bool,
    /// Whether it is to be noted what the last attempt was sent with.
    is_reconfigured: bool,
    with: Option<Box<SentWith>>,
    /// The answer to the last attempt, if it was refused.
    refusal: Option<Refusal>,
    /// The rate that is to learn how attempts are answered.
    rate: Option<Arc<WriteRate>>,
}

/// The service has answered, and done nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    /// May quote what was sent: for comparisons only.
    pub(crate) message: String,
    /// Because there were too many requests.
    pub(crate) is_throttling: bool,
}

impl SentWrite {
    /// For a call of `mutation`.
    pub(crate) fn of(mutation: &'static dyn AnyMutation) -> Self {
        Self {
            mutation,
            has_token: false,
            input: None,
            place: None,
            is_departed: false,
            is_reconfigured: false,
            with: None,
            refusal: None,
            rate: None,
        }
    }

    /// The same, for a call that is sent at this rate.
    pub(crate) fn at(mut self, rate: Option<&Arc<WriteRate>>) -> Self {
        self.rate = rate.map(Arc::clone);
        self
    }

    /// The same, for a call that has a configuration of its own, or not.
    pub(crate) fn reconfigured(mut self, is_reconfigured: bool) -> Self {
        self.set_reconfigured(is_reconfigured);
        self
    }

    /// Notes whether the call has a configuration of its own.
    pub(crate) fn set_reconfigured(&mut self, is_reconfigured: bool) {
        self.is_reconfigured = is_reconfigured;
    }

    /// Whether the call has a configuration of its own.
    pub(crate) fn is_reconfigured(&self) -> bool {
        self.is_reconfigured
    }

    /// Notes the input as the caller has given it.
    pub(crate) fn given(&mut self, input: &Input) {
        self.has_token = self.mutation.has_token(input);
    }

    /// Notes the input as it is sent: interceptors have changed it, and the SDK has filled in the token.
    pub(crate) fn serialized(&mut self, input: &Input) -> Sent {
        self.input = self.mutation.kept(input, self.has_token);
        self.mutation.sent(input)
    }

    /// Notes where an attempt goes, and with what.
    pub(crate) fn transmitted(
        &mut self,
        request: &HttpRequest,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) {
        let departure = Departure::of(request, cfg);
        self.is_departed = departure != Departure::default();
        self.place = Some((Place::of(request).in_account(cfg), departure));
        if self.is_reconfigured {
            self.with = Some(Box::new(SentWith::of(components, cfg)));
        }
        self.refusal = None;
    }

    /// Notes that an attempt is sent again as it was.
    pub(crate) fn sent_again(&mut self) {
        self.refusal = None;
    }

    /// Notes that an attempt was accepted.
    pub(crate) fn accepted(&self) {
        if let Some(rate) = &self.rate {
            rate.accepted();
        }
    }

    /// Notes how an attempt was refused.
    pub(crate) fn refused(&mut self, error: &OrchestratorError<Error>, status: u16) {
        let error = error.as_operation_error();
        let metadata = error.and_then(|error| self.mutation.error_metadata(error));
        let code = metadata.and_then(ErrorMetadata::code);
        let message = metadata.and_then(ErrorMetadata::message);
        let refusal = Refusal {
            code: code.unwrap_or_default().to_owned(),
            message: message.unwrap_or_default().to_owned(),
            is_throttling: triage_answer(code, status, self.mutation.error_codes())
                == Triage::Throttled
                && code != Some(QUOTA_EXCEEDED),
        };
        if let Some(rate) = self.rate.as_ref().filter(|_| refusal.is_throttling) {
            rate.throttled();
        }
        self.refusal = Some(refusal);
    }

    /// The operation that was called.
    pub(crate) fn mutation(&self) -> &'static dyn AnyMutation {
        self.mutation
    }

    /// What the call is about.
    pub(crate) fn subjects(&self) -> Vec<Resource> {
        let input = self.input.as_deref();
        input.map_or_else(Vec::new, |input| self.mutation.subjects(input, None))
    }

    /// The input as it was sent. `None` if it was not, or was taken before.
    pub(crate) fn take_input(&mut self) -> Option<Box<Value>> {
        self.input.take()
    }

    /// Puts the input back that was taken.
    pub(crate) fn put_back(&mut self, input: Box<Value>) {
        self.input = Some(input);
    }

    /// Where the last attempt went. `None` if it was not sent, or this was taken before.
    pub(crate) fn take_place(&mut self) -> Option<(Place, Departure)> {
        self.place.take()
    }

    /// What the last attempt was sent with, of a call with a configuration of its own. `None` if there
    /// was none, or it was taken before.
    pub(crate) fn take_sent_with(&mut self) -> Option<Box<SentWith>> {
        self.with.take()
    }

    /// Whether it went where those of its client go, for all that can be told.
    pub(crate) fn stays(&self) -> bool {
        !self.is_reconfigured && !self.is_departed
    }

    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }
}

/// Without the input.
impl fmt::Debug for SentWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentWrite")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}
