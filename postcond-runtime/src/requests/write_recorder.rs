//! Takes down what was sent for a write, when, and whether it may have landed.

use std::sync::Arc;
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextRef,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef, Error,
    FinalizerInterceptorContextRef, Input,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_types::request_id::RequestId;
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::contract::witness::{AccessKey, Measured, Sent, Span, Witness};
use crate::requests::sent::SentWrite;
use crate::sdk::ambiguity::may_have_landed;
use crate::sdk::answer::refuse_broken;
use crate::sdk::clock::{Answer, EndpointClock, Estimate, ServerClocks};
use crate::sdk::place::access_key;
use crate::sdk::recorder::WRITE_RECORDER;

/// How long a request may still be under way to the service when the call has failed, and land.
const UNDER_WAY_AFTER_FAILURE: Duration = Duration::from_secs(2);

tokio::task_local! {
    /// The record of the write that the current task is sending.
    static WRITE: WitnessRecorder;
}

/// Takes down what was sent for a write, when it happened, and whether it may have happened although
/// it failed. One is made for each write, before it is sent.
#[derive(Clone, Debug)]
pub(crate) struct WitnessRecorder {
    started: Instant,
    record: Arc<Mutex<Record>>,
}

/// In the configuration of a call, it is that of the call.
impl Storable for WitnessRecorder {
    type Storer = StoreReplace<Self>;
}

/// An interceptor that notes each write for the read-back that follows it, and the date of each answer.
///
/// Generated clients install it once, since an interceptor for one request costs more than all else
/// that they do. Writes that are not being recorded are not noted.
#[derive(Clone, Debug, Default)]
pub struct WriteRecorder {
    clocks: ServerClocks,
}

/// An attempt that has been sent.
#[derive(Clone, Debug)]
struct Attempt {
    sent: Instant,
    clock: Option<EndpointClock>,
    /// What was known of that clock.
    known: Option<Estimate>,
}

#[derive(Debug)]
struct Record {
    write: SentWrite,
    /// Whether a call of the SDK's is noted in it.
    is_claimed: bool,
    sent: Sent,
    request_id: Option<String>,
    /// When the first attempt was sent: before, its credentials were loaded.
    transmitted: Option<Instant>,
    /// The current attempt, if it has been sent.
    attempt: Option<Attempt>,
    /// The first attempt that may have landed.
    first: Option<Attempt>,
    /// The last attempt that was refused: it may have changed something all the same.
    refused: Option<Attempt>,
    /// When the last answer arrived.
    arrived: Option<Instant>,
    /// Whether any attempt failed, indeterminate what it has done.
    may_have_landed: bool,
    /// Whether the last attempt was refused: the service has answered, and done nothing.
    is_refused: bool,
}

impl Record {
    fn new(write: SentWrite) -> Self {
        Self {
            write,
            is_claimed: false,
            sent: Sent::default(),
            request_id: None,
            transmitted: None,
            attempt: None,
            first: None,
            refused: None,
            arrived: None,
            may_have_landed: false,
            is_refused: false,
        }
    }

    /// Notes the answer to the current attempt, whose body is yet to come.
    fn arrived(&mut self, response: &HttpResponse) {
        let Some(attempt) = &self.attempt else {
            return;
        };
        let answer = Answer::arrived(response, attempt.sent);
        if let (Some(answer), Some(clock)) = (answer, &attempt.clock) {
            clock.note(answer);
        }
        self.arrived = Some(Instant::now());
    }

    /// Notes how the current attempt has ended: with an output, or with an error.
    fn ended(&mut self, error: Option<&OrchestratorError<Error>>, status: Option<u16>) {
        let Some(attempt) = self.attempt.take() else {
            return;
        };
        let Some(error) = error else {
            self.write.accepted();
            self.first.get_or_insert(attempt);
            return;
        };
        let leaves_it_open = may_have_landed(error, status);
        self.may_have_landed |= leaves_it_open;
        self.is_refused = !leaves_it_open && status.is_some();
        if let Some(status) = status.filter(|_| self.is_refused) {
            self.write.refused(error, status);
        }
        if leaves_it_open {
            self.first.get_or_insert(attempt);
        } else {
            self.refused = Some(attempt);
        }
    }

    /// The witness of a write that began at `started`, if no attempt is known that may have landed.
    fn witness(&self, started: Instant, ended: Instant) -> Witness {
        let first = self.first.as_ref().or(self.refused.as_ref());
        let sent = first.map_or(started, |it| it.sent);
        let clock = first.and_then(|it| it.clock.clone()).unwrap_or_default();
        let span = Span { sent, ended };
        let measured = Measured::new(clock, span, first.and_then(|it| it.known));
        let mut witness = Witness::measured(measured, sent.elapsed());
        witness.sent.clone_from(&self.sent);
        witness
    }
}

impl WitnessRecorder {
    /// Starts the clock: call this just before the write is sent.
    pub(crate) fn start(write: SentWrite) -> Self {
        Self {
            started: Instant::now(),
            record: Arc::new(Mutex::new(Record::new(write))),
        }
    }

    /// What is known of the write.
    pub(crate) fn write<T>(&self, ask: impl FnOnce(&mut SentWrite) -> T) -> T {
        ask(&mut self.record.lock().write)
    }

    /// Sends the write, and takes it down.
    pub(crate) async fn record<T>(&self, send: impl Future<Output = T>) -> T {
        WRITE.scope(self.clone(), send).await
    }

    /// Notes the input as the caller has given it.
    pub(crate) fn given(&self, input: &Input) {
        self.record.lock().write.given(input);
    }

    /// Notes an answer that is held back from the SDK, all of which is here, and how the SDK will read it.
    pub(crate) fn answered(
        &self,
        response: &HttpResponse,
        error: Option<&OrchestratorError<Error>>,
    ) {
        let mut record = self.record.lock();
        record.arrived(response);
        record.ended(error, Some(response.status().as_u16()));
        record.request_id = response.headers().request_id().map(str::to_owned);
    }

    /// Notes that an attempt which was refused is sent again as it was.
    pub(crate) fn sent_again(&self) {
        let mut record = self.record.lock();
        record.write.sent_again();
        record.attempt = record.refused.clone().map(|attempt| Attempt {
            sent: Instant::now(),
            known: attempt.clock.as_ref().and_then(EndpointClock::estimate),
            ..attempt
        });
    }

    /// The witness of the write, which has just been answered.
    pub(crate) fn witness(&self) -> Witness {
        let record = self.record.lock();
        let arrived = record.arrived.unwrap_or_else(Instant::now);
        let mut witness = record.witness(self.started, arrived);
        witness.request_id.clone_from(&record.request_id);
        witness
    }

    /// The witness of the write, which has failed at `returned`: it is indeterminate whether it landed.
    pub(crate) fn indeterminate(&self, returned: Instant) -> Witness {
        let ended = returned + UNDER_WAY_AFTER_FAILURE;
        self.record.lock().witness(self.started, ended)
    }

    /// When the write was first sent. `None` if it was not.
    pub(crate) fn transmitted(&self) -> Option<Instant> {
        self.record.lock().transmitted
    }

    /// Whether any attempt at the write failed, indeterminate what it has done: a later one may
    /// have been refused because of what it did.
    pub(crate) fn may_have_landed(&self) -> bool {
        self.record.lock().may_have_landed
    }

    /// Whether the last attempt was refused: for what an earlier one has done, or for what somebody
    /// else has.
    pub(crate) fn is_refused(&self) -> bool {
        self.record.lock().is_refused
    }
}

/// Notes something of the write that the configuration of a call has a recorder for; nothing where none is
/// recorded.
fn with_record(cfg: &ConfigBag, note: impl FnOnce(&mut Record)) {
    if let Some(recorder) = cfg.load::<WitnessRecorder>() {
        note(&mut recorder.record.lock());
    }
}

/// The recorder of the write that the current task is sending, for the first call that asks: another call
/// that is made meanwhile, by an HTTP client say, is none of it.
fn recorder_of_task() -> Option<WitnessRecorder> {
    let recorder = WRITE.try_with(Clone::clone).ok()?;
    let is_first = !std::mem::replace(&mut recorder.record.lock().is_claimed, true);
    is_first.then_some(recorder)
}

impl WriteRecorder {
    /// One that notes the dates of answers in `clocks`.
    #[must_use]
    pub fn new(clocks: ServerClocks) -> Self {
        Self { clocks }
    }
}

#[dyn_dispatch_hint]
impl Intercept for WriteRecorder {
    fn name(&self) -> &'static str {
        WRITE_RECORDER
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(recorder) = recorder_of_task() {
            recorder.given(context.input());
            cfg.interceptor_state().store_put(recorder);
        }
        Ok(())
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // Of the input as it is sent: the SDK fills in the token at the last moment.
        with_record(cfg, |record| {
            record.sent = record.write.serialized(context.input());
        });
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        with_record(cfg, |record| {
            let request = context.request();
            record.write.transmitted(request, runtime_components, cfg);
            record.sent.access_key = AccessKey(access_key(request).map(str::to_owned));
            let clock = self.clocks.of(request.uri());
            let now = Instant::now();
            record.transmitted.get_or_insert(now);
            record.attempt = Some(Attempt {
                sent: now,
                known: clock.as_ref().and_then(EndpointClock::estimate),
                clock,
            });
        });
        Ok(())
    }

    // Not sooner, so that other interceptors have seen to the answer; its body is yet to come.
    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        with_record(cfg, |record| record.arrived(context.response()));
        Ok(())
    }

    // An access key without its secret, say, is no output to keep.
    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match cfg.load::<WitnessRecorder>() {
            Some(_) => refuse_broken(context),
            None => Ok(()),
        }
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        with_record(cfg, |record| {
            let status = context.response().map(|it| it.status().as_u16());
            let error = context.output_or_error().and_then(Result::err);
            record.ended(error, status);
        });
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(response) = context.response() {
            with_record(cfg, |record| {
                record.request_id = response.headers().request_id().map(str::to_owned);
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
