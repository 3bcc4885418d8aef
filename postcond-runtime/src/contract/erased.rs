//! Mutations whose types are forgotten: what the engine works on, so that it is compiled once.
//!
//! Generated code and checks are typed. Where a call enters the engine, its operation becomes an
//! [`AnyMutation`], and reader, input, output and error become [`Value`]s; where it leaves, they become
//! what they were.

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_types::config_bag::FrozenLayer;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

use crate::contract::condition::Condition;
use crate::contract::footprint::{Fact, Footprint};
#[cfg(feature = "receipts")]
use crate::contract::operation::Surroundings;
use crate::contract::operation::{Mutation, Operation, ReaderOf, Service, ServiceReader};
#[cfg(feature = "receipts")]
use crate::contract::portable::{Json, PortableCall, Unportable};
use crate::contract::refusals::RefusedAfter;
use crate::contract::resource::Resource;
use crate::contract::value::Value;
use crate::contract::witness::Sent;
use crate::sdk::error_codes::ErrorCodes;
use crate::sdk::sent_with::SentWith;

/// What evidence, logs and metrics call an operation by.
#[derive(Debug)]
pub(crate) struct OperationNames {
    /// As in `PutParameter`.
    pub(crate) name: &'static str,
    /// As in `Secrets Manager`.
    pub(crate) sdk_id: &'static str,
    /// As in `ssm`.
    pub(crate) iam_prefix: &'static str,
}

/// A [`Mutation`] whose types are forgotten. What is given a value of another type finds nothing in it.
pub(crate) trait AnyMutation: Send + Sync {
    /// What it is called.
    fn names(&self) -> &'static OperationNames;

    /// Tells the operation from all others.
    fn id(&self) -> TypeId;

    /// [`Mutation::BUILT_IN`].
    fn built_in(&self) -> &'static [&'static dyn Condition];

    /// [`Mutation::REFUSED_AFTER`].
    fn refused_after(&self) -> &'static [RefusedAfter];

    /// [`Service::ERROR_CODES`].
    fn error_codes(&self) -> &'static ErrorCodes;

    /// [`Mutation::resource`].
    fn resource(&self, input: &Value) -> Option<String>;

    /// [`Mutation::subjects`].
    fn subjects(&self, input: &Value, output: Option<&Value>) -> Vec<Resource>;

    /// [`Mutation::may_refuse_later`].
    fn may_refuse_later(&self, input: &Value) -> bool;

    /// [`Mutation::footprint`].
    fn footprint(&self, input: &Value, output: &Value) -> Footprint;

    /// [`Mutation::without`].
    fn without(
        &self,
        input: &Value,
        output: &Value,
        superseded: &dyn Fn(&Fact) -> bool,
    ) -> Option<(Box<Value>, Box<Value>)>;

    /// [`Mutation::sdk_configuration`].
    fn sdk_configuration(&self) -> Option<FrozenLayer>;

    /// Whether it is the operation's input.
    fn takes(&self, input: &Input) -> bool;

    /// The output, if it is the operation's.
    fn output(&self, output: Output) -> Option<Box<Value>>;

    /// What the service says in an error of the operation's.
    fn error_metadata<'a>(&self, error: &'a Error) -> Option<&'a ErrorMetadata>;

    /// An error of the operation's that the service knows nothing of.
    fn unhandled(&self, source: BoxError, metadata: Option<ErrorMetadata>) -> Error;

    /// Whether the caller has given the request a token.
    fn has_token(&self, input: &Input) -> bool;

    /// What the witness is to know of the request.
    fn sent(&self, input: &Input) -> Sent;

    /// What is kept of the request: with its token, or without.
    fn kept(&self, input: &Input, with_token: bool) -> Option<Box<Value>>;

    /// The reader for the polls of a call that was sent with this, a configuration of its own.
    fn following(&self, reader: &Value, call: &SentWith) -> Option<Arc<Value>>;

    /// [`Service::NAME`].
    #[cfg(feature = "receipts")]
    fn service(&self) -> &'static str;

    /// [`Mutation::ON_REQUEST`].
    #[cfg(feature = "receipts")]
    fn on_request(&self) -> &'static [&'static dyn Condition];

    /// [`ServiceReader::surroundings`].
    #[cfg(feature = "receipts")]
    fn surroundings(&self, reader: &Value) -> Surroundings;

    /// [`Mutation::portable`].
    #[cfg(feature = "receipts")]
    fn portable(&self, input: &Value, output: &Value) -> Option<PortableCall>;

    /// [`Mutation::carried`].
    #[cfg(feature = "receipts")]
    fn carried(&self, input: Json, output: Json) -> Result<(Box<Value>, Box<Value>), Unportable>;
}

impl fmt::Debug for dyn AnyMutation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.names().name)
    }
}

/// `O`, its types forgotten.
pub(crate) const fn any<O: Mutation>() -> &'static dyn AnyMutation {
    const { &Typed::<O>(PhantomData) }
}

struct Typed<O>(PhantomData<fn() -> O>);

impl<O: Mutation> Typed<O> {
    const NAMES: &'static OperationNames = &OperationNames {
        name: O::NAME,
        sdk_id: <O::Service as Service>::SDK_ID,
        iam_prefix: <O::Service as Service>::IAM_PREFIX,
    };
}

impl<O: Mutation> AnyMutation for Typed<O> {
    fn names(&self) -> &'static OperationNames {
        Self::NAMES
    }

    fn id(&self) -> TypeId {
        TypeId::of::<O>()
    }

    fn built_in(&self) -> &'static [&'static dyn Condition] {
        O::BUILT_IN
    }

    fn error_codes(&self) -> &'static ErrorCodes {
        <O::Service as Service>::ERROR_CODES
    }

    fn refused_after(&self) -> &'static [RefusedAfter] {
        O::REFUSED_AFTER
    }

    fn resource(&self, input: &Value) -> Option<String> {
        O::resource(input.downcast_ref()?)
    }

    fn subjects(&self, input: &Value, output: Option<&Value>) -> Vec<Resource> {
        let output = output.and_then(|output| output.downcast_ref());
        let input = input.downcast_ref();
        input.map_or_else(Vec::new, |input| O::subjects(input, output))
    }

    fn may_refuse_later(&self, input: &Value) -> bool {
        input.downcast_ref().is_some_and(O::may_refuse_later)
    }

    fn footprint(&self, input: &Value, output: &Value) -> Footprint {
        match (input.downcast_ref(), output.downcast_ref()) {
            (Some(input), Some(output)) => O::footprint(input, output),
            _ => Footprint::default(),
        }
    }

    fn without(
        &self,
        input: &Value,
        output: &Value,
        superseded: &dyn Fn(&Fact) -> bool,
    ) -> Option<(Box<Value>, Box<Value>)> {
        let (input, output) = (input.downcast_ref()?, output.downcast_ref()?);
        let (input, output) = O::without(input, output, superseded)?;
        Some((Box::new(input), Box::new(output)))
    }

    fn sdk_configuration(&self) -> Option<FrozenLayer> {
        O::sdk_configuration()
    }

    fn takes(&self, input: &Input) -> bool {
        input.downcast_ref::<<O as Operation>::Input>().is_some()
    }

    fn output(&self, output: Output) -> Option<Box<Value>> {
        let output = output.downcast::<<O as Operation>::Output>().ok()?;
        Some(Box::new(output))
    }

    fn error_metadata<'a>(&self, error: &'a Error) -> Option<&'a ErrorMetadata> {
        let error = error.downcast_ref::<<O as Mutation>::Error>();
        error.map(ProvideErrorMetadata::meta)
    }

    fn unhandled(&self, source: BoxError, metadata: Option<ErrorMetadata>) -> Error {
        Error::erase(<O as Mutation>::Error::create_unhandled_error(
            source, metadata,
        ))
    }

    fn has_token(&self, input: &Input) -> bool {
        let input = input.downcast_ref::<<O as Operation>::Input>();
        input.and_then(O::idempotency_token).is_some()
    }

    fn sent(&self, input: &Input) -> Sent {
        match input.downcast_ref::<<O as Operation>::Input>() {
            Some(input) => Sent {
                idempotency_token: O::idempotency_token(input).map(str::to_owned),
                secret: O::has_secret(input),
                ..Sent::default()
            },
            None => Sent::default(),
        }
    }

    fn kept(&self, input: &Input, with_token: bool) -> Option<Box<Value>> {
        let input = input.downcast_ref::<<O as Operation>::Input>()?;
        let mut kept = O::kept(input)?;
        if !with_token {
            O::take_idempotency_token(&mut kept);
        }
        Some(Box::new(kept))
    }

    fn following(&self, reader: &Value, call: &SentWith) -> Option<Arc<Value>> {
        let reader = reader.downcast_ref::<ReaderOf<O>>()?.clone();
        Some(Arc::new(reader.following(call)))
    }

    #[cfg(feature = "receipts")]
    fn service(&self) -> &'static str {
        <O::Service as Service>::NAME
    }

    #[cfg(feature = "receipts")]
    fn on_request(&self) -> &'static [&'static dyn Condition] {
        O::ON_REQUEST
    }

    #[cfg(feature = "receipts")]
    fn surroundings(&self, reader: &Value) -> Surroundings {
        let reader = reader.downcast_ref::<ReaderOf<O>>();
        reader.map(ServiceReader::surroundings).unwrap_or_default()
    }

    #[cfg(feature = "receipts")]
    fn portable(&self, input: &Value, output: &Value) -> Option<PortableCall> {
        O::portable(input.downcast_ref()?, output.downcast_ref()?)
    }

    #[cfg(feature = "receipts")]
    fn carried(&self, input: Json, output: Json) -> Result<(Box<Value>, Box<Value>), Unportable> {
        let (input, output) = O::carried(input, output)?;
        Ok((Box::new(input), Box::new(output)))
    }
}

/// What the engine was given as a `T`.
///
/// # Panics
/// If it was given something else; it hands back what it was given.
pub(crate) fn restored<T: Send + Sync + 'static>(value: Box<Value>) -> T {
    match value.downcast() {
        Ok(value) => *value,
        Err(_) => unreachable!("a value of a call came back as another type"),
    }
}
