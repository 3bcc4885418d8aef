//! Resource policies.

use serde_json::{Value, json};

use postcond::runtime::Cause;

use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;
use crate::stage::Stage;

const RESOURCE: &str = "arn:aws:ssm:us-east-1:123456789012:parameter/a";

pub(super) fn entries() -> Vec<Entry> {
    vec![put(), put_over(), deleted()]
}

fn page(policies: Value) -> Read {
    read("GetResourcePolicies", json!({ "Policies": policies }))
}

fn page_of_many(policies: Value, next: &str) -> Read {
    read(
        "GetResourcePolicies",
        json!({"Policies": policies, "NextToken": next}),
    )
}

fn not_valid() -> [Read; 1] {
    let code = "ResourcePolicyInvalidParameterException";
    [refused("GetResourcePolicies", code)]
}

fn resource_not_found() -> [Read; 1] {
    [refused("GetResourcePolicies", "ResourceNotFoundException")]
}

fn put() -> Entry {
    let put = Entry::ssm("PutResourcePolicy", |stage| {
        let request = stage.ssm.put_resource_policy().resource_arn(RESOURCE);
        let request = request.policy(sentinel("{}"));
        act!(request)
    });
    listed(put)
}

fn put_over() -> Entry {
    let put = Entry::ssm("PutResourcePolicy, over an earlier one", |stage| {
        let request = stage.ssm.put_resource_policy().resource_arn(RESOURCE);
        let request = request
            .policy(sentinel("{}"))
            .policy_id("p")
            .policy_hash("old");
        act!(request)
    });
    listed(put)
}

fn listed(put: Entry) -> Entry {
    put.answered(json!({"PolicyId": "p", "PolicyHash": "new"}))
        .satisfied(
            "the policy with its hash",
            [page(json!([{"PolicyId": "p", "PolicyHash": "new"}]))],
        )
        .satisfied(
            "the policy on the second page, and no third",
            [
                page_of_many(json!([]), "2"),
                page_of_many(json!([{"PolicyId": "p", "PolicyHash": "new"}]), "3"),
            ],
        )
        .pending(
            "the hash before, which the caller has given",
            [page(json!([{"PolicyId": "p", "PolicyHash": "old"}]))],
        )
        .pending(
            "the policy without a hash",
            [page(json!([{"PolicyId": "p"}]))],
        )
        .pending(
            "the hash at another policy",
            [page(json!([{"PolicyId": "q", "PolicyHash": "new"}]))],
        )
        .pending("no policy", [page(json!([]))])
        .pending(
            "no policy on any page",
            [page_of_many(json!([]), "2"), page(json!([]))],
        )
        .pending("no such resource", resource_not_found())
        .stopped("the resource is not valid", not_valid())
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteResourcePolicy", |stage| {
        let request = stage.ssm.delete_resource_policy().resource_arn(RESOURCE);
        let request = request.policy_id("p").policy_hash("old");
        act!(request)
    });
    delete
        .satisfied("no policy", [page(json!([]))])
        .satisfied(
            "another policy",
            [page(json!([{"PolicyId": "q", "PolicyHash": "old"}]))],
        )
        .satisfied(
            "not on the last page",
            [page_of_many(json!([]), "2"), page(json!([]))],
        )
        .satisfied("the resource went, too", resource_not_found())
        .pending(
            "the policy",
            [page(json!([{"PolicyId": "p", "PolicyHash": "old"}]))],
        )
        .pending(
            "the policy with another hash",
            [page(json!([{"PolicyId": "p", "PolicyHash": "newer"}]))],
        )
        .pending(
            "the policy on the second page",
            [
                page_of_many(json!([]), "2"),
                page(json!([{"PolicyId": "p", "PolicyHash": "old"}])),
            ],
        )
        .stopped("the resource is not valid", not_valid())
}

#[tokio::test(start_paused = true)]
async fn a_policy_whose_hash_is_not_told_cannot_be_confirmed() {
    let stage = Stage::prompt();
    let put = put().answered(json!({"PolicyId": "p"}));
    let acted = put.played(&stage, &[]).await;
    assert!(
        matches!(acted.cause, Some(Cause::Read { .. })),
        "{:?}",
        acted.cause
    );
    assert_eq!(stage.tap.operations(), ["PutResourcePolicy"]);
}
