//! The writes to IAM that may have to settle before another call is taken.

use super::*;

const DOCUMENT: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;
const POLICY: &str = "arn:aws:iam::123456789012:policy/p";

async fn policy(stage: &Stage) {
    let request = stage.plain_iam.create_policy().policy_name("p");
    request.policy_document(DOCUMENT).send().await.unwrap();
}

async fn role(stage: &Stage) {
    let request = stage.plain_iam.create_role().role_name("a");
    request
        .assume_role_policy_document(DOCUMENT)
        .send()
        .await
        .unwrap();
}

async fn user(stage: &Stage) {
    stage
        .plain_iam
        .create_user()
        .user_name("a")
        .send()
        .await
        .unwrap();
}

async fn group(stage: &Stage) {
    stage
        .plain_iam
        .create_group()
        .group_name("a")
        .send()
        .await
        .unwrap();
}

async fn inline_in_role(stage: &Stage) {
    role(stage).await;
    let request = stage
        .plain_iam
        .put_role_policy()
        .role_name("a")
        .policy_name("i");
    request.policy_document(DOCUMENT).send().await.unwrap();
}

async fn attached_to_role(stage: &Stage) {
    policy(stage).await;
    role(stage).await;
    let request = stage.plain_iam.attach_role_policy().role_name("a");
    request.policy_arn(POLICY).send().await.unwrap();
}

async fn inline_in_user(stage: &Stage) {
    user(stage).await;
    let request = stage
        .plain_iam
        .put_user_policy()
        .user_name("a")
        .policy_name("i");
    request.policy_document(DOCUMENT).send().await.unwrap();
}

async fn attached_to_user(stage: &Stage) {
    policy(stage).await;
    user(stage).await;
    let request = stage.plain_iam.attach_user_policy().user_name("a");
    request.policy_arn(POLICY).send().await.unwrap();
}

async fn inline_in_group(stage: &Stage) {
    group(stage).await;
    let request = stage
        .plain_iam
        .put_group_policy()
        .group_name("a")
        .policy_name("i");
    request.policy_document(DOCUMENT).send().await.unwrap();
}

async fn attached_to_group(stage: &Stage) {
    policy(stage).await;
    group(stage).await;
    let request = stage.plain_iam.attach_group_policy().group_name("a");
    request.policy_arn(POLICY).send().await.unwrap();
}

pub(in super::super) const ROLE_FREED: &[Earlier] = &[
    earlier!(
        "DeleteRolePolicy",
        "Role",
        |stage| {
            inline_in_role(stage).await;
            stage
                .iam
                .delete_role_policy()
                .role_name("a")
                .policy_name("i")
        },
        |_output| "a"
    ),
    earlier!(
        "DetachRolePolicy",
        "Role",
        |stage| {
            attached_to_role(stage).await;
            stage
                .iam
                .detach_role_policy()
                .role_name("a")
                .policy_arn(POLICY)
        },
        |_output| "a"
    ),
];

pub(in super::super) const USER_FREED: &[Earlier] = &[
    earlier!(
        "DeleteUserPolicy",
        "User",
        |stage| {
            inline_in_user(stage).await;
            stage
                .iam
                .delete_user_policy()
                .user_name("a")
                .policy_name("i")
        },
        |_output| "a"
    ),
    earlier!(
        "DetachUserPolicy",
        "User",
        |stage| {
            attached_to_user(stage).await;
            stage
                .iam
                .detach_user_policy()
                .user_name("a")
                .policy_arn(POLICY)
        },
        |_output| "a"
    ),
    earlier!(
        "RemoveUserFromGroup",
        "User",
        |stage| {
            member(stage).await;
            stage
                .iam
                .remove_user_from_group()
                .user_name("a")
                .group_name("a")
        },
        |_output| "a"
    ),
];

pub(in super::super) const GROUP_FREED: &[Earlier] = &[
    earlier!(
        "DeleteGroupPolicy",
        "Group",
        |stage| {
            inline_in_group(stage).await;
            stage
                .iam
                .delete_group_policy()
                .group_name("a")
                .policy_name("i")
        },
        |_output| "a"
    ),
    earlier!(
        "DetachGroupPolicy",
        "Group",
        |stage| {
            attached_to_group(stage).await;
            stage
                .iam
                .detach_group_policy()
                .group_name("a")
                .policy_arn(POLICY)
        },
        |_output| "a"
    ),
];

async fn member(stage: &Stage) {
    user(stage).await;
    group(stage).await;
    let request = stage.plain_iam.add_user_to_group().user_name("a");
    request.group_name("a").send().await.unwrap();
}

async fn second_version(stage: &Stage) {
    policy(stage).await;
    let request = stage.plain_iam.create_policy_version().policy_arn(POLICY);
    request.policy_document(DOCUMENT).send().await.unwrap();
}

async fn role_in_profile(stage: &Stage) {
    role(stage).await;
    let request = stage.plain_iam.create_instance_profile();
    request.instance_profile_name("a").send().await.unwrap();
    let request = stage
        .plain_iam
        .add_role_to_instance_profile()
        .role_name("a");
    request.instance_profile_name("a").send().await.unwrap();
}

pub(in super::super) const VERSION_DELETED: &[Earlier] = &[earlier!(
    "DeletePolicyVersion",
    "Policy",
    |stage| {
        second_version(stage).await;
        stage
            .iam
            .delete_policy_version()
            .policy_arn(POLICY)
            .version_id("v2")
    },
    |_output| POLICY
)];

pub(in super::super) const PROFILE_FREED: &[Earlier] = &[earlier!(
    "RemoveRoleFromInstanceProfile",
    "InstanceProfile",
    |stage| {
        role_in_profile(stage).await;
        stage
            .iam
            .remove_role_from_instance_profile()
            .instance_profile_name("a")
            .role_name("a")
    },
    |_output| "a"
)];
