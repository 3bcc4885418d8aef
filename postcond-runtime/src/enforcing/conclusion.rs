//! What a call of an SDK client that waits comes to: told once the SDK is done with its answer.

use std::error::Error as _;
use std::sync::Arc;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    Error, Input, InterceptorContext, Output,
};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata::ErrorMetadata;

use crate::enforcing::call::{EnforcedCall, SdkCall};
use crate::enforcing::outcome::{AttemptTimedOut, SdkOutput};
use crate::report::error::{Cause, Unconfirmed};
use crate::report::evidence::Evidence;
use crate::requests::sent::SentWrite;
use crate::sdk::read::ReadError;

impl EnforcedCall {
    /// Makes an error of the call's output where it was not confirmed, or of its refusal where it has
    /// changed something.
    pub(super) fn tell(&self, context: &mut InterceptorContext<Input, Output, Error>) {
        let call = &self.0;
        if let Some(unconfirmed) = call.unconfirmed(context) {
            call.fail(context, Box::new(Arc::new(unconfirmed)), None);
        } else if let Some(concluded) = call.concluded() {
            if let Some(unconfirmed) = concluded {
                call.fail(context, Box::new(Arc::clone(unconfirmed)), None);
            }
        } else if let Some(changed) = call.changed.get() {
            let metadata = call.refusal(context);
            call.fail(context, Box::new(Arc::clone(changed)), metadata);
        } else if let Some(late) = attempt_timed_out(context) {
            context.set_output_or_error(Err(OrchestratorError::timeout(Box::new(late))));
        }
    }
}

/// That the last attempt was not answered in time, if it was not. To the SDK it is an error of the HTTP
/// client's.
fn attempt_timed_out(
    context: &InterceptorContext<Input, Output, Error>,
) -> Option<AttemptTimedOut> {
    let error = context.output_or_error()?.err()?;
    let source = error.as_connector_error()?.source()?;
    source.downcast_ref().cloned()
}

impl SdkCall {
    /// Makes the call fail.
    fn fail(
        &self,
        context: &mut InterceptorContext<Input, Output, Error>,
        source: BoxError,
        metadata: Option<ErrorMetadata>,
    ) {
        // The SDK's error displays it for debugging, and some answers hold secrets.
        if let Some(answer) = context.response_mut() {
            *answer.body_mut() = SdkBody::empty();
        }
        let is_read = match context.output_or_error() {
            Some(Err(error)) => error.is_operation_error(),
            Some(Ok(_)) | None => true,
        };
        // One of the service's, where there is an answer: the SDK and most programs repeat a call upon all
        // else. Where the answer was not read, the SDK takes none of those.
        let error = match context.response() {
            Some(_) if is_read => {
                OrchestratorError::operation(self.mutation.unhandled(source, metadata))
            }
            Some(_) => OrchestratorError::response(source),
            None => OrchestratorError::other(source),
        };
        context.set_output_or_error(Err(error));
    }

    /// What the service says in its refusal.
    fn refusal(&self, context: &InterceptorContext<Input, Output, Error>) -> Option<ErrorMetadata> {
        let error = context.output_or_error()?.err()?.as_operation_error()?;
        self.mutation.error_metadata(error).cloned()
    }

    /// A call that has landed, and could not be waited for.
    fn unconfirmed(
        &self,
        context: &mut InterceptorContext<Input, Output, Error>,
    ) -> Option<Unconfirmed<SdkOutput>> {
        let own = self.own.get()?;
        if own.calls.waits_for_nothing() || self.concluded().is_some() {
            return None;
        }
        if let Some(accepted) = self.accepted.get() {
            let output = self.read(&accepted.answer).ok()?;
            return self.unwaited(output, "the wait was cut off before it had come to an end");
        }
        if !matches!(context.output_or_error(), Some(Ok(_))) {
            return None;
        }
        let output = context.take_output_or_error()?.ok()?;
        self.unwaited(
            output,
            "an interceptor has supplied the output, so that there was nothing to wait for; mock the \
             HTTP response instead, or leave the call unconfirmed with `SdkCalls::new().unconfirmed()`",
        )
    }

    fn unwaited(&self, output: Output, why: &'static str) -> Option<Unconfirmed<SdkOutput>> {
        let input = self.recorder.write(SentWrite::take_input);
        Some(Unconfirmed {
            output: SdkOutput::new(self.mutation.output(output)?),
            cause: Cause::Read {
                check: "the answer",
                source: ReadError::fatal(why),
            },
            evidence: Evidence::default(),
            operation: self.mutation.names().name,
            resource: input.and_then(|input| self.mutation.resource(&*input)),
            request_id: None,
        })
    }
}
