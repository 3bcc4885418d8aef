//! What a read is of which several requests become one, and how.

use std::fmt::Debug;
use std::future::Future;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

use crate::contract::operation::{Read, ReaderOf};

/// A read of which several requests can be sent as one. Implemented by generated code alone; named by who
/// implements [`Batch`].
pub trait Coalesced: Read<Output: Clone> {
    /// The SDK's builder of the input.
    type Request: Clone + Debug + PartialEq + Send + Sync + 'static;
    /// The SDK's error type.
    type Error: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static;
    /// How several are sent as one.
    type Batch: Batch<Self>;

    /// Sends one.
    fn send(
        reader: &ReaderOf<Self>,
        request: Self::Request,
    ) -> impl Future<Output = Result<Self::Output, SdkError<Self::Error, HttpResponse>>> + Send;

    /// The same error again: the SDK's errors cannot be cloned.
    fn repeat(error: &Self::Error) -> Self::Error;

    /// An error of which only this is known.
    fn generic(metadata: ErrorMetadata) -> Self::Error;
}

/// How several requests of the read `O` are sent as one: implemented by who generates a client of a service
/// that has a read for several, and named in the overlay.
pub trait Batch<O: Coalesced>: 'static {
    /// How many at most.
    const LARGEST: usize;
    /// The SDK's error type of the operation that answers them.
    type Error: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static;

    /// Whether `request` can be answered together with `others`; if there are none, with any at all.
    fn fits(others: &[O::Request], request: &O::Request) -> bool;

    /// The answer to each of at least two requests, in their order. One that is missing is read by
    /// itself.
    fn send(
        reader: &ReaderOf<O>,
        requests: &[O::Request],
    ) -> impl Future<Output = Result<Vec<BatchItem<O>>, SdkError<Self::Error, HttpResponse>>> + Send;
}

/// What a batch says about one of its requests. `None` if that has to be read by itself.
pub type BatchItem<O> =
    Option<Result<<O as crate::contract::operation::Operation>::Output, <O as Coalesced>::Error>>;
