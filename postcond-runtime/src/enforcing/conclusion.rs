//! What a call of an SDK client that waits comes to: told once the SDK is done with its answer.

use std::sync::Arc;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    Error, Input, InterceptorContext, Output,
};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_types::body::SdkBody;

use crate::enforcing::call::{Passing, SdkCall};
use crate::enforcing::outcome::SdkOutput;
use crate::report::error::{Cause, Unconfirmed};
use crate::report::evidence::Evidence;
use crate::requests::sent::SentWrite;
use crate::sdk::read::ReadError;

impl Passing {
    /// Makes an error of the call's output where it was not confirmed, or of its refusal where it has
    /// changed something.
    pub(super) fn tell(&self, context: &mut InterceptorContext<Input, Output, Error>) {
        let mutation = self.0.mutation;
        let source: BoxError = match (self.0.concluded(), self.0.changed.get()) {
            (Some(concluded), _) => match &concluded.unconfirmed {
                Some(unconfirmed) => Box::new(Arc::clone(unconfirmed)),
                None => return,
            },
            (None, Some(changed)) => Box::new(Arc::clone(changed)),
            (None, None) => match self.0.unseen(context) {
                Some(unconfirmed) => Box::new(Arc::new(unconfirmed)),
                None => return,
            },
        };
        let metadata = match context.output_or_error() {
            Some(Err(error)) => error
                .as_operation_error()
                .and_then(|error| mutation.error_metadata(error))
                .cloned(),
            _ => None,
        };
        // The SDK's error displays it for debugging, and some answers hold secrets.
        if let Some(answer) = context.response_mut() {
            *answer.body_mut() = SdkBody::empty();
        }
        // An answer of the service's: the SDK and most programs repeat a call upon all else.
        let error = match context.response() {
            Some(_) => OrchestratorError::operation(mutation.unhandled(source, metadata)),
            None => OrchestratorError::other(source),
        };
        context.set_output_or_error(Err(error));
    }
}

impl SdkCall {
    /// A call whose output has not passed by here: an interceptor has made it up.
    fn unseen(
        &self,
        context: &mut InterceptorContext<Input, Output, Error>,
    ) -> Option<Unconfirmed<SdkOutput>> {
        let own = self.own.get()?;
        if own.calls.waits_for_nothing() || !matches!(context.output_or_error(), Some(Ok(_))) {
            return None;
        }
        let Some(Ok(output)) = context.take_output_or_error() else {
            return None;
        };
        let input = self.recorder.write(SentWrite::take_input);
        Some(Unconfirmed {
            output: SdkOutput::new(self.mutation.output(output)?),
            cause: Cause::Read {
                check: "the answer",
                source: ReadError::fatal(
                    "an interceptor has supplied the output, so that there was nothing to wait for; \
                     mock the HTTP response instead, or leave the call unconfirmed with \
                     `SdkCalls::new().unconfirmed()`",
                ),
            },
            evidence: Evidence::default(),
            operation: self.mutation.names().name,
            resource: input.and_then(|input| self.mutation.resource(&*input)),
            request_id: None,
        })
    }
}
