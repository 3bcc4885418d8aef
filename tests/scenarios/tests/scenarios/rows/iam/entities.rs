//! Roles, users, groups and instance profiles.

use super::*;

async fn member(stage: &Stage) {
    user(stage).await;
    group(stage).await;
}

async fn joined(stage: &Stage) {
    member(stage).await;
    let request = stage.plain_iam.add_user_to_group().user_name("maria");
    request.group_name("admins").send().await.unwrap();
}

async fn profile_and_role(stage: &Stage) {
    profile(stage).await;
    role(stage).await;
}

async fn profile_with_role(stage: &Stage) {
    profile_and_role(stage).await;
    let request = stage
        .plain_iam
        .add_role_to_instance_profile()
        .role_name("app");
    request.instance_profile_name("web").send().await.unwrap();
}

async fn is_in_group(iam: &aws_sdk_iam::Client) -> bool {
    let groups = iam.list_groups_for_user().user_name("maria").send().await;
    !groups.unwrap().groups.is_empty()
}

async fn has_role(iam: &aws_sdk_iam::Client) -> bool {
    let profile = iam
        .get_instance_profile()
        .instance_profile_name("web")
        .send()
        .await;
    !profile.unwrap().instance_profile.unwrap().roles.is_empty()
}

async fn duration(iam: &aws_sdk_iam::Client) -> Option<i32> {
    let role = iam
        .get_role()
        .role_name("app")
        .send()
        .await
        .unwrap()
        .role
        .unwrap();
    role.max_session_duration
}

async fn trust(iam: &aws_sdk_iam::Client) -> Option<String> {
    let role = iam
        .get_role()
        .role_name("app")
        .send()
        .await
        .unwrap()
        .role
        .unwrap();
    role.assume_role_policy_document
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row!("CreateRole", ["GetRole"], false, nothing,
        |stage| stage.iam.create_role().role_name("app").assume_role_policy_document(TRUST),
        |iam| iam.get_role().role_name("app").send().await.is_ok()),
    row!("UpdateRole", ["GetRole"], false, role,
        |stage| stage.iam.update_role().role_name("app").max_session_duration(7200),
        |iam| duration(iam).await == Some(7200)),
    row!("UpdateAssumeRolePolicy", ["GetRole"], true, role,
        |stage| stage.iam.update_assume_role_policy().role_name("app").policy_document(OTHER),
        |iam| trust(iam).await.as_deref() == Some(OTHER)),
    row!("DeleteRole", ["GetRole"], false, role,
        |stage| stage.iam.delete_role().role_name("app"),
        |iam| iam.get_role().role_name("app").send().await.is_err()),
    row!("CreateServiceLinkedRole", ["GetRole"], false, nothing,
        |stage| stage.iam.create_service_linked_role().aws_service_name("ecs.amazonaws.com"),
        |iam| !iam.list_roles().send().await.unwrap().roles.is_empty()),
    row!("CreateUser", ["GetUser"], false, nothing,
        |stage| stage.iam.create_user().user_name("maria"),
        |iam| iam.get_user().user_name("maria").send().await.is_ok()),
    row!("UpdateUser", ["GetUser"], false, user,
        |stage| stage.iam.update_user().user_name("maria").new_user_name("mary"),
        |iam| iam.get_user().user_name("mary").send().await.is_ok()),
    row!("DeleteUser", ["GetUser"], false, user,
        |stage| stage.iam.delete_user().user_name("maria"),
        |iam| iam.get_user().user_name("maria").send().await.is_err()),
    row!("CreateGroup", ["GetGroup"], false, nothing,
        |stage| stage.iam.create_group().group_name("admins"),
        |iam| iam.get_group().group_name("admins").send().await.is_ok()),
    row!("UpdateGroup", ["GetGroup"], false, group,
        |stage| stage.iam.update_group().group_name("admins").new_group_name("others"),
        |iam| iam.get_group().group_name("others").send().await.is_ok()),
    row!("DeleteGroup", ["GetGroup"], false, group,
        |stage| stage.iam.delete_group().group_name("admins"),
        |iam| iam.get_group().group_name("admins").send().await.is_err()),
    row!("AddUserToGroup", ["ListGroupsForUser"], true, member,
        |stage| stage.iam.add_user_to_group().user_name("maria").group_name("admins"),
        |iam| is_in_group(iam).await),
    row!("RemoveUserFromGroup", ["ListGroupsForUser"], true, joined,
        |stage| stage.iam.remove_user_from_group().user_name("maria").group_name("admins"),
        |iam| !is_in_group(iam).await),
    row!("CreateInstanceProfile", ["GetInstanceProfile"], false, nothing,
        |stage| stage.iam.create_instance_profile().instance_profile_name("web"),
        |iam| iam.get_instance_profile().instance_profile_name("web").send().await.is_ok()),
    row!("AddRoleToInstanceProfile", ["GetInstanceProfile"], false, profile_and_role,
        |stage| stage.iam.add_role_to_instance_profile().instance_profile_name("web").role_name("app"),
        |iam| has_role(iam).await),
    row!("RemoveRoleFromInstanceProfile", ["GetInstanceProfile"], false, profile_with_role,
        |stage| stage.iam.remove_role_from_instance_profile().instance_profile_name("web").role_name("app"),
        |iam| !has_role(iam).await),
    row!("DeleteInstanceProfile", ["GetInstanceProfile"], false, profile,
        |stage| stage.iam.delete_instance_profile().instance_profile_name("web"),
        |iam| iam.get_instance_profile().instance_profile_name("web").send().await.is_err()),
];
