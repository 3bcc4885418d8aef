//! What the generator says about a service: its operations, as types.

use std::error::Error;
use std::fmt::Debug;
#[cfg(feature = "receipts")]
use std::time::SystemTime;

#[cfg(feature = "receipts")]
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_types::config_bag::FrozenLayer;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::contract::condition::Condition;
use crate::contract::footprint::{Fact, Footprint};
#[cfg(feature = "receipts")]
use crate::contract::portable::{Json, PortableCall, Unportable};
use crate::contract::refusals::RefusedAfter;
use crate::contract::resource::Resource;
use crate::sdk::error_codes::ErrorCodes;
use crate::sdk::sent_with::SentWith;

/// What only generated code implements: what there is to know of a service may grow. Its name is hidden, and
/// with it the traits that ask for it are sealed.
pub trait Generated {}

/// A service that a consistent client was generated for.
pub trait Service: Generated + Send + Sync + Sized + 'static {
    /// The module's name, as in `#[post_condition(service = "ssm")]`.
    const NAME: &'static str;
    /// The name that the SDKs give the service, as in `Secrets Manager`.
    const SDK_ID: &'static str;
    /// The prefix of the service's IAM actions, as in `ssm:GetParameter`.
    const IAM_PREFIX: &'static str;
    /// What the service's own error codes mean.
    const ERROR_CODES: &'static ErrorCodes = &ErrorCodes::NONE;
    /// Hands out the service's reads, and nothing else.
    type Reader: ServiceReader;
}

/// What hands out a service's reads.
pub trait ServiceReader: Generated + Clone + Send + Sync + 'static {
    /// The same reader, for the polls of a call with a configuration of its own: it reads with what
    /// [`SentWith`] has of that, and with the client's for the rest.
    #[must_use]
    fn following(self, _call: &SentWith) -> Self {
        self
    }

    /// The region that it reads in, and the clock that it tells the time by, for receipts.
    #[cfg(feature = "receipts")]
    fn surroundings(&self) -> Surroundings {
        Surroundings::default()
    }
}

/// Where a client's requests go, and what time it is there.
#[cfg(feature = "receipts")]
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The region that the client is configured with.
    pub region: Option<String>,
    /// The clock that its requests are dated by.
    pub time_source: Option<SharedTimeSource>,
}

#[cfg(feature = "receipts")]
impl Surroundings {
    /// The time.
    pub(crate) fn now(&self) -> SystemTime {
        let clock = self.time_source.as_ref();
        clock.map_or_else(SystemTime::now, TimeSource::now)
    }
}

/// The service's error of a mutation.
pub trait ServiceError:
    ProvideErrorMetadata + CreateUnhandledError + Error + Send + Sync + 'static
{
}

impl<E> ServiceError for E where
    E: ProvideErrorMetadata + CreateUnhandledError + Error + Send + Sync + 'static
{
}

/// One operation of a service. Implemented by the generated marker types.
pub trait Operation: Generated + Send + Sync + Sized + 'static {
    /// The service it belongs to.
    type Service: Service;
    /// The SDK's input type.
    type Input: Debug + Send + Sync + 'static;
    /// The SDK's output type.
    type Output: Debug + Send + Sync + 'static;
    /// The operation's name in the model, as in `PutParameter`.
    const NAME: &'static str;
}

/// An operation that changes something, so that there is something to confirm.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a read: it changes nothing, so it has no post-condition",
    label = "a read",
    note = "name the operation whose effect the check establishes"
)]
pub trait Mutation: Operation {
    /// The SDK's error type.
    type Error: ServiceError;

    /// The SDK's own configuration of the operation: it has what reads the answer.
    fn sdk_configuration() -> Option<FrozenLayer> {
        None
    }

    /// The checks that the client brings along for this operation.
    const BUILT_IN: &'static [&'static dyn Condition] = &[];

    /// The name or id of what `input` changes, for messages. Never a value.
    fn resource(input: &Self::Input) -> Option<String>;

    /// The token in `input` that makes a repeated request the same one, where the operation has one.
    fn idempotency_token(_input: &Self::Input) -> Option<&str> {
        None
    }

    /// Takes that token out of `input`: one that the SDK has made up is no part of what was asked for.
    fn take_idempotency_token(_input: &mut Self::Input) {}

    /// Whether `input` has a secret in it. Checks cannot see: secrets are dropped with the request.
    fn has_secret(_input: &Self::Input) -> bool {
        false
    }

    /// The input as it is kept to confirm the change by: secrets do not outlive the request, and a stream
    /// is read once, by the service. None where the SDK would not build such an input.
    ///
    /// It is that which was sent, less a token that the SDK has made up: that is in the
    /// [`Witness`](crate::Witness::idempotency_token).
    fn kept(input: &Self::Input) -> Option<Self::Input>;

    /// The refusals of this call that pass once an earlier write has settled.
    const REFUSED_AFTER: &'static [RefusedAfter] = &[];

    /// What `input` is about, for comparison with other calls; `output` may name it better.
    fn subjects(_input: &Self::Input, _output: Option<&Self::Output>) -> Vec<Resource> {
        Vec::new()
    }

    /// Whether a later call of the same client may be refused because this one has not settled.
    fn may_refuse_later(_input: &Self::Input) -> bool {
        false
    }

    /// The facts that the write has established, as far as a later write may overwrite them.
    fn footprint(_input: &Self::Input, _output: &Self::Output) -> Footprint {
        Footprint::default()
    }

    /// The checks that a call waits for if it asks for them.
    #[cfg(feature = "receipts")]
    const ON_REQUEST: &'static [&'static dyn Condition] = &[];

    /// The call as a receipt carries it. `None` where it carries none, as of a call whose answer is a stream.
    #[cfg(feature = "receipts")]
    fn portable(_input: &Self::Input, _output: &Self::Output) -> Option<PortableCall> {
        None
    }

    /// The input and the output of a call that a receipt has carried.
    ///
    /// # Errors
    /// If they are not those of the operation, or have what this version does not know.
    #[cfg(feature = "receipts")]
    fn carried(_input: Json, _output: Json) -> Result<(Self::Input, Self::Output), Unportable> {
        Err(Unportable::operation())
    }

    /// The write as if it had never done what is `superseded`, so that the checks look for the rest
    /// alone. `None` where nothing of it can be taken out.
    fn without(
        _input: &Self::Input,
        _output: &Self::Output,
        _superseded: &dyn Fn(&Fact) -> bool,
    ) -> Option<(Self::Input, Self::Output)> {
        None
    }
}

/// An operation that only reads, so that a check may use it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a read: a check can never change anything",
    label = "a mutation",
    note = "`reads` and `batched` name read operations"
)]
pub trait Read: Operation {}

/// The name of the read `O`: what `#[post_condition]` turns an entry of `reads` into.
#[must_use]
pub const fn name_of_read<O: Read>() -> &'static str {
    O::NAME
}

/// The reader of the service that `O` belongs to.
pub type ReaderOf<O> = <<O as Operation>::Service as Service>::Reader;
/// The SDK's input type of `O`.
pub type InputOf<O> = <O as Operation>::Input;
/// The SDK's error type of `O`.
pub(crate) type ErrorOf<O> = <O as Mutation>::Error;
/// The SDK's output type of `O`.
pub type OutputOf<O> = <O as Operation>::Output;
