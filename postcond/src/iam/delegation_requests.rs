//! Requests for delegation. Their states only go forward, and an id is used once: a state that can only come
//! after the one that was asked for is that of a later call.

use super::Reader;
use super::entities::shown;
use super::sdk::operation::accept_delegation_request::{
    AcceptDelegationRequestInput, AcceptDelegationRequestOutput,
};
use super::sdk::operation::associate_delegation_request::{
    AssociateDelegationRequestInput, AssociateDelegationRequestOutput,
};
use super::sdk::operation::create_delegation_request::{
    CreateDelegationRequestInput, CreateDelegationRequestOutput,
};
use super::sdk::operation::get_delegation_request::GetDelegationRequestError;
use super::sdk::operation::reject_delegation_request::{
    RejectDelegationRequestInput, RejectDelegationRequestOutput,
};
use super::sdk::operation::send_delegation_token::{
    SendDelegationTokenInput, SendDelegationTokenOutput,
};
use super::sdk::operation::update_delegation_request::{
    UpdateDelegationRequestInput, UpdateDelegationRequestOutput,
};
use super::sdk::types::{DelegationRequest, StateType};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Triage, Witness, pending, satisfied, superseded, unverifiable,
};
use postcond_runtime::compare::Members;

/// The record of the request is found, in whatever state.
///
/// The caller is the partner, and the right to look is the customer's: where it is denied, nothing can be read
/// back.
#[post_condition(service = "iam", op = "CreateDelegationRequest", reads = ["GetDelegationRequest"])]
pub(crate) async fn request_is_found(
    iam: &Reader,
    _: &CreateDelegationRequestInput,
    output: &CreateDelegationRequestOutput,
) -> Check {
    let id = named("DelegationRequestId", output.delegation_request_id())?;
    match read(iam, id, false).await {
        Ok(Some(_)) => satisfied(format!("the request {id} is found")),
        Ok(None) => pending(format!("the request {id} is not found")),
        Err(error) if error.triage() == Triage::Denied => unverifiable(format!(
            "only the account that the request {id} is for may look at it"
        )),
        Err(error) => Err(error),
    }
}

/// The record of the request has an owner.
#[post_condition(
    service = "iam",
    op = "AssociateDelegationRequest",
    reads = ["GetDelegationRequest"]
)]
pub(crate) async fn request_is_associated(
    iam: &Reader,
    input: &AssociateDelegationRequestInput,
    _: &AssociateDelegationRequestOutput,
) -> Check {
    let id = input.delegation_request_id().unwrap_or_default();
    let Some(seen) = read(iam, id, true).await? else {
        return pending(format!("the request {id} is not found"));
    };
    match state(&seen) {
        "" | "UNASSIGNED" => pending(format!("the request {id} is UNASSIGNED")),
        _ if seen.owner_id().unwrap_or_default().is_empty() => {
            pending(format!("the request {id} has no owner"))
        }
        "ASSIGNED" => satisfied(format!("the request {id} is ASSIGNED")),
        later => superseded(format!("the request {id} is {later}")),
    }
}

/// The record of the request is waiting for approval, with these notes.
#[post_condition(service = "iam", op = "UpdateDelegationRequest", reads = ["GetDelegationRequest"])]
pub(crate) async fn request_waits_for_approval(
    iam: &Reader,
    input: &UpdateDelegationRequestInput,
    _: &UpdateDelegationRequestOutput,
    write: &Witness,
) -> Check {
    let id = input.delegation_request_id().unwrap_or_default();
    let Some(seen) = read(iam, id, true).await? else {
        return pending(format!("the request {id} is not found"));
    };
    let state = state(&seen);
    if ["ACCEPTED", "FINALIZED", "REJECTED", "EXPIRED"].contains(&state) {
        return superseded(format!("the request {id} is {state}"));
    }
    if write.precedes(seen.updated_time()) {
        return superseded(format!("the request {id} has been changed since"));
    }
    let differing = Members::default()
        .holds("State", state == "PENDING_APPROVAL")
        .holds("UpdatedTime", write.covers(seen.updated_time()))
        .set("Notes", input.notes(), seen.notes());
    as_asked_for(id, state, differing.differing())
}

/// The record of the request is accepted, or a later state shows that it was.
#[post_condition(service = "iam", op = "AcceptDelegationRequest", reads = ["GetDelegationRequest"])]
pub(crate) async fn request_is_accepted(
    iam: &Reader,
    input: &AcceptDelegationRequestInput,
    _: &AcceptDelegationRequestOutput,
) -> Check {
    let id = input.delegation_request_id().unwrap_or_default();
    // A rejection is allowed until the token is sent.
    is_in(iam, id, "ACCEPTED", &["FINALIZED", "REJECTED", "EXPIRED"]).await
}

/// The record of the request is rejected, for this reason.
#[post_condition(service = "iam", op = "RejectDelegationRequest", reads = ["GetDelegationRequest"])]
pub(crate) async fn request_is_rejected(
    iam: &Reader,
    input: &RejectDelegationRequestInput,
    _: &RejectDelegationRequestOutput,
) -> Check {
    let id = input.delegation_request_id().unwrap_or_default();
    let Some(seen) = read(iam, id, true).await? else {
        return pending(format!("the request {id} is not found"));
    };
    let state = state(&seen);
    if state == "EXPIRED" {
        return superseded(format!("the request {id} is {state}"));
    }
    let differing = Members::default().holds("State", state == "REJECTED").set(
        "RejectionReason",
        input.notes(),
        seen.rejection_reason(),
    );
    as_asked_for(id, state, differing.differing())
}

/// The record of the request is finalized: the token was sent off. Whether the partner has it, no read
/// shows.
#[post_condition(service = "iam", op = "SendDelegationToken", reads = ["GetDelegationRequest"])]
pub(crate) async fn token_is_sent(
    iam: &Reader,
    input: &SendDelegationTokenInput,
    _: &SendDelegationTokenOutput,
) -> Check {
    let id = input.delegation_request_id().unwrap_or_default();
    is_in(iam, id, "FINALIZED", &["EXPIRED"]).await
}

/// Whether a request is in the state `wanted`, or in one that can only come `later`.
async fn is_in(iam: &Reader, id: &str, wanted: &str, later: &[&str]) -> Check {
    let Some(seen) = read(iam, id, true).await? else {
        return pending(format!("the request {id} is not found"));
    };
    let state = state(&seen);
    let words = format!("the request {id} is {state}");
    match state {
        _ if state == wanted => satisfied(words),
        _ if later.contains(&state) => superseded(words),
        _ => pending(words),
    }
}

fn as_asked_for(id: &str, state: &str, differing: Option<String>) -> Check {
    match differing {
        None => satisfied(format!("the request {id} is {state}")),
        Some(differing) => pending(format!(
            "the request {id} is {state}, and not as asked for: {differing}"
        )),
    }
}

fn state(seen: &DelegationRequest) -> &str {
    seen.state().map(StateType::as_str).unwrap_or_default()
}

/// Without a check of rights, which would begin a process. Who may look changes with the state.
async fn read(
    iam: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<DelegationRequest>, ReadError> {
    let found = iam
        .get_delegation_request()
        .delegation_request_id(id)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetDelegationRequestError::is_no_such_entity_exception)?;
    let found = shown(found.map(|found| found.delegation_request))?;
    match found
        .as_ref()
        .and_then(DelegationRequest::delegation_request_id)
    {
        Some(other) if other != id => Err(ReadError::pending(format!(
            "another request than {id}: {other}"
        ))),
        _ => Ok(found),
    }
}
