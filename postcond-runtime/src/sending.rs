//! The one way in which mutations are sent: what the SDK does, and then the read-back.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use backon::Backoff;
use futures_util::future::BoxFuture;
use tokio::time::{Instant, sleep};

use crate::consistency::Landed;
use crate::destination::Destination;
use crate::policy::Settings;
use crate::scope::Admission;
use crate::sent::SentWrite;
use crate::write_rate::WriteRate;
use crate::write_recorder::WitnessRecorder;
use crate::{
    CallOptions, Cause, Confirmed, Consistency, Evidence, Mutation, OutputOf, ReadError, ReaderOf,
    Resent, ServiceReader, Unconfirmed, Unresolved, WriteName, telemetry,
};

/// The error of a mutation, as the SDK has it.
pub(crate) type SendError<E> = SdkError<E, HttpResponse>;

/// A request that is under way.
pub type Sending<O, E> = BoxFuture<'static, Result<OutputOf<O>, SdkError<E, HttpResponse>>>;

/// The service's error of a mutation.
pub trait ServiceError: ProvideErrorMetadata + Error + Send + Sync + 'static {}

impl<E: ProvideErrorMetadata + Error + Send + Sync + 'static> ServiceError for E {}

/// A write that was sent, and how it was answered.
pub(crate) struct Answered<O: Mutation, E> {
    pub(crate) result: Result<O::Output, SendError<E>>,
    pub(crate) recorder: WitnessRecorder,
    pub(crate) resent: Option<Box<Resent>>,
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
    pub async fn send<O, E, B, S>(
        &self,
        reader: &ReaderOf<O>,
        call: CallOptions<O>,
        request: B,
        send: S,
    ) -> Result<Confirmed<O::Output>, Unresolved<SdkError<E, HttpResponse>, O::Output>>
    where
        O: Mutation,
        E: ServiceError,
        B: Clone + Send + Sync,
        S: Fn(B) -> Sending<O, E> + Send,
    {
        let answered = if O::REFUSED_AFTER.is_empty() {
            self.send_once::<O, E>(send(request), None).await
        } else {
            // In a box: few calls come this way.
            let admission = None;
            Box::pin(self.send_until_taken(&call, request, &send, admission)).await
        };
        let reader = reader_of_call(reader, &call, &answered.recorder);
        let landed = self.landed(&reader, &call, answered).await?;
        let confirmed = self.confirm_landed(&reader, call, landed).await;
        confirmed.map_err(|error| Unresolved::Unconfirmed(Box::new(error)))
    }

    /// Sends a mutation once and takes it down.
    async fn send_once<O: Mutation, E: ServiceError>(
        &self,
        sending: Sending<O, E>,
        rate: Option<&Arc<WriteRate>>,
    ) -> Answered<O, E> {
        let recorder = WitnessRecorder::start(SentWrite::of::<O, E>().at(rate));
        let result = recorder.record(sending).await;
        Answered {
            result,
            recorder,
            resent: None,
        }
    }

    /// Sends a mutation, and again as long as it is refused for what passes; in a scope, as it admits
    /// the write. No write is sent again that may have landed.
    pub(crate) async fn send_until_taken<O, E, B, S>(
        &self,
        call: &CallOptions<O>,
        request: B,
        send: &S,
        mut admission: Option<Admission<'_>>,
    ) -> Answered<O, E>
    where
        O: Mutation,
        E: ServiceError,
        B: Clone + Send + Sync,
        S: Fn(B) -> Sending<O, E> + Send,
    {
        let mut resending = Resending::new(self.policy_of(call).settings());
        let rate = admission.as_ref().map(|it| Arc::clone(it.rate()));
        loop {
            let send = || send(request.clone());
            let sending = Box::pin(self.send_at::<O, E>(rate.as_ref(), &mut resending, send));
            let mut answered = match &mut admission {
                Some(admission) => admission.run(sending).await,
                None => sending.await,
            };
            let passing = self.passing_refusal(call, &answered, rate.as_deref(), &resending);
            let may_be_sent = match passing.and_then(|passing| resending.pause(passing)) {
                Some(pause) => {
                    sleep(pause).await;
                    match &mut admission {
                        Some(admission) => admission.again(resending.latest()).await,
                        None => true,
                    }
                }
                None => false,
            };
            if !may_be_sent {
                answered.resent = resending.resent.take();
                return answered;
            }
            resending.sends_again::<O>();
        }
    }

    /// Sends a mutation once: for the first time as soon as it is its turn.
    async fn send_at<O: Mutation, E: ServiceError>(
        &self,
        rate: Option<&Arc<WriteRate>>,
        resending: &mut Resending,
        send: impl FnOnce() -> Sending<O, E>,
    ) -> Answered<O, E> {
        if resending.resent.is_none() {
            if let Some(rate) = rate {
                rate.turn(None).await;
            }
            resending.began = Instant::now();
        }
        self.send_once::<O, E>(send(), rate).await
    }

    /// Why the call was refused, if that passes.
    fn passing_refusal<O: Mutation, E: ServiceError>(
        &self,
        call: &CallOptions<O>,
        answered: &Answered<O, E>,
        rate: Option<&WriteRate>,
        resending: &Resending,
    ) -> Option<Passing> {
        if answered.result.is_ok() || answered.recorder.may_have_landed() {
            return None;
        }
        let (refusal, subjects) = answered.recorder.write(|write| {
            let refusal = write.refusal().cloned();
            (refusal, write.subjects::<O>())
        });
        let refusal = refusal?;
        if refusal.is_throttling {
            return rate.map(|_| Passing::of(refusal.code, None));
        }
        let policy = resending.settings.on_refused;
        let declared = O::REFUSED_AFTER.iter();
        declared
            .filter(|declared| declared.covers(&refusal, policy))
            .find_map(|declared| match declared.after() {
                [] => {
                    // There are too many at once, whoever sends them.
                    if let Some(rate) = rate {
                        rate.throttled();
                    }
                    Some(Passing::of(refusal.code.clone(), None))
                }
                // Of a call that may go elsewhere, those of its client say nothing.
                _ if !call.customization().is_none() => None,
                earlier => {
                    let earlier = self.shared.recent_writes.last(earlier, &subjects)?;
                    Some(Passing::of(refusal.code.clone(), Some(earlier)))
                }
            })
    }

    /// The write, if it has landed, or was found to have. Either way it is told how often it was sent
    /// again, unless the error is the SDK's own.
    pub(crate) async fn landed<O: Mutation, E: ServiceError>(
        &self,
        reader: &ReaderOf<O>,
        call: &CallOptions<O>,
        mut answered: Answered<O, E>,
    ) -> Result<Landed<O>, Unresolved<SendError<E>, O::Output>> {
        let resent = answered.resent.take();
        match self.resolve(reader, call, answered).await {
            Ok(landed) => Ok(Landed { resent, ..landed }),
            Err(unresolved) => Err(unresolved.sent_again(resent)),
        }
    }

    /// The write, if it has landed, or was found to have.
    async fn resolve<O: Mutation, E: ServiceError>(
        &self,
        reader: &ReaderOf<O>,
        call: &CallOptions<O>,
        answered: Answered<O, E>,
    ) -> Result<Landed<O>, Unresolved<SendError<E>, O::Output>> {
        let recorder = answered.recorder;
        let returned = Instant::now();
        let (input, place) =
            recorder.write(|write| (write.take_input::<O>(), write.place().cloned()));
        match (answered.result, input) {
            (Ok(output), Some(input)) => {
                if call.customization().is_none() {
                    self.shared.recent_writes.note::<O>(&input, &output);
                }
                Ok(Landed {
                    input,
                    output,
                    witness: recorder.witness(),
                    destination: Destination::of(call.customization(), place),
                    returned,
                    search: None,
                    resent: None,
                })
            }
            (Ok(output), None) => Err(Unresolved::Unconfirmed(Box::new(unknown::<O>(output)))),
            (Err(error), Some(input)) if recorder.may_have_landed() => {
                let search = self.find(reader, call, input, error, &recorder);
                Box::pin(search).await
            }
            (Err(error), Some(input)) => {
                let look = self.look_after_refusal(reader, call, &input, error, &recorder);
                Err(match Box::pin(look).await {
                    Ok(error) => Unresolved::Failed(error),
                    Err(changed) => Unresolved::Ambiguous(changed),
                })
            }
            // It failed before it was sent.
            (Err(error), None) => Err(Unresolved::Failed(error)),
        }
    }
}

/// A refusal that passes.
struct Passing {
    code: String,
    after: Option<WriteName>,
}

impl Passing {
    fn of(code: String, after: Option<WriteName>) -> Self {
        Self { code, after }
    }
}

/// How often a call was sent again, and when it is next.
struct Resending {
    settings: Settings,
    pauses: Box<dyn Backoff>,
    /// When it was first sent.
    began: Instant,
    /// Why it is about to be sent again.
    passing: Option<Passing>,
    resent: Option<Box<Resent>>,
}

impl Resending {
    fn new(settings: Settings) -> Self {
        Self {
            pauses: settings.schedule.between_polls(),
            settings,
            began: Instant::now(),
            passing: None,
            resent: None,
        }
    }

    /// How long to wait before the call is sent again; the last time at the deadline. `None` once that
    /// has passed.
    fn pause(&mut self, passing: Passing) -> Option<Duration> {
        let left = self.latest().saturating_duration_since(Instant::now());
        if left.is_zero() {
            return None;
        }
        let pause = self.pauses.next()?.min(left);
        self.passing = Some(passing);
        Some(pause)
    }

    /// When the call is sent for the last time.
    fn latest(&self) -> Instant {
        self.began + self.settings.deadline
    }

    /// Notes that the call is sent again, and tells of it.
    fn sends_again<O: Mutation>(&mut self) {
        let Some(passing) = self.passing.take() else {
            return;
        };
        let times = self.resent.as_ref().map_or(0, |resent| resent.times);
        let resent = Resent {
            times: times + 1,
            code: passing.code,
            after: passing.after,
            over: self.began.elapsed(),
        };
        telemetry::sent_again::<O>(&resent);
        self.resent = Some(Box::new(resent));
    }
}

/// What the change is read with: the identities of a call with a configuration of its own are loaded once.
pub(crate) fn reader_of_call<O: Mutation>(
    reader: &ReaderOf<O>,
    call: &CallOptions<O>,
    recorder: &WitnessRecorder,
) -> ReaderOf<O> {
    let reader = reader.clone();
    if !call.customization().reconfigured {
        return reader;
    }
    match recorder.write(|write| write.identities().cloned()) {
        Some(cache) => reader.with_identities(cache),
        None => reader,
    }
}

/// A write of which the SDK's hooks have not seen what was sent: a client of another make.
fn unknown<O: Mutation>(output: O::Output) -> Unconfirmed<O::Output> {
    Unconfirmed {
        output,
        cause: Cause::Read {
            check: "what was sent",
            source: ReadError::fatal("the SDK's client has not shown what it has sent"),
        },
        evidence: Evidence::default(),
        operation: O::NAME,
        resource: None,
        request_id: None,
    }
}
