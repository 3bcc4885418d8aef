//! The one way in which mutations are sent: what the SDK does, and then the read-back.

use std::marker::PhantomData;
use std::sync::Arc;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::confirm::call::{Call, CallOptions};
use crate::confirm::consistency::Consistency;
use crate::contract::erased::{AnyMutation, any, restored};
use crate::contract::operation::{ErrorOf, Mutation, OutputOf, ReaderOf};
use crate::contract::value::Value;
use crate::report::evidence::Confirmed;
use crate::report::resent::Resent;
use crate::requests::sent::SentWrite;
use crate::requests::write_rate::WriteRate;
use crate::requests::write_recorder::WitnessRecorder;
use crate::sending::indeterminate::{Unresolved, UnresolvedAny};

/// A request that is under way.
pub type Sending<O> = BoxFuture<'static, Result<OutputOf<O>, SdkError<ErrorOf<O>, HttpResponse>>>;

/// [`Sending`], the types of output and error forgotten.
type SendingAny = BoxFuture<'static, Result<Box<Value>, Box<Value>>>;

/// What makes a request, once or again.
trait Transmit: Send {
    /// The request, under way. It is `kept`, if it can be, where it may have to be sent again.
    fn transmit(&mut self, kept: bool) -> SendingAny;

    /// Whether it was kept.
    fn is_left(&self) -> bool;
}

/// A call of a mutation, to be sent.
pub(crate) struct Outgoing<'a> {
    pub(crate) mutation: &'static dyn AnyMutation,
    /// Whether the call has a configuration of its own.
    is_reconfigured: bool,
    request: &'a mut dyn Transmit,
}

/// The same request for another time, if it can be sent more than once: a stream cannot.
pub type Repeat<B> = fn(&B) -> Option<B>;

/// A request of `O`, and what sends it.
pub(crate) struct Request<O, B, S> {
    /// None once it has been sent for the last time.
    request: Option<B>,
    again: Repeat<B>,
    send: S,
    operation: PhantomData<fn() -> O>,
}

/// A write that was sent, and how it was answered.
pub(crate) struct Answered {
    pub(crate) result: Result<Box<Value>, Box<Value>>,
    pub(crate) recorder: WitnessRecorder,
    pub(crate) resent: Option<Box<Resent>>,
}

impl<O, B, S> Request<O, B, S>
where
    O: Mutation,
    B: Send + Sync,
    S: Fn(B) -> Sending<O> + Send,
{
    pub(crate) fn new(request: B, again: Repeat<B>, send: S) -> Self {
        Self {
            request: Some(request),
            again,
            send,
            operation: PhantomData,
        }
    }

    pub(crate) fn outgoing(&mut self, call: &Call) -> Outgoing<'_> {
        Outgoing {
            mutation: any::<O>(),
            is_reconfigured: call.customization.reconfigured,
            request: self,
        }
    }
}

impl<O, B, S> Transmit for Request<O, B, S>
where
    O: Mutation,
    B: Send + Sync,
    S: Fn(B) -> Sending<O> + Send,
{
    fn transmit(&mut self, kept: bool) -> SendingAny {
        let again = self.request.as_ref().filter(|_| kept);
        let request = match again.and_then(self.again) {
            Some(again) => self.request.replace(again),
            None => self.request.take(),
        };
        let Some(request) = request else {
            unreachable!("a request that was not kept is sent again");
        };
        Box::pin((self.send)(request).map(|answer| match answer {
            Ok(output) => Ok(Box::new(output) as Box<Value>),
            Err(error) => Err(Box::new(error) as Box<Value>),
        }))
    }

    fn is_left(&self) -> bool {
        self.request.is_some()
    }
}

impl Outgoing<'_> {
    /// Whether the request is there to be sent again.
    pub(crate) fn can_be_sent_again(&self) -> bool {
        self.request.is_left()
    }

    /// Sends the call and takes it down. It is `kept` if it may have to be sent again.
    pub(crate) async fn send(&mut self, rate: Option<&Arc<WriteRate>>, kept: bool) -> Answered {
        let sent = SentWrite::of(self.mutation).at(rate);
        let recorder = WitnessRecorder::start(sent.reconfigured(self.is_reconfigured));
        let result = recorder.record(self.request.transmit(kept)).await;
        Answered {
            result,
            recorder,
            resent: None,
        }
    }
}

impl Consistency {
    /// Sends a mutation and reads back until its change is confirmed by every check that applies to
    /// the call.
    ///
    /// What is confirmed is the input as it was sent: after interceptors have changed it. A call that
    /// is refused because an earlier write has not settled is sent again as [`RefusedWrite`] says; one
    /// that was not answered is looked up first where
    /// [`AmbiguousWrite::ReadBack`](crate::AmbiguousWrite::ReadBack) applies.
    ///
    /// # Errors
    /// The SDK's own error if the write failed; with what was seen if it was looked for in vain; its
    /// output if it could not be confirmed.
    ///
    /// [`RefusedWrite`]: crate::RefusedWrite
    #[doc(hidden)]
    pub async fn send<O, B, S>(
        &self,
        reader: &ReaderOf<O>,
        call: CallOptions<O>,
        request: B,
        again: Repeat<B>,
        send: S,
    ) -> Result<Confirmed<O::Output>, Unresolved<SdkError<O::Error, HttpResponse>, O::Output>>
    where
        O: Mutation,
        B: Send + Sync,
        S: Fn(B) -> Sending<O> + Send,
    {
        let mut request = Request::<O, B, S>::new(request, again, send);
        let reader = Arc::new(reader.clone());
        let outgoing = request.outgoing(&call.call);
        // Boxed: it is the same for all operations.
        let sent = Box::pin(self.send_any(reader, call.call, outgoing)).await;
        match sent {
            Ok(Confirmed { output, evidence }) => Ok(Confirmed {
                output: restored(output),
                evidence,
            }),
            Err(unresolved) => Err(unresolved.restored()),
        }
    }

    /// [`send`](Self::send), whatever the operation.
    async fn send_any(
        &self,
        reader: Arc<Value>,
        call: Call,
        mut outgoing: Outgoing<'_>,
    ) -> Result<Confirmed<Box<Value>>, UnresolvedAny> {
        let answered = if outgoing.mutation.refused_after().is_empty() {
            outgoing.send(None, false).await
        } else {
            // Boxed: few calls come this way.
            let admission = None;
            Box::pin(self.send_until_taken(&call, &mut outgoing, admission)).await
        };
        let landed = self.landed(reader, &call, answered).await?;
        let confirmed = self.confirm_landed(&call, landed).await;
        confirmed.map_err(|error| Unresolved::Unconfirmed(Box::new(error)))
    }
}
