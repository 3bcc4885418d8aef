//! When a call that was refused for what passes is sent again.

use std::sync::Arc;
use std::time::Duration;

use backon::Backoff;
use tokio::time::{Instant, sleep};

use crate::confirm::call::Call;
use crate::confirm::consistency::Consistency;
use crate::contract::erased::{AnyMutation, OperationNames};
use crate::policy::refused_write::RefusedWrite;
use crate::policy::settings::Settings;
use crate::report::resent::{Resent, WriteName};
use crate::report::telemetry;
use crate::requests::write_rate::WriteRate;
use crate::requests::write_recorder::WitnessRecorder;
use crate::sending::admission::Admission;
use crate::sending::send::{Answered, Outgoing};

impl Consistency {
    /// Sends a mutation, and again as long as it is refused for what passes; in a scope, as it admits
    /// the write. No write is sent again that may have landed.
    pub(crate) async fn send_until_taken(
        &self,
        call: &Call,
        outgoing: &mut Outgoing<'_>,
        mut admission: Option<Admission<'_>>,
    ) -> Answered {
        let settings = self.policy_of(outgoing.mutation, call).settings();
        let mut resending = Resending::new(settings);
        let rate = admission.as_ref().map(|it| Arc::clone(it.rate()));
        loop {
            let sending = Box::pin(send_at(rate.as_ref(), &mut resending, outgoing));
            let mut answered = match &mut admission {
                Some(admission) => admission.run(sending).await,
                None => sending.await,
            };
            let passing = match &answered.result {
                Ok(_) => None,
                Err(_) => {
                    let policy = resending.settings.on_refused;
                    let recorder = &answered.recorder;
                    self.passing_refusal(outgoing.mutation, recorder, rate.as_deref(), policy)
                        .filter(|_| outgoing.can_be_sent_again())
                }
            };
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
            resending.sends_again(outgoing.mutation.names());
        }
    }

    /// Why a call that has failed was refused, if it was and that passes.
    pub(crate) fn passing_refusal(
        &self,
        mutation: &dyn AnyMutation,
        recorder: &WitnessRecorder,
        rate: Option<&WriteRate>,
        policy: RefusedWrite,
    ) -> Option<PassingRefusal> {
        if recorder.may_have_landed() {
            return None;
        }
        let (refusal, subjects, stays) = recorder.write(|write| {
            let refusal = write.refusal().cloned();
            (refusal, write.subjects(), write.stays())
        });
        let refusal = refusal?;
        if refusal.is_throttling {
            return rate.map(|_| PassingRefusal::of(refusal.code, None));
        }
        let declared = mutation.refused_after().iter();
        declared
            .filter(|declared| policy.counts(declared.is_certain()))
            .filter(|declared| declared.is(&refusal.code, &refusal.message))
            .find_map(|declared| match declared.after() {
                [] => {
                    // There are too many at once, from all callers together.
                    if let Some(rate) = rate {
                        rate.throttled();
                    }
                    Some(PassingRefusal::of(refusal.code.clone(), None))
                }
                // Of a call that goes elsewhere, those of its client say nothing.
                _ if !stays => None,
                earlier => {
                    let earlier = self.shared.recent_writes.last(earlier, &subjects)?;
                    Some(PassingRefusal::of(refusal.code.clone(), Some(earlier)))
                }
            })
    }
}

/// Sends a mutation once: for the first time as soon as it is its turn.
async fn send_at(
    rate: Option<&Arc<WriteRate>>,
    resending: &mut Resending,
    outgoing: &mut Outgoing<'_>,
) -> Answered {
    if resending.resent.is_some() {
        return outgoing.send(rate, true).await;
    }
    if let Some(rate) = rate {
        rate.turn(None).await;
    }
    let answered = outgoing.send(rate, true).await;
    // Loading its credentials takes nothing of its time.
    let transmitted = answered.recorder.transmitted();
    resending.began = transmitted.unwrap_or_else(Instant::now);
    answered
}

/// A refusal that passes.
pub(crate) struct PassingRefusal {
    code: String,
    after: Option<WriteName>,
}

impl PassingRefusal {
    fn of(code: String, after: Option<WriteName>) -> Self {
        Self { code, after }
    }
}

/// How often a call was sent again, and when it is next.
pub(crate) struct Resending {
    pub(crate) settings: Settings,
    pauses: Box<dyn Backoff>,
    /// When it was first transmitted.
    began: Instant,
    /// Why it is about to be sent again.
    passing: Option<PassingRefusal>,
    pub(crate) resent: Option<Box<Resent>>,
}

impl Resending {
    /// Of a call that is transmitted now.
    pub(crate) fn new(settings: Settings) -> Self {
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
    pub(crate) fn pause(&mut self, passing: PassingRefusal) -> Option<Duration> {
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
    pub(crate) fn sends_again(&mut self, operation: &OperationNames) {
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
        telemetry::sent_again(operation, &resent);
        self.resent = Some(Box::new(resent));
    }
}
