//! What a mutation has sent, where, and how the service has refused it: as the SDK's hooks see it.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::client::identity::SharedIdentityCache;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

use crate::destination::Place;
use crate::triage::{Triage, triage_answer};
use crate::write_rate::WriteRate;
use crate::write_recorder::Sent;
use crate::{Mutation, Resource};

/// To the SDK's retries this is throttling. Upon a mutation, it is a quota: there are too many secrets,
/// say, and waiting does not help.
const QUOTA_EXCEEDED: &str = "LimitExceededException";

/// What a call has sent, and what came of it.
pub(crate) struct SentWrite {
    facets: Facets,
    /// Whether the token is the caller's own.
    has_token: bool,
    /// The input as it was serialised, less its secrets.
    input: Option<Box<dyn Any + Send + Sync>>,
    /// Where the last attempt went.
    place: Option<Place>,
    /// Where its identity is cached.
    identities: Option<SharedIdentityCache>,
    /// The answer to the last attempt, if it was refused.
    refusal: Option<Refusal>,
    /// The rate that is to learn how attempts are answered.
    rate: Option<Arc<WriteRate>>,
}

/// What is known of a mutation once its types are erased.
#[derive(Clone, Copy)]
struct Facets {
    has_token: fn(&Input) -> bool,
    sent: fn(&Input) -> Sent,
    /// With the token, or without.
    kept: fn(&Input, bool) -> Option<Box<dyn Any + Send + Sync>>,
    metadata: fn(&Error) -> Option<&ErrorMetadata>,
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
    /// For a call of `O` that fails with the service's error `E`.
    pub(crate) fn of<
        O: Mutation,
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    >() -> Self {
        Self::with(Facets {
            has_token: |input| {
                let input = input.downcast_ref::<O::Input>();
                input.and_then(O::idempotency_token).is_some()
            },
            sent: |input| match input.downcast_ref::<O::Input>() {
                Some(input) => Sent::of::<O>(input),
                None => Sent::default(),
            },
            kept: |input, with_token| {
                let input = input.downcast_ref::<O::Input>()?;
                let mut kept = O::without_secrets(input);
                if !with_token {
                    O::take_idempotency_token(&mut kept);
                }
                Some(Box::new(kept))
            },
            metadata: |error| error.downcast_ref::<E>().map(ProvideErrorMetadata::meta),
        })
    }

    /// For a call of which nothing is known.
    #[cfg(test)]
    pub(crate) fn unknown() -> Self {
        Self::with(Facets {
            has_token: |_| false,
            sent: |_| Sent::default(),
            kept: |_, _| None,
            metadata: |_| None,
        })
    }

    fn with(facets: Facets) -> Self {
        Self {
            facets,
            has_token: false,
            input: None,
            place: None,
            identities: None,
            refusal: None,
            rate: None,
        }
    }

    /// The same, for a call that is sent at this rate.
    pub(crate) fn at(mut self, rate: Option<&Arc<WriteRate>>) -> Self {
        self.rate = rate.map(Arc::clone);
        self
    }

    /// Notes the input as the caller has given it.
    pub(crate) fn given(&mut self, input: &Input) {
        self.has_token = (self.facets.has_token)(input);
    }

    /// Notes the input as it is sent: interceptors have changed it, and the SDK has filled in the token.
    pub(crate) fn serialized(&mut self, input: &Input) -> Sent {
        self.input = (self.facets.kept)(input, self.has_token);
        (self.facets.sent)(input)
    }

    /// Notes where an attempt goes.
    pub(crate) fn transmitted(&mut self, request: &HttpRequest, components: &RuntimeComponents) {
        self.place = Some(Place::of(request));
        self.identities = Some(components.identity_cache());
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
        let metadata = error.as_operation_error().and_then(self.facets.metadata);
        let code = metadata.and_then(ErrorMetadata::code);
        let message = metadata.and_then(ErrorMetadata::message);
        let refusal = Refusal {
            code: code.unwrap_or_default().to_owned(),
            message: message.unwrap_or_default().to_owned(),
            is_throttling: triage_answer(code, status) == Triage::Throttled
                && code != Some(QUOTA_EXCEEDED),
        };
        if let Some(rate) = self.rate.as_ref().filter(|_| refusal.is_throttling) {
            rate.throttled();
        }
        self.refusal = Some(refusal);
    }

    /// What the call is about.
    pub(crate) fn subjects<O: Mutation>(&self) -> Vec<Resource> {
        let input = self.input.as_ref().and_then(|it| it.downcast_ref());
        input.map_or_else(Vec::new, |input| O::subjects(input, None))
    }

    /// The input as it was sent. `None` if it was not, or was taken before.
    pub(crate) fn take_input<O: Mutation>(&mut self) -> Option<O::Input> {
        let input = self.input.take()?.downcast::<O::Input>();
        input.ok().map(|input| *input)
    }

    pub(crate) fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    pub(crate) fn identities(&self) -> Option<&SharedIdentityCache> {
        self.identities.as_ref()
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
