//! Requests for delegation.

use aws_sdk_iam::types::DelegationPermission;

use super::*;

const READ: &str = "GetDelegationRequest";
const ID: &str = "dr-1";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        associated(),
        updated(),
        accepted(),
        rejected(),
        sent(),
    ]
}

fn request(state: &str, members: Value) -> [Read; 1] {
    let own = json!({"DelegationRequestId": ID, "State": state});
    seen(READ, json!({"DelegationRequest": with(own, members)}))
}

fn in_state(state: &str) -> [Read; 1] {
    request(state, json!({}))
}

fn created() -> Entry {
    let entry = Entry::iam("CreateDelegationRequest", |stage| {
        let request = stage.iam.create_delegation_request().description("d");
        let request = request.permissions(DelegationPermission::builder().build());
        let request = request
            .requestor_workflow_id("w")
            .notification_channel("arn:n");
        act!(request.session_duration(3600))
    });
    entry
        .answered(json!({"DelegationRequestId": ID, "ConsoleDeepLink": sentinel("link")}))
        .satisfied("it", in_state("UNASSIGNED"))
        .satisfied("it, in a later state", in_state("ACCEPTED"))
        .unverifiable_after("the right is another's", told(READ, "AccessDenied"))
        .pending(
            "another",
            request("UNASSIGNED", json!({"DelegationRequestId": "dr-2"})),
        )
        .pending("nothing", seen(READ, json!({})))
        .pending("none", none(READ))
        .stopped("the read is refused", told(READ, "ValidationError"))
}

fn associated() -> Entry {
    let entry = Entry::iam("AssociateDelegationRequest", |stage| {
        act!(
            stage
                .iam
                .associate_delegation_request()
                .delegation_request_id(ID)
        )
    });
    let owned = |state| request(state, json!({"OwnerId": "123456789012"}));
    entry
        .satisfied("an owner", owned("ASSIGNED"))
        .superseded("an owner, in a later state", owned("PENDING_APPROVAL"))
        .pending("an owner, in the old state", owned("UNASSIGNED"))
        .pending("no owner", in_state("ASSIGNED"))
        .pending("none", none(READ))
        .stopped("the read is refused", told(READ, "ValidationError"))
}

fn updated() -> Entry {
    let entry = Entry::iam("UpdateDelegationRequest", |stage| {
        let request = stage
            .iam
            .update_delegation_request()
            .delegation_request_id(ID);
        act!(request.notes("n"))
    });
    let shown = |state, notes, since| request(state, json!({"Notes": notes, "UpdatedTime": since}));
    entry
        .satisfied("it waits", shown("PENDING_APPROVAL", "n", date::WRITTEN))
        .superseded("it is accepted", in_state("ACCEPTED"))
        .superseded(
            "it is changed again",
            shown("PENDING_APPROVAL", "m", date::AFTER),
        )
        .pending("the old state", shown("ASSIGNED", "n", date::WRITTEN))
        .pending(
            "the old notes",
            shown("PENDING_APPROVAL", "m", date::WRITTEN),
        )
        .pending(
            "an older update",
            shown("PENDING_APPROVAL", "n", date::BEFORE),
        )
        .pending("none", none(READ))
}

fn accepted() -> Entry {
    let entry = Entry::iam("AcceptDelegationRequest", |stage| {
        act!(
            stage
                .iam
                .accept_delegation_request()
                .delegation_request_id(ID)
        )
    });
    entry
        .satisfied("it is accepted", in_state("ACCEPTED"))
        .superseded("it is finalized", in_state("FINALIZED"))
        .superseded("it is rejected since", in_state("REJECTED"))
        .superseded("it is expired since", in_state("EXPIRED"))
        .pending("it waits", in_state("PENDING_APPROVAL"))
        .pending("none", none(READ))
}

fn rejected() -> Entry {
    let entry = Entry::iam("RejectDelegationRequest", |stage| {
        act!(
            stage
                .iam
                .reject_delegation_request()
                .delegation_request_id(ID)
                .notes("no")
        )
    });
    entry
        .satisfied(
            "it is rejected",
            request("REJECTED", json!({"RejectionReason": "no"})),
        )
        .superseded("it is expired since", in_state("EXPIRED"))
        .pending(
            "it is rejected for another reason",
            request("REJECTED", json!({"RejectionReason": "oh"})),
        )
        .pending("it waits", in_state("PENDING_APPROVAL"))
        .pending("none", none(READ))
}

fn sent() -> Entry {
    let entry = Entry::iam("SendDelegationToken", |stage| {
        act!(stage.iam.send_delegation_token().delegation_request_id(ID))
    });
    entry
        .satisfied("it is finalized", in_state("FINALIZED"))
        .superseded("it is expired since", in_state("EXPIRED"))
        .pending("it is accepted", in_state("ACCEPTED"))
        .pending("none", none(READ))
}
