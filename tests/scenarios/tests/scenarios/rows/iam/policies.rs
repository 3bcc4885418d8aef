//! Policies, managed and inline, and what they are attached to.

use super::*;

async fn second_version(stage: &Stage) {
    policy(stage).await;
    let request = stage.plain_iam.create_policy_version().policy_arn(POLICY);
    request.policy_document(OTHER).send().await.unwrap();
}

async fn default_version(iam: &aws_sdk_iam::Client) -> Option<String> {
    let policy = iam.get_policy().policy_arn(POLICY).send().await.unwrap();
    policy.policy.unwrap().default_version_id
}

async fn has_second_version(iam: &aws_sdk_iam::Client) -> bool {
    let version = iam.get_policy_version().policy_arn(POLICY);
    version.version_id("v2").send().await.is_ok()
}

async fn policy_and_role(stage: &Stage) {
    policy(stage).await;
    role(stage).await;
}

async fn attached_to_role(stage: &Stage) {
    policy_and_role(stage).await;
    let request = stage.plain_iam.attach_role_policy().role_name("app");
    request.policy_arn(POLICY).send().await.unwrap();
}

async fn is_attached_to_role(iam: &aws_sdk_iam::Client) -> bool {
    let listed = iam
        .list_attached_role_policies()
        .role_name("app")
        .send()
        .await;
    !listed
        .unwrap()
        .attached_policies
        .unwrap_or_default()
        .is_empty()
}

async fn inline_in_role(stage: &Stage) {
    role(stage).await;
    let request = stage
        .plain_iam
        .put_role_policy()
        .role_name("app")
        .policy_name("i");
    request.policy_document(DOCUMENT).send().await.unwrap();
}

async fn inline_of_role(iam: &aws_sdk_iam::Client) -> Option<String> {
    let request = iam.get_role_policy().role_name("app").policy_name("i");
    let read = request.send().await.ok()?;
    Some(read.policy_document)
}

async fn policy_and_user(stage: &Stage) {
    policy(stage).await;
    user(stage).await;
}

async fn attached_to_user(stage: &Stage) {
    policy_and_user(stage).await;
    let request = stage.plain_iam.attach_user_policy().user_name("maria");
    request.policy_arn(POLICY).send().await.unwrap();
}

async fn is_attached_to_user(iam: &aws_sdk_iam::Client) -> bool {
    let listed = iam
        .list_attached_user_policies()
        .user_name("maria")
        .send()
        .await;
    !listed
        .unwrap()
        .attached_policies
        .unwrap_or_default()
        .is_empty()
}

async fn inline_in_user(stage: &Stage) {
    user(stage).await;
    let request = stage
        .plain_iam
        .put_user_policy()
        .user_name("maria")
        .policy_name("i");
    request.policy_document(DOCUMENT).send().await.unwrap();
}

async fn inline_of_user(iam: &aws_sdk_iam::Client) -> Option<String> {
    let request = iam.get_user_policy().user_name("maria").policy_name("i");
    let read = request.send().await.ok()?;
    Some(read.policy_document)
}

async fn policy_and_group(stage: &Stage) {
    policy(stage).await;
    group(stage).await;
}

async fn attached_to_group(stage: &Stage) {
    policy_and_group(stage).await;
    let request = stage.plain_iam.attach_group_policy().group_name("admins");
    request.policy_arn(POLICY).send().await.unwrap();
}

async fn is_attached_to_group(iam: &aws_sdk_iam::Client) -> bool {
    let listed = iam
        .list_attached_group_policies()
        .group_name("admins")
        .send()
        .await;
    !listed
        .unwrap()
        .attached_policies
        .unwrap_or_default()
        .is_empty()
}

async fn inline_in_group(stage: &Stage) {
    group(stage).await;
    let request = stage
        .plain_iam
        .put_group_policy()
        .group_name("admins")
        .policy_name("i");
    request.policy_document(DOCUMENT).send().await.unwrap();
}

async fn inline_of_group(iam: &aws_sdk_iam::Client) -> Option<String> {
    let request = iam.get_group_policy().group_name("admins").policy_name("i");
    let read = request.send().await.ok()?;
    Some(read.policy_document)
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row!("CreatePolicy", ["GetPolicy"], false, nothing,
        |stage| stage.iam.create_policy().policy_name("p").policy_document(DOCUMENT),
        |iam| iam.get_policy().policy_arn(POLICY).send().await.is_ok()),
    row!("CreatePolicyVersion", ["GetPolicyVersion"], false, policy,
        |stage| stage.iam.create_policy_version().policy_arn(POLICY).policy_document(OTHER),
        |iam| has_second_version(iam).await),
    row!("SetDefaultPolicyVersion", ["GetPolicy"], true, second_version,
        |stage| stage.iam.set_default_policy_version().policy_arn(POLICY).version_id("v2"),
        |iam| default_version(iam).await.as_deref() == Some("v2")),
    row!("DeletePolicyVersion", ["GetPolicyVersion"], false, second_version,
        |stage| stage.iam.delete_policy_version().policy_arn(POLICY).version_id("v2"),
        |iam| !has_second_version(iam).await),
    row!("DeletePolicy", ["GetPolicy"], false, policy,
        |stage| stage.iam.delete_policy().policy_arn(POLICY),
        |iam| iam.get_policy().policy_arn(POLICY).send().await.is_err()),
    row!("AttachRolePolicy", ["ListAttachedRolePolicies"], true, policy_and_role,
        |stage| stage.iam.attach_role_policy().role_name("app").policy_arn(POLICY),
        |iam| is_attached_to_role(iam).await),
    row!("DetachRolePolicy", ["ListAttachedRolePolicies"], true, attached_to_role,
        |stage| stage.iam.detach_role_policy().role_name("app").policy_arn(POLICY),
        |iam| !is_attached_to_role(iam).await),
    row!("PutRolePolicy", ["GetRolePolicy"], true, inline_in_role,
        |stage| stage.iam.put_role_policy().role_name("app").policy_name("i").policy_document(OTHER),
        |iam| inline_of_role(iam).await.as_deref() == Some(OTHER)),
    row!("DeleteRolePolicy", ["GetRolePolicy"], true, inline_in_role,
        |stage| stage.iam.delete_role_policy().role_name("app").policy_name("i"),
        |iam| inline_of_role(iam).await.is_none()),
    row!("AttachUserPolicy", ["ListAttachedUserPolicies"], true, policy_and_user,
        |stage| stage.iam.attach_user_policy().user_name("maria").policy_arn(POLICY),
        |iam| is_attached_to_user(iam).await),
    row!("DetachUserPolicy", ["ListAttachedUserPolicies"], true, attached_to_user,
        |stage| stage.iam.detach_user_policy().user_name("maria").policy_arn(POLICY),
        |iam| !is_attached_to_user(iam).await),
    row!("PutUserPolicy", ["GetUserPolicy"], true, inline_in_user,
        |stage| stage.iam.put_user_policy().user_name("maria").policy_name("i").policy_document(OTHER),
        |iam| inline_of_user(iam).await.as_deref() == Some(OTHER)),
    row!("DeleteUserPolicy", ["GetUserPolicy"], true, inline_in_user,
        |stage| stage.iam.delete_user_policy().user_name("maria").policy_name("i"),
        |iam| inline_of_user(iam).await.is_none()),
    row!("AttachGroupPolicy", ["ListAttachedGroupPolicies"], true, policy_and_group,
        |stage| stage.iam.attach_group_policy().group_name("admins").policy_arn(POLICY),
        |iam| is_attached_to_group(iam).await),
    row!("DetachGroupPolicy", ["ListAttachedGroupPolicies"], true, attached_to_group,
        |stage| stage.iam.detach_group_policy().group_name("admins").policy_arn(POLICY),
        |iam| !is_attached_to_group(iam).await),
    row!("PutGroupPolicy", ["GetGroupPolicy"], true, inline_in_group,
        |stage| stage.iam.put_group_policy().group_name("admins").policy_name("i").policy_document(OTHER),
        |iam| inline_of_group(iam).await.as_deref() == Some(OTHER)),
    row!("DeleteGroupPolicy", ["GetGroupPolicy"], true, inline_in_group,
        |stage| stage.iam.delete_group_policy().group_name("admins").policy_name("i"),
        |iam| inline_of_group(iam).await.is_none()),
];
