//! How a caller finds out why a call of an SDK client that waits was not confirmed.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_smithy_types::error::metadata::ErrorMetadata;

use crate::contract::value::Value;
use crate::report::error::Unconfirmed;
use crate::sending::indeterminate::Ambiguous;

/// The output of a call of an SDK client that waits, of whichever operation.
pub struct SdkOutput(Box<Value>);

impl SdkOutput {
    pub(super) fn new(output: Box<Value>) -> Self {
        Self(output)
    }

    /// The SDK's output, if it is of this type: as in
    /// `downcast_ref::<PutParameterOutput>()`.
    #[must_use]
    pub fn downcast_ref<T: Any>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

/// Without what is in it: some outputs carry secrets.
impl fmt::Debug for SdkOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SdkOutput").finish_non_exhaustive()
    }
}

/// That the service has refused a call of an SDK client that waits.
#[derive(Clone)]
pub struct Refusal(ErrorMetadata);

impl Refusal {
    pub(super) fn new(metadata: ErrorMetadata) -> Self {
        Self(metadata)
    }

    /// The service's error code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code()
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal")
            .field("code", &self.code())
            .finish_non_exhaustive()
    }
}

/// The code alone: a message may quote what was sent.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused: {}", self.code().unwrap_or("without a code"))
    }
}

impl Error for Refusal {}

/// That the service has not answered within the SDK's time-out of an attempt.
#[derive(Clone, Debug)]
pub(super) struct AttemptTimedOut(pub(super) Duration);

impl fmt::Display for AttemptTimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "operation attempt timeout occurred after {:?}", self.0)
    }
}

impl Error for AttemptTimedOut {}

/// Why a call of an SDK client that waits was not confirmed, although it succeeded: with its output and
/// the evidence. `None` if this error is of another kind, or of another client.
///
/// It is looked for in the error and in its sources, so that it is found in an error of the caller's own
/// that holds the SDK's.
#[must_use]
pub fn unconfirmed<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a Unconfirmed<SdkOutput>> {
    found::<Arc<Unconfirmed<SdkOutput>>>(error).map(|it| &**it)
}

/// That a call of an SDK client that waits was refused, and has changed something all the same: with what
/// was seen. `None` if this error is of another kind, or of another client. It is looked for as
/// [`unconfirmed`] is.
#[must_use]
pub fn ambiguous<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a Ambiguous<Refusal>> {
    found::<Arc<Ambiguous<Refusal>>>(error).map(|it| &**it)
}

fn found<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = error.source();
    }
    None
}
