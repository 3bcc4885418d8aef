//! Attached policies.

use super::*;

const ARN: &str = POLICY.name;

#[allow(clippy::too_many_lines, reason = "a table")]
pub(super) fn entries() -> Vec<Entry> {
    vec![
        attached(
            "ListAttachedRolePolicies",
            Entry::iam("AttachRolePolicy", |stage| {
                act!(
                    stage
                        .iam
                        .attach_role_policy()
                        .role_name("app")
                        .policy_arn(ARN)
                )
            }),
        ),
        attached(
            "ListAttachedUserPolicies",
            Entry::iam("AttachUserPolicy", |stage| {
                act!(
                    stage
                        .iam
                        .attach_user_policy()
                        .user_name("maria")
                        .policy_arn(ARN)
                )
            }),
        ),
        attached(
            "ListAttachedGroupPolicies",
            Entry::iam("AttachGroupPolicy", |stage| {
                act!(
                    stage
                        .iam
                        .attach_group_policy()
                        .group_name("admins")
                        .policy_arn(ARN)
                )
            }),
        ),
        detached(
            "ListAttachedRolePolicies",
            Entry::iam("DetachRolePolicy", |stage| {
                act!(
                    stage
                        .iam
                        .detach_role_policy()
                        .role_name("app")
                        .policy_arn(ARN)
                )
            }),
        ),
        detached(
            "ListAttachedUserPolicies",
            Entry::iam("DetachUserPolicy", |stage| {
                act!(
                    stage
                        .iam
                        .detach_user_policy()
                        .user_name("maria")
                        .policy_arn(ARN)
                )
            }),
        ),
        detached(
            "ListAttachedGroupPolicies",
            Entry::iam("DetachGroupPolicy", |stage| {
                act!(
                    stage
                        .iam
                        .detach_group_policy()
                        .group_name("admins")
                        .policy_arn(ARN)
                )
            }),
        ),
    ]
}

fn page(of: &'static str, arns: &[&str], marker: Option<&str>) -> Read {
    // Of two paths, with one name.
    let policies: Vec<_> = arns
        .iter()
        .map(|arn| json!({"PolicyName": "p", "PolicyArn": arn}))
        .collect();
    let page =
        json!({"AttachedPolicies": policies, "IsTruncated": marker.is_some(), "Marker": marker});
    read(of, with(page, json!({})))
}

const OTHER: &str = "arn:aws:iam::aws:policy/p";

fn attached(of: &'static str, entry: Entry) -> Entry {
    entry
        .satisfied("the policy", [page(of, &[OTHER, ARN], None)])
        .satisfied(
            "the policy on the second page",
            [page(of, &[OTHER], Some("2")), page(of, &[ARN], None)],
        )
        .pending("one of the same name", [page(of, &[OTHER], None)])
        .pending("no policy", [page(of, &[], None)])
        .pending("no list", seen(of, json!({})))
        .pending("no holder", none(of))
        .stopped("the read is refused", told(of, "InvalidInput"))
}

fn detached(of: &'static str, entry: Entry) -> Entry {
    entry
        .satisfied("one of the same name", [page(of, &[OTHER], None)])
        .satisfied("no policy", [page(of, &[], None)])
        .satisfied("no holder", none(of))
        .pending("the policy", [page(of, &[ARN], None)])
        .pending(
            "the policy on the second page",
            [page(of, &[], Some("2")), page(of, &[ARN], None)],
        )
        .stopped("the read is refused", told(of, "InvalidInput"))
}
