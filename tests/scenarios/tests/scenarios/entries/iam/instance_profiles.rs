//! Instance profiles.

use postcond::iam::on_request::{profile_is_listed_for_role, profile_is_not_listed_for_role};

use super::*;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        role_added(),
        role_removed(),
        role_added_until_it_lists_the_profile(),
        role_removed_until_it_does_not_list_the_profile(),
        deleted(),
    ]
}

fn created() -> Entry {
    let entry = Entry::iam("CreateInstanceProfile", |stage| {
        act!(
            stage
                .iam
                .create_instance_profile()
                .instance_profile_name("web")
        )
    });
    PROFILE.creation(entry, json!({}))
}

fn created_with_tags() -> Entry {
    let entry = Entry::iam("CreateInstanceProfile, with tags", |stage| {
        act!(
            stage
                .iam
                .create_instance_profile()
                .instance_profile_name("web")
                .tags(tag())
        )
    });
    entry
        .answered(PROFILE.made())
        .satisfied("the tag", PROFILE.shown(json!({"Tags": shown_tag("blue")})))
        .pending("no tags", PROFILE.shown(json!({})))
        .pending("none", none("GetInstanceProfile"))
}

fn with_role(name: &str) -> Value {
    json!({"Roles": [ROLE.entity(json!({"RoleName": name}))]})
}

fn role_added() -> Entry {
    let entry = Entry::iam("AddRoleToInstanceProfile", |stage| {
        let request = stage.iam.add_role_to_instance_profile().role_name("app");
        act!(request.instance_profile_name("web"))
    });
    PROFILE
        .change(entry, with_role("App"))
        .pending("the profile without a role", PROFILE.shown(json!({})))
        .pending(
            "the profile with another role",
            PROFILE.shown(with_role("other")),
        )
}

fn role_removed() -> Entry {
    let entry = Entry::iam("RemoveRoleFromInstanceProfile", |stage| {
        let request = stage
            .iam
            .remove_role_from_instance_profile()
            .role_name("app");
        act!(request.instance_profile_name("web"))
    });
    entry
        .satisfied("no role", PROFILE.shown(json!({})))
        .satisfied("another role", PROFILE.shown(with_role("other")))
        .satisfied("no profile", none("GetInstanceProfile"))
        .superseded("one of a later life", PROFILE.of_another_life(date::AFTER))
        .pending("the role", PROFILE.shown(with_role("app")))
}

const FOR_ROLE: &str = "ListInstanceProfilesForRole";

fn for_role(names: &[&str], marker: Option<&str>) -> Read {
    let profiles = names
        .iter()
        .map(|name| PROFILE.entity(json!({"InstanceProfileName": name})));
    let profiles: Vec<_> = profiles.collect();
    let page =
        json!({"InstanceProfiles": profiles, "IsTruncated": marker.is_some(), "Marker": marker});
    read(FOR_ROLE, with(page, json!({})))
}

fn role_added_until_it_lists_the_profile() -> Entry {
    let entry = Entry::iam(
        "AddRoleToInstanceProfile, until the role lists it",
        |stage| {
            let request = stage.iam.add_role_to_instance_profile().role_name("app");
            let request = request.instance_profile_name("web").unconfirmed();
            act!(request.until(profile_is_listed_for_role))
        },
    );
    entry
        .satisfied("the profile", [for_role(&["web"], None)])
        .satisfied(
            "the profile on the second page",
            [for_role(&[], Some("2")), for_role(&["web"], None)],
        )
        .pending("another profile", [for_role(&["webs"], None)])
        .pending("no role", none(FOR_ROLE))
}

fn role_removed_until_it_does_not_list_the_profile() -> Entry {
    let entry = Entry::iam(
        "RemoveRoleFromInstanceProfile, until the role does not list it",
        |stage| {
            let request = stage
                .iam
                .remove_role_from_instance_profile()
                .role_name("app");
            let request = request.instance_profile_name("web").unconfirmed();
            act!(request.until(profile_is_not_listed_for_role))
        },
    );
    entry
        .satisfied("another profile", [for_role(&["webs"], None)])
        .satisfied("no role", none(FOR_ROLE))
        .pending("the profile", [for_role(&["web"], None)])
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteInstanceProfile", |stage| {
        act!(
            stage
                .iam
                .delete_instance_profile()
                .instance_profile_name("web")
        )
    });
    PROFILE.deletion(entry)
}
