//! How a receipt is made of a write, and how one is taken up: then its write is confirmed as any other is.

use std::any::Any;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::confirm::checks::{collect, look_once};
use crate::confirm::consistency::Consistency;
use crate::confirm::enforce::Enforcement;
use crate::confirm::write::{Landed, ReturnedCall};
use crate::contract::dispatch::{OperationInfo, ServiceInfo};
use crate::contract::erased::AnyMutation;
use crate::contract::operation::Surroundings;
use crate::contract::value::Value;
use crate::contract::witness::WitnessStatement;
use crate::policy::limits::LONGEST;
use crate::policy::settings::Settings;
use crate::receipt::moment::Moment;
use crate::receipt::statement::{Awaited, Receipt, Statement};
use crate::receipt::unusable::UnusableReceipt;
use crate::report::error::{Conclusion, Unconfirmed};
use crate::report::evidence::Evidence;
use crate::report::from_receipt::{Looked, ReceiptError};
use crate::report::telemetry;
use crate::sdk::destination::Destination;
use crate::sdk::stated_place::{EndpointKind, StatedPlace};

/// Between two looks. The schedule may have a poll at any moment; to a queue, none is worth so little time.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);
/// The same, of a write that by the clock here is still to come.
const SHORTEST_WHILE_DATED_AHEAD: Duration = Duration::from_secs(1);

impl Landed {
    /// The receipt that it was taken up from, or that of a call that waits for these checks.
    pub(crate) fn receipt(&self, awaited: &[Enforcement<'_>]) -> Option<Receipt> {
        let own = || self.call.receipt(awaited, &*self.call.input, &*self.output);
        self.receipt.clone().or_else(own)
    }
}

impl ReturnedCall {
    /// The receipt of the call with this input and output, which waits for these checks. `None` if none could be
    /// taken up.
    pub(crate) fn receipt(
        &self,
        awaited: &[Enforcement<'_>],
        input: &Value,
        output: &Value,
    ) -> Option<Receipt> {
        if awaited.is_empty() {
            return None;
        }
        let (mutation, place) = (self.mutation, self.destination.to_state()?);
        let call = mutation.portable(input, output)?;
        let surroundings = mutation.surroundings(&*self.reader);
        let signed_for = place.region.clone();
        let is_signed_for = |region: &String| signed_for.as_ref().is_none_or(|it| it == region);
        let region = surroundings.region.clone().filter(is_signed_for);
        let written = Moment::from(surroundings.now()).minus(self.returned.elapsed());
        let awaits = awaited.iter().map(|check| Awaited {
            check: check.name().to_owned(),
            until: written.plus(check.settings().deadline),
        });
        Some(Receipt::new(Statement {
            service: mutation.service().to_owned(),
            operation: mutation.names().name.to_owned(),
            resource: mutation.resource(input),
            signed_for: signed_for.filter(|_| region.is_none()),
            region,
            account: place.account.clone(),
            endpoint: EndpointKind::of(&place.endpoint),
            request_id: self.witness.request_id().map(str::to_owned),
            written,
            awaits: awaits.collect(),
            input: call.input,
            output: call.output,
            left_out: call.omitted,
            witness: WitnessStatement::of(&self.witness),
        }))
    }
}

/// A write that was taken up from its receipt, and the checks that it waits for.
struct TakenUp<'a> {
    landed: Landed,
    enforcements: Vec<Enforcement<'a>>,
    /// When the call itself would have given up, by check.
    until: Vec<Instant>,
    /// By the clock here, the write is still to come: how old it is, no look can tell.
    is_dated_ahead: bool,
}

impl Consistency {
    /// Confirms the write of a receipt, with the reader of its service: reads back as the call itself would have,
    /// until the same moment. This is what a generated client's `confirm` calls.
    ///
    /// # Errors
    /// If the receipt cannot be taken up, or its write is not confirmed.
    #[doc(hidden)]
    pub async fn confirm_receipt(
        &self,
        service: &ServiceInfo,
        reader: Arc<dyn Any + Send + Sync>,
        receipt: &Receipt,
    ) -> Result<Evidence, ReceiptError> {
        let taken_up = self.take_up(service, reader, receipt)?;
        let destination = taken_up.landed.call.destination.clone();
        // Boxed: it is the same for all operations.
        let confirming = Box::pin(self.confirm_by(taken_up.enforcements, taken_up.landed));
        let confirmed = confirming.await;
        is_there(&destination)?;
        match confirmed {
            Ok(confirmed) => Ok(confirmed.evidence),
            Err(unconfirmed) => Err(ReceiptError::Unconfirmed(Box::new(
                unconfirmed.without_output(),
            ))),
        }
    }

    /// Looks once whether the write of a receipt shows. This is what a generated client's `look` calls.
    ///
    /// # Errors
    /// If the receipt cannot be taken up.
    #[doc(hidden)]
    pub async fn look_at(
        &self,
        service: &ServiceInfo,
        reader: Arc<dyn Any + Send + Sync>,
        receipt: &Receipt,
    ) -> Result<Looked, UnusableReceipt> {
        let TakenUp {
            landed,
            mut enforcements,
            until,
            is_dated_ahead,
        } = self.take_up(service, reader, receipt)?;
        let write = landed.call.as_write(&*landed.output, &self.shared);
        let looked = Box::pin(look_once(&mut enforcements, &write, &until)).await;
        is_there(&landed.call.destination)?;
        let logs = enforcements.into_iter().map(Enforcement::into_log);
        let mut evidence = collect(None, logs, landed.call.returned);
        evidence.receipt = Some(receipt.clone());
        let conclusion = match looked {
            Ok(conclusion) => conclusion,
            Err(pause) => {
                return Ok(Looked::Pending {
                    next_look_in: not_at_once(pause, is_dated_ahead, &until),
                    evidence,
                });
            }
        };
        telemetry::written(write.names(), &conclusion, &evidence);
        Ok(concluded(&landed.call, conclusion, evidence))
    }

    /// Takes up the write of a receipt, which this client can confirm.
    fn take_up(
        &self,
        service: &ServiceInfo,
        reader: Arc<Value>,
        receipt: &Receipt,
    ) -> Result<TakenUp<'_>, UnusableReceipt> {
        let statement = receipt.statement();
        let mutation = mutation(service, statement)?;
        let surroundings = mutation.surroundings(&*reader);
        check_region(statement, &surroundings)?;
        let (now, local_now) = (surroundings.now(), Instant::now());
        let age = age(statement.written, now)?;
        let (call, output) = returned(mutation, reader, statement, local_now, age)?;
        let since = local_now - call.returned;
        let (mut enforcements, mut until) = (Vec::new(), Vec::new());
        for awaited in &statement.awaits {
            let left = awaited.until.left(now).min(LONGEST);
            for check in self.awaited(mutation, awaited)? {
                enforcements.push(check.for_so_long(since, left));
                until.push(local_now + left);
            }
        }
        let landed = Landed {
            receipt: Some(receipt.clone()),
            ..Landed::answered(call, output)
        };
        Ok(TakenUp {
            landed,
            enforcements,
            until,
            is_dated_ahead: statement.written.time() > now,
        })
    }

    /// The checks that a receipt waits for by this name.
    fn awaited(
        &self,
        mutation: &dyn AnyMutation,
        awaited: &Awaited,
    ) -> Result<Vec<Enforcement<'_>>, UnusableReceipt> {
        let called = self.enforcements_called(mutation, &awaited.check);
        match called.is_empty() {
            true => Err(UnusableReceipt::UnknownCheck {
                operation: mutation.names().name.to_owned(),
                check: awaited.check.clone(),
            }),
            false => Ok(called),
        }
    }
}

impl Enforcement<'_> {
    /// The same, for so long from now on, `since` so long after the write. At least for a read-back of what has
    /// been visible for a while.
    fn for_so_long(self, since: Duration, left: Duration) -> Self {
        let settings = self.settings();
        let room = settings.confirmations.run(true).span + settings.poll_timeout;
        let settings = Settings {
            deadline: since + left.max(room),
            ..(**settings).clone()
        };
        Self::new(self.looks_for(), Arc::new(settings))
    }
}

/// This pause, or the shortest that there is between two looks, but none beyond the last moment `until` which to look.
fn not_at_once(pause: Duration, is_dated_ahead: bool, until: &[Instant]) -> Duration {
    let shortest = match is_dated_ahead {
        // Each look is the first, and the schedule's first pause is a short one.
        true => SHORTEST_WHILE_DATED_AHEAD,
        false => SHORTEST_PAUSE,
    };
    let now = Instant::now();
    let left = until.iter().map(|it| it.saturating_duration_since(now));
    pause.max(shortest.min(left.max().unwrap_or_default()))
}

/// What a look has come to that has concluded so.
fn concluded(call: &ReturnedCall, conclusion: Conclusion, mut evidence: Evidence) -> Looked {
    match conclusion {
        Ok(accepted) => {
            evidence.unconfirmed = accepted;
            Looked::Confirmed(evidence)
        }
        Err(cause) => Looked::Unconfirmed(Box::new(Unconfirmed {
            output: (),
            operation: call.mutation.names().name,
            resource: call.mutation.resource(&*call.input),
            request_id: call.witness.request_id().map(str::to_owned),
            cause,
            evidence,
        })),
    }
}

/// The mutation that a receipt is of, if it is one of the client's.
fn mutation(
    service: &ServiceInfo,
    statement: &Statement,
) -> Result<&'static dyn AnyMutation, UnusableReceipt> {
    if statement.service != service.name {
        return Err(UnusableReceipt::OtherService {
            receipt: statement.service.clone(),
            client: service.name,
        });
    }
    let row = service.operation(&statement.operation);
    let mutation = row.and_then(OperationInfo::mutation);
    let mutation = mutation.ok_or_else(|| UnusableReceipt::UnknownOperation {
        operation: statement.operation.clone(),
    })?;
    match statement.awaits.is_empty() {
        // It would be confirmed without a read.
        true => Err(UnusableReceipt::Malformed {
            why: "it waits for no check".to_owned(),
        }),
        false => Ok(mutation),
    }
}

/// How long ago the write was made. Nothing, if the clocks differ by so little that it is still to come.
fn age(written: Moment, now: SystemTime) -> Result<Duration, UnusableReceipt> {
    let (age, by) = (written.age(now), written.left(now));
    if age > Receipt::LONGEST {
        return Err(UnusableReceipt::TooOld { age });
    }
    match by > Receipt::CLOCKS_DIFFER_BY {
        true => Err(UnusableReceipt::Ahead { by }),
        false => Ok(age),
    }
}

fn check_region(statement: &Statement, client: &Surroundings) -> Result<(), UnusableReceipt> {
    match &statement.region {
        Some(region) if client.region.as_ref() != Some(region) => {
            Err(UnusableReceipt::OtherRegion {
                receipt: region.clone(),
                client: client.region.clone(),
            })
        }
        Some(_) | None => Ok(()),
    }
}

/// The call as it was when it had returned, and its output.
fn returned(
    mutation: &'static dyn AnyMutation,
    reader: Arc<Value>,
    statement: &Statement,
    now: Instant,
    age: Duration,
) -> Result<(ReturnedCall, Box<Value>), UnusableReceipt> {
    let (input, output) = (statement.input.clone(), statement.output.clone());
    let carried = mutation.carried(input, output);
    let (input, output) = carried.map_err(|why| UnusableReceipt::malformed(&why))?;
    let place = StatedPlace::new(
        statement.endpoint,
        statement.account.clone(),
        statement.signed_for.clone(),
    );
    let witness = statement.witness.clone();
    let call = ReturnedCall {
        mutation,
        reader,
        input,
        witness: witness.into_witness(statement.request_id.clone(), statement.left_out.clone()),
        destination: Destination::stated(place),
        // This machine may not have been up by then.
        returned: now.checked_sub(age).unwrap_or(now),
    };
    Ok((call, output))
}

/// Every read went where the receipt states that its write has gone.
fn is_there(destination: &Destination) -> Result<(), UnusableReceipt> {
    match destination.held_back() {
        Some(why) => Err(UnusableReceipt::Elsewhere {
            why: why.to_owned(),
        }),
        None => Ok(()),
    }
}
