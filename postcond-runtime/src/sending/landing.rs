//! What became of a call that was sent: its write has landed, was found to have, or has failed.

use std::sync::Arc;

use tokio::time::Instant;

use crate::confirm::call::Call;
use crate::confirm::consistency::Consistency;
use crate::confirm::write::{Landed, ReturnedCall};
use crate::contract::erased::AnyMutation;
use crate::contract::value::Value;
use crate::contract::witness::Witness;
use crate::report::error::{Cause, Unconfirmed};
use crate::report::evidence::Evidence;
use crate::requests::write_recorder::WitnessRecorder;
use crate::sdk::destination::Destination;
use crate::sdk::read::ReadError;
use crate::sending::indeterminate::{Unresolved, UnresolvedAny};
use crate::sending::send::Answered;

impl Consistency {
    /// The write, if it has landed, or was found to have. Either way it is told how often it was sent
    /// again, unless the error is the SDK's own.
    pub(crate) async fn landed(
        &self,
        reader: Arc<Value>,
        call: &Call,
        answered: Answered,
    ) -> Result<Landed, UnresolvedAny> {
        let recorder = &answered.recorder;
        let landed = match answered.result {
            Ok(output) => {
                let landed = self.accepted(reader, call, recorder, output);
                landed.map_err(Unresolved::Unconfirmed)
            }
            Err(error) => self.resolve(reader, call, recorder, error).await,
        };
        let resent = answered.resent;
        match landed {
            Ok(landed) => Ok(Landed { resent, ..landed }),
            Err(unresolved) => Err(unresolved.sent_again(resent)),
        }
    }

    /// A write that the service has accepted.
    ///
    /// # Errors
    /// If it is not known what was sent, so that nothing can be read back.
    pub(crate) fn accepted(
        &self,
        reader: Arc<Value>,
        call: &Call,
        recorder: &WitnessRecorder,
        output: Box<Value>,
    ) -> Result<Landed, Box<Unconfirmed<Box<Value>>>> {
        match returned(reader, call, recorder, |recorder, _| recorder.witness()) {
            Some(call) => {
                let landed = Landed::answered(call, output);
                self.note(&landed, recorder);
                Ok(landed)
            }
            None => {
                let mutation = recorder.write(|write| write.mutation());
                Err(Box::new(unknown(mutation, output)))
            }
        }
    }

    /// The write that failed with `error`, if it was found to have landed.
    async fn resolve(
        &self,
        reader: Arc<Value>,
        call: &Call,
        recorder: &WitnessRecorder,
        error: Box<Value>,
    ) -> Result<Landed, UnresolvedAny> {
        let Some(failed) = failed_now(reader, call, recorder) else {
            // It failed before it was sent.
            return Err(Unresolved::Failed(error));
        };
        if recorder.may_have_landed() {
            let landed = Box::pin(self.find(call, failed, error, recorder)).await?;
            self.note(&landed, recorder);
            return Ok(landed);
        }
        let look = self.look_after_refusal(call, &failed, error, recorder);
        Err(match Box::pin(look).await {
            Ok(error) => Unresolved::Failed(error),
            Err(changed) => Unresolved::Ambiguous(changed),
        })
    }

    /// Notes a write that has landed: later calls may be refused for it.
    fn note(&self, landed: &Landed, recorder: &WitnessRecorder) {
        if recorder.write(|write| write.stays()) {
            let Landed { call, output, .. } = landed;
            let recent = &self.shared.recent_writes;
            recent.note(call.mutation, &*call.input, &**output);
        }
    }
}

/// A call that has failed just now. `None` if it was not sent.
pub(crate) fn failed_now(
    reader: Arc<Value>,
    call: &Call,
    recorder: &WitnessRecorder,
) -> Option<ReturnedCall> {
    returned(reader, call, recorder, WitnessRecorder::indeterminate)
}

/// A call that has returned just now, as it was taken down. `None` if it is not known what was sent.
fn returned(
    reader: Arc<Value>,
    call: &Call,
    recorder: &WitnessRecorder,
    witness: impl FnOnce(&WitnessRecorder, Instant) -> Witness,
) -> Option<ReturnedCall> {
    let (mutation, input) = recorder.write(|write| (write.mutation(), write.take_input()));
    let (place, sent_with) = recorder.write(|write| (write.take_place(), write.take_sent_with()));
    // The change is read with what the call was sent with, if that is not the client's.
    let following = sent_with.and_then(|sent| mutation.following(&*reader, &sent));
    let returned = Instant::now();
    Some(ReturnedCall {
        mutation,
        reader: following.unwrap_or(reader),
        input: input?,
        witness: witness(recorder, returned),
        destination: Destination::of(call.customization, place),
        returned,
    })
}

/// A write of which the SDK's hooks have not seen what was sent: a client of another make.
fn unknown(mutation: &dyn AnyMutation, output: Box<Value>) -> Unconfirmed<Box<Value>> {
    Unconfirmed {
        output,
        cause: Cause::Read {
            check: "what was sent",
            source: ReadError::fatal("the SDK's client has not shown what it has sent"),
        },
        evidence: Evidence::default(),
        operation: mutation.names().name,
        resource: None,
        request_id: None,
    }
}
