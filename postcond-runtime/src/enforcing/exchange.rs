//! How one call is sent and confirmed, in the HTTP client.

use std::sync::Arc;
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use futures_util::FutureExt;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use crate::confirm::call::Call;
use crate::confirm::write::{Landed, ReturnedCall};
use crate::contract::value::Value;
use crate::enforcing::call::{
    Accepted, ConfirmedWith, EnforcedCall, HeldBack, InHand, SdkCall, Unseen,
};
use crate::enforcing::outcome::{AttemptTimedOut, Refusal, SdkOutput};
use crate::enforcing::sdk_calls::{ConfirmedWrite, SdkCalls};
use crate::report::error::Unconfirmed;
use crate::sdk::answer::{BREAKS_OFF, breaks_off};
use crate::sdk::in_memory::{in_memory, repeated};
use crate::sdk::time_outs::SIGNATURE_HOLDS;
use crate::sending::landing::failed_now;
use crate::sending::resending::Resending;

type Answer = Result<HttpResponse, ConnectorError>;

impl EnforcedCall {
    /// Sends the request, and waits until its write is confirmed: the answer of the service. What it has
    /// come to besides is [told](Self::tell) later.
    pub(super) async fn exchange(
        self,
        request: HttpRequest,
        connector: SharedHttpConnector,
    ) -> Answer {
        let call = &self.0;
        let accepted = match call.accepted.get() {
            Some(accepted) => accepted,
            None => match call.send_until_taken(request, &connector).await? {
                Sent::Accepted(accepted) => accepted,
                Sent::Refused(answer) => return Ok(*answer),
            },
        };
        accepted.confirming.clone().await;
        let mut answer = repeated(&accepted.answer)?;
        answer.add_extension(HeldBack);
        Ok(answer)
    }
}

/// The answer to a request that was sent until it was not refused for what passes.
enum Sent<'a> {
    Accepted(&'a Accepted),
    Refused(Box<HttpResponse>),
}

impl SdkCall {
    /// How long before the SDK's time-out of the operation the wait ends, at most: after that, the output
    /// would be lost.
    const BEFORE_TIME_OUT: Duration = Duration::from_millis(100);

    /// Sends the request, and again as long as it is refused for what passes.
    async fn send_until_taken(
        &self,
        mut request: HttpRequest,
        connector: &SharedHttpConnector,
    ) -> Result<Sent<'_>, ConnectorError> {
        let call = self.call();
        let consistency = &self.with.consistency;
        let mut resending = Resending::new(consistency.policy_of(self.mutation, &call).settings());
        let latest = self.latest_again();
        loop {
            // A body that comes as a stream can be sent once.
            let again = request.try_clone();
            request.add_extension(InHand);
            let answer = self.transmit(request, connector).await?;
            let read = self.read(&answer);
            self.recorder.answered(&answer, read.as_ref().err());
            let error = match read {
                Ok(output) => {
                    let accepted = self.accept(call, answer, output, resending);
                    return Ok(Sent::Accepted(accepted));
                }
                Err(error) => error,
            };
            let policy = resending.settings.on_refused;
            let passing = consistency.passing_refusal(self.mutation, &self.recorder, None, policy);
            let pause = passing.and_then(|passing| resending.pause(passing));
            let pause = pause.filter(|pause| Instant::now() + *pause < latest);
            let (Some(pause), Some(again)) = (pause, again) else {
                let look = self.look_after_refusal(&call, &error);
                let _ = timeout_at(latest, look).await;
                return Ok(Sent::Refused(Box::new(answer)));
            };
            sleep(pause).await;
            resending.sends_again(self.mutation.names());
            self.recorder.sent_again();
            request = again;
        }
    }

    /// Sends the request once, and reads all of its answer.
    async fn transmit(&self, request: HttpRequest, connector: &SharedHttpConnector) -> Answer {
        let own = self.own.get();
        let stalls_after = own.and_then(|own| own.stalls_after);
        let answer = async {
            let answer = connector.call(request).await?;
            in_memory(answer, stalls_after).await
        };
        let Some(limit) = own.and_then(|own| own.attempt_limit) else {
            return answer.await;
        };
        let late = |_| ConnectorError::timeout(Box::new(AttemptTimedOut(limit)));
        timeout(limit, answer).await.map_err(late)?
    }

    /// What the SDK will read in the answer.
    pub(super) fn read(&self, answer: &HttpResponse) -> Result<Output, OrchestratorError<Error>> {
        let unreadable = || OrchestratorError::other("the SDK does not say how it is read");
        let operation = self.mutation.sdk_configuration().ok_or_else(unreadable)?;
        let mut own = Layer::new("postcond");
        if let Some(protocol) = self.own.get().and_then(|own| own.protocol.clone()) {
            own.store_put(protocol);
        }
        let mut cfg = ConfigBag::of_layers(vec![own]);
        cfg.push_shared_layer(operation);
        let deserializer = cfg.load::<SharedResponseDeserializer>();
        let deserializer = deserializer.ok_or_else(unreadable)?;
        if breaks_off(answer) {
            return Err(OrchestratorError::response(BREAKS_OFF.into()));
        }
        let mut answer = repeated(answer).map_err(OrchestratorError::connector)?;
        match deserializer.deserialize_streaming_with_config(&mut answer, &cfg) {
            Some(read) => read,
            None => deserializer.deserialize_nonstreaming_with_config(&answer, &cfg),
        }
    }

    /// A call that the service has accepted: it is confirmed, even if its caller no longer waits.
    fn accept(
        &self,
        mut call: Call,
        answer: HttpResponse,
        output: Output,
        resending: Resending,
    ) -> &Accepted {
        let left = |ends: Instant| ends.saturating_duration_since(Instant::now());
        call.at_most = self.ends().map(left);
        let output = self.mutation.output(output);
        let landed = self.with.consistency.accepted(
            Arc::clone(&self.with.reader),
            &call,
            &self.recorder,
            output.unwrap_or_else(|| Box::new(())),
        );
        let landed = landed.map(|landed| Landed {
            resent: resending.resent,
            ..landed
        });
        let calls = self.own.get().map(|own| own.calls.clone());
        let confirming = conclude(self.with.clone(), calls.unwrap_or_default(), call, landed);
        let confirming = confirming.boxed().shared();
        self.accepted
            .get_or_init(|| Accepted { answer, confirming })
    }

    /// When all that the call waits for ends, just before the SDK ends the call itself.
    fn ends(&self) -> Option<Instant> {
        let ends = self.own.get()?.ends?;
        Some(ends - Self::BEFORE_TIME_OUT.min((ends - self.began) / 10))
    }

    /// When a request that is transmitted now is sent for the last time: it is not signed anew.
    fn latest_again(&self) -> Instant {
        let signed = Instant::now() + SIGNATURE_HOLDS;
        self.ends().map_or(signed, |ends| ends.min(signed))
    }

    /// Looks once whether a call that was refused has changed something all the same, where its check says
    /// that it may have.
    async fn look_after_refusal(&self, call: &Call, error: &OrchestratorError<Error>) {
        let error = error.as_operation_error();
        let metadata = error.and_then(|error| self.mutation.error_metadata(error));
        let (Some(metadata), false) = (metadata, self.recorder.may_have_landed()) else {
            return;
        };
        let reader = Arc::clone(&self.with.reader);
        let Some(refused) = failed_now(reader, call, &self.recorder) else {
            return;
        };
        let refusal = Refusal::new(metadata.clone());
        let consistency = &self.with.consistency;
        let looking = consistency.look_after_refusal(call, &refused, Box::new(()), &self.recorder);
        if let Err(changed) = looking.await {
            let _ = self.changed.set(Arc::new(changed.map_error(|_| refusal)));
        }
        // The SDK may send the call again, and does not serialise it again.
        self.recorder.write(|write| write.put_back(refused.input));
    }
}

/// Confirms a write that has landed.
async fn conclude(
    with: ConfirmedWith,
    calls: SdkCalls,
    call: Call,
    landed: Result<Landed, Box<Unconfirmed<Box<Value>>>>,
) -> Unseen {
    let confirmed = match landed {
        Ok(landed) => confirm(&with, &call, landed).await,
        Err(unknown) => Err(*unknown),
    };
    match confirmed {
        Ok(write) => {
            calls.note(&write);
            None
        }
        Err(unconfirmed) => Some(Arc::new(unconfirmed.map_output(SdkOutput::new))),
    }
}

async fn confirm(
    with: &ConfirmedWith,
    call: &Call,
    landed: Landed,
) -> Result<ConfirmedWrite, Unconfirmed<Box<Value>>> {
    let ReturnedCall {
        mutation,
        input,
        witness,
        ..
    } = &landed.call;
    let operation = mutation.names().name;
    let resource = mutation.resource(&**input);
    let request_id = witness.request_id().map(str::to_owned);
    let confirmed = with.consistency.confirm_landed(call, landed).await?;
    Ok(ConfirmedWrite {
        operation,
        resource,
        request_id,
        evidence: confirmed.evidence,
    })
}
