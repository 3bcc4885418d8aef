//! How a batch is sent and answered, and what that says to each of its members.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use tokio::time::Instant;

use super::refusals::Refusals;
use crate::contract::batch::{Batch, BatchItem, Coalesced};
use crate::contract::operation::{Operation, ReaderOf};
use crate::contract::outcome::Outcome;
use crate::requests::budget::Budget;
use crate::sdk::cloned_error;
use crate::sdk::recorder::Reads;
use crate::sdk::triage::{Triage, triage};

/// The answer to a read by itself.
pub(super) type Sent<O> =
    Result<<O as Operation>::Output, SdkError<<O as Coalesced>::Error, HttpResponse>>;

/// A batch that was answered, for all of its members.
pub(super) struct Answered<O: Coalesced> {
    pub(super) answers: Answers<O>,
    pub(super) reads: Reads,
}

/// How a batch was answered.
pub(super) enum Answers<O: Coalesced> {
    /// It was one request, for all of its members.
    One(Sent<O>),
    Each(Vec<BatchItem<O>>),
    /// It failed in a way in which each of its members would have failed.
    Failed(SdkError<O::Error, HttpResponse>),
    /// It says nothing about its members.
    Singly {
        /// Because the caller may not use the batched form, or there is none.
        is_denied: bool,
    },
}

/// Sends these requests, as one if there are several.
pub(super) async fn send<O: Coalesced>(
    reader: &ReaderOf<O>,
    requests: Vec<O::Request>,
    budget: &Budget,
    began: Instant,
) -> Answers<O> {
    let requests = match <[O::Request; 1]>::try_from(requests) {
        Ok([request]) => {
            let answer = O::send(reader, request).await;
            budget.answered(outcome(&answer), began);
            return Answers::One(answer);
        }
        Err(requests) => requests,
    };
    let answer = O::Batch::send(reader, &requests).await;
    budget.answered(outcome(&answer), began);
    match answer {
        Ok(items) => Answers::Each(items),
        Err(error) => match triage(&error) {
            // An endpoint may have the single form alone: to try again each time would be in vain.
            Triage::Denied | Triage::NotImplemented => Answers::Singly { is_denied: true },
            // One of them may have spoiled it.
            Triage::Fatal => Answers::Singly { is_denied: false },
            Triage::Throttled
            | Triage::Transient
            | Triage::CredentialsUnavailable
            | Triage::Credentials => Answers::Failed(cloned_error::sdk_error(&error, |error| {
                O::generic(error.meta().clone())
            })),
        },
    }
}

impl<O: Coalesced> Answered<O> {
    /// Notes how a batch of these requests fared, which was sent at `began`.
    pub(super) fn note(&self, refusals: &mut Refusals, digests: &[u64], began: Instant) {
        match self.answers {
            Answers::Singly { is_denied: true } => refusals.refused(digests, began),
            Answers::Each(_) => refusals.answered(digests),
            // It says nothing about the right.
            Answers::One(_) | Answers::Failed(_) | Answers::Singly { is_denied: false } => {}
        }
    }

    /// The answer to one of the requests. `None` if it has to be read by itself.
    pub(super) fn to(&self, index: usize) -> Option<Sent<O>> {
        match &self.answers {
            Answers::One(Ok(output)) => Some(Ok(output.clone())),
            Answers::One(Err(error)) => Some(Err(cloned_error::sdk_error(error, O::repeat))),
            Answers::Failed(error) => Some(Err(cloned_error::sdk_error(error, O::repeat))),
            Answers::Each(items) => match items.get(index)?.as_ref()? {
                Ok(output) => Some(Ok(output.clone())),
                Err(error) => {
                    let response = cloned_error::refusal(self.reads.last_request_id());
                    Some(Err(SdkError::service_error(O::repeat(error), response)))
                }
            },
            Answers::Singly { .. } => None,
        }
    }
}

/// What the budget is to know of a request.
pub(super) fn outcome<T, E>(answer: &Result<T, SdkError<E, HttpResponse>>) -> Outcome
where
    E: ProvideErrorMetadata,
{
    match answer {
        Ok(_) => Outcome::Satisfied,
        Err(error) => triage(error).into(),
    }
}
